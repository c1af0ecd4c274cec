"""What is held of one person's subsidies, for the copy of the own data."""

from collections.abc import Iterator
from typing import Any

from households.models import Person
from households.queries.personal_copy import Line
from subsidies.enums import LineReason
from subsidies.models import Claim, ClaimLine, ClaimMember, Stop

Told = tuple[str, Iterator[Line], tuple[type[Any], ...]]


def claims(person: Person) -> Told:
    """Every claim the person is among, what was said of the payments, and each month with its result."""
    return "补贴", _lines(person), (Claim, ClaimMember, ClaimLine)


def _lines(person: Person) -> Iterator[Line]:
    rows = ClaimMember.objects.filter(person=person).select_related("claim__employer", "claim__person").order_by("pk")
    for row in rows.prefetch_related("lines"):
        claim = row.claim
        said = f"{claim.get_scheme_display()}，{claim.payee_name}申报，{claim.get_status_display()}，{row.amount} 元"
        yield f"补贴申请 {claim.number}（{claim.filed_on}）", said
        if claim.person_id == person.pk:
            yield "收款账号", f"{claim.account_name}，{claim.bank} {claim.masked_account}"
        for line in sorted(row.lines.all(), key=lambda line: (line.month, line.item)):
            result = LineReason(line.reason).label
            yield f"{line.month:%Y-%m} {line.get_item_display()}", f"{result}，{line.amount} 元"


def stops(person: Person) -> Told:
    """From which month a subsidy was stopped, why, and since when it is given again."""
    return "补贴停发", _stopped(person), (Stop,)


def _stopped(person: Person) -> Iterator[Line]:
    for row in Stop.objects.filter(person=person).order_by("pk"):
        again = f"，自 {row.resumed_month:%Y-%m} 起恢复：{row.resumed_because}" if row.resumed_month else ""
        why = f"：{row.note}" if row.note else ""
        yield f"{row.get_scheme_display()}自 {row.month:%Y-%m} 起停发", f"{row.get_reason_display()}{why}{again}"
