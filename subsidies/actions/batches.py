"""发放批次: made of approved claims, signed by another officer, confirmed by finance, sent to the bank or dissolved."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Sum

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.permissions import Act, may
from accounts.refusing import FieldRefused, refused_if_taken
from accounts.uploads.actions import storing
from households.actions.submissions import sent_before
from subsidies.bank_files import FileLine, Layout, written
from subsidies.enums import Scheme
from subsidies.models import BankFile, BankFormat, Batch, Claim, CorrectedAccount, Fund, Payment
from subsidies.payment_enums import FAMILIES, BatchStatus, FileColumn, FileKind, Totals
from subsidies.queries.funds import left_of
from subsidies.queries.payments import corrected_for, payable_for, period_words
from subsidies.rules.months import Months

CHUNK = 1000  # payments written at once
TAKEN = "其中有申请刚被列入另一批次，请刷新后重新编制。"
DISTRICTS = "发放批次由区县编制、复核和报送。"


class BatchRefused(FieldRefused):
    """The batch cannot be made, or go on, so."""


@dataclass(frozen=True)
class NewBatch:
    """What is to be paid: the claims of a scheme whose last month lies within ``months``, out of ``fund``.

    ``as_far_as_it_goes``: where the fund does not suffice for all, those filed first that it suffices for.
    """

    scheme: Scheme
    months: Months
    fund: Fund
    as_far_as_it_goes: bool = False
    submission: uuid.UUID | None = None


@transaction.atomic
def make(*, batch: NewBatch, officer: User, at: dt.datetime) -> Batch:
    """Make a batch of all claims of the officer's district that wait for it. A form sent twice is one batch.

    Raises BatchRefused: nothing waits, or the fund does not suffice or is of another family of subsidies.
    """
    district = _locked_district(officer)
    known: Batch | None = sent_before(Batch.objects, batch.submission)
    if known is not None:
        return known
    fund = Fund.objects.paying_for(district).select_for_update(of=("self",), no_key=True).filter(pk=batch.fund.pk)
    own = fund.first()
    if own is None or own.family != FAMILIES[batch.scheme]:
        raise BatchRefused("所选资金不能用于该项补贴，请另选资金来源。", field="fund")
    claims = list(
        payable_for(district, batch.scheme, batch.months)
        .select_for_update(of=("self",), no_key=True)
        .select_related("person", "employer")
    )
    claims = _covered(claims, left_of(own), batch)
    made = Batch.objects.create(
        area=district,
        scheme=batch.scheme,
        first_month=batch.months.first,
        last_month=batch.months.last or batch.months.first,
        fund=own,
        submission=batch.submission,
        made_by=officer,
        made_at=at,
    )
    _list(made, claims)
    audit.record(event="batch.made", subject=made, actor=officer, at=at, **_totals(made))
    return made


def _locked_district(officer: User) -> Area:
    """Batches of a district are made one after the other. Raises BatchRefused."""
    if officer.area is None or officer.area.level != AreaLevel.DISTRICT:
        raise BatchRefused(DISTRICTS)
    district: Area = Area.objects.select_for_update(no_key=True).get(pk=officer.area.pk)
    return district


def _covered(claims: list[Claim], left: Decimal, batch: NewBatch) -> list[Claim]:
    """The claims that the batch takes. Raises BatchRefused."""
    if not claims:
        raise BatchRefused("没有待发放的申请：可能刚被列入另一批次。")
    total = sum((claim.amount for claim in claims), Decimal("0.00"))
    if total <= left:
        return claims
    if not batch.as_far_as_it_goes:
        raise BatchRefused(f"资金结余 {left:,.2f} 元，还差 {total - left:,.2f} 元；请另选资金来源。", field="fund")
    sums = accumulate(claim.amount for claim in claims)
    covered = [claim for claim, so_far in zip(claims, sums, strict=True) if so_far <= left]
    if not covered:
        raise BatchRefused(f"资金结余 {left:,.2f} 元，不够发放一笔；请另选资金来源。", field="fund")
    return covered


def _list(batch: Batch, claims: Sequence[Claim]) -> None:
    """Write the payments, and what they come to. Raises BatchRefused."""
    corrected = corrected_for(claim.pk for claim in claims)
    rows = (_payment(batch, claim, serial, corrected.get(claim.pk)) for serial, claim in enumerate(claims, 1))
    with refused_if_taken(BatchRefused(TAKEN)):
        Payment.objects.bulk_create(rows, batch_size=CHUNK)
    told: dict[str, Any] = batch.payments.aggregate(count=Count("pk"), amount=Sum("amount"))
    batch.count, batch.amount = told["count"], told["amount"]
    batch.save(update_fields=["count", "amount"])


def _payment(batch: Batch, claim: Claim, serial: int, corrected: CorrectedAccount | None) -> Payment:
    to: Any = corrected or claim
    return Payment(
        batch=batch,
        claim=claim,
        serial=serial,
        amount=claim.amount,
        payee_name=claim.payee_name,
        account_name=to.account_name,
        bank=to.bank,
        account=to.account,
        again=corrected,
    )


def _totals(batch: Batch) -> dict[str, Any]:
    return {"payments": batch.count, "amount": str(batch.amount)}


@transaction.atomic
def sign(*, batch: Batch, officer: User, at: dt.datetime) -> Batch:
    """Sign a batch, by another officer of the district than made it. Raises BatchRefused."""
    own = _own(batch, officer, BatchStatus.MADE)
    if officer.area is None or officer.area.pk != own.area_id:
        raise BatchRefused(DISTRICTS)
    if own.made_by_id == officer.pk:
        raise BatchRefused("编制人不能复核本人编制的批次，请由另一人复核。")
    own.status, own.signed_by, own.signed_at = BatchStatus.SIGNED, officer, at
    own.save(update_fields=["status", "signed_by", "signed_at"])
    audit.record(event="batch.signed", subject=own, actor=officer, at=at, **_totals(own))
    return own


@transaction.atomic
def confirm(*, batch: Batch, officer: User, at: dt.datetime) -> Batch:
    """Confirm a batch, by finance. Raises BatchRefused."""
    own = _own(batch, officer, BatchStatus.SIGNED)
    if not may(officer, Act.CONFIRM_PAYMENTS):
        raise BatchRefused("发放批次由财政人员确认。")
    own.status, own.confirmed_by, own.confirmed_at = BatchStatus.CONFIRMED, officer, at
    own.save(update_fields=["status", "confirmed_by", "confirmed_at"])
    audit.record(event="batch.confirmed", subject=own, actor=officer, at=at, **_totals(own))
    return own


@transaction.atomic
def send(*, batch: Batch, bank_format: BankFormat, officer: User, at: dt.datetime) -> BankFile:
    """Make the bank's file, once, and send the batch: nothing of it changes any more. Raises BatchRefused."""
    own = _own(batch, officer, BatchStatus.CONFIRMED)
    if officer.area is None or officer.area.pk != own.area_id:
        raise BatchRefused(DISTRICTS)
    lines = _lines(own)
    content = written(lines, layout_of(bank_format))
    made = BankFile(batch=own, format=bank_format, count=own.count, amount=own.amount, made_at=at)
    made.size, made.sha256 = len(content), hashlib.sha256(content).hexdigest()
    with storing(made.file, "bank", ContentFile(content)):
        made.save(force_insert=True)
        own.status, own.sent_by, own.sent_at = BatchStatus.SENT, officer, at
        own.save(update_fields=["status", "sent_by", "sent_at"])
        audit.record(event="batch.sent", subject=own, actor=officer, at=at, hash=made.sha256, **_totals(own))
    return made


