"""上报: what was published, by whom, and the rows behind every figure of it. Never changed afterwards."""

import datetime as dt
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import Area, AreaScopedQuerySet, User

from .enums import ReturnCode


class PublicationQuerySet(AreaScopedQuerySet):
    def of(self, return_code: str) -> Self:
        return self.filter(return_code=return_code)

    def ending_before(self, day: dt.date) -> Self:
        return self.filter(last__lt=day)


class Publication(models.Model):
    """The return of one area for one period, as published.

    ``content_hash`` is the SHA-256 of all figures and their rows (``queries.contents``), ``previous_hash`` that of
    the area's publication before it. ``adjustments`` says what the adjustments of the figures consist of: a list of
    ``{line, period, by}``, a correction of a published period, with ``of`` that of a community (its code) that closed
    and is part of this one now, or ``{line, moved}``, households that changed community.
    """

    return_code = models.CharField("报表", max_length=10, choices=ReturnCode)
    layout = models.CharField("表样", max_length=30)
    label = models.CharField("报告期", max_length=7)
    first = models.DateField("起始日期")
    last = models.DateField("截止日期")
    area = models.ForeignKey(Area, models.PROTECT, related_name="publications", verbose_name="填报单位")
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="上报人")
    published_at = models.DateTimeField("上报时间")
    adjustments = models.JSONField("调整说明", default=list)
    content_hash = models.CharField("内容校验码", max_length=64)
    previous_hash = models.CharField("上期校验码", max_length=64, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="publication_one_per_return_period_and_area", fields=["return_code", "label", "area"]
            ),
            models.CheckConstraint(name="publication_period_has_a_day", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(
                name="publication_is_of_a_period_that_has_ended", condition=Q(published_at__date__gt=F("last"))
            ),
            models.CheckConstraint(
                name="publication_has_the_hash_of_its_content", condition=Q(content_hash__regex=r"^[0-9a-f]{64}$")
            ),
        ]
        indexes = [models.Index(fields=["area", "-last"], name="publication_of_area")]

    def __str__(self) -> str:
        return f"{self.return_code} {self.label} {self.area_id}"


class PublishedFigure(models.Model):
    """One line of a publication: the figure, and the keys of the rows it counts.

    ``adjustment`` is what later changes of earlier months add to or take from this month's figure; it is not part of
    ``value``. A parent's figure is the sum of its children's, its rows are theirs, child by child.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="figures")
    line = models.CharField("行次", max_length=5)
    value = models.PositiveIntegerField("数值")
    adjustment = models.IntegerField("调整", default=0)
    row_ids = ArrayField(models.BigIntegerField(), verbose_name="名单")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="published_figure_one_per_line", fields=["publication", "line"]),
            models.CheckConstraint(
                name="published_figure_is_the_number_of_its_rows", condition=Q(row_ids__len=F("value"))
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.publication_id} {self.line}={self.value}"
