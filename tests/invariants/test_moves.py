"""Households over time: addresses, hand-overs, movements, corrections and merges."""

from typing import Any

from accounts.fields import resident_id_digest
from households.models import Correction, Person, Residence
from tests.factories import PersonFactory, UserFactory, made_up_id, member
from tests.rows import DAY, NOON, ONE_DAY, days, death, handover, merge, movement

from . import breaks, refused


@breaks("residence_one_address_per_day", "residence_lasts_a_day")
def test_a_household_lives_at_one_address_at_a_time(home, constraint):
    Residence.objects.create(household=home, address="甲", validity=days("2026-01-01"))
    wrong = days("2026-06-01") if constraint == "residence_one_address_per_day" else days("2019-01-01", "2019-01-01")
    with refused(constraint):
        Residence.objects.create(household=home, address="乙", validity=wrong)


@breaks("handover_one_live_per_household")
def test_a_household_is_handed_over_once_at_a_time(city, home, constraint):
    handover(home, city.neighbour, status="withdrawn")
    handover(home, city.neighbour)
    with refused(constraint):
        handover(home, city.neighbour)


@breaks("handover_goes_to_another_community", "handover_gives_a_reason")
def test_a_handover_goes_elsewhere_and_says_why(city, home, constraint):
    with refused(constraint):
        if constraint == "handover_gives_a_reason":
            handover(home, city.neighbour, reason="")
        else:
            handover(home, home.area)


@breaks("handover_takes_effect_by_acceptance_no_earlier_than_agreed")
def test_a_handover_takes_effect_when_it_is_accepted(city, home, constraint):
    accepted = {"status": "accepted", "answered_by": city.neighbour_worker, "answered_at": NOON}
    for values in (accepted, accepted | {"effective_on": DAY - ONE_DAY}, {"effective_on": DAY}):
        with refused(constraint):
            handover(home, city.neighbour, **values)


@breaks("handover_is_accepted_by_somebody_else")
def test_nobody_accepts_what_one_proposed(city, home, constraint):
    accepted = {"status": "accepted", "effective_on": DAY, "answered_at": NOON}
    for answered_by in (None, city.worker):
        with refused(constraint):
            handover(home, city.neighbour, proposed_by=city.worker, answered_by=answered_by, **accepted)


@breaks("handover_is_returned_with_a_reason")
def test_a_handover_is_returned_with_a_reason(city, home, constraint):
    with refused(constraint):
        handover(home, city.neighbour, status="returned", answered_by=city.neighbour_worker, answered_at=NOON)


@breaks("movement_gives_a_reason", "movement_inside_the_city_leads_to_another_household")
def test_a_movement_says_why_and_where_to(home, person, constraint):
    if constraint == "movement_gives_a_reason":
        with refused(constraint):
            movement(person, reason="")
        return
    for values in (
        {"kind": "split"},
        {"kind": "joined", "other": home},
        {"kind": "left", "other": home},
        {"kind": "mistaken", "other": home},
    ):
        with refused(constraint):
            movement(person, **values)


@breaks("death_stands_once_per_person")
def test_a_person_dies_once(person, constraint):
    death(person, annulled_at=NOON, annulled_by=UserFactory(), annul_reason="登记错人", annul_evidence="身份证")
    death(person)
    with refused(constraint):
        death(person)


@breaks("death_is_annulled_by_somebody_with_reason_and_evidence")
def test_a_death_is_annulled_by_somebody_with_reason_and_evidence(person, constraint):
    whole = {"annulled_at": NOON, "annulled_by": UserFactory(), "annul_reason": "错", "annul_evidence": "身份证"}
    for name in whole:
        with refused(constraint):
            death(person, **{key: value for key, value in whole.items() if key != name})


def _correction(person: Any, **values: Any) -> Correction:
    values = {"kind": "name", "old": "张", "reason": "录错", "evidence": "身份证", "corrected_at": NOON} | values
    worker: Any = UserFactory()
    return Correction.objects.create(person=person, corrected_by=worker, **values)


@breaks("correction_of_a_number_keeps_its_digest", "correction_has_a_reason_and_evidence")
def test_a_correction_keeps_what_it_must(person, constraint):
    digest = resident_id_digest("former")
    wrong: dict[str, list[dict[str, Any]]] = {
        "correction_of_a_number_keeps_its_digest": [{"kind": "id_number"}, {"old_digest": digest}],
        "correction_has_a_reason_and_evidence": [{"reason": ""}, {"evidence": ""}],
    }
    for values in wrong[constraint]:
        with refused(constraint):
            _correction(person, **values)


@breaks("number_is_one_persons")
def test_a_former_number_is_nobody_elses(home, person, constraint):
    other, number = member(home), made_up_id(person.born)
    former = {"kind": "id_number", "old_digest": resident_id_digest(number)}
    _correction(person, **former)
    with refused(constraint):
        PersonFactory(id_number=number)
    with refused(constraint):
        Person.objects.filter(pk=other.pk).update(id_digest=resident_id_digest(number))
    with refused(constraint):
        _correction(other, **former)
    with refused(constraint):
        _correction(person, kind="id_number", old_digest=bytes(other.id_digest))
    Person.objects.filter(pk=person.pk).update(id_digest=resident_id_digest(number))  # one's own may come back


@breaks("person_is_merged_into_somebody_else")
def test_nobody_is_merged_into_oneself(person, constraint):
    with refused(constraint):
        Person.objects.filter(pk=person.pk).update(merged_into=person)


@breaks("merge_is_of_two_people", "merge_gives_a_reason", "merge_one_live_per_duplicate")
def test_a_merge_is_of_two_people_once_and_with_a_reason(city, home, person, constraint):
    other = member(home)
    if constraint == "merge_one_live_per_duplicate":
        merge(person, other, city.street)
    with refused(constraint):
        match constraint:
            case "merge_is_of_two_people":
                merge(person, person, city.street)
            case "merge_gives_a_reason":
                merge(person, other, city.street, reason="")
            case _:
                merge(person, other, city.street)


@breaks("merge_is_decided_by_somebody_else")
def test_nobody_decides_a_merge_one_proposed(city, home, person, constraint):
    other, officer = member(home), city.street_officer
    for values in (
        {"status": "merged"},
        {"status": "merged", "decided_by": officer, "decided_at": NOON, "proposed_by": officer},
        {"decided_by": officer, "decided_at": NOON},
    ):
        with refused(constraint):
            merge(person, other, city.street, **values)


@breaks("merge_is_withdrawn_with_a_reason")
def test_a_merge_is_withdrawn_with_a_reason(city, home, person, constraint):
    other = member(home)
    whole = {"withdrawn_by": city.worker, "withdrawn_at": NOON, "withdraw_reason": "不是同一人"}
    for values in (
        whole,
        *({"status": "withdrawn"} | whole | {name: None} for name in ("withdrawn_by", "withdrawn_at")),
    ):
        with refused(constraint):
            merge(person, other, city.street, **values)
    merge(person, other, city.street, status="withdrawn", **whole)


@breaks("merge_is_undone_with_a_reason")
def test_a_merge_is_undone_with_a_reason(city, home, person, constraint):
    other = member(home)
    decided = {"decided_by": city.street_officer, "decided_at": NOON}
    undone = {"undone_by": city.street_officer, "undone_at": NOON}
    for values in (
        {"status": "undone"} | undone,
        {"status": "undone", "undo_reason": "两人"},
        {"status": "merged"} | undone,
    ):
        with refused(constraint):
            merge(person, other, city.street, **decided, **values)
