"""撤销认定: a certification in force that rests on false data, taken back by two people of the district."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from approvals.models import Approvable, ApprovalRecord, Attachment, Notice, Review, Seat
from approvals.workflow import Status
from households.enums import Evidence

from .certifications import LIVE, REVOKING, Certification, FamilyMatterQuerySet
from .registry import Household

WORDED = Q(revoked_on__isnull=False) & ~Q(decision_text="")
BARE = Q(revoked_on=None, decision_text="")
REVOKED = (Status.APPROVED, Status.IN_REVIEW)  # in force until a review sets it aside


class RevocationQuerySet(FamilyMatterQuerySet):
    def withdrawable_by(self, officer: User, *, on: dt.date) -> Self:
        """Taken back by whoever proposed it, or by whom it waits for; nobody else below or above. The request for a
        review is the family's own: the community takes that back."""
        mine = Q(drafted_by=officer) | Q(pk__in=self.waiting_for(officer, on=on).values("pk"))
        of_family = super().withdrawable_by(officer, on=on).filter(status=Status.IN_REVIEW).values("pk")
        return self.visible_to(officer).filter(mine & ~Q(status=Status.IN_REVIEW) | Q(pk__in=of_family))


class Revocation(Approvable):
    """撤销认定 of one certification: in force still, or ended since, whose false start is then put on record.

    ``decision_text`` is what is served on the family, once it is decided. A review that sets the decision aside leaves
    both in place: the revocation then counts as refused.
    """

    chains = (REVOKING,)
    subject = "certification__person"

    household = models.ForeignKey(Household, models.PROTECT, related_name="revocations", verbose_name="家庭")
    certification = models.ForeignKey(
        Certification, models.PROTECT, related_name="revocations", verbose_name="被撤销的认定"
    )
    falsehood = models.TextField("不实的事实")
    evidence = models.TextField("证据")
    article = models.CharField("依据", max_length=200)
    revoked_on = models.DateField("撤销日期", null=True)
    decision_text = models.TextField("撤销决定", blank=True)

    objects = RevocationQuerySet.as_manager()  # type: ignore[misc]  # django-stubs: narrowing an abstract manager

    class Meta(Approvable.Meta):
        constraints = [
            *Approvable.Meta.constraints,
            models.UniqueConstraint(
                name="revocation_one_live_per_certification",
                fields=["certification"],
                condition=Q(status__in=[*LIVE, "approved"]),
            ),
            models.CheckConstraint(
                name="revocation_says_what_is_false_by_what_evidence_and_article",
                condition=~Q(falsehood="") & ~Q(evidence="") & ~Q(article=""),
            ),
            models.CheckConstraint(
                name="revocation_is_dated_and_worded_when_approved",
                condition=Q(status__in=["approved", "in_review"]) & WORDED
                | Q(status="refused") & (WORDED | BARE)
                | ~Q(status__in=["approved", "in_review", "refused"]) & BARE,
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"C{self.pk:08d}"

    def take_effect(self, on: dt.date) -> Sequence[str]:
        self.revoked_on = on
        what = f"自{on:%Y年%-m月%-d日}起撤销{self.certification.number}号认定。"
        if not self.certification.is_in_force:
            what = f"撤销{self.certification.number}号认定：该认定自始不符合条件。此前已退出、结案的，日期和原因不变。"
        self.decision_text = (
            f"经查：{self.falsehood}\n以上事实有下列证据证明：{self.evidence}\n依据{self.article}，决定{what}"
        )
        return ("revoked_on", "decision_text")


class RevocationSeat(Seat):
    application = models.ForeignKey(Revocation, models.PROTECT, related_name="seats")

    class Meta(Seat.Meta):
        pass


class RevocationRecord(ApprovalRecord):
    application = models.ForeignKey(Revocation, models.PROTECT, related_name="approval_records")
    seat = models.ForeignKey(RevocationSeat, models.PROTECT, related_name="records")

    class Meta(ApprovalRecord.Meta):
        pass


class RevocationReview(Review):
    application = models.ForeignKey(Revocation, models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        pass


class RevocationNotice(Notice):
    """No step of the present chain posts a notice; a later version of it may."""

    application = models.ForeignKey(Revocation, models.PROTECT, related_name="notices")

    class Meta(Notice.Meta):
        pass


class RevocationAttachment(Attachment):
    application = models.ForeignKey(Revocation, models.PROTECT, related_name="attachments")
    kind = models.CharField("材料类别", max_length=30, choices=Evidence)

    class Meta(Attachment.Meta):
        pass
