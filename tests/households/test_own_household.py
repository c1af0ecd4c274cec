"""Nobody decides on one's own household: as it was when the case was opened, as it is now, under any registration."""

import datetime as dt

import pytest

from accounts.actions.deputies import NewDeputation, name_deputy
from accounts.enums import Role
from accounts.identifiers import resident_id
from households.actions import corrections, merging, splitting
from households.enums import Relation
from households.models import Certificate, Certification, Exit, PersonMerge, Revocation
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, certified, disabled_person, household_of, in_notice
from tests.rows import certificate, leaving
from tests.rows import revocation as revocation_of

DAY = dt.timedelta(days=1)
TODAY = NOTICE_ENDED.date()


def is_officer(officer, person):
    """The officer's account bears the person's ID number."""
    officer.id_number, officer.id_digest = person.id_number, person.id_digest
    officer.save()


def may_decide(officer, case, on=TODAY):
    return case in type(case).objects.waiting_for(officer, on=on)


def merged(city, survivor, duplicate, at=NOTICE_ENDED):
    proposed = merging.propose_merge(
        survivor=survivor, id_number=duplicate.id_number, reason="同一人", worker=city.worker, at=at
    )
    officer = factories.UserFactory(area=city.street, role=Role.STREET_OFFICER)
    merging.decide_merge(merge=proposed, merges=True, comment="", officer=officer, at=at)


def moved_out(city, home, *people, at, head=None):
    relations = {person.pk: Relation.HEAD if not number else Relation.OTHER for number, person in enumerate(people)}
    move = splitting.Move(relations, at.date(), "分户", head)
    return splitting.split_household(household=home, move=move, address="另处", worker=city.worker, at=at)


@pytest.fixture
def officer(city):
    return city.street_officer


@pytest.fixture
def family(city):
    """A family of three whose certification waits at the street, and one of its people."""
    home = household_of(city, {"name": "李一"}, {"name": "李二"}, {"name": "李三"})
    return in_notice(city, home), home.memberships.get(person__name="李三").person


def test_a_stranger_decides(officer, family):
    case, _ = family
    is_officer(officer, factories.PersonFactory())
    assert may_decide(officer, case)


def test_a_member_who_moved_out_since_does_not(city, officer, family):
    case, third = family
    moved_out(city, case.household, third, at=MONDAY + 2 * DAY)
    is_officer(officer, third)
    assert not may_decide(officer, case)


def test_one_who_had_left_before_the_case_was_opened_does(city, officer):
    home = household_of(city, {}, {"name": "李二"})
    left = home.memberships.get(person__name="李二").person
    moved_out(city, home, left, at=MONDAY - 2 * DAY)
    case = in_notice(city, home)
    is_officer(officer, left)
    assert may_decide(officer, case)


def test_who_shares_a_home_with_a_member_who_has_moved_there_does_not(city, officer, family):
    case, third = family
    home = household_of(city, {"name": "王一"})
    own = home.memberships.get().person
    is_officer(officer, own)
    assert may_decide(officer, case)
    move = splitting.Move({third.pk: Relation.OTHER}, (MONDAY + 2 * DAY).date(), "结婚")
    splitting.join_household(household=case.household, into=home, move=move, worker=city.worker, at=MONDAY + 2 * DAY)
    assert not may_decide(officer, case)


def test_who_stays_in_the_household_the_applicant_has_left_does_not(city, officer):
    """The application went with the applicant to the new household."""
    home, person = disabled_person(city)
    spouse = home.memberships.exclude(person=person).get().person
    case = in_notice(city, home, person)
    moved_out(city, home, person, at=MONDAY + 2 * DAY, head=spouse.pk)
    case.refresh_from_db()
    assert case.household != home
    is_officer(officer, spouse)
    assert not may_decide(officer, case)


def test_who_lives_with_the_applicant_now_does_not(city, officer):
    home, person = disabled_person(city)
    case = in_notice(city, home, person)
    new = household_of(city, {"name": "王一"})
    is_officer(officer, new.memberships.get().person)
    assert may_decide(officer, case)
    spouse = home.memberships.exclude(person=person).get().person
    move = splitting.Move({person.pk: Relation.OTHER}, (MONDAY + 2 * DAY).date(), "搬来同住", spouse.pk)
    splitting.join_household(household=home, into=new, move=move, worker=city.worker, at=MONDAY + 2 * DAY)
    case.refresh_from_db()
    assert not may_decide(officer, case)


