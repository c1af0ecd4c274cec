"""Asking the API as another system does: with a token and without a session."""

import uuid

from django.test import Client
from django.utils import timezone

from accounts.models import Token
from accounts.tokens.actions.issuing import NewToken, issue
from accounts.tokens.queries import scopes_of

V1 = "/api/v1"


def issued(owner, *scopes, days=30) -> tuple[Token, str]:
    """A token of ``owner`` for these scopes, or for all the role allows."""
    at = timezone.now()
    wanted = scopes or scopes_of(owner, timezone.localdate(at))
    return issue(new=NewToken("测试系统", wanted, days), owner=owner, code="", at=at)


class Asking:
    """A client that sends a token; ``post`` sends JSON under a fresh idempotency key."""

    def __init__(self, owner, *scopes):
        self.token, secret = issued(owner, *scopes)
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path, query=None, **headers):
        return self.client.get(f"{V1}{path}", query, headers=named(headers))

    def post(self, path, body, **headers):
        headers = {"idempotency_key": uuid.uuid4().hex} | headers
        return self.client.post(f"{V1}{path}", body, content_type="application/json", headers=named(headers))

    def version(self, path) -> str:
        return self.get(path)["ETag"]


def named(headers):
    return {name.replace("_", "-"): value for name, value in headers.items()}
