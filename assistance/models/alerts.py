"""预警预报: what is told of once, who has to answer it, and the digest of each day."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.enums import AreaLevel
from accounts.models import Area, AreaScopedQuerySet, User
from assistance.enums import AlertKind
from households.models import Household, Person

from .employers import Employer


class AlertQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Of the user's own area; none for a user without an area."""
        return self.within(user.area.path) if user.area else self.none()

    def within(self, path: str) -> Self:
        """About families and employers of the area with this path, and of those below it."""
        return self.filter(Q(household__area__path__startswith=path) | Q(employer__area__path__startswith=path))

    def open(self) -> Self:
        """Neither answered nor past."""
        return self.filter(answered_at=None, ended_on=None)

    def waiting_for(self, user: User) -> Self:
        """Open ones of the user's area that have come up to its level: those of families and those of employers apart,
        as each have an index that leads to them."""
        if user.area is None:
            return self.none()
        here = Alert.objects.open().filter(level__gte=user.area.level)
        of_families = here.filter(household__area__path__startswith=user.area.path).values("pk")
        of_employers = here.filter(employer__area__path__startswith=user.area.path).values("pk")
        return self.filter(pk__in=of_families.union(of_employers, all=True))


class Alert(models.Model):
    """预警: something about a person or a family, or about an employer that lets people go, that was told of once.

    ``about`` is the key of the row it is about, ``happens_on`` the day it happens or became due, ``step`` the days
    ahead of it where several reminders go before one day. It stands with the office at ``level`` since ``level_on``;
    whoever does not answer by ``answer_by`` leaves it to the level above. ``ended_on``: its cause was gone by itself.
    """

    kind = models.CharField("预警事项", max_length=10, choices=AlertKind)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="alerts", verbose_name="家庭")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="alerts", verbose_name="人员")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="alerts", verbose_name="单位")
    about = models.BigIntegerField("所指记录")
    step = models.PositiveSmallIntegerField("提前天数", default=0)
    happens_on = models.DateField("到期日期")
    detail = models.CharField("说明", max_length=200)
    raised_on = models.DateField("预警日期")
    level = models.PositiveSmallIntegerField("处理层级", choices=AreaLevel)
    level_on = models.DateField("到达本级日期")
    answer_by = models.DateField("处理期限")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="处理人"
    )
    answered_at = models.DateTimeField("处理时间", null=True)
    answer = models.CharField("处理情况", max_length=500, blank=True)
    ended_on = models.DateField("消除日期", null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "about", "happens_on", "step"], name="alert_is_raised_once"),
            models.CheckConstraint(name="alert_says_what_it_is_about", condition=~Q(detail="")),
            models.CheckConstraint(
                name="alert_is_of_a_family_or_of_an_employer",
                condition=Q(household__isnull=False, employer=None)
                | Q(household=None, person=None, employer__isnull=False),
            ),
            models.CheckConstraint(
                name="alert_stands_with_an_office_of_the_city", condition=Q(level__gte=1, level__lte=AreaLevel.CITY)
            ),
            models.CheckConstraint(
                name="alert_is_answered_whole_or_ends_by_itself",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, ended_on=None) & ~Q(answer=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["household", "level"], name="alert_open", condition=Q(answered_at=None, ended_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.happens_on}"

    @property
    def area(self) -> Area:
        """The community whose it is."""
        where = self.household or self.employer
        assert where is not None  # a constraint holds it
        return where.area


class Digest(models.Model):
    """每日预警摘要 of an area: what came to its level on the day, what it left to the level above, what is open.

    A community that has one was looked through on the day.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="区划")
    on = models.DateField("日期")
    made_at = models.DateTimeField("生成时间")
    came = models.PositiveIntegerField("新到预警")
    left = models.PositiveIntegerField("逾期上报")
    waiting = models.PositiveIntegerField("待处理")

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "on"], name="digest_one_per_area_and_day")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.on}"
