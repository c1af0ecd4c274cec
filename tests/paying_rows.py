"""Funds, batches, payments and recoveries as no action would write them: each valid, but for what a test says."""

from decimal import Decimal
from typing import Any

from households.models import Person
from subsidies.models import (
    Allocation,
    BankFormat,
    BankReturn,
    Batch,
    Claim,
    ClaimLine,
    CorrectedAccount,
    Fund,
    Instalment,
    Payment,
    Receipt,
    Recovery,
    RecoveryLine,
)
from tests.rows import DAY, NOON, claim
from tests.setting import City
from tests.subsidy_rows import claim_line, claim_member

PAID = Decimal("300.00")


def fund(city: City, amount: str, **values: Any) -> Fund:
    told: dict[str, Any] = {"area": city.district, "year": 2026, "family": "insurance", "source": "city"} | values
    own = Fund.objects.create(**told)
    allocation(city, own, amount=Decimal(amount))
    return own


def allocation(city: City, of: Fund, **values: Any) -> Allocation:
    told: dict[str, Any] = {"amount": Decimal(100), "document": "1号", "on": DAY, "entered_at": NOON} | values
    return of.allocations.create(entered_by=city.district_officer, **told)


def bank_format(city: City, **values: Any) -> BankFormat:
    told: dict[str, Any] = {"name": "代发", "since": DAY, "kind": "text", "columns": ["number"], "totals": "none"}
    told |= {"separator": "|", "encoding": "utf-8", "set_at": NOON} | values
    return BankFormat.objects.create(area=city.city, set_by=city.city_officer, **told)


def granted_claim(person: Person, amount: str = "300.00", **values: Any) -> Claim:
    """A claim with one line, approved with what that comes to."""
    own = claim(person)
    claim_line(claim_member(own, amount=Decimal(amount)), amount=Decimal(amount))
    told = {"status": "approved", "step": None, "amount": Decimal(amount)} | values
    Claim.objects.filter(pk=own.pk).update(**told)
    own.refresh_from_db()
    return own


def batch(city: City, of: Fund, **values: Any) -> Batch:
    told: dict[str, Any] = {"scheme": "flexible", "first_month": DAY.replace(day=1), "last_month": DAY.replace(day=1)}
    told |= {"area": city.district, "fund": of, "made_by": city.district_officer, "made_at": NOON} | values
    return Batch.objects.create(**told)


def payment(of: Batch, own: Claim, **values: Any) -> Payment:
    told: dict[str, Any] = {"serial": 1, "amount": own.amount, "payee_name": "王芳", "account_name": "王芳"}
    told |= {"bank": "某银行", "account": "6222020000000000123"} | values
    return Payment.objects.create(batch=of, claim=own, **told)


def listed(city: City, of: Fund, own: Claim, into: Batch | None = None) -> Payment:
    """In a batch with its totals."""
    made = payment(into or batch(city, of), own)
    made.batch.count, made.batch.amount = 1, made.amount
    made.batch.save(update_fields=["count", "amount"])
    return made


def sent(city: City, own: Payment, second: Any) -> Payment:
    """Signed, confirmed and sent."""
    steps = (
        {"status": "signed", "signed_by": second, "signed_at": NOON},
        {"status": "confirmed", "confirmed_by": city.city_officer, "confirmed_at": NOON},
        {"status": "sent", "sent_by": second, "sent_at": NOON},
    )
    for step in steps:
        Batch.objects.filter(pk=own.batch_id).update(**step)
    own.refresh_from_db()
    return own


def paid(city: City, of: Fund, own: Claim, second: Any) -> Payment:
    made = sent(city, listed(city, of, own), second)
    Payment.objects.filter(pk=made.pk).update(status="paid", settled_on=DAY)
    return made


def corrected(city: City, of: Payment, **values: Any) -> CorrectedAccount:
    told: dict[str, Any] = {"account_name": "王芳", "bank": "某银行", "account": "6217", "corrected_at": NOON} | values
    return CorrectedAccount.objects.create(payment=of, corrected_by=city.district_officer, **told)


def bank_return(city: City, of: Batch, **values: Any) -> BankReturn:
    told: dict[str, Any] = {"file": "bank/2", "size": 1, "sha256": "2", "paid": 0, "rejected": 0, "known": 0}
    told |= {"entered_at": NOON} | values
    return BankReturn.objects.create(batch=of, entered_by=city.district_officer, **told)


def recovery(city: City, of: Payment, **values: Any) -> Recovery:
    told: dict[str, Any] = {"reason": "重复享受", "article": "第六条", "amount": PAID, "opened_at": NOON} | values
    return Recovery.objects.create(payment=of, opened_by=city.district_officer, **told)


def recovery_line(recovery: Recovery, line: ClaimLine, **values: Any) -> RecoveryLine:
    return RecoveryLine.objects.create(recovery=recovery, line=line, **{"amount": PAID} | values)


def instalment(of: Recovery, **values: Any) -> Instalment:
    return of.instalments.create(**{"due_on": DAY, "amount": PAID} | values)


def receipt(city: City, of: Recovery, **values: Any) -> Receipt:
    told: dict[str, Any] = {"on": DAY, "amount": PAID, "voucher": "1", "entered_at": NOON} | values
    return of.receipts.create(entered_by=city.district_officer, **told)
