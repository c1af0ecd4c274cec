"""Members and lines of claims as no action would write them: each valid, but for what a test says."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import Area, User
from households.models import Person
from subsidies.models import (
    Batch,
    Claim,
    ClaimAttachment,
    ClaimLine,
    ClaimMember,
    Fund,
    Payment,
    Receipt,
    Recovery,
    Stop,
)
from tests.factories import UserFactory
from tests.rows import DAY, NOON, attachment, claim
from tests.stopping import stopped


def claim_member(of: Claim, person: Person | None = None, **values: Any) -> ClaimMember:
    told: dict[str, Any] = {"facts": {}, "amount": Decimal(0), "person": person or of.person} | values
    return of.members.create(**told)


def claim_line(of: ClaimMember, **values: Any) -> ClaimLine:
    told: dict[str, Any] = {"month": DAY, "item": "pension", "formula": "ceiling_share", "amount": Decimal(100)}
    told |= {"reason": "OK", "is_live": True, "claim_id": of.claim_id, "person_id": of.person_id} | values
    return ClaimLine.objects.create(member=of, **told)


# --- tests.world -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Subsidising:
    """One of everything of this kind in an area of ``tests.world``."""

    claim: Claim
    claim_attachment: ClaimAttachment
    stop: Stop
    batch: Batch
    payment: Payment
    recovery: Recovery
    receipt: Receipt


def rows_of(area: Area, person: Person, officer: User, mark: str) -> dict[str, Any]:
    """A person's draft with a file."""
    own = claim(person, area=area, drafted_by=officer, bank=f"{mark}银行")
    claim_member(own)
    granted = claim(
        person, area=area, drafted_by=officer, bank=f"{mark}银行", chain_code="claim-opening-1", status="approved"
    )
    claim_member(granted, amount=Decimal(100))
    return {
        "claim": own,
        "claim_attachment": attachment(own, kind="voucher", added_by=officer),
        "stop": stopped(person, stopped_by=officer),
        **_paid(area, person, officer, mark),
    }


def _paid(area: Area, person: Person, officer: User, mark: str) -> dict[str, Any]:
    """A claim that was paid, and is asked back."""
    own = claim(person, area=area, drafted_by=officer)
    line = claim_line(claim_member(own, amount=Decimal(100)))
    Claim.objects.filter(pk=own.pk).update(status="approved", step=None, amount=line.amount)
    fund = Fund.objects.create(area=area, year=2026, family="insurance", source="city")
    fund.allocations.create(amount=Decimal(100), document="1号", on=DAY, entered_by=officer, entered_at=NOON)
    month, told = DAY.replace(day=1), {"made_by": officer, "made_at": NOON, "scheme": "flexible"}
    batch = Batch.objects.create(area=area, fund=fund, first_month=month, last_month=month, **told)
    account = {"payee_name": f"{mark}人", "account_name": "王芳", "bank": "某银行", "account": "6222020000000000123"}
    payment = Payment.objects.create(batch=batch, claim=own, serial=1, amount=line.amount, **account)
    Batch.objects.filter(pk=batch.pk).update(count=1, amount=line.amount)
    first, second = UserFactory.create_batch(2, area=area)
    for step in (
        {"status": "signed", "signed_by": first, "signed_at": NOON},
        {"status": "confirmed", "confirmed_by": second, "confirmed_at": NOON},
        {"status": "sent", "sent_by": first, "sent_at": NOON},
    ):
        Batch.objects.filter(pk=batch.pk).update(**step)
    Payment.objects.filter(pk=payment.pk).update(status="paid", settled_on=DAY)
    said = {"reason": "重复享受", "article": "第六条", "opened_by": officer, "opened_at": NOON}
    recovery = Recovery.objects.create(payment=payment, amount=line.amount, **said)
    recovery.lines.create(line=line, amount=line.amount)
    recovery.instalments.create(due_on=DAY, amount=line.amount)
    entered = {"on": DAY, "amount": Decimal(1), "voucher": "1", "entered_by": officer, "entered_at": NOON}
    return {"batch": batch, "payment": payment, "recovery": recovery, "receipt": recovery.receipts.create(**entered)}
