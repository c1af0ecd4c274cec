"""越过优先人选: who was chosen before others that come first, and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from households.models import Person

from .offers import Offer, OfPersonQuerySet
from .placements import Placement


class PassingOverQuerySet(OfPersonQuerySet):
    person_lookup = "first"


class PassingOver(models.Model):
    """越过优先人选: a post was recommended to somebody (``offer``), or somebody was placed in one (``placement``),
    though others came before (哈就办字[2007]12号 三). Never changed.

    ``rank`` is where who was chosen stood, ``zero_families`` how many of those before are of zero-employment families,
    ``first`` who came first of all. For a post recommended only those families come first: all before are of them.
    """

    offer = models.OneToOneField(Offer, models.PROTECT, null=True, related_name="passing_over")
    placement = models.OneToOneField(Placement, models.PROTECT, null=True, related_name="passing_over")
    first = models.ForeignKey(Person, models.PROTECT, related_name="passed_over", verbose_name="排在最前的人员")
    rank = models.PositiveIntegerField("所选人员排序")
    zero_families = models.PositiveIntegerField("其中零就业家庭")
    reason = models.CharField("理由", max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="决定人")
    decided_at = models.DateTimeField("决定时间")

    objects = PassingOverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="passing_over_is_of_an_offer_or_of_a_placement",
                condition=Q(offer__isnull=False, placement=None) | Q(offer=None, placement__isnull=False),
            ),
            models.CheckConstraint(name="passing_over_gives_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="passing_over_passes_somebody", condition=Q(rank__gte=2, zero_families__lt=F("rank"))
            ),
        ]
        indexes = [models.Index(fields=["-decided_at", "-id"], name="passing_over_latest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.rank}"

    @property
    def chosen(self) -> Person:
        """Who was chosen."""
        person: Person = self.offer.person if self.offer else self._placed.registration.person
        return person

    @property
    def people(self) -> int:
        """How many were passed over."""
        return self.rank - 1

    @property
    def employer(self) -> str:
        employer: str = self.offer.employer if self.offer else self._placed.registration.employer
        return employer

    @property
    def is_struck_off(self) -> bool:
        return (self.offer or self._placed).struck_at is not None

    @property
    def _placed(self) -> Placement:
        assert self.placement is not None  # it is of the one or of the other
        return self.placement
