import datetime as dt
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Area, AreaScopedQuerySet, User
from accounts.permissions import Act, absent_for, may
from accounts.uploads.models import KeptFile

from . import workflow

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class DeputisedQuerySet(AreaScopedQuerySet):
    """What officers decide in the own name, or as deputies of somebody who is away. A subclass says whom it bars."""

    def barred(self, officer: User) -> Q:
        """What ``officer`` may not decide, whoever would do it in the officer's name."""
        raise NotImplementedError

    def decidable_by(self, officer: User, on: dt.date) -> Self:
        """Of these, all within the officer's own area and level, what ``officer`` may decide on the day ``on``.

        Whose role does not decide has what those absent officers may decide whose deputy the officer is; who decides
        by role has all of that already, for a deputation never widens an area.
        """
        if may(officer, Act.DECIDE):
            return self.exclude(self.barred(officer))
        lent = [~self.barred(absent) for absent in absent_for(officer, on)]
        return self.filter(reduce(or_, lent)).exclude(self.barred(officer)) if lent else self.none()

    def absent_for(self, deputy: User, on: dt.date) -> list[User]:
        """The absent officers in whose name ``deputy`` may decide these, of a queryset of one."""
        return [absent for absent in absent_for(deputy, on) if self.exclude(self.barred(absent)).exists()]


class ApprovableQuerySet(DeputisedQuerySet):
    def waiting_for(self, officer: User, *, on: dt.date) -> Self:
        """The officer's worklist on the day ``on``, and the only applications the officer may decide.

        It holds what stands at a step of the officer's level in the officer's area, is open on that day, and is
        ``decidable_by`` the officer.
        """
        if officer.area is None:
            return self.none()
        model, level = cast("type[Approvable]", self.model), officer.area.level
        mine = Q(pk=None)
        for chain in model.chains:
            steps = [number for number, step in enumerate(chain.desks, 1) if step.level == level]
            mine |= Q(chain_code=chain.code, step__in=steps)
        rows = self.visible_to(officer).filter(mine, status__in=workflow.IN_OFFICE, opens_on__lte=on)
        return rows.decidable_by(officer, on)

    def barred(self, officer: User) -> Q:
        """What ``officer`` may not decide: somebody decided another step in person or in the officer's name."""
        model = cast("type[Approvable]", self.model)
        seats = model.seats.rel.related_model  # type: ignore[attr-defined]  # the reverse descriptor
        records = model.approval_records.rel.related_model  # type: ignore[attr-defined]
        elsewhere = {"application": OuterRef("pk")}
        sat = seats.objects.filter(actor=officer, **elsewhere).exclude(step=OuterRef("step"))
        lent = records.objects.filter(on_behalf_of=officer, **elsewhere).exclude(step=OuterRef("step"))
        return Q(Exists(sat)) | Q(Exists(lent))

    def withdrawable_by(self, officer: User, *, on: dt.date) -> Self:
        """What ``officer`` may take back on the day ``on``, if it is not decided yet: where applications are written
        down, whoever there serves the applicant."""
        return self.visible_to(officer) if may(officer, Act.SURVEY) else self.none()

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
    reviews: "RelatedManager[Any]"
    objects = ApprovableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_has_a_step_while_under_way",
                condition=Q(
                    status__in=["pending", "objected", "returned", "in_review"], step__isnull=False, step__gte=1
                )
                | Q(status__in=["draft", "refused", "approved", "withdrawn"], step=None),
            ),
            models.CheckConstraint(
                name="%(class)s_opens_and_is_due_while_in_office",
                condition=~Q(status__in=["pending", "objected", "in_review"])
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

    @property
    def articles(self) -> Sequence[str]:
        """By which documents and articles it was applied for, where it says so itself."""
        return ()

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
    article = models.CharField("依据", max_length=300, blank=True, default="", help_text="文件和条款")
    opened_on = models.DateField("到达日期")
    due_on = models.DateField("办理期限")
    days_late = models.PositiveSmallIntegerField("逾期工作日", default=0)
    decided_at = models.DateTimeField("审批时间")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代谁办理"
    )

    seat: Any

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["application", "round", "step"], name="%(class)s_one_per_step"),
            models.CheckConstraint(
                name="%(class)s_refusal_has_comment", condition=Q(decision="approved") | ~Q(comment="")
            ),
            models.CheckConstraint(
                name="%(class)s_against_somebody_cites_an_article",
                condition=Q(decision__in=["approved", "returned", "dismissed"]) | ~Q(article=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.decision}@{self.step}"

    @property
    def opinion(self) -> str:
        """What was said, with the article it rests on. Decisions from before articles were kept have none."""
        return f"{self.comment}（依据：{self.article}）" if self.article else self.comment

    @property
    def signature(self) -> str:
        """Who decided, and in whose name. Needs ``seat__actor`` and ``on_behalf_of``."""
        return cast(User, self.seat.actor).signature(self.on_behalf_of)


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


class Attachment(KeptFile):
    """材料: a file kept with an application. A subclass adds ``application`` and ``kind``. Written by
    ``approvals.uploads.actions`` alone."""

    objects = AttachmentQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind", "sha256"], name="%(class)s_same_file_once", condition=Q(struck_at=None)
            ),
            *KeptFile.Meta.constraints,
        ]


class Review(models.Model):
    """复核: the applicant's request that the level above look at a refusal again. A subclass adds ``application``.

    ``step`` is the one that refused. ``requestable_until`` and ``due_source`` are the last day for the request and the
    article of the time the review may take; its decision is an approval record at the review's own number.
    """

    step = models.PositiveSmallIntegerField("原决定环节")
    reason = models.TextField("申请理由")
    requested_on = models.DateField("申请日期")
    requestable_until = models.DateField("申请截止日期")
    source = models.CharField("申请期限依据", max_length=200)
    due_source = models.CharField("办理时限依据", max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    outcome = models.CharField(
        "复核结论",
        max_length=10,
        blank=True,
        choices=[("sustained", "维持原决定"), ("overturned", "撤销原决定"), ("withdrawn", "申请人撤回")],
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["application"], name="%(class)s_once_in_a_case"),
            models.CheckConstraint(name="%(class)s_gives_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="%(class)s_requested_in_time", condition=Q(requested_on__lte=F("requestable_until"))
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.requested_on}"
