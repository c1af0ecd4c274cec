"""The push for labour-service enterprises: which streets must have one, whether they have, who pushes a district."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from assistance.actions import pushes as actions
from assistance.models import PushMember, Readiness
from assistance.queries.pushes import streets
from assistance.tables.pushes import push_mark
from tests.casework import MONDAY
from tests.employing import employer, push_member, readiness

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


def found(city, officer=None, **values):
    told = {"found_on": TODAY, "due_on": TODAY + 30 * DAY, "ground": "有场地"} | values
    return actions.find_ready(street=city.street, officer=officer or city.district_officer, at=MONDAY, **told)


def standing(city, on=TODAY):
    row = streets(city.city_officer, on).get(pk=city.street.pk)
    return push_mark(row, on).words


def test_a_street_found_ready_must_have_an_enterprise_by_its_day(city):
    assert standing(city) == "未认定有条件"
    found(city)
    assert standing(city) == "还剩 30 天"
    assert standing(city, TODAY + 33 * DAY) == "已逾期 3 天"
    employer(city.community, kind="labour_service", established_on=TODAY + 31 * DAY, staff=12)
    assert standing(city, TODAY + 33 * DAY) == "逾期建立"


def test_what_a_street_has_is_counted_from_the_register(city):
    for number, established in enumerate((TODAY, TODAY - 9 * DAY)):
        own = {"kind": "labour_service", "established_on": established, "staff": 10}
        employer(city.community, name=f"企业{number}", **own)
    employer(city.community, name="已停业", kind="labour_service", established_on=TODAY, staff=5, closed_on=TODAY)
    row = streets(city.district_officer, TODAY).get(pk=city.street.pk)
    assert (row.enterprises, row.staff, row.established_on, row.hires) == (2, 20, TODAY - 9 * DAY, 0)
    assert push_mark(row, TODAY).words == "已建立"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"found_on": TODAY + DAY}, "不能晚于今天"),
        ({"due_on": TODAY - DAY}, "不能早于"),
        ({"ground": " "}, "请写明"),
    ],
)
def test_what_cannot_be_is_refused(city, values, words):
    with pytest.raises(actions.PushRefused, match=words):
        found(city, **values)


def test_a_street_is_found_ready_once_and_by_whose_area_it_is(city):
    made = found(city)
    with pytest.raises(actions.PushRefused, match="已认定"):
        found(city)
    assert AuditEntry.objects.filter(event="push.ready").count() == 1
    taken = {"readiness": made, "officer": city.district_officer, "at": MONDAY}
    with pytest.raises(actions.PushRefused, match="请填写撤回原因"):
        actions.withdraw_ready(reason=" ", **taken)
    actions.withdraw_ready(reason="认定有误", **taken)
    with pytest.raises(actions.PushRefused, match="已经撤回"):
        actions.withdraw_ready(reason="认定有误", **taken)
    assert standing(city) == "未认定有条件"
    found(city)


def test_one_person_pushes_a_district_until_the_last_day(city):
    told = {"district": city.district, "officer": city.city_officer, "at": MONDAY, "post": "市就业局"}
    first = actions.name_member(name="孙主任", since=TODAY - 9 * DAY, **told)
    with pytest.raises(actions.PushRefused, match="已有推进组成员"):
        actions.name_member(name="李主任", since=TODAY, **told)
    with pytest.raises(actions.PushRefused, match="不在您的辖区"):
        actions.name_member(name="李主任", since=TODAY, **told | {"district": city.street})
    assert streets(city.city_officer, TODAY).get(pk=city.street.pk).member == "孙主任"
    ending = {"member": first, "officer": city.city_officer, "at": MONDAY}
    with pytest.raises(actions.PushRefused, match="之间"):
        actions.end_member(last_day=TODAY + DAY, **ending)
    assert actions.end_member(last_day=TODAY - DAY, **ending).last_day == TODAY - DAY
    actions.name_member(name="李主任", since=TODAY, **told)
    assert streets(city.city_officer, TODAY).get(pk=city.street.pk).member == "李主任"


def test_the_pages_find_a_street_ready_and_name_a_member(city, as_user):
    client = as_user(city.district_officer)
    address = reverse("assistance:push_ready", args=[city.street.pk])
    typed = {"found_on": "2026-09-07", "due_on": "2026-12-31", "ground": ""}
    refused = client.post(address, typed).content.decode()
    assert "请写明具备的条件" in refused
    listed = client.post(address, typed | {"ground": "有场地"}, follow=True).content.decode()
    assert "还剩 115 天" in listed
    assert reverse("assistance:push_ready_withdraw", args=[Readiness.objects.get().pk]) in listed
    new = reverse("assistance:push_member_new")
    member = {"district": city.district.pk, "name": "孙主任", "post": "市就业局", "since": "2026-09-01"}
    assert "孙主任" in client.post(new, member, follow=True).content.decode()
    again = client.post(new, member).content.decode()
    assert "已有推进组成员" in again
    ended = client.post(
        reverse("assistance:push_member_end", args=[PushMember.objects.get().pk]), {"last_day": "2026-09-06"}
    )
    assert ended.url == reverse("assistance:push_members")


def test_the_list_asks_the_database_few_questions(city, as_user, django_assert_max_num_queries):
    readiness(city.street)
    push_member(city.district)
    employer(city.community, kind="labour_service", established_on=TODAY, staff=3)
    client = as_user(city.city_officer)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("assistance:pushes"), {"state": "there"}).content.decode()
    assert city.street.name in page
    assert "没有" in client.get(reverse("assistance:pushes"), {"state": "late"}).content.decode()
