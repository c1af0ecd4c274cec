"""What every endpoint is: scoped like the pages, paged by key, answered once, guarded against lost updates."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.http import parse_etags
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import origin
from accounts.actions.limits import Limited, refused_until
from accounts.lists.actions import record_listing
from accounts.models import GivenAnswer, Token, User
from accounts.tokens.actions import using
from accounts.tokens.scopes import Scope

from .authentication import token_of
from .bodies import Json, refuse_unreadable
from .errors import Problem
from .paging import AFTER, Keyset
from .throttles import PerMinute

KEY = re.compile(r"[A-Za-z0-9._:-]{8,100}")
LIMITED = {Limited.UNMASK: "查看完整号码", Limited.SEARCH: "查询", Limited.EXPORT: "导出"}


class Endpoint(GenericAPIView):
    """``scopes`` says what each method asks for; ``refusals`` are the exceptions by which its action says no (409).

    ``keeps_answers``: a POST needs an idempotency key. ``guards``: it needs If-Match.
    """

    http_method_names = ["get", "head", "post"]
    throttle_classes = (PerMinute,)
    format_kwarg = None
    scopes: ClassVar[Mapping[str, Scope]]
    refusals: ClassVar[tuple[type[Exception], ...]] = ()
    keeps_answers: ClassVar[bool] = False
    guards: ClassVar[bool] = False
    at: dt.datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.at = timezone.now()
        request.today = timezone.localdate(self.at)  # type: ignore[attr-defined]  # filters ask the request
        with origin.coming_from(origin.current()):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who asks, whether not too often, whether allowed, and whether it can be read, in this order."""
        self.perform_authentication(request)
        self.check_throttles(request)
        self.check_permissions(request)
        refuse_unreadable(request)

    @property
    def user(self) -> User:
        return self.request.user  # type: ignore[return-value]  # Granted let nobody else through

    @property
    def token(self) -> Token:
        return token_of(self.request)

    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.at)

    @property
    def body(self) -> Any:
        """What was sent, as the endpoint's serializer reads it. Raises ValidationError."""
        given = self.get_serializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        return given.validated_data

    def refuse_beyond(self, limited: Limited) -> None:
        """Raise Problem for whoever has done it as often as an hour allows, on pages and here together."""
        until = refused_until(act=limited, actor=self.user, at=self.at)
        if until is not None:
            message = f"一小时内{LIMITED[limited]}的次数已达上限，请在 {timezone.localtime(until):%H:%M} 后再试。"
            wait = max(int((until - self.at).total_seconds()), 1)
            raise Problem(429, "hourly_limit", message, retry_after=wait)

    def versioned(self, content: Any, *, status: int = 200, location: str = "") -> Response:
        """The answer with its version; 304 to who has it already."""
        tag = etag_of(content)
        if status == 200 and self.request.method in ("GET", "HEAD") and self._has(tag):
            response = Response(status=304)
        else:
            response = Response(content, status=status)
        response["ETag"] = tag
        if location:
            response["Location"] = location
        return response

    def _has(self, tag: str) -> bool:
        known = parse_etags(self.request.headers.get("If-None-Match", ""))
        return known == ["*"] or tag in [one.removeprefix("W/") for one in known]

    def refuse_stale(self, content: Any) -> None:
        """Raise Problem where ``content``, what stands now, is not what the request was decided on. The row is locked
        by then."""
        known = parse_etags(self.request.headers.get("If-Match", ""))
        if not known:
            raise Problem(428, "if_match_missing", "请在 If-Match 头中给出所依据的版本（读取时的 ETag）。")
        if known != ["*"] and etag_of(content) not in known:
            raise Problem(412, "stale", "读取之后内容已有变动，请重新读取后再办理。")

    def once(self, act: Callable[[], Response]) -> Response:
        """What ``act`` answers, once for an idempotency key: asked again within the day, the same answer is given and
        nothing is done. What is refused is not kept."""
        key = self.request.headers.get("Idempotency-Key", "")
        if not KEY.fullmatch(key):
            raise Problem(400, "idempotency_key_missing", "请在 Idempotency-Key 头中给出 8 至 100 位字母数字的幂等键。")
        asked = hashlib.sha256(f"{self.request.path}\n{_canonical(self.request.data)}".encode()).digest()
        with transaction.atomic():
            given = using.answer_given(token=self.token, key=key, at=self.at)
            if given is not None:
                return _repeated(given, asked)
            made = act()
            using.keep_answer(
                GivenAnswer(
                    token=self.token,
                    key=key,
                    asked=asked,
                    status=made.status_code,
                    content=Json().render(made.data).decode(),
                    location=made.get("Location", ""),
                    etag=made.get("ETag", ""),
                    given_at=self.at,
                )
            )
        return made


class ListEndpoint(Endpoint):
    """A list of what ``rows`` gives, filtered. ``title`` is what the audit calls a list of people's data."""

    is_list = True
    pagination_class = Keyset
    filter_backends = (DjangoFilterBackend,)
    title: ClassVar[str] = ""

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        return self.rows() if hasattr(self, "at") else vars(type(self))["queryset"]  # else only described

    def listed(self) -> Response:
        """A page of the list; that somebody began to take it is noted."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        if self.title and AFTER not in self.request.GET:
            filters = [f"{name}={word}" for name, word in self.request.GET.items() if word]
            record_listing(title=self.title, filters=filters, actor=self.user, at=self.at)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


def etag_of(content: Any) -> str:
    """The version of what is shown: another content, another version."""
    return f'"{hashlib.sha256(Json().render(content)).hexdigest()[:32]}"'


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _repeated(given: GivenAnswer, asked: bytes) -> Response:
    if bytes(given.asked) != asked:
        raise Problem(422, "idempotency_key_reused", "这个幂等键已用于另一个请求，请换一个。")
    response = Response(json.loads(given.content), status=given.status)
    for name, value in (("Location", given.location), ("ETag", given.etag)):
        if value:
            response[name] = value
    response["Idempotent-Replayed"] = "true"
    return response
