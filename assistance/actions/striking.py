"""划去: what was entered wrongly about posts, placements, notices and payments stays, with the reason, and counts no
more; then it may be entered anew."""

import datetime as dt
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused, refused_if_taken
from accounts.striking import StruckOff
from assistance.models import EmploymentNotice, LumpSum, Offer, Placement, Striking
from assistance.queries.referrals import result_of_offer
from assistance.queries.refusals import decision_resting_on
from assistance.rules.refusals import OfferResult

Entry = TypeVar("Entry", bound=StruckOff)
Record = TypeVar("Record", EmploymentNotice, LumpSum)


class StrikingRefused(FieldRefused):
    """The entry cannot be struck off."""


@transaction.atomic
def strike_offer(*, offer: Offer, reason: str, worker: User, at: dt.datetime) -> Offer:
    """Strike off a post recommended wrongly, with its answer: a refusal counts no more, nor is it looked into.

    Raises StrikingRefused while a placement tells that it came from the offer, and for a refusal that counts while a
    decision that the person has no desire to work rests on it: that decision is undone first.
    """
    own = _standing(offer, worker)
    if own.placements.standing().exists():
        raise StrikingRefused("该推荐已登记为安置的由来，请先划去那条安置情况。")
    if result_of_offer(own, own.looks.all()) is OfferResult.COUNTED:
        resting = decision_resting_on(own)
        if resting is not None:
            raise StrikingRefused(
                f"退出 {resting.number}（{resting.get_reason_display()}，{resting.get_status_display()}）"
                "以这次拒绝为依据，请先复核并撤销该决定，尚未决定的先撤回，再划去。"
            )
    return _strike(own, "offer.struck_off", reason, worker, at)


@transaction.atomic
def strike_placement(*, placement: Placement, reason: str, worker: User, at: dt.datetime) -> Placement:
    """Strike off a story told wrongly: the employment stands and may be told of anew.

    Raises StrikingRefused also while somebody holds a public-welfare post by it: that is struck off first.
    """
    own = _standing(placement, worker)
    if own.post_holdings.standing().exists():
        raise StrikingRefused("该安置为公益性岗位上岗，请在岗位页面划去上岗登记。")
    return _strike(own, "placement.struck_off", reason, worker, at)


@transaction.atomic
def strike_notice(*, notice: EmploymentNotice, reason: str, worker: User, at: dt.datetime) -> Striking:
    """Strike off that an office was told of an employment: it is to be told of it again. Raises StrikingRefused."""
    own = _visible(notice, worker)
    return _record(own, Striking(notice=own), "office.notice_struck_off", reason, worker, at)


@transaction.atomic
def strike_lump_sum(*, lump_sum: LumpSum, reason: str, worker: User, at: dt.datetime) -> Striking:
    """Strike off a benefit entered as paid at once. Raises StrikingRefused."""
    own = _visible(lump_sum, worker)
    return _record(own, Striking(lump_sum=own), "lump_sum.struck_off", reason, worker, at)


def _standing(entry: Entry, worker: User) -> Entry:
    """The entry, locked. Raises StrikingRefused for one of another area, or struck off already."""
    rows: Any = type(entry).objects  # type: ignore[attr-defined]  # of an abstract model
    own: Entry | None = rows.standing().visible_to(worker).select_for_update(of=("self",)).filter(pk=entry.pk).first()
    if own is None:
        raise StrikingRefused("该记录已经划去，或不在您的辖区。")
    return own


def _strike(own: Entry, event: str, reason: str, worker: User, at: dt.datetime) -> Entry:
    own.struck_because, own.struck_by, own.struck_at = _said(reason), worker, at
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    audit.record(event=event, subject=own, actor=worker, at=at, reason=own.struck_because)
    return own


def _visible(record: Record, worker: User) -> Record:
    own = type(record).objects.visible_to(worker).standing().filter(pk=record.pk).first()
    if own is None:
        raise StrikingRefused("该记录已经划去，或不在您的辖区。")
    return own


def _record(of: Model, striking: Striking, event: str, reason: str, worker: User, at: dt.datetime) -> Striking:
    """Of what is never changed: the striking is a record of its own. Who comes second finds it taken."""
    striking.struck_because, striking.struck_by, striking.struck_at = _said(reason), worker, at
    with refused_if_taken(StrikingRefused("该记录已经划去，或不在您的辖区。")):
        striking.save(force_insert=True)
    audit.record(event=event, subject=of, actor=worker, at=at, reason=striking.struck_because)
    return striking


def _said(reason: str) -> str:
    if not reason.strip():
        raise StrikingRefused("请填写划去原因。", field="reason")
    return reason.strip()
