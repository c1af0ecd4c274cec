"""What is held of one person's subsidies, for the copy of the own data."""

from collections.abc import Iterator
from typing import Any

from accounts.identifiers import mask_account
from households.models import Person
from households.queries.personal_copy import Line
from subsidies.enums import LineReason
from subsidies.models import (
    Claim,
    ClaimAttachment,
    ClaimLine,
    ClaimMember,
    ClaimNotice,
    ClaimRecord,
    ClaimReview,
    CorrectedAccount,
    Instalment,
    Payment,
    Receipt,
    Recovery,
    RecoveryLine,
    Stop,
)

Told = tuple[str, Iterator[Line], tuple[type[Any], ...]]


def claims(person: Person) -> Told:
    """Every claim the person is among, what was said of the payments, and each month with its result."""
    models = (Claim, ClaimMember, ClaimLine, ClaimRecord, ClaimNotice, ClaimReview, ClaimAttachment)
    return "补贴", _lines(person), models


def _lines(person: Person) -> Iterator[Line]:
    rows = ClaimMember.objects.filter(person=person).select_related("claim__employer", "claim__person").order_by("pk")
    for row in rows.prefetch_related("lines"):
        claim = row.claim
        said = f"{claim.get_scheme_display()}，{claim.payee_name}申报，{claim.get_status_display()}，{row.amount} 元"
        yield f"补贴申请 {claim.number}（{claim.filed_on}）", said
        if claim.person_id == person.pk:
            yield "收款账号", f"{claim.account_name}，{claim.bank} {claim.masked_account}"
            yield from _way(claim)
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


def _way(claim: Claim) -> Iterator[Line]:
    """What the claim met with on its way: decisions, notices, a review, and the papers given in."""
    for record in claim.approval_records.order_by("decided_at", "pk"):
        said = f"{record.get_decision_display()}，{record.opinion}" if record.opinion else record.get_decision_display()
        yield f"{claim.chain.step(record.step).title} {record.decided_at:%Y-%m-%d}", said
    for notice in claim.notices.order_by("pk"):
        yield f"公示 {notice.posted_on} 至 {notice.ends_on}", notice.objection
    for review in claim.reviews.all():
        yield f"申请复核 {review.requested_on}", f"{review.reason}（{review.get_outcome_display() or '待决定'}）"
    for paper in claim.attachments.order_by("pk"):
        struck = f"，已划去：{paper.struck_because}" if paper.struck_at else ""
        yield f"申报材料 {paper.added_at:%Y-%m-%d}", f"{paper.get_kind_display()}{struck}"


def payments(person: Person) -> Told:
    """What was paid of the person's own claims, to where, and what of it was asked back."""
    told = (Payment, CorrectedAccount, Recovery, RecoveryLine, Instalment, Receipt)
    return "补贴发放和追回", _paid(person), told


def _paid(person: Person) -> Iterator[Line]:
    rows = Payment.objects.filter(claim__person=person).select_related("claim", "batch", "corrected").order_by("pk")
    for row in rows.prefetch_related("recoveries__lines__line", "recoveries__instalments", "recoveries__receipts"):
        day = f"，{row.settled_on}" if row.settled_on else ""
        said = f"{row.amount} 元，{row.account_name}，{row.bank} {row.masked_account}，{row.get_status_display()}{day}"
        yield f"补贴发放 {row.number}（{row.claim.number}）", said
        corrected = getattr(row, "corrected", None)
        if corrected is not None:
            yield "更正账户", f"{corrected.account_name}，{corrected.bank} {mask_account(corrected.account)}"
        for asked in row.recoveries.all():
            yield from _asked_back(asked)


def _asked_back(asked: Recovery) -> Iterator[Line]:
    struck = "（已划去）" if asked.struck_at else ""
    yield f"追回 {asked.number}{struck}", f"{asked.amount} 元，{asked.reason}（{asked.article}）"
    for line in asked.lines.all():
        yield f"多付 {line.line.month:%Y-%m} {line.line.get_item_display()}", f"{line.amount} 元"
    for part in asked.instalments.all():
        yield f"分期 {part.due_on}", f"应缴 {part.amount} 元"
    for receipt in asked.receipts.all():
        struck = "（已划去）" if receipt.struck_at else ""
        yield f"收回 {receipt.on}", f"{receipt.amount} 元，凭证号 {receipt.voucher}{struck}"
