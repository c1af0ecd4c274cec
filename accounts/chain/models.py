from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class AuditSeal(models.Model):
    """A stretch of the audit's chain: which entries it seals, in order, and one link for each.

    ``links`` are 32 bytes an entry; the last is what the next seal follows (``previous`` there). ``up_to`` is the
    highest entry sealed by this seal or one before it. Append-only.
    """

    position = models.PositiveBigIntegerField("序号", unique=True)
    sealed_at = models.DateTimeField("封存时间")
    entry_ids = ArrayField(models.BigIntegerField(), verbose_name="审计记录")
    up_to = models.BigIntegerField("至记录")
    previous = models.BinaryField("上一段校验值", max_length=32)
    links = models.BinaryField("校验值")

    class Meta:
        constraints = [
            models.CheckConstraint(name="auditseal_counts_from_one", condition=Q(position__gte=1)),
            models.CheckConstraint(name="auditseal_seals_something", condition=Q(entry_ids__len__gte=1)),
            models.UniqueConstraint(name="auditseal_follows_one_before_it", fields=["previous"]),
        ]

    def __str__(self) -> str:
        return f"第 {self.position} 段"

    @property
    def last_link(self) -> bytes:
        return bytes(self.links)[-32:]

    @property
    def mark(self) -> str:
        """The beginning of the last link: enough to know the seal again by, short enough to be written down."""
        return self.last_link.hex()[:16]
