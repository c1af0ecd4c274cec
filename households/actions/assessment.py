"""Asking the rules, and keeping what they found as periods with reasons."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Value
from django.db.models.functions import Lower
from django.utils import timezone

from accounts import audit
from accounts.models import User
from households.enums import FamilyKind
from households.models import Household, HouseholdFinding, PersonFinding
from households.models.findings import Finding, Origin
from households.queries.facts import household_facts
from households.queries.terms import RuleTerms, terms_on
from households.rules.category import PersonVerdict, assess_person
from households.rules.facts import HouseholdFacts, Reason
from households.rules.family import ARTICLE as ZERO_ARTICLE
from households.rules.family import FamilyVerdict, ZeroFamily, assess_household

REGISTERED = "登记事实"
NO_LONGER_MEMBER = Reason("NOT_MEMBER", "该人员已不在本户", REGISTERED)
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
    judgements, changed = assess_all([home.pk], terms or terms_on(today, home.area), on=today, origin=origin)
    for finding in changed:
        event = "finding.opened" if finding.validity.upper is None else "finding.closed"
        audit.record(event=event, subject=finding, actor=actor, at=at, household=home.pk)
    household.assessed_on = today
    return judgements[home.pk]


def assess_all(
    households: Collection[int], terms: RuleTerms, *, on: dt.date, origin: Origin
) -> tuple[dict[int, Judgement], list[Finding]]:
    """Assess these households of one area as of ``on``. Returns the judgements, and the findings begun or ended.

    The caller holds their rows, and none was assessed for a later day. Called twice for one day it changes nothing the
    second time. A fixed number of statements, however many households.
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


def _settle_families(judgements: Mapping[int, Judgement], *, on: dt.date, origin: Origin) -> list[Any]:
    standing = {(f.household_id, f.kind): f for f in HouseholdFinding.objects.on(on).filter(household__in=judgements)}
    begun, ended = [], []
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
                begun.append(HouseholdFinding(household_id=key, kind=kind, **_begin(grounds, on, origin)))
            elif not holds and finding is not None:
                ended.append(_end(finding, refusals, on, origin))
    return _write(HouseholdFinding, begun, ended, on)


def _settle_people(judgements: Mapping[int, Judgement], *, on: dt.date, origin: Origin) -> list[Any]:
    """A finding stands while its person lives in its household and holds its category."""
    verdicts = {person: (key, v) for key, judgement in judgements.items() for person, v in judgement.people.items()}
    holding = {
        (person, home, int(category)): ground
        for person, (home, verdict) in verdicts.items()
        for category, ground in verdict.grounds.items()
    }
    standing = _standing_findings(judgements, on)
    no_more = [pk for pk, key in standing.items() if key not in holding]
    kept = set(standing.values())
    ended = []
    for finding in PersonFinding.objects.filter(pk__in=no_more).annotate(dead_on=F("person__dead_on")).order_by("pk"):
        home, verdict = verdicts.get(finding.person_id, (None, None))
        if verdict is not None and home == finding.household_id:
            ended.append(_end(finding, _why_not(finding, verdict), on, origin))
        else:
            ended.append(_end(finding, _why_gone(finding, on), on, origin))
    begun = [
        PersonFinding(person_id=person, household_id=home, category=category, **_begin((ground,), on, origin))
        for (person, home, category), ground in holding.items()
        if (person, home, category) not in kept
    ]
    return _write(PersonFinding, begun, ended, on)


def _standing_findings(households: Collection[int], on: dt.date) -> dict[int, tuple[int, int, int]]:
    """By key the person, household and category of the findings of these households on the day, and of those their
    present members brought from another household."""
    rows = PersonFinding.objects.on(on).values_list("pk", "person_id", "household_id", "category")
    of_members = rows.filter(person__memberships__household__in=households, person__memberships__validity__contains=on)
    own = rows.filter(household__in=households)
    return {pk: (person, home, category) for found in (of_members, own) for pk, person, home, category in found}


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
    return {"validity": DateRange(on, None), "reasons": [asdict(ground) for ground in grounds], "origin": origin}


def _end(finding: Any, refusals: Iterable[Reason], on: dt.date, origin: Origin) -> Any:
    finding.validity = DateRange(finding.validity.lower, on)
    finding.closing = [asdict(reason) for reason in refusals]
    finding.closing_origin = origin
    return finding


def _write(model: Any, begun: Sequence[Any], ended: Sequence[Any], on: dt.date) -> list[Any]:
    """Write what ended and what began; what began and ends on the same day never was."""
    kept = [finding for finding in ended if finding.validity.lower < on]
    model.objects.filter(pk__in=[finding.pk for finding in ended if finding.validity.lower >= on]).delete()
    model.objects.bulk_update(kept, ["validity", "closing", "closing_origin"])
    model.objects.bulk_create(begun)
    return [*begun, *kept]
