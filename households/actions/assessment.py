"""Asking the rules, and keeping what they found as periods with reasons."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Value
from django.db.models.functions import Lower
from django.utils import timezone

from accounts import audit
from accounts.models import User
from households.enums import Category, FamilyKind
from households.models import Household, HouseholdFinding, PersonFinding
from households.models.findings import Finding, Origin
from households.queries.facts import household_facts, worth_asking
from households.queries.keys import among
from households.queries.terms import RuleTerms, terms_on
from households.rules.category import PersonVerdict, assess_person, grounds_of
from households.rules.facts import HouseholdFacts, PersonFacts, Reason
from households.rules.family import ARTICLE as ZERO_ARTICLE
from households.rules.family import FamilyVerdict, ZeroFamily, assess_household, is_plainly_neither

from . import findings

REGISTERED = "登记事实"
NO_LONGER_MEMBER = Reason("NOT_MEMBER", "该人员已不在本户", REGISTERED)
NOT_DUAL = Reason("NOT_DUAL", "夫妻双方不再同时下岗或失业", "苏劳社就管〔2005〕19号 四(一)4")


@dataclass(frozen=True)
class Judgement:
    """What the rules say of one household on one day: of the family, and of each present member by key.

    A rule is asked when its answer is: of most households of a refresh none has to say why somebody is in no category.
    """

    facts: HouseholdFacts
    terms: RuleTerms
    on: dt.date

    @cached_property
    def family(self) -> FamilyVerdict:
        return assess_household(self.facts, self.terms.family, on=self.on)

    @cached_property
    def people(self) -> Mapping[int, PersonVerdict]:
        return {key: assess_person(person, self.terms.category, on=self.on) for key, person in self._present()}

    @cached_property
    def grounds(self) -> Mapping[int, Mapping[Category, Reason]]:
        """The categories of who is in any, with their grounds."""
        found = {}
        for key, person in self._present():
            if grounds := grounds_of(person, self.terms.category, on=self.on):
                found[key] = grounds
        return found

    @cached_property
    def kinds(self) -> Mapping[FamilyKind, tuple[Reason, ...]]:
        """The kinds of families the household is, with their grounds."""
        if is_plainly_neither(self.facts, self.terms.family, on=self.on):
            return {}
        holding = {
            FamilyKind.ZERO_EMPLOYMENT: (self.family.zero_family is ZeroFamily.ZERO, "ZERO"),
            FamilyKind.DUAL_UNEMPLOYED: (self.family.dual, "DUAL"),
        }
        return {
            kind: tuple(ground for ground in self.family.grounds if ground.code == code)
            for kind, (holds, code) in holding.items()
            if holds
        }

    def why_not(self, kind: FamilyKind) -> tuple[Reason, ...]:
        """Why the household is no family of the kind."""
        return why_not_zero(self.family) if kind == FamilyKind.ZERO_EMPLOYMENT else (NOT_DUAL,)

    def _present(self) -> Iterator[tuple[int, PersonFacts]]:
        for person, span in self.facts.members:
            if span.holds(self.on):
                yield int(person.key), person  # type: ignore[call-overload]  # keys are ids


def judge(facts: HouseholdFacts, terms: RuleTerms, *, on: dt.date) -> Judgement:
    """Ask every rule about a household and its present members."""
    return Judgement(facts, terms, on)


def assess(
    *, household: Household, actor: User, at: dt.datetime, origin: Origin, terms: RuleTerms | None = None
) -> Judgement:
    """Apply every rule to the household as it stands today; findings begin and end to match. ``terms``: those in force
    today where the household lives, if the act has read them already.

    Call it in the transaction of the act, after its last change: one household is assessed by one act at a time.
    """
    today = timezone.localdate(at)
    home = Household.objects.select_for_update(of=("self",)).select_related("area").get(pk=household.pk)
    if home.assessed_on is not None and home.assessed_on > today:
        _forget_after(home, today)
    terms = terms or terms_on(today, home.area)
    judgements, changed = assess_all([home.pk], terms, on=today, origin=origin)
    for finding in changed:
        event = "finding.opened" if finding.validity.upper is None else "finding.closed"
        audit.record(event=event, subject=finding, actor=actor, at=at, household=home.pk)
    household.assessed_on = today
    return judgements.get(home.pk) or judge(household_facts([home.pk])[home.pk], terms, on=today)


def assess_all(
    households: Collection[int], terms: RuleTerms, *, on: dt.date, origin: Origin
) -> tuple[dict[int, Judgement], list[Finding]]:
    """Assess these households of one area as of ``on``. Returns the judgements of those of which anything is or was
    found, or a case is open, and the findings begun or ended.

    The caller holds their rows, and none was assessed for a later day. Called twice for one day it changes nothing the
    second time. A fixed number of statements, however many households.
    """
    families = findings.standing_of_families(households, on)
    people = findings.standing_of_people(households, on)
    asked = worth_asking(households, terms.family, on)
    asked.update(home for home, _ in families.values())
    asked.update(home for _, home, _ in people.values())
    facts = household_facts(asked.intersection(households))
    judgements = {key: judge(known, terms, on=on) for key, known in facts.items()}
    changed: list[Finding] = [
        *_settle_families(families, judgements, on=on, origin=origin),
        *_settle_people(people, judgements, on=on, origin=origin),
    ]
    Household.objects.filter(pk__in=among(households)).exclude(assessed_on=on).update(assessed_on=on)
    return judgements, changed


def why_not_zero(family: FamilyVerdict) -> tuple[Reason, ...]:
    """Why a household is no zero-employment family, also where the rule waits for something."""
    if family.reasons:
        return family.reasons
    return tuple(Reason(family.zero_family.value, text, ZERO_ARTICLE) for text in family.missing)


def _forget_after(home: Household, on: dt.date) -> None:
    """Take back what was foreseen for days after ``on``: an act today changes what it was foreseen from."""
    for rows in (home.findings.all(), home.person_findings.all()):
        rows.filter(validity__startswith__gt=on).delete()
        rows.filter(validity__endswith__gt=on).update(
            validity=Func(
                Lower("validity"), Value(None), Value("[)"), function="daterange", output_field=DateRangeField()
            ),
            closing=[],
            closing_origin="",
        )


def _settle_families(
    standing: Mapping[int, tuple[int, ...]], judgements: Mapping[int, Judgement], *, on: dt.date, origin: Origin
) -> list[Any]:
    """A finding stands while its household is a family of its kind."""
    holding = {
        (home, int(kind)): grounds
        for home, judgement in judgements.items()
        for kind, grounds in judgement.kinds.items()
    }
    ended = [
        _end(finding, judgements[finding.household_id].why_not(FamilyKind(finding.kind)), on, origin)
        for finding in findings.kept(HouseholdFinding, _no_more(standing, holding))
    ]
    kept = set(standing.values())
    begun = [
        HouseholdFinding(household_id=home, kind=kind, **_begin(grounds, on, origin))
        for (home, kind), grounds in holding.items()
        if (home, kind) not in kept
    ]
    return findings.write(HouseholdFinding, begun, ended, on)


def _settle_people(
    standing: Mapping[int, tuple[int, ...]], judgements: Mapping[int, Judgement], *, on: dt.date, origin: Origin
) -> list[Any]:
    """A finding stands while its person lives in its household and holds its category."""
    holding = {
        (person, home, int(category)): ground
        for home, judgement in judgements.items()
        for person, grounds in judgement.grounds.items()
        for category, ground in grounds.items()
    }
    ended = []
    for finding in findings.kept(PersonFinding, _no_more(standing, holding)).annotate(dead_on=F("person__dead_on")):
        judgement = judgements.get(finding.household_id)
        verdict = judgement.people.get(finding.person_id) if judgement else None
        reasons = _why_not(finding, verdict) if verdict else _why_gone(finding, on)
        ended.append(_end(finding, reasons, on, origin))
    kept = set(standing.values())
    begun = [
        PersonFinding(person_id=person, household_id=home, category=category, **_begin((ground,), on, origin))
        for (person, home, category), ground in holding.items()
        if (person, home, category) not in kept
    ]
    return findings.write(PersonFinding, begun, ended, on)


def _no_more(standing: Mapping[int, tuple[int, ...]], holding: Mapping[Any, Any]) -> list[int]:
    return [pk for pk, subject in standing.items() if subject not in holding]


def _why_gone(finding: Any, on: dt.date) -> tuple[Reason, ...]:
    if finding.dead_on is not None and finding.dead_on < on:
        return (Reason("DEAD", f"该人员已于{finding.dead_on}死亡", REGISTERED),)
    return (NO_LONGER_MEMBER,)


def _why_not(finding: PersonFinding, verdict: PersonVerdict) -> tuple[Reason, ...]:
    """What stands against every category, or that the ground of this one no longer holds."""
    if any(reason.code != "NO_CATEGORY" for reason in verdict.reasons):
        return verdict.reasons
    ground = finding.reasons[0]
    return (Reason("CATEGORY_ENDED", f"原认定依据不再成立：{ground['text']}", ground["article"]),)


def _begin(grounds: Iterable[Reason], on: dt.date, origin: Origin) -> dict[str, Any]:
    return {"validity": DateRange(on, None), "reasons": findings.told(grounds), "origin": origin}


def _end(finding: Any, refusals: Iterable[Reason], on: dt.date, origin: Origin) -> Any:
    finding.validity = DateRange(finding.validity.lower, on)
    finding.closing = findings.told(refusals)
    finding.closing_origin = origin
    return finding