def test_whose_registration_in_the_household_was_merged_away_does_not(city, officer, family):
    """The account bears the survivor's number; the member was the duplicate."""
    case, third = family
    survivor = household_of(city, {"name": "李叁"}).memberships.get().person
    is_officer(officer, survivor)
    assert may_decide(officer, case)
    merged(city, survivor, third)
    assert not may_decide(officer, case)


def test_whose_own_registration_is_the_merged_one_does_not(city, officer, family):
    """The account bears the duplicate's number; the member is the survivor."""
    case, third = family
    duplicate = household_of(city, {"name": "李叁"}).memberships.get().person
    is_officer(officer, duplicate)
    assert may_decide(officer, case)
    merged(city, third, duplicate)
    assert not may_decide(officer, case)


def test_whose_number_was_corrected_since_does_not(city, officer, family):
    """The account still bears the number that was wrong."""
    case, third = family
    is_officer(officer, third)
    right = factories.made_up_id(third.born)
    found = corrections.Corrected("李三", "录错", "身份证", id_number=resident_id(right, on=TODAY))
    corrections.correct_identity(person=third, corrected=found, worker=city.worker, at=NOTICE_ENDED)
    assert not may_decide(officer, case)


def test_nobody_has_it_decided_by_a_deputy(city, officer, family):
    case, third = family
    moved_out(city, case.household, third, at=MONDAY + 2 * DAY)
    is_officer(officer, third)
    leader = factories.UserFactory(area=city.street, role=Role.STREET_LEADER)
    new = NewDeputation(officer=officer, deputy=leader, first_day=TODAY, last_day=TODAY, reason="休假")
    name_deputy(new, actor=officer, at=NOTICE_ENDED)
    assert not may_decide(leader, case)


@pytest.mark.parametrize("whose", ["person", "family"])
def test_exits_revocations_and_certificates_ask_the_same(city, officer, whose):
    home = household_of(city, {"name": "李一"}, {"name": "李二"})
    certification = certified(city, home)
    head, other = [row.person for row in home.memberships.order_by("pk")]
    ends = head.spells.get() if whose == "person" else home.zero_cases.get()
    values = {"status": "pending", "step": 1, "round": 1, "opens_on": TODAY, "due_on": TODAY}
    rows = [
        leaving(ends, **values),
        revocation_of(certification, **values),
        certificate(head, **values),
    ]
    officers = (officer, city.district_officer, city.worker)
    assert [may_decide(one, row) for one, row in zip(officers, rows, strict=True)] == [True] * 3
    moved_out(city, home, other, at=NOTICE_ENDED + DAY)
    for one, row in zip(officers, rows, strict=True):
        is_officer(one, other)
        assert not may_decide(one, row, TODAY + DAY)
        one.id_number, one.id_digest = "", None
        one.save()
    assert {type(row) for row in rows} == {Exit, Revocation, Certificate}


def test_nobody_decides_a_merge_in_the_own_household(city, officer, family):
    case, third = family
    head = case.household.memberships.get(relation="head").person
    duplicate = household_of(city, {"name": "李叁"}).memberships.get().person
    merging.propose_merge(
        survivor=third, id_number=duplicate.id_number, reason="同一人", worker=city.worker, at=NOTICE_ENDED
    )
    assert PersonMerge.objects.waiting_for(officer, on=TODAY).exists()
    is_officer(officer, head)
    assert not PersonMerge.objects.waiting_for(officer, on=TODAY).exists()


def test_an_officer_unknown_to_the_registry_costs_one_statement(city, officer, family, django_assert_num_queries):
    officer.id_number, officer.id_digest = "", None
    with django_assert_num_queries(1):
        list(Certification.objects.waiting_for(officer, on=TODAY))
    is_officer(officer, factories.PersonFactory.build())
    with django_assert_num_queries(2):
        list(Certification.objects.waiting_for(officer, on=TODAY))
