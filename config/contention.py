"""When requests meet in the database: two acts that wait for each other, or one question that takes too long."""

from collections.abc import Callable

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.urls import ResolverMatch
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled

from accounts import origin

TRIES = 3
RETRY_AFTER = 5  # seconds
OTHERS = "他人正在办理同一户或同一人的事项，刚才的操作没有保存，请稍后重新提交。"
TOO_LONG = "要查的内容太多，没有在规定时间内查完。请缩小范围（如选择街道、社区或时间）后再试。"
SAID: dict[type, str] = {DeadlockDetected: OTHERS, LockNotAvailable: OTHERS, QueryCanceled: TOO_LONG}

logger = structlog.get_logger(__name__)


class ContentionMiddleware:
    """An act that PostgreSQL ended because another waited for it is done anew, as if it had come a moment later.

    An act is one transaction, so nothing of it was kept. Where that does not help, or the database answered too late,
    the request is refused in words (503) and may be sent again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        for _ in range(TRIES - 1):
            match = request.resolver_match
            if match is None or _cause_of(error) is not DeadlockDetected:
                break
            logger.warning("request.repeated", route=match.view_name)
            try:
                return _asked_again(request, match)
            except OperationalError as again:
                error = again
        said = SAID.get(_cause_of(error))
        return _refused(request, said) if said else None


def _cause_of(error: BaseException) -> type:
    return type(error.__cause__ if isinstance(error, OperationalError) else error)


def _asked_again(request: HttpRequest, match: ResolverMatch) -> HttpResponseBase:
    """The view's answer to the same request, its files read from their beginning."""
    for name in request.FILES:
        for file in request.FILES.getlist(name):
            file.seek(0)
    answer = match.func(request, *match.args, **match.kwargs)
    return answer.render() if hasattr(answer, "render") else answer


def _refused(request: HttpRequest, said: str) -> HttpResponse:
    answer: HttpResponse
    if request.path.startswith("/api/"):
        told = {"code": "busy", "message": said, "fields": {}, "request": origin.current().request}
        answer = JsonResponse(told, status=503)
    else:
        answer = HttpResponse(render_to_string("503.html", {"said": said}), status=503)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer
