"""What a survey is sent as. The page's own form judges it, so that both refuse the same; errors come back by path."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from django.http import QueryDict
from rest_framework import serializers

from accounts.api.fields import CodeField, DayField
from accounts.api.paging import LARGEST_KEY
from accounts.models import User
from households.actions.surveys import SurveyRefused
from households.enums import (
    EMPLOYMENT_KINDS,
    Disability,
    DisabilityGrade,
    FactKind,
    HonourLevel,
    Hukou,
    IncomeSource,
    NoticeWay,
    RegistrationKind,
    Relation,
    RetirementTrack,
    Sex,
)
from households.forms import profile
from households.forms.facts import name_of
from households.forms.members import NONE, NOT_APPLICABLE
from households.forms.survey import HOUSING, MOST_MEMBERS, PREFIX, SurveyForm

SITUATIONS = {
    **{kind.name.lower(): (str(kind.value), str(kind.label)) for kind in EMPLOYMENT_KINDS},
    "unemployed": (str(RegistrationKind.UNEMPLOYED.value), "失业已登记"),
    "none": (NONE, "未就业未登记"),
    "not_applicable": (NOT_APPLICABLE, "不适用（在校、退休等）"),
}
MOST_CHILDREN = 3
PLAIN = (
    *("id_number", "checked", "name", "sex", "born", "relation", "phone", "bank_account", "retirement_override"),
    "retirement_evidence",
    *("dead_on", "spouse", "since", "employer", "employer_code", "position", "monthly_income", "income_source"),
    *("differs_why", "differs_evidence"),
)


def _text(longest: int, words: str, **more: Any) -> Any:
    return serializers.CharField(max_length=longest, required=False, allow_blank=True, help_text=words, **more)


def _amount(words: str) -> Any:
    return serializers.DecimalField(
        max_digits=10, decimal_places=2, min_value=0, required=False, allow_null=True, help_text=words
    )


def _code(kinds: Any, words: str, **more: Any) -> Any:
    return serializers.ChoiceField(choices=kinds.choices, help_text=words, **more)


class FactBody(serializers.Serializer):
    kind = CodeField(FactKind, help_text="事项")
    since = DayField(required=False, allow_null=True, help_text="首日")
    until = DayField(required=False, allow_null=True, help_text="末日，含当日；仍如此的留空")
    level = _code(HonourLevel, "劳模级别", required=False, allow_blank=True)
    number = _text(30, "残疾人证号；已登记的不改请留空")
    disability = _code(Disability, "残疾类别；20位证号的可不填", required=False, allow_blank=True)
    grade = _code(DisabilityGrade, "残疾等级；20位证号的可不填", required=False, allow_null=True)
    evidence = _text(200, "证明材料")
    employer = _text(100, "并轨企业")


class LastJobBody(serializers.Serializer):
    since = DayField(help_text="从")
    until = DayField(help_text="到，含当日")
    employer = _text(100, "原单位")


class ProfileBody(serializers.Serializer):
    """The five clears."""

    education = serializers.ChoiceField(
        choices=[(word, word) for word in profile.ANSWERS["education"][1]],
        required=False,
        allow_blank=True,
        help_text="文化程度",
    )
    health = _text(50, "健康状况")
    unemployment_reason = _text(100, "失业原因")
    skills = _text(100, "技能特长")
    job_wish = _text(100, "就业意向")
    training_wish = _text(100, "培训意愿")


class MemberBody(serializers.Serializer):
    """A member as told at the door. Who is registered in the household already is named by ``person``."""

    person = serializers.IntegerField(
        min_value=1, max_value=LARGEST_KEY, required=False, allow_null=True, help_text="已登记成员的人员编号"
    )
    id_number = _text(30, "身份证号；已登记的成员不填")
    name = serializers.CharField(max_length=50, help_text="姓名")
    sex = _code(Sex, "性别")
    born = DayField(help_text="出生日期")
    relation = _code(Relation, "与户主关系")
    phone = _text(30, "联系电话；已登记的不改请留空")
    bank_account = _text(50, "银行账号；已登记的不改请留空")
    retirement_track = _code(RetirementTrack, "退休类别；男性不填", required=False, allow_blank=True)
    retirement_override = DayField(required=False, allow_null=True, help_text="经批准的退休日期")
    retirement_evidence = _text(200, "批准退休的文件和文号；有经批准的退休日期时必填")
    dead_on = DayField(required=False, allow_null=True, help_text="死亡日期")
    spouse = serializers.IntegerField(
        min_value=0,
        max_value=MOST_MEMBERS - 1,
        required=False,
        allow_null=True,
        help_text="配偶在 members 中的序号，从 0 起",
    )
    situation = serializers.ChoiceField(
        choices=[(name, words) for name, (_, words) in SITUATIONS.items()], help_text="就业状况"
    )
    since = DayField(required=False, allow_null=True, help_text="就业状况的起始日期")
    employer = _text(100, "用人单位")
    employer_code = _text(30, "单位代码")
    position = _text(50, "岗位")
    checked = serializers.BooleanField(required=False, help_text="单位代码有误但已核对证件，确实如此")
    also = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_KEY),
        required=False,
        max_length=10,
        help_text="仍有效的其他就业登记的编号",
    )
    last_job = LastJobBody(required=False, allow_null=True, help_text="最近一次就业")
    children_born = serializers.ListField(
        child=DayField(), required=False, max_length=MOST_CHILDREN, help_text="抚养子女的出生日期"
    )
    facts = FactBody(many=True, required=False, help_text="特殊情况：现在如此的全部写出，没有写出的自走访日起终止")
    monthly_income = _amount("月收入（元）")
    income_source = _code(IncomeSource, "收入来源", required=False, allow_blank=True)
    differs_why = _text(500, "出生日期或性别与证件号不符的原因")
    differs_evidence = _text(500, "核对的证件")
    profile = ProfileBody(required=False, help_text="五清")


class MistakenBody(serializers.Serializer):
    person = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, help_text="人员编号")
    reason = serializers.CharField(max_length=500, help_text="登记错误的经过")


class SurveyBody(serializers.Serializer):
    """A household and its members, told together and saved together."""

    visited_on = DayField(help_text="走访日期")
    address = serializers.CharField(max_length=200, help_text="住址")
    hukou = _code(Hukou, "户口性质")
    housing = _text(50, "住房情况")
    monthly_income = _amount("家庭月收入（元）")
    income_source = _code(IncomeSource, "主要收入来源", required=False, allow_blank=True)
    notice_given_on = DayField(required=False, allow_null=True, help_text="个人信息告知日期")
    notice_way = _code(NoticeWay, "告知方式", required=False, allow_blank=True)
    members = MemberBody(  # type: ignore[call-arg]  # of the list
        many=True, allow_empty=False, max_length=MOST_MEMBERS, help_text="全部成员，户主一名"
    )
    mistaken = MistakenBody(  # type: ignore[call-arg]  # of the list
        many=True, required=False, max_length=MOST_MEMBERS, help_text="从来不是本户成员的"
    )


def form_data(said: Mapping[str, Any], *, worker: User, submission: uuid.UUID) -> QueryDict:
    """What was sent, as the page's form would send it."""
    members, mistaken = said["members"], said.get("mistaken", ())
    data = QueryDict(mutable=True)
    own = said.get("housing", "")
    data.update(  # type: ignore[call-arg]
        {
            "submission": str(submission),
            "opened_by": str(worker.pk),
            "housing": own if own in HOUSING or not own else profile.OTHER,
            "housing_other": "" if own in HOUSING else own,
            f"{PREFIX}-TOTAL_FORMS": str(len(members) + len(mistaken)),
            f"{PREFIX}-INITIAL_FORMS": "0",
        }
    )
    for name in ("visited_on", "address", "hukou", "monthly_income", "income_source", "notice_given_on", "notice_way"):
        data[name] = _typed(said.get(name))
    for place, member in enumerate([*members, *(_taken_off(row) for row in mistaken)]):
        for name, value in _member(member):
            data.appendlist(f"{PREFIX}-{place}-{name}", value)
    return data


