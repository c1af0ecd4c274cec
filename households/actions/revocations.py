"""撤销认定: proposed on evidence of false data, decided by two people of the district, in force that day."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import refused_if_taken
from approvals import actions as approvals
from approvals.workflow import Decision, Said, Status
from households.enums import Category, ExitReason
from households.models import Certification, HardToEmploySpell, Household, Membership, Revocation, ZeroFamilyCase
from households.models.findings import Origin
from households.models.revocations import REVOKED

from .assessment import assess
from .citing import cited


class RevocationRefused(Exception):
    """The certification cannot be revoked; the message is for the officer."""


@dataclass(frozen=True)
class Falsehood:
    """What was not true of a certification, what proves it, and by which article it is taken back."""

    falsehood: str
    evidence: str
    article: str


@transaction.atomic
def propose_revocation(*, certification: Certification, found: Falsehood, officer: User, at: dt.datetime) -> Revocation:
    """Propose to take back a certification, in force or ended since, and send it to the district.

    Raises RevocationRefused outside the officer's area, for what was never certified or is revoked, without facts,
    evidence or article, and while another is under way.
    """
    own = Certification.objects.visible_to(officer).filter(pk=certification.pk).first()
    if own is None:
        raise RevocationRefused("该认定不在您的辖区。")
    if own.status != Status.APPROVED or own.revocations.filter(status__in=REVOKED).exists():
        raise RevocationRefused("该认定没有生效，或已经撤销，不能再撤销。")
    if not (found.falsehood.strip() and found.evidence.strip() and found.article.strip()):
        raise RevocationRefused("请写明不实的事实、证据和依据。")
    with refused_if_taken(RevocationRefused("该认定已有撤销在办理。")):
        drafted = Revocation.objects.create(
            household=own.household,
            certification=own,
            area=own.area,
            chain_code=Revocation.chains[-1].code,
            falsehood=found.falsehood.strip(),
            evidence=found.evidence.strip(),
            article=found.article.strip(),
            drafted_by=officer,
            drafted_at=at,
        )
    audit.record(event="revocation.drafted", subject=drafted, actor=officer, at=at, certification=own.pk)
    return approvals.submit(application=drafted, actor=officer, at=at)


@transaction.atomic
def decide(
    *,
    application: Revocation,
    actor: User,
    decision: Decision,
    comment: str | Said,
    at: dt.datetime,
    on_behalf_of: User | None = None,
) -> Revocation:
    """Decide at the district, or review that at the city: the second person's approval ends what the certification
    opened, a review that sets it aside lets it go on.

    Nothing is returned for correction: what is refused can be proposed anew. Raises DecisionRefused.
    """
    if decision is Decision.RETURN:
        raise approvals.DecisionRefused("撤销认定只能同意或不同意；证据不足的不同意，补足后可重新提出。")
    said = cited(application, decision, comment, timezone.localdate(at))
    decided = approvals.decide(
        application=application, actor=actor, decision=decision, said=said, at=at, on_behalf_of=on_behalf_of
    )
    if decided.status == Status.APPROVED and decision is Decision.APPROVE:
        _revoke(decided, actor, at)
    if decision is Decision.OVERTURN:
        _restore(decided, actor, at)
    return decided


def _revoke(decided: Revocation, actor: User, at: dt.datetime) -> None:
    """End the family's case and every status of the same act that goes on, on this day, and ask the rules again. What
    has ended before keeps its day and reason."""
    today, certification = timezone.localdate(at), decided.certification
    home = Household.objects.select_for_update(of=("self",)).get(pk=decided.household_id)
    audit.record(event="certification.revoked", subject=certification, actor=actor, at=at, revocation=decided.pk)
    for spell in certification.spells.open().order_by("pk"):
        spell.exited_on, spell.exit_reason = today, ExitReason.REVOKED
        spell.save(update_fields=["exited_on", "exit_reason"])
        audit.record(event="spell.exited", subject=spell, actor=actor, at=at, reason=spell.exit_reason)
    case = ZeroFamilyCase.objects.filter(certification=certification, ended_on=None).first()
    if case is not None:
        case.ended_on, case.end_reason = today, ZeroFamilyCase.End.REVOKED
        case.save(update_fields=["ended_on", "end_reason"])
        audit.record(event="family_case.ended", subject=case, actor=actor, at=at, reason=case.end_reason)
        for spell in _members_in_status(certification).filter(categories__contains=[Category.C02]):
            _set_categories(spell, set(spell.categories) - {Category.C02}, "reduced", actor, at)
    assess(household=home, actor=actor, at=at, origin=Origin.ACT)


def _restore(decided: Revocation, actor: User, at: dt.datetime) -> None:
    """What the revocation ended goes on as if it had never ended, but for what was certified anew since."""
    certification = decided.certification
    home = Household.objects.select_for_update(of=("self",)).get(pk=decided.household_id)
    audit.record(event="certification.restored", subject=certification, actor=actor, at=at, revocation=decided.pk)
    for spell in certification.spells.filter(exit_reason=ExitReason.REVOKED, following=None).order_by("pk"):
        if spell.person.spells.open().exists():
            continue
        spell.exited_on, spell.exit_reason = None, ""
        spell.save(update_fields=["exited_on", "exit_reason"])
        audit.record(event="spell.restored", subject=spell, actor=actor, at=at, revocation=decided.pk)
    ended = ZeroFamilyCase.objects.filter(certification=certification, end_reason=ZeroFamilyCase.End.REVOKED)
    case = ended.filter(following=None).first()
    if case is not None and not home.zero_cases.filter(ended_on=None).exists():
        case.ended_on, case.end_reason = None, ""
        case.save(update_fields=["ended_on", "end_reason"])
        audit.record(event="family_case.restored", subject=case, actor=actor, at=at, revocation=decided.pk)
        for spell in _members_in_status(certification).filter(person__in=certification.facts["countable"]):
            _set_categories(spell, {*spell.categories, Category.C02}, "extended", actor, at)
    assess(household=home, actor=actor, at=at, origin=Origin.ACT)


def _members_in_status(certification: Certification) -> QuerySet[HardToEmploySpell]:
    """Members of the family who were in status before it was certified, and are: they had gained category C02 by it,
    which goes, and comes back, with the family's case."""
    members = Membership.objects.filter(
        household=certification.household, validity__contains=certification.certified_on
    ).values("person")
    rows = HardToEmploySpell.objects.open().exclude(primary=Category.C02).exclude(certification=certification)
    return rows.filter(person__in=members, certified_on__lte=certification.certified_on).order_by("pk")


def _set_categories(spell: HardToEmploySpell, held: set[int], verb: str, actor: User, at: dt.datetime) -> None:
    spell.categories = sorted(held)
    spell.save(update_fields=["categories"])
    audit.record(event=f"spell.{verb}", subject=spell, actor=actor, at=at, categories=spell.categories)
