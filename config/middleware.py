"""What every answer carries, and who may go nowhere yet."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse


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
            return HttpResponse(render_to_string("413.html", {"limit": limit}), status=413)
        return self.get_response(request)


class FirstPasswordMiddleware:
    """Whoever still has the password the account was opened with can change it or leave, and nothing else."""

    open_to_all = frozenset({"accounts:password", "accounts:sign_out", "healthz"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        must_change = getattr(request.user, "must_change_password", False)  # an anonymous visitor has none to change
        if must_change and request.resolver_match and request.resolver_match.view_name not in self.open_to_all:
            return HttpResponseRedirect(reverse("accounts:password"))
        return None


def _policy(directives: dict[str, list[str]]) -> str:
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
