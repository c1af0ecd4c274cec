"""援助承诺书: drafted, signed by both sides, withdrawn. The clock runs whether or not anybody signs."""

import datetime as dt
from dataclasses import dataclass

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.uploads import CheckedFile
from accounts.uploads import actions as kept
from assistance.enums import Side
from assistance.models import Pledge, PledgeSignature
from assistance.queries import pledges
from households.models import Person, ZeroFamilyCase


class PledgeRefused(Exception):
    """The promise cannot be written so; the message is for the worker."""


@dataclass(frozen=True)
class Promised:
    """What each side promises the other."""

    by_office: str
    by_family: str


@transaction.atomic
def draft_pledge(*, case: ZeroFamilyCase, promised: Promised, worker: User, at: dt.datetime) -> Pledge:
    """Write the mutual promise of a family of the worker's area whose case is open. Raises PledgeRefused."""
    rows = ZeroFamilyCase.objects.visible_to(worker).filter(ended_on=None)
    own = rows.select_for_update(of=("self",)).filter(pk=case.pk).first()
    if own is None:
        raise PledgeRefused("该家庭不在您的辖区，或已结案。")
    if own.due_on is None:
        raise PledgeRefused("该家庭没有安置期限，不作限时承诺。")
    if own.pledges.standing().exists():
        raise PledgeRefused("该家庭已有承诺书；内容有误的，先作废再重写。")
    if not promised.by_office.strip() or not promised.by_family.strip():
        raise PledgeRefused("双方的承诺都要填写。")
    made = Pledge.objects.create(
        case=own,
        office_text=promised.by_office.strip(),
        family_text=promised.by_family.strip(),
        drafted_by=worker,
        drafted_at=at,
    )
    audit.record(event="pledge.drafted", subject=made, actor=worker, at=at, case=own.pk)
    return made


@transaction.atomic
def sign_pledge(
    *, pledge: Pledge, file: CheckedFile, person: Person | None, worker: User, at: dt.datetime
) -> PledgeSignature:
    """Keep the picture of a signature: of ``person`` for the family, without one of the worker for the office.

    Raises PledgeRefused, and UploadRefused for a file that cannot be kept."""
    own = _standing(pledge, worker)
    side = Side.OFFICE if person is None else Side.FAMILY
    if side not in pledges.missing_sides(own):
        raise PledgeRefused(f"{side.label}已经签字。")
    if person is not None and not pledges.signers(own, timezone.localdate(at)).filter(pk=person.pk).exists():
        raise PledgeRefused("签字人须是该家庭现在的成员。")

    def blank() -> PledgeSignature:
        return PledgeSignature(pledge=own, side=side, person=person)

    (made,) = kept.keep([file], blank=blank, beside=own.signatures.all(), actor=worker, at=at)
    audit.record(event="pledge.signed", subject=own, actor=worker, at=at, by=side.value)
    return made


@transaction.atomic
def withdraw_pledge(*, pledge: Pledge, reason: str, worker: User, at: dt.datetime) -> Pledge:
    """Withdraw a promise written wrongly; it stays readable, and the clock is not touched. Raises PledgeRefused."""
    own = _standing(pledge, worker)
    if not reason.strip():
        raise PledgeRefused("请写明作废原因。")
    own.withdrawn_at, own.withdrawn_by, own.withdrawn_because = at, worker, reason.strip()
    own.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    audit.record(event="pledge.withdrawn", subject=own, actor=worker, at=at, reason=own.withdrawn_because)
    return own


def open_signature(*, signature: PledgeSignature, actor: User, at: dt.datetime) -> tuple[File, str]:
    """The picture, to read from the beginning, and a name for it; who looked is written down. Raises UploadRefused."""
    file, name = kept.opened(signature, f"{signature.pledge.number}-{signature.get_side_display()}")
    audit.record(event="pledge.signature_opened", subject=signature.pledge, actor=actor, at=at, by=signature.side)
    return file, name


def _standing(pledge: Pledge, worker: User) -> Pledge:
    """The promise, locked through the worker's area. Raises PledgeRefused."""
    rows = Pledge.objects.visible_to(worker).standing().filter(case__ended_on=None).select_related("case")
    own = rows.select_for_update(of=("self",)).filter(pk=pledge.pk).first()
    if own is None:
        raise PledgeRefused("该承诺书不在您的辖区，或已作废，或该家庭已结案。")
    return own
