"""Asking the rules about what is registered, and keeping what they found."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from households.actions import refresh as refreshing
from households.actions.assessment import assess, assess_all, judge
from households.actions.refresh import refresh
from households.enums import (
    Category,
    FactKind,
    FamilyKind,
    HonourLevel,
    Hukou,
    RegistrationKind,
    RetirementTrack,
    Sex,
)
from households.models import Couple, Household, HouseholdFinding, Membership, Person, PersonFinding
from households.models.findings import Origin
from households.queries.facts import household_facts, lone_person, span_of, worth_asking
from households.queries.terms import terms_on
from households.rules.facts import ALWAYS, Registration, Span
from households.rules.retirement import retirement
from policy import parameters
from policy.actions import Enactment, enact
from policy.models import Document
from policy.parameters import ParameterNotInForce
from tests.factories import HouseholdFactory, MembershipFactory, PersonFactory, fact, member, registered
from tests.rows import days, zero_case
from tests.setting import SHANGHAI, load_policy_for, small_city

from .building import FAMILIES, many_households

TODAY = dt.date(2026, 9, 7)
NOW = dt.datetime(2026, 9, 7, 9, tzinfo=SHANGHAI)
DAY = dt.timedelta(days=1)


@pytest.fixture
def home(town):
    return HouseholdFactory(area=town.community)


def unemployed(home, born=dt.date(1970, 1, 1), **values):
    person = member(home, born=born, **values)
    registered(person, RegistrationKind.UNEMPLOYED, dt.date(2026, 8, 1))
    return person


def asked(town, home, at=NOW):
    return assess(household=home, actor=town.worker, at=at, origin=Origin.ACT)


def refreshed(town, on):
    at = dt.datetime.combine(on, dt.time(0, 30), SHANGHAI)
    return refresh(area=town.city, on=on, actor=town.city_officer, at=at)


def standing(on=TODAY):
    return sorted(PersonFinding.objects.on(on).values_list("person__name", "category"))


def test_an_act_begins_and_ends_findings_on_record(town, home):
    person = unemployed(home, name="甲")
    judgement = asked(town, home)
    assert judgement.people[person.pk].categories == (Category.C01,)
    assert home.assessed_on == TODAY
    person.registrations.update(validity=days("2026-08-01", "2026-09-08"))
    registered(person, RegistrationKind.FLEXIBLE, TODAY + DAY)
    asked(town, home, NOW + DAY)
    [row] = PersonFinding.objects.all()
    assert (row.validity, row.origin, row.closing_origin) == (DateRange(TODAY, TODAY + DAY), "act", "act")
    assert [reason["code"] for reason in row.closing] == ["EMPLOYED"]
    [family] = HouseholdFinding.objects.all()
    assert [reason["code"] for reason in family.closing] == ["EMPLOYED_MEMBER"]
    events = list(AuditEntry.objects.filter(event__startswith="finding.").values_list("event", "details"))
    assert events.count(("finding.opened", {"household": home.pk})) == 2
    assert events.count(("finding.closed", {"household": home.pk})) == 2


def test_asked_twice_on_one_day_nothing_is_written(town, home):
    unemployed(home)
    asked(town, home)
    before = list(PersonFinding.objects.values()), list(HouseholdFinding.objects.values()), AuditEntry.objects.count()
    asked(town, home)
    assert before == (
        list(PersonFinding.objects.values()),
        list(HouseholdFinding.objects.values()),
        AuditEntry.objects.count(),
    )


def test_what_begins_and_ends_on_one_day_never_was(town, home):
    person = unemployed(home)
    asked(town, home)
    person.registrations.update(kind=RegistrationKind.ENTERPRISE)
    asked(town, home)
    assert not PersonFinding.objects.exists()
    assert not HouseholdFinding.objects.exists()


def test_a_couple_out_of_work_is_found_and_lost(town, home):
    husband, wife = unemployed(home), unemployed(home, dt.date(1980, 1, 1), sex=Sex.FEMALE)
    Couple.objects.create(household=home, first=husband, second=wife, validity=days("2020-01-01"))
    assert asked(town, home).family.dual
    wife.registrations.update(kind=RegistrationKind.FLEXIBLE)
    asked(town, home, NOW + DAY)
    lost = HouseholdFinding.objects.get(kind=FamilyKind.DUAL_UNEMPLOYED)
    assert [reason["code"] for reason in lost.closing] == ["NOT_DUAL"]


def test_an_act_takes_back_what_was_foreseen_for_days_after_it(town, home):
    """Somebody refreshed for a day to come; then the facts change today."""
    person = unemployed(home, dt.date(1976, 9, 10), name="甲")
    fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1), dt.date(2026, 9, 20))
    asked(town, home)
    assert standing() == [("甲", Category.C04)]
    refreshed(town, dt.date(2026, 10, 1))
    assert standing(dt.date(2026, 10, 1)) == [("甲", Category.C01)]
    fact(person, FactKind.LAND_LOSS, TODAY)
    asked(town, home)
    assert standing() == [("甲", Category.C04), ("甲", Category.C06)]
    assert not PersonFinding.objects.exclude(validity__upper_inf=True, closing=[], closing_origin="").exists()
    home.refresh_from_db()
    assert home.assessed_on == TODAY
    refreshed(town, dt.date(2026, 10, 1))
    assert standing(dt.date(2026, 10, 1)) == [("甲", Category.C01), ("甲", Category.C06)]


def test_who_left_is_found_in_the_household_no_longer(town, home):
    unemployed(home)
    asked(town, home)
    home.memberships.update(validity=DateRange(dt.date(2020, 1, 1), TODAY + DAY))
    asked(town, home, NOW + DAY)
    assert [reason["code"] for reason in PersonFinding.objects.get().closing] == ["NOT_MEMBER"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0), None])
def test_a_finding_follows_whoever_moves(town, home, order):
    """The same comes out whichever household is asked first, or both together."""
    person = unemployed(home, name="甲")
    new = HouseholdFactory(area=town.community)
    asked(town, home)
    home.memberships.update(validity=DateRange(dt.date(2020, 1, 1), TODAY + DAY))
    MembershipFactory(household=new, person=person, validity=DateRange(TODAY + DAY, None))
    on = TODAY + DAY
    for batch in [[home.pk, new.pk]] if order is None else [[(home.pk, new.pk)[place]] for place in order]:
        assess_all(batch, terms_on(on, town.community), on=on, origin=Origin.REFRESH)
    assert list(PersonFinding.objects.order_by("pk").values_list("household", "validity")) == [
        (home.pk, DateRange(TODAY, on)),
        (new.pk, DateRange(on, None)),
    ]
    assert standing(on) == [("甲", Category.C01)]


def test_a_district_goes_by_its_own_value(town, home):
    document = Document.objects.create(
        number="南区〔2026〕1号", title="通知", issuer="南区", issued_on=TODAY, level=Document.Level.DISTRICT
    )
    unemployed(home, dt.date(1976, 1, 1), name="甲")
    enacted = Enactment(parameters.CAT_C01_AGE_SET, "4555", town.district, TODAY, document, "第二条")
    enact(enacted, actor=town.district_officer, at=NOW)
    asked(town, home, NOW - DAY)
    assert standing(TODAY - DAY) == [("甲", Category.C01)]
    asked(town, home)
    assert standing() == []
    assert terms_on(TODAY, town.community).category.age_set.source == "南区〔2026〕1号 第二条"
    assert terms_on(TODAY, town.city).category.age_set.source.startswith("就援")


def test_where_the_law_is_silent_nothing_is_assessed(town, home):
    unemployed(home)
    with pytest.raises(ParameterNotInForce, match="没有取值"), transaction.atomic():
        asked(town, home, dt.datetime(1999, 1, 1, 9, tzinfo=SHANGHAI))
    home.refresh_from_db()
    assert home.assessed_on is None


@pytest.mark.django_db(transaction=True)
def test_an_act_waits_for_a_refresh_of_its_household(monkeypatch):
    """It comes when the refresh has read the facts and not yet written: what the act finds is the last word."""
    town = small_city()
    load_policy_for(town.city)
    home = HouseholdFactory(area=town.community)
    person = unemployed(home)
    has_read, is_registered, failures = threading.Event(), threading.Event(), []
    whole = refreshing.assess_all

    def slowly(*args, **kwargs):
        found = whole(*args, **kwargs)
        has_read.set()
        is_registered.wait(timeout=1)  # the act cannot come through while this batch holds the household
        return found

    monkeypatch.setattr(refreshing, "assess_all", slowly)

    def act():
        try:
            has_read.wait(timeout=120)
            with transaction.atomic():
                person.registrations.update(kind=RegistrationKind.ENTERPRISE)
                assess(household=home, actor=town.worker, at=NOW + DAY, origin=Origin.ACT)
            is_registered.set()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    thread = threading.Thread(target=act)
    thread.start()
    refreshed(town, TODAY)
    assert not is_registered.is_set()
    thread.join(timeout=180)
    assert failures == []
    [row] = PersonFinding.objects.all()
    assert (row.validity, row.origin, row.closing_origin) == (DateRange(TODAY, TODAY + DAY), "refresh", "act")


# --- The facts the rules are asked about ------------------------------------------------------------------------------


def facts_of(home):
    return household_facts([home.pk])[home.pk]


def test_a_range_gives_up_its_last_day_and_a_span_includes_it():
    assert span_of(days("2026-01-01", "2026-02-01")) == Span(dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    assert span_of(days("2026-01-01")) == Span(dt.date(2026, 1, 1))
    assert span_of(days(None, "2026-02-01")) == Span(ALWAYS, dt.date(2026, 1, 31))


def test_every_fact_reaches_the_rules(town):
    home = HouseholdFactory(area=town.community, hukou=Hukou.RURAL)
    values = {"children_born": [dt.date(2010, 1, 1)], "retirement_override": dt.date(2030, 1, 1)}
    person = member(home, name="甲", sex=Sex.FEMALE, retirement_track=RetirementTrack.F55, **values)
    spouse = member(home)
    first = registered(person, RegistrationKind.ENTERPRISE, dt.date(2020, 1, 1), dt.date(2026, 1, 31))
    registered(person, RegistrationKind.UNEMPLOYED, dt.date(2026, 2, 1))
    for year in (2022, 2024):
        fact(person, FactKind.LOW_INCOME, dt.date(year, 1, 1), dt.date(year, 12, 31))
    fact(person, FactKind.MODEL_WORKER, dt.date(2015, 5, 1), level=HonourLevel.CITY)
    Couple.objects.create(household=home, first=person, second=spouse, validity=days("2010-01-01", "2026-01-01"))
    zero_case(home, certified_on=dt.date(2026, 3, 1), ended_on=dt.date(2026, 5, 1), end_reason="other")
    found = facts_of(home)
    assert found.hukou is Hukou.RURAL
    assert found.couples == ((person.pk, spouse.pk, Span(dt.date(2010, 1, 1), dt.date(2025, 12, 31))),)
    [(known, span), _] = found.members
    assert (known.key, known.name, known.sex, known.born) == (person.pk, "甲", Sex.FEMALE, person.born)
    assert (known.retirement_track, known.retirement_override) == (RetirementTrack.F55, dt.date(2030, 1, 1))
    assert known.children_born == (dt.date(2010, 1, 1),)
    assert span == Span(dt.date(2020, 1, 1))
    assert known.registrations == (
        Registration(RegistrationKind.ENTERPRISE, Span(first.validity.lower, dt.date(2026, 1, 31))),
        Registration(RegistrationKind.UNEMPLOYED, Span(dt.date(2026, 2, 1))),
    )
    assert known.facts[FactKind.LOW_INCOME] == tuple(
        Span(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (2022, 2024)
    )
    assert known.honours == ((HonourLevel.CITY, Span(dt.date(2015, 5, 1))),)
    assert known.zero_family == (Span(dt.date(2026, 3, 1), dt.date(2026, 5, 1)),)


@pytest.mark.parametrize(
    ("until", "dead_on", "last"),
    [(None, TODAY, TODAY), (TODAY, TODAY + DAY, TODAY - DAY), (TODAY + DAY, TODAY, TODAY), (None, None, None)],
)
def test_a_membership_ends_with_death(town, home, until, dead_on, last):
    person = PersonFactory(dead_on=dead_on)
    MembershipFactory(household=home, person=person, validity=DateRange(dt.date(2020, 1, 1), until))
    [(_, span)] = facts_of(home).members
    assert span == Span(dt.date(2020, 1, 1), last)
    judgement = judge(facts_of(home), terms_on(TODAY + DAY, home.area), on=TODAY + DAY)
    assert (person.pk in judgement.people) == (last is None)


def test_whoever_died_before_moving_in_is_nobodys_member(town, home):
    MembershipFactory(household=home, person=PersonFactory(dead_on=dt.date(2019, 1, 1)))
    assert judge(facts_of(home), terms_on(TODAY, home.area), on=TODAY).people == {}


def test_whoever_left_and_came_back_is_one_member(town, home):
    person = PersonFactory()
    for validity in (days("2020-01-01", "2021-01-01"), days("2026-01-01")):
        Membership.objects.create(household=home, person=person, validity=validity)
    assert [known.key for known, _ in facts_of(home).members] == [person.pk, person.pk]
    assert list(judge(facts_of(home), terms_on(TODAY, home.area), on=TODAY).people) == [person.pk]


def test_of_a_household_not_worth_asking_nothing_is_found(town):
    many_households(town.community, 2 * FAMILIES)
    terms = terms_on(TODAY, town.community)
    homes = household_facts(Household.objects.values_list("pk", flat=True))
    asked = worth_asking(homes, terms.family, TODAY)
    judgements = {home: judge(facts, terms, on=TODAY) for home, facts in homes.items()}
    assert not any(judgements[home].grounds or judgements[home].kinds for home in homes.keys() - asked)
    assert 0 < sum(bool(one.grounds or one.kinds) for one in judgements.values()) <= len(asked) < len(homes)


def test_a_person_alone_retires_on_the_same_day(town):
    many_households(town.community, 30)
    terms = terms_on(TODAY, town.community).category.retirement
    homes = household_facts(Household.objects.values_list("pk", flat=True))
    people = {known.key: known for facts in homes.values() for known, _ in facts.members}
    for person in Person.objects.all():
        assert retirement(lone_person(person), terms, on=TODAY) == retirement(people[person.pk], terms, on=TODAY)


def test_the_facts_of_many_households_take_as_many_questions_as_those_of_one(town):
    many_households(town.community, 60)
    keys = list(Household.objects.values_list("pk", flat=True))
    counts = []
    for homes in (keys[:1], keys):
        with CaptureQueriesContext(connection) as queries:
            assert len(household_facts(homes)) == len(homes)
        counts.append(len(queries))
    assert counts == [2, 2]
