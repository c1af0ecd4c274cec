"""Tokens, and the answers already given under them. Part of ``accounts.models``, which imports it."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.enums import Role
from accounts.fields import EncryptedTextField

from .scopes import Scope


class TokenQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Tokens of the accounts of the user's own area and below; none without an area."""
        return self.none() if user.area is None else self.filter(owner__area__path__startswith=user.area.path)

    def live(self, at: dt.datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=at)


class Token(models.Model):
    """接口令牌: stands for ``owner`` in the post held when it was issued, for its ``scopes`` and until it expires.

    Of the secret only the digest is kept; it is random and long, so a plain SHA-256 tells nothing. ``hint`` are its
    last letters, for people to tell tokens apart by. ``used_in_minute`` counts since ``minute_began``.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens", verbose_name="所属账号")
    purpose = models.CharField("用途", max_length=100)
    scopes = ArrayField(models.CharField(max_length=30, choices=Scope), verbose_name="权限")
    digest = models.BinaryField("令牌摘要", max_length=32, unique=True)
    hint = models.CharField("末四位", max_length=4)
    role = models.CharField("岗位角色", max_length=20, choices=Role)
    area = models.ForeignKey("accounts.Area", models.PROTECT, null=True, related_name="+", verbose_name="所属区划")
    issued_at = models.DateTimeField("签发时间")
    expires_at = models.DateTimeField("有效期至")
    last_used_at = models.DateTimeField("最近使用", null=True)
    minute_began = models.DateTimeField("本分钟起", null=True)
    used_in_minute = models.PositiveIntegerField("本分钟次数", default=0)
    revoked_at = models.DateTimeField("作废时间", null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="作废人"
    )

    objects = TokenQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-issued_at"], name="token_latest_of_owner")]
        constraints = [
            models.CheckConstraint(name="token_expires_after_it_is_issued", condition=Q(expires_at__gt=F("issued_at"))),
            models.CheckConstraint(name="token_is_good_for_something", condition=Q(scopes__len__gt=0)),
            models.CheckConstraint(name="token_names_its_purpose", condition=~Q(purpose="")),
            models.CheckConstraint(
                name="token_is_revoked_by_somebody_at_a_time",
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}（…{self.hint}）"

    @property
    def scope_labels(self) -> list[str]:
        return [str(Scope(scope).label) for scope in self.scopes]


class GivenAnswer(models.Model):
    """What a request was answered under a token and an idempotency key, kept for a day: asked once more, it is given
    once more and nothing is done. ``asked`` is the digest of the request; the answer names people and is sealed."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="answers")
    key = models.CharField("幂等键", max_length=100)
    asked = models.BinaryField("请求摘要", max_length=32)
    status = models.PositiveSmallIntegerField("状态码")
    content = EncryptedTextField("答复内容")
    location = models.CharField("地址", max_length=200, blank=True)
    etag = models.CharField("版本", max_length=80, blank=True)
    given_at = models.DateTimeField("答复时间")

    class Meta:
        indexes = [models.Index(fields=["given_at"], name="given_answer_age")]
        constraints = [
            models.UniqueConstraint(name="answer_is_given_once_for_a_key", fields=["token", "key"]),
            models.CheckConstraint(
                name="answer_is_kept_only_of_what_was_done", condition=Q(status__gte=200, status__lt=300)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.token_id} {self.status}"
