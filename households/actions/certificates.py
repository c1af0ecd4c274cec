"""办证: applied for and first reviewed in the community, reviewed at the street, issued by the district."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.fields import certificate_digest, certificate_digests
from accounts.models import User
from accounts.refusing import refused_if_taken
from approvals import actions as approvals
from approvals import workflow
from approvals.workflow import Decision, Status
from households.enums import Category, CertificateKind, SurrenderReason
from households.models import Certificate, Person
from households.queries.certificates import Opening, opening
from households.rules.certificates import normal_serial, serial_fault

from .certificate_keeping import take_back


class CertificateRefused(Exception):
    """The certificate cannot be applied for; the message is for the worker."""


@transaction.atomic
def apply_for_certificate(
    *, person: Person, category: Category | None, evidence: str, worker: User, at: dt.datetime
) -> Certificate:
    """Apply for the certificate issued today, in exchange for one of an earlier kind where the person holds it.

    Raises CertificateRefused without evidence, for a category the person is not certified for, if the person holds or
    has applied for one of this kind, or is neither unemployed nor laid off nor certified; ParameterNotInForce.
    """
    today = timezone.localdate(at)
    people = Person.objects.visible_to(worker).select_for_update(of=("self",), no_key=True)
    own = people.filter(pk=person.pk).first()
    if own is None:
        raise CertificateRefused("该人员不在您的辖区。")
    found = opening(own, today)
    if isinstance(found, str):
        raise CertificateRefused(found)
    if category is not None and category not in found.categories:
        raise CertificateRefused("该人员现未认定为这一类别，请先办理认定或改选类别。")
    if not evidence.strip():
        raise CertificateRefused("请写明核验的材料。")
    with refused_if_taken(CertificateRefused(f"该人员已有{found.kind.label}在手或在办。")):
        drafted = _draft(own, found, category, evidence, worker, at)
    return approvals.submit(application=drafted, actor=worker, at=at)


def _draft(
    person: Person, found: Opening, category: Category | None, evidence: str, worker: User, at: dt.datetime
) -> Certificate:
    drafted = Certificate.objects.create(
        person=person,
        household=found.household,
        area=found.household.area,
        chain_code=Certificate.chains[-1].code,
        kind=found.kind,
        kind_source=found.source,
        category=category,
        evidence=evidence.strip(),
        replaces=found.replaces,
        drafted_by=worker,
        drafted_at=at,
    )
    audit.record(event="certificate.drafted", subject=drafted, actor=worker, at=at, kind=found.kind)
    return drafted


@transaction.atomic
def resubmit(*, application: Certificate, evidence: str, worker: User, at: dt.datetime) -> Certificate:
    """Send an application returned for correction again. Raises CertificateRefused, DecisionRefused."""
    rows = Certificate.objects.visible_to(worker).select_for_update(of=("self",))
    own = rows.filter(pk=application.pk).first()
    if own is None:
        raise CertificateRefused("该申请不在您的辖区。")
    if own.status != Status.RETURNED:
        raise CertificateRefused("该申请不在退回补正中，不能再修改。")
    if not evidence.strip():
        raise CertificateRefused("请写明核验的材料。")
    own.evidence = evidence.strip()
    own.save(update_fields=["evidence"])
    return approvals.submit(application=own, actor=worker, at=at)


@dataclass(frozen=True)
class Said:
    """What an officer writes with a decision; ``serial`` is the number printed on a certificate being issued, no
    ``article`` the one it was applied for by."""

    comment: str = ""
    serial: str = ""
    article: str = ""


@transaction.atomic
def decide(
    *,
    application: Certificate,
    actor: User,
    decision: Decision,
    said: Said,
    at: dt.datetime,
    on_behalf_of: User | None = None,
) -> Certificate:
    """Decide an application, a deputy in the name of ``on_behalf_of``; the last approval issues the certificate.

    An exchanged one is taken back the same day. Raises DecisionRefused, also for a number that is malformed or taken.
    """
    today = timezone.localdate(at)
    rows = Certificate.objects.waiting_for(actor, on=today).select_for_update(of=("self",))
    own = rows.filter(pk=application.pk).select_related("household", "person").first()
    if own is not None:
        _follow_household(own)
        if decision is Decision.APPROVE and own.step == len(own.chain.steps):
            _refuse_unfit(own, today)
            _give_number(own, normal_serial(said.serial))
    reasoned = workflow.Said(said.comment, said.article or application.kind_source)
    decided = approvals.decide(
        application=application, actor=actor, decision=decision, said=reasoned, at=at, on_behalf_of=on_behalf_of
    )
    if decided.status == Status.APPROVED and decided.replaces is not None:
        note = f"换发{decided.get_kind_display()}"
        take_back(decided.replaces, SurrenderReason.REPLACED, note, officer=actor, at=at)
    return decided


def _follow_household(own: Certificate) -> None:
    """The application is decided by whoever answers for the household now."""
    if own.area_id != own.household.area_id:
        own.area_id = own.household.area_id
        own.save(update_fields=["area"])


def _refuse_unfit(own: Certificate, today: dt.date) -> None:
    """What was true when it was applied for must be so on the day of issue."""
    lives_here = own.person.memberships.filter(validity__contains=today).exists()
    if own.person.dead_on is not None or not lives_here:
        raise approvals.DecisionRefused("该人员已去世或已不在本市任何家庭中，不能发证。")
    spell = own.person.spells.open().first()
    if own.category is not None and (spell is None or own.category not in spell.categories):
        raise approvals.DecisionRefused("该人员现已不属于申请的类别，不能发证；请社区撤回后按现在的情况重新申请。")


def _give_number(own: Certificate, serial: str) -> None:
    fault = serial_fault(CertificateKind(own.kind), serial)
    if fault:
        raise approvals.DecisionRefused(fault)
    taken = approvals.DecisionRefused(f"该证号已发给另一本{own.get_kind_display()}，请核对。")
    own.serial, own.serial_digest = serial, certificate_digest(serial)
    others = Certificate.objects.filter(kind=own.kind, serial_digest__in=certificate_digests(serial))
    if others.exclude(pk=own.pk).exists():
        raise taken
    with refused_if_taken(taken):
        own.save(update_fields=["serial", "serial_digest"])
