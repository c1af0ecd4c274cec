"""Whom a worker called on and what was found; of some a second person looks again."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import AreaScopedQuerySet, User
from accounts.striking import StruckOff
from accounts.uploads.models import KeptFile
from assistance.enums import CALLBACKS, OF_CALLBACKS, OF_VISITS, VisitKind, VisitOutcome, VisitWay
from households.models import Household, Person, Registration


class VisitQuerySet(AreaScopedQuerySet):
    area_lookup = "household__area"

    def standing(self) -> Self:
        return self.filter(struck_at=None)

    def met(self) -> Self:
        """Those in which somebody was spoken to."""
        return self.standing().exclude(outcome=VisitOutcome.ABSENT)


class Visit(StruckOff):
    """走访、回访: a call on a person, the family or the employer. A call-back is of the employment ``registration``."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="visits", verbose_name="人员")
    household = models.ForeignKey(Household, models.PROTECT, related_name="visits", verbose_name="家庭")
    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, related_name="callbacks", verbose_name="就业登记"
    )
    kind = models.CharField("走访对象", max_length=10, choices=VisitKind)
    on = models.DateField("走访日期")
    way = models.CharField("方式", max_length=10, choices=VisitWay)
    place = models.CharField("地点", max_length=100, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=VisitOutcome)
    findings = models.CharField("了解到的情况", max_length=500)
    visited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="走访人")
    recorded_at = models.DateTimeField("登记时间")
    submission = models.UUIDField("提交编号", unique=True, null=True)

    objects = VisitQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.CheckConstraint(name="visit_says_what_was_found", condition=~Q(findings="")),
            models.CheckConstraint(
                name="visit_calls_back_on_an_employment_only",
                condition=Q(kind__in=CALLBACKS, registration__isnull=False, outcome__in=OF_CALLBACKS)
                | Q(kind=VisitKind.HOME, registration=None, outcome__in=OF_VISITS),
            ),
        ]
        indexes = [models.Index(fields=["-on", "-id"], name="visit_latest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.on}"


class VisitPhotoQuerySet(AreaScopedQuerySet):
    area_lookup = "visit__household__area"


class VisitPhoto(KeptFile):
    """A picture taken at a visit, where one was."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")

    objects = VisitPhotoQuerySet.as_manager()


class RecheckQuerySet(AreaScopedQuerySet):
    area_lookup = "visit__household__area"

    def waiting_for(self, user: User) -> Self:
        """What ``user`` may look into again: not one's own visits."""
        return self.visible_to(user).filter(checked_on=None, visit__struck_at=None).exclude(visited_by=user)


class Recheck(models.Model):
    """抽查复核: a visit drawn by lot, for another person to look into. ``visited_by`` is who made the visit."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="recheck")
    visited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="走访人")
    drawn_on = models.DateField("抽中日期")
    due_on = models.DateField("复核期限")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    checked_on = models.DateField("复核日期", null=True)
    agrees = models.BooleanField("情况属实", null=True)
    findings = models.CharField("复核情况", max_length=500, blank=True)

    objects = RecheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recheck_is_by_somebody_else", condition=Q(checked_by=None) | ~Q(checked_by=F("visited_by"))
            ),
            models.CheckConstraint(
                name="recheck_is_done_whole",
                condition=Q(checked_by=None, checked_on=None, agrees=None, findings="")
                | Q(checked_by__isnull=False, checked_on__isnull=False, agrees__isnull=False) & ~Q(findings=""),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="recheck_waiting", condition=Q(checked_on=None))]

    def __str__(self) -> str:
        return f"#{self.pk} {self.drawn_on}"
