"""片 and 楼院 below the areas of the tree, who answers for what, and former names. Part of ``models``."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from .constraints import same
from .enums import ChargeKind


class FormerName(models.Model):
    """The name an area or organisation bore up to ``last_day``, that day included."""

    area = models.ForeignKey("accounts.Area", models.PROTECT, null=True, related_name="former_names")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="former_names")
    name = models.CharField("原名称", max_length=100)
    last_day = models.DateField("使用至", help_text="含当日")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="former_name_was_borne_by_one",
                condition=Q(area=None, organisation__isnull=False) | Q(area__isnull=False, organisation=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（至{self.last_day}）"


class Patch(models.Model):
    """片: the communities of a street that one of its leaders answers for. Closed, never deleted."""

    street = models.ForeignKey("accounts.Area", models.PROTECT, related_name="patches", verbose_name="街道")
    name = models.CharField("名称", max_length=50)
    valid_from = models.DateField("设立日期")
    valid_to = models.DateField("撤销日期", null=True, help_text="含当日")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="patch_closes_after_it_opens", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
            models.UniqueConstraint(
                name="patch_has_a_name_of_its_own", fields=["street", "name"], condition=Q(valid_to=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PatchPart(models.Model):
    """A community that belongs to a 片, and when: to one at a time."""

    patch = models.ForeignKey(Patch, models.PROTECT, related_name="parts")
    community = models.ForeignKey("accounts.Area", models.PROTECT, related_name="patch_parts", verbose_name="社区")
    validity = DateRangeField("有效期间", help_text="含首日，不含末日")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="patch_part_one_per_community_and_day",
                expressions=[same("community"), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="patch_part_lasts_a_day", condition=Q(validity__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.community_id}@{self.patch_id} {self.validity}"


class Courtyard(models.Model):
    """楼院: buildings of a community that its director answers for. Closed, never deleted."""

    community = models.ForeignKey("accounts.Area", models.PROTECT, related_name="courtyards", verbose_name="社区")
    name = models.CharField("名称", max_length=50)
    valid_from = models.DateField("设立日期")
    valid_to = models.DateField("撤销日期", null=True, help_text="含当日")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="courtyard_closes_after_it_opens", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
            models.UniqueConstraint(
                name="courtyard_has_a_name_of_its_own", fields=["community", "name"], condition=Q(valid_to=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _one_a_day(place: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=f"charge_one_officer_per_{place}_and_day",
        expressions=[same(place), same("kind"), ("validity", RangeOperators.OVERLAPS)],
        condition=Q(**{f"{place}__isnull": False}),
    )


class Charge(models.Model):
    """Who answers by name for an area, a 片 or a 楼院, and when (专人负责、四包一帮)."""

    kind = models.PositiveSmallIntegerField("责任", choices=ChargeKind)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="charges", verbose_name="责任人")
    area = models.ForeignKey("accounts.Area", models.PROTECT, null=True, related_name="charges")
    patch = models.ForeignKey(Patch, models.PROTECT, null=True, related_name="charges")
    courtyard = models.ForeignKey(Courtyard, models.PROTECT, null=True, related_name="charges")
    validity = DateRangeField("责任期间", help_text="含首日，不含末日")

    class Meta:
        constraints = [
            _one_a_day("area"),
            _one_a_day("patch"),
            _one_a_day("courtyard"),
            models.CheckConstraint(name="charge_lasts_a_day", condition=Q(validity__isempty=False)),
            models.CheckConstraint(
                name="charge_is_of_the_place_of_its_kind",
                condition=Q(
                    kind__in=[ChargeKind.RESPONSIBLE, ChargeKind.OFFICER],
                    area__isnull=False,
                    patch=None,
                    courtyard=None,
                )
                | Q(kind=ChargeKind.LEADER, area=None, patch__isnull=False, courtyard=None)
                | Q(kind=ChargeKind.DIRECTOR, area=None, patch=None, courtyard__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.officer_id} {self.get_kind_display()}"
