"""Proposals, replacements, rule cases and their trials; and values, which nobody edits."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from desk.models import RuleCase
from policy.models import CalendarException, CalendarYear, Document, ParameterValue, Replacement
from tests.rows import DAY, NOON, case_version, proposal, trial
from tests.setting import small_city

from . import breaks, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db):
    return small_city()


def in_force(proposed):
    return ParameterValue.objects.create(
        key=proposed.key,
        area=proposed.area,
        value=2,
        validity=(DAY, None),
        document=proposed.document,
        article="三",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"value": 3},
        {"article": "四"},
        {"validity": (DAY - dt.timedelta(days=1), None)},
        {"id": 10_000},
    ],
)
def test_a_value_is_never_edited(city, change):
    row = in_force(proposal(city))
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        ParameterValue.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        ParameterValue.objects.filter(pk=row.pk).delete()
    ParameterValue.objects.filter(pk=row.pk).update(validity=(DAY, DAY + dt.timedelta(days=9)))


@pytest.fixture
def year(city):
    """2026 in force: what is before DAY is fixed."""
    document = Document.objects.create(
        number="国办〔2025〕7号", title="通知", issuer="国办", level="national", issued_on=DAY
    )
    year = CalendarYear.objects.create(year=2026, document=document)
    for day in (DAY - dt.timedelta(days=1), DAY):
        year.exceptions.create(day=day, is_workday=False)
    CalendarYear.objects.update(fixed_before=DAY)
    return year


@contextmanager
def kept(trigger):
    with refused(trigger):
        yield
        with connection.cursor() as cursor:  # as at the end of the transaction
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_day_gone_by_stays_as_it_was_announced(year):
    gone_by, to_come = year.exceptions.order_by("day")
    with kept("day_gone_by_stays"):
        CalendarException.objects.filter(pk=gone_by.pk).update(is_workday=True)
    with kept("day_gone_by_stays"):
        CalendarException.objects.filter(pk=gone_by.pk).delete()
    with kept("day_gone_by_stays"):
        CalendarException.objects.filter(pk=to_come.pk).update(day=DAY - dt.timedelta(days=2))
    with kept("day_gone_by_stays"):
        year.exceptions.create(day=DAY - dt.timedelta(days=3), is_workday=False)
    CalendarException.objects.filter(pk=to_come.pk).delete()


@pytest.mark.parametrize(
    "change", [{"year": 2030}, {"fixed_before": DAY - dt.timedelta(days=9)}, {"fixed_before": None}]
)
def test_a_calendar_in_force_stays(year, change):
    with kept("calendar_year_stays"):
        CalendarYear.objects.filter(pk=year.pk).update(**change)
    with kept("calendar_year_stays"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM policy_calendarexception; DELETE FROM policy_calendaryear")


@breaks("proposal_is_decided_by_another_person")
def test_a_proposal_is_decided_by_another_person(city, constraint):
    with refused(constraint):
        proposal(city, status="refused", comment="不", decided_by=city.city_officer, decided_at=NOON)


@breaks("proposal_is_withdrawn_by_its_own_proposer")
def test_a_proposal_is_withdrawn_by_its_own_proposer(city, constraint):
    with refused(constraint):
        proposal(city, status="withdrawn", decided_by=city.statistician, decided_at=NOON)


@breaks("proposal_is_open_until_somebody_decides")
def test_a_proposal_is_open_until_somebody_decides(city, constraint):
    with refused(constraint):
        proposal(city, status="refused", comment="不")
    with refused(constraint):
        proposal(city, decided_by=city.statistician, decided_at=NOON)


@breaks("proposal_confirmed_alone_has_something_in_force")
def test_a_confirmed_proposal_alone_has_something_in_force(city, constraint):
    decided = {"decided_by": city.statistician, "decided_at": NOON, "since": dt.date(2027, 1, 1)}
    value = in_force(proposal(city))
    with refused(constraint):
        proposal(city, status="confirmed", **decided)
    with refused(constraint):
        proposal(city, status="refused", comment="不", enacted=value, **decided)
    year = CalendarYear.objects.create(year=2027, document=value.document)
    with refused(constraint):
        proposal(city, status="confirmed", enacted=value, announced=year, **decided)
    proposal(city, status="confirmed", enacted=value, **decided)


@breaks("proposal_is_refused_with_a_reason")
def test_a_proposal_is_refused_with_a_reason(city, constraint):
    with refused(constraint):
        proposal(city, status="refused", decided_by=city.statistician, decided_at=NOON)


@breaks("proposal_open_once_for_a_day")
def test_a_value_of_a_day_is_proposed_once_at_a_time(city, constraint):
    proposal(city)
    with refused(constraint):
        proposal(city, value=4)
    proposal(city, since=dt.date(2027, 1, 1))


@breaks("document_is_replaced_by_another")
def test_a_document_does_not_replace_itself(city, constraint):
    document = Document.objects.create(number="文〔2026〕3号", title="通知", issuer="市局", level="city", issued_on=DAY)
    with refused(constraint):
        Replacement.objects.create(replaced=document, document=document, kind="repealed", on=DAY)


@breaks("rulecase_is_retired_by_somebody_with_a_reason")
def test_a_rule_case_is_retired_by_somebody_with_a_reason(city, constraint):
    with refused(constraint):
        RuleCase.objects.create(area=city.city, retired_at=NOON, retired_by=city.city_officer)
    with refused(constraint):
        RuleCase.objects.create(area=city.city, retired_reason="不用了")


@breaks("rulecaseversion_numbered_once")
def test_a_version_of_a_rule_case_has_its_own_number(city, constraint):
    first = case_version(city)
    with refused(constraint):
        case_version(city, first.case)
    case_version(city, first.case, 2)


@breaks("casetrial_once_on_each_occasion")
def test_the_cases_are_tried_once_on_each_occasion(city, constraint):
    proposed = proposal(city)
    trial(proposed)
    with refused(constraint):
        trial(proposed)
    trial(proposed, occasion="confirmed")
    for _ in range(2):
        trial(proposed, occasion="stopped", asked=1, broken=1)


@breaks("casetrial_is_stopped_by_a_case_nobody_answers_for")
def test_a_trial_is_stopped_by_a_case_nobody_answers_for(city, constraint):
    with refused(constraint):
        trial(proposal(city), occasion="stopped", asked=2)


@breaks("casetrial_confirmed_says_why_cases_no_longer_pass")
def test_whoever_confirms_says_why_cases_no_longer_pass(city, constraint):
    with refused(constraint):
        trial(proposal(city), occasion="confirmed", asked=2, broken=1)


@breaks("casetrial_breaks_only_what_it_asked")
def test_a_trial_breaks_only_what_it_asked(city, constraint):
    with refused(constraint):
        trial(proposal(city), asked=1, broken=2)
