"""工作移交: everything somebody answered for by name went to somebody else, in one act."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Area, AreaScopedQuerySet


class WorkTransferQuerySet(AreaScopedQuerySet):
    area_lookup = "area"


class WorkTransfer(models.Model):
    """What ``leaving`` answered for, taken over by ``successor`` of the same area: how many families, measures that
    were still to be done, preparations for families, and charges of places. Never changed."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="区划")
    leaving = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="移交人")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="接手人")
    on = models.DateField("移交日期")
    reason = models.CharField("移交原因", max_length=500)
    families = models.PositiveIntegerField("家庭")
    measures = models.PositiveIntegerField("待落实的措施")
    preparations = models.PositiveIntegerField("工作预案", default=0)
    charges = models.PositiveIntegerField("包片、包社区、包楼院")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    made_at = models.DateTimeField("办理时间")

    objects = WorkTransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="work_transfer_is_to_somebody_else", condition=~Q(successor=F("leaving"))),
            models.CheckConstraint(name="work_transfer_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="work_transfer_moves_something",
                condition=Q(families__gt=0) | Q(measures__gt=0) | Q(preparations__gt=0) | Q(charges__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.on}"
