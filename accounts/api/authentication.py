"""A token in the header, and nothing else, opens the API."""

import logging
from typing import Any

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts import origin
from accounts.models import Token, User
from accounts.tokens import queries

from .errors import Problem

logger = logging.getLogger(__name__)
SCHEME = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer <token>``. The request is the owner's, as on the pages; the audit names the token."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        token, at = queries.token_of(secret.strip()), timezone.now()
        if token is None:
            raise AuthenticationFailed("令牌不对。")
        fault = queries.why_not_good(token, at)
        if fault:
            logger.info("token.kept_out", extra={"token": token.pk})
            raise AuthenticationFailed(fault)
        undone = queries.what_is_left_to_do(token, at)
        if undone:
            raise Problem(403, "account_not_ready", undone)
        origin.through(f"接口令牌 {token.pk}")
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


def token_of(request: Any) -> Token:
    """The token of a request that was let in."""
    return request.auth
