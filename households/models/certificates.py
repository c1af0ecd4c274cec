"""证件: 再就业优惠证 and its successors, from the application to the day they are taken back, and what is endorsed."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.constraints import same
from accounts.enums import AreaLevel
from accounts.fields import CERTIFICATE, BlindIndexField, EncryptedTextField
from accounts.identifiers import mask_account
from accounts.models import AreaScopedQuerySet
from approvals.models import Approvable, ApprovalRecord, Attachment, AttachmentQuerySet, Notice, Seat
from approvals.workflow import Chain, Step
from households.enums import BenefitKind, Category, CertificateKind, Material, SurrenderReason
from policy import parameters

from .certifications import LIVE, FamilyMatterQuerySet
from .registry import Household, Person
from .status import span_of_days

TAKEN_OVER = Chain("certificate-opening-1", ())  # 旧系统转入: issued there
ISSUING = Chain(
    "certificate-1",
    (
        Step("社区初审", AreaLevel.COMMUNITY, parameters.CERTIFICATE_COMMUNITY_WORKDAYS),
        Step("街道审核", AreaLevel.STREET, parameters.CERTIFICATE_STREET_WORKDAYS),
        Step("区县发证", AreaLevel.DISTRICT, parameters.CERTIFICATE_DISTRICT_WORKDAYS),
    ),
)


class CertificateQuerySet(FamilyMatterQuerySet):
    """Certificates follow the household: whoever answers for it today sees them."""

    area_lookup = "household__area"

    def in_hand(self) -> Self:
        """Issued and not taken back; suspended, failed and lapsed ones are among them."""
        return self.filter(status="approved", surrendered_on=None)


class Certificate(Approvable):
    """One person's certificate (证件). It is applied for and reviewed like a case; the district issues it.

    ``serial`` is the number printed on it, kept when a lost one is issued anew. ``category`` is empty for holders who
    are not certified as hard to employ. ``replaces`` is the certificate of an earlier kind that it was exchanged for.
    """

    chains = (TAKEN_OVER, ISSUING)
    subject = "person"

    household = models.ForeignKey(Household, models.PROTECT, related_name="certificates", verbose_name="家庭")
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates", verbose_name="持证人")
    kind = models.CharField("证件种类", max_length=20, choices=CertificateKind)
    kind_source = models.CharField("种类依据", max_length=200)
    category = models.PositiveSmallIntegerField("人员类别", choices=Category, null=True, blank=True)
    evidence = models.TextField("核验的材料")
    serial = EncryptedTextField("证号", blank=True, default="")
    serial_digest = BlindIndexField("证号索引", of="serial", purpose=CERTIFICATE, null=True)
    issued_on = models.DateField("发证日期", null=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="换发前的证件"
    )
    surrendered_on = models.DateField("收回日期", null=True)
    surrender_reason = models.CharField("收回原因", max_length=10, choices=SurrenderReason, blank=True)
    surrender_note = models.CharField("收回说明", max_length=200, blank=True)

    objects = CertificateQuerySet.as_manager()  # type: ignore[misc]  # django-stubs: narrowing an abstract manager

    class Meta(Approvable.Meta):
        constraints = [
            *Approvable.Meta.constraints,
            models.UniqueConstraint(
                name="certificate_one_live_per_person_and_kind",
                fields=["person", "kind"],
                condition=Q(status__in=[*LIVE, "approved"], surrendered_on=None),
            ),
            models.UniqueConstraint(name="certificate_serial_unique_within_its_kind", fields=["kind", "serial_digest"]),
            models.CheckConstraint(
                name="certificate_has_a_serial_and_a_day_once_issued",
                condition=Q(status="approved", issued_on__isnull=False, serial_digest__isnull=False) & ~Q(serial="")
                | ~Q(status="approved") & Q(issued_on=None),
            ),
            models.CheckConstraint(
                name="certificate_is_surrendered_after_issue_for_a_reason",
                condition=Q(surrendered_on=None, surrender_reason="")
                | Q(issued_on__isnull=False, surrendered_on__isnull=False, surrendered_on__gte=F("issued_on"))
                & ~Q(surrender_reason=""),
            ),
            models.CheckConstraint(name="certificate_names_its_evidence", condition=~Q(evidence="")),
        ]
        indexes = [models.Index(fields=["area", "status"], name="certificate_in_area")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number of the application; that of the certificate is ``serial``."""
        return f"Z{self.pk:08d}"

    @property
    def masked_serial(self) -> str:
        return mask_account(self.serial) if self.serial else ""

    @property
    def is_in_hand(self) -> bool:
        return self.status == "approved" and self.surrendered_on is None

    def take_effect(self, on: dt.date) -> Sequence[str]:
        """Dates the issue; the act has set the number before."""
        self.issued_on = on
        return ("issued_on",)


