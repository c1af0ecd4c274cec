"""四包一帮 as far as it ends at a family: its 楼院, its community worker, its party cadre (S1-07)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from accounts.constraints import same
from accounts.models import Courtyard, User
from households.enums import LinkKind

from .registry import Household


class CourtyardStay(models.Model):
    """In which 楼院 a household lives, and when."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="courtyard_stays")
    courtyard = models.ForeignKey(Courtyard, models.PROTECT, related_name="stays", verbose_name="楼院")
    validity = DateRangeField("有效期间", help_text="含首日，不含末日")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="courtyard_stay_one_per_household_and_day",
                expressions=[same("household"), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="courtyard_stay_lasts_a_day", condition=Q(validity__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.household_id}@{self.courtyard_id} {self.validity}"


class FamilyLink(models.Model):
    """Who answers for a family by name, and when: its worker, and the cadre paired with it."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="family_links")
    kind = models.PositiveSmallIntegerField("责任", choices=LinkKind)
    officer = models.ForeignKey(User, models.PROTECT, related_name="family_links", verbose_name="责任人")
    validity = DateRangeField("有效期间", help_text="含首日，不含末日")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="family_link_one_per_kind_and_day",
                expressions=[same("household"), same("kind"), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="family_link_lasts_a_day", condition=Q(validity__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.household_id} {self.get_kind_display()} {self.officer_id}"
