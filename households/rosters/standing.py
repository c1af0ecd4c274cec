"""Rosters against the registry: who of them is registered already, and what somebody has to decide."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from accounts.fields import resident_id_digests
from households.enums import Relation, RosterDecision
from households.models import Correction, Membership, Person

from .plans import CERTAIN, DEAD, ELSEWHERE, FORMER, GONE, NAMESAKE, PART, Plan, Question


@dataclass(frozen=True)
class Standing:
    """How a household of a roster stands to the registry: it is ``household`` already, with all its members; or there
    are ``questions``; or neither, and it can be entered."""

    household: int | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Known:
    """Who is registered of a set of numbers: people by number with whether they were merged, those of them who died,
    where they live by person, numbers that were somebody's, and people by area, name and birth."""

    people: Mapping[str, tuple[int, bool]] = field(default_factory=dict)
    dead: Collection[int] = frozenset()
    homes: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    former: Mapping[str, int] = field(default_factory=dict)
    namesakes: Mapping[tuple[int, str, dt.date], int] = field(default_factory=dict)


def standings(plans: Sequence[Plan]) -> list[Standing]:
    """How each of these households stands, in a fixed number of statements."""
    known = _known(plans)
    return [_standing(plan, known) for plan in plans]


def _known(plans: Sequence[Plan]) -> Known:
    members = [member for plan in plans for member in plan.members]
    asked = {digest: one.id_number for one in members for digest in resident_id_digests(one.id_number)}
    rows = Person.objects.filter(id_digest__in=list(asked)).values_list("id_digest", "pk", "merged_into", "dead_on")
    people = {asked[bytes(digest)]: (pk, survivor is not None) for digest, pk, survivor, _ in rows}
    former = Correction.objects.filter(old_digest__in=list(asked)).values_list("old_digest", "person")
    homes = Membership.objects.filter(
        person__in=[pk for pk, merged in people.values() if not merged], validity__upper_inf=True
    )
    return Known(
        people=people,
        dead={pk for _, pk, _, dead_on in rows if dead_on is not None},
        homes={
            person: (home, area) for person, home, area in homes.values_list("person", "household", "household__area")
        },
        former={asked[bytes(digest)]: person for digest, person in former if digest is not None},
        namesakes=_namesakes(plans),
    )


def _namesakes(plans: Sequence[Plan]) -> dict[tuple[int, str, dt.date], int]:
    """Whoever lives in the communities of these plans and has the name and the birth date of somebody in them."""
    members = [member for plan in plans for member in plan.members]
    rows = Membership.objects.filter(
        household__area__in={plan.area for plan in plans},
        validity__upper_inf=True,
        person__merged_into=None,
        person__name__in={member.name for member in members},
        person__born__in={member.born for member in members},
    )
    found = rows.values_list("household__area", "person__name", "person__born", "person")
    return {(area, name, born): person for area, name, born, person in found}


def _standing(plan: Plan, known: Known) -> Standing:
    questions = tuple(question for place in range(len(plan.members)) for question in _questions(plan, place, known))
    homes = {question.household for question in questions if question.kind in (PART, ELSEWHERE)}
    is_whole = len(questions) == len(plan.members) and all(question.kind == PART for question in questions)
    if is_whole and len(homes) == 1:
        return Standing(household=homes.pop())
    if len(homes) > 1:  # of several households none is the one of the roster
        questions = tuple(
            Question(ELSEWHERE, one.member, one.person, one.household) if one.kind == PART else one for one in questions
        )
    return Standing(questions=questions)


def _questions(plan: Plan, place: int, known: Known) -> tuple[Question, ...]:
    member = plan.members[place]
    person, is_merged = known.people.get(member.id_number, (0, False))
    if is_merged or member.id_number in known.former:
        return (Question(FORMER, place, person or known.former[member.id_number]),)
    if person:
        home, area = known.homes.get(person, (0, 0))
        if not home:
            return (Question(DEAD if person in known.dead else GONE, place, person),)
        return (Question(PART if area == plan.area else ELSEWHERE, place, person, home),)
    alike = known.namesakes.get((plan.area or 0, member.name, member.born))
    return (Question(NAMESAKE, place, alike),) if alike else ()


def as_it_stands(plan: Plan) -> tuple[Plan, list[RosterDecision]]:
    """The plan with the questions there are now, and what may be decided of it."""
    (standing,) = standings([plan])
    found = replace(plan, questions=standing.questions)
    return found, [RosterDecision.DROP] if standing.household else decisions_on(found)


def decisions_on(plan: Plan) -> list[RosterDecision]:
    """What may be decided of a household with questions: to enter it whole only where none is certain, and the rest of
    it where they join those who are known, or the head is among them."""
    certain = {question.member for question in plan.questions if question.kind in CERTAIN}
    if not certain:
        return [RosterDecision.ENTER, RosterDecision.DROP]
    rest = plan.without(certain)
    heads = any(member.relation is Relation.HEAD for member in rest.members)
    if rest.members and (home_of_rest(plan) or heads):
        return [RosterDecision.REST, RosterDecision.DROP]
    return [RosterDecision.DROP]


def home_of_rest(plan: Plan) -> int | None:
    """The household of the community in which those who are known live together, which the rest would join."""
    certain = [question for question in plan.questions if question.kind in CERTAIN]
    homes = {question.household for question in certain}
    return homes.pop() if len(homes) == 1 and all(question.kind == PART for question in certain) else None
