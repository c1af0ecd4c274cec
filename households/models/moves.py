"""Households over time: where they lived, which community handed them to which, and who came and went, and why."""

from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.constraints import same
from accounts.models import Area, AreaScopedQuerySet, User
from accounts.permissions import Act, may

from .registry import Household, Person


class Residence(models.Model):
    """Where a household lived, and when (居住). ``Household.address`` is the present one.

    ``area`` is the community it lies in, which need not be the one responsible; null where it lies in none of the city.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="residences")
    address = models.CharField("住址", max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="居住地社区")
    validity = DateRangeField("居住期间")
    reason = models.CharField("变更原因", max_length=500, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="residence_one_address_per_day",
                expressions=[same("household"), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="residence_lasts_a_day", condition=Q(validity__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.validity}"


class HandoverStatus(models.TextChoices):
    PROPOSED = "proposed", "待接收"
    ACCEPTED = "accepted", "已接收"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"


LIVE_HANDOVERS = (HandoverStatus.PROPOSED, HandoverStatus.RETURNED)


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Hand-overs from or to the user's area, and former ones of its households: the two communities, whoever
        answers now, and whoever stands above one of them."""
        if user.area is None:
            return self.none()
        places = ("from_area", "to_area", "household__area")
        return self.filter(reduce(or_, (Q(**{f"{place}__path__startswith": user.area.path}) for place in places)))

    def live(self) -> Self:
        return self.filter(status__in=LIVE_HANDOVERS)

    def to_answer(self, user: User) -> Self:
        """The receiving community's worklist, and the only hand-overs ``user`` may accept or return."""
        if not may(user, Act.SURVEY):
            return self.none()
        return self.filter(status=HandoverStatus.PROPOSED, to_area=user.area_id)

    def of_giver(self, user: User) -> Self:
        """The live hand-overs of the giving community, which ``user`` may send again or withdraw."""
        if not may(user, Act.SURVEY):
            return self.none()
        return self.live().filter(from_area=user.area_id)


class Handover(models.Model):
    """社区交接: a household given by one community to another. The giving one answers for it until ``effective_on``,
    the day of acceptance, which is never before the day agreed on (``on``)."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="handovers", verbose_name="家庭")
    from_area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="移交社区")
    to_area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="接收社区")
    on = models.DateField("交接日期")
    address = models.CharField("新住址", max_length=200, blank=True)
    reason = models.CharField("移交原因", max_length=500)
    status = models.CharField("状态", max_length=10, choices=HandoverStatus, default=HandoverStatus.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    proposed_at = models.DateTimeField("提出时间")
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True)
    effective_on = models.DateField("生效日期", null=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="handover_one_live_per_household",
                fields=["household"],
                condition=Q(status__in=[status.value for status in LIVE_HANDOVERS]),
            ),
            models.CheckConstraint(name="handover_goes_to_another_community", condition=~Q(from_area=F("to_area"))),
            models.CheckConstraint(name="handover_gives_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="handover_takes_effect_by_acceptance_no_earlier_than_agreed",
                condition=Q(status="accepted", effective_on__isnull=False, effective_on__gte=F("on"))
                | ~Q(status="accepted") & Q(effective_on=None),
            ),
            models.CheckConstraint(
                name="handover_is_accepted_by_somebody_else",
                condition=~Q(status="accepted")
                | Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answered_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="handover_is_returned_with_a_reason",
                condition=~Q(status="returned") | Q(answered_by__isnull=False) & ~Q(answer=""),
            ),
        ]
        indexes = [
            models.Index(fields=["to_area", "status"], name="handover_to"),
            models.Index(fields=["from_area", "status"], name="handover_from"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"Y{self.pk:08d}"


class MovementKind(models.TextChoices):
    SPLIT = "split", "分户"
    JOINED = "joined", "并入他户"
    LEFT = "left", "离开本市"
    CAME_BACK = "came_back", "返回本市"
    DIED = "died", "死亡登记"
    NOT_DIED = "not_died", "撤销死亡登记"
    MISTAKEN = "mistaken", "登记错误移出"


class MovementQuerySet(AreaScopedQuerySet):
    area_lookup = "household__area"


class Movement(models.Model):
    """One person's coming or going, with its day and reason: a record nobody changes. The periods it made stand in
    the memberships.

    ``household`` is the one left, returned to, died in or not, or never belonged to (登记错误移出); ``other`` the one
    gone to, of who stays in the city.
    """

    kind = models.CharField("事项", max_length=10, choices=MovementKind)
    person = models.ForeignKey(Person, models.PROTECT, related_name="movements")
    household = models.ForeignKey(Household, models.PROTECT, related_name="movements")
    other = models.ForeignKey(Household, models.PROTECT, null=True, related_name="arrivals")
    on = models.DateField("日期")
    reason = models.CharField("原因和证明材料", max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    recorded_at = models.DateTimeField("办理时间")

    objects = MovementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="movement_gives_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="movement_inside_the_city_leads_to_another_household",
                condition=Q(kind__in=["split", "joined"], other__isnull=False) & ~Q(other=F("household"))
                | Q(kind__in=["left", "came_back", "died", "not_died", "mistaken"], other=None),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.on}"


class DeathQuerySet(models.QuerySet):
    def standing(self) -> Self:
        return self.filter(annulled_at=None)


class Death(models.Model):
    """死亡登记: when somebody died and by what evidence, and that it was annulled where it was registered wrongly.

    ``changes`` lists every row the registration changed, with its former values: to annul it puts exactly these back.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="deaths", verbose_name="人员")
    on = models.DateField("死亡日期")
    evidence = models.CharField("证明材料", max_length=500)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    registered_at = models.DateTimeField("登记时间")
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤销人"
    )
    annulled_at = models.DateTimeField("撤销时间", null=True)
    annul_reason = models.CharField("撤销原因", max_length=500, blank=True)
    annul_evidence = models.CharField("撤销的证明材料", max_length=500, blank=True)
    changes = models.JSONField("所作变更", default=list)

    objects = DeathQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="death_stands_once_per_person", fields=["person"], condition=Q(annulled_at=None)
            ),
            models.CheckConstraint(
                name="death_is_annulled_by_somebody_with_reason_and_evidence",
                condition=Q(annulled_at=None, annulled_by=None, annul_reason="", annul_evidence="")
                | Q(annulled_at__isnull=False, annulled_by__isnull=False) & ~Q(annul_reason="") & ~Q(annul_evidence=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.on}"
