"""One human registered twice: made one, and two again; and what of it is refused."""

import datetime as dt

import pytest
from django.core import serializers
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from accounts.enums import AreaLevel
from desk.searching import search
from households.actions import merging
from households.actions.memberships import MoveRefused
from households.enums import FactKind, RegistrationKind
from households.models import (
    Certification,
    Couple,
    Exit,
    Fact,
    HardToEmploySpell,
    Household,
    Membership,
    Person,
    PersonMerge,
    Registration,
)
from households.queries.numbers import holders
from tests import factories
from tests.casework import JULY, NOTICE_ENDED, applied, certified, disabled_person, household_of
from tests.rows import issued

DAY = dt.timedelta(days=1)
LATER = NOTICE_ENDED + 10 * DAY
TODAY = LATER.date()
TABLES = (Person, Membership, Couple, Registration, Fact, HardToEmploySpell, Certification, Exit)


@pytest.fixture
def survivor(city):
    return household_of(city, {"name": "周真"}).memberships.get().person


@pytest.fixture
def duplicate(city):
    """Registered with a wrong number in another household of the street; certified, with a fact and a spouse."""
    home = factories.HouseholdFactory(area=city.community)
    person = factories.member(home, name="周甄", born=dt.date(1975, 6, 1))
    factories.registered(person, RegistrationKind.ENTERPRISE, dt.date(2015, 1, 1), dt.date(2019, 12, 31))
    factories.fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1))
    spouse = factories.MembershipFactory(household=home, relation="spouse").person
    days = DateRange(dt.date(2020, 1, 1), None)
    Couple.objects.create(household=home, first=person, second=spouse, validity=days)
    return person


def proposed(city, survivor, duplicate, worker=None):
    return merging.propose_merge(
        survivor=survivor,
        id_number=duplicate.id_number,
        reason="同一人，号码录错一位",
        worker=worker or city.worker,
        at=LATER,
    )


def merged(city, survivor, duplicate, officer=None):
    return merging.decide_merge(
        merge=proposed(city, survivor, duplicate),
        merges=True,
        comment="",
        officer=officer or city.street_officer,
        at=LATER,
    )


def undone(city, merge):
    return merging.undo_merge(merge=merge, reason="核实为两人", officer=city.street_officer, at=LATER + DAY)


def everything():
    """All rows that a merge may touch, as they are."""
    rows = [row for model in TABLES for row in model.objects.order_by("pk")]
    return serializers.serialize("python", rows, fields=None)


def test_the_street_decides_and_the_duplicate_becomes_the_survivor(city, survivor, duplicate):
    home = duplicate.memberships.get().household
    merge = proposed(city, survivor, duplicate)
    assert (merge.area, list(PersonMerge.objects.waiting_for(city.street_officer, on=TODAY))) == (city.street, [merge])
    for other in (city.worker, city.district_officer, city.neighbour_worker):
        assert not PersonMerge.objects.waiting_for(other, on=TODAY).exists()
    merging.decide_merge(merge=merge, merges=True, comment="", officer=city.street_officer, at=LATER)
    duplicate.refresh_from_db()
    assert duplicate.merged_into == survivor
    assert sorted(survivor.registrations.values_list("kind", flat=True)) == [1, 2]
    assert survivor.facts.get().kind == FactKind.LOW_INCOME
    assert duplicate.memberships.get().validity.upper == TODAY
    assert list(Person.objects.visible_to(city.worker).exclude(memberships__household=home)) == [survivor]
    assert survivor.findings.filter(category=4, validity__upper_inf=True).exists()  # of low income now


def test_two_people_taken_apart_are_exactly_what_they_were(city, survivor, duplicate):
    before = everything()
    merge = merged(city, survivor, duplicate)
    assert everything() != before
    merge = undone(city, merge)
    assert everything() == before
    assert (merge.status, merge.undone_by, merge.undo_reason) == ("undone", city.street_officer, "核实为两人")
    assert Person.objects.visible_to(city.worker).filter(pk=duplicate.pk).exists()


def test_a_status_goes_along_and_comes_back(city, survivor):
    home, duplicate = disabled_person(city, name="周甄")
    case = certified(city, home, duplicate)
    before = everything()
    merge = merged(city, survivor, duplicate)
    spell = HardToEmploySpell.objects.get()
    case.refresh_from_db()
    assert (spell.person, spell.household) == (survivor, survivor.memberships.get().household)
    assert (case.person, case.household) == (survivor, spell.household)
    undone(city, merge)
    assert everything() == before


