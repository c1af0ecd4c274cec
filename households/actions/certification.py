"""认定: applied for in the community, decided in three steps, in force from the day of the last."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import refused_if_taken
from approvals import actions as approvals
from approvals.actions import DecisionRefused
from approvals.workflow import Decision, Said, Status
from households.enums import FactKind
from households.models import Certification, HardToEmploySpell, Household, Person, ZeroFamilyCase
from households.models.findings import Origin
from households.queries.facts import household_facts
from households.queries.terms import RuleTerms, terms_on
from households.rules.facts import HouseholdFacts
from households.rules.family import FamilyVerdict, ZeroFamily
from households.rules.promise import promise

from .assessment import Judgement, assess, judge, why_not_zero
from .citing import cited


class ApplicationRefused(Exception):
    """The certification cannot be applied for; the message is for the worker."""


@transaction.atomic
def apply_for_certification(
    *, household: Household, person: Person | None, worker: User, at: dt.datetime
) -> Certification:
    """Draft and submit the certification of a family, or of one person of it; the grounds are copied onto it.

    Submitting decides nothing. Raises ApplicationRefused if the household is not the worker's, the rules find no
    ground today, it is certified already, or an application is under way.
    """
    today = timezone.localdate(at)
    home = Household.objects.visible_to(worker).select_for_update(of=("self",)).filter(pk=household.pk).first()
    if home is None:
        raise ApplicationRefused("该家庭不在您的辖区。")
    judgement = _judged(home, today)
    grounds = _person_grounds(judgement, person) if person else _family_grounds(judgement.family)
    refuse_if_certified(home, person, today)
    with refused_if_taken(ApplicationRefused("该认定已在办理中，不能重复申请。")):
        certification = Certification.objects.create(
            household=home,
            person=person,
            area=home.area,
            chain_code=Certification.chains[-1].code,
            reasons=grounds,
            facts=snapshot(home.pk, judgement),
            drafted_by=worker,
            drafted_at=at,
        )
    audit.record(event="certification.drafted", subject=certification, actor=worker, at=at)
    return approvals.submit(application=certification, actor=worker, at=at)


@transaction.atomic
def resubmit(*, certification: Certification, worker: User, at: dt.datetime) -> Certification:
    """Send a returned certification on its way again, to the step that returned it.

    Raises ApplicationRefused if the rules find no ground today, DecisionRefused if it was not returned.
    """
    own = Certification.objects.visible_to(worker).select_related("household__area", "person")
    returned = own.filter(pk=certification.pk, status=Status.RETURNED).first()
    if returned is None:
        raise DecisionRefused("该认定没有被退回，或不在您的辖区，不能重新提交。")
    judgement = _judged(returned.household, timezone.localdate(at))
    if returned.is_family:
        _family_grounds(judgement.family)
    else:
        _person_grounds(judgement, returned.person)
    return approvals.submit(application=returned, actor=worker, at=at)


@transaction.atomic
def decide(
    *,
    certification: Certification,
    actor: User,
    decision: Decision,
    comment: str | Said,
    at: dt.datetime,
    on_behalf_of: User | None = None,
) -> Certification:
    """Decide the certification at the officer's step; the last approval, or a review that sets a last refusal aside,
    puts it in force the same day. A bare ``comment`` cites the likeliest article where one is needed.

    Raises DecisionRefused, also when the rules no longer find a ground on the day it would come into force.
    """
    said = cited(certification, decision, comment, timezone.localdate(at))
    decided = approvals.decide(
        application=certification, actor=actor, decision=decision, said=said, at=at, on_behalf_of=on_behalf_of
    )
    if decided.status == Status.APPROVED:
        _certify(decided, actor, at)
    return decided


def _certify(certification: Certification, actor: User, at: dt.datetime) -> None:
    today = timezone.localdate(at)
    homes = Household.objects.select_for_update(of=("self",)).select_related("area")
    home = certification.household = homes.get(pk=certification.household_id)
    facts, terms = household_facts([home.pk])[home.pk], terms_on(today, home.area)
    judgement = judge(facts, terms, on=today)
    try:
        if certification.is_family:
            reasons = _family_grounds(judgement.family)
            willing = _someone_is_willing(facts, judgement.family, today)
            _certify_family(certification, terms, actor, at, willing=willing)
        else:
            reasons = _person_grounds(judgement, certification.person)
            _certify_person(certification, certification.person_id, judgement.people, actor, at)
    except ApplicationRefused as refused:
        raise DecisionRefused(f"按今天的事实不再符合认定条件：{refused}不能认定。") from refused
    certification.decided_reasons = reasons
    certification.save(update_fields=["decided_reasons"])


def _someone_is_willing(facts: HouseholdFacts, verdict: FamilyVerdict, today: dt.date) -> bool:
    return any(
        member.fact(FactKind.UNWILLING_TO_WORK, today) is None
        for member, span in facts.members
        if member.key in verdict.countable and span.holds(today)
    )


def _certify_family(
    certification: Certification, terms: RuleTerms, actor: User, at: dt.datetime, *, willing: bool
) -> None:
    """Open the family's case with its clock, and certify its countable unemployed members, in one act."""
    today, home = timezone.localdate(at), certification.household
    former = home.zero_cases.order_by("-certified_on", "-pk").first()
    if former is not None and former.ended_on is None:
        former.ended_on, former.end_reason = today, ZeroFamilyCase.End.RELAPSED
        former.save(update_fields=["ended_on", "end_reason"])
        audit.record(event="family_case.ended", subject=former, actor=actor, at=at, reason=former.end_reason)
    promised = promise(today, True, willing, None, terms.promise, today)
    case = ZeroFamilyCase.objects.create(
        household=home,
        certification=certification,
        certified_on=today,
        due_on=promised.due,
        due_source=promised.source if promised.due else "",
        previous=former,
    )
    audit.record(
        event="family_case.opened", subject=case, actor=actor, at=at, due_on=str(case.due_on), source=case.due_source
    )
    # Once more: the members of a certified family are of category C02 from this day on.
    judgement = assess(household=home, actor=actor, at=at, origin=Origin.ACT, terms=terms)
    for key in map(int, judgement.family.countable):  # type: ignore[arg-type]  # keys are ids
        if judgement.people[key].eligible:
            _certify_person(certification, key, judgement.people, actor, at)