def _taken_off(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"person": row["person"], "mistaken": row["reason"]}


def _member(member: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "person", _typed(member.get("person"))
    if "mistaken" in member:
        yield from (("DELETE", "on"), ("mistaken", member["mistaken"]))
        return
    yield from ((name, _typed(member.get(name))) for name in PLAIN)
    yield "retirement_track", "" if member["sex"] == Sex.MALE else member.get("retirement_track", "")
    yield "situation", SITUATIONS[member["situation"]][0]
    yield from (("also", str(key)) for key in member.get("also", ()))
    yield from ((f"last_job_{name}", _typed(value)) for name, value in (member.get("last_job") or {}).items())
    yield from ((f"child_{number}", _typed(day)) for number, day in enumerate(member.get("children_born", ()), 1))
    answers = {name: member.get("profile", {}).get(name, "") for name in profile.ANSWERS}
    yield from ((name, words) for name, words in profile.initial_of(SimpleNamespace(**answers)).items())
    for fact in member.get("facts", ()):
        name = name_of(fact["kind"])
        yield name, "on"
        yield from ((f"{name}_{part}", _typed(value)) for part, value in fact.items() if part != "kind")


def _typed(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "on"
    return str(value)


def found_wrong(form: SurveyForm, said: Mapping[str, Any]) -> dict[str, list[str]]:
    """The form's errors, each under the path of what was sent."""
    found = {_own_path(name): _words(errors) for name, errors in form.household.errors.items()}
    if not form.members.total_form_count() or form.members.non_form_errors():
        found["members"] = _words(form.members.non_form_errors())
    of_members: Any = form.members.errors
    for place, errors in enumerate(of_members[: len(said["members"])]):
        facts = said["members"][place].get("facts", ())
        for name, sentences in errors.items():
            found.setdefault(f"members.{place}.{_path(name, facts)}".rstrip("."), []).extend(_words(sentences))
    for place, row in enumerate(said.get("mistaken", ())):
        if row["person"] not in form.members.known:
            found[f"mistaken.{place}.person"] = ["该人员不是本户成员。"]
    return found


def refusal_of(refused: SurveyRefused, said: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the action refused, under the path of what was sent; empty where all of it is meant."""
    if refused.member is None:
        return {refused.field: [str(refused)]} if refused.field else {}
    path = _path(refused.field or "", said["members"][refused.member].get("facts", ()))
    return {f"members.{refused.member}.{path}".rstrip("."): [str(refused)]}


def _words(errors: Any) -> list[str]:
    return [str(error) for error in errors]


def _own_path(name: str) -> str:
    return "" if name == "__all__" else name.removesuffix("_other")


def _path(name: str, facts: Sequence[Mapping[str, Any]]) -> str:
    """The path of a member's field of the form."""
    head, _, rest = name.partition("_")
    if head == "fact":
        number, _, part = rest.partition("_")
        place = next((place for place, fact in enumerate(facts) if str(fact["kind"].value) == number), 0)
        return f"facts.{place}.{part}".rstrip(".")
    if head == "child":
        return f"children_born.{int(rest) - 1}"
    if name.startswith("last_job_"):
        return f"last_job.{name.removeprefix('last_job_')}"
    plain = _own_path(name)
    return f"profile.{plain}" if plain in profile.ANSWERS else plain
