"""What a decider has to know of the people of a household beside what the rules find."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.identifiers import resident_id
from households.enums import Sex
from households.models import Correction, CorrectionKind, Membership, Movement, MovementKind, ZeroFamilyCase
from households.models.identity import DESCRIBING

UNEXPLAINED = "没有写明原因"


def cautions_of(households: Collection[int], *, on: dt.date) -> Mapping[int, list[str]]:
    """By household, in sentences: whose birth date or sex is not that of the ID number, who was taken out of it as
    never having belonged there, each with who said so and why, and who came into it out of a family whose promise was
    not kept. One query where nothing of the kind is, four at most, however many."""
    found: dict[int, list[str]] = defaultdict(list)
    moved_here = Q(household=OuterRef("household"), kind=MovementKind.MISTAKEN) | Q(other=OuterRef("household"))
    present = Membership.objects.filter(household__in=households, validity__upper_inf=True).select_related("person")
    members = list(present.annotate(saw_moves=Exists(Movement.objects.filter(moved_here))).order_by("household", "pk"))
    differing = [(row, said) for row in members if (said := _differences(row.person, on))]
    people = [row.person_id for row, _ in differing]
    explained = (
        Correction.objects.filter(person__in=people, kind__in=DESCRIBING) if people else Correction.objects.none()
    )
    why = {(one.person_id, one.kind): _why(one) for one in explained.select_related("corrected_by").order_by("pk")}
    for row, said in differing:
        found[row.household_id] += [f"{words}；{why.get((row.person_id, kind), UNEXPLAINED)}" for kind, words in said]
    moves = _moves({row.household_id for row in members if row.saw_moves})
    for moved in (one for one in moves if one.kind == MovementKind.MISTAKEN):
        found[moved.household_id].append(
            f"{moved.person.name}于 {moved.on} 作为登记错误从本户移出：{moved.reason}（{moved.recorded_by}）"
        )
    for household, sentences in _came_out_of_a_promise([one for one in moves if one.other_id in households]).items():
        found[household] += sentences
    return found


def _moves(households: Collection[int]) -> list[Movement]:
    """Who was taken out of these households as never having belonged there, and who came into them."""
    if not households:
        return []
    told = Movement.objects.filter(Q(household__in=households, kind=MovementKind.MISTAKEN) | Q(other__in=households))
    return list(told.select_related("person", "household", "recorded_by").order_by("on", "pk"))


def _came_out_of_a_promise(moves: Sequence[Movement]) -> dict[int, list[str]]:
    """Who came into each of these households out of a family whose promise ran, or was broken, on that day: whoever
    decides sees that a new clock would begin beside another."""
    if not moves:
        return {}
    rows = ZeroFamilyCase.objects.with_placement().filter(household__in=[move.household_id for move in moves])
    found: dict[int, list[str]] = defaultdict(list)
    for move in moves:
        for case in rows:
            placed_on = case.placed_on  # type: ignore[attr-defined]  # annotated
            is_running = case.certified_on <= move.on and (case.ended_on is None or case.ended_on >= move.on)
            if case.household_id == move.household_id and is_running and (placed_on is None or placed_on > move.on):
                words = f"{move.person.name}于{move.on}由{move.household.number}{move.get_kind_display()}而来，该户"
                due = f"应在{case.due_on}前安置，当时尚未安置" if case.due_on else "为在册零就业家庭"
                found[move.other_id or 0].append(words + due)
    return found


def _differences(person: Any, on: dt.date) -> list[tuple[CorrectionKind, str]]:
    """What is registered of ``person`` otherwise than the ID number has it."""
    number = resident_id(person.id_number, on=on)
    if not number.valid:
        return []
    said: list[tuple[CorrectionKind, object, object]] = []
    if number.born != person.born:
        said.append((CorrectionKind.BORN, number.born, person.born))
    if number.sex and number.sex != person.sex:
        said.append((CorrectionKind.SEX, Sex(number.sex).label, person.get_sex_display()))
    return [
        (kind, f"{person.name}的{kind.label}与证件号不符：证件号为{by_number}，登记为{registered}")
        for kind, by_number, registered in said
    ]


def _why(row: Correction) -> str:
    return f"{row.reason}，核对{row.evidence}（{row.corrected_by}）"
