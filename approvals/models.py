import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Area, AreaScopedQuerySet, User
from accounts.permissions import Act, may

from . import workflow

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class ApprovableQuerySet(AreaScopedQuerySet):
    def waiting_for(self, officer: User, *, on: dt.date) -> Self:
        """The officer's worklist on the day ``on``, and the only applications the officer may decide.

        It holds what stands at a step of the officer's level in the officer's area, is open on that day, and was not
        decided by the officer at another step.
        """
        if officer.area is None or not may(officer, Act.DECIDE):
            return self.none()
        model = cast("type[Approvable]", self.model)
        mine = Q(pk=None)
        for chain in model.chains:
            steps = [number for number, step in enumerate(chain.steps, 1) if step.level == officer.area.level]
            mine |= Q(chain_code=chain.code, step__in=steps)
        seats = model.seats.rel.related_model  # type: ignore[attr-defined]  # the reverse descriptor
        elsewhere = seats.objects.filter(application=OuterRef("pk"), actor=officer).exclude(step=OuterRef("step"))
        return (
            self.visible_to(officer)
            .filter(mine, status__in=workflow.IN_OFFICE, opens_on__lte=on)
            .exclude(Exists(elsewhere))
        )

    def in_notice(self, on: dt.date) -> Self:
        """Applications whose public notice runs on the day ``on``."""
        return self.filter(status=workflow.Status.PENDING, notices__round=F("round"), opens_on__gt=on)

    def live(self) -> Self:
        return self.filter(status__in=workflow.LIVE)


class Approvable(models.Model):
    """An application that climbs a chain. A subclass names its ``chains``, the one for new cases last."""

    chains: ClassVar[Sequence[workflow.Chain]]

    area = models.ForeignKey(Area, models.PROTECT, verbose_name="社区")
    chain_code = models.CharField("审批流程", max_length=40)
    status = models.CharField(
        "状态",
        max_length=10,
        choices=[(status.value, title) for status, title in workflow.TITLES.items()],
        default=workflow.Status.DRAFT.value,
    )
    step = models.PositiveSmallIntegerField("环节", null=True)
    opens_on = models.DateField("可办日期", null=True, help_text="公示期满次日起")
    due_on = models.DateField("办理期限", null=True)
    due_is_provisional = models.BooleanField("期限待日历公布后确定", default=False)
    round = models.PositiveSmallIntegerField("申报轮次", default=0)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申请登记人"
    )
    drafted_at = models.DateTimeField("登记时间")

    seats: "RelatedManager[Any]"
    approval_records: "RelatedManager[Any]"
    notices: "RelatedManager[Any]"
    attachments: "RelatedManager[Any]"
    objects = ApprovableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_has_a_step_while_under_way",
                condition=Q(status__in=["pending", "objected", "returned"], step__isnull=False, step__gte=1)
                | Q(status__in=["draft", "refused", "approved", "withdrawn"], step=None),
            ),
            models.CheckConstraint(
                name="%(class)s_opens_and_is_due_while_in_office",
                condition=~Q(status__in=["pending", "objected"])
                | Q(opens_on__isnull=False, due_on__isnull=False, due_on__gte=F("opens_on")),
            ),
        ]

    @property
    def chain(self) -> workflow.Chain:
        return next(chain for chain in self.chains if chain.code == self.chain_code)

    @property
    def current_step(self) -> workflow.Step | None:
        return self.chain.step(self.step) if self.step else None

    @property
    def position(self) -> workflow.Position:
        return workflow.Position(workflow.Status(self.status), self.step)

    @position.setter
    def position(self, position: workflow.Position) -> None:
        self.status, self.step = position.status.value, position.step

    def take_effect(self, on: dt.date) -> Sequence[str]:
        """Fill in what begins with the final approval on the day ``on``; returns the names of the fields set."""
        return ()


