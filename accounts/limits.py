"""The answer to whoever has looked up, unmasked or taken away as much as an hour allows."""

import datetime as dt
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actions.limits import Limited, refused_until
from accounts.models import User

TITLES = {Limited.UNMASK: "查看完整号码", Limited.SEARCH: "查询", Limited.EXPORT: "导出"}


def refusal(request: HttpRequest, act: Limited, *, at: dt.datetime) -> HttpResponse | None:
    """A page with status 429 that says when one may go on; None as long as one may."""
    until = refused_until(act=act, actor=cast(User, request.user), at=at)
    if until is None:
        return None
    context = {"title": TITLES[act], "limit": settings.HOURLY_LIMITS[act], "until": until}
    answer = render(request, "accounts/limited.html", context, status=429)
    answer["Retry-After"] = str(max(int((until - at).total_seconds()), 1))
    if getattr(request, "htmx", None):
        answer["HX-Redirect"] = request.get_full_path()  # a part of a page has no room for it
    return answer
