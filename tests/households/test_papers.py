"""The paper around a certification: visits, originals, and the prints."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from approvals.workflow import Decision
from households.enums import Material
from households.models import HomeVisit, MaterialShown
from tests.casework import MONDAY, NOTICE_ENDED, applied, certified, decided, disabled_person, household_of, in_notice
from tests.pictures import photo
from tests.setting import City

pytestmark = pytest.mark.usefixtures("monday")
VISIT = {
    "visited_on": "2026-09-07",
    "visitors": "甲、乙",
    "met": "本人",
    "outcome": "verified",
    "findings": "家中两人均无工作",
}


def page(name, *args):
    return reverse(f"households:{name}", args=args)


@pytest.fixture
def case(city: City):
    return applied(city, household_of(city))


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_visit_is_recorded_and_shown(as_user, city, case):
    assert "还没有入户核实记录" in text(as_user(city.worker).get(page("certification", case.pk)))
    answer = as_user(city.worker).post(page("visit", case.pk), VISIT)
    assert answer.url == page("certification", case.pk)
    shown = text(as_user(city.street_officer).get(answer.url))
    assert "家中两人均无工作" in shown
    assert "情况属实" in shown
    assert AuditEntry.objects.filter(event="home_visit.recorded", object_id=case.pk).exists()


def test_a_visit_sent_twice_is_one(as_user, city, case):
    client = as_user(city.worker)
    key = client.get(page("certification", case.pk)).context["visiting"].form["submission"].value()
    for _ in range(2):
        assert client.post(page("visit", case.pk), VISIT | {"submission": key}).status_code == 302
    assert HomeVisit.objects.count() == 1


def test_an_original_shown_is_written_down_once_for_each_form(as_user, city, case):
    client = as_user(city.worker)
    key = client.get(page("certification", case.pk)).context["showing"].form["submission"].value()
    shown = {"material": "id_card", "issued_on": "2020-01-01"}
    for submission in (key, key, uuid.uuid4()):
        assert client.post(page("material", case.pk), shown | {"submission": submission}).status_code == 302
    assert MaterialShown.objects.count() == 2
    assert AuditEntry.objects.filter(event="material.shown").count() == 2


def test_where_the_notice_hangs_is_written_down_put_right_and_printed(as_user, city, case):
    client, url = as_user(city.worker), page("put_up", case.pk)
    assert "现不在公示期内" in text(client.post(url, {"place": "公示栏"}))
    decided(case, city.worker)
    assert "未登记" in text(as_user(city.street_officer).get(page("certification", case.pk)))
    assert "请填写公示地点" in text(client.post(url, {"place": " "}))
    for place in ("社区一楼公示栏", "小区东门公示栏"):
        assert client.post(url, {"place": place}).url == page("certification", case.pk)
    shown = text(as_user(city.street_officer).get(page("certification", case.pk)))
    assert "小区东门公示栏" in shown
    assert "未登记" not in shown
    for sheet in (page("notice", case.notices.get().pk), page("dossier", case.pk)):
        assert "公示地点：小区东门公示栏" in text(client.get(sheet))
    last = AuditEntry.objects.filter(event="certification.notice_put_up").latest("pk")
    assert last.details["before"] == {"place": "社区一楼公示栏"}


def test_a_notice_that_ended_says_that_nobody_objected(as_user, city, case):
    decided(case, city.worker)
    with time_machine.travel(NOTICE_ENDED):
        shown = text(as_user(city.street_officer).get(page("certification", case.pk)))
        late = text(as_user(city.worker).post(page("put_up", case.pk), {"place": "公示栏"}))
    assert "公示期满，没有收到异议" in shown
    assert "现不在公示期内" in late


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"visited_on": ""}, "请填写走访日期"),
        ({"visited_on": "2026-09-06"}, "走访日期应在申请日期"),
        ({"visited_on": "2026-09-08"}, "走访日期应在申请日期"),
        ({"visitors": " "}, "请填写走访人员"),
        ({"outcome": ""}, "请选择核实结果"),
        ({"outcome": "perhaps"}, ""),
        ({"findings": ""}, "请写明"),
    ],
)
def test_a_visit_wrongly_typed_is_told_and_nothing_is_lost(as_user, city, case, wrong, sentence):
    shown = text(as_user(city.worker).post(page("visit", case.pk), VISIT | {"met": "邻居老周"} | wrong))
    assert sentence in shown
    assert "邻居老周" in shown
    assert not HomeVisit.objects.exists()


def test_a_paper_is_shown_and_the_last_one_counts(as_user, city, case):
    client = as_user(city.worker)
    assert client.get(page("certification", case.pk)).context["papers"].missing == 3
    client.post(page("material", case.pk), {"material": "unemployment", "issued_on": "2026-01-05"})
    states = [item.state.name for item in client.get(page("certification", case.pk)).context["papers"].items]
    assert states == ["MISSING", "MISSING", "STALE"]
    client.post(page("material", case.pk), {"material": "unemployment", "issued_on": "2026-09-01"})
    answer = client.get(page("certification", case.pk))
    assert answer.context["papers"].items[2].state.name == "FRESH"
    assert "有效至 2026-12-01" in text(answer)
    assert "有效期依据：" in text(answer)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"material": "", "issued_on": "2026-09-01"}, "请选择材料"),
        ({"material": "id_card", "issued_on": ""}, "请填写出具日期"),
        ({"material": "id_card", "issued_on": "2026-09-08"}, "出具日期不能晚于今天"),
    ],
)
def test_a_paper_wrongly_typed_is_told(as_user, city, case, typed, sentence):
    assert sentence in text(as_user(city.worker).post(page("material", case.pk), typed | {"note": "原件"}))
    assert not MaterialShown.objects.exists()


def test_a_decided_case_takes_no_more_paper(as_user, city):
    case = certified(city, household_of(city))
    shown = text(as_user(city.worker).post(page("visit", case.pk), VISIT))
    assert "已办结" in shown
    assert not HomeVisit.objects.exists()


def test_the_list_asks_for_what_the_category_asks(as_user, city):
    home, person = disabled_person(city)
    shown = as_user(city.worker).get(page("certification", applied(city, home, person).pk)).context["papers"]
    assert [item.material for item in shown.items][3:] == [Material.DISABILITY]


def test_the_application_form_names_everybody_and_no_whole_number(as_user, city, case):
    person = case.household.memberships.get().person
    shown = text(as_user(city.worker).get(page("application_sheet", case.pk)))
    assert person.masked_id in shown
    assert person.id_number not in shown
    assert case.reasons[0]["article"] in shown


def test_a_decision_is_told_with_reasons_and_articles(as_user, city, case):
    client = as_user(city.worker)
    assert client.get(page("decision_sheet", case.pk)).status_code == 404
    decided(case, city.worker)
    decided(case, city.street_officer, Decision.REFUSE, "经核实有成员已就业", at=NOTICE_ENDED)
    shown = text(client.get(page("decision_sheet", case.pk)))
    for words in ("不予认定告知书", "申请复核", "经核实有成员已就业", case.reasons[0]["article"], city.street.name):
        assert words in shown


def test_a_certified_family_is_told_its_promise(as_user, city):
    case = certified(city, household_of(city))
    shown = text(as_user(city.worker).get(page("decision_sheet", case.pk)))
    promise = case.family_case
    assert f"{promise.due_on:%Y年}{promise.due_on.month}月{promise.due_on.day}日" in shown
    assert promise.due_source in shown


def test_the_dossier_holds_every_paper(as_user, city, monday):
    case = in_notice(city, household_of(city))
    as_user(city.worker).post(page("visit", case.pk), VISIT)
    as_user(city.worker).post(page("material", case.pk), {"material": "id_card", "issued_on": "2020-01-01"})
    monday.move_to(NOTICE_ENDED + dt.timedelta(days=1))
    for officer in (city.street_officer, city.district_officer):
        decided(case, officer, comment=f"{officer}同意", at=NOTICE_ENDED)
    shown = text(as_user(city.district_officer).get(page("dossier", case.pk)))
    for words in (
        "认定卷宗",
        "认定申请表",
        "居民身份证",
        "家中两人均无工作",
        "认定公示",
        f"{city.district_officer}同意",
        "零就业家庭认定告知书",
    ):
        assert words in shown


def test_the_prints_of_a_neighbour_are_not_found(as_user, city, case):
    for name in ("application_sheet", "dossier", "decision_sheet", "certification"):
        assert as_user(city.neighbour_worker).get(page(name, case.pk)).status_code == 404
    assert MONDAY.date() == case.drafted_at.date()


def test_a_signature_stands_on_the_form_for_who_may_open_it(as_user, city, case):
    client = as_user(city.worker)
    assert 'name="kind" value="signature"' in text(client.get(page("sign", case.pk)))
    client.post(
        page("attach", case.pk),
        {"kind": "signature", "uploads": [SimpleUploadedFile("签名.jpg", photo(), "image/jpeg")]},
    )
    signed = case.attachments.get()
    assert page("attachment", signed.pk) in text(client.get(page("application_sheet", case.pk)))
    shown = text(as_user(city.statistician).get(page("application_sheet", case.pk)))
    assert page("attachment", signed.pk) not in shown
    assert "已签名" in shown


def test_a_decided_case_is_signed_no_more(as_user, city):
    case = certified(city, household_of(city))
    assert as_user(city.worker).get(page("sign", case.pk)).url == page("certification", case.pk)
