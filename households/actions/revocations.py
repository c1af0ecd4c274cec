"""撤销认定: proposed on evidence of false data, decided by two people of the district, in force that day."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from approvals import actions as approvals
from approvals.workflow import Decision, Said, Status
from households.enums import Category, ExitReason
from households.models import Certification, HardToEmploySpell, Household, Membership, Revocation, ZeroFamilyCase
from households.models.findings import Origin

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
    """Propose to take back a certification in force, and send it to the district.

    Raises RevocationRefused outside the officer's area, for what is not in force, without facts, evidence or article,
    and while another is under way.
    """
    own = Certification.objects.visible_to(officer).filter(pk=certification.pk).first()
    if own is None:
        raise RevocationRefused("该认定不在您的辖区。")
    if not is_in_force(own):
        raise RevocationRefused("该认定没有生效，或已全部退出、结案，不能撤销。")
    if not (found.falsehood.strip() and found.evidence.strip() and found.article.strip()):
        raise RevocationRefused("请写明不实的事实、证据和依据。")
    try:
        with transaction.atomic():
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
    except IntegrityError as error:
        raise RevocationRefused("该认定已有撤销在办理。") from error
    audit.record(event="revocation.drafted", subject=drafted, actor=officer, at=at, certification=own.pk)
    return approvals.submit(application=drafted, actor=officer, at=at)


def is_in_force(certification: Certification) -> bool:
    """Whether a status or a case that the certification opened goes on."""
    spells = certification.spells.filter(exited_on=None)
    return spells.exists() or ZeroFamilyCase.objects.filter(certification=certification, ended_on=None).exists()


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
    """Decide at the district; the second person's approval ends what the certification opened.

    Nothing is returned for correction: what is refused can be proposed anew. Raises DecisionRefused.
    """
    if decision is Decision.RETURN:
        raise approvals.DecisionRefused("撤销认定只能同意或不同意；证据不足的不同意，补足后可重新提出。")
    said = cited(application, decision, comment, timezone.localdate(at))
    decided = approvals.decide(
        application=application, actor=actor, decision=decision, said=said, at=at, on_behalf_of=on_behalf_of
    )
    if decided.status == Status.APPROVED:
        _revoke(decided, actor, at)
    return decided


def _revoke(decided: Revocation, actor: User, at: dt.datetime) -> None:
    """End the family's case and every status of the same act on this day, and ask the rules again."""
    today, certification = timezone.localdate(at), decided.certification
    home = Household.objects.select_for_update(of=("self",)).get(pk=decided.household_id)
    case = ZeroFamilyCase.objects.filter(certification=certification, ended_on=None).first()
    spells = list(certification.spells.filter(exited_on=None))
    if case is None and not spells:
        raise approvals.DecisionRefused("该认定已全部退出或结案，请撤回本件。")
    audit.record(event="certification.revoked", subject=certification, actor=actor, at=at, revocation=decided.pk)
    for spell in spells:
        spell.exited_on, spell.exit_reason = today, ExitReason.REVOKED
        spell.save(update_fields=["exited_on", "exit_reason"])
        audit.record(event="spell.exited", subject=spell, actor=actor, at=at, reason=spell.exit_reason)
    if case is not None:
        case.ended_on, case.end_reason = today, ZeroFamilyCase.End.REVOKED
        case.save(update_fields=["ended_on", "end_reason"])
        audit.record(event="family_case.ended", subject=case, actor=actor, at=at, reason=case.end_reason)
        _take_back_category(certification, actor, at)
    assess(household=home, actor=actor, at=at, origin=Origin.ACT)


def _take_back_category(certification: Certification, actor: User, at: dt.datetime) -> None:
    """Members who were in status already had gained category C02 by the family's certification: it goes with it."""
    members = Membership.objects.filter(
        household=certification.household, validity__contains=certification.certified_on
    ).values("person")
    gained = HardToEmploySpell.objects.filter(
        ~Q(primary=Category.C02),
        person__in=members,
        certified_on__lte=certification.certified_on,
        exited_on=None,
        categories__contains=[Category.C02],
    )
    for spell in gained.exclude(certification=certification).order_by("pk"):
        spell.categories = [category for category in spell.categories if category != Category.C02]
        spell.save(update_fields=["categories"])
        audit.record(event="spell.reduced", subject=spell, actor=actor, at=at, categories=spell.categories)
