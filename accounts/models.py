import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Concat, TruncDate
from django.utils import timezone

from .chain.models import AuditSeal as AuditSeal
from .constraints import same
from .enums import ADMINISTRATORS, ORGANISATION_ROLES, AccountStanding, AreaLevel, OrganisationKind, Outcome, Role
from .fields import RESIDENT_ID, BlindIndexField, EncryptedTextField
from .jobs.models import Job as Job

ONE_DAY = dt.timedelta(days=1)


class AreaQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """The user's own area and all below it; none for a user without an area."""
        if user.area is None:
            return self.none()
        return self.filter(path__startswith=user.area.path)

    def existing(self, on: dt.date) -> Self:
        """Areas that exist on the day ``on``."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)

    def below(self, area: "Area") -> Self:
        """``area`` itself and everything under it."""
        return self.filter(path__startswith=area.path)


class Area(models.Model):
    """A node of the administrative tree: province, city, district, street or community.

    ``path`` is the chain of codes from the root, each followed by a slash (``"23/230100/230103/"``), so a subtree is
    one indexed prefix match. Codes are labels; parent and path rule. An area is closed, never deleted.
    """

    code = models.CharField("区划代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=50)
    level = models.PositiveSmallIntegerField("层级", choices=AreaLevel)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField("路径", max_length=80, unique=True)
    in_city_proper = models.BooleanField("市区范围", default=False, help_text="哈就办字[2007]12号 四 所称“市区内”")
    valid_from = models.DateField("设立日期", default=dt.date(2000, 1, 1))
    valid_to = models.DateField("撤销日期", null=True, blank=True, help_text="含当日")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="area_path_ends_with_own_code",
                condition=Q(path__endswith=Concat(F("code"), models.Value("/"))),
            ),
            models.CheckConstraint(
                name="area_below_a_city_has_a_parent",
                condition=Q(level__gte=AreaLevel.CITY) | Q(parent__isnull=False),
            ),
            models.CheckConstraint(
                name="area_closes_after_it_opens", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(
                name="area_has_a_successor_only_when_closed", condition=Q(successor=None) | Q(valid_to__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def contains(self, other: "Area") -> bool:
        return other.path.startswith(self.path)


class Organisation(models.Model):
    """A body that takes part without being an area: a bank, the guarantee centre, finance, a member unit."""

    kind = models.CharField("类型", max_length=20, choices=OrganisationKind)
    name = models.CharField("名称", max_length=100, unique=True)
    area = models.ForeignKey(Area, models.PROTECT, verbose_name="所在区划")
    duty = models.CharField("协作事项", max_length=200, blank=True)
    valid_from = models.DateField("加入日期", default=dt.date(2000, 1, 1))
    valid_to = models.DateField("退出日期", null=True, blank=True, help_text="含当日")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_closes_after_it_opens", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """An officer. ``id_digest`` is the blind index of the officer's own ID number: nobody decides on the own family.

    It is unique, so one person has one account and with it one role: who administers (三员分立) is known by it, and
    holds neither another of the three offices nor one that decides. ``in_use_since`` is when the account was last let
    in again: opened, confirmed, or re-opened.
    """

    full_name = models.CharField("姓名", max_length=50, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, verbose_name="所属区划")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, verbose_name="所属单位")
    role = models.CharField("角色", max_length=20, choices=Role)
    office_phone = models.CharField("办公电话", max_length=30, blank=True)
    id_number = EncryptedTextField("身份证号", blank=True, default="")
    id_digest = BlindIndexField("身份证号索引", of="id_number", purpose=RESIDENT_ID, null=True, unique=True)
    must_change_password = models.BooleanField("须修改密码", default=True)
    is_demo = models.BooleanField("演示账号", default=False)
    standing = models.CharField("账号状态", max_length=10, choices=AccountStanding, default=AccountStanding.IN_USE)
    in_use_since = models.DateTimeField("启用时间", default=timezone.now)
    valid_until = models.DateField("有效期至", null=True, blank=True, help_text="含当日")
    password_set_at = models.DateTimeField("密码设定时间", default=timezone.now)
    opened_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="开立人")
    confirmed_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="确认人")

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                name="user_id_number_comes_with_its_digest",
                condition=Q(id_number="", id_digest=None) | ~Q(id_number="") & Q(id_digest__isnull=False),
            ),
            models.CheckConstraint(
                name="user_signs_in_only_while_in_use",
                condition=Q(is_active=False) | Q(standing=AccountStanding.IN_USE),
            ),
            models.CheckConstraint(
                name="user_is_confirmed_by_another_than_opened_it", condition=~Q(confirmed_by=F("opened_by"))
            ),
            models.CheckConstraint(
                name="user_who_administers_is_a_known_person",
                condition=~Q(role__in=ADMINISTRATORS)
                | Q(id_digest__isnull=False)
                | Q(is_demo=True)
                | Q(is_active=False),
            ),
            models.CheckConstraint(
                name="user_of_an_organisation_has_a_role_of_organisations",
                condition=Q(organisation=None) | Q(role__in=sorted({*ORGANISATION_ROLES.values(), Role.HELPER})),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    @property
    def title(self) -> str:
        """The officer by name and post, as a record keeps it for later readers."""
        return f"{self}（{self.organisation or self.area or ''}{self.get_role_display()}）"

    def signature(self, absent: "User | None" = None) -> str:
        """How the officer signs: as a deputy with the name of the one who is ``absent``."""
        return f"{self}（代 {absent}）" if absent else str(self)


class AreaScopedQuerySet(models.QuerySet):
    """Base of every queryset whose rows belong to an area. ``area_lookup`` is the path from the model to its area."""

    area_lookup = "area"

    def visible_to(self, user: User) -> Self:
        """Rows inside the user's own area; none for a user without an area."""
        if user.area is None:
            return self.none()
        return self.filter(**{f"{self.area_lookup}__path__startswith": user.area.path})


