"""The second factor: a code from an authenticator (RFC 6238), or once a recovery code."""

import base64
import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django_otp.oath import TOTP

from accounts import audit
from accounts.fields import index_keys, recovery_code_digest, recovery_code_digests
from accounts.models import RecoveryCode, SecondFactor, User
from accounts.tokens.actions.revoking import revoke_all

from .sessions import end_sessions

SECRET_BYTES, STEP_SECONDS, STEPS_OF_DRIFT = 20, 30, 1
CODES, CODE_LETTERS = 10, "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that reads like another
CODE_LENGTH = 10
WRONG = "验证码不对。请输入验证器当前显示的 6 位数字，并核对手机时间是否准确。"


class SecondFactorRefused(Exception):
    """The code is not taken; the message is for whoever typed it."""


@transaction.atomic
def begin_enrolment(*, user: User) -> SecondFactor:
    """A fresh secret to be shown to the officer; it asks for nothing until a code has shown that it arrived."""
    if SecondFactor.objects.filter(user=user, since__isnull=False).exists():
        raise SecondFactorRefused("本账号已启用第二因素；更换手机请由安全管理员先重置。")
    secret = base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()
    factor, _ = SecondFactor.objects.update_or_create(
        user=user, defaults={"secret": secret, "failures": 0, "failed_at": None, "last_step": None}
    )
    return factor


def finish_enrolment(*, user: User, code: str, at: dt.datetime) -> list[str]:
    """Put the second factor in force. Returns the recovery codes, which nobody can read again. Raises Refused."""
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(user=user, since=None).first()
        refusal = "请先生成二维码。" if factor is None else _try(factor, code, at)
        if factor is not None and not refusal:
            factor.since = at
            factor.save(update_fields=["since"])
            codes = _fresh_codes(user)
            audit.record(event="second_factor.enrolled", subject=user, actor=user, at=at)
            return codes
    raise SecondFactorRefused(refusal)


def prove(*, user: User, code: str, at: dt.datetime) -> None:
    """Take a code of the authenticator, or a recovery code once. Raises SecondFactorRefused; the failure counts."""
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().get(user=user, since__isnull=False)
        refusal = _try(factor, code, at)
        event = "second_factor.failed" if refusal else "second_factor.passed"
        audit.record(event=event, subject=user, actor=user, at=at)
    if refusal:
        raise SecondFactorRefused(refusal)


def renew_codes(*, user: User, code: str, at: dt.datetime) -> list[str]:
    """New recovery codes in place of all old ones, against a code of the authenticator. Raises Refused."""
    prove(user=user, code=code, at=at)
    with transaction.atomic():
        audit.record(event="second_factor.codes_renewed", subject=user, actor=user, at=at)
        return _fresh_codes(user)


@transaction.atomic
def reset_second_factor(*, user: User, actor: User, at: dt.datetime) -> None:
    """Take the second factor of a lost device off; the officer is signed out and enrols anew."""
    SecondFactor.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()
    end_sessions(user)
    revoke_all(owner=user, actor=actor, at=at)
    audit.record(event="second_factor.reset", subject=user, actor=actor, at=at)


def _fresh_codes(user: User) -> list[str]:
    codes = ["".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    user.recovery_codes.all().delete()
    key = index_keys()[0].mark
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=recovery_code_digest(code), key=key) for code in codes
    )
    return codes


def _try(factor: SecondFactor, typed: str, at: dt.datetime) -> str:
    """Why ``typed`` is not taken, or nothing. Counts the failure, or uses up the code."""
    locked_until = factor.failed_at and factor.failed_at + settings.AXES_COOLOFF_TIME
    if factor.failures >= settings.AXES_FAILURE_LIMIT and locked_until and at < locked_until:
        return f"连续 {settings.AXES_FAILURE_LIMIT} 次输错，请 {_minutes(locked_until - at)} 分钟后再试。"
    code = "".join(typed.split()).replace("-", "").upper()
    if _is_current(factor, code, at) or (factor.since and _is_recovery_code(factor.user, code, at)):
        factor.failures = 0
        factor.save(update_fields=["failures", "last_step"])
        return ""
    factor.failures, factor.failed_at = factor.failures % settings.AXES_FAILURE_LIMIT + 1, at
    factor.save(update_fields=["failures", "failed_at"])
    return WRONG


def _is_current(factor: SecondFactor, code: str, at: dt.datetime) -> bool:
    if not (code.isascii() and code.isdecimal() and len(code) == 6):
        return False
    totp = TOTP(base64.b32decode(factor.secret), step=STEP_SECONDS)
    totp.time = at.timestamp()
    earliest = None if factor.last_step is None else factor.last_step + 1
    if not totp.verify(int(code), tolerance=STEPS_OF_DRIFT, min_t=earliest):
        return False
    factor.last_step = totp.t()
    return True


def _is_recovery_code(user: User, code: str, at: dt.datetime) -> bool:
    unused = user.recovery_codes.filter(digest__in=recovery_code_digests(code), used_at=None)
    return len(code) == CODE_LENGTH and unused.update(used_at=at) == 1


def _minutes(left: dt.timedelta) -> int:
    return max(1, -(-int(left.total_seconds()) // 60))
