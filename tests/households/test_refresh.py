"""每月更新: what the calendar alone changes, and how the change is explained."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actions import system_user
from accounts.models import AuditEntry
from approvals import actions as approvals
from approvals.workflow import Decision, Status
from households.actions import exits
from households.actions.refresh import refresh
from households.enums import Category, ExitReason, FactKind, FamilyKind, RegistrationKind, RetirementTrack, Sex
from households.models import Exit, HouseholdFinding, MonthlyConfirmation, PersonFinding
from tests.factories import HouseholdFactory, fact, member, registered
from tests.rows import spell, zero_case
from tests.setting import SHANGHAI

DAY = dt.timedelta(days=1)
RETIREMENT_2024 = "全国人大常委会关于实施渐进式延迟法定退休年龄的决定(2024) 办法第一条"
CATEGORIES = "哈人社发〔2010〕230号 第三条"


@pytest.fixture
def home(town):
    return HouseholdFactory(area=town.community)


def run(town, on):
    day = dt.date.fromisoformat(on) if isinstance(on, str) else on
    return refresh(
        area=town.city, on=day, actor=town.city_officer, at=dt.datetime.combine(day, dt.time(0, 30), SHANGHAI)
    )


def unemployed(home, born=dt.date(1980, 1, 1), since=dt.date(2026, 8, 1), **values):
    person = member(home, born=born, **values)
    registered(person, RegistrationKind.UNEMPLOYED, since)
    return person


def difference(model, on):
    """What began (+) and ended (-) on the day through the refresh: the kind, the codes, the first article."""
    day = dt.date.fromisoformat(on)
    kind = "category" if model is PersonFinding else "kind"
    found = set()
    for row in model.objects.filter(origin="refresh", validity__startswith=day):
        found.add(("+", getattr(row, kind), tuple(r["code"] for r in row.reasons), row.reasons[0]["article"]))
    for row in model.objects.filter(closing_origin="refresh", validity__endswith=day):
        found.add(("-", getattr(row, kind), tuple(r["code"] for r in row.closing), row.closing[0]["article"]))
    return found


def categories(on):
    return difference(PersonFinding, on)


def families(on):
    return difference(HouseholdFinding, on)


def test_an_age_is_reached_on_the_birthday(town, home):
    unemployed(home, dt.date(1976, 11, 10))
    run(town, "2026-11-09")
    assert not PersonFinding.objects.exists()
    run(town, "2026-11-10")
    assert {found[:3] for found in categories("2026-11-10")} == {("+", Category.C01, ("C01",))}
    reason = PersonFinding.objects.get().reasons[0]
    assert reason["article"].startswith(f"{CATEGORIES}(一)")
    assert "2026-11-10年满50周岁" in reason["text"]


def test_a_certificate_holds_on_its_last_day_and_no_longer(town, home):
    person = unemployed(home)
    fact(person, FactKind.DISABILITY_CERTIFICATE, dt.date(2020, 1, 1), dt.date(2026, 10, 31))
    run(town, "2026-10-01")
    run(town, "2026-10-31")
    assert categories("2026-10-31") == set()
    run(town, "2026-11-01")
    assert categories("2026-11-01") == {("-", Category.C03, ("CATEGORY_ENDED",), f"{CATEGORIES}(三)")}
    assert "有效期至2026-10-31" in PersonFinding.objects.get().closing[0]["text"]


def test_a_category_that_ends_beside_another_says_its_own_reason(town, home):
    person = unemployed(home)
    fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1), dt.date(2026, 10, 31))
    fact(person, FactKind.LAND_LOSS, dt.date(2020, 1, 1))
    run(town, "2026-10-01")
    run(town, "2026-11-01")
    assert categories("2026-11-01") == {("-", Category.C04, ("CATEGORY_ENDED",), f"{CATEGORIES}(四)")}
    assert PersonFinding.objects.on(dt.date(2026, 11, 1)).get().category == Category.C06


def test_a_child_of_eighteen_is_a_minor_no_longer(town, home):
    person = unemployed(home, children_born=[dt.date(2008, 11, 1)])
    fact(person, FactKind.SINGLE_PARENT, dt.date(2015, 1, 1))
    run(town, "2026-10-31")
    assert [found[:2] for found in categories("2026-10-31")] == [("+", Category.C07)]
    run(town, "2026-11-01")
    assert categories("2026-11-01") == {("-", Category.C07, ("CATEGORY_ENDED",), f"{CATEGORIES}(七)")}


def test_a_year_of_unemployment_is_complete_after_twelve_months(town, home):
    person = unemployed(home, since=dt.date(2025, 11, 1))
    registered(person, RegistrationKind.ENTERPRISE, dt.date(2019, 1, 1), dt.date(2025, 10, 31))
    run(town, "2026-10-31")
    run(town, "2026-11-01")
    assert categories("2026-10-31") == set()
    assert categories("2026-11-01") == {("+", Category.C05, ("C05",), f"{CATEGORIES}(五)")}


@pytest.mark.parametrize(
    ("sex", "track", "born", "retires"),
    [
        (Sex.MALE, RetirementTrack.M60, dt.date(1964, 12, 31), "2024-12-31"),
        (Sex.MALE, RetirementTrack.M60, dt.date(1965, 1, 31), "2025-02-28"),
        (Sex.MALE, RetirementTrack.M60, dt.date(1966, 3, 15), "2026-07-15"),
        (Sex.FEMALE, RetirementTrack.F55, dt.date(1971, 3, 15), "2026-07-15"),
        (Sex.FEMALE, RetirementTrack.F50, dt.date(1976, 3, 15), "2026-11-15"),
    ],
)
def test_retirement_follows_the_gradual_schedule(town, home, sex, track, born, retires):
    person = unemployed(home, born, since=dt.date(2023, 1, 1), sex=sex, retirement_track=track)
    status = spell(person, certified_on=dt.date(2023, 2, 1), categories=[1])
    day = dt.date.fromisoformat(retires)
    run(town, day - DAY)
    assert [finding.category for finding in PersonFinding.objects.on(day - DAY)] == [Category.C01]
    assert not Exit.objects.exists()
    run(town, day)
    [(sign, category, codes, article)] = categories(retires)
    assert (sign, category, codes) == ("-", Category.C01, ("NOT_WORKING_AGE",))
    source = RETIREMENT_2024 if day.year > 2024 else "就援〔2026〕默认值 一、人员"
    assert article == source
    drafted = Exit.objects.get()
    assert (drafted.status, drafted.spell, drafted.reason) == (Status.DRAFT, status, ExitReason.RETIRED)
    assert (drafted.effective_on, drafted.source) == (day, source)
    assert (drafted.drafted_by, drafted.area) == (system_user(), home.area)
    assert AuditEntry.objects.get(event="exit.drafted").object_id == drafted.pk


def test_an_approved_date_of_retirement_comes_first(town, home):
    spell(
        unemployed(home, dt.date(1966, 3, 15), retirement_override=dt.date(2026, 5, 1)),
        certified_on=dt.date(2026, 1, 1),
    )
    run(town, "2026-04-30")
    assert not Exit.objects.exists()
    run(town, "2026-06-01")
    assert Exit.objects.values_list("effective_on", "source").get() == (dt.date(2026, 5, 1), "经批准的退休日期")


def test_a_student_who_finishes_is_countable_and_the_family_zero_again_once_registered(town, home):
    unemployed(home, since=dt.date(2026, 3, 1))
    son = member(home, born=dt.date(2004, 2, 1))
    fact(son, FactKind.STUDENT, dt.date(2020, 9, 1), dt.date(2026, 8, 31))
    run(town, "2026-08-01")
    assert [found[:2] for found in families("2026-08-01")] == [("+", FamilyKind.ZERO_EMPLOYMENT)]
    run(town, "2026-09-01")
    assert families("2026-09-01") == {
        ("-", FamilyKind.ZERO_EMPLOYMENT, ("PENDING_REGISTRATION",), "哈就办字[2007]12号 三")
    }
    registered(son, RegistrationKind.UNEMPLOYED, dt.date(2026, 9, 15))
    run(town, "2026-10-01")
    assert [found[:2] for found in families("2026-10-01")] == [("+", FamilyKind.ZERO_EMPLOYMENT)]
    assert HouseholdFinding.objects.count() == 2


def test_a_death_ends_what_was_found_and_is_proposed_for_exit(town, home):
    person = unemployed(home, dt.date(1970, 1, 1), since=dt.date(2025, 1, 1))
    spell(person, certified_on=dt.date(2025, 2, 1), categories=[1])
    zero_case(home, certified_on=dt.date(2025, 2, 1), due_on=dt.date(2025, 5, 1))
    run(town, "2026-10-01")
    person.dead_on = dt.date(2026, 10, 20)
    person.save(update_fields=["dead_on"])
    run(town, "2026-10-20")  # the last day still counts
    assert categories("2026-10-20") == set()
    run(town, "2026-11-01")
    assert {found[1:] for found in categories("2026-11-01")} == {
        (Category.C01, ("DEAD",), "登记事实"),
        (Category.C02, ("DEAD",), "登记事实"),
    }
    assert [found[2] for found in families("2026-11-01")] == [("NO_COUNTABLE_MEMBER",)]
    proposed = Exit.objects.order_by("pk")
    assert [(case.spell is None, case.reason, case.effective_on) for case in proposed] == [
        (False, ExitReason.DEAD, person.dead_on),
        (True, ExitReason.DEAD, person.dead_on),
    ]


def test_a_family_with_nobody_left_to_place_is_proposed_for_closing(town, home):
    """Retired one after the other; the student of the family does not keep the clock running."""
    first = unemployed(home, dt.date(1980, 1, 1), retirement_override=dt.date(2026, 9, 10))
    unemployed(home, dt.date(1980, 1, 1), retirement_override=dt.date(2026, 10, 10))
    fact(member(home, born=dt.date(2006, 1, 1)), FactKind.STUDENT, dt.date(2020, 9, 1))
    case = zero_case(home, certified_on=dt.date(2026, 9, 1))
    run(town, "2026-10-01")
    assert not Exit.objects.exists()
    run(town, "2026-11-01")
    drafted = Exit.objects.get()
    assert (drafted.family_case, drafted.spell) == (case, None)
    assert (drafted.reason, drafted.effective_on) == (ExitReason.RETIRED, dt.date(2026, 10, 10))
    assert drafted.area == first.memberships.get().household.area


def test_a_family_whose_clock_has_ended_is_not_proposed_for_closing(town, home):
    person = unemployed(home, since=dt.date(2026, 8, 1), retirement_override=dt.date(2026, 10, 10))
    zero_case(home, certified_on=dt.date(2026, 9, 1))
    person.registrations.update(validity=DateRange(dt.date(2026, 8, 1), dt.date(2026, 9, 15)))
    registered(person, RegistrationKind.FLEXIBLE, dt.date(2026, 9, 15), dt.date(2026, 9, 30))
    run(town, "2026-11-01")
    assert not Exit.objects.exists()


@pytest.fixture
def retired(town, home):
    """Somebody in status who retired on 10 October 2026, and the exit the refresh drafted."""
    person = unemployed(home, retirement_override=dt.date(2026, 10, 10))
    spell(person)
    run(town, "2026-11-01")
    return Exit.objects.get()


def test_an_exit_is_proposed_once(town, retired):
    run(town, "2026-12-01")
    assert Exit.objects.get() == retired
    at = dt.datetime(2026, 12, 1, 9, tzinfo=SHANGHAI)
    exits.submit_exit(
        application=retired, effective_on=retired.effective_on, evidence="退休证", worker=town.worker, at=at
    )
    run(town, "2027-01-01")
    assert Exit.objects.count() == 1


def test_what_the_street_refused_is_proposed_again_only_for_another_day(town, retired):
    at = dt.datetime(2026, 11, 2, 9, tzinfo=SHANGHAI)
    sent = exits.submit_exit(
        application=retired, effective_on=retired.effective_on, evidence="退休证", worker=town.worker, at=at
    )
    exits.decide(application=sent, actor=town.street_officer, decision=Decision.REFUSE, comment="未退休", at=at)
    run(town, "2026-12-01")
    assert Exit.objects.count() == 1
    person = retired.spell.person
    person.retirement_override, person.retirement_evidence = dt.date(2026, 12, 15), "审批表"
    person.save(update_fields=["retirement_override", "retirement_evidence"])
    run(town, "2027-01-01")
    assert Exit.objects.latest("pk").effective_on == dt.date(2026, 12, 15)


def test_what_the_worker_withdrew_is_proposed_again_next_month(town, retired):
    at = dt.datetime(2026, 11, 2, 9, tzinfo=SHANGHAI)
    approvals.withdraw(application=retired, reason="待核", actor=town.worker, at=at)
    run(town, "2026-12-01")
    assert Exit.objects.live().count() == 1


def test_an_exit_is_never_dated_before_the_certification(town, home):
    status = spell(unemployed(home, retirement_override=dt.date(2020, 1, 1)))
    run(town, "2026-10-01")
    assert Exit.objects.get().effective_on == status.certified_on


def test_the_confirmations_of_the_month_are_opened_once(town, home):
    in_status, later = spell(unemployed(home)), spell(unemployed(home), certified_on=dt.date(2026, 10, 2))
    spell(unemployed(home), exited_on=dt.date(2026, 9, 10), exit_reason="other")
    run(town, "2026-10-01")
    run(town, "2026-10-15")
    run(town, "2026-11-01")
    assert sorted(MonthlyConfirmation.objects.values_list("spell", "month")) == [
        (in_status.pk, dt.date(2026, 10, 1)),
        (in_status.pk, dt.date(2026, 11, 1)),
        (later.pk, dt.date(2026, 10, 1)),
        (later.pk, dt.date(2026, 11, 1)),
    ]
    assert not MonthlyConfirmation.objects.exclude(confirmed_at=None).exists()


def test_what_an_act_found_is_not_the_difference_of_a_refresh(town, home):
    unemployed(home, dt.date(1970, 1, 1))
    PersonFinding.objects.create(
        person=home.memberships.get().person,
        household=home,
        category=1,
        validity=DateRange(dt.date(2026, 10, 1), None),
        reasons=[{"code": "C01", "text": "", "article": ""}],
        origin="act",
    )
    run(town, "2026-10-01")
    assert categories("2026-10-01") == set()
    assert PersonFinding.objects.count() == 1
