"""What a decider has to know of the people of a household beside what the rules find."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from accounts.identifiers import resident_id
from households.enums import Sex
from households.models import Correction, CorrectionKind, Membership, Movement, MovementKind, ZeroFamilyCase
from households.models.identity import DESCRIBING

UNEXPLAINED = "没有写明原因"


def cautions_of(households: Collection[int], *, on: dt.date) -> Mapping[int, list[str]]:
    """By household, in sentences: whose birth date or sex is not that of the ID number, who was taken out of it as
    never having belonged there, each with who said so and why, and who came into it out of a family whose promise was
    not kept. One query where nobody came or went, else two, however many."""
    found: dict[int, list[str]] = defaultdict(list)
    homes = set(households)
    moved_here = Q(household=OuterRef("household"), kind=MovementKind.MISTAKEN) | Q(other=OuterRef("household"))
    why = JSONObject(kind="kind", reason="reason", evidence="evidence", by="corrected_by__full_name")
    explained = Correction.objects.filter(person=OuterRef("person"), kind__in=DESCRIBING).order_by("pk")
    present = Membership.objects.filter(household__in=homes, validity__upper_inf=True).select_related("person")
    told = {
        "saw_moves": Exists(Movement.objects.filter(moved_here)),
        "explained": ArraySubquery(explained.values(json=why)),
    }
    members: list[Any] = list(present.annotate(**told).order_by("household", "pk"))
    for row in members:
        reasons = {one["kind"]: "{reason}，核对{evidence}（{by}）".format(**one) for one in row.explained}
        differing = _differences(row.person, on)
        found[row.household_id] += [f"{words}；{reasons.get(kind, UNEXPLAINED)}" for kind, words in differing]
    moves = _moves({row.household_id for row in members if row.saw_moves})
    for moved in (one for one in moves if one.kind == MovementKind.MISTAKEN):
        found[moved.household_id].append(
            f"{moved.person.name}于 {moved.on} 作为登记错误从本户移出：{moved.reason}（{moved.recorded_by}）"
        )
    for came in (one for one in moves if one.other_id in homes and one.left_a_promise):
        due = f"应在{came.promise_due_on}前安置，当时尚未安置" if came.promise_due_on else "为在册零就业家庭"
        words = f"{came.person.name}于{came.on}由{came.household.number}{came.get_kind_display()}而来，该户{due}"
        found[came.other_id or 0].append(words)
    return found


def _moves(households: Collection[int]) -> list[Any]:
    """Who was taken out of these households as never having belonged there, and who came into them; annotated with
    whether they left a family whose promise ran, or was broken, on that day, and when it was due: whoever decides sees
    that a new clock would begin beside another."""
    if not households:
        return []
    promise = ZeroFamilyCase.objects.with_placement().filter(
        Q(ended_on=None) | Q(ended_on__gte=OuterRef("on")),
        Q(placed_on=None) | Q(placed_on__gt=OuterRef("on")),
        household=OuterRef("household"),
        certified_on__lte=OuterRef("on"),
    )
    told = Movement.objects.filter(Q(household__in=households, kind=MovementKind.MISTAKEN) | Q(other__in=households))
    told = told.annotate(left_a_promise=Exists(promise), promise_due_on=Subquery(promise.values("due_on")[:1]))
    return list(told.select_related("person", "household", "recorded_by").order_by("on", "pk"))


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
