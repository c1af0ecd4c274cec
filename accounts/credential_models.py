"""Where an officer has served, and what an account is known by. Part of ``models``, which imports it."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from .constraints import same
from .enums import Role
from .fields import EncryptedTextField


class Post(models.Model):
    """A role in an area or organisation that an officer held, and when (任职): what was done in it stays its own."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    role = models.CharField("岗位角色", max_length=20, choices=Role)
    area = models.ForeignKey("accounts.Area", models.PROTECT, null=True, related_name="+", verbose_name="所属区划")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="所属单位"
    )
    validity = DateRangeField("任职期间", help_text="含首日，不含末日")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="post_one_per_officer_and_day",
                expressions=[same("user"), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="post_lasts_a_day", condition=Q(validity__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.user_id} {self.role} {self.validity}"


class PastPassword(models.Model):
    """The hash of a password that was given up, so that it is not taken again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="past_passwords")
    encoded = models.CharField("密码摘要", max_length=128)
    left_at = models.DateTimeField("停用时间")

    def __str__(self) -> str:
        return f"#{self.pk} {self.user_id}"


class SecondFactor(models.Model):
    """The secret an officer's authenticator shares with us (RFC 6238), base32. Until ``since`` it asks for nothing.

    ``last_step`` is the time step last accepted: a code is good once. ``failures`` are wrong codes in a row.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor")
    secret = EncryptedTextField("密钥")
    since = models.DateTimeField("启用时间", null=True)
    last_step = models.BigIntegerField("最近使用的时间步", null=True)
    failures = models.PositiveSmallIntegerField("连续输错次数", default=0)
    failed_at = models.DateTimeField("最近输错时间", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="second_factor_failures_have_a_time", condition=Q(failures=0) | Q(failed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.user_id}"


class RecoveryCode(models.Model):
    """A code that stands in once for a lost authenticator; only its keyed digest is kept.

    ``key`` is the mark of the index key it was made with: it cannot be made anew under another.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    digest = models.BinaryField("恢复码摘要", max_length=32)
    key = models.CharField("索引密钥", max_length=8, default="")
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="recovery_code_stands_once", fields=["user", "digest"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.user_id}"


class SignIn(models.Model):
    """A session that was begun by signing in: when, and from where. It lasts as long as Django's session."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField("会话", max_length=40, unique=True)
    at = models.DateTimeField("登录时间")
    address = models.CharField("网络地址", max_length=45, blank=True)
    device = models.CharField("设备", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.user_id} {self.at}"
