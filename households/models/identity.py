"""Who is who: corrections of names and numbers, and one person registered twice."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.enums import AreaLevel
from accounts.fields import RESIDENT_ID, BlindIndexField, EncryptedTextField
from accounts.models import Area, User
from accounts.permissions import Act, may
from approvals.models import DeputisedQuerySet

from .kin import NOW, kin_of
from .registry import Person


class CorrectionKind(models.TextChoices):
    NAME = "name", "姓名"
    ID_NUMBER = "id_number", "身份证号"
    BORN = "born", "出生日期"
    SEX = "sex", "性别"


DESCRIBING = (CorrectionKind.BORN, CorrectionKind.SEX)


class Correction(models.Model):
    """更正 of a name, an ID number, a birth date or a sex. What was registered before, or what the ID number says where
    nothing was, stays, sealed; by ``old_digest`` a former ID number still finds its person and, like a present one, is
    nobody else's (trigger ``number_is_one_persons``)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="corrections")
    kind = models.CharField("更正事项", max_length=10, choices=CorrectionKind)
    old = EncryptedTextField("原登记内容")
    old_digest = BlindIndexField("原身份证号索引", of="old", purpose=RESIDENT_ID, null=True)
    reason = models.CharField("更正原因", max_length=500)
    evidence = models.CharField("证明材料", max_length=500)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    corrected_at = models.DateTimeField("更正时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="correction_of_a_number_keeps_its_digest",
                condition=Q(kind="id_number", old_digest__isnull=False) | ~Q(kind="id_number") & Q(old_digest=None),
            ),
            models.CheckConstraint(
                name="correction_has_a_reason_and_evidence", condition=~Q(reason="") & ~Q(evidence="")
            ),
        ]
        indexes = [models.Index(fields=["old_digest"], name="correction_former_number")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class MergeStatus(models.TextChoices):
    PROPOSED = "proposed", "待决定"
    MERGED = "merged", "已合并"
    REFUSED = "refused", "不予合并"
    UNDONE = "undone", "已撤销合并"
    WITHDRAWN = "withdrawn", "已撤回"


LIVE_MERGES = (MergeStatus.PROPOSED, MergeStatus.MERGED)


class PersonMergeQuerySet(DeputisedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Merges decided or proposed in the user's area."""
        if user.area is None:
            return self.none()
        path = user.area.path
        return self.filter(Q(area__path__startswith=path) | Q(community__path__startswith=path))

    def barred(self, officer: User) -> Q:
        """Nobody decides what one proposed, nor on the own household."""
        barred = Q(status=MergeStatus.PROPOSED, proposed_by=officer)
        for until, people in kin_of(officer).items():
            own = Q(survivor__in=people) | Q(duplicate__in=people)
            barred |= own if until is NOW else own & Q(proposed_at__date__lt=until)
        return barred

    def _in_office(self, officer: User, on: dt.date, status: MergeStatus) -> Self:
        if officer.area is None or officer.area.level < AreaLevel.STREET:
            return self.none()
        return self.filter(area=officer.area, status=status).decidable_by(officer, on)

    def waiting_for(self, officer: User, *, on: dt.date) -> Self:
        """The officer's worklist on the day ``on``, and the only merges the officer may decide."""
        return self._in_office(officer, on, MergeStatus.PROPOSED)

    def to_withdraw(self, worker: User) -> Self:
        """What the worker's community proposed and nobody has decided."""
        if not may(worker, Act.SURVEY):
            return self.none()
        return self.filter(status=MergeStatus.PROPOSED, community=worker.area_id)

    def to_undo(self, officer: User, *, on: dt.date) -> Self:
        """The merges the officer may take apart again on the day ``on``."""
        return self._in_office(officer, on, MergeStatus.MERGED)


class PersonMerge(models.Model):
    """重复登记合并: one human registered twice. ``duplicate`` becomes ``survivor``; proposed in a community, decided in
    the lowest office over both (``area``: a street, else a district).

    ``changes`` lists every row that was changed, with its former values, and every row that was made: to take the two
    apart again puts exactly these back. What was published stays.
    """

    survivor = models.ForeignKey(Person, models.PROTECT, related_name="merges", verbose_name="保留的登记")
    duplicate = models.ForeignKey(Person, models.PROTECT, related_name="merged_as", verbose_name="重复的登记")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="决定单位")
    community = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="提出社区")
    reason = models.CharField("合并理由", max_length=500)
    status = models.CharField("状态", max_length=10, choices=MergeStatus, default=MergeStatus.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    decided_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁决定"
    )
    comment = models.CharField("决定说明", max_length=500, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤销人"
    )
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁撤销"
    )
    undo_reason = models.CharField("撤销理由", max_length=500, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤回人"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdraw_reason = models.CharField("撤回理由", max_length=500, blank=True)
    changes = models.JSONField("所作变更", default=list)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="merge_is_of_two_people", condition=~Q(survivor=F("duplicate"))),
            models.CheckConstraint(name="merge_gives_a_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                name="merge_one_live_per_duplicate",
                fields=["duplicate"],
                condition=Q(status__in=[status.value for status in LIVE_MERGES]),
            ),
            models.CheckConstraint(
                name="merge_is_decided_by_somebody_else",
                condition=Q(status__in=["proposed", "withdrawn"], decided_by=None, decided_at=None)
                | ~Q(status__in=["proposed", "withdrawn"])
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="merge_is_decided_for_somebody_else_than_proposed_it",
                condition=Q(decided_for=None) | ~Q(decided_for=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="merge_is_undone_with_a_reason",
                condition=Q(status="undone", undone_by__isnull=False, undone_at__isnull=False) & ~Q(undo_reason="")
                | ~Q(status="undone") & Q(undone_by=None, undone_at=None, undo_reason=""),
            ),
            models.CheckConstraint(
                name="merge_is_withdrawn_with_a_reason",
                condition=Q(status="withdrawn", withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                & ~Q(withdraw_reason="")
                | ~Q(status="withdrawn") & Q(withdrawn_by=None, withdrawn_at=None, withdraw_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["area", "status"], name="merge_in_area")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"B{self.pk:08d}"
