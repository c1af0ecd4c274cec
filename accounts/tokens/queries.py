"""Whose tokens are good, and what for."""

import datetime as dt
import hashlib
from collections.abc import Mapping

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Act, may, may_decide
from accounts.sign_in_steps import has_second_factor, next_step, session_is_over

from .models import Token, TokenQuerySet
from .scopes import Scope

PREFIX = "jy_"  # so that a secret is recognised for what it is wherever it turns up

ACTS: Mapping[Scope, Act] = {
    Scope.READ_AREAS: Act.READ_CHARGES,
    Scope.READ_CASES: Act.READ_CASES,
    Scope.READ_ID_NUMBERS: Act.UNMASK,
    Scope.WRITE_SURVEYS: Act.SURVEY,
    Scope.APPLY: Act.SURVEY,
    Scope.DECIDE: Act.DECIDE,
    Scope.READ_POLICY: Act.READ_POLICY,
    Scope.READ_FIGURES: Act.READ_FIGURES,
}
STEPS_IN_WORDS = {
    "accounts:enrol": "该账号须启用第二因素，请先登录网页办理。",
    "accounts:password": "该账号的密码须修改，请先登录网页办理。",
}


def digest_of(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def allows(user: User, scope: Scope, on: dt.date) -> bool:
    """Whether the role of ``user`` includes what ``scope`` is for; a deputy decides in another's name."""
    return may_decide(user, on) if scope is Scope.DECIDE else may(user, ACTS[scope])


def scopes_of(user: User, on: dt.date) -> list[Scope]:
    """What a token of ``user`` can be good for."""
    return [scope for scope in Scope if allows(user, scope, on)]


def token_of(secret: str) -> Token | None:
    """The token with this secret, with its owner, whether it is good or not."""
    if not secret.startswith(PREFIX):
        return None
    known = Token.objects.select_related("owner__area", "owner__organisation", "owner__second_factor")
    return known.filter(digest=digest_of(secret)).first()


def why_not_good(token: Token, at: dt.datetime) -> str:
    """Why ``token`` opens nothing at the moment ``at``; empty if it is good.

    It is tied to the post it was issued in and to the second factor its owner had then.
    """
    owner = token.owner
    if token.revoked_at is not None:
        return "令牌已作废。"
    if token.expires_at <= at:
        return "令牌已到期，请由本人重新签发。"
    is_over = session_is_over(owner, began_at=at.timestamp(), at=at, today=timezone.localdate(at))
    if not owner.is_active or is_over:
        return "令牌所属的账号已停用。"
    if (token.role, token.area_id) != (owner.role, owner.area_id) or owner.in_use_since > token.issued_at:
        return "签发后账号的岗位或状态已变动，请由本人重新签发。"
    proven_since = owner.second_factor.since if has_second_factor(owner) else None
    if proven_since is not None and proven_since > token.issued_at:
        return "签发后账号启用了新的第二因素，请由本人重新签发。"
    return ""


def what_is_left_to_do(token: Token, at: dt.datetime) -> str:
    """What the owner has to do on the pages before the token opens anything; empty if nothing."""
    step = next_step(token.owner, is_proven=True, at=at)
    return STEPS_IN_WORDS[step] if step else ""


def tokens() -> TokenQuerySet:
    """Tokens as lists and pages show them."""
    return TokenQuerySet(Token).select_related("owner__area", "owner__second_factor", "area", "revoked_by")