def test_a_survivor_who_lived_nowhere_takes_the_duplicates_place(city, survivor, duplicate):
    place = duplicate.memberships.get().household
    survivor.memberships.update(validity=DateRange(dt.date(2020, 1, 1), TODAY - DAY))
    before = everything()
    merge = merged(city, survivor, duplicate)
    present = survivor.memberships.get(validity__upper_inf=True)
    assert (present.household, present.validity.lower) == (place, TODAY)
    assert Couple.objects.filter(validity__upper_inf=True).get().household == place
    undone(city, merge)
    assert everything() == before


def test_the_number_of_either_leads_to_the_survivor(city, survivor, duplicate):
    merged(city, survivor, duplicate)
    assert holders(duplicate.id_number) == {survivor.pk}
    assert [hit.person for hit in search(city.worker, duplicate.id_number, on=TODAY).hits] == [survivor]


def test_a_contradiction_is_refused_and_names_the_period(city, survivor, duplicate):
    factories.registered(duplicate, RegistrationKind.FLEXIBLE, JULY)
    before = everything()
    with pytest.raises(MoveRefused, match=r"灵活就业（2026-07-01至今）.*失业登记（2026-07-01至今）重叠"):
        merged(city, survivor, duplicate)
    assert everything() == before


def test_two_people_both_in_status_are_not_merged(city):
    (first_home, survivor), (second_home, duplicate) = disabled_person(city), disabled_person(city)
    certified(city, first_home, survivor)
    certified(city, second_home, duplicate)
    with pytest.raises(MoveRefused, match="在册期间（2026-09-15至今）"):
        merged(city, survivor, duplicate)


def test_two_certifications_under_way_are_not_merged(city):
    (first_home, survivor), (second_home, duplicate) = disabled_person(city), disabled_person(city)
    applied(city, first_home, survivor)
    applied(city, second_home, duplicate)
    with pytest.raises(MoveRefused, match="正在办理"):
        merged(city, survivor, duplicate)


def test_what_both_say_alike_is_no_contradiction(city, survivor, duplicate):
    duplicate.registrations.all().delete()
    factories.registered(duplicate, RegistrationKind.UNEMPLOYED, JULY + DAY)
    merged(city, survivor, duplicate)
    assert survivor.registrations.get().validity.lower == JULY
    assert duplicate.registrations.exists()


def test_a_refusal_needs_a_reason_and_leaves_both(city, survivor, duplicate):
    merge = proposed(city, survivor, duplicate)
    with pytest.raises(MoveRefused, match="原因"):
        merging.decide_merge(merge=merge, merges=False, comment="", officer=city.street_officer, at=LATER)
    refused = merging.decide_merge(
        merge=merge, merges=False, comment="是兄弟二人", officer=city.street_officer, at=LATER
    )
    assert refused.status == "refused"
    assert proposed(city, survivor, duplicate).status == "proposed"


def test_people_of_two_streets_are_merged_by_the_district_and_of_two_districts_by_nobody(city, survivor):
    other_district = factories.AreaFactory(code="990104", level=AreaLevel.DISTRICT, parent=city.city)
    other_street = factories.AreaFactory(code="990103002", level=AreaLevel.STREET, parent=city.district)
    far_street = factories.AreaFactory(code="990104001", level=AreaLevel.STREET, parent=other_district)
    near, far = (
        factories.member(factories.HouseholdFactory(area=factories.AreaFactory(parent=street)), name="周远")
        for street in (other_street, far_street)
    )
    assert proposed(city, survivor, near).area == city.district
    with pytest.raises(MoveRefused, match="同一区县"):
        proposed(city, survivor, far)


def test_a_proposal_that_makes_no_sense_is_refused(city, survivor, duplicate):
    with pytest.raises(MoveRefused, match="没有另一人"):
        proposed(city, survivor, survivor)
    proposed(city, survivor, duplicate)
    with pytest.raises(MoveRefused, match="已有合并在办理"):
        proposed(city, survivor, duplicate)
    with pytest.raises(MoveRefused, match="不在您的辖区"):
        proposed(city, survivor, duplicate, worker=city.neighbour_worker)


