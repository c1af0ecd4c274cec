"""What was entered by mistake stays, struck off with the reason (划去)."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class StruckOff(models.Model):
    """Of rows that are never deleted: who struck one off, when and why."""

    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="划去人"
    )
    struck_at = models.DateTimeField("划去时间", null=True)
    struck_because = models.CharField("划去原因", max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_struck_off_for_a_reason",
                condition=Q(struck_at=None, struck_by=None, struck_because="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because=""),
            ),
        ]
