"""Registers of the offices: enquiries, plans that let people go, proofs of unemployment, supervision, promises."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.fields import EncryptedTextField
from assistance.register_enums import EnquiryResult, NoProof, PlanKind, PlanOutcome

from .matters import Matter, MatterQuerySet


class Enquiry(Matter):
    """12333咨询: a call to the hotline, answered at once or by the office it was referred to (``area``)."""

    caller = EncryptedTextField("来电人", blank=True, default="")
    phone = EncryptedTextField("联系电话", blank=True, default="")
    question = models.TextField("咨询内容", max_length=1000)
    result = models.CharField("办理结果", max_length=10, choices=EnquiryResult, blank=True)
    answer = models.TextField("答复", max_length=1000, blank=True)
    referred_on = models.DateField("转办日期", null=True)
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="转办人"
    )

    objects = MatterQuerySet.as_manager()

    class Meta(Matter.Meta):
        constraints = [
            *Matter.Meta.constraints,
            models.CheckConstraint(name="enquiry_asks_something", condition=~Q(question="")),
            models.CheckConstraint(
                name="enquiry_is_closed_with_an_answer",
                condition=Q(closed_on=None, result="", answer="")
                | Q(closed_on__isnull=False) & ~Q(result="") & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="enquiry_is_referred_by_somebody",
                condition=Q(referred_on=None, referred_by=None)
                | Q(referred_on__isnull=False, referred_on__gte=F("received_on"), referred_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def outcome_words(self) -> str:
        return self.get_result_display()

    @property
    def is_good(self) -> bool:
        return self.result == EnquiryResult.ANSWERED


class WorkforcePlan(Matter):
    """裁员和安置方案 of an employer: ``workers`` people will be out of work from ``planned_on`` on.

    Until the workers' congress has discussed it and it is noted or approved, it may not be begun (``may_begin``).
    """

    kind = models.CharField("类别", max_length=20, choices=PlanKind)
    workers = models.PositiveIntegerField("涉及职工人数")
    planned_on = models.DateField("拟实施日期")
    text = models.TextField("方案要点", max_length=2000)
    congress_on = models.DateField("职代会讨论日期", null=True)
    outcome = models.CharField("审核结果", max_length=10, choices=PlanOutcome, blank=True)
    decision = models.CharField("审核机关和文号、意见", max_length=500, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta(Matter.Meta):
        constraints = [
            *Matter.Meta.constraints,
            models.CheckConstraint(
                name="workforce_plan_is_of_an_employer_and_some_workers",
                condition=Q(employer__isnull=False, workers__gt=0) & ~Q(text=""),
            ),
            models.CheckConstraint(
                name="workforce_plan_is_closed_with_a_decision",
                condition=Q(closed_on=None, outcome="", decision="")
                | Q(closed_on__isnull=False) & ~Q(outcome="") & ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="workforce_plan_passes_the_congress_first",
                condition=~Q(outcome__in=[PlanOutcome.NOTED, PlanOutcome.APPROVED])
                | Q(congress_on__isnull=False, congress_on__lte=F("closed_on")),
            ),
            models.CheckConstraint(
                name="workforce_plan_is_approved_where_it_closes_and_noted_where_not",
                condition=~Q(kind=PlanKind.LAY_OFF, outcome=PlanOutcome.APPROVED)
                & ~Q(kind=PlanKind.RESETTLEMENT, outcome=PlanOutcome.NOTED),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    @property
    def outcome_words(self) -> str:
        return self.get_outcome_display()

    @property
    def may_begin(self) -> bool:
        return self.outcome in (PlanOutcome.NOTED, PlanOutcome.APPROVED)

    @property
    def is_good(self) -> bool:
        return self.may_begin


class UnemploymentCheck(Matter):
    """失业证明核实 of somebody self-employed or in flexible work who applies for unemployment insurance: looked into by
    one officer, decided by another. A refusal gives one of three reasons."""

    checked_on = models.DateField("核实日期", null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="核实人"
    )
    findings = models.TextField("核实情况", max_length=1000, blank=True)
    is_granted = models.BooleanField("开具失业证明", null=True)
    refusal = models.CharField("不予开具的原因", max_length=20, choices=NoProof, blank=True)
    decision = models.TextField("决定理由", max_length=500, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta(Matter.Meta):
        constraints = [
            *Matter.Meta.constraints,
            models.CheckConstraint(name="unemployment_check_is_of_a_person", condition=Q(person__isnull=False)),
            models.CheckConstraint(
                name="unemployment_check_is_made_whole",
                condition=Q(checked_on=None, checked_by=None, findings="")
                | Q(checked_on__isnull=False, checked_by__isnull=False) & ~Q(findings=""),
            ),
            models.CheckConstraint(
                name="unemployment_check_is_decided_by_another_for_a_reason",
                condition=Q(closed_on=None, is_granted=None, refusal="", decision="")
                | Q(closed_on__isnull=False, checked_on__isnull=False, is_granted__isnull=False)
                & (Q(is_granted=True, refusal="") | Q(is_granted=False) & ~Q(refusal=""))
                & ~Q(decision="")
                & ~Q(closed_by=F("checked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def outcome_words(self) -> str:
        return "开具失业证明" if self.is_granted else f"不予开具：{self.get_refusal_display()}"

    @property
    def is_good(self) -> bool:
        return bool(self.is_granted)


class Supervision(Matter):
    """政策落实督查: whether an office delivers a policy; what was found is mended by ``due_on``, told by evidence."""

    office = models.CharField("被督查单位", max_length=100)
    policy = models.CharField("督查的政策", max_length=200)
    findings = models.TextField("发现的问题", max_length=2000)
    mended = models.TextField("整改情况和证明", max_length=1000, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta(Matter.Meta):
        constraints = [
            *Matter.Meta.constraints,
            models.CheckConstraint(
                name="supervision_says_what_was_found_where", condition=~Q(office="") & ~Q(policy="") & ~Q(findings="")
            ),
            models.CheckConstraint(
                name="supervision_is_closed_with_what_was_mended",
                condition=Q(closed_on=None, mended="") | Q(closed_on__isnull=False) & ~Q(mended=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    outcome_words = "已整改"
    is_good = True


class PublicPromise(Matter):
    """向市民承诺的实事: what an office promised the citizens until ``due_on``; kept or not is said by evidence."""

    text = models.TextField("承诺内容", max_length=1000)
    owner = models.CharField("责任单位和责任人", max_length=100)
    progress = models.TextField("最近进展", max_length=1000, blank=True)
    progress_on = models.DateField("进展日期", null=True)
    is_kept = models.BooleanField("已兑现", null=True)
    evidence = models.TextField("兑现证明或未兑现原因", max_length=1000, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta(Matter.Meta):
        constraints = [
            *Matter.Meta.constraints,
            models.CheckConstraint(name="public_promise_says_what_and_who", condition=~Q(text="") & ~Q(owner="")),
            models.CheckConstraint(
                name="public_promise_is_closed_by_evidence",
                condition=Q(closed_on=None, is_kept=None, evidence="")
                | Q(closed_on__isnull=False, is_kept__isnull=False) & ~Q(evidence=""),
            ),
            models.CheckConstraint(
                name="public_promise_tells_progress_of_a_day",
                condition=Q(progress_on=None, progress="") | Q(progress_on__isnull=False) & ~Q(progress=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def outcome_words(self) -> str:
        return "已兑现" if self.is_kept else "未兑现"

    @property
    def is_good(self) -> bool:
        return bool(self.is_kept)
