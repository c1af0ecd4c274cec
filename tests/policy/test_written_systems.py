"""书面制度 (S2-28): each area files its own five, the next replaces the one before; the list says what is lacking."""

import datetime as dt

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry
from accounts.uploads import checked
from policy.models import SystemKind, WrittenSystem
from policy.systems.actions import NewSystem, SystemRefused, file_system
from policy.systems.queries import areas_with_systems, shelves_of
from tests import factories
from tests.casework import MONDAY
from tests.pictures import pdf, photo

pytestmark = pytest.mark.usefixtures("monday")
SYSTEMS = reverse("policy:systems")
DAY = dt.timedelta(days=1)
TODAY = MONDAY.date()


@pytest.fixture
def director(city):
    return factories.UserFactory(area=city.community, role=Role.COMMUNITY_DIRECTOR)


def page(name, row):
    return reverse(f"policy:{name}", args=[row.pk])


def filed(officer, kind=SystemKind.REGISTRATION, since=TODAY, mark=1):
    file = checked(SimpleUploadedFile("制度.jpg", photo(mark=mark)))
    new = NewSystem(kind, f"{kind.label}（{since}）", since, file)
    return file_system(new, area=officer.area, actor=officer, at=MONDAY)


def send(client, area, **said):
    said = {"kind": "dynamic", "title": "向阳社区动态管理制度", "in_force_from": TODAY.isoformat()} | said
    said = {"uploads": SimpleUploadedFile("制度.pdf", pdf())} | said
    return client.post(page("file_system", area), said, follow=True)


def test_the_director_files_a_system_and_everybody_above_reads_it(as_user, city, director):
    shown = send(as_user(director), city.community).content.decode()
    assert "已登记动态管理制度，自 2026-09-07 起施行" in shown
    assert "缺 4 项" in shown
    row = WrittenSystem.objects.get()
    above = as_user(city.district_officer)
    shown = above.get(page("area_systems", city.community)).content.decode()
    assert page("system", row) in shown
    assert page("file_system", city.community) not in shown
    answer = above.get(page("system", row))
    assert b"".join(answer.streaming_content) == pdf()
    assert as_user(city.neighbour_worker).get(page("system", row)).status_code == 404
    assert as_user(city.neighbour_worker).get(page("area_systems", city.community)).status_code == 404
    entry = AuditEntry.objects.get(event="written_system.filed")
    assert (entry.object_id, entry.details) == (row.pk, {"kind": "dynamic", "since": "2026-09-07"})


def test_the_next_replaces_the_one_before_from_its_day_and_the_old_stays(city, director):
    old = filed(director, since=TODAY - 30 * DAY)
    new = filed(director, since=TODAY + 5 * DAY, mark=9)

    def in_force(on):
        shelf = shelves_of(city.community, on)[0]
        return [one.system for one in shelf.filed if one.is_in_force]

    assert in_force(TODAY - 31 * DAY) == []
    assert in_force(TODAY) == in_force(TODAY + 4 * DAY) == [old]
    assert in_force(TODAY + 5 * DAY) == [new]
    assert shelves_of(city.community, TODAY)[0].filed[1].last_day == TODAY + 4 * DAY


def test_what_was_filed_by_mistake_is_struck_off_and_the_one_before_holds_again(as_user, city, director):
    old, wrong = filed(director, since=TODAY - 30 * DAY), filed(director, mark=9)
    client = as_user(director)
    assert "已被替代" in client.get(page("area_systems", city.community)).content.decode()
    shown = client.post(page("strike_off_system", wrong), {"reason": "传错了文件"}, follow=True).content.decode()
    assert "传错了文件" in shown
    assert "已被替代" not in shown
    assert shelves_of(city.community, TODAY)[0].filed[1].system == old
    assert not shelves_of(city.community, TODAY)[0].is_lacking
    filed(director, mark=17)  # the same day is free again
    assert AuditEntry.objects.filter(event="written_system.struck_off").count() == 1


def test_bad_input_comes_back_at_its_field_with_nothing_kept(as_user, city, director):
    client = as_user(director)
    shown = send(client, city.community, kind="", title="", in_force_from="", uploads="").content.decode()
    for words in ("请选择是哪一项制度。", "请填写制度的名称。", "请填写施行日期。", "请选择文件。"):
        assert words in shown
    filed(director, SystemKind.DYNAMIC)
    shown = send(client, city.community).content.decode()
    assert "已登记自 2026-09-07 起施行的动态管理制度" in shown
    assert "向阳社区动态管理制度" in shown
    assert WrittenSystem.objects.count() == 1


def test_nobody_files_for_another_area(as_user, city, director):
    assert "由本单位自己登记" in send(as_user(city.street_officer), city.community).content.decode()
    assert as_user(city.worker).post(page("file_system", city.community)).status_code == 403
    row = filed(director)
    shown = as_user(city.street_officer).get(page("strike_off_system", row), follow=True).content.decode()
    assert "由本单位自己登记和划去" in shown
    assert WrittenSystem.objects.filter(struck_at=None).count() == 1
    leader = factories.UserFactory(area=city.city, role=Role.STREET_LEADER)
    with pytest.raises(SystemRefused, match="由区县、街道和社区登记"):
        filed(leader)


def test_the_list_says_which_area_has_which_and_which_lacks_them(as_user, city, director):
    for mark, kind in enumerate(SystemKind):
        filed(director, kind, mark=mark * 12)
    filed(city.street_officer, SystemKind.PROMISE)
    filed(city.street_officer, SystemKind.DYNAMIC, since=TODAY + DAY, mark=9)
    lacking = dict(areas_with_systems(TODAY).values_list("name", "lacking"))
    assert lacking == {"南区": 5, "和平街道": 4, "向阳社区": 0, "光明社区": 5}
    client = as_user(city.city_officer)
    shown = client.get(SYSTEMS, {"lacking": "promise"}).content.decode()
    assert ("光明社区" in shown, "向阳社区" in shown) == (True, False)
    shown = as_user(city.street_officer).get(SYSTEMS, {"lacking": "any"}).content.decode()
    assert ("和平街道" in shown, "南区</a>" in shown, "登记本单位的制度" in shown) == (True, False, True)


def test_the_list_is_taken_away_as_a_workbook(as_user, city, director, tmp_path):
    filed(director)
    answer = as_user(director).get(SYSTEMS, {"format": "xlsx"})
    kept = tmp_path / "systems.xlsx"
    kept.write_bytes(b"".join(answer.streaming_content))
    sheet = openpyxl.load_workbook(kept).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert {"向阳社区", "2026-09-07 起", "缺"} <= set(cells)
    assert "光明社区" not in cells


def test_the_list_takes_the_same_queries_however_many(as_user, city, django_assert_max_num_queries):
    client = as_user(city.city_officer)
    with django_assert_max_num_queries(15) as few:
        client.get(SYSTEMS)
    for number in range(40):
        area = factories.AreaFactory(code=f"9901030020{number:02}", name=f"第{number}社区", parent=city.street)
        filed(factories.UserFactory(area=area, role=Role.COMMUNITY_DIRECTOR))
    with django_assert_max_num_queries(len(few)):
        client.get(SYSTEMS)
