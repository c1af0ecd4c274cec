"""预警预报: raised once, ended by itself, answered, or left to the level above; and the digest of the day."""

import datetime as dt

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import system_user
from accounts.models import AuditEntry
from assistance.actions import alerts as actions
from assistance.actions.matters import Receipt, Whom
from assistance.actions.office_registers import NewPlan, decide_plan, report_plan
from assistance.enums import AlertKind
from assistance.models import Alert, Digest, Placement
from assistance.queries.alerts import waiting
from assistance.queries.refusals import refusal_facts
from assistance.register_enums import PlanKind, PlanOutcome
from assistance.tasks import watch_areas
from desk import queries as desk
from households.enums import FactKind, RegistrationKind
from households.models import Person
from tests import care_rows, factories
from tests.casework import MONDAY, household_of
from tests.employing import employer
from tests.offering import offer
from tests.rows import days, endorsed, issued, spell, survey, zero_case

TODAY = MONDAY.date()  # 7 September 2026
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def person(city) -> Person:
    """In status since the first of September."""
    household_of(city, {"name": "赵甲"})
    person = Person.objects.get()
    spell(person)
    return person


def watched(city, on=TODAY):
    return actions.watch(community=city.community, on=on, actor=system_user(), at=MONDAY)


def raised(city, on=TODAY) -> list[str]:
    watched(city, on)
    return sorted(Alert.objects.filter(raised_on=on).values_list("kind", flat=True))


def test_nothing_is_told_where_there_is_nothing_to_tell(city, person):
    assert raised(city) == []


def test_each_reminder_of_a_promise_is_told_once_and_replaces_the_one_before(city):
    home = household_of(city, {"name": "赵甲"})
    case = zero_case(home)  # due on the first of December
    due = case.due_on
    told = [day for day in range(-35, 3) if raised(city, due + day * DAY)]
    assert told == [-30, -15, -7, 0]
    assert [row.step for row in Alert.objects.open()] == [0]
    assert Alert.objects.filter(ended_on__isnull=False).count() == 3


def test_a_proof_that_ends_is_told_until_it_is_renewed(city, person):
    factories.fact(person, FactKind.DISABILITY_CERTIFICATE, dt.date(2020, 1, 1), TODAY + 30 * DAY)
    factories.fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1), TODAY + 31 * DAY)
    assert raised(city) == [AlertKind.PROOF]
    assert Alert.objects.get().happens_on == TODAY + 30 * DAY
    factories.fact(person, FactKind.DISABILITY_CERTIFICATE, TODAY + 31 * DAY)
    watched(city, TODAY + DAY)
    assert Alert.objects.get(happens_on=TODAY + 30 * DAY).ended_on == TODAY + DAY


def test_a_contract_and_a_benefit_that_end_are_told(city, person):
    person.registrations.all().delete()
    factories.registered(person, RegistrationKind.ENTERPRISE, TODAY - 60 * DAY, TODAY + 10 * DAY)
    held = issued(person)
    endorsed(held, city.worker, last_day=TODAY + 5 * DAY)
    endorsed(held, city.worker, last_day=TODAY + 90 * DAY)
    assert raised(city) == [AlertKind.BENEFIT, AlertKind.CONTRACT]


def test_a_labour_contract_that_ends_is_told_while_the_work_goes_on(city, person):
    last = TODAY + 10 * DAY
    told = {"channel": 1, "source": "private", "workplace": "street", "recorded_by": city.worker}
    told |= {"has_contract": True, "contract_until": last, "recorded_at": MONDAY}
    person.registrations.all().delete()
    work = factories.registered(person, RegistrationKind.ENTERPRISE, TODAY - 60 * DAY)
    Placement.objects.create(registration=work, **told)
    assert raised(city, last - 31 * DAY) == []
    assert raised(city) == [AlertKind.CONTRACT]
    assert (Alert.objects.get().about, Alert.objects.get().happens_on) == (work.pk, last)
    work.validity, work.end_reason = DateRange(TODAY - 60 * DAY, last + DAY), "合同期满"
    work.save()
    assert raised(city, TODAY + DAY) == []
    assert Alert.objects.open().count() == 1


def test_support_that_ends_is_told_until_it_is_granted_anew(city, person):
    def granted(first, last):
        values = {"kind": "tax_relief", "authority": "区税务局", "period": DateRange(first, last + DAY)}
        return care_rows.service(person, city.worker, on=TODAY, **values)

    granted(TODAY - 300 * DAY, TODAY + 9 * DAY)
    assert raised(city) == [AlertKind.SUPPORT]
    assert "税费减免（区税务局）" in Alert.objects.get().detail
    granted(TODAY + 10 * DAY, TODAY + 400 * DAY)
    watched(city, TODAY + DAY)
    assert not Alert.objects.open().exists()


