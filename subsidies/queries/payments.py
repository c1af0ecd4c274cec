"""Payments as pages and acts read them: what waits to be paid, batches, and what came back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from django.db.models import Count, Exists, OuterRef, Q, Sum

from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.permissions import Act, may
from subsidies.enums import Scheme
from subsidies.models import Batch, Claim, CorrectedAccount, Payment
from subsidies.payment_enums import STANDING, BatchStatus, PaymentStatus
from subsidies.rules.months import Months
from subsidies.workflow import TAKEN_OVER

Rows: TypeAlias = Any  # querysets, with annotations that no type can tell


def batches() -> Rows:
    return Batch.objects.select_related("area", "fund__area", "made_by", "signed_by", "confirmed_by", "sent_by")


def payments() -> Rows:
    return Payment.objects.select_related("batch__area", "claim")


def payable(area: Area) -> Rows:
    """Approved claims of ``area`` that no payment stands of, the first approved first. What the bank rejected waits
    for a corrected account; what an old system had granted was paid there."""
    own = Payment.objects.filter(claim=OuterRef("pk"))
    uncorrected = Q(status=PaymentStatus.REJECTED, corrected=None)
    rows = Claim.objects.granted().filter(area__path__startswith=area.path, amount__gt=0)
    waiting = rows.exclude(chain_code=TAKEN_OVER.code).exclude(Exists(own.filter(Q(status__in=STANDING) | uncorrected)))
    return waiting.order_by("filed_on", "pk")


@dataclass(frozen=True)
class Waiting:
    """What waits to be paid of a scheme for the months that end in one quarter."""

    scheme: Scheme
    months: Months
    count: int
    amount: Decimal

    @property
    def title(self) -> str:
        return f"{self.scheme.label} {period_words(self.months.first, self.months.last or self.months.first)}"


def quarter_of(month: dt.date) -> Months:
    first = month.replace(month=(month.month - 1) // 3 * 3 + 1, day=1)
    return Months(first, first.replace(month=first.month + 2))


def period_words(first: dt.date, last: dt.date) -> str:
    if first == last:
        return f"{first:%Y年%-m月}"
    if Months(first, last) == quarter_of(first):
        return f"{first:%Y年}第{(first.month + 2) // 3}季度"
    return f"{first:%Y-%m} 至 {last:%Y-%m}"


def waiting(area: Area) -> list[Waiting]:
    """By scheme and quarter, what a district has to pay out, the oldest first."""
    found: dict[tuple[dt.date, str], tuple[int, Decimal]] = {}
    groups = payable(area).order_by().values("scheme", "last_month").annotate(count=Count("pk"), of=Sum("amount"))
    for group in groups:
        key = (quarter_of(group["last_month"]).first, group["scheme"])
        count, amount = found.get(key, (0, Decimal("0.00")))
        found[key] = (count + group["count"], amount + group["of"])
    return [Waiting(Scheme(scheme), quarter_of(first), *of) for (first, scheme), of in sorted(found.items())]


def payable_for(area: Area, scheme: Scheme, months: Months) -> Rows:
    """Those of ``payable`` that a batch of this scheme and period takes."""
    return payable(area).filter(scheme=scheme, last_month__gte=months.first, last_month__lte=months.last)


def corrected_for(claims: Iterable[int]) -> dict[int, CorrectedAccount]:
    """By claim the corrected account that its rejected payment waits to be paid to."""
    rows = CorrectedAccount.objects.filter(payment__claim__in=list(claims), payment_again=None)
    return {row.payment.claim_id: row for row in rows.select_related("payment")}


def _of_district(user: User) -> bool:
    return user.area is not None and user.area.level == AreaLevel.DISTRICT


def to_sign(user: User, on: dt.date) -> Rows:
    """Batches that wait for a second officer of the district."""
    own = batches().visible_to(user).filter(status=BatchStatus.MADE).exclude(made_by=user)
    return (own if _of_district(user) else own.none()).order_by("made_at", "pk")


def to_send(user: User, on: dt.date) -> Rows:
    own = batches().visible_to(user).filter(status=BatchStatus.CONFIRMED)
    return (own if _of_district(user) else own.none()).order_by("made_at", "pk")


def to_confirm(user: User, on: dt.date) -> Rows:
    """Batches that wait for finance."""
    own = batches().visible_to(user).filter(status=BatchStatus.SIGNED)
    return (own if may(user, Act.CONFIRM_PAYMENTS) else own.none()).order_by("signed_at", "pk")


def rejected(user: User, on: dt.date) -> Rows:
    """What the bank rejected and nobody gave a right account for yet."""
    own = payments().visible_to(user).filter(status=PaymentStatus.REJECTED, corrected=None)
    return own.order_by("settled_on", "pk")


@dataclass(frozen=True)
class Settled:
    """How far the bank is with a batch."""

    paid: int
    paid_amount: Decimal
    rejected: int
    left: int


def settled(batch: Batch) -> Settled:
    """Counted in one query."""
    of = batch.payments.aggregate(
        paid=Count("pk", filter=Q(status=PaymentStatus.PAID)),
        paid_amount=Sum("amount", filter=Q(status=PaymentStatus.PAID)),
        rejected=Count("pk", filter=Q(status=PaymentStatus.REJECTED)),
        left=Count("pk", filter=Q(status=PaymentStatus.SENT)),
    )
    return Settled(of["paid"], of["paid_amount"] or Decimal("0.00"), of["rejected"], of["left"])