class CertificateSeat(Seat):
    application = models.ForeignKey(Certificate, models.PROTECT, related_name="seats")

    class Meta(Seat.Meta):
        pass


class CertificateRecord(ApprovalRecord):
    application = models.ForeignKey(Certificate, models.PROTECT, related_name="approval_records")
    seat = models.ForeignKey(CertificateSeat, models.PROTECT, related_name="records")

    class Meta(ApprovalRecord.Meta):
        pass


class CertificateNotice(Notice):
    """No step of the present chain posts a notice; a later version of it may."""

    application = models.ForeignKey(Certificate, models.PROTECT, related_name="notices")

    class Meta(Notice.Meta):
        pass


class CertificateAttachmentQuerySet(AttachmentQuerySet):
    area_lookup = "application__household__area"


class CertificateAttachment(Attachment):
    application = models.ForeignKey(Certificate, models.PROTECT, related_name="attachments")
    kind = models.CharField("材料类别", max_length=30, choices=Material)

    objects = CertificateAttachmentQuerySet.as_manager()  # type: ignore[misc]  # as that of Certificate

    class Meta(Attachment.Meta):
        pass


class Suspension(models.Model):
    """暂停使用: from ``since`` up to, not including, ``resumed_on``."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="suspensions")
    since = models.DateField("暂停日期")
    reason = models.CharField("暂停原因", max_length=200)
    resumed_on = models.DateField("恢复日期", null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="suspension_one_per_certificate_and_day",
                expressions=[same("certificate"), (span_of_days("since", "resumed_on"), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="suspension_has_a_reason_and_ends_after_it_began",
                condition=(Q(resumed_on=None) | Q(resumed_on__gte=F("since"))) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.since}—{self.resumed_on or ''}"


class Reissue(models.Model):
    """遗失补发: a further copy of a certificate, under the same number. A record.

    ``submission`` makes a form sent twice one copy.
    """

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="reissues")
    copy = models.PositiveSmallIntegerField("第几本")
    issued_on = models.DateField("补发日期")
    reason = models.CharField("补发原因", max_length=200)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    submission = models.UUIDField("提交编号", unique=True, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "copy"], name="reissue_one_per_copy"),
            models.CheckConstraint(
                name="reissue_is_a_later_copy_with_a_reason", condition=Q(copy__gte=2) & ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} 第{self.copy}本"


class SerialCorrection(models.Model):
    """更正证号: the number that a certificate was issued under by mistake, and why it was put right."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="serial_corrections")
    old = EncryptedTextField("原证号")
    reason = models.CharField("更正原因", max_length=200)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    corrected_at = models.DateTimeField("更正时间")

    class Meta:
        constraints = [
            models.CheckConstraint(name="serial_correction_gives_a_reason", condition=~Q(reason="") & ~Q(old="")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.corrected_at:%Y-%m-%d}"

    @property
    def masked_old(self) -> str:
        return mask_account(self.old)


class EndorsementQuerySet(AreaScopedQuerySet):
    area_lookup = "certificate__household__area"


class Endorsement(models.Model):
    """享受政策记录: a benefit taken on a certificate. A record: a wrong one is cancelled by a counter-entry.

    A counter-entry repeats the entry it ``cancels``, with the amount below zero, and says why. ``submission`` makes a
    form sent twice one entry.
    """

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="endorsements")
    benefit = models.CharField("享受的政策", max_length=15, choices=BenefitKind)
    title = models.CharField("内容", max_length=100)
    first_day = models.DateField("起")
    last_day = models.DateField("止", null=True)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2, null=True)
    source = models.CharField("依据", max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    entered_at = models.DateTimeField("登记时间")
    submission = models.UUIDField("提交编号", unique=True, null=True)
    cancels = models.OneToOneField("self", models.PROTECT, null=True, related_name="cancelled_by")
    reason = models.CharField("冲销原因", max_length=200, blank=True)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="endorsement_ends_after_it_began", condition=Q(last_day=None) | Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="endorsement_is_cancelled_by_the_opposite_for_a_reason",
                condition=(Q(amount=None) | Q(amount__gte=0)) & Q(cancels=None, reason="")
                | (Q(amount=None) | Q(amount__lte=0)) & Q(cancels__isnull=False) & ~Q(reason=""),
            ),
            models.CheckConstraint(name="endorsement_names_its_source", condition=~Q(source="") & ~Q(title="")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.benefit}"
