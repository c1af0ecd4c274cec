"""Paging by the key: a page starts behind a row, not after so many rows. No name stands in an address."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from .errors import invalid

AFTER, SIZE = "after", "page_size"
USUAL, MOST = 50, 200
LARGEST_KEY = 2**63 - 1


class Keyset(BasePagination):
    """``?page_size=`` rows behind the row ``?after=``, by primary key; ``next`` is the address of those that follow."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        size = _number(request, SIZE, USUAL, most=MOST)
        after = _number(request, AFTER, 0, least=0)
        found = list(queryset.filter(pk__gt=after).order_by("pk")[: size + 1])
        self.next = _address(request, found[size - 1].pk) if len(found) > size else None
        return found[:size]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self.next})

    def get_paginated_response_schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": schema,
                "next": {
                    "type": ["string", "null"],
                    "format": "uri-reference",
                    "description": "下一页的地址；最后一页为空",
                },
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": AFTER,
                "in": "query",
                "description": "从这个编号之后取；照 next 给出的使用",
                "schema": {"type": "integer", "minimum": 0, "maximum": LARGEST_KEY},
            },
            {
                "name": SIZE,
                "in": "query",
                "description": "每页条数",
                "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
            },
        ]


def _number(request: Request, name: str, default: int, *, least: int = 1, most: int = LARGEST_KEY) -> int:
    typed = request.GET.get(name)
    if typed is None:
        return default
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 20 and least <= int(typed) <= most):
        raise invalid({name: [f"须为 {least} 至 {most} 的整数。"]})
    return int(typed)


def _address(request: Request, after: int) -> str:
    kept = [(name, word) for name, words in request.GET.lists() for word in words if name != AFTER]
    return f"{request.path}?{urlencode([*kept, (AFTER, after)])}"
