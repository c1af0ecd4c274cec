from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.enums import EXPORT_APPROVERS
from accounts.fields import EncryptedTextField


class ExportRequestQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own; and those from the own area and below for who may approve them."""
        return self.filter(Q(requested_by=user.pk) | _from_below(user))

    def waiting_for(self, user: Any) -> Self:
        """What ``user`` may approve or refuse: whatever is pending, but for the own."""
        return self.filter(_from_below(user), status=ExportRequest.Status.PENDING).exclude(requested_by=user.pk)


def _from_below(user: Any) -> Q:
    if user.role not in EXPORT_APPROVERS or user.area is None:
        return Q(pk__in=())
    return Q(requested_by__area__path__startswith=user.area.path)


class ExportRequest(models.Model):
    """导出申请: a list of people, longer than ``settings.EXPORT_APPROVAL_ROWS``, that somebody wants to take away.

    It says of which list, by which filters (what was typed by hand is left out of ``filters``, and sealed with the rest
    in ``address``), how many rows it had and what for. A second person approves it, and only then a job makes the file.
    """

    class Status(models.TextChoices):
        PENDING = "pending", "待批准"
        APPROVED = "approved", "已批准"
        REFUSED = "refused", "不批准"
        WITHDRAWN = "withdrawn", "已撤回"

    title = models.CharField("列表", max_length=200)
    address = EncryptedTextField("列表地址")
    filters = models.JSONField("筛选", default=list)
    rows = models.PositiveIntegerField("行数")
    purpose = models.CharField("用途", max_length=200)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="export_requests", verbose_name="申请人"
    )
    requested_at = models.DateTimeField("申请时间")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.PENDING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )
    decided_at = models.DateTimeField("办结时间", null=True)
    reason = models.CharField("不批准的理由", max_length=500, blank=True, default="")
    job = models.OneToOneField("accounts.Job", models.PROTECT, null=True, verbose_name="后台任务")

    objects = ExportRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["requested_at"], name="export_pending", condition=Q(status="pending"))]
        constraints = [
            models.CheckConstraint(name="export_states_a_purpose", condition=~Q(purpose="")),
            models.CheckConstraint(
                name="export_is_decided_by_a_second_person",
                condition=Q(status__in=("approved", "refused"), decided_by__isnull=False)
                & ~Q(decided_by=F("requested_by"))
                | Q(status__in=("pending", "withdrawn"), decided_by=None),
            ),
            models.CheckConstraint(
                name="export_is_over_exactly_when_not_pending",
                condition=Q(status="pending", decided_at=None) | ~Q(status="pending") & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="export_is_refused_with_a_reason",
                condition=Q(status="refused") & ~Q(reason="") | ~Q(status="refused") & Q(reason=""),
            ),
            models.CheckConstraint(
                name="export_is_made_exactly_when_approved",
                condition=Q(status="approved", job__isnull=False) | ~Q(status="approved") & Q(job=None),
            ),
        ]

    def __str__(self) -> str:
        return f"导出 {self.title}"

    @property
    def is_pending(self) -> bool:
        return self.status == self.Status.PENDING