THEN = dt.date(2026, 6, 8)


def met_under_a_merged_registration(person, worker):
    twin = factories.member(person.memberships.get().household)
    care_rows.visit(twin, worker, on=THEN)
    Person.objects.filter(pk=twin.pk).update(merged_into=person)


def confirmed(person, worker):
    at = dt.datetime(2026, 6, 8, 9, tzinfo=MONDAY.tzinfo)
    person.spells.get().confirmations.create(month=THEN.replace(day=1), confirmed_at=at, confirmed_by=worker)


CONTACTS = {
    "visit": lambda person, worker: care_rows.visit(person, worker, on=THEN),
    "service": lambda person, worker: care_rows.service(person, worker, on=THEN),
    "refusal": lambda person, worker: care_rows.service(person, worker, on=THEN, outcome="refused"),
    "offer": lambda person, _: offer(person, answer="accepted", answered_on=THEN, made_on=THEN - DAY),
    "survey": lambda person, worker: survey(person.memberships.get().household, worker, visited_on=THEN),
    "twin": met_under_a_merged_registration,
    "confirmation": confirmed,
}


@pytest.mark.parametrize("contact", CONTACTS)
def test_three_months_without_a_sign_of_life_are_told(city, person, contact):
    person.spells.update(certified_on=dt.date(2026, 5, 1))
    CONTACTS[contact](person, city.worker)
    assert raised(city) == []
    assert raised(city, dt.date(2026, 9, 8)) == [AlertKind.CONTACT]
    facts = refusal_facts([person.pk], TODAY)[person.pk]
    assert facts.last_contact == THEN


def test_who_was_not_found_was_not_met(city, person):
    person.spells.update(certified_on=dt.date(2026, 5, 1))
    care_rows.visit(person, city.worker, on=THEN, outcome="absent")
    care_rows.service(person, city.worker, on=THEN, outcome="absent")
    assert raised(city) == [AlertKind.CONTACT]


def test_a_month_that_nobody_confirmed_is_told_in_the_next(city, person):
    row = person.spells.get().confirmations.create(month=dt.date(2026, 9, 1))
    assert raised(city) == []
    assert raised(city, dt.date(2026, 10, 1)) == [AlertKind.UPDATE]
    row.confirmed_at, row.confirmed_by = MONDAY, city.worker
    row.save()
    watched(city, dt.date(2026, 10, 2))
    assert not Alert.objects.open().exists()


def test_a_second_run_of_a_day_changes_nothing(city, person):
    factories.fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1), TODAY + 3 * DAY)
    made = watch_areas(on=TODAY.isoformat())
    assert made == 5  # two communities, the street, the district, the city
    assert watch_areas(on=TODAY.isoformat()) == 0
    assert Alert.objects.count() == 1
    assert AuditEntry.objects.filter(event="digest.made").count() == 5


def test_what_nobody_answers_goes_up_level_by_level_and_the_digests_tell(city, person):
    factories.fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1), TODAY + 30 * DAY)
    watch_areas(on=TODAY.isoformat())
    alert = Alert.objects.get()
    assert (alert.level, alert.answer_by) == (1, dt.date(2026, 9, 14))
    assert work(city.worker, TODAY) == 1
    assert work(city.street_officer, TODAY) == 0
    following = dt.date(2026, 9, 15)
    watch_areas(on=following.isoformat())
    assert [work(user, following) for user in (city.worker, city.street_officer, city.district_officer)] == [1, 1, 0]
    told = {row.area: (row.came, row.left, row.waiting) for row in Digest.objects.filter(on=following)}
    assert told[city.community] == (0, 1, 1)
    assert told[city.street] == (1, 0, 1)
    assert told[city.district] == (0, 0, 0)
    for later in (22, 29):
        watch_areas(on=dt.date(2026, 9, later).isoformat())
    watch_areas(on="2026-10-20")
    alert.refresh_from_db()
    assert alert.level == 4
    assert work(city.city_officer, TODAY) == 1


def work(user, on):
    assert {one.pile.kind: one.total for one in desk.my_work(user, on=on)}["alerts"] == waiting(user, on).count()
    return waiting(user, on).count()