def layout_of(bank_format: BankFormat) -> Layout:
    return Layout(
        kind=FileKind(bank_format.kind),
        columns=[FileColumn(column) for column in bank_format.columns],
        separator=bank_format.separator,
        encoding=bank_format.encoding,
        has_heading=bank_format.has_heading,
        totals=Totals(bank_format.totals),
    )


def _lines(batch: Batch) -> list[FileLine]:
    purpose = f"{batch.get_scheme_display()} {period_words(batch.first_month, batch.last_month)}"
    return [
        FileLine(one.number, one.serial, one.account_name, one.account, one.bank, one.amount, purpose)
        for one in batch.payments.order_by("serial")
    ]


@transaction.atomic
def dissolve(*, batch: Batch, reason: str, officer: User, at: dt.datetime) -> Batch:
    """Dissolve a batch that was not sent: its claims wait again, the fund has its money back. Finance gives back so
    what it does not confirm. Raises BatchRefused."""
    own = _own(batch, officer, BatchStatus.MADE, BatchStatus.SIGNED, BatchStatus.CONFIRMED)
    if officer.area_id != own.area_id and not may(officer, Act.CONFIRM_PAYMENTS):
        raise BatchRefused(DISTRICTS)
    if not reason.strip():
        raise BatchRefused("请填写撤销原因。", field="reason")
    own.status, own.dissolved_because = BatchStatus.DISSOLVED, reason.strip()
    own.dissolved_by, own.dissolved_at = officer, at
    own.save(update_fields=["status", "dissolved_by", "dissolved_at", "dissolved_because"])
    audit.record(event="batch.dissolved", subject=own, actor=officer, at=at, reason=own.dissolved_because)
    return own


@transaction.atomic
def open_file(*, batch: Batch, officer: User, at: dt.datetime) -> BankFile:
    """The bank's file, and that it was taken away. Raises BatchRefused before the batch is sent."""
    own = BankFile.objects.filter(batch=batch).select_related("format").first()
    if own is None or not Batch.objects.visible_to(officer).filter(pk=batch.pk).exists():
        raise BatchRefused("该批次还没有报盘文件。")
    audit.record(event="bank_file.opened", subject=batch, actor=officer, at=at, hash=own.sha256)
    return own


def _own(batch: Batch, officer: User, *states: BatchStatus) -> Batch:
    """The batch, locked, in one of ``states``. Raises BatchRefused."""
    rows = Batch.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    own: Batch | None = rows.filter(pk=batch.pk).first()
    if own is None:
        raise BatchRefused("该批次不在您的辖区。")
    if own.status not in states:
        raise BatchRefused(f"该批次{own.get_status_display()}，请刷新后再看。")
    return own
