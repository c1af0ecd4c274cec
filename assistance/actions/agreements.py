"""用工合作协议: signed with an employer of the own area, and ended."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused
from assistance.models import Agreement, Employer
from households.actions.submissions import sent_before


class AgreementRefused(FieldRefused):
    """The agreement cannot be kept so."""


@dataclass(frozen=True)
class Agreed:
    """What was agreed, with whom, and from when to when; both days count."""

    signed_on: dt.date
    valid_until: dt.date
    terms: str
    contact: str


@transaction.atomic
def sign_agreement(
    *, employer: Employer, agreed: Agreed, worker: User, at: dt.datetime, submission: uuid.UUID | None = None
) -> Agreement:
    """Keep an agreement with an employer of the worker's area. A form sent twice is one. Raises AgreementRefused."""
    own = Employer.objects.kept_by(worker).select_for_update(of=("self",)).filter(pk=employer.pk).first()
    if own is None:
        raise AgreementRefused("该单位不在您的辖区，由所在社区登记协议。")
    known: Agreement | None = sent_before(own.agreements, submission)
    if known is not None:
        return known
    if agreed.signed_on > timezone.localdate(at):
        raise AgreementRefused("签订日期不能晚于今天。", field="signed_on")
    if agreed.valid_until < agreed.signed_on:
        raise AgreementRefused("有效期不能早于签订日期。", field="valid_until")
    for field, text in (("terms", agreed.terms), ("contact", agreed.contact)):
        if not text.strip():
            raise AgreementRefused("协议内容和单位经办人都要填写。", field=field)
    made = own.agreements.create(submission=submission, signed_by=worker, recorded_at=at, **asdict(agreed))
    until = agreed.valid_until.isoformat()
    audit.record(event="agreement.signed", subject=made, actor=worker, at=at, last_day=until)
    return made


@transaction.atomic
def end_agreement(*, agreement: Agreement, reason: str, worker: User, at: dt.datetime) -> Agreement:
    """End an agreement before its time. Raises AgreementRefused."""
    employers = Employer.objects.kept_by(worker)
    rows = Agreement.objects.select_for_update(of=("self",)).filter(pk=agreement.pk, employer__in=employers)
    own = rows.first()
    if own is None or own.ended_on is not None:
        raise AgreementRefused("该协议已终止，或该单位不在您的辖区。")
    if not reason.strip():
        raise AgreementRefused("请写明终止原因。", field="reason")
    own.ended_on, own.ended_because = timezone.localdate(at), reason.strip()
    own.save(update_fields=["ended_on", "ended_because"])
    audit.record(event="agreement.ended", subject=own, actor=worker, at=at, reason=own.ended_because)
    return own
