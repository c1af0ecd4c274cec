"""认定, 退出 and 撤销认定: what people decide on a finding, step by step."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from accounts.enums import AreaLevel
from accounts.models import User
from approvals import workflow
from approvals.models import Approvable, ApprovableQuerySet, ApprovalRecord, Attachment, Notice, Review, Seat
from approvals.workflow import Chain, Step
from households.enums import Evidence, ExitReason, Material
from policy import parameters

from .kin import NOW, kin_of
from .registry import Household, Membership, Person
from .status import HardToEmploySpell, ZeroFamilyCase

TAKEN_OVER = Chain("opening-1", ())  # 旧系统转入: decided elsewhere before, so there is nothing to climb
CERTIFYING = Chain(
    "certification-1",
    (
        Step("社区核实", AreaLevel.COMMUNITY, parameters.CERT_COMMUNITY_WORKDAYS, notice=parameters.NOTICE_WORKDAYS),
        Step("街道审核", AreaLevel.STREET, parameters.CERT_STREET_WORKDAYS),
        Step("区县认定", AreaLevel.DISTRICT, parameters.CERT_DISTRICT_WORKDAYS),
    ),
    reviews=(
        Step("街道复核", AreaLevel.STREET, parameters.REVIEW_WORKDAYS),
        Step("区县复核", AreaLevel.DISTRICT, parameters.REVIEW_WORKDAYS),
        Step("市级复核", AreaLevel.CITY, parameters.REVIEW_WORKDAYS),
    ),
)
LIVE = [status.value for status in workflow.LIVE]
EXITING = Chain(
    "exit-1",
    (Step("街道决定", AreaLevel.STREET, parameters.EXIT_STREET_WORKDAYS),),
    reviews=(Step("区县复核", AreaLevel.DISTRICT, parameters.REVIEW_WORKDAYS),),
)
# What the office finds against somebody's will: its approval is what may be reviewed, and stays in force meanwhile.
EXITING_AGAINST = Chain("exit-against-1", EXITING.steps, EXITING.reviews, contested=workflow.Status.APPROVED)
FOUND_AGAINST = (ExitReason.NO_DESIRE, ExitReason.UNABLE)
REVOKING = Chain(
    "revocation-1",
    (
        Step("区县审查", AreaLevel.DISTRICT, parameters.REVOCATION_WORKDAYS),
        Step("区县撤销决定", AreaLevel.DISTRICT, parameters.REVOCATION_WORKDAYS),
    ),
    # Of what the second of the two decides; the first alone revokes nothing.
    reviews=(Step("市级复核", AreaLevel.CITY, parameters.REVIEW_WORKDAYS),) * 2,
    contested=workflow.Status.APPROVED,
)


class FamilyMatterQuerySet(ApprovableQuerySet):
    """Applications about a household or one of its people: nobody decides on anybody one shared a household with at
    any time since the case was opened, nor has it decided in the own name by a deputy.

    The people of a case are its ``subject`` and whoever belonged to the household since it was opened, wherever they
    live now. Which registration of a human says so does not matter (``kin_of``).
    """

    def barred(self, officer: User) -> Q:
        barred = super().barred(officer)
        since_the_case_opened = Func(
            F("_drafted_on"), None, function="daterange", output_field=Membership._meta.get_field("validity")
        )
        members = Membership.objects.annotate(_drafted_on=OuterRef("drafted_at__date")).filter(
            household=OuterRef("household"), validity__overlap=since_the_case_opened
        )
        subject: str = self.model.subject  # type: ignore[attr-defined]  # each names its own
        for until, people in kin_of(officer).items():
            of_the_case = self.model._default_manager.filter(**{f"{subject}__in": people})
            own = Exists(members.filter(person__in=people)) | Q(pk__in=of_the_case.values("pk"))
            barred |= own if until is NOW else own & Q(drafted_at__date__lt=until)
        return barred


class Certification(Approvable):
    """认定 of a household as zero-employment (``person`` is null), or of one person as hard to employ.

    ``reasons`` and ``facts`` copy what the rules found and stood on when it was applied for, and again when it was
    decided.
    """

    chains = (TAKEN_OVER, CERTIFYING)
    subject = "person"

    household = models.ForeignKey(Household, models.PROTECT, related_name="certifications", verbose_name="家庭")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="certifications", verbose_name="人员"
    )
    reasons = models.JSONField("认定理由", help_text="申请时的理由")
    facts = models.JSONField("所依据的事实", help_text="申请时的事实")
    decided_reasons = models.JSONField("认定时的理由", default=list)
    certified_on = models.DateField("认定日期", null=True)

    objects = FamilyMatterQuerySet.as_manager()  # type: ignore[misc]  # django-stubs: narrowing an abstract manager

    class Meta(Approvable.Meta):
        constraints = [
            *Approvable.Meta.constraints,
            models.UniqueConstraint(
                name="certification_one_live_per_family",
                fields=["household"],
                condition=Q(person=None, status__in=LIVE),
            ),
            models.UniqueConstraint(
                name="certification_one_live_per_person",
                fields=["person"],
                condition=Q(person__isnull=False, status__in=LIVE),
            ),
            models.CheckConstraint(name="certification_gives_reasons", condition=~Q(reasons=[])),
            models.CheckConstraint(
                name="certification_is_dated_when_approved",
                condition=Q(status="approved", certified_on__isnull=False) & ~Q(decided_reasons=[])
                | ~Q(status="approved") & Q(certified_on=None),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "status"], name="certification_in_area"),
            models.Index(fields=["-drafted_at", "-id"], name="certification_latest_first"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"{'R' if self.person_id else 'J'}{self.pk:08d}"

    @property
    def is_family(self) -> bool:
        return self.person_id is None

    @property
    def is_taken_over(self) -> bool:
        """Whether an old system had decided it, and an opening brought it here."""
        return self.chain_code == TAKEN_OVER.code

    @property
    def is_in_force(self) -> bool:
        """Whether a status or a case that the certification opened goes on."""
        return self.spells.open().exists() or ZeroFamilyCase.objects.filter(certification=self, ended_on=None).exists()

    def take_effect(self, on: dt.date) -> Sequence[str]:
        """Dates the certification. The grounds of the application stand until the act writes those of the day."""
        self.certified_on, self.decided_reasons = on, self.reasons
        return ("certified_on", "decided_reasons")


class CertificationSeat(Seat):
    application = models.ForeignKey(Certification, models.PROTECT, related_name="seats")

    class Meta(Seat.Meta):
        pass


class CertificationRecord(ApprovalRecord):
    application = models.ForeignKey(Certification, models.PROTECT, related_name="approval_records")
    seat = models.ForeignKey(CertificationSeat, models.PROTECT, related_name="records")

    class Meta(ApprovalRecord.Meta):
        pass


class CertificationNotice(Notice):
    """``place`` is where the sheet was put up, empty until the community says so."""

    application = models.ForeignKey(Certification, models.PROTECT, related_name="notices")
    place = models.CharField("公示地点", max_length=100, blank=True, default="")
    put_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="张贴登记人"
    )
    put_up_at = models.DateTimeField("张贴登记时间", null=True)

    class Meta(Notice.Meta):
        constraints = [
            *Notice.Meta.constraints,
            models.CheckConstraint(
                name="certificationnotice_put_up_names_its_place",
                condition=Q(place="", put_up_by=None, put_up_at=None)
                | ~Q(place="") & Q(put_up_by__isnull=False, put_up_at__isnull=False),
            ),
        ]


class CertificationAttachment(Attachment):
    application = models.ForeignKey(Certification, models.PROTECT, related_name="attachments")
    kind = models.CharField("材料类别", max_length=30, choices=Material)

    class Meta(Attachment.Meta):
        pass


class CertificationReview(Review):
    application = models.ForeignKey(Certification, models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        pass


class Exit(Approvable):
    """退出: the end of a person's status or of a family's case, proposed in the community, decided at the street.

    ``effective_on`` is the day it takes effect. What the calendar alone ends (retirement, death) is drafted by the
    monthly refresh, with that day, and waits in the worker's list.
    """

    chains = (EXITING, EXITING_AGAINST)
    subject = "spell__person"

    household = models.ForeignKey(Household, models.PROTECT, related_name="exits", verbose_name="家庭")
    spell = models.ForeignKey(
        HardToEmploySpell, models.PROTECT, null=True, blank=True, related_name="exits", verbose_name="在册人员"
    )
    family_case = models.ForeignKey(
        ZeroFamilyCase, models.PROTECT, null=True, blank=True, related_name="exits", verbose_name="在册家庭"
    )
    reason = models.CharField("退出原因", max_length=15, choices=ExitReason)
    effective_on = models.DateField("退出日期")
    evidence = models.TextField("事实与证明材料")
    source = models.CharField("依据", max_length=200)

    objects = FamilyMatterQuerySet.as_manager()  # type: ignore[misc]  # django-stubs: narrowing an abstract manager

    class Meta(Approvable.Meta):
        constraints = [
            *Approvable.Meta.constraints,
            models.CheckConstraint(
                name="exit_ends_a_persons_status_or_a_familys_case",
                condition=Q(spell__isnull=False, family_case=None) | Q(spell=None, family_case__isnull=False),
            ),
            models.UniqueConstraint(
                name="exit_one_live_per_spell",
                fields=["spell"],
                condition=Q(spell__isnull=False, status__in=[*LIVE, "approved"]),
            ),
            models.UniqueConstraint(
                name="exit_one_live_per_family_case",
                fields=["family_case"],
                condition=Q(family_case__isnull=False, status__in=[*LIVE, "approved"]),
            ),
            models.CheckConstraint(name="exit_has_evidence", condition=~Q(evidence="")),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"T{self.pk:08d}"

    @property
    def is_found_against(self) -> bool:
        """Whether its approval is what may be reviewed."""
        return self.chain is EXITING_AGAINST

    @staticmethod
    def chain_for(reason: str) -> Chain:
        """The chain that an exit of that reason climbs when it is drafted."""
        return EXITING_AGAINST if reason in FOUND_AGAINST else EXITING


class ExitSeat(Seat):
    application = models.ForeignKey(Exit, models.PROTECT, related_name="seats")

    class Meta(Seat.Meta):
        pass


class ExitRecord(ApprovalRecord):
    application = models.ForeignKey(Exit, models.PROTECT, related_name="approval_records")
    seat = models.ForeignKey(ExitSeat, models.PROTECT, related_name="records")

    class Meta(ApprovalRecord.Meta):
        pass


class ExitNotice(Notice):
    """No step of the present chain posts a notice; a later version of it may."""

    application = models.ForeignKey(Exit, models.PROTECT, related_name="notices")

    class Meta(Notice.Meta):
        pass


class ExitAttachment(Attachment):
    application = models.ForeignKey(Exit, models.PROTECT, related_name="attachments")
    kind = models.CharField("材料类别", max_length=30, choices=Evidence)

    class Meta(Attachment.Meta):
        pass


class ExitReview(Review):
    application = models.ForeignKey(Exit, models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        pass
