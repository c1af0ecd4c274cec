"""安置: the story behind an employment registration. Its days, kind and employer stand there and nowhere else."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assistance.enums import Channel, Informed, PlacementSource, Workplace
from households.models import Person, Registration

from .offers import Offer, OfPersonQuerySet


class PlacementQuerySet(OfPersonQuerySet):
    person_lookup = "registration__person"


class Placement(models.Model):
    """安置: how an employment came about. One to one with its registration, whose dates it never copies."""

    registration = models.OneToOneField(Registration, models.PROTECT, related_name="placement")
    channel = models.PositiveSmallIntegerField("就业渠道", choices=Channel)
    source = models.CharField("就业门路", max_length=20, choices=PlacementSource)
    offer = models.OneToOneField(
        Offer, models.PROTECT, null=True, blank=True, related_name="placement", verbose_name="由推荐而来"
    )
    workplace = models.CharField("就业地点", max_length=10, choices=Workplace)
    destination = models.CharField("输出地", max_length=50, blank=True)
    agency = models.CharField("输出机构", max_length=100, blank=True)
    has_contract = models.BooleanField("已签劳动合同", default=False)
    contract_until = models.DateField("合同期满日期", null=True, blank=True)
    is_insured = models.BooleanField("已参加社会保险", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    recorded_at = models.DateTimeField("登记时间")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="placement_only_of_a_contract_has_its_end", condition=Q(contract_until=None) | Q(has_contract=True)
            ),
            models.CheckConstraint(
                name="placement_only_by_labour_export_names_where",
                condition=Q(source=PlacementSource.LABOUR_EXPORT) & ~Q(destination="")
                | ~Q(source=PlacementSource.LABOUR_EXPORT) & Q(destination="", agency=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.channel}"

    @property
    def is_in_own_district(self) -> bool:
        return self.workplace in (Workplace.STREET, Workplace.DISTRICT)


class EmploymentNotice(models.Model):
    """联动告知: that an office was told of an employment. Whom it is due to follows from the registry."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="employment_notices")
    informed = models.CharField("告知单位", max_length=10, choices=Informed)
    told_on = models.DateField("告知日期")
    answer = models.CharField("回复情况", max_length=200, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="告知人")
    told_at = models.DateTimeField("登记时间")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "informed"], name="office_is_told_of_an_employment_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.informed} {self.told_on}"


class LumpSum(models.Model):
    """失业保险金一次性发给 (哈人社发〔2010〕230号 第六条(三)): what was left of the benefit, paid at once to who
    starts on the own account. From ``month`` on nothing is paid by the month."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="lump_sums")
    registration = models.OneToOneField(Registration, models.PROTECT, related_name="lump_sum", verbose_name="自谋职业")
    month = models.DateField("发放月份", help_text="当月一日")
    months_left = models.PositiveSmallIntegerField("剩余月数")
    amount = models.DecimalField("金额", max_digits=9, decimal_places=2)
    paid_on = models.DateField("发放日期")
    evidence = models.CharField("核定文书", max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    recorded_at = models.DateTimeField("登记时间")

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lump_sum_is_of_some_months_and_yuan", condition=Q(months_left__gte=1, amount__gt=0)
            ),
            models.CheckConstraint(name="lump_sum_month_is_a_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(name="lump_sum_has_evidence", condition=~Q(evidence="")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.month:%Y-%m}"
