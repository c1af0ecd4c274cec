"""What was running in the old system runs on here, and every row leads to what it stood on."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from approvals.workflow import Status
from households.enums import Category, RegistrationKind
from households.models import (
    Certificate,
    Certification,
    HardToEmploySpell,
    Opening,
    OpeningRow,
    PlacementCheck,
    Registration,
    ZeroFamilyCase,
)
from households.openings.actions import entering
from households.openings.kinds import CERTIFICATES, FAMILIES, KINDS, PEOPLE, PLACEMENTS
from households.queries.promises import standing
from households.rules.promise import PromiseStatus
from tests import factories
from tests.racing import while_uncommitted
from tests.rows import issued

from .taking_over import AT, agreed, begun, card, certified, entered, family, given, placed, registered, silent

DAY = dt.timedelta(days=1)


@pytest.fixture
def opening(city):
    return begun(city)


def case_of(person):
    return ZeroFamilyCase.objects.with_placement().get(household__memberships__person=person)


def test_a_status_begins_when_the_old_system_said(city, opening):
    person = registered(city)
    given(city, opening, PEOPLE, certified(person, "“4050”失业人员、C04"))
    assert not HardToEmploySpell.objects.exists()

    entered(city, opening)

    spell = HardToEmploySpell.objects.get()
    assert (spell.person, spell.certified_on) == (person, dt.date(2025, 3, 1))
    assert (spell.categories, spell.primary) == ([Category.C01, Category.C04], Category.C01)
    assert spell.certification.status == Status.APPROVED
    assert spell.certification.is_taken_over
    why = spell.certification.decided_reasons[0]
    assert "南就认〔2025〕7号" in why["text"]
    assert opening.number in why["text"]
    assert AuditEntry.objects.filter(event="certification.taken_over").get().actor == city.city_officer


def test_a_family_is_due_by_the_rules_of_its_day_or_as_the_file_says(city, opening):
    first, second = registered(city), registered(city, "王二")
    given(
        city,
        opening,
        FAMILIES,
        family(first, "2026-07-15"),
        family(second, "2009-01-05", "2009年2月5日", "哈就办字[2007]12号第三条"),
    )
    entered(city, opening)

    assert case_of(first).due_on > dt.date(2026, 7, 15)
    assert case_of(second).due_on == dt.date(2009, 2, 5)
    assert case_of(second).due_source == "哈就办字[2007]12号第三条"


def test_a_placement_of_the_old_system_keeps_the_promise_it_kept_there(city, opening):
    person = registered(city, since=dt.date(2025, 1, 1))
    person.memberships.update(validity=(dt.date(2026, 9, 1), None), recorded_on=dt.date(2026, 9, 1))  # by the roster
    given(city, opening, FAMILIES, family(person, "2026-01-05", "2026-04-05", "条款"))
    given(city, opening, PLACEMENTS, placed(person, "2026-03-10"))
    entered(city, opening)

    case = case_of(person)
    assert case.placed_on == dt.date(2026, 3, 10)
    assert standing(case, AT.date()).promise.status == PromiseStatus.PLACED_IN_TIME
    check = PlacementCheck.objects.get()
    assert check.checked_by == city.city_officer
    assert "合同 12 号" in check.evidence
    job = Registration.objects.employment().get()
    assert job.recorded_on == AT.date()
    assert Registration.objects.unemployment().get().validity.upper == dt.date(2026, 3, 10)


def test_an_employment_that_the_roster_brought_keeps_the_promise_too(city, opening):
    person = registered(city, since=dt.date(2025, 1, 1))
    person.registrations.update(validity=(dt.date(2025, 1, 1), dt.date(2026, 3, 10)))
    job = factories.registered(person, RegistrationKind.ENTERPRISE, dt.date(2026, 3, 10))
    job.recorded_on = dt.date(2026, 9, 1)
    job.save()
    given(city, opening, FAMILIES, family(person, "2026-01-05", "2026-04-05", "条款"))
    file = given(city, opening, PLACEMENTS, placed(person, "2026-03-10"))
    assert file.rows.get().outcome == "present"
    entered(city, opening)

    assert case_of(person).placed_on == dt.date(2026, 3, 10)
    assert Registration.objects.employment().count() == 1


def test_a_certificate_keeps_its_number_and_one_not_inspected_is_suspended(city, opening):
    first, second = registered(city), registered(city, "王二")
    given(city, opening, CERTIFICATES, card(first), card(second, "hrb-000124", inspected="", result="逾期未检"))
    entered(city, opening)

    held = Certificate.objects.get(person=first)
    assert held.serial == "HRB-000123"
    assert "合格" in held.evidence
    assert not held.suspensions.exists()
    assert "逾期未检" in Certificate.objects.get(person=second).suspensions.get().reason


def test_what_was_entered_leads_back_to_its_line(city, opening):
    person = registered(city)
    file = given(city, opening, PEOPLE, certified(person))
    entered(city, opening)

    row = file.rows.get()
    assert row.outcome == "entered"
    assert (row.made_label, row.made_id) == ("households.certification", Certification.objects.get().pk)
    assert Opening.objects.get().status == "entered"


@pytest.mark.django_db(transaction=True)
def test_a_line_overtaken_while_it_is_entered_says_so_and_the_others_are_entered(city, opening):
    first, second, third = registered(city), registered(city, "王二"), registered(city, "张三")
    given(city, opening, CERTIFICATES, card(first, f"{7:016d}", "就业创业证"), card(second))
    agreed(city, opening)
    entering.accept(opening=opening, kinds=KINDS, officer=city.city_officer, at=AT)
    while_uncommitted(
        lambda: issued(third, 7, kind="startup_card"),
        lambda: entering.enter(opening=opening, kinds=KINDS, at=AT, report=silent),
    )

    assert list(OpeningRow.objects.order_by("line").values_list("outcome", flat=True)) == ["refused", "entered"]
    assert "另一人" in OpeningRow.objects.get(outcome="refused").reason
    assert not Certificate.objects.filter(person=first).exists()
