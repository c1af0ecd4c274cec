"""追回: what was paid and had not been due, month by month, when it is to come back, and what came."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from accounts.models import AreaScopedQuerySet
from accounts.striking import StruckOff

from .lines import ClaimLine
from .payments import Payment


class RecoveryQuerySet(AreaScopedQuerySet):
    area_lookup = "payment__claim__area"

    def standing(self) -> Self:
        return self.filter(struck_at=None)

    def open(self) -> Self:
        return self.filter(struck_at=None, closed_on=None)

    def with_received(self) -> Self:
        """With what came back so far, ``received``, and what is still ``owed``."""
        came = Receipt.objects.filter(recovery=OuterRef("pk"), struck_at=None).order_by().values("recovery")
        yuan: DecimalField = DecimalField(max_digits=12, decimal_places=2)
        received = Coalesce(
            Subquery(came.annotate(of=Sum("amount")).values("of"), output_field=yuan), Value(0, output_field=yuan)
        )
        return self.annotate(received=received).annotate(owed=F("amount") - F("received"))


class Recovery(StruckOff):
    """追回: of one paid claim, for a reason and by an article.

    It closes when all is in, or by a decision that two people sign: ``proposed_by`` and ``closed_by``.
    """

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="recoveries", verbose_name="发放明细")
    reason = models.CharField("追回原因", max_length=500)
    article = models.CharField("依据", max_length=300)
    amount = models.DecimalField("应追回金额", max_digits=12, decimal_places=2)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="立案人")
    opened_at = models.DateTimeField("立案时间")
    submission = models.UUIDField("提交编号", null=True, unique=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提请结案人"
    )
    proposed_at = models.DateTimeField("提请结案时间", null=True)
    closing_reason = models.CharField("结案原因", max_length=500, blank=True)
    closed_on = models.DateField("结案日期", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="结案人"
    )

    objects = RecoveryQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.CheckConstraint(
                name="recovery_is_of_some_yuan_for_a_reason_by_an_article",
                condition=Q(amount__gt=0) & ~Q(reason="") & ~Q(article=""),
            ),
            models.CheckConstraint(
                name="recovery_is_proposed_for_closing_for_a_reason",
                condition=Q(proposed_by=None, proposed_at=None, closing_reason="")
                | Q(proposed_by__isnull=False, proposed_at__isnull=False) & ~Q(closing_reason=""),
            ),
            models.CheckConstraint(
                name="recovery_is_closed_by_another_than_proposed_it",
                condition=Q(closed_on=None, closed_by=None)
                | Q(closed_on__isnull=False, closed_by__isnull=False)
                & (Q(proposed_by=None) | ~Q(closed_by=F("proposed_by"))),
            ),
        ]
        indexes = [
            models.Index(fields=["payment"], condition=Q(closed_on=None, struck_at=None), name="recovery_open"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"ZH{self.pk:06d}"


class RecoveryLine(models.Model):
    """What of one line of the claim was paid too much. ``is_live`` as long as the recovery is not struck off; a line is
    recovered once (triggers hold both, and that no more is asked back than was paid of it)."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="lines")
    line = models.ForeignKey(ClaimLine, models.PROTECT, related_name="recovered")
    amount = models.DecimalField("多付金额", max_digits=9, decimal_places=2)
    is_live = models.BooleanField("有效", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="claim_line_is_recovered_once", fields=["line"], condition=Q(is_live=True)),
            models.CheckConstraint(name="recovery_line_is_of_some_yuan", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.amount}"


class Instalment(models.Model):
    """分期: by when how much is to come back."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="instalments")
    due_on = models.DateField("应缴日期")
    amount = models.DecimalField("应缴金额", max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="instalment_is_due_once_on_a_day", fields=["recovery", "due_on"]),
            models.CheckConstraint(name="instalment_is_of_some_yuan", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} {self.amount}"


class ReceiptQuerySet(AreaScopedQuerySet):
    area_lookup = "recovery__payment__claim__area"

    def standing(self) -> Self:
        return self.filter(struck_at=None)


class Receipt(StruckOff):
    """收回记录: what came back on a day, with the voucher; entered wrongly it is struck off. All that stands is never
    more than is to be recovered (a trigger that locks the recovery)."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="receipts")
    on = models.DateField("收到日期")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    voucher = models.CharField("凭证号", max_length=60)
    submission = models.UUIDField("提交编号", null=True, unique=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    entered_at = models.DateTimeField("登记时间")

    objects = ReceiptQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.CheckConstraint(
                name="receipt_is_of_some_yuan_with_a_voucher", condition=Q(amount__gt=0) & ~Q(voucher="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.amount}"
