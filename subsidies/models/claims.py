"""补贴申请: what somebody claims for some months under a scheme, and how it climbs the four levels (S1-25)."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.fields import EncryptedTextField
from accounts.identifiers import mask_account
from accounts.models import User
from approvals.models import Approvable, ApprovableQuerySet, ApprovalRecord, Attachment, Notice, Review, Seat
from assistance.models import Employer
from households.models import Person
from households.models.kin import kin_of
from subsidies.enums import CityLook, Formula, Material, Payee, Scheme
from subsidies.workflow import PLAIN, TAKEN_OVER, WITH_NOTICE


class ClaimQuerySet(ApprovableQuerySet):
    """Claims stay with the community that they were filed in: all follow-up returns there (S1-17)."""

    def barred(self, officer: User) -> Q:
        """Besides, nobody decides a claim for somebody one lives or ever lived with."""
        barred = super().barred(officer)
        kin = {person for people in kin_of(officer).values() for person in people}
        if kin:
            barred |= Q(Exists(Person.objects.filter(claim_members__claim=OuterRef("pk"), pk__in=kin)))
        return barred

    def granted(self) -> Self:
        return self.filter(status="approved")


class Claim(Approvable):
    """补贴申请: of one payee, under one scheme, for the months from ``first_month`` to ``last_month``.

    A person claims for oneself, an employer for its people: ``members``, each with lines. ``amount`` is the sum of the
    lines that stand (a trigger holds it). ``terms`` copies the values of policy it was computed by with their sources,
    ``formula`` how; both stay whatever policy becomes. ``city_because`` says why the city looks at it, too.
    """

    chains = (TAKEN_OVER, WITH_NOTICE, PLAIN)

    scheme = models.CharField("补贴项目", max_length=20, choices=Scheme)
    formula = models.CharField("计算方式", max_length=20, choices=Formula)
    payee = models.CharField("补贴对象", max_length=10, choices=Payee)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="claims", verbose_name="申请人")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="claims", verbose_name="申请单位")
    first_month = models.DateField("起始月份", help_text="当月一日")
    last_month = models.DateField("截止月份", help_text="当月一日")
    filed_on = models.DateField("申报日期")
    account_name = models.CharField("开户名", max_length=100)
    bank = models.CharField("开户银行", max_length=100)
    account = EncryptedTextField("银行账号")
    terms = models.JSONField("计算依据", help_text="申报时的政策取值和出处")
    amount = models.DecimalField("补贴金额", max_digits=12, decimal_places=2, default=0)
    city_because = models.CharField("市级复核原因", max_length=10, choices=CityLook, blank=True)
    submission = models.UUIDField("提交编号", null=True, unique=True)

    objects = ClaimQuerySet.as_manager()  # type: ignore[misc]  # django-stubs: narrowing an abstract manager

    class Meta(Approvable.Meta):
        constraints = [
            *Approvable.Meta.constraints,
            models.CheckConstraint(
                name="claim_is_of_its_payee",
                condition=Q(payee=Payee.PERSON, person__isnull=False, employer=None)
                | Q(payee=Payee.EMPLOYER, person=None, employer__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_is_for_whole_months",
                condition=Q(first_month__day=1, last_month__day=1, last_month__gte=F("first_month")),
            ),
            models.CheckConstraint(
                name="claim_names_the_account_it_is_paid_to",
                condition=~Q(account_name="") & ~Q(bank="") & ~Q(account=""),
            ),
            models.CheckConstraint(name="claim_is_of_some_yuan", condition=Q(amount__gte=0)),
        ]
        indexes = [
            models.Index(fields=["area", "status"], name="claim_in_area"),
            models.Index(fields=["-drafted_at", "-id"], name="claim_latest_first"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"S{self.pk:08d}"

    @property
    def payee_name(self) -> str:
        """Needs ``person`` and ``employer``."""
        return (self.person or self.employer).name  # type: ignore[union-attr]  # a constraint holds that one is there

    @property
    def masked_account(self) -> str:
        return mask_account(self.account)

    @property
    def articles(self) -> list[str]:
        """The articles of the values it was computed by, each once."""
        return list(dict.fromkeys(term["source"] for term in self.terms.values() if term["source"]))

    @property
    def is_taken_over(self) -> bool:
        """Whether an old system had granted it, and an opening brought it here."""
        return self.chain_code == TAKEN_OVER.code

    def take_effect(self, on: dt.date) -> tuple[str, ...]:
        """Nothing begins that the lines do not say already."""
        return ()


class ClaimSeat(Seat):
    application = models.ForeignKey(Claim, models.PROTECT, related_name="seats")

    class Meta(Seat.Meta):
        pass


class ClaimRecord(ApprovalRecord):
    application = models.ForeignKey(Claim, models.PROTECT, related_name="approval_records")
    seat = models.ForeignKey(ClaimSeat, models.PROTECT, related_name="records")

    class Meta(ApprovalRecord.Meta):
        pass


class ClaimNotice(Notice):
    application = models.ForeignKey(Claim, models.PROTECT, related_name="notices")

    class Meta(Notice.Meta):
        pass


class ClaimReview(Review):
    application = models.ForeignKey(Claim, models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        pass


class ClaimAttachment(Attachment):
    """申报材料. ``dated`` is the day on the paper, where the policy lets it grow old."""

    application = models.ForeignKey(Claim, models.PROTECT, related_name="attachments")
    kind = models.CharField("材料类别", max_length=30, choices=Material)
    dated = models.DateField("材料日期", null=True)

    class Meta(Attachment.Meta):
        pass
