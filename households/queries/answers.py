"""What the rules answer about a household, put so that a worker can read it: a sentence and its article each."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from approvals.workflow import LIVE
from households.enums import Category, FactKind
from households.models import Certification, HardToEmploySpell, Household
from households.queries.pages import KnownMember, certified_of
from households.rules.category import ARTICLE as CATEGORY_ARTICLE
from households.rules.category import PersonVerdict, since
from households.rules.facts import HouseholdFacts, PersonFacts, Reason
from households.rules.family import (
    ARTICLE,
    DUAL_ARTICLE,
    EXCLUSION_LABELS,
    ZERO_FAMILY_LABELS,
    FamilyVerdict,
    ZeroFamily,
)


@dataclass(frozen=True)
class FamilyAnswer:
    """Whether the household looks zero-employment and dual-unemployed, and why or why not. ``missing`` is what is to
    be done next; ``counted`` and ``excluded`` who was looked at, and who was not and why."""

    label: str
    is_zero: bool
    grounds: tuple[Reason, ...]
    against: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    counted: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]
    dual: tuple[Reason, ...]
    not_dual: tuple[Reason, ...]


@dataclass(frozen=True)
class MemberAnswer:
    """What one member looks like: a ground for each category, or what stands against and what is missing.

    ``spell`` is the member's open status, ``application`` a certification under way.
    """

    member: KnownMember
    age: int
    grounds: tuple[tuple[Category, Reason], ...]
    against: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    spell: HardToEmploySpell | None
    application: Certification | None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(ground for _, ground in self.grounds)

    @property
    def may_apply(self) -> bool:
        return bool(self.grounds) and self.spell is None and self.application is None


@dataclass(frozen=True)
class Answer:
    """``application`` is the family's certification under way, ``is_certified`` whether its case runs."""

    family: FamilyAnswer
    members: tuple[MemberAnswer, ...]
    application: Certification | None
    is_certified: bool

    @property
    def may_apply(self) -> bool:
        return self.family.is_zero and not self.is_certified and self.application is None

    def of(self, person: int) -> MemberAnswer | None:
        return next((answer for answer in self.members if answer.member.person.pk == person), None)


def answer(
    household: Household,
    members: Sequence[KnownMember],
    facts: HouseholdFacts,
    verdicts: tuple[FamilyVerdict, Mapping[int, PersonVerdict]],
    on: dt.date,
) -> Answer:
    """The verdicts of the rules on ``facts`` in words, beside what is certified or under way already."""
    family, people = verdicts
    spells = certified_of([member.person.pk for member in members])
    live = {case.person_id: case for case in Certification.objects.filter(household=household, status__in=LIVE)}
    return Answer(
        family=_family(facts, family, on),
        members=tuple(
            _member(member, people[member.person.pk], spells, live) for member in members if member.person.pk in people
        ),
        application=live.get(None),
        is_certified=household.zero_cases.running(on).exists(),
    )


def _member(
    member: KnownMember,
    verdict: PersonVerdict,
    spells: Mapping[int, HardToEmploySpell],
    live: Mapping[int | None, Certification],
) -> MemberAnswer:
    against, missing = verdict.reasons, verdict.missing
    if not verdict.working_age:  # who is too young or retired has nothing to register
        pairs = [pair for pair in zip(against, missing, strict=True) if pair[0].code == "NOT_WORKING_AGE"]
        against, missing = tuple(reason for reason, _ in pairs), tuple(sentence for _, sentence in pairs)
    articles = [reason.article for reason in against] if len(against) == len(missing) else []
    return MemberAnswer(
        member=member,
        age=verdict.age,
        grounds=tuple((category, verdict.grounds[category]) for category in verdict.categories),
        against=against,
        missing=tuple(
            Reason("MISSING", sentence, articles[place] if articles else CATEGORY_ARTICLE)
            for place, sentence in enumerate(missing)
        ),
        spell=spells.get(member.person.pk),
        application=live.get(member.person.pk),
    )


def _family(facts: HouseholdFacts, verdict: FamilyVerdict, on: dt.date) -> FamilyAnswer:
    names = {person.key: person.name for person, span in facts.members if span.holds(on)}
    return FamilyAnswer(
        label=ZERO_FAMILY_LABELS[verdict.zero_family],
        is_zero=verdict.zero_family is ZeroFamily.ZERO,
        grounds=tuple(ground for ground in verdict.grounds if ground.code == "ZERO"),
        against=verdict.reasons,
        missing=tuple(Reason("MISSING", sentence, ARTICLE) for sentence in verdict.missing),
        counted=tuple(names[key] for key in verdict.countable),
        excluded=tuple((names[key], EXCLUSION_LABELS[code]) for key, code in verdict.excluded.items() if key in names),
        dual=tuple(ground for ground in verdict.grounds if ground.code == "DUAL"),
        not_dual=() if verdict.dual else tuple(_why_not_dual(facts, verdict, on)),
    )


def _why_not_dual(facts: HouseholdFacts, verdict: FamilyVerdict, on: dt.date) -> list[Reason]:
    """For each couple of the day, which of the two is not out of work, and why."""
    people = {person.key: person for person, span in facts.members if span.holds(on)}
    couples = [
        (people[one], people[other])
        for one, other, span in facts.couples
        if span.holds(on) and one in people and other in people
    ]
    if not couples:
        return [Reason("NO_COUPLE", "没有登记同在本户的夫妻；是夫妻的，请在调查表中选择配偶。", DUAL_ARTICLE)]
    sentences = [
        f"{person.name}{why}"
        for couple in couples
        for person in couple
        if (why := _not_out_of_work(person, verdict, on))
    ]
    return [Reason("NOT_BOTH", f"夫妻双方须均下岗或失业：{'；'.join(sentences)}。", DUAL_ARTICLE)]


def _not_out_of_work(person: PersonFacts, verdict: FamilyVerdict, on: dt.date) -> str:
    if person.key in verdict.excluded:
        return EXCLUSION_LABELS[verdict.excluded[person.key]]
    if person.unemployment(on) or person.fact(FactKind.LAID_OFF, on):
        return ""
    employment = person.employment(on)
    return f"{since(employment.span)}{employment.kind.label}" if employment else "没有办理失业登记，也没有登记下岗"
