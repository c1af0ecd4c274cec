"""Who is certified and until when, and the clock of a family."""

import datetime as dt

from households.models import MonthlyConfirmation, PlacementCheck, RefreshPart, RefreshRun
from tests.factories import HouseholdFactory, UserFactory
from tests.rows import DAY, NOON, ONE_DAY, approved, spell, zero_case

from . import breaks, refused


@breaks("spell_one_per_person_and_day")
def test_a_person_is_in_status_once(person, constraint):
    spell(person, exited_on=DAY + ONE_DAY, exit_reason="other")
    with refused(constraint):
        spell(person)
    spell(person, certified_on=DAY + ONE_DAY)


@breaks("spell_exits_with_a_day_and_a_reason")
def test_a_status_ends_with_a_day_and_a_reason(person, constraint):
    for values in (
        {"exited_on": DAY},
        {"exit_reason": "other"},
        {"exited_on": DAY - ONE_DAY, "exit_reason": "other"},
    ):
        with refused(constraint):
            spell(person, **values)


@breaks("spell_primary_is_one_of_its_categories")
def test_the_primary_category_is_one_of_those_held(person, constraint):
    with refused(constraint):
        spell(person, categories=[5], primary=1)
    with refused(constraint):
        spell(person, categories=[], primary=1)


@breaks("spell_was_registered_as_somebody_else")
def test_a_status_came_from_another_registration_or_from_none(person, constraint):
    with refused(constraint):
        spell(person, registered_as=person)


@breaks("zero_case_one_per_family_and_day")
def test_a_family_has_one_case_at_a_time(home, constraint):
    zero_case(home, ended_on=DAY + ONE_DAY, end_reason="relapsed")
    with refused(constraint):
        zero_case(home)
    zero_case(home, certified_on=DAY + ONE_DAY)


@breaks("zero_case_is_due_after_certification_by_an_article")
def test_a_promise_is_due_after_certification_by_an_article(home, constraint):
    for values in ({"due_source": ""}, {"due_on": None}, {"due_on": DAY}):
        with refused(constraint):
            zero_case(home, **values)
    zero_case(home, due_on=None, due_source="")


@breaks("zero_case_ends_with_a_day_and_a_reason")
def test_a_case_ends_with_a_day_and_a_reason(home, constraint):
    for values in (
        {"ended_on": DAY},
        {"end_reason": "other"},
        {"ended_on": DAY - ONE_DAY, "end_reason": "other"},
    ):
        with refused(constraint):
            zero_case(home, **values)


@breaks("confirmation_one_per_spell_and_month")
def test_a_month_is_confirmed_once(person, constraint):
    certified = spell(person)
    MonthlyConfirmation.objects.create(spell=certified, month=DAY)
    with refused(constraint):
        MonthlyConfirmation.objects.create(spell=certified, month=DAY)


@breaks("confirmation_month_is_a_first_day")
def test_a_month_is_named_by_its_first_day(person, constraint):
    with refused(constraint):
        MonthlyConfirmation.objects.create(spell=spell(person), month=DAY + ONE_DAY)


@breaks("confirmation_is_somebodys_at_a_time")
def test_a_confirmation_is_somebodys_at_a_time(city, person, constraint):
    certified = spell(person)
    for values in ({"confirmed_at": NOON}, {"confirmed_by": city.worker}):
        with refused(constraint):
            MonthlyConfirmation.objects.create(spell=certified, month=dt.date(2026, 10, 1), **values)


def test_the_days_of_another_family_are_its_own(city, home):
    zero_case(home)
    zero_case(HouseholdFactory(area=city.community), certification=approved(HouseholdFactory(area=city.community)))


@breaks("placement_check_names_its_evidence", "placement_check_is_taken_back_by_somebody_for_a_reason")
def test_a_placement_is_looked_into_with_evidence_and_taken_back_for_a_reason(person, home, constraint):
    faults = {
        "placement_check_names_its_evidence": {"evidence": ""},
        "placement_check_is_taken_back_by_somebody_for_a_reason": {"withdrawal": "核实有误"},
    }
    with refused(constraint):
        looked_into(person, home, **faults[constraint])


@breaks("placement_is_looked_into_once")
def test_a_placement_is_looked_into_once(person, home, constraint):
    first = looked_into(person, home)
    with refused(constraint):
        looked_into(person, home, case=first.case)


def looked_into(person, home, **more):
    officer = UserFactory()
    given = {"case": more.pop("case", None) or zero_case(home), "person": person, "begun_on": DAY, "evidence": "相符"}
    return PlacementCheck.objects.create(**given | more, checked_by=officer, checked_at=NOON)


@breaks("refresh_part_has_households")
def test_a_part_of_a_refresh_has_households(city, constraint):
    run = RefreshRun.objects.create(area=city.city, on=DAY, started_at=NOON, started_by=city.worker)
    RefreshPart.objects.create(run=run, households=[1])
    with refused(constraint):
        RefreshPart.objects.create(run=run, households=[])
