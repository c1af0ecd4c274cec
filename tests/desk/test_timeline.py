"""全部经历: the four blocks of a person on one timeline, in order, by block, by page, of the own area alone."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistance.models import Plan
from households.enums import Block, FactKind, RegistrationKind
from households.models import HardToEmploySpell, Person, ZeroFamilyCase
from tests import care_rows, factories, offering
from tests.assistance import rows
from tests.casework import JULY, MONDAY, NOTICE_ENDED, certified, disabled_person, household_of, works

BUDGET = 15
DAY = dt.timedelta(days=1)
TODAY = NOTICE_ENDED.date()


@pytest.fixture(autouse=True)
def _today(monday):
    monday.move_to(NOTICE_ENDED)


@pytest.fixture
def person(city) -> Person:
    """Somebody in status since today."""
    home, person = disabled_person(city)
    certified(city, home, person)
    return person


def address(person, **asked):
    return reverse("desk:timeline", args=[person.pk], query=asked)


def titles(client, person, **asked):
    return [event.title for event in client.get(address(person, **asked)).context["events"]]


def helped(person, officer, number=1):
    """Services and visits on days before today, one each a day."""
    for place in range(number):
        care_rows.service(person, officer, on=TODAY - place * DAY, detail=f"第{place}次指导")
        care_rows.visit(person, officer, on=TODAY - place * DAY)


def test_all_four_blocks_stand_on_one_timeline_the_latest_first(as_user, city, person):
    plan = rows.plan(HardToEmploySpell.objects.get(person=person), opened_by=city.worker, opened_at=NOTICE_ENDED)
    rows.measure(plan, done_on=TODAY, done_by=city.worker, done_at=NOTICE_ENDED, outcome="已参加培训")
    offering.refused(person, city.worker, TODAY)
    helped(person, city.worker)
    care_rows.alert(person)
    factories.fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1))
    response = as_user(city.worker).get(address(person))
    events = response.context["events"]
    assert [event.when for event in events] == sorted((event.when for event in events), reverse=True)
    assert {event.topic for event in events} == {block.label for block in Block}
    told = {event.title for event in events}
    assert told >= {
        "认定为就业困难人员",
        "制定援助方案",
        "落实措施：推荐培训",
        "推荐岗位",
        "拒绝推荐的岗位",
        "职业指导",
        "走访",
        "预警：证明到期",
        "失业登记",
        "享受城镇低保",
    }
    page = response.content.decode()
    assert "签字声明" not in page  # evidence stands on the page of the offer
    assert reverse("assistance:case", args=[plan.spell_id]) in page
    assert person.id_number not in page


def test_one_block_is_shown_alone_and_a_wrong_one_is_all(as_user, city, person):
    helped(person, city.worker)
    client = as_user(city.worker)
    assert titles(client, person, block="assistance") == ["走访", "职业指导"]
    assert titles(client, person, block="work") == ["失业登记"]
    assert titles(client, person, block="benefits") == []
    assert titles(client, person, block="所有") == titles(client, person)
    assert "登记享受政策之后" in client.get(address(person, block="benefits")).content.decode()


def test_pages_follow_each_other_without_gap_or_repetition(as_user, city, person):
    helped(person, city.worker, 70)
    client = as_user(city.worker)
    whole = client.get(address(person, whole="1")).context["events"]
    turned, url = [], address(person)
    while url:
        page = client.get(url)
        turned += page.context["events"]
        url = (
            page.context["following_url"] and reverse("desk:timeline", args=[person.pk]) + page.context["following_url"]
        )
    assert len(whole) > 140
    assert [(e.when, e.title, e.detail) for e in turned] == [(e.when, e.title, e.detail) for e in whole]
    assert len(client.get(address(person)).context["events"]) == 50
    assert titles(client, person, before="昨天") == titles(client, person)


@pytest.mark.parametrize("whole", ["", "1"])
def test_the_page_takes_the_same_queries_however_much_happened(as_user, city, person, whole):
    client, counts = as_user(city.worker), []
    for number in (1, 40):
        helped(person, city.worker, number)
        for place in range(number):
            offering.offer(person, made_on=TODAY - place * DAY, recorded_by=city.worker)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(person, whole=whole)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= BUDGET


def test_a_promise_kept_late_is_told_with_how_late(as_user, city):
    home = household_of(city)
    certified(city, home)
    case = ZeroFamilyCase.objects.get()
    member = home.memberships.get().person
    rows.signature(rows.pledge(case, drafted_at=NOTICE_ENDED), added_at=NOTICE_ENDED)
    ZeroFamilyCase.objects.filter(pk=case.pk).update(due_on=TODAY + DAY)
    works(city, member, RegistrationKind.ENTERPRISE, TODAY + 5 * DAY, NOTICE_ENDED + 5 * DAY)
    page = as_user(city.worker).get(address(member))
    told = {event.title: event for event in page.context["events"]}
    assert "晚 4 天" in told["家庭逾期安置"].detail
    assert told["家庭逾期安置"].tone == "bad"
    assert {"家庭认定为零就业家庭", "承诺单位在承诺书上签字"} <= set(told)
    assert "逾期安置" in page.content.decode()


def test_what_was_recorded_under_a_merged_registration_is_told_too(as_user, city, person):
    double = factories.member(factories.HouseholdFactory(area=city.community), name="王残")
    care_rows.service(double, city.worker, detail="重复登记时的指导")
    Person.objects.filter(pk=double.pk).update(merged_into=person)
    client = as_user(city.worker)
    assert "重复登记时的指导" in client.get(address(person)).content.decode()
    assert client.get(address(double)).url == reverse("desk:timeline", args=[person.pk])


def test_what_was_struck_off_stays_and_says_so(as_user, city, person):
    struck = {"struck_by": city.worker, "struck_at": MONDAY, "struck_because": "登记错人"}
    care_rows.service(person, city.worker, on=TODAY, **struck)
    (event,) = as_user(city.worker).get(address(person, block="assistance")).context["events"]
    assert event.title == "职业指导（已划去）"
    assert "登记错人" in event.detail


def test_what_lies_elsewhere_is_told_without_a_link_and_strangers_see_nothing(as_user, city, person):
    spell = HardToEmploySpell.objects.get(person=person)
    rows.plan(spell, opened_at=NOTICE_ENDED)
    moved = factories.HouseholdFactory(area=city.neighbour)
    assert as_user(city.neighbour_worker).get(address(person)).status_code == 404
    person.memberships.update(validity=(JULY, TODAY))
    factories.MembershipFactory(household=moved, person=person, validity=(TODAY, None))
    page = as_user(city.neighbour_worker).get(address(person))
    told = {event.title: event for event in page.context["events"]}
    assert told["制定援助方案"].url == ""
    assert "申请认定" not in " ".join(told)  # the certification is the other community's to read
    assert Plan.objects.get().spell == spell


def test_an_empty_timeline_says_what_to_do(as_user, city):
    person = factories.member(factories.HouseholdFactory(area=city.community))
    page = as_user(city.worker).get(address(person)).content.decode()
    assert "入户调查之后" in page
    assert "登记第一次服务" in as_user(city.worker).get(address(person, block="assistance")).content.decode()


def test_a_post_offered_is_a_service_when_it_is_asked_who_was_served_last(as_user, city, person):
    def served_on():
        return as_user(city.worker).get(address(person)).context["standing"].served_on

    assert served_on() is None
    care_rows.service(person, city.worker, on=TODAY - 2 * DAY)
    assert served_on() == TODAY - 2 * DAY
    offering.offered(person, city.worker, TODAY - DAY)
    assert served_on() == TODAY - DAY
