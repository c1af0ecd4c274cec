"""期初导入 on its pages: from the file to the first month, by two people."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Job
from desk import tasks
from households.models import HardToEmploySpell, Opening, OpeningFile, OpeningRow
from households.openings.kinds import PEOPLE
from tests.casework import MONDAY
from tests.households.openings.taking_over import HEADS, agreed, begun, certified, given, registered
from tests.households.rosters.books import xlsx

pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def opening(city):
    return begun(city)


def page(name, row):
    return reverse(f"desk:{name}", args=[row.pk])


def uploaded(client, opening, *rows, kind="people", heads=None):
    content = xlsx([heads or HEADS[kind], *rows])
    answer = client.post(
        page("add_opening_file", opening), {"kind": kind, "file": SimpleUploadedFile("a.xlsx", content)}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return done(tasks.read_opening_file)


def done(task):
    """The last job, done as a worker does it."""
    job = Job.objects.order_by("pk").last()
    task(job=job.pk)
    job.refresh_from_db()
    return job


def test_a_city_begins_with_what_the_old_system_knew(city, as_user):
    officer, bureau = as_user(city.district_officer), as_user(city.city_officer)
    person = registered(city)
    officer.post(
        reverse("desk:begin_opening"), {"area": city.district.pk, "cut_over_on": "2026-08-20", "system": "旧系统"}
    )
    opening = Opening.objects.get()
    job = uploaded(officer, opening, certified(person), certified(registered(city, "王二"), since="哪天"))
    assert "1 行不能导入" in job.sentence
    assert job.result_file

    form = {f"value-people-{city.community.pk}": "2", f"reason-people-{city.community.pk}": ""}
    officer.post(page("reconcile_opening", opening), form)
    assert "没有写明原因" in officer.get(page("opening", opening)).content.decode()
    form[f"reason-people-{city.community.pk}"] = "王二一行日期有误，切换后补办"
    officer.post(page("reconcile_opening", opening), form)
    officer.post(page("present_opening", opening))
    assert not HardToEmploySpell.objects.exists()

    bureau.post(page("accept_opening", opening))
    done(tasks.enter_opening)
    opening.refresh_from_db()
    assert opening.status == "entered"
    spell = HardToEmploySpell.objects.get()
    sheet = officer.get(reverse("households:decision_sheet", args=[spell.certification_id])).content.decode()
    assert "旧系统" in sheet
    assert "公示" not in sheet


def test_who_prepared_it_cannot_accept_it(city, as_user):
    opening = begun(city, officer=city.city_officer)
    given(city, opening, PEOPLE, certified(registered(city)))
    agreed(city, opening)
    bureau = as_user(city.city_officer)
    assert "您参与了准备" in bureau.get(page("opening", opening)).content.decode()
    answer = bureau.post(page("accept_opening", opening), follow=True)
    assert "参与了该期初导入的准备" in answer.content.decode()
    opening.refresh_from_db()
    assert opening.status == "presented"


def test_what_is_withdrawn_leaves_nothing(city, as_user, opening, django_capture_on_commit_callbacks):
    file = given(city, opening, PEOPLE, certified(registered(city)))
    storage, name = file.file.storage, file.file.name
    with django_capture_on_commit_callbacks(execute=True):
        as_user(city.district_officer).post(page("withdraw_opening", opening), {"reason": "文件有误"})
    assert not OpeningFile.objects.exists()
    assert not OpeningRow.objects.exists()
    assert not storage.exists(name)
    opening.refresh_from_db()
    assert opening.withdrawal == "文件有误"


def test_what_was_returned_says_why(city, as_user, opening):
    given(city, opening, PEOPLE, certified(registered(city)))
    agreed(city, opening)
    as_user(city.city_officer).post(page("return_opening", opening), {"reason": "期末数不符"})
    assert "已退回：期末数不符" in as_user(city.district_officer).get(page("opening", opening)).content.decode()


def test_columns_are_told_on_a_page(city, as_user, opening):
    officer, person = as_user(city.district_officer), registered(city)
    heads = ["姓名", "身份证号", "困难类型", "认定日期"]
    row = [person.name, person.id_number, "4050", "2025-03-01"]
    job = uploaded(officer, opening, row, heads=heads)
    file = OpeningFile.objects.get()
    assert "人员类别" in job.sentence
    assert job.result_url == page("opening_columns", file)

    shown = officer.get(page("opening_columns", file)).context["form"]
    form = {name: shown[name].initial or "" for name in shown.fields} | {"column_2": "name"}
    answer = officer.post(page("opening_columns", file), form)
    assert "一项只能对应一列" in answer.content.decode()
    officer.post(page("opening_columns", file), form | {"column_2": "categories"})
    job = done(tasks.read_opening_file)
    assert "不认识的词：4050" in job.sentence

    words = officer.get(page("opening_columns", file)).context["form"]
    form = {name: words[name].initial or "" for name in words.fields} | {"word_categories_0": "C01"}
    officer.post(page("opening_columns", file), form)
    done(tasks.read_opening_file)
    assert OpeningRow.objects.get().outcome == "ready"


def test_bad_figures_are_told_at_the_field_and_nothing_is_saved(city, as_user, opening):
    given(city, opening, PEOPLE, certified(registered(city)))
    answer = as_user(city.district_officer).post(
        page("reconcile_opening", opening), {f"value-people-{city.community.pk}": "两个"}
    )
    assert "请填整数" in answer.content.decode()
    assert not opening.control_figures.exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 nothing", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_told_in_one_sentence(city, as_user, opening, content):
    file = SimpleUploadedFile("a.xlsx", content)
    officer = as_user(city.district_officer)
    answer = officer.post(page("add_opening_file", opening), {"kind": "people", "file": file})
    if answer.status_code == 302:
        job = done(tasks.read_opening_file)
        assert (job.state, job.sentence.count("。")) == ("failed", 1)
    else:
        assert "请重新选择" in answer.content.decode()


@pytest.mark.parametrize("name", ["openings", "opening", "opening_file", "reconcile_opening"])
def test_queries_do_not_grow_with_the_rows(city, as_user, opening, name):
    officer = as_user(city.district_officer)

    def queries():
        row = OpeningFile.objects.first() if name == "opening_file" else opening
        address = reverse("desk:openings") if name == "openings" else page(name, row)
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(address).status_code == 200
        return len(asked)

    given(city, opening, PEOPLE, certified(registered(city)))
    few = queries()
    given(city, opening, PEOPLE, *(certified(registered(city, f"李{n}", area=city.neighbour)) for n in "一二三四五六"))
    assert queries() <= few <= 15
