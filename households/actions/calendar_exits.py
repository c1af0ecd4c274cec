"""What the calendar alone ends, retirement and death: drafted for the worker, who sends it to the street."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from accounts.actions import system_user
from approvals import workflow
from households.enums import ExitReason
from households.models import Exit, HardToEmploySpell, Membership, Person, ZeroFamilyCase
from households.models.status import HardToEmploySpellQuerySet
from households.queries.facts import lone_person
from households.queries.keys import among
from households.rules.family import ZeroFamily
from households.rules.retirement import RetirementTerms, retirement

from .assessment import Judgement
from .exits import Proposal, draft_unless_under_way

DEATH_REGISTERED = "登记的死亡日期"


@dataclass(frozen=True)
class End:
    """What ended a person's working life, on which day, and what says so."""

    reason: ExitReason
    on: dt.date
    source: str


def propose_calendar_exits(
    spells: HardToEmploySpellQuerySet,
    judgements: Mapping[int, Judgement],
    terms: RetirementTerms,
    *,
    on: dt.date,
    at: dt.datetime,
) -> None:
    """Draft the exit of whoever of ``spells`` retired or died by ``on``, and of families left with nobody to place.

    None is drafted where one is under way, nor where the street refused the very same.
    """
    ended: list[tuple[HardToEmploySpell | ZeroFamilyCase, End]] = [
        *_ended_spells(spells, terms, on),
        *_ended_families(judgements, terms, on),
    ]
    if not ended:
        return
    known = Exit.objects.filter(
        Q(spell__in=[s for s, _ in ended if isinstance(s, HardToEmploySpell)])
        | Q(family_case__in=[case for case, _ in ended if isinstance(case, ZeroFamilyCase)])
    )
    rows = list(known.values_list("spell_id", "family_case_id", "status", "reason", "effective_on"))
    under_way = {(spell, case) for spell, case, status, *_ in rows if status in workflow.LIVE}
    refused = {(spell, case, *what) for spell, case, status, *what in rows if status == workflow.Status.REFUSED}
    actor = system_user()
    for subject, end in ended:
        key = (subject.pk, None) if isinstance(subject, HardToEmploySpell) else (None, subject.pk)
        effective_on = max(end.on, subject.certified_on)
        if key in under_way or (*key, end.reason, effective_on) in refused:
            continue
        evidence = f"系统按日历提出：{end.reason.label}，日期 {end.on}"
        proposal = Proposal(end.reason, effective_on, evidence, end.source)
        draft_unless_under_way(subject, proposal, actor=actor, at=at)  # what came under way meanwhile stays so


def _end_of(person: Person, terms: RetirementTerms, on: dt.date) -> End | None:
    """What by the calendar ended the person's working life by ``on``, the earlier of the two; None if nothing did."""
    date = retirement(lone_person(person), terms, on=on)
    ends = [End(ExitReason.RETIRED, date.retirement_date, date.source)]
    if person.dead_on is not None:
        ends.append(End(ExitReason.DEAD, person.dead_on, DEATH_REGISTERED))
    return min((end for end in ends if end.on <= on), key=lambda end: end.on, default=None)


def _ended_spells(
    spells: HardToEmploySpellQuerySet, terms: RetirementTerms, on: dt.date
) -> Iterator[tuple[HardToEmploySpell, End]]:
    asked = [f"person__{name}" for name in ("sex", "born", "retirement_track", "retirement_override", "dead_on")]
    people = spells.select_related("person").only("person_id", *asked)
    ends = {spell.pk: end for spell in people if (end := _end_of(spell.person, terms, on)) is not None}
    if not ends:
        return
    for spell in spells.filter(pk__in=ends).select_related("household__area").order_by("pk"):
        yield spell, ends[spell.pk]


def _ended_families(
    judgements: Mapping[int, Judgement], terms: RetirementTerms, on: dt.date
) -> Iterator[tuple[ZeroFamilyCase, End]]:
    """Families whose clock runs though no member is countable, since somebody retired or died under it."""
    open_cases = ZeroFamilyCase.objects.filter(household__in=among(judgements), ended_on=None, certified_on__lte=on)
    without = [
        home
        for home in open_cases.values_list("household", flat=True)
        if judgements[home].family.zero_family is ZeroFamily.NO_COUNTABLE_MEMBER
    ]
    if not without:
        return
    running = ZeroFamilyCase.objects.running(on).filter(household__in=without, ended_on=None)
    cases = list(running.select_related("household__area").order_by("pk"))
    memberships = Membership.objects.filter(household__in=[case.household_id for case in cases])
    people: dict[int, list[Membership]] = defaultdict(list)
    for membership in memberships.select_related("person").defer("person__id_number", "person__phone").order_by("pk"):
        people[membership.household_id].append(membership)
    for case in cases:
        ends = [
            end
            for membership in people[case.household_id]
            if (end := _end_of(membership.person, terms, on)) is not None
            and end.on >= case.certified_on
            and end.on in membership.validity
        ]
        if ends:
            yield case, max(ends, key=lambda end: end.on)