def test_an_answered_warning_waits_no_more_and_is_not_told_again(city, person):
    factories.fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1), TODAY + 3 * DAY)
    watched(city)
    alert = Alert.objects.get()
    with pytest.raises(actions.AlertRefused, match="辖区"):
        actions.answer(alert=alert, words="办理", actor=city.neighbour_worker, at=MONDAY)
    actions.answer(alert=alert, words="已通知换证", actor=city.worker, at=MONDAY)
    with pytest.raises(actions.AlertRefused, match="已经处理"):
        actions.answer(alert=alert, words="又", actor=city.worker, at=MONDAY)
    watched(city, TODAY + DAY)
    assert Alert.objects.count() == 1
    assert work(city.worker, TODAY + DAY) == 0


def test_the_worker_answers_from_the_list(as_user, city, person):
    factories.fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1), TODAY + 3 * DAY)
    watch_areas(on=TODAY.isoformat())
    alert, client = Alert.objects.get(), as_user(city.worker)
    page, post = (reverse(f"assistance:{name}", args=[alert.pk]) for name in ("alert", "alert_answer"))
    shown = client.get(reverse("assistance:alerts"), {"state": "waiting"}).content.decode()
    assert page in shown
    assert "每日预警摘要" in shown
    assert "请写明处理情况" in client.post(post, {"answer": ""}).content.decode()
    client.post(post, {"answer": "已通知本人换证"})
    assert "已通知本人换证" in client.get(page).content.decode()
    assert page not in client.get(reverse("assistance:alerts"), {"state": "waiting"}).content.decode()
    assert page in client.get(reverse("assistance:alerts"), {"state": "answered"}).content.decode()


def test_looking_and_listing_take_as_many_statements_for_few_and_many(as_user, city):
    def another():
        home = factories.HouseholdFactory(area=city.community)
        own = factories.member(home)
        spell(own)
        zero_case(home, due_on=TODAY + 5 * DAY)
        own.facts.create(kind=FactKind.LOW_INCOME, validity=days("2020-01-01", "2026-09-20"))

    def statements(on):
        with CaptureQueriesContext(connection) as looking:
            watched(city, on)
        with CaptureQueriesContext(connection) as listing:
            client.get(reverse("assistance:alerts"))
        return len(looking), len(listing)

    client = as_user(city.worker)
    another()
    few = statements(TODAY)
    for _ in range(8):
        another()
    assert statements(TODAY + DAY) == few
    assert few[1] <= 15


def reported(city, kind=PlanKind.LAY_OFF, days=60):
    plant = employer(city.community, name="第一机械厂")
    receipt = Receipt(TODAY, Whom(employer=plant.name))
    plan = NewPlan(kind, 320, TODAY + days * DAY, "分流安置")
    return report_plan(plan=plan, receipt=receipt, actor=city.district_officer, at=MONDAY)


def test_an_employer_that_lets_people_go_is_told_of_where_it_lies_until_it_is_refused(as_user, city):
    plan = reported(city)
    assert raised(city) == [AlertKind.LAY_OFF]
    own = Alert.objects.get()
    assert (own.employer, own.household, own.happens_on) == (plan.employer, None, plan.planned_on)
    assert "320 人" in own.detail
    work = {user: desk.my_work(user, on=TODAY) for user in (city.worker, city.neighbour_worker, city.district_officer)}
    told = {user: next((one.total for one in its if one.pile.kind == "alerts"), 0) for user, its in work.items()}
    assert list(told.values()) == [1, 0, 0]

    address, client = reverse("assistance:alert", args=[own.pk]), as_user(city.worker)
    shown = client.get(reverse("assistance:alerts") + "?state=waiting")
    assert shown.context["count"] == 1
    below = f"{reverse('assistance:alerts')}?area={city.street.pk}&sort=area"
    assert as_user(city.district_officer).get(below).context["count"] == 1
    assert "第一机械厂" in shown.content.decode()
    assert "320 人" in client.get(reverse("desk:my_work")).content.decode()
    assert reverse("assistance:employer", args=[plan.employer_id]) in client.get(address).content.decode()
    page = reverse("assistance:workforce_plan", args=[plan.pk])
    assert page in as_user(city.district_officer).get(address).content.decode()
    assert as_user(city.neighbour_worker).get(address).status_code == 404

    decide_plan(plan=plan, outcome=PlanOutcome.REFUSED, decision="不同意", actor=city.district_officer, at=MONDAY)
    watched(city, TODAY + DAY)
    own.refresh_from_db()
    assert own.ended_on == TODAY + DAY


def test_what_nobody_answers_of_an_employer_goes_up(as_user, city):
    reported(city)
    watched(city)
    watched(city, Alert.objects.get().answer_by + DAY)
    own = Alert.objects.get()
    assert own.level == 2
    address = reverse("assistance:alert_answer", args=[own.pk])
    as_user(city.street_officer).post(address, {"answer": "已到单位摸底，掌握涉及人员名单"})
    assert Alert.objects.get().answered_by == city.street_officer
