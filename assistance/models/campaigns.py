"""专项活动: an area's campaign, within which refusals are counted by themselves."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q, Value

from accounts.models import Area, AreaScopedQuerySet, User


class CampaignQuerySet(AreaScopedQuerySet):
    area_lookup = "area"

    def over(self, area: Area) -> Self:
        """Those of the area itself and of the areas above it: the ones its people take part in."""
        return self.alias(_path=Value(area.path)).filter(_path__startswith=models.F("area__path"))

    def known_to(self, user: User) -> Self:
        """Those of the user's own area, of the areas above it and of those below it."""
        if user.area is None:
            return self.none()
        above = self.over(user.area).values("pk")
        return self.filter(Q(area__path__startswith=user.area.path) | Q(pk__in=above))


class Campaign(models.Model):
    """专项活动: its name, days and the document that ordered it. People of the area below take part."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="campaigns", verbose_name="开展区划")
    name = models.CharField("名称", max_length=50)
    validity = DateRangeField("起止日期", help_text="含首日，不含末日")
    basis = models.CharField("文件依据", max_length=100)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    opened_at = models.DateTimeField("登记时间")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="campaign_has_a_name_of_its_own_in_the_area"),
            models.CheckConstraint(
                name="campaign_has_a_first_and_a_last_day",
                condition=Q(validity__isempty=False, validity__lower_inf=False, validity__upper_inf=False),
            ),
            models.CheckConstraint(name="campaign_names_its_document", condition=~Q(basis="")),
        ]

    def __str__(self) -> str:
        return self.name
