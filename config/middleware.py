"""What every answer carries, how long a session lasts, and who may go nowhere yet."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.sign_in_steps import PROVEN, SIGNED_IN_AT, next_step, session_is_over


class SecurityHeadersMiddleware:
    """Content-Security-Policy and Permissions-Policy on every answer that has not set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = {
            "Content-Security-Policy": _policy(settings.SECURE_CSP),
            "Permissions-Policy": settings.PERMISSIONS_POLICY,
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.setdefault(name, value)
        return response


class SessionLimitMiddleware:
    """Ends a session that has lasted its whole time, and one of an account past its last day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user, now = request.user, timezone.now()
        if isinstance(user, User):
            began_at = request.session.setdefault(SIGNED_IN_AT, now.timestamp())
            if session_is_over(user, began_at=began_at, at=now, today=timezone.localdate(now)):
                logout(request)
        return self.get_response(request)


class SignInStepsMiddleware:
    """Whoever has not completed signing in can take the next step or leave, and nothing else."""

    open_to_all = frozenset({"accounts:sign_out", "accounts:stay", "healthz"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.sign_in_step = None  # type: ignore[attr-defined]  # for process_view and the shell
        if isinstance(request.user, User):
            is_proven = bool(request.session.get(PROVEN))
            request.sign_in_step = next_step(  # type: ignore[attr-defined]
                request.user, is_proven=is_proven, at=timezone.now()
            )
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        step = request.sign_in_step  # type: ignore[attr-defined]
        if step is None or request.resolver_match is None:
            return None
        if request.resolver_match.view_name in self.open_to_all | {step}:
            return None
        way_on = f"?next={quote(request.get_full_path())}" if step == "accounts:second_factor" else ""
        return HttpResponseRedirect(reverse(step) + way_on)


def _policy(directives: dict[str, list[str]]) -> str:
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
