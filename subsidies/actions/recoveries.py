"""追回: opened for months of a paid claim, received in instalments, closed when all is in or by two people."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import User
from accounts.refusing import FieldRefused, refused_if_taken
from households.actions.submissions import sent_before
from policy.deadlines import add_months
from subsidies.models import ClaimLine, Instalment, Payment, Receipt, Recovery, RecoveryLine
from subsidies.payment_enums import PaymentStatus

CENT = Decimal("0.01")
MOST_INSTALMENTS = 60


class RecoveryRefused(FieldRefused):
    """The recovery cannot be opened, or go on, so."""


@dataclass(frozen=True)
class NewRecovery:
    """What is asked back of each line of a paid claim, and in how many monthly instalments from which day on."""

    payment: Payment
    amounts: Mapping[ClaimLine, Decimal]
    reason: str
    article: str
    first_due: dt.date
    instalments: int = 1
    submission: uuid.UUID | None = None


@dataclass(frozen=True)
class NewReceipt:
    on: dt.date
    amount: Decimal
    voucher: str
    submission: uuid.UUID | None = None


@transaction.atomic
def open_recovery(*, recovery: NewRecovery, officer: User, at: dt.datetime) -> Recovery:
    """Ask back what was paid too much of a claim. A form sent twice is one recovery. Raises RecoveryRefused."""
    rows = Payment.objects.visible_to(officer).select_related("claim").select_for_update(of=("self",))
    payment = rows.filter(pk=recovery.payment.pk).first()
    if payment is None or not _is_district(officer):
        raise RecoveryRefused("追回由发放补贴的区县立案。")
    known: Recovery | None = sent_before(Recovery.objects, recovery.submission)
    if known is not None:
        return known
    _check(recovery, payment, timezone.localdate(at))
    total = sum(recovery.amounts.values(), Decimal("0.00"))
    made = Recovery.objects.create(
        payment=payment,
        reason=recovery.reason.strip(),
        article=recovery.article.strip(),
        amount=total,
        opened_by=officer,
        opened_at=at,
        submission=recovery.submission,
    )
    with refused_if_taken(RecoveryRefused("其中有月份已在追回，不能重复追回。")):
        RecoveryLine.objects.bulk_create(
            RecoveryLine(recovery=made, line=line, amount=amount) for line, amount in recovery.amounts.items()
        )
    plan = instalments(total, recovery.first_due, recovery.instalments)
    Instalment.objects.bulk_create(Instalment(recovery=made, due_on=due, amount=of) for due, of in plan)
    audit.record(event="recovery.opened", subject=made, actor=officer, at=at, amount=str(total), reason=made.reason)
    return made


def instalments(total: Decimal, first_due: dt.date, count: int) -> list[tuple[dt.date, Decimal]]:
    """Equal amounts, month by month; the last takes what the division leaves."""
    each = (total / count).quantize(CENT, ROUND_DOWN)
    amounts = [each] * (count - 1) + [total - each * (count - 1)]
    return [(add_months(first_due, number), amount) for number, amount in enumerate(amounts)]


def _check(recovery: NewRecovery, payment: Payment, today: dt.date) -> None:
    if payment.status != PaymentStatus.PAID:
        raise RecoveryRefused("该笔补贴没有发放，不需要追回。")
    if not recovery.amounts:
        raise RecoveryRefused("请至少填写一个月份的多付金额。")
    for line, amount in recovery.amounts.items():
        if line.claim_id != payment.claim_id or not 0 < amount <= line.amount:
            month = f"{line.month:%Y-%m} {line.get_item_display()}"
            raise RecoveryRefused(f"{month} 发放 {line.amount:,.2f} 元，追回不能超过该数。")
    _said(recovery.reason, "请填写追回原因。")
    _said(recovery.article, "请填写依据的文件和条款。", field="article")
    _check_plan(recovery, today)


def _check_plan(recovery: NewRecovery, today: dt.date) -> None:
    if recovery.first_due < today:
        raise RecoveryRefused("首期应缴日期不能早于今天。", field="first_due")
    total = sum(recovery.amounts.values(), Decimal("0.00"))
    if not 1 <= recovery.instalments <= MOST_INSTALMENTS or total < CENT * recovery.instalments:
        raise RecoveryRefused(f"分期为1至{MOST_INSTALMENTS}期，每期至少一分。", field="instalments")


@transaction.atomic
def receive(*, recovery: Recovery, receipt: NewReceipt, officer: User, at: dt.datetime) -> Receipt:
    """Enter what came back; what is all in closes. A form sent twice is one receipt. Raises RecoveryRefused."""
    own = _own(recovery, officer)
    known: Receipt | None = sent_before(Receipt.objects, receipt.submission)
    if known is not None:
        return known
    _check_open(own)
    today = timezone.localdate(at)
    if not timezone.localdate(own.opened_at) <= receipt.on <= today:
        raise RecoveryRefused("收到日期应在立案与今天之间。", field="on")
    if not receipt.voucher.strip():
        raise RecoveryRefused("请填写凭证号。", field="voucher")
    owed = own.amount - _received(own)
    if not 0 < receipt.amount <= owed:
        raise RecoveryRefused(f"还有 {owed:,.2f} 元未交回，金额应在此以内。", field="amount")
    made = own.receipts.create(
        on=receipt.on,
        amount=receipt.amount,
        voucher=receipt.voucher.strip(),
        submission=receipt.submission,
        entered_by=officer,
        entered_at=at,
    )
    audit.record(event="recovery.received", subject=own, actor=officer, at=at, amount=str(made.amount))
    if made.amount == owed:
        _take_back_proposal(own)
        _close(own, officer, receipt.on)
        audit.record(event="recovery.paid_in", subject=own, actor=officer, at=at)
    return made


@transaction.atomic
def strike_receipt(*, receipt: Receipt, reason: str, officer: User, at: dt.datetime) -> Receipt:
    """Strike off a receipt entered wrongly; a recovery that was closed by it is open again. Raises RecoveryRefused."""
    own = _own(receipt.recovery, officer)
    row = own.receipts.standing().select_for_update().filter(pk=receipt.pk).first()
    if row is None:
        raise RecoveryRefused("该记录已经划去。")
    row.struck_because, row.struck_by, row.struck_at = _said(reason, "请填写划去原因。"), officer, at
    row.save(update_fields=["struck_because", "struck_by", "struck_at"])
    if own.closed_on is not None and own.proposed_at is None:
        own.closed_on = own.closed_by = None
        own.save(update_fields=["closed_on", "closed_by"])
    audit.record(event="recovery.receipt_struck_off", subject=own, actor=officer, at=at, reason=row.struck_because)
    return row  # type: ignore[no-any-return]  # of a related manager


@transaction.atomic
def strike_recovery(*, recovery: Recovery, reason: str, officer: User, at: dt.datetime) -> Recovery:
    """Strike off a recovery opened wrongly, for which nothing came in; its months are free. Raises RecoveryRefused."""
    own = _own(recovery, officer)
    if own.struck_at is not None or _received(own):
        raise RecoveryRefused("已划去，或已有收回记录：先划去收回记录并退还。")
    own.struck_because, own.struck_by, own.struck_at = _said(reason, "请填写划去原因。"), officer, at
    own.save(update_fields=["struck_because", "struck_by", "struck_at"])
    audit.record(event="recovery.struck_off", subject=own, actor=officer, at=at, reason=own.struck_because)
    return own


@transaction.atomic
def propose_closing(*, recovery: Recovery, reason: str, officer: User, at: dt.datetime) -> Recovery:
    """Ask to close a recovery of which not all is in; a second officer decides. Raises RecoveryRefused."""
    own = _own(recovery, officer)
    _check_open(own)
    if own.proposed_at is not None:
        raise RecoveryRefused("已提请结案，由另一人决定。")
    own.closing_reason, own.proposed_by, own.proposed_at = _said(reason, "请填写结案原因。"), officer, at
    own.save(update_fields=["closing_reason", "proposed_by", "proposed_at"])
    audit.record(event="recovery.closing_proposed", subject=own, actor=officer, at=at, reason=own.closing_reason)
    return own


@transaction.atomic
def decide_closing(*, recovery: Recovery, is_agreed: bool, officer: User, at: dt.datetime) -> Recovery:
    """Close what another officer asked to close, or leave it open. Raises RecoveryRefused."""
    own = _own(recovery, officer)
    _check_open(own)
    if own.proposed_at is None:
        raise RecoveryRefused("没有人提请结案。")
    if own.proposed_by_id == officer.pk:
        raise RecoveryRefused("提请人不能决定本人提请的结案，请由另一人决定。")
    if is_agreed:
        _close(own, officer, timezone.localdate(at))
    else:
        _take_back_proposal(own)
    event = "recovery.closed" if is_agreed else "recovery.closing_declined"
    audit.record(event=event, subject=own, actor=officer, at=at)
    return own


def _close(own: Recovery, officer: User, on: dt.date) -> None:
    own.closed_on, own.closed_by = on, officer
    own.save(update_fields=["closed_on", "closed_by"])


def _take_back_proposal(own: Recovery) -> None:
    own.proposed_by = own.proposed_at = None
    own.closing_reason = ""
    own.save(update_fields=["closing_reason", "proposed_by", "proposed_at"])


def _own(recovery: Recovery, officer: User) -> Recovery:
    """The recovery, locked. Raises RecoveryRefused."""
    rows = Recovery.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    own: Recovery | None = rows.filter(pk=recovery.pk).first()
    if own is None or not _is_district(officer):
        raise RecoveryRefused("追回由发放补贴的区县办理。")
    return own


def _is_district(officer: User) -> bool:
    return officer.area is not None and officer.area.level == AreaLevel.DISTRICT


def _check_open(own: Recovery) -> None:
    if own.struck_at is not None or own.closed_on is not None:
        raise RecoveryRefused("该追回已结案或已划去。")


def _received(own: Recovery) -> Decimal:
    came: Decimal | None = own.receipts.standing().aggregate(of=Sum("amount"))["of"]
    return came or Decimal("0.00")


def _said(text: str, otherwise: str, *, field: str = "reason") -> str:
    if not text.strip():
        raise RecoveryRefused(otherwise, field=field)
    return text.strip()
