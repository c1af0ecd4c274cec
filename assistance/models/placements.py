"""安置: the story behind an employment registration. Its days, kind and employer stand there and nowhere else."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.striking import StruckOff
from assistance.enums import Channel, Informed, PlacementSource, Workplace
from households.models import Person, Registration

from .offers import EntryQuerySet, Offer, OfPersonQuerySet
from .striking import StruckByRecord


class PlacementQuerySet(EntryQuerySet):
    person_lookup = "registration__person"


class Placement(StruckOff):
    """安置: how an employment came about. One that stands for a registration, whose dates it never copies."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="placements")
    channel = models.PositiveSmallIntegerField("就业渠道", choices=Channel)
    source = models.CharField("就业门路", max_length=20, choices=PlacementSource)
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="placements", verbose_name="由推荐而来"
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

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                name="placement_stands_once_for_an_employment", fields=["registration"], condition=Q(struck_at=None)
            ),
            models.UniqueConstraint(
                name="placement_stands_once_for_an_offer", fields=["offer"], condition=Q(struck_at=None)
            ),
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


class RecordQuerySet(OfPersonQuerySet):
    """Of what is never changed, and of which some were struck off by a record of its own."""

    def standing(self) -> Self:
        return self.filter(striking=None)


class EmploymentNoticeQuerySet(RecordQuerySet):
    person_lookup = "registration__person"


class EmploymentNotice(StruckByRecord):
    """联动告知: that an office was told of an employment. Whom it is due to follows from the registry. Never changed; a
    trigger holds that one stands for each office."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="employment_notices")
    informed = models.CharField("告知单位", max_length=10, choices=Informed)
    told_on = models.DateField("告知日期")
    answer = models.CharField("回复情况", max_length=200, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="告知人")
    told_at = models.DateTimeField("登记时间")

    objects = EmploymentNoticeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"#{self.pk} {self.informed} {self.told_on}"


class LumpSum(StruckByRecord):
    """失业保险金一次性发给 (哈人社发〔2010〕230号 第六条(三)): what was left of the benefit, paid at once to who
    starts on the own account. From ``month`` on nothing is paid by the month. Never changed; a trigger holds that one
    stands for an employment."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="lump_sums")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="lump_sums", verbose_name="自谋职业")
    month = models.DateField("发放月份", help_text="当月一日")
    months_left = models.PositiveSmallIntegerField("剩余月数")
    amount = models.DecimalField("金额", max_digits=9, decimal_places=2)
    paid_on = models.DateField("发放日期")
    evidence = models.CharField("核定文书", max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    recorded_at = models.DateTimeField("登记时间")

    objects = RecordQuerySet.as_manager()

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


class Striking(models.Model):
    """划去: that a record which is never changed was wrong, of a notice or a payment. Never changed itself."""

    notice = models.OneToOneField(EmploymentNotice, models.PROTECT, null=True, related_name="striking")
    lump_sum = models.OneToOneField(LumpSum, models.PROTECT, null=True, related_name="striking")
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="划去人")
    struck_at = models.DateTimeField("划去时间")
    struck_because = models.CharField("划去原因", max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="striking_is_of_one_record",
                condition=Q(notice__isnull=False, lump_sum=None) | Q(notice=None, lump_sum__isnull=False),
            ),
            models.CheckConstraint(name="striking_gives_a_reason", condition=~Q(struck_because="")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.struck_because}"
