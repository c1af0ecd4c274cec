"""证件管理: suspended and resumed, issued anew when lost, taken back; and the benefits endorsed on it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.fields import certificate_digest
from accounts.models import User
from accounts.permissions import Act, may
from accounts.refusing import refused_if_taken
from households.enums import BenefitKind, CertificateKind, SurrenderReason
from households.models import Certificate, Endorsement, Reissue, SerialCorrection, Suspension
from households.queries.certificates import block_of
from households.rules.certificates import normal_serial, serial_fault

from .submissions import sent_before


class KeepingRefused(Exception):
    """The act on the certificate is not possible; the message is for the officer."""


@dataclass(frozen=True)
class Benefit:
    """A benefit taken (享受的政策): ``amount`` in yuan where there is one, ``source`` its document and article;
    ``submission`` the key of the form it was typed into."""

    kind: BenefitKind
    title: str
    first_day: dt.date
    last_day: dt.date | None
    amount: Decimal | None
    source: str
    submission: uuid.UUID | None = None


@transaction.atomic
def suspend(*, certificate: Certificate, reason: str, officer: User, at: dt.datetime) -> Suspension:
    """Suspend a certificate from today on (暂停使用). Raises KeepingRefused without a reason or if it is suspended."""
    own = _in_hand(certificate, officer)
    why = _said(reason, "请填写暂停原因。")
    if own.suspensions.filter(resumed_on=None).exists():
        raise KeepingRefused("该证件已在暂停中。")
    made = own.suspensions.create(since=timezone.localdate(at), reason=why)
    told = {"before": {"use": "在用"}, "after": {"use": "暂停使用"}}
    audit.record(event="certificate.suspended", subject=own, actor=officer, at=at, reason=why, **told)
    return made


@transaction.atomic
def resume(*, certificate: Certificate, reason: str, officer: User, at: dt.datetime) -> Suspension:
    """End the suspension today (恢复使用). Raises KeepingRefused without a reason or if it is not suspended."""
    own = _in_hand(certificate, officer)
    why = _said(reason, "请填写恢复原因。")
    running = own.suspensions.filter(resumed_on=None).first()
    if running is None:
        raise KeepingRefused("该证件没有暂停。")
    running.resumed_on = timezone.localdate(at)
    running.save(update_fields=["resumed_on"])
    told = {"before": {"use": "暂停使用"}, "after": {"use": "在用"}}
    audit.record(event="certificate.resumed", subject=own, actor=officer, at=at, reason=why, **told)
    return running


@transaction.atomic
def reissue(
    *, certificate: Certificate, reason: str, officer: User, at: dt.datetime, submission: uuid.UUID | None = None
) -> Reissue:
    """Issue a further copy of a lost or spoilt certificate under its number (遗失补发), once for each ``submission``.

    Raises KeepingRefused.
    """
    own = _in_hand(certificate, officer)
    known = sent_before(own.reissues, submission)
    if known is not None:
        return known
    why = _said(reason, "请填写补发原因。")
    made = own.reissues.create(
        copy=own.reissues.count() + 2,
        issued_on=timezone.localdate(at),
        reason=why,
        issued_by=officer,
        submission=submission,
    )
    told = {"before": {"copy": made.copy - 1}, "after": {"copy": made.copy}}
    audit.record(event="certificate.reissued", subject=own, actor=officer, at=at, reason=why, **told)
    return made


@transaction.atomic
def surrender(
    *, certificate: Certificate, reason: SurrenderReason, note: str, officer: User, at: dt.datetime
) -> Certificate:
    """Take a certificate back (收回). Raises KeepingRefused if it is not in hand, or without a note."""
    own = _in_hand(certificate, officer)
    return take_back(own, reason, _said(note, "请写明收回的事实。"), officer=officer, at=at)


def take_back(
    certificate: Certificate, reason: SurrenderReason, note: str, *, officer: User, at: dt.datetime
) -> Certificate:
    """Close a certificate that is in hand; a running suspension ends with it."""
    today = timezone.localdate(at)
    was_suspended = certificate.suspensions.filter(resumed_on=None).update(resumed_on=today)
    certificate.surrendered_on, certificate.surrender_reason, certificate.surrender_note = today, reason, note
    certificate.save(update_fields=["surrendered_on", "surrender_reason", "surrender_note"])
    told = {"before": {"use": "暂停使用" if was_suspended else "在用"}, "after": {"use": "已收回"}}
    audit.record(event="certificate.surrendered", subject=certificate, actor=officer, at=at, reason=reason, **told)
    return certificate


def may_correct_serial(officer: User) -> bool:
    """Whether the officer belongs to an office that issues, or to one above."""
    return may(officer, Act.KEEP_CERTIFICATES) and officer.area is not None and officer.area.level >= AreaLevel.DISTRICT


@transaction.atomic
def correct_serial(
    *, certificate: Certificate, serial: str, reason: str, officer: User, at: dt.datetime
) -> SerialCorrection:
    """Put right the number that a certificate was issued under (更正证号); taken back ones too, since a wrong number
    keeps out who holds it rightly. The former number is kept and free again.

    Raises KeepingRefused below the district, without a reason, and for a number that is malformed, the same or taken.
    """
    rows = Certificate.objects.visible_to(officer).filter(status="approved").select_for_update(of=("self",))
    own = rows.filter(pk=certificate.pk).first()
    if own is None or not may_correct_serial(officer):
        raise KeepingRefused("证号由发证的区县更正；该证件没有发出，或不在您的辖区。")
    why, number = _said(reason, "请填写更正原因。"), normal_serial(serial)
    fault = serial_fault(CertificateKind(own.kind), number)
    if fault or number == own.serial:
        raise KeepingRefused(fault or "与登记的证号相同，没有需要更正的内容。")
    made = own.serial_corrections.create(old=own.serial, reason=why, corrected_by=officer, corrected_at=at)
    own.serial, own.serial_digest = number, certificate_digest(number)
    with refused_if_taken(KeepingRefused(f"该证号已发给另一本{own.get_kind_display()}，请核对。")):
        own.save(update_fields=["serial", "serial_digest"])
    audit.record(event="certificate.serial_corrected", subject=own, actor=officer, at=at, reason=why)
    return made


@transaction.atomic
def endorse(*, certificate: Certificate, benefit: Benefit, officer: User, at: dt.datetime) -> Endorsement:
    """Enter a benefit taken on the certificate (享受政策记录), once for each submission.

    Raises KeepingRefused if the certificate is not in hand, was issued later, or barred new benefits on the first
    day; also for a benefit that begins after today or ends before it begins, or without contents and source.
    """
    own = _in_hand(certificate, officer)
    known = sent_before(own.endorsements, benefit.submission)
    if known is not None:
        return known
    _check(own, benefit, timezone.localdate(at))
    made = own.endorsements.create(
        benefit=benefit.kind,
        title=benefit.title.strip(),
        first_day=benefit.first_day,
        last_day=benefit.last_day,
        amount=benefit.amount,
        source=benefit.source.strip(),
        entered_by=officer,
        entered_at=at,
        submission=benefit.submission,
    )
    audit.record(event="benefit.endorsed", subject=made, actor=officer, at=at, kind=benefit.kind.label)
    return made


def _check(own: Certificate, benefit: Benefit, today: dt.date) -> None:
    assert own.issued_on is not None  # in hand
    if not benefit.title.strip() or not benefit.source.strip():
        raise KeepingRefused("请写明享受的内容和依据的文件、条款。")
    if benefit.amount is not None and benefit.amount < 0:
        raise KeepingRefused("金额不能为负数；记错的，冲销后重新登记。")
    if not own.issued_on <= benefit.first_day <= today:
        raise KeepingRefused(f"起始日期应在发证日期（{own.issued_on}）与今天之间。")
    if benefit.last_day is not None and benefit.last_day < benefit.first_day:
        raise KeepingRefused("截止日期不能早于起始日期。")
    block = block_of(own, benefit.first_day)
    if block is not None:
        raise KeepingRefused(f"{block.text}（{block.article}）。")


@transaction.atomic
def cancel_endorsement(*, endorsement: Endorsement, reason: str, officer: User, at: dt.datetime) -> Endorsement:
    """Cancel a wrong entry by a counter-entry (冲销). Raises KeepingRefused if it is one itself or is cancelled."""
    wrong = Endorsement.objects.visible_to(officer).filter(pk=endorsement.pk).first()
    if wrong is None:
        raise KeepingRefused("该记录不在您的辖区。")
    own = Certificate.objects.select_for_update(of=("self",)).get(pk=wrong.certificate_id)
    if wrong.cancels_id is not None or own.endorsements.filter(cancels=wrong).exists():
        raise KeepingRefused("冲销记录和已冲销的记录不能再冲销。")
    made = own.endorsements.create(
        benefit=wrong.benefit,
        title=wrong.title,
        first_day=wrong.first_day,
        last_day=wrong.last_day,
        amount=None if wrong.amount is None else -wrong.amount,
        source=wrong.source,
        entered_by=officer,
        entered_at=at,
        cancels=wrong,
        reason=_said(reason, "请填写冲销原因。"),
    )
    audit.record(event="benefit.cancelled", subject=made, actor=officer, at=at, reason=made.reason)
    return made


def _in_hand(certificate: Certificate, officer: User) -> Certificate:
    rows = Certificate.objects.visible_to(officer).in_hand().select_for_update(of=("self",))
    own = rows.filter(pk=certificate.pk).first()
    if own is None:
        raise KeepingRefused("该证件不在您的辖区，或没有发出、已经收回。")
    return own


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise KeepingRefused(otherwise)
    return text.strip()
