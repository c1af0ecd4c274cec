"""未就业人员 in the order of 优先帮扶, and 已就业人员 with what keeps them at work."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from assistance.enums import Ground
from assistance.queries import caseload, contacts, plans
from desk import queries as desk
from households.enums import RegistrationKind
from households.models import Endorsement, HardToEmploySpell, HouseholdFinding, Person
from tests import care_rows, factories
from tests.accounts.jobbing import rows_of, taken_away
from tests.assistance.planning import planned
from tests.casework import NOTICE_ENDED, certified, disabled_person, household_of, works
from tests.certificates import issued_to
from tests.offering import noon, offered
from tests.rows import days, spell, survey

DAY = dt.timedelta(days=1)
TODAY = NOTICE_ENDED.date() + 5 * DAY
pytestmark = pytest.mark.usefixtures("monday")
UNEMPLOYED, EMPLOYED = reverse("assistance:unemployed"), reverse("assistance:callbacks")


@pytest.fixture
def today(monday):
    monday.move_to(noon(TODAY))


def alone(city, name="王残", **values) -> HardToEmploySpell:
    """Somebody certified as a disabled person whose spouse works, helped and met."""
    _, person = disabled_person(city, name=name)
    return spell(person, **{"certified_on": NOTICE_ENDED.date(), "categories": [3], "primary": 3} | values)


def family(city, name="李零") -> HardToEmploySpell:
    certified(city, household_of(city, {"name": name}))
    return HardToEmploySpell.objects.get(person__name=name)


def told(city, case, on=TODAY) -> caseload.Caring:
    return caseload.cared_for([case], caseload.outlook(city.worker, on))[case.pk]


def grounds(city, case, on=TODAY) -> set[Ground]:
    found = told(city, case, on).priority
    row = caseload.with_points(HardToEmploySpell.objects.filter(pk=case.pk), caseload.outlook(city.worker, on)).get()
    assert row.points == found.points
    return {ground for ground, _ in found.grounds}


def listed(as_user, officer: User, **asked) -> list[str]:
    answer = as_user(officer).get(UNEMPLOYED, asked)
    assert answer.status_code == 200
    return [row.person.name for row in answer.context["page_obj"]]


def test_families_without_work_stand_before_others_whatever_else_holds(city, as_user, today):
    alone(city, categories=[3, 4, 7])
    family(city)
    assert listed(as_user, city.worker) == ["李零", "王残"]
    assert listed(as_user, city.worker, ground="zero_family") == ["李零"]
    assert listed(as_user, city.worker, ground="disabled") == ["王残"]
    assert listed(as_user, city.street_officer, category="4") == ["王残"]
    assert listed(as_user, city.neighbour_worker) == []


def test_who_is_at_work_or_was_let_go_is_not_listed(city, as_user, today):
    case, gone = family(city), alone(city, exited_on=TODAY, exit_reason="lost_contact")
    assert gone.exited_on
    works(city, case.person, RegistrationKind.ENTERPRISE, TODAY, noon(TODAY))
    assert listed(as_user, city.worker) == []
    assert "没有未就业" in as_user(city.worker).get(UNEMPLOYED).content.decode()


def test_each_ground_holds_from_its_day(city):
    case, other = family(city), alone(city)
    due = case.household.zero_cases.get().due_on
    assert grounds(city, case) == {Ground.ZERO_FAMILY, Ground.NO_PLAN}
    assert Ground.PROMISE_NEAR not in grounds(city, case, due - 31 * DAY)
    assert Ground.PROMISE_NEAR in grounds(city, case, due - 30 * DAY) & grounds(city, case, due)
    late = grounds(city, case, due + DAY)
    assert Ground.PROMISE_OVERDUE in late
    assert Ground.PROMISE_NEAR not in late
    planned(city, case, at=noon(TODAY))
    assert grounds(city, case) == {Ground.ZERO_FAMILY}
    assert grounds(city, other) == {Ground.DISABLED, Ground.NO_PLAN}
    finding = {"reasons": [{"code": "D"}], "origin": "act", "validity": days(str(TODAY))}
    HouseholdFinding.objects.create(household=other.household, kind=2, **finding)
    assert Ground.DUAL_UNEMPLOYED in grounds(city, other)
    assert Ground.DUAL_UNEMPLOYED not in grounds(city, other, TODAY - DAY)


@pytest.mark.parametrize("met", ["visit", "service", "survey", "month", "twin"])
def test_no_contact_is_what_the_warnings_call_so(city, met):
    """Both count the same months from the same records."""
    case = alone(city, certified_on=dt.date(2026, 5, 30))
    on = dt.date(2026, 8, 30)
    assert Ground.NO_CONTACT in grounds(city, case, on)
    assert Ground.NO_CONTACT not in grounds(city, case, on - DAY)
    last = dt.date(2026, 6, 30)
    match met:
        case "visit":
            care_rows.visit(case.person, city.worker, on=last)
        case "service":
            care_rows.service(case.person, city.worker, on=last, outcome="refused")
        case "survey":
            case.person.memberships.update(validity=days("2020-01-01"))
            survey(case.household, city.worker, visited_on=last)
        case "month":
            case.confirmations.create(month=dt.date(2026, 6, 1), confirmed_at=noon(last), confirmed_by=city.worker)
        case "twin":
            twin = factories.member(case.household, name="王残")
            Person.objects.filter(pk=twin.pk).update(merged_into=case.person)
            care_rows.visit(twin, city.worker, on=last)
    assert contacts.last_contacts({case.person_id}, on) == {case.person_id: last}
    assert Ground.NO_CONTACT not in grounds(city, case, on)
    assert Ground.NO_CONTACT in grounds(city, case, dt.date(2026, 9, 30))
    assert told(city, case, on).silent_days == 61


def test_the_row_tells_what_was_done_last_and_what_comes_next(city):
    case = family(city)
    assert told(city, case).next == caseload.Step("制定援助方案", is_plan=True)
    assert told(city, case).last is None
    care_rows.service(case.person, city.worker, on=TODAY - DAY, kind="training")
    assert told(city, case).last == caseload.Help(TODAY - DAY, "职业培训")
    offered(case.person, city.worker, TODAY)
    assert told(city, case).last == caseload.Help(TODAY, "职业介绍")
    plan = planned(city, case, at=noon(TODAY))
    first = plan.measures.order_by("due_on", "pk").first()
    assert told(city, case).next == caseload.Step(first.what, first.due_on)
    plan.measures.update(done_on=TODAY, done_by=city.worker, done_at=noon(TODAY), outcome="已办")
    assert told(city, case).next == caseload.Step("评估援助方案", plan.review_on)
    assert told(city, case).due_on == case.household.zero_cases.get().due_on


def test_where_the_policy_says_nothing_all_stand_alike_and_are_listed(city, as_user, monday):
    alone(city, certified_on=dt.date(1999, 5, 1))
    monday.move_to(noon(dt.date(1999, 6, 1)))
    assert listed(as_user, city.worker) == ["王残"]
    assert listed(as_user, city.worker, ground="no_contact") == []
    assert listed(as_user, city.worker, ground="disabled") == ["王残"]


def test_the_order_holds_from_page_to_page(city, as_user, today, monkeypatch):
    from assistance.views.caseload import NotEmployedList

    for number in range(4):
        alone(city, name=f"王{number}", certified_on=NOTICE_ENDED.date() - number * DAY)
    family(city)
    monkeypatch.setattr(NotEmployedList, "paginate_by", 2)
    client, names, address = as_user(city.worker), [], UNEMPLOYED
    while address:
        context = client.get(address).context
        names += [row.person.name for row in context["page_obj"]]
        address = context["next_url"] and UNEMPLOYED + context["next_url"]
    assert names == ["李零", "王3", "王2", "王1", "王0"]


def test_my_work_counts_what_the_lists_open(city, as_user, today):
    family(city)
    alone(city)
    employed = alone(city, name="王工作")
    works(city, employed.person, RegistrationKind.ENTERPRISE, TODAY, noon(TODAY))
    shown = {one.pile.kind: one for one in desk.desk_of(city.worker, on=TODAY).in_care}
    assert {kind: one.total for kind, one in shown.items()} == {"not-employed": 2, "zero-families": 1, "employed": 1}
    client = as_user(city.worker)
    page = client.get(reverse("desk:my_work")).content.decode()
    for one in shown.values():
        address = reverse(one.pile.page) + one.pile.asked
        assert f'href="{address}"><b>{one.total}</b>' in page
        assert client.get(address).context["count"] == one.total
    assert desk.desk_of(city.statistician, on=TODAY).in_care == []
    assert plans.out_of_work(city.statistician, TODAY).count() == 2


def test_the_employed_are_told_with_what_keeps_them_at_work(city, as_user, today):
    case = alone(city)
    works(city, case.person, RegistrationKind.ENTERPRISE, TODAY, noon(TODAY))
    period = days(str(TODAY), str(TODAY + 20 * DAY))
    support = {"kind": "tax_relief", "authority": "税务局", "period": period}
    care_rows.service(case.person, city.worker, on=TODAY, **support)
    client = as_user(city.worker)

    def count(**asked):
        return client.get(EMPLOYED, asked).context["count"]

    page = client.get(EMPLOYED).content.decode()
    assert f"落实税费减免至 {TODAY + 19 * DAY}" in page
    assert "2027-03-20" in page  # stable after six months
    counts = {matter: count(matter=matter) for matter in ("unstable", "stable", "contract", "support")}
    assert counts == {"unstable": 1, "stable": 0, "contract": 0, "support": 1}
    job = case.person.registrations.employment().get()
    job.validity = days(str(TODAY), str(TODAY + 10 * DAY))
    job.save()
    assert count(matter="contract") == 1
    assert count(state="due") == 0
    assert count(area=city.community.pk) == 1


def test_policy_enjoyed_on_a_certificate_supports_too(city, as_user, today):
    case = alone(city)
    works(city, case.person, RegistrationKind.ENTERPRISE, TODAY, noon(TODAY))
    endorsed(city, case.person)
    client = as_user(city.worker)
    assert "社会保险补贴至" in client.get(EMPLOYED).content.decode()
    assert client.get(EMPLOYED, {"matter": "support"}).context["count"] == 1


def endorsed(city, person):
    held = issued_to(city, person)
    terms = {"first_day": TODAY, "last_day": TODAY + 10 * DAY, "source": "条款", "title": "社会保险补贴"}
    by = {"entered_by": city.worker, "entered_at": noon(TODAY)}
    return Endorsement.objects.create(certificate=held, benefit="insurance", **terms, **by)


@pytest.mark.parametrize("address", [UNEMPLOYED, EMPLOYED])
def test_more_people_take_no_more_queries(city, as_user, today, address):
    client, counts = as_user(city.street_officer), []
    for more in (1, 4):
        for number in range(more):
            case = alone(city, name=f"甲{more}{number}")
            planned(city, case, at=noon(TODAY))
            works(city, alone(city, name=f"乙{more}{number}").person, RegistrationKind.FLEXIBLE, TODAY, noon(TODAY))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize(("address", "words"), [(UNEMPLOYED, "零就业家庭失业人员 100"), (EMPLOYED, "灵活就业")])
def test_each_list_leaves_as_a_workbook_as_it_is_shown(city, as_user, today, address, words):
    family(city)
    works(city, alone(city).person, RegistrationKind.FLEXIBLE, TODAY, noon(TODAY))
    told = rows_of(taken_away(as_user(city.worker), address))
    assert any(words in str(value) for row in told for value in row)
