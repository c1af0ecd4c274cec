"""名册: a community's workbook as it was given, and what became of each household in it."""

import json
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.fields import EncryptedTextField
from accounts.models import Area, AreaScopedQuerySet, Job
from households.enums import RetirementTrack, RosterDecision, RosterOutcome, RosterState

from .registry import Household

ENTERABLE = (RosterState.CHECKED, RosterState.ENTERING)
WITH_A_PLAN = (RosterOutcome.PLANNED, RosterOutcome.HELD, RosterOutcome.FAULTY, RosterOutcome.REPEATED)


class RosterQuerySet(AreaScopedQuerySet):
    def open(self) -> Self:
        """Those that can still come to something."""
        return self.exclude(state__in=(RosterState.REFUSED, RosterState.ENTERED, RosterState.WITHDRAWN))


class Roster(models.Model):
    """A workbook somebody gave for ``area``, a community or one above: kept sealed, the name it came with forgotten.

    ``track`` is taken for women of whom the workbook does not say whether they were workers or cadres; without one
    their lines are faulty. ``returned`` is the workbook of the faulty lines. ``notes`` (JSON, sealed: they quote the
    file) tell what was not read.
    """

    area = models.ForeignKey(Area, models.PROTECT, verbose_name="导入区划", related_name="+")
    file = models.FileField("名册", upload_to="rosters", max_length=200)
    size = models.PositiveIntegerField("大小", help_text="字节")
    sha256 = models.CharField("校验值", max_length=64)
    track = models.CharField("未写退休类别的女性", max_length=3, choices=RetirementTrack, blank=True)
    state = models.CharField("状态", max_length=10, choices=RosterState, default=RosterState.CHECKING)
    sentence = models.CharField("说明", max_length=300, blank=True)
    line_count = models.PositiveIntegerField("行数", default=0)
    notes = EncryptedTextField("未读内容", blank=True, default="")
    returned = models.FileField("有误的行", upload_to="rosters", max_length=200, blank=True, default="")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    added_at = models.DateTimeField("上传时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True)
    finished_at = models.DateTimeField("完成时间", null=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+", verbose_name="后台任务")

    objects = RosterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="roster_holds_a_file", condition=~Q(file="") & Q(size__gte=1) & ~Q(sha256="")),
            models.CheckConstraint(
                name="roster_refused_says_why", condition=~Q(state=RosterState.REFUSED) | ~Q(sentence="")
            ),
            models.CheckConstraint(
                name="roster_enters_once_somebody_confirmed_it",
                condition=Q(confirmed_by=None, confirmed_at=None)
                & ~Q(state__in=[RosterState.ENTERING, RosterState.ENTERED])
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="roster_is_finished_when_entered",
                condition=Q(state=RosterState.ENTERED, finished_at__isnull=False)
                | ~Q(state=RosterState.ENTERED) & Q(finished_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"D{self.pk:08d}"

    @property
    def told(self) -> dict[str, Any]:
        """``notes``, read."""
        found: dict[str, Any] = json.loads(self.notes) if self.notes else {}
        return found


class RosterEntry(models.Model):
    """One household of a roster, or lines that became none. ``place`` counts from 1 in the order of the workbook.

    ``area`` is the community it is meant for, None where that is not known. ``plan`` is what would be entered, with
    its faults and questions (JSON, sealed); it is wiped once the household is in the registry or it is decided against.
    ``household`` is the one it became, or was found to be already.
    """

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField("序号")
    area = models.ForeignKey(Area, models.PROTECT, null=True, verbose_name="社区", related_name="+")
    outcome = models.CharField("结果", max_length=10, choices=RosterOutcome)
    plan = EncryptedTextField("内容", blank=True, default="")
    line_count = models.PositiveSmallIntegerField("行数")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="roster_entries")
    decision = models.CharField("判断", max_length=10, choices=RosterDecision, blank=True)
    reason = models.CharField("判断说明", max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="判断人"
    )
    decided_at = models.DateTimeField("判断时间", null=True)

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster", "place"], name="rosterentry_one_for_each_place"),
            models.CheckConstraint(
                name="rosterentry_leads_to_a_household_once_entered",
                condition=Q(outcome__in=[RosterOutcome.ENTERED, RosterOutcome.KNOWN], household__isnull=False)
                | ~Q(outcome__in=[RosterOutcome.ENTERED, RosterOutcome.KNOWN]) & Q(household=None),
            ),
            models.CheckConstraint(
                name="rosterentry_keeps_its_plan_while_it_is_open",
                condition=Q(outcome__in=WITH_A_PLAN) & ~Q(plan="") | ~Q(outcome__in=WITH_A_PLAN) & Q(plan=""),
            ),
            models.CheckConstraint(
                name="rosterentry_is_meant_for_a_community",
                condition=~Q(outcome__in=[RosterOutcome.PLANNED, RosterOutcome.HELD]) | Q(area__isnull=False),
            ),
            models.CheckConstraint(
                name="rosterentry_is_decided_by_somebody_at_a_time",
                condition=Q(decision="", decided_by=None, decided_at=None)
                | ~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="rosterentry_dropped_was_decided", condition=~Q(outcome=RosterOutcome.DROPPED) | ~Q(decision="")
            ),
        ]
        indexes = [
            models.Index(fields=["roster", "outcome", "place"], name="rosterentry_by_outcome"),
            models.Index(fields=["area"], name="rosterentry_held", condition=Q(outcome=RosterOutcome.HELD)),
        ]

    def __str__(self) -> str:
        return f"{self.roster_id}/{self.place}"

    @property
    def told(self) -> dict[str, Any]:
        """``plan``, read; nothing once it is wiped."""
        found: dict[str, Any] = json.loads(self.plan) if self.plan else {}
        return found
