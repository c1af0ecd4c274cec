"""退出, action by action: proposed in the community, decided at the street, what it ends."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from approvals import actions as approvals
from approvals.actions import DecisionRefused
from approvals.workflow import Decision, Status
from desk.actions import refresh
from households.actions import exits as actions
from households.actions.exits import ExitRefused
from households.enums import Category, ExitReason, FactKind, RegistrationKind
from households.models import Exit, HardToEmploySpell, Person, PersonFinding, ZeroFamilyCase
from tests import factories
from tests.casework import NOTICE_ENDED, applied, certified, decided, disabled_person, household_of, works

DAY = dt.timedelta(days=1)
LATER = NOTICE_ENDED + 10 * DAY
TODAY = LATER.date()


@pytest.fixture
def spell(city):
    home, person = disabled_person(city)
    certified(city, home, person)
    return HardToEmploySpell.objects.get()


@pytest.fixture
def family(city):
    certified(city, household_of(city))
    return ZeroFamilyCase.objects.get()


def proposed(city, ends, reason=ExitReason.STABLE, on=TODAY, evidence="劳动合同", at=LATER):
    proposal = actions.Proposal(reason, on, evidence)
    return actions.propose_exit(ends=ends, proposal=proposal, worker=city.worker, at=at)


def decide(case, officer, decision=Decision.APPROVE, comment="", at=LATER):
    return actions.decide(application=case, actor=officer, decision=decision, comment=comment, at=at)


def test_an_exit_goes_to_the_street_and_ends_the_status_there(city, spell):
    case = proposed(city, spell)
    assert list(Exit.objects.waiting_for(city.street_officer, on=TODAY)) == [case]
    for stranger in (city.worker, city.district_officer, city.neighbour_worker):
        with pytest.raises(DecisionRefused):
            decide(case, stranger)
    decide(case, city.street_officer)
    spell.refresh_from_db()
    assert (spell.exited_on, spell.exit_reason) == (TODAY, "stable")


def test_a_refused_exit_leaves_the_status_and_may_be_proposed_again(city, spell):
    decide(proposed(city, spell), city.street_officer, Decision.REFUSE, "仍符合条件")
    spell.refresh_from_db()
    assert spell.exited_on is None
    assert proposed(city, spell).status == Status.PENDING


def test_one_exit_at_a_time(city, spell):
    proposed(city, spell)
    with pytest.raises(ExitRefused, match="已有退出"):
        proposed(city, spell)


def test_an_exit_needs_evidence_and_a_day_in_status(city, spell):
    with pytest.raises(ExitRefused, match="证明材料"):
        proposed(city, spell, evidence=" ")
    for day in (spell.certified_on - DAY, TODAY + DAY):
        with pytest.raises(ExitRefused, match="退出日期"):
            proposed(city, spell, on=day)
    proposal = actions.Proposal(ExitReason.OTHER, TODAY, "其他")
    with pytest.raises(ExitRefused, match="辖区"):
        actions.propose_exit(ends=spell, proposal=proposal, worker=city.neighbour_worker, at=LATER)
    assert not Exit.objects.exists()


def test_what_has_ended_is_not_ended_again(city, spell):
    decide(proposed(city, spell), city.street_officer)
    spell.refresh_from_db()
    with pytest.raises(ExitRefused, match="已于"):
        proposed(city, spell)


def test_a_returned_exit_is_corrected_and_sent_again(city, spell):
    case = decide(proposed(city, spell), city.street_officer, Decision.RETURN, "补合同", at=LATER + 20 * DAY)
    assert case.approval_records.get().days_late > 0
    with pytest.raises(ExitRefused, match="证明材料"):
        actions.submit_exit(application=case, effective_on=TODAY, evidence="", worker=city.worker, at=LATER + 20 * DAY)
    case = actions.submit_exit(
        application=case, effective_on=TODAY + DAY, evidence="合同两份", worker=city.worker, at=LATER + 20 * DAY
    )
    assert (case.status, case.step, case.round) == (Status.PENDING, 1, 2)
    with pytest.raises(DecisionRefused, match="不能再修改"):
        actions.submit_exit(
            application=case, effective_on=TODAY, evidence="改", worker=city.worker, at=LATER + 20 * DAY
        )
    decide(case, city.street_officer, at=LATER + 21 * DAY)
    spell.refresh_from_db()
    assert spell.exited_on == TODAY + DAY


def test_the_clock_stops_by_loss_of_ability_or_wish_only_by_the_streets_decision(city, family):
    case = proposed(city, family, ExitReason.UNABLE, evidence="劳动能力鉴定结论")
    assert ZeroFamilyCase.objects.running(TODAY).exists()
    decide(case, city.street_officer)
    family.refresh_from_db()
    assert (family.ended_on, family.end_reason) == (TODAY, "unable")
    assert not ZeroFamilyCase.objects.running(TODAY).exists()
    assert not PersonFinding.objects.on(TODAY).filter(category=Category.C02).exists()


def test_what_the_street_decided_of_a_person_is_a_fact_from_that_day(city, spell):
    decide(proposed(city, spell, ExitReason.NO_DESIRE, evidence="本人声明"), city.street_officer)
    fact = spell.person.facts.get(kind=FactKind.UNWILLING_TO_WORK)
    assert (fact.validity.lower, fact.validity.upper) == (TODAY, None)
    assert not PersonFinding.objects.on(TODAY).filter(person=spell.person).exists()


def test_an_earlier_loss_of_ability_does_not_stand_in_the_way(city, spell):
    factories.fact(spell.person, FactKind.UNABLE_TO_WORK, TODAY - DAY, TODAY + DAY)
    decide(proposed(city, spell, ExitReason.UNABLE), city.street_officer, at=LATER)
    rows = spell.person.facts.filter(kind=FactKind.UNABLE_TO_WORK).order_by("validity")
    assert [row.validity.lower for row in rows] == [TODAY - DAY, TODAY + 2 * DAY]


def test_a_family_without_members_left_is_closed_as_such(city, family):
    decide(proposed(city, family, ExitReason.DEAD), city.street_officer)
    family.refresh_from_db()
    assert family.end_reason == ZeroFamilyCase.End.NO_MEMBER


def test_an_exit_of_a_family_that_relapsed_meanwhile_is_refused_in_words(city, family):
    home, person = family.household, Person.objects.get()
    case = proposed(city, family)
    works(city, person, RegistrationKind.ENTERPRISE, TODAY, LATER)
    works(city, person, RegistrationKind.UNEMPLOYED, TODAY + 5 * DAY, LATER + 5 * DAY)
    again = decided(applied(city, home, at=LATER + 5 * DAY), city.worker, at=LATER + 5 * DAY)
    for officer in (city.street_officer, city.district_officer):
        again = decided(again, officer, at=LATER + 30 * DAY)
    with pytest.raises(DecisionRefused, match="结案"):
        decide(case, city.street_officer, at=LATER + 31 * DAY)


def test_the_refresh_proposes_retirement_and_the_worker_confirms_or_withdraws(city, spell):
    spell.person.dead_on = TODAY
    spell.person.save()
    refresh(area=city.city, on=TODAY + DAY, actor=city.city_officer, at=LATER + DAY)
    case = Exit.objects.get()
    assert (case.status, case.reason, case.effective_on) == (Status.DRAFT, "dead", TODAY)
    sent = actions.submit_exit(
        application=case, effective_on=case.effective_on, evidence="死亡证明", worker=city.worker, at=LATER + DAY
    )
    withdrawn = approvals.withdraw(application=sent, reason="登记有误", actor=city.worker, at=LATER + DAY)
    assert withdrawn.status == Status.WITHDRAWN
    spell.refresh_from_db()
    assert spell.exited_on is None


def test_the_database_wants_one_subject_and_evidence(city, spell, family):
    values = {
        "household": spell.household,
        "area": city.community,
        "chain_code": "exit-1",
        "reason": "other",
        "effective_on": TODAY,
        "source": "x",
        "drafted_by": city.worker,
        "drafted_at": LATER,
    }
    with pytest.raises(IntegrityError, match="persons_status_or_a_familys_case"), transaction.atomic():
        Exit.objects.create(spell=spell, family_case=family, evidence="有", **values)
    with pytest.raises(IntegrityError, match="exit_has_evidence"), transaction.atomic():
        Exit.objects.create(spell=spell, evidence="", **values)
