"""撤销认定: a certification in force that rests on false data, taken back by two people of the district."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from approvals.models import Approvable, ApprovalRecord, Notice, Seat

from .certifications import LIVE, REVOKING, Certification, FamilyMatterQuerySet
from .registry import Household


class RevocationQuerySet(FamilyMatterQuerySet):
    def withdrawable_by(self, officer: User, *, on: dt.date) -> Self:
        """Taken back by whoever proposed it, or by whom it waits for; nobody else below or above."""
        mine = Q(drafted_by=officer) | Q(pk__in=self.waiting_for(officer, on=on).values("pk"))
        return self.visible_to(officer).filter(mine)


class Revocation(Approvable):
    """撤销认定 of one certification. ``decision_text`` is what is served on the family, once it is decided."""

    chains = (REVOKING,)

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
                condition=Q(status="approved", revoked_on__isnull=False) & ~Q(decision_text="")
                | ~Q(status="approved") & Q(revoked_on=None, decision_text=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"C{self.pk:08d}"

    def take_effect(self, on: dt.date) -> Sequence[str]:
        self.revoked_on = on
        self.decision_text = (
            f"经查：{self.falsehood}\n以上事实有下列证据证明：{self.evidence}\n"
            f"依据{self.article}，决定自{on:%Y年%-m月%-d日}起撤销{self.certification.number}号认定。"
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


class RevocationNotice(Notice):
    """No step of the present chain posts a notice; a later version of it may."""

    application = models.ForeignKey(Revocation, models.PROTECT, related_name="notices")

    class Meta(Notice.Meta):
        pass
