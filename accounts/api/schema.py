"""The description of the API (OpenAPI 3.1): what the frame does, said of every operation."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from .errors import ProblemSerializer

ALWAYS = {
    "400": "请求无法读懂",
    "401": "没有令牌，或令牌不再有效",
    "403": "岗位或令牌没有这项权限",
    "413": "请求内容过大",
    "429": "请求过于频繁，或一小时内次数已达上限",
}
ASKING = {"422": "填写或筛选的内容有误"}
FINDING = {"404": "没有这条记录，或不在辖区内"}
POSTING = {"409": "按现在的情况不能办理", "415": "内容不是 JSON"}
GUARDED = {"412": "读取之后内容已有变动", "428": "没有给出 If-Match"}


class BearerToken(OpenApiAuthenticationExtension):
    target_class = "accounts.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "在“我的—接口令牌”中签发的令牌"}


class Described(AutoSchema):
    """Adds to each operation the headers it asks for and every error it can answer with."""

    view: Any

    def _is_list_view(self, serializer: Any = None) -> bool:
        return self.method == "GET" and getattr(self.view, "is_list", False)

    def get_tags(self) -> list[str]:
        return [self._tokenize_path()[0]]

    def get_description(self) -> str:  # type: ignore[override]  # as the base of Described itself has it
        scope = getattr(self.view, "scopes", {}).get(self.method)
        said = super().get_description() or ""
        return f"{said}\n\n权限：`{scope.value}`（{scope.label}）" if scope else said

    def get_override_parameters(self) -> list[Any]:
        found: list[Any] = []
        if self.method == "POST" and self.view.keeps_answers:
            found.append(_header("Idempotency-Key", "幂等键：重发同一请求时不变", pattern="^[A-Za-z0-9._:-]{8,100}$"))
        if self.method == "POST" and self.view.guards:
            found.append(_header("If-Match", "所依据的版本：读取时的 ETag"))
        if self._is_versioned():
            found.append(_header("If-None-Match", "已有的版本：没有变动的答复 304", required=False))
        return [*found, *super().get_override_parameters()]

    def _is_versioned(self) -> bool:
        """What is read as one object carries its version; a page of a list has none."""
        return self.method == "GET" and not self._is_list_view()

    def _errors(self) -> dict[str, str]:
        is_asked = self.method == "POST" or getattr(self.view, "is_filtered", False)
        return {
            **ALWAYS,
            **(FINDING if "{" in self.path or is_asked else {}),
            **(ASKING if self._is_list_view() or is_asked else {}),
            **(POSTING if self.method == "POST" else {}),
            **(GUARDED if self.method == "POST" and self.view.guards else {}),
        }

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        told = super()._get_response_bodies(direction)
        for code, words in self._errors().items():
            told[code] = self._get_response_for_code(ProblemSerializer(), code, direction=direction) | {
                "description": words
            }
        return told | ({"304": {"description": "没有变动"}} if self._is_versioned() else {})


def _header(name: str, words: str, *, required: bool = True, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, required=required, description=words, **more)
