"""Whom a claim is for and what of it is granted: a line for each person, month and insurance."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import AreaScopedQuerySet
from households.models import Person
from subsidies.enums import Formula, Item, LineReason, MedicalKind, Refusal

from .claims import Claim


class ClaimMemberQuerySet(AreaScopedQuerySet):
    area_lookup = "claim__area"


class ClaimMember(models.Model):
    """受益人: one person of a claim, what was said of the person's payments, and the verdict of the rules.

    ``facts`` copies what of the registry it stood on. ``payments`` are months with what was paid by insurance, as the
    rules take them; ``base`` is yuan a month, rates are percent of it. The term is copied as it was judged:
    ``term_months``, its source, and the last month of an unbroken run.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="claim_members")
    base = models.DecimalField("月缴费基数", max_digits=9, decimal_places=2, null=True)
    medical_rate = models.DecimalField("医疗保险费率", max_digits=5, decimal_places=2, null=True)
    medical_kind = models.CharField("参加的医疗保险", max_length=10, choices=MedicalKind, default=MedicalKind.EMPLOYEE)
    employer_rates = models.JSONField("单位缴费费率", default=dict)
    personal_rates = models.JSONField("个人缴费费率", default=dict)
    payments = models.JSONField("缴费记录", default=list)
    contributions = models.JSONField("上年缴费", default=list)
    contract_from = models.DateField("劳动合同起", null=True)
    contract_until = models.DateField("劳动合同止", null=True)
    post_field = models.CharField("岗位领域", max_length=20, blank=True)
    is_restricted_industry = models.BooleanField("属于国家限制的行业", default=False)
    facts = models.JSONField("所依据的事实")
    reasons = ArrayField(models.CharField(max_length=30, choices=Refusal), verbose_name="不予补贴的原因", default=list)
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    first_approved = models.DateField("初次核定月份", null=True)
    term_months = models.PositiveSmallIntegerField("补贴期限（月）", null=True)
    term_until = models.DateField("最后可补贴月份", null=True)
    term_to_retirement = models.BooleanField("延长至退休", default=False)
    term_source = models.CharField("期限依据", max_length=200, blank=True)

    objects = ClaimMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="claim_is_for_each_person_once", fields=["claim", "person"]),
            models.UniqueConstraint(name="claim_member_known_by_its_person", fields=["id", "claim", "person"]),
            models.CheckConstraint(
                name="claim_member_gets_nothing_where_refused",
                condition=Q(reasons=[], amount__gte=0) | ~Q(reasons=[]) & Q(amount=0),
            ),
            models.CheckConstraint(
                name="claim_member_contract_ends_after_it_began",
                condition=Q(contract_until=None)
                | Q(contract_from__isnull=False, contract_until__gte=F("contract_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.amount}"

    @property
    def reason_words(self) -> list[str]:
        """Why the person gets nothing, in words."""
        return [str(Refusal(reason).label) for reason in self.reasons]


class ClaimLineQuerySet(AreaScopedQuerySet):
    area_lookup = "claim__area"

    def live(self) -> Self:
        return self.filter(is_live=True)


class ClaimLine(models.Model):
    """补贴明细: one person, month and item of a claim. Of months not granted it says why.

    ``is_live`` is whether the month is taken: granted, and the claim neither refused nor withdrawn (triggers set it).
    A person's month of an item is live once across all claims and schemes, whatever the path in. Lines change only
    while their claim is a draft or was returned (a trigger).
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    member = models.ForeignKey(ClaimMember, models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="claim_lines")
    month = models.DateField("月份", help_text="当月一日")
    item = models.CharField("补贴内容", max_length=20, choices=Item)
    base = models.DecimalField("缴费基数", max_digits=9, decimal_places=2, null=True)
    rate = models.DecimalField("费率", max_digits=7, decimal_places=4, null=True)
    paid = models.DecimalField("实缴", max_digits=9, decimal_places=2, null=True)
    paid_by_employer = models.DecimalField("其中单位缴", max_digits=9, decimal_places=2, null=True)
    paid_by_person = models.DecimalField("其中个人缴", max_digits=9, decimal_places=2, null=True)
    eligible = models.DecimalField("可补贴基数", max_digits=9, decimal_places=2, default=0)
    formula = models.CharField("计算方式", max_length=20, choices=Formula)
    amount = models.DecimalField("金额", max_digits=9, decimal_places=2, default=0)
    reason = models.CharField("结果", max_length=20, choices=LineReason)
    is_live = models.BooleanField("有效", default=False)

    objects = ClaimLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="claim_line_of_a_person_month_and_item_is_live_once",
                fields=["person", "item", "month"],
                condition=Q(is_live=True),
            ),
            models.UniqueConstraint(name="claim_line_stands_once_in_a_claim", fields=["member", "month", "item"]),
            models.CheckConstraint(name="claim_line_is_of_a_whole_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="claim_line_only_of_a_granted_month_is_live_or_paid",
                condition=Q(reason=LineReason.OK, amount__gte=0)
                | ~Q(reason=LineReason.OK) & Q(amount=0, is_live=False),
            ),
        ]
        indexes = [models.Index(fields=["claim", "month"], name="claim_line_of_claim")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.item} {self.amount}"
