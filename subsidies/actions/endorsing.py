"""What was paid is endorsed on the certificate of whoever it was paid for (享受政策记录, S1-22)."""

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.models import User
from households.actions.certificate_keeping import Benefit, KeepingRefused, endorse
from households.enums import BenefitKind
from households.models import Certificate, Endorsement
from policy.parameters import ParameterNotInForce
from subsidies.models import Batch, Payment
from subsidies.payment_enums import FAMILIES, Family, PaymentStatus
from subsidies.queries.payments import period_words

KINDS = {Family.INSURANCE: BenefitKind.INSURANCE, Family.POST: BenefitKind.POST}


def to_endorse(batch: Batch) -> list[tuple[Payment, Certificate]]:
    """What of a batch was paid to people who hold a certificate, and is not endorsed yet."""
    paid = batch.payments.filter(status=PaymentStatus.PAID, claim__person__isnull=False)
    payments = list(paid.select_related("claim__person").order_by("serial"))
    people = {one.claim.person_id for one in payments}
    held: dict[int, Certificate] = {}
    for one in Certificate.objects.in_hand().filter(person__in=people).order_by("issued_on", "pk"):
        held[one.person_id] = one
    keys = [one.endorsement_key for one in payments]
    known = set(Endorsement.objects.filter(submission__in=keys).values_list("submission", flat=True))
    return [
        (one, held[one.claim.person_id])
        for one in payments
        if one.claim.person_id in held and one.endorsement_key not in known
    ]


def endorse_paid(
    *, waiting: Iterable[tuple[Payment, Certificate]], officer: User, at: dt.datetime
) -> tuple[int, list[str]]:
    """Endorse each, once however often this is done: how many were, and why others were not."""
    done, refused = 0, []
    for payment, certificate in waiting:
        try:
            benefit = _benefit(payment, certificate)
            endorse(certificate=certificate, benefit=benefit, officer=officer, at=at)
            done += 1
        except (KeepingRefused, ParameterNotInForce) as why:
            refused.append(f"{payment.payee_name}：{why}")
    return done, refused


def _benefit(payment: Payment, certificate: Certificate) -> Benefit:
    """From when the certificate was issued at the earliest: it says nothing of the time before."""
    claim: Any = payment.claim
    last = claim.last_month.replace(day=calendar.monthrange(claim.last_month.year, claim.last_month.month)[1])
    first = max(claim.first_month, certificate.issued_on or claim.first_month)
    title = f"{claim.get_scheme_display()} {period_words(claim.first_month, claim.last_month)}"
    return Benefit(
        kind=KINDS[FAMILIES[claim.scheme]],
        title=title,
        first_day=first,
        last_day=max(first, last),
        amount=payment.amount,
        source=(claim.articles or [claim.number])[0][:200],
        submission=payment.endorsement_key,
    )