class Seat(models.Model):
    """The one step at which a person decides an application. A subclass adds ``application``."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审批人")
    step = models.PositiveSmallIntegerField("环节")

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["application", "actor"], name="%(class)s_one_step_per_person"),
            models.UniqueConstraint(fields=["id", "application", "step"], name="%(class)s_known_by_its_step"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} @{self.step}"


class ApprovalRecord(models.Model):
    """One decision from one seat. A subclass adds ``application`` and ``seat``; its migration ties the two together.

    ``days_late`` are the working days past the limit of the step when it was decided: lateness stays for ever.
    """

    round = models.PositiveSmallIntegerField("申报轮次")
    step = models.PositiveSmallIntegerField("环节")
    decision = models.CharField(
        "意见", max_length=10, choices=[(d.value, title) for d, title in workflow.DECISION_TITLES.items()]
    )
    comment = models.TextField("说明", blank=True)
    opened_on = models.DateField("到达日期")
    due_on = models.DateField("办理期限")
    days_late = models.PositiveSmallIntegerField("逾期工作日", default=0)
    decided_at = models.DateTimeField("审批时间")

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["application", "round", "step"], name="%(class)s_one_per_step"),
            models.CheckConstraint(
                name="%(class)s_refusal_has_comment", condition=Q(decision="approved") | ~Q(comment="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.decision}@{self.step}"


class Notice(models.Model):
    """公示: a public notice that follows a step, and the objection to it, if there was one. A subclass adds
    ``application``. The notice runs from the day after ``posted_on`` to ``ends_on``, both counted."""

    round = models.PositiveSmallIntegerField("申报轮次")
    step = models.PositiveSmallIntegerField("环节")
    posted_on = models.DateField("公示日期")
    ends_on = models.DateField("公示截止日期")
    end_is_provisional = models.BooleanField("截止日期待日历公布后确定", default=False)
    source = models.CharField("期限依据", max_length=200)
    objection = models.TextField("异议内容", blank=True)
    objected_on = models.DateField("异议日期", null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="异议登记人"
    )
    outcome = models.CharField(
        "核查结论", max_length=10, blank=True, choices=[("upheld", "异议成立"), ("dismissed", "异议不成立")]
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="%(class)s_one_per_round"),
            models.CheckConstraint(name="%(class)s_ends_after_posting", condition=Q(ends_on__gt=F("posted_on"))),
            models.CheckConstraint(
                name="%(class)s_objection_is_dated_and_recorded",
                condition=Q(objection="", objected_on=None, recorded_by=None, outcome="")
                | ~Q(objection="") & Q(objected_on__isnull=False, recorded_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.posted_on}—{self.ends_on}"


class AttachmentQuerySet(AreaScopedQuerySet):
    """``visible_to(user)``: the material of the applications the user sees."""

    area_lookup = "application__area"


class Attachment(models.Model):
    """材料: a file kept with an application, never deleted, only struck off. A subclass adds ``application`` and
    ``kind``. Written by ``approvals.uploads.actions`` alone; the name the file came with is kept nowhere."""

    class ContentType(models.TextChoices):
        JPEG = "image/jpeg", "照片"
        PNG = "image/png", "图片"
        PDF = "application/pdf", "PDF"

    file = models.FileField("文件", upload_to="attachments", max_length=200)
    content_type = models.CharField("格式", max_length=20, choices=ContentType)
    size = models.PositiveIntegerField("大小", help_text="字节")
    sha256 = models.CharField("校验值", max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    added_at = models.DateTimeField("上传时间")
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="划去人"
    )
    struck_at = models.DateTimeField("划去时间", null=True)
    struck_because = models.CharField("划去原因", max_length=500, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind", "sha256"], name="%(class)s_same_file_once", condition=Q(struck_at=None)
            ),
            models.CheckConstraint(
                name="%(class)s_is_of_a_known_type",
                condition=Q(content_type__in=["image/jpeg", "image/png", "application/pdf"]),
            ),
            models.CheckConstraint(
                name="%(class)s_holds_a_file", condition=~Q(file="") & Q(size__gte=1) & ~Q(sha256="")
            ),
            models.CheckConstraint(
                name="%(class)s_is_struck_off_for_a_reason",
                condition=Q(struck_at=None, struck_by=None, struck_because="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.content_type}"
