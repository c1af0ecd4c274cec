"""What was found against somebody is reviewed by the district; set aside, it was never so."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from approvals.actions import DecisionRefused
from approvals.workflow import Decision, Status
from households.actions import exits as actions
from households.actions.reviews import request_review
from households.enums import ExitReason, FactKind
from households.models import HardToEmploySpell, PersonFinding, ZeroFamilyCase
from tests import factories
from tests.casework import NOTICE_ENDED, certified, disabled_person, household_of

DAY = dt.timedelta(days=1)
LATER = NOTICE_ENDED + 10 * DAY
TODAY = LATER.date()
WHY = "当时在住院"


@pytest.fixture
def spell(city):
    home, person = disabled_person(city)
    certified(city, home, person)
    return HardToEmploySpell.objects.get()


def ended(city, ends, reason=ExitReason.NO_DESIRE):
    """An exit approved by the street."""
    given = actions.Proposal(reason, TODAY, "本人声明")
    case = actions.propose_exit(ends=ends, proposal=given, worker=city.worker, at=LATER)
    return decide(case, city.street_officer, Decision.APPROVE)


def decide(case, officer, decision, at=LATER):
    comment = "" if decision is Decision.APPROVE else "经核实"
    return actions.decide(application=case, actor=officer, decision=decision, comment=comment, at=at)


def reviewed(city, case, at=LATER):
    return request_review(application=case, reason=WHY, worker=city.worker, at=at)


def test_a_finding_of_no_desire_set_aside_was_never_so(city, spell):
    case = reviewed(city, ended(city, spell))
    spell.refresh_from_db()
    assert spell.exited_on == TODAY  # in force meanwhile
    with pytest.raises(DecisionRefused):
        decide(case, city.street_officer, Decision.OVERTURN)
    case = decide(case, city.district_officer, Decision.OVERTURN)
    spell.refresh_from_db()
    assert (case.status, spell.exited_on, spell.exit_reason) == (Status.REFUSED, None, "")
    assert not spell.person.facts.filter(kind=FactKind.UNWILLING_TO_WORK).exists()
    assert PersonFinding.objects.on(TODAY).filter(person=spell.person).exists()
    assert AuditEntry.objects.get(event="spell.restored").details["exit"] == case.pk
    assert ended(city, spell).status == Status.APPROVED  # proposed anew, on better evidence


def test_a_finding_that_is_sustained_stays_and_ends_nothing_twice(city, spell):
    case = decide(reviewed(city, ended(city, spell)), city.district_officer, Decision.SUSTAIN)
    spell.refresh_from_db()
    assert (case.status, spell.exited_on) == (Status.APPROVED, TODAY)
    assert AuditEntry.objects.filter(event="spell.exited").count() == 1
    assert spell.person.facts.filter(kind=FactKind.UNWILLING_TO_WORK).count() == 1
    with pytest.raises(DecisionRefused, match="只复核一次"):
        reviewed(city, case)


def test_an_earlier_fact_stays_where_the_finding_is_set_aside(city, spell):
    factories.fact(spell.person, FactKind.UNWILLING_TO_WORK, TODAY - DAY, TODAY + DAY)
    decide(reviewed(city, ended(city, spell)), city.district_officer, Decision.OVERTURN)
    fact = spell.person.facts.get(kind=FactKind.UNWILLING_TO_WORK)
    assert fact.validity.upper == TODAY + 2 * DAY


def test_a_familys_case_goes_on_where_the_finding_is_set_aside(city):
    certified(city, household_of(city))
    family = ZeroFamilyCase.objects.get()
    case = reviewed(city, ended(city, family))
    assert not ZeroFamilyCase.objects.running(TODAY).exists()
    decide(case, city.district_officer, Decision.OVERTURN)
    assert ZeroFamilyCase.objects.running(TODAY).get() == family


def test_the_request_has_its_days(city, spell):
    case = ended(city, spell)
    with pytest.raises(DecisionRefused, match="届满"):
        reviewed(city, case, LATER + 40 * DAY)


def test_an_exit_that_found_nothing_against_anybody_is_not_reviewed(city, spell):
    case = ended(city, spell, ExitReason.STABLE)
    with pytest.raises(DecisionRefused, match="不能申请复核"):
        reviewed(city, case)
