"""Errors in one shape: a code for programs, a sentence for people, the fields, and the request's number."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts import origin

NOT_FOUND = "没有这条记录，或不在您的辖区。"
WORDS: Mapping[type[exceptions.APIException], tuple[str, str]] = {
    exceptions.ParseError: ("malformed", "请求无法读懂：内容须为 UTF-8 编码的 JSON，且不含空字符。"),
    exceptions.NotAuthenticated: ("not_authenticated", "请在 Authorization 头中给出令牌。"),
    exceptions.NotFound: ("not_found", NOT_FOUND),
    exceptions.MethodNotAllowed: ("method_not_allowed", "这个地址不支持该方法。"),
    exceptions.UnsupportedMediaType: ("unsupported_media_type", "内容须为 JSON（Content-Type: application/json）。"),
    exceptions.PermissionDenied: ("forbidden", "您的岗位不能这样做。"),
    exceptions.Throttled: ("too_many_requests", "请求过于频繁，请稍后再试。"),
}


class Problem(exceptions.APIException):
    """An error with its status, code and sentence. ``fields`` maps paths such as ``members.0.born`` to sentences."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        fields: Mapping[str, list[str]] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message, code)
        self.status_code, self.code, self.message = status, code, message
        self.fields, self.retry_after = dict(fields or {}), retry_after


class ProblemSerializer(serializers.Serializer):
    """What every error looks like."""

    code = serializers.CharField(help_text="供程序判断的错误代码")
    message = serializers.CharField(help_text="说明原因的中文句子")
    fields_ = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), help_text="有误的字段及原因，可为空"
    )
    request = serializers.CharField(help_text="请求编号，与 X-Request-ID 和审计记录一致")

    def get_fields(self) -> Any:
        found = super().get_fields()
        return {name.rstrip("_"): field for name, field in found.items()}

    class Meta:
        ref_name = "Problem"


def refused(message: str, fields: Mapping[str, list[str]] | None = None) -> Problem:
    """What an action refuses as things stand: the same would be refused on the page."""
    return Problem(409, "refused", message, fields=fields)


def invalid(fields: Mapping[str, list[str]]) -> Problem:
    """What cannot be read as what it should be."""
    return Problem(422, "invalid", "填写的内容有误，请按字段改正。", fields=fields)


def answer(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to an error of a view; None lets what nobody foresaw rise."""
    problem = _problem(error, getattr(context.get("view"), "refusals", ()))
    if problem is None:
        return None
    content = {
        "code": problem.code,
        "message": problem.message,
        "fields": problem.fields,
        "request": origin.current().request,
    }
    response = Response(content, status=problem.status_code)
    if problem.status_code == 401:
        response["WWW-Authenticate"] = "Bearer"
    if problem.retry_after is not None:
        response["Retry-After"] = str(problem.retry_after)
    response["Cache-Control"] = "no-store"
    return response


def _problem(error: Exception, refusals: tuple[type[Exception], ...]) -> Problem | None:
    if isinstance(error, Problem):
        return error
    if isinstance(error, refusals):
        return refused(str(error))
    if isinstance(error, Http404):
        return Problem(404, "not_found", NOT_FOUND)
    if isinstance(error, PermissionDenied):
        return Problem(403, "forbidden", "您的岗位不能这样做。")
    return _of_the_framework(error) if isinstance(error, exceptions.APIException) else None


def _of_the_framework(error: exceptions.APIException) -> Problem | None:
    if isinstance(error, exceptions.AuthenticationFailed):
        return Problem(401, "token_invalid", str(error.detail))
    if isinstance(error, exceptions.ValidationError):
        return invalid(dict(_paths(error.detail)))
    for kind, (code, sentence) in WORDS.items():
        if isinstance(error, kind):
            wait = getattr(error, "wait", None)
            return Problem(error.status_code, code, sentence, retry_after=int(wait) if wait else None)
    return None


def _paths(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """The errors of nested serializers, each under the path of its field."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _paths(inner, path if name == "non_field_errors" else f"{path}.{name}".lstrip("."))
    elif isinstance(detail, list) and any(isinstance(inner, Mapping | list) for inner in detail):
        for place, inner in enumerate(detail):
            yield from _paths(inner, f"{path}.{place}".lstrip("."))
    elif detail:
        yield path, [str(sentence) for sentence in (detail if isinstance(detail, list) else [detail])]
