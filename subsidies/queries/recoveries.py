"""Recoveries as pages and acts read them, and what an open one bars."""

import datetime as dt
from typing import Any, TypeAlias

from django.db.models import F, Min, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from accounts.enums import AreaLevel
from accounts.models import Area, User
from assistance.models import Employer
from households.models import Person
from households.rules.facts import Reason
from policy import subsidy_parameters as values
from policy.models import held_on
from subsidies.models import Claim, ClaimLine, Instalment, Payment, Recovery
from subsidies.payment_enums import PaymentStatus

Rows: TypeAlias = Any  # querysets, with annotations that no type can tell


def recoveries(on: dt.date) -> Rows:
    """With what came in, is still owed, should have come in by the day ``on``, and when the next instalment is due."""
    plan = Instalment.objects.filter(recovery=OuterRef("pk")).order_by()
    due = plan.filter(due_on__lte=on).values("recovery").annotate(of=Sum("amount")).values("of")
    yuan = Instalment._meta.get_field("amount")
    rows = Recovery.objects.with_received().select_related("payment__claim__area")
    return rows.annotate(due=Coalesce(Subquery(due), Value(0), output_field=yuan), next_due=Subquery(_next(plan, on)))


def _next(plan: Rows, on: dt.date) -> Rows:
    return plan.filter(due_on__gte=on).values("recovery").annotate(of=Min("due_on")).values("of")


def overdue(user: User, on: dt.date) -> Rows:
    """Open recoveries of which an instalment was due and has not come, those that owe most first."""
    own = recoveries(on).visible_to(user).filter(struck_at=None, closed_on=None)
    return own.filter(due__gt=F("received")).order_by("opened_at", "pk")


def to_close(user: User, on: dt.date) -> Rows:
    """What another officer of the district asks to close."""
    own = recoveries(on).visible_to(user).filter(struck_at=None, closed_on=None, proposed_at__isnull=False)
    is_district = user.area is not None and user.area.level == AreaLevel.DISTRICT
    return (own.exclude(proposed_by=user) if is_district else own.none()).order_by("proposed_at", "pk")


def recoverable(payment: Payment) -> list[ClaimLine]:
    """The lines of a paid claim that may be asked back: with an amount, and not asked back already."""
    lines = payment.claim.lines.filter(amount__gt=0).exclude(recovered__is_live=True)
    return list(lines.select_related("person").order_by("person", "month", "item"))


def paid_payment(claim: Claim) -> Payment | None:
    """The payment by which a claim was paid, if it was."""
    paid: Payment | None = claim.payments.filter(status=PaymentStatus.PAID).first()
    return paid


def block_of(payee: Person | Employer, on: dt.date, area: Area) -> Reason | None:
    """Why the payee may claim nothing on the day ``on``: a recovery is open. A sentence and its article, or None.

    Raises ParameterNotInForce.
    """
    mine = Q(payment__claim__person=payee) if isinstance(payee, Person) else Q(payment__claim__employer=payee)
    own: Any = Recovery.objects.open().with_received().filter(mine).order_by("pk").first()
    if own is None:
        return None
    blocks = held_on([values.SB_RECOVERY_BLOCKS], on, area)[values.SB_RECOVERY_BLOCKS.key]
    if not blocks.value:
        return None
    text = f"追回 {own.number} 尚未办结，还有 {own.owed:,.2f} 元未交回，办结前不能申报新的补贴"
    return Reason("RECOVERY_OPEN", text, blocks.source)
