"""JSON in and JSON out, whatever else was asked for; and what is refused before it is read."""

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from .errors import Problem

DEEPEST = 20  # arrays and objects within each other


class Json(JSONRenderer):
    charset = None


class AlwaysJson(DefaultContentNegotiation):
    """There is one form of answer; an Accept header changes nothing."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class StrictJson(BaseParser):
    """JSON as the standard has it, that the database can hold: UTF-8, no NUL, no half characters, no number beyond
    all others, not too deep."""

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            text = codecs.decode(stream.read(settings.API_MAX_BYTES), "utf-8")
            found = json.loads(text, parse_constant=_refuse)
            json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
        except (ValueError, RecursionError):
            raise ParseError from None
        if any(depth > DEEPEST or "\0" in words for words, depth in _words(found)):
            raise ParseError
        return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _words(found: Any, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Every text in ``found``, and the empty one for each array and object, with how deep it lies."""
    if isinstance(found, str):
        yield found, depth
    elif isinstance(found, Mapping):
        yield "", depth
        for name, inner in found.items():
            yield name, depth
            yield from _words(inner, depth + 1)
    elif isinstance(found, list):
        yield "", depth
        for inner in found:
            yield from _words(inner, depth + 1)


def refuse_unreadable(request: Request) -> None:
    """Raise Problem or ParseError for a body that is too large, and for an address or header with a NUL."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > settings.API_MAX_BYTES:
        limit = f"{settings.API_MAX_BYTES // 2**20} MB"
        raise Problem(413, "too_large", f"请求内容超过 {limit}。")
    asked = [request.path, *request.GET, *(word for _, words in request.GET.lists() for word in words)]
    if any("\0" in word for word in asked):
        raise ParseError
