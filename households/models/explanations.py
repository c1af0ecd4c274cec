"""符合条件未立案: why somebody the rules find eligible has no case, for as long as the reason holds."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import AreaScopedQuerySet
from households.enums import Category, NoCaseReason

from .registry import Household, Person


class NoCase(models.Model):
    """未立案原因: recorded by a worker with evidence, from ``recorded_on`` to ``holds_until``, both included.

    It covers findings begun by ``recorded_on``: of the household without ``person``, of the person in ``categories``.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="no_cases")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="no_cases")
    categories = ArrayField(models.PositiveSmallIntegerField(choices=Category), verbose_name="类别", default=list)
    reason = models.CharField("原因", max_length=15, choices=NoCaseReason)
    evidence = models.CharField("说明与证明", max_length=500)
    recorded_on = models.DateField("登记日期")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    holds_until = models.DateField("有效期至")
    source = models.CharField("有效期依据", max_length=200)

    class QuerySet(AreaScopedQuerySet):
        area_lookup = "household__area"

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="no_case_has_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="no_case_holds_from_its_day_by_an_article",
                condition=Q(holds_until__gte=F("recorded_on")) & ~Q(source=""),
            ),
            models.CheckConstraint(
                name="no_case_of_a_person_names_categories",
                condition=Q(person=None, categories=[]) | Q(person__isnull=False) & ~Q(categories=[]),
            ),
        ]
        indexes = [models.Index(fields=["household", "holds_until"], name="no_case_of_household")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.reason} {self.recorded_on}—{self.holds_until}"
