"""The description of the API: for programs as OpenAPI, for people as a page of our own that needs no script."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.authentication import TokenAuthentication


@functools.cache
def schema() -> Mapping[str, Any]:
    """The whole description; it changes with the code alone."""
    return SchemaGenerator().get_schema(request=None, public=True)


@extend_schema(exclude=True)
class Schema(APIView):
    """OpenAPI 3.1, for whoever has a token or is signed in."""

    authentication_classes = [TokenAuthentication, SessionAuthentication]
    permission_classes = [IsAuthenticated]
    http_method_names = ["get", "head"]

    def get(self, request: Request) -> Response:
        return Response(schema())


@dataclass(frozen=True)
class Field:
    """A parameter or a field of a body: ``name`` is its path, ``kind`` what it may be, in words."""

    name: str
    kind: str
    words: str
    is_required: bool


@dataclass(frozen=True)
class Operation:
    """What one address does by one method."""

    key: str
    method: str
    path: str
    summary: str
    words: list[str]
    parameters: list[Field]
    body: list[Field]
    answer: list[Field]
    statuses: list[tuple[str, str]]


KINDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是或否",
    "object": "对象",
    "array": "数组",
    "null": "空",
}
FORMATS = {
    "date": "日期",
    "date-time": "时间",
    "decimal": "金额",
    "uuid": "UUID",
    "uri-reference": "地址",
    "uri": "地址",
}


class Docs(TemplateView):
    template_name = "api/docs.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(groups=groups(), **kwargs)


@functools.cache
def groups() -> list[tuple[str, list[Operation]]]:
    """Every operation, under the first part of its address."""
    found: dict[str, list[Operation]] = {}
    for path, methods in schema()["paths"].items():
        for method, told in methods.items():
            found.setdefault(told["tags"][0], []).append(_operation(path, method, told))
    return list(found.items())


def _operation(path: str, method: str, told: Mapping[str, Any]) -> Operation:
    answers = told["responses"]
    good = next(code for code in answers if code.startswith("2"))
    return Operation(
        key=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        words=[line for line in told.get("description", "").splitlines() if line.strip()],
        parameters=[_parameter(one) for one in told.get("parameters", [])],
        body=list(_fields(_content(told.get("requestBody", {})))),
        answer=list(_fields(_content(answers[good]))),
        statuses=[(code, answer.get("description") or "成功") for code, answer in sorted(answers.items())],
    )


def _content(body: Mapping[str, Any]) -> Mapping[str, Any]:
    content: Mapping[str, Any] = body.get("content", {})
    return next((kind["schema"] for kind in content.values()), {})


def _parameter(told: Mapping[str, Any]) -> Field:
    place = {"path": "地址", "query": "查询", "header": "请求头"}[told["in"]]
    kind = f"{place} · {_kind(told['schema'])}"
    return Field(told["name"], kind, told.get("description", ""), told.get("required", False))


def _resolved(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """``told`` itself, or what it refers to, with what is said beside the reference."""
    for inner in (told, *told.get("allOf", ()), *told.get("oneOf", ())):
        if "$ref" in inner:
            name = inner["$ref"].rpartition("/")[2]
            return {**schema()["components"]["schemas"][name], **{k: v for k, v in told.items() if k != "$ref"}}
    return told


def _fields(told: Mapping[str, Any], path: str = "") -> Iterator[Field]:
    """The fields of an object, those of objects in it behind its own."""
    resolved = _resolved(told)
    if resolved.get("type") == "array":
        yield from _fields(resolved["items"], f"{path}[].")
    for name, inner in resolved.get("properties", {}).items():
        found = _resolved(inner)
        words = found.get("description", "") if "enum" not in found else inner.get("description", "")
        yield Field(f"{path}{name}", _kind(found), words, name in resolved.get("required", ()))
        yield from _fields(found, f"{path}{name}" if _holds_many(found) else f"{path}{name}.")


def _holds_many(told: Mapping[str, Any]) -> bool:
    return told.get("type") == "array"


def _kind(told: Mapping[str, Any]) -> str:
    """What may stand there."""
    found = _resolved(told)
    if "enum" in found:
        return "、".join(str(code) for code in found["enum"] if code not in (None, ""))
    types = found.get("type", "object")
    several = types if isinstance(types, list) else [types]
    kinds = KINDS | {"string": FORMATS.get(found.get("format", ""), KINDS["string"])}
    return "或".join(kinds[one] for one in several)
