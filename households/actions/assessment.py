"""Asking the rules, and keeping what they found as periods with reasons."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.models import User

from ..enums import Category, FamilyKind
from ..models import Household, HouseholdFinding, PersonFinding
from ..models.findings import Finding, Origin
from ..queries.facts import household_facts
from ..queries.terms import RuleTerms, terms_on
from ..rules.category import PersonVerdict, assess_person
from ..rules.facts import HouseholdFacts, Reason
from ..rules.family import ARTICLE as ZERO_ARTICLE
from ..rules.family import FamilyVerdict, ZeroFamily, assess_household

NO_LONGER_MEMBER = Reason("NOT_MEMBER", "该人员已不在本户", "登记事实")
NOT_OF_THIS_CATEGORY = Reason("CATEGORY_ENDED", "该类别的条件不再具备", "哈人社发〔2010〕230号 第三条")
NOT_DUAL = Reason("NOT_DUAL", "夫妻双方不再同时下岗或失业", "苏劳社就管〔2005〕19号 四(一)4")


@dataclass(frozen=True)
class Judgement:
    """What the rules say of one household on one day: of the family, and of each present member by key."""

    family: FamilyVerdict
    people: Mapping[int, PersonVerdict]


def judge(facts: HouseholdFacts, terms: RuleTerms, *, on: dt.date) -> Judgement:
    """Ask every rule about a household and its present members."""
    people = {
        int(person.key): assess_person(person, terms.category, on=on)  # type: ignore[call-overload]  # keys are ids
        for person, span in facts.members
        if span.holds(on)
    }
    return Judgement(assess_household(facts, terms.family, on=on), people)


def assess(*, household: Household, actor: User, at: dt.datetime, origin: Origin) -> Judgement:
    """Apply every rule to the household as it stands today; findings begin and end to match."""
    today = timezone.localdate(at)
    terms = terms_on(today, household.area)
    judgements, changed = assess_all([household.pk], terms, on=today, origin=origin)
    for finding in changed:
        event = "finding.opened" if finding.validity.upper is None else "finding.closed"
        audit.record(event=event, subject=finding, actor=actor, at=at, household=household.pk)
    household.assessed_on = today
    return judgements[household.pk]


def assess_all(
    households: Collection[int], terms: RuleTerms, *, on: dt.date, origin: Origin
) -> tuple[dict[int, Judgement], list[Finding]]:
    """Assess these households of one area as of ``on``. Returns the judgements, and the findings begun or ended.

    Called twice for one day it changes nothing the second time.
    """
    judgements = {key: judge(facts, terms, on=on) for key, facts in household_facts(households).items()}
    changed: list[Finding] = [
        *_settle_families(judgements, on=on, origin=origin),
        *_settle_people(judgements, on=on, origin=origin),
    ]
    Household.objects.filter(pk__in=households).exclude(assessed_on=on).update(assessed_on=on)
    return judgements, changed


def why_not_zero(family: FamilyVerdict) -> tuple[Reason, ...]:
    """Why a household is no zero-employment family, also where the rule waits for something."""
    if family.reasons:
        return family.reasons
    return tuple(Reason(family.zero_family.value, text, ZERO_ARTICLE) for text in family.missing)


def _settle_families(judgements: Mapping[int, Judgement], *, on: dt.date, origin: Origin) -> list[Finding]:
    standing = {(f.household_id, f.kind): f for f in HouseholdFinding.objects.on(on).filter(household__in=judgements)}
    changed: list[Finding] = []
    for key, judgement in judgements.items():
        family = judgement.family
        verdicts = {
            FamilyKind.ZERO_EMPLOYMENT: (family.zero_family is ZeroFamily.ZERO, "ZERO", why_not_zero(family)),
            FamilyKind.DUAL_UNEMPLOYED: (family.dual, "DUAL", (NOT_DUAL,)),
        }
        for kind, (holds, code, refusals) in verdicts.items():
            finding = standing.get((key, kind))
            if holds and finding is None:
                grounds = [ground for ground in family.grounds if ground.code == code]
                changed.append(HouseholdFinding(household_id=key, kind=kind, **_begun(grounds, on, origin)))
            elif not holds and finding is not None:
                changed.append(_ended(finding, refusals, on, origin))
    return _write(HouseholdFinding, changed, on)


def _settle_people(judgements: Mapping[int, Judgement], *, on: dt.date, origin: Origin) -> list[Finding]:
    verdicts = {person: (key, v) for key, judgement in judgements.items() for person, v in judgement.people.items()}
    standing: dict[int, dict[int, PersonFinding]] = defaultdict(dict)
    for finding in PersonFinding.objects.on(on).filter(person__in=verdicts):
        standing[finding.person_id][finding.category] = finding
    gone = PersonFinding.objects.on(on).filter(household__in=judgements).exclude(person__in=verdicts)
    changed: list[Finding] = [_ended(finding, (NO_LONGER_MEMBER,), on, origin) for finding in gone]
    for person, (household, verdict) in verdicts.items():
        for category in Category:
            finding = standing[person].get(category)
            if category in verdict.grounds and verdict.eligible and finding is None:
                ground = (verdict.grounds[category],)
                changed.append(
                    PersonFinding(
                        person_id=person, household_id=household, category=category, **_begun(ground, on, origin)
                    )
                )
            elif finding is not None and (category not in verdict.grounds or not verdict.eligible):
                refusals = verdict.reasons if not verdict.eligible else (NOT_OF_THIS_CATEGORY,)
                changed.append(_ended(finding, refusals, on, origin))
    return _write(PersonFinding, changed, on)


def _begun(grounds: Any, on: dt.date, origin: Origin) -> dict[str, Any]:
    return {"validity": DateRange(on, None), "reasons": [asdict(ground) for ground in grounds], "origin": origin}


def _ended(finding: Any, refusals: Any, on: dt.date, origin: Origin) -> Any:
    finding.validity = DateRange(finding.validity.lower, on)
    finding.closing = [asdict(reason) for reason in refusals]
    finding.closing_origin = origin
    return finding


def _write(model: Any, changed: list[Finding], on: dt.date) -> list[Finding]:
    """Write what began and what ended; what began and ends on the same day never was."""
    begun = [finding for finding in changed if finding.pk is None]
    ended = [finding for finding in changed if finding.pk is not None]
    void = [finding.pk for finding in ended if finding.validity.lower >= on]
    model.objects.bulk_create(begun)
    model.objects.filter(pk__in=void).delete()
    kept = [finding for finding in ended if finding.pk not in void]
    for finding in kept:
        finding.save(update_fields=["validity", "closing", "closing_origin"])
    return [*begun, *kept]
