import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.actions.second_factor import SecondFactorRefused, prove
from accounts.models import User
from accounts.sign_in_steps import has_second_factor
from accounts.tokens.models import Token
from accounts.tokens.queries import PREFIX, digest_of, scopes_of
from accounts.tokens.scopes import Scope

from .revoking import TokenRefused

SECRET_BYTES = 32


@dataclass(frozen=True)
class NewToken:
    """What a token is issued for, and for how many days."""

    purpose: str
    scopes: Sequence[Scope]
    days: int


def issue(*, new: NewToken, owner: User, code: str, at: dt.datetime) -> tuple[Token, str]:
    """Issue a token to its owner; the secret returned is kept nowhere. Whoever has a second factor proves it with
    ``code``. Raises TokenRefused."""
    if has_second_factor(owner):
        try:
            prove(user=owner, code=code, at=at)
        except SecondFactorRefused as refused:
            raise TokenRefused(str(refused), field="code") from refused
    return _issued(new, owner, at)


@transaction.atomic
def _issued(new: NewToken, owner: User, at: dt.datetime) -> tuple[Token, str]:
    User.objects.select_for_update(of=("self",)).get(pk=owner.pk)  # one after another, so that the number holds
    if not 1 <= new.days <= settings.TOKEN_MOST_DAYS:
        raise TokenRefused(f"有效期须在 1 至 {settings.TOKEN_MOST_DAYS} 天之间。", field="days")
    if not new.scopes or not set(new.scopes) <= set(scopes_of(owner, timezone.localdate(at))):
        raise TokenRefused("请选择您的岗位所具有的权限。", field="scopes")
    if Token.objects.live(at).filter(owner=owner).count() >= settings.TOKENS_AT_ONCE:
        raise TokenRefused(f"在用的令牌已有 {settings.TOKENS_AT_ONCE} 个，请先作废不用的。")
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    token = Token.objects.create(
        owner=owner,
        purpose=new.purpose,
        scopes=[scope for scope in Scope if scope in new.scopes],
        digest=digest_of(secret),
        hint=secret[-4:],
        role=owner.role,
        area=owner.area,
        issued_at=at,
        expires_at=at + dt.timedelta(days=new.days),
    )
    until = timezone.localdate(token.expires_at).isoformat()
    audit.record(event="token.issued", subject=token, actor=owner, at=at, scopes=token.scopes, valid_until=until)
    return token, secret
