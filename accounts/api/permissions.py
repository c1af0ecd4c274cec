"""What a request may do: what its token was issued for, within what the officer's role allows today."""

from typing import Any

from django.utils import timezone
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import Token
from accounts.tokens.queries import allows

from .errors import Problem


class Granted(BasePermission):
    """By the view's ``scopes``: method → scope. A method that is not there is refused as such (405)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        token = request.auth
        if not isinstance(token, Token):
            return False
        scope = view.scopes.get("GET" if request.method == "HEAD" else request.method)
        if scope is None:
            return True
        if not allows(token.owner, scope, timezone.localdate(view.at)):
            raise Problem(403, "act_missing", f"您的岗位不能“{scope.label}”。")
        if scope not in token.scopes:
            raise Problem(403, "scope_missing", f"令牌没有“{scope.label}”的权限（{scope.value}）。")
        return True
