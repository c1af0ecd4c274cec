"""疑似: what the rules found, for which days and why. People certify; a finding only proposes."""

import datetime as dt
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from accounts.constraints import same
from accounts.models import AreaScopedQuerySet
from households.enums import Category, FamilyKind

from .registry import Household, Person


class Origin(models.TextChoices):
    """What asked the rules: somebody's act, or the monthly refresh."""

    ACT = "act", "登记变更"
    REFRESH = "refresh", "每月更新"


class FindingQuerySet(AreaScopedQuerySet):
    area_lookup = "household__area"

    def on(self, day: dt.date) -> Self:
        return self.filter(validity__contains=day)


class Finding(models.Model):
    """``reasons`` and ``closing`` are lists of ``{code, text, article}``: why it began and why it ended."""

    validity = DateRangeField("有效期间")
    reasons = models.JSONField("理由")
    closing = models.JSONField("终止理由", default=list)
    origin = models.CharField("来源", max_length=10, choices=Origin)
    closing_origin = models.CharField("终止来源", max_length=10, choices=Origin, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_lasts_a_day", condition=Q(validity__isempty=False)),
            models.CheckConstraint(name="%(class)s_gives_reasons", condition=~Q(reasons=[])),
            models.CheckConstraint(
                name="%(class)s_says_why_it_ended",
                condition=Q(validity__upper_inf=True, closing=[], closing_origin="")
                | Q(validity__upper_inf=False) & ~Q(closing=[]) & ~Q(closing_origin=""),
            ),
        ]


class PersonFinding(Finding):
    """A person looks eligible in a category. ``household`` is where the person lived when it was found."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="findings")
    household = models.ForeignKey(Household, models.PROTECT, related_name="person_findings")
    category = models.PositiveSmallIntegerField("类别", choices=Category)

    class Meta(Finding.Meta):
        constraints = [
            *Finding.Meta.constraints,
            ExclusionConstraint(
                name="person_finding_one_per_category_and_day",
                expressions=[same("person"), same("category"), ("validity", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} C{self.category:02d} {self.validity}"


class HouseholdFinding(Finding):
    """A household looks zero-employment or dual-unemployed."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="findings")
    kind = models.PositiveSmallIntegerField("类别", choices=FamilyKind)

    class Meta(Finding.Meta):
        constraints = [
            *Finding.Meta.constraints,
            ExclusionConstraint(
                name="household_finding_one_per_kind_and_day",
                expressions=[same("household"), same("kind"), ("validity", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.validity}"
