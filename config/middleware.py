"""What every answer carries, how long a session lasts, and who may go nowhere yet."""

import ipaddress
import re
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.origin import Origin, coming_from
from accounts.sign_in_steps import PROVEN, SIGNED_IN_AT, next_step, session_is_over

# The first that fits: most browsers also carry the names of those they descend from.
BROWSERS = (
    (r"MicroMessenger/(\d+)", "微信"),
    (r"Edg/(\d+)", "Edge"),
    (r"Firefox/(\d+)", "Firefox"),
    (r"Chrome/(\d+)", "Chrome"),
    (r"Version/(\d+).*Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


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


class BodySizeMiddleware:
    """A request that announces more than REQUEST_MAX_BYTES is refused before any of it is read.

    A body without an announced length is no body to Django, so nothing gets past this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.REQUEST_MAX_BYTES:
            limit = f"{settings.REQUEST_MAX_BYTES // 2**20} MB"
            if request.path.startswith("/api/"):
                told = {"code": "too_large", "message": f"请求内容超过 {limit}。", "fields": {}, "request": ""}
                return JsonResponse(told, status=413)
            return HttpResponse(render_to_string("413.html", {"limit": limit}), status=413)
        return self.get_response(request)


class OriginMiddleware:
    """Says where the request comes from: to the audit, to the log lines, and to the browser as ``X-Request-ID``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = uuid.uuid4().hex
        agent = agent_words(request.headers.get("User-Agent", ""))
        source = Origin(address_of(request, proxies=settings.PROXIES), agent, key)
        with coming_from(source), structlog.contextvars.bound_contextvars(request=key):
            response = self.get_response(request)
        response["X-Request-ID"] = key
        return response


def address_of(request: HttpRequest, *, proxies: int) -> str:
    """The requester's IP address: as the outermost of our own ``proxies`` saw it, else as the server does; or empty.

    What stands further left in X-Forwarded-For was written by the requester and is not believed.
    """
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    told = forwarded[-proxies] if 0 < proxies <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)


def agent_words(header: str) -> str:
    """Browser with its version, and system, as far as a User-Agent header names ones we know; else its beginning."""
    browser = next((f"{words} {found[1]}" for mark, words in BROWSERS if (found := re.search(mark, header))), "")
    system = next((words for mark, words in SYSTEMS if mark in header), "")
    return (f"{browser} {system}".strip() or header)[:60]


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