class AuditEntryQuerySet(AreaScopedQuerySet):
    def visible_to(self, user: User) -> Self:
        """What was done in the user's area, wherever who did it serves today; nothing without an area."""
        return self.alias(day=TruncDate("at")).filter(self.sight_of(user))

    def sight_of(self, user: User) -> Q:
        """``visible_to`` as a condition; ``day`` is when the entry was written.

        Entries that do not tell their area stand where the officer had a post that day, else where the account is now.
        """
        if user.area is None:
            return Q(pk__in=())
        then = Post.objects.filter(user=OuterRef("actor"), validity__contains=OuterRef("day"))
        by_post = Q(Exists(then.filter(area__path__startswith=user.area.path)))
        by_account = ~Q(Exists(then)) & Q(actor__area__path__startswith=user.area.path)
        return Q(actor_area__startswith=user.area.path) | Q(actor_role="") & (by_post | by_account)

    def delete(self):
        raise TypeError("Audit entries are append-only.")

    def update(self, **kwargs):
        raise TypeError("Audit entries are append-only.")


class AuditEntry(models.Model):
    """One thing one person did to one object, written by the action that did it.

    ``actor_area`` is the path of the area the actor served in then; empty for nobody's.
    The oldest entries tell neither area nor role.
    """

    event = models.CharField("事件", max_length=60)
    object_label = models.CharField("对象类型", max_length=60)
    object_id = models.BigIntegerField("对象编号")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="操作人")
    at = models.DateTimeField("时间")
    details = models.JSONField("详情", default=dict)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, default=Outcome.DONE)
    address = models.CharField("来源地址", max_length=45, blank=True, default="")
    agent = models.CharField("浏览器", max_length=60, blank=True, default="")
    request = models.CharField("请求编号", max_length=40, blank=True, default="")
    actor_role = models.CharField("当时的岗位角色", max_length=20, choices=Role, blank=True, default="")
    actor_area = models.CharField("当时的所属区划", max_length=80, blank=True, default="")
    signature = models.BinaryField("签名", max_length=48, null=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="auditentry_counts_from_one", condition=Q(id__gte=1)),
            models.CheckConstraint(
                name="auditentry_tells_an_area_with_its_role", condition=Q(actor_area="") | ~Q(actor_role="")
            ),
        ]
        indexes = [
            models.Index(fields=["object_label", "object_id", "at"], name="audit_object_at"),
            models.Index(fields=["-at", "-id"], name="audit_latest_first"),
            models.Index(fields=["actor", "-at", "-id"], name="audit_of_an_officer"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.event} {self.object_label}:{self.object_id}"


class DeputationQuerySet(AreaScopedQuerySet):
    area_lookup = "officer__area"

    def lending_to(self, deputy: User, on: dt.date) -> Self:
        """In force for ``deputy`` on the day ``on``: confirmed, not ended early, the officer's account in use (or
        unused for being away so long) and of one area with the deputy's, whoever has moved since."""
        return self.filter(
            deputy=deputy,
            validity__contains=on,
            confirmed_at__isnull=False,
            ended_at=None,
            officer__standing__in=(AccountStanding.IN_USE, AccountStanding.UNUSED),
            officer__area=deputy.area_id,
            officer__area__isnull=False,
        )


class Deputation(models.Model):
    """代理: while ``officer`` is away, ``deputy`` of the very same area decides in the officer's name.

    It lends what the officer may decide and never an area. Named by somebody else than the officer it holds once the
    officer, or the security administrator, has confirmed it. It is ended early, never deleted.
    """

    officer = models.ForeignKey(User, models.PROTECT, related_name="deputations", verbose_name="被代理人")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="lent_deputations", verbose_name="代理人")
    validity = DateRangeField("代理期间", help_text="含首日，不含末日")
    reason = models.CharField("事由", max_length=200)
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="指定人")
    named_at = models.DateTimeField("指定时间")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    confirmed_at = models.DateTimeField("确认时间", null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="提前结束人")
    ended_at = models.DateTimeField("提前结束时间", null=True)

    objects = DeputationQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="deputation_one_per_officer_and_day",
                expressions=[same("officer"), ("validity", RangeOperators.OVERLAPS)],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="deputation_has_a_first_and_a_last_day",
                condition=Q(validity__isempty=False, validity__lower_inf=False, validity__upper_inf=False),
            ),
            models.CheckConstraint(name="deputation_is_of_somebody_else", condition=~Q(officer=F("deputy"))),
            models.CheckConstraint(name="deputation_is_not_named_by_the_deputy", condition=~Q(named_by=F("deputy"))),
            models.CheckConstraint(
                name="deputation_is_confirmed_by_the_officer_or_a_third_person",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("deputy"))
                & (Q(confirmed_by=F("officer")) | ~Q(confirmed_by=F("named_by"))),
            ),
            models.CheckConstraint(name="deputation_gives_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="deputation_is_ended_by_somebody_at_a_time",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.validity}"

    @property
    def first_day(self) -> dt.date:
        return self.validity.lower

    @property
    def last_day(self) -> dt.date:
        return self.validity.upper - ONE_DAY


from .credential_models import PastPassword, Post, RecoveryCode, SecondFactor, SignIn  # noqa: E402
from .lists.models import ExportRequest, ExportRequestQuerySet  # noqa: E402
from .place_models import Charge, Courtyard, FormerName, Patch, PatchPart  # noqa: E402
from .tokens.models import GivenAnswer, Token  # noqa: E402

__all__ = [
    "Area",
    "AreaQuerySet",
    "AreaScopedQuerySet",
    "AuditEntry",
    "AuditEntryQuerySet",
    "AuditSeal",
    "Charge",
    "Courtyard",
    "Deputation",
    "DeputationQuerySet",
    "ExportRequest",
    "ExportRequestQuerySet",
    "FormerName",
    "GivenAnswer",
    "Job",
    "Organisation",
    "PastPassword",
    "Patch",
    "PatchPart",
    "Post",
    "RecoveryCode",
    "SecondFactor",
    "SignIn",
    "Token",
    "User",
]
