"""银行回盘: what the bank paid and what it gave back; what came back gets another account."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused, refused_if_taken
from accounts.uploads.actions import storing
from households.rosters.reading import WorkbookRefused
from subsidies.bank_returns import Answer, told
from subsidies.models import BankReturn, Batch, CorrectedAccount, Payment
from subsidies.payment_enums import BatchStatus, PaymentStatus

from .claims import Account

CHUNK = 1000
FAULTS_KEPT = 200


class ReturnRefused(FieldRefused):
    """What the bank says cannot be taken so."""


@dataclass
class _Taken:
    """What is made of the lines of a file."""

    changed: list[Payment] = field(default_factory=list)
    known: int = 0
    faults: list[str] = field(default_factory=list)


@transaction.atomic
def enter(*, batch: Batch, content: bytes, officer: User, at: dt.datetime) -> BankReturn:
    """Enter what the bank says of a batch. The same file again changes nothing, nor does a line that is known.

    Lines that fit no payment, or say otherwise than is known, are told in words and left out. Raises ReturnRefused.
    """
    rows = Batch.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    own = rows.filter(pk=batch.pk).first()
    if own is None or own.status != BatchStatus.SENT or officer.area_id != own.area_id:
        raise ReturnRefused("该批次还没有送银行，或不在您的辖区。")
    digest = hashlib.sha256(content).hexdigest()
    known = own.returns.filter(sha256=digest).first()
    if known is not None:
        return known
    try:
        said = told(content)
    except WorkbookRefused as refused:
        raise ReturnRefused(str(refused), field="file") from refused
    payments = {one.number: one for one in own.payments.select_for_update(no_key=True)}
    taken = _taken(said.answers, payments, timezone.localdate(at))
    Payment.objects.bulk_update(taken.changed, ["status", "settled_on", "bank_reason"], batch_size=CHUNK)
    made = BankReturn(batch=own, size=len(content), sha256=digest, entered_by=officer, entered_at=at)
    made.paid = sum(one.status == PaymentStatus.PAID for one in taken.changed)
    made.rejected, made.known = len(taken.changed) - made.paid, taken.known
    made.faults = [*said.faults, *taken.faults][:FAULTS_KEPT]
    with storing(made.file, "return", ContentFile(content)):
        made.save(force_insert=True)
        counts = {"paid": made.paid, "rejected": made.rejected, "left_out": len(said.faults) + len(taken.faults)}
        audit.record(event="bank_return.entered", subject=own, actor=officer, at=at, hash=digest, **counts)
    return made


def _taken(answers: Sequence[Answer], payments: Mapping[str, Payment], today: dt.date) -> _Taken:
    taken = _Taken()
    for answer in answers:
        payment = payments.get(answer.number)
        fault = _fault(answer, payment, today)
        if fault:
            taken.faults.append(f"第 {answer.line} 行：{fault}")
        elif payment is not None and payment.status == PaymentStatus.SENT:
            payment.status = PaymentStatus.PAID if answer.is_paid else PaymentStatus.REJECTED
            payment.settled_on, payment.bank_reason = answer.on or today, "" if answer.is_paid else answer.reason
            taken.changed.append(payment)
        else:
            taken.known += 1
    return taken


def _fault(answer: Answer, payment: Payment | None, today: dt.date) -> str:
    """Why the line is left out; empty where it fits."""
    if payment is None:
        return f"流水号 {answer.number[:20]} 不在本批次。"
    if answer.amount != payment.amount:
        return f"流水号 {answer.number} 金额 {answer.amount:,.2f} 元，本批次应为 {payment.amount:,.2f} 元。"
    if answer.on is not None and answer.on > today:
        return f"流水号 {answer.number} 的日期 {answer.on} 晚于今天。"
    if payment.status != PaymentStatus.SENT and (payment.status == PaymentStatus.PAID) != answer.is_paid:
        return f"流水号 {answer.number} 已登记为“{PaymentStatus(payment.status).label}”，与本文件不一致。"
    return ""


@transaction.atomic
def correct_account(*, payment: Payment, account: Account, officer: User, at: dt.datetime) -> CorrectedAccount:
    """Say where a rejected payment is to be paid to: it waits for the next batch then. Raises ReturnRefused."""
    rows = Payment.objects.visible_to(officer).select_related("batch").select_for_update(of=("self",))
    own = rows.filter(pk=payment.pk).first()
    if own is None or officer.area_id != own.batch.area_id:
        raise ReturnRefused("该笔发放不在您的辖区。")
    if own.status != PaymentStatus.REJECTED:
        raise ReturnRefused("只有银行退回的才更正账户重新发放。")
    with refused_if_taken(ReturnRefused("该笔已更正账户，请在下一批次发放。")):
        made = CorrectedAccount.objects.create(
            payment=own,
            account_name=account.name,
            bank=account.bank,
            account=account.number,
            corrected_by=officer,
            corrected_at=at,
        )
    audit.record(event="payment.account_corrected", subject=own, actor=officer, at=at)
    return made
