"""援助承诺书: what office and family promised each other in writing, signed by both (S1-06c, S2-29, S4-18).

By when, and whether it was kept, is the clock of the family's case (``ZeroFamilyCase``) and nothing else's: no day and
no outcome stands here.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import AreaScopedQuerySet
from accounts.uploads.models import KeptFile
from assistance.enums import Side
from households.models import Person, ZeroFamilyCase


class PledgeQuerySet(AreaScopedQuerySet):
    area_lookup = "case__household__area"

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def signed(self) -> Self:
        """Signed by both sides, and not withdrawn."""
        given = PledgeSignature.objects.filter(pledge=OuterRef("pk"))
        return self.standing().filter(*(Exists(given.filter(side=side)) for side in Side))


class Pledge(models.Model):
    """援助承诺书 of a family's case; it stands once both have signed, until it is withdrawn for a reason."""

    case = models.ForeignKey(ZeroFamilyCase, models.PROTECT, related_name="pledges", verbose_name="零就业家庭")
    office_text = models.CharField("承诺单位的承诺", max_length=1000)
    family_text = models.CharField("受助家庭的承诺", max_length=1000)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_at = models.DateTimeField("起草时间")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="作废人"
    )
    withdrawn_at = models.DateTimeField("作废时间", null=True)
    withdrawn_because = models.CharField("作废原因", max_length=500, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="pledge_is_the_only_one_of_its_case", fields=["case"], condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(name="pledge_is_mutual", condition=~Q(office_text="") & ~Q(family_text="")),
            models.CheckConstraint(
                name="pledge_is_withdrawn_by_somebody_for_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"P{self.pk:08d}"


class PledgeSignatureQuerySet(AreaScopedQuerySet):
    area_lookup = "pledge__case__household__area"


class PledgeSignature(KeptFile):
    """The signature of one side: of the family by a member of it, of the office by the officer who was signed in."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="signatures")
    side = models.CharField("签字方", max_length=10, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="签字人")

    objects = PledgeSignatureQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        constraints = [
            *KeptFile.Meta.constraints,
            models.UniqueConstraint(name="pledge_is_signed_once_by_each_side", fields=["pledge", "side"]),
            models.CheckConstraint(
                name="pledge_is_signed_by_a_member_for_the_family",
                condition=Q(side=Side.FAMILY, person__isnull=False) | Q(side=Side.OFFICE, person=None),
            ),
        ]