def _certify_person(
    certification: Certification, person_id: Any, people: Any, actor: User, at: dt.datetime
) -> HardToEmploySpell:
    """Open the person's status; one who is in status already gains the categories newly held."""
    today = timezone.localdate(at)
    verdict: Any = people[person_id]  # PersonVerdict, of somebody eligible
    held = sorted(int(category) for category in verdict.categories)
    former = HardToEmploySpell.objects.filter(person=person_id).order_by("-certified_on", "-pk").first()
    if former is not None and former.exited_on is None:
        former.categories = sorted({*former.categories, *held})
        former.save(update_fields=["categories"])
        audit.record(event="spell.extended", subject=former, actor=actor, at=at, categories=former.categories)
        return former
    spell = HardToEmploySpell.objects.create(
        person_id=person_id,
        household=certification.household,
        certification=certification,
        categories=held,
        primary=verdict.primary,
        certified_on=today,
        previous=former,
    )
    audit.record(event="spell.opened", subject=spell, actor=actor, at=at, categories=held)
    return spell


def _judged(home: Household, on: dt.date) -> Judgement:
    return judge(household_facts([home.pk])[home.pk], terms_on(on, home.area), on=on)


def _family_grounds(verdict: FamilyVerdict) -> list[dict[str, str]]:
    if verdict.zero_family is not ZeroFamily.ZERO:
        raise ApplicationRefused("；".join(reason.text for reason in why_not_zero(verdict)) + "。")
    return [asdict(ground) for ground in verdict.grounds if ground.code == "ZERO"]


def _person_grounds(judgement: Judgement, person: Person | None) -> list[dict[str, str]]:
    verdict = judgement.people.get(person.pk) if person else None
    if verdict is None:
        raise ApplicationRefused("该人员现不在本户。")
    if not verdict.eligible:
        raise ApplicationRefused("；".join(reason.text for reason in verdict.reasons) + "。")
    return [asdict(verdict.grounds[category]) for category in verdict.categories]


def refuse_if_certified(home: Household, person: Person | None, on: dt.date) -> None:
    """Raises ApplicationRefused for a family whose promise runs, and for a person in status."""
    if person is None and home.zero_cases.running(on).exists():
        raise ApplicationRefused("该家庭已认定为零就业家庭，正在安置期内。")
    if person is not None and person.spells.open().exists():
        raise ApplicationRefused("该人员已认定为就业困难人员。")


def snapshot(household_id: int, judgement: Judgement) -> dict[str, Any]:
    """What the judgement stood on, as JSON: who was counted, who was not and why, and each member's verdict."""
    family = judgement.family
    return {
        "household": household_id,
        "zero_family": family.zero_family.value,
        "countable": list(family.countable),
        "excluded": {str(key): code for key, code in family.excluded.items()},
        "pending": list(family.pending),
        "dual": family.dual,
        "members": {
            str(key): {
                "age": verdict.age,
                "categories": [category.name for category in verdict.categories],
                "reasons": [asdict(reason) for reason in verdict.reasons],
            }
            for key, verdict in judgement.people.items()
        },
    }