def test_nobody_decides_on_oneself_nor_what_one_proposed(city, survivor, duplicate):
    merge = proposed(city, survivor, duplicate)
    officer = city.street_officer
    officer.id_number, officer.id_digest = duplicate.id_number, duplicate.id_digest
    officer.save()
    assert not PersonMerge.objects.waiting_for(officer, on=TODAY).exists()
    PersonMerge.objects.update(proposed_by=officer)
    with pytest.raises(MoveRefused, match="不由您决定"):
        merging.decide_merge(merge=merge, merges=True, comment="", officer=officer, at=LATER)
    assert Household.objects.count() == 2


def test_a_certificate_goes_along_and_comes_back(city, survivor, duplicate):
    held = issued(duplicate)
    home = held.household
    merge = merged(city, survivor, duplicate)
    held.refresh_from_db()
    assert (held.person, held.household) == (survivor, survivor.memberships.get().household)
    undone(city, merge)
    held.refresh_from_db()
    assert (held.person, held.household) == (duplicate, home)


def test_two_certificates_of_one_kind_are_not_merged(city, survivor, duplicate):
    issued(survivor, 1)
    issued(duplicate, 2)
    with pytest.raises(MoveRefused, match="两人都有就业创业证"):
        merged(city, survivor, duplicate)


def test_what_was_registered_since_is_not_overwritten_by_taking_apart(city, survivor, duplicate):
    row = duplicate.registrations.first()
    merge = merged(city, survivor, duplicate)
    factories.registered(duplicate, RegistrationKind(row.kind), row.validity.lower)
    with pytest.raises(MoveRefused, match="同一天重叠"):
        undone(city, merge)
    merge.refresh_from_db()
    assert merge.status == "merged"


def test_the_community_that_proposes_sees_of_a_stranger_no_more_than_the_number_it_typed(as_user, city, survivor):
    home = factories.HouseholdFactory(area=city.neighbour)
    stranger = factories.member(home, name="周生人", born=dt.date(1975, 6, 1))
    factories.fact(stranger, FactKind.LOW_INCOME, dt.date(2020, 1, 1))
    merge = proposed(city, survivor, stranger)
    page = reverse("households:merge", args=[merge.pk])
    seen = as_user(city.worker).get(page).text
    assert stranger.masked_id in seen
    assert not any(words in seen for words in ("周生人", "1975-06-01", "享受城镇低保"))
    assert "享受城镇低保" in as_user(city.street_officer).get(page).text


def test_the_community_takes_back_what_it_proposed_until_it_is_decided(city, survivor, duplicate):
    merge = proposed(city, survivor, duplicate)

    def withdrawn(worker, reason="核对后不是同一人"):
        return merging.withdraw_merge(merge=merge, reason=reason, worker=worker, at=LATER)

    with pytest.raises(MoveRefused, match="原因"):
        withdrawn(city.worker, " ")
    for other in (city.neighbour_worker, city.street_officer):
        with pytest.raises(MoveRefused, match="不是由您的社区提出"):
            withdrawn(other)
    done = withdrawn(city.second_worker)
    assert (done.status, done.withdrawn_by, done.withdraw_reason) == (
        "withdrawn",
        city.second_worker,
        "核对后不是同一人",
    )
    assert not PersonMerge.objects.waiting_for(city.street_officer, on=TODAY).exists()
    again = proposed(city, survivor, duplicate)
    merging.decide_merge(merge=again, merges=True, comment="", officer=city.street_officer, at=LATER)
    merge = again
    with pytest.raises(MoveRefused, match="已经决定"):
        withdrawn(city.worker)


def test_it_is_taken_back_on_its_page(as_user, city, survivor, duplicate):
    merge = proposed(city, survivor, duplicate)
    worker, url = as_user(city.worker), reverse("households:merge_withdraw", args=[merge.pk])
    page = reverse("households:merge", args=[merge.pk])
    assert url in worker.get(page).content.decode()
    assert url not in as_user(city.street_officer).get(page).content.decode()
    assert "请填写撤回理由" in worker.post(url, {"withdraw-reason": ""}).content.decode()
    answer = worker.post(url, {"withdraw-reason": "号码填写有误，另行提出"}, follow=True).content.decode()
    assert f"{merge.number} 已撤回" in answer
    assert url not in answer
