"""补贴发放: batches of approved claims, each payment of one claim, what is sent to the bank and what comes back."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.fields import EncryptedTextField
from accounts.identifiers import mask_account
from accounts.models import Area, AreaScopedQuerySet
from subsidies.enums import Scheme
from subsidies.payment_enums import STANDING, BatchStatus, PaymentStatus

from .claims import Claim
from .funds import BankFormat, Fund


class BatchQuerySet(AreaScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(status=BatchStatus.DISSOLVED)


class Batch(models.Model):
    """发放批次 of a district: the claims of one scheme whose last month lies within the period, out of one fund.

    Made by one officer, signed by another, confirmed by finance, sent. It says the count and sum of its payments (a
    trigger holds it to them) and, once sent or dissolved, never changes (a trigger).
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="subsidy_batches", verbose_name="区县")
    scheme = models.CharField("补贴项目", max_length=20, choices=Scheme)
    first_month = models.DateField("起始月份", help_text="当月一日")
    last_month = models.DateField("截止月份", help_text="当月一日")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="batches", verbose_name="资金来源")
    count = models.PositiveIntegerField("笔数", default=0)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2, default=0)
    status = models.CharField("状态", max_length=10, choices=BatchStatus, default=BatchStatus.MADE)
    submission = models.UUIDField("提交编号", null=True, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编制人")
    made_at = models.DateTimeField("编制时间")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    signed_at = models.DateTimeField("复核时间", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="财政确认人"
    )
    confirmed_at = models.DateTimeField("财政确认时间", null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="送银行人"
    )
    sent_at = models.DateTimeField("送银行时间", null=True)
    dissolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤销人"
    )
    dissolved_at = models.DateTimeField("撤销时间", null=True)
    dissolved_because = models.CharField("撤销原因", max_length=500, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="batch_is_for_whole_months",
                condition=Q(first_month__day=1, last_month__day=1, last_month__gte=F("first_month")),
            ),
            models.CheckConstraint(
                name="batch_is_signed_and_confirmed_by_others_than_made_it",
                condition=(Q(signed_by=None) | ~Q(signed_by=F("made_by")))
                & (Q(confirmed_by=None) | ~Q(confirmed_by=F("made_by")) & ~Q(confirmed_by=F("signed_by"))),
            ),
            models.CheckConstraint(
                name="batch_stands_where_its_signatures_say",
                condition=Q(status=BatchStatus.MADE, signed_at=None, confirmed_at=None, sent_at=None)
                | Q(status=BatchStatus.SIGNED, signed_at__isnull=False, confirmed_at=None, sent_at=None)
                | Q(status=BatchStatus.CONFIRMED, signed_at__isnull=False, confirmed_at__isnull=False, sent_at=None)
                | Q(
                    status=BatchStatus.SENT,
                    signed_at__isnull=False,
                    confirmed_at__isnull=False,
                    sent_at__isnull=False,
                )
                | Q(status=BatchStatus.DISSOLVED, sent_at=None, dissolved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="batch_is_signed_by_somebody",
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False, count__gte=1),
            ),
            models.CheckConstraint(
                name="batch_is_confirmed_and_sent_by_somebody",
                condition=(
                    Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                    | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                )
                & (Q(sent_by__isnull=True, sent_at__isnull=True) | Q(sent_by__isnull=False, sent_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="batch_is_dissolved_by_somebody_for_a_reason",
                condition=~Q(status=BatchStatus.DISSOLVED)
                & Q(dissolved_by=None, dissolved_at=None, dissolved_because="")
                | Q(status=BatchStatus.DISSOLVED, dissolved_by__isnull=False, dissolved_at__isnull=False)
                & ~Q(dissolved_because=""),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "status"], name="batch_in_area"),
            models.Index(fields=["-made_at", "-id"], name="batch_latest_first"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"F{self.pk:06d}"


class PaymentQuerySet(AreaScopedQuerySet):
    area_lookup = "batch__area"

    def standing(self) -> Self:
        return self.filter(status__in=STANDING)


class Payment(models.Model):
    """发放明细: what one claim is paid, to the account it is sent to. ``serial`` is its line in the batch.

    A claim has one payment that stands, whatever the path in; nothing but its result changes (triggers). ``again`` is
    the rejected payment that this one is made for.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="payments", verbose_name="批次")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="payments", verbose_name="补贴申请")
    serial = models.PositiveIntegerField("序号")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    payee_name = models.CharField("补贴对象", max_length=200)
    account_name = models.CharField("开户名", max_length=100)
    bank = models.CharField("开户银行", max_length=100)
    account = EncryptedTextField("银行账号")
    again = models.OneToOneField(
        "CorrectedAccount", models.PROTECT, null=True, related_name="payment_again", verbose_name="更正的账户"
    )
    status = models.CharField("状态", max_length=10, choices=PaymentStatus, default=PaymentStatus.LISTED)
    settled_on = models.DateField("银行办结日期", null=True)
    bank_reason = models.CharField("退回原因", max_length=200, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="claim_is_paid_once", fields=["claim"], condition=Q(status__in=["listed", "sent", "paid"])
            ),
            models.UniqueConstraint(name="payment_has_its_place_in_the_batch", fields=["batch", "serial"]),
            models.CheckConstraint(
                name="payment_is_of_some_yuan_to_an_account",
                condition=Q(amount__gt=0) & ~Q(payee_name="") & ~Q(account_name="") & ~Q(bank="") & ~Q(account=""),
            ),
            models.CheckConstraint(
                name="payment_is_settled_with_its_day_and_reason",
                condition=Q(status__in=["listed", "sent", "freed"], settled_on=None, bank_reason="")
                | Q(status=PaymentStatus.PAID, settled_on__isnull=False, bank_reason="")
                | Q(status=PaymentStatus.REJECTED, settled_on__isnull=False) & ~Q(bank_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["status", "settled_on"], name="payment_settled")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.amount}"

    @property
    def number(self) -> str:
        """流水号: by it the bank's answer finds the payment."""
        return f"F{self.batch_id:06d}{self.serial:06d}"

    @property
    def masked_account(self) -> str:
        return mask_account(self.account)

    @property
    def endorsement_key(self) -> uuid.UUID:
        """Under which it is endorsed on a certificate, once."""
        return uuid.uuid5(uuid.NAMESPACE_OID, f"subsidies.payment/{self.pk}")


class CorrectedAccount(models.Model):
    """更正账户: where a rejected payment is sent to in its next batch; the claim's own account stays. A record."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="corrected", verbose_name="退回的发放")
    account_name = models.CharField("开户名", max_length=100)
    bank = models.CharField("开户银行", max_length=100)
    account = EncryptedTextField("银行账号")
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="更正人")
    corrected_at = models.DateTimeField("更正时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="corrected_account_is_whole", condition=~Q(account_name="") & ~Q(bank="") & ~Q(account="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class BankFile(models.Model):
    """银行报盘文件: made once for a batch, kept sealed, with its control totals. A record."""

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="bank_file", verbose_name="批次")
    format = models.ForeignKey(BankFormat, models.PROTECT, related_name="+", verbose_name="格式")
    file = models.FileField("文件", upload_to="bank", max_length=200)
    size = models.PositiveIntegerField("大小", help_text="字节")
    sha256 = models.CharField("校验值", max_length=64)
    count = models.PositiveIntegerField("笔数")
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    made_at = models.DateTimeField("生成时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bank_file_holds_a_file", condition=~Q(file="") & Q(size__gte=1, count__gte=1) & ~Q(sha256="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class BankReturn(models.Model):
    """银行回盘文件: what the bank says of a batch's payments; the same file counts once. ``faults`` are sentences about
    the lines that could not be taken. A record."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="returns", verbose_name="批次")
    file = models.FileField("文件", upload_to="bank", max_length=200)
    size = models.PositiveIntegerField("大小", help_text="字节")
    sha256 = models.CharField("校验值", max_length=64)
    paid = models.PositiveIntegerField("发放成功")
    rejected = models.PositiveIntegerField("银行退回")
    known = models.PositiveIntegerField("此前已登记")
    faults = models.JSONField("未采用的行", default=list)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人")
    entered_at = models.DateTimeField("导入时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="bank_return_of_a_batch_counts_once", fields=["batch", "sha256"]),
            models.CheckConstraint(
                name="bank_return_holds_a_file", condition=~Q(file="") & Q(size__gte=1) & ~Q(sha256="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
