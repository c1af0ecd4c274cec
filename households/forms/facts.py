"""The special facts of a person, as one survey row each: a tick that opens the dates and what else belongs to it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from households.actions.surveys import SurveyedFact
from households.enums import Disability, DisabilityGrade, FactKind, HonourLevel
from households.models import Fact
from households.rules.disability import Graded, graded_by
from ui.forms import DateField, DateInput

ONE_DAY = dt.timedelta(days=1)
GROUPS: tuple[tuple[str, tuple[FactKind, ...]], ...] = (
    (
        "户籍与身份",
        (
            FactKind.RURAL_HUKOU,
            FactKind.NOT_LOCAL,
            FactKind.STUDENT,
            FactKind.SOLDIER,
            FactKind.INTERNALLY_RETIRED,
            FactKind.EARLY_RETIRED,
            FactKind.IMPRISONED,
        ),
    ),
    (
        "困难情形",
        (
            FactKind.DISABILITY_CERTIFICATE,
            FactKind.LOW_INCOME,
            FactKind.SPECIAL_HARDSHIP,
            FactKind.LAND_LOSS,
            FactKind.SINGLE_PARENT,
            FactKind.MODEL_WORKER,
            FactKind.MARTYR_DEPENDANT,
            FactKind.MILITARY_SPOUSE,
        ),
    ),
    (
        "劳动与收入",
        (
            FactKind.LAID_OFF,
            FactKind.MERGED,
            FactKind.BUSINESS_LICENCE,
            FactKind.UNABLE_TO_WORK,
            FactKind.UNWILLING_TO_WORK,
        ),
    ),
)
KINDS = tuple(kind for _, kinds in GROUPS for kind in kinds)
SINCE_BIRTH = (FactKind.RURAL_HUKOU, FactKind.NOT_LOCAL)  # whose beginning nobody asks: without a date, since birth
EVIDENCED = {
    FactKind.UNABLE_TO_WORK: "如：劳动能力鉴定结论或医院证明的文号",
    FactKind.UNWILLING_TO_WORK: "如：本人签字的声明及日期",
    FactKind.SPECIAL_HARDSHIP: "如：民政部门特困人员认定书及文号",
}
# What may belong to a fact besides its dates.
PARTS = ("level", "number", "disability", "grade", "employer", "evidence")
NEEDED = {"level": "请选择劳模级别。", "employer": "请填写并轨企业。", "evidence": "请写明证明材料。"}
BEGINNINGS = {FactKind.MERGED: "离开企业日期"}  # what the first day is called, where it has a name of its own


@dataclass(frozen=True)
class FactRow:
    """One fact on the form: its tick, its dates, and the other fields that belong to it."""

    kind: FactKind
    tick: Any
    dates: tuple[Any, Any]
    extras: tuple[Any, ...]

    @property
    def errors(self) -> list[str]:
        return [error for field in (self.tick, *self.dates, *self.extras) for error in field.errors]


def name_of(kind: FactKind) -> str:
    return f"fact_{kind.value}"


def add_fields(fields: dict[str, forms.Field], known: Mapping[int, Fact]) -> None:
    """The fields of every kind; a number known already is not asked for again, and not shown."""
    for kind in KINDS:
        name = name_of(kind)
        fields[name] = forms.BooleanField(label=kind.label, required=False)
        begins = BEGINNINGS.get(kind, "开始日期")
        fields[f"{name}_since"] = DateField(label=f"{kind.label}：{begins}", required=False, widget=DateInput)
        fields[f"{name}_until"] = DateField(label=f"{kind.label}：截止日期", required=False, widget=DateInput)
    fields[f"{name_of(FactKind.MODEL_WORKER)}_level"] = forms.ChoiceField(
        label="劳模级别", choices=[("", "请选择"), *HonourLevel.choices], required=False
    )
    stored = known.get(FactKind.DISABILITY_CERTIFICATE)
    kept = "已登记，不改请留空" if stored is not None and stored.number else ""
    fields[f"{name_of(FactKind.DISABILITY_CERTIFICATE)}_number"] = forms.CharField(
        label="残疾人证号",
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "class": "code", "placeholder": kept}),
    )
    for part, label, choices in (("disability", "残疾类别", Disability), ("grade", "残疾等级", DisabilityGrade)):
        fields[f"{name_of(FactKind.DISABILITY_CERTIFICATE)}_{part}"] = forms.ChoiceField(
            label=label, choices=[("", "请选择"), *choices.choices], required=False
        )
    fields[f"{name_of(FactKind.MERGED)}_employer"] = forms.CharField(label="并轨企业", max_length=100, required=False)
    for kind, hint in EVIDENCED.items():
        fields[f"{name_of(kind)}_evidence"] = forms.CharField(
            label="证明材料", max_length=200, required=False, widget=forms.TextInput({"placeholder": hint})
        )


def initial_of(known: Mapping[int, Fact]) -> dict[str, Any]:
    """What stands of a person today, as the fields take it. The certificate's number stays where it is."""
    initial: dict[str, Any] = {}
    for number, fact in known.items():
        name = name_of(FactKind(number))
        initial[name] = True
        initial[f"{name}_since"] = fact.validity.lower
        initial[f"{name}_until"] = fact.validity.upper - ONE_DAY if fact.validity.upper else None
        initial[f"{name}_level"] = fact.level
        initial[f"{name}_evidence"] = fact.evidence
        initial[f"{name}_employer"] = fact.employer
        initial[f"{name}_disability"], initial[f"{name}_grade"] = fact.disability, fact.grade
    return initial


def rows_of(form: forms.Form, kinds: tuple[FactKind, ...]) -> Iterator[FactRow]:
    for kind in kinds:
        name = name_of(kind)
        extras = [f"{name}_{part}" for part in PARTS if f"{name}_{part}" in form.fields]
        yield FactRow(
            kind, form[name], (form[f"{name}_since"], form[f"{name}_until"]), tuple(form[extra] for extra in extras)
        )


def check(form: forms.Form, known: Mapping[int, Fact], today: dt.date) -> None:
    """Every fact ticked has what belongs to it; errors stand at the fields."""
    for kind in KINDS:
        if form.cleaned_data.get(name_of(kind)):
            _check_one(form, kind, today)
    if form.cleaned_data.get(name_of(FactKind.DISABILITY_CERTIFICATE)):
        _check_disability(form, known.get(FactKind.DISABILITY_CERTIFICATE))


def _check_disability(form: forms.Form, stored: Fact | None) -> None:
    """Type and grade are what the certificate's number says, if it says so; else they are chosen. One registered of old
    without them may stay so until the certificate is seen again."""
    name, cleaned = name_of(FactKind.DISABILITY_CERTIFICATE), form.cleaned_data
    numbered = graded_by(cleaned.get(f"{name}_number") or (stored.number if stored else ""))
    chosen, grade = cleaned.get(f"{name}_disability") or "", cleaned.get(f"{name}_grade") or ""
    if not chosen and not grade and numbered is None and stored is not None:
        return
    for part, said, read, words in (
        ("disability", chosen, numbered and numbered.disability.value, "残疾类别"),
        ("grade", grade, numbered and str(numbered.grade.value), "残疾等级"),
    ):
        if not said and not read:
            form.add_error(f"{name}_{part}", f"请选择残疾人证上的{words}。")
        elif said and read and said != read:
            form.add_error(f"{name}_{part}", f"残疾人证号表明是{numbered}，与所选的{words}不一致，请核对证件。")
    if not form.errors.keys() & {f"{name}_disability", f"{name}_grade"}:
        told = numbered or Graded(Disability(chosen), DisabilityGrade(int(grade)))
        cleaned[f"{name}_disability"], cleaned[f"{name}_grade"] = told.disability, told.grade


def _check_one(form: forms.Form, kind: FactKind, today: dt.date) -> None:
    name, cleaned = name_of(kind), form.cleaned_data
    since, until = cleaned.get(f"{name}_since"), cleaned.get(f"{name}_until")
    if since is None and kind not in SINCE_BIRTH and f"{name}_since" not in form.errors:
        form.add_error(f"{name}_since", f"请填写{BEGINNINGS.get(kind, '开始日期')}。")
    if since is not None and since > today:
        form.add_error(f"{name}_since", "开始日期不能晚于今天。")
    if since is not None and until is not None and until < since:
        form.add_error(f"{name}_until", "截止日期不能早于开始日期。")
    for part, sentence in NEEDED.items():
        if f"{name}_{part}" in form.fields and not (cleaned.get(f"{name}_{part}") or "").strip():
            form.add_error(f"{name}_{part}", sentence)


def facts_of(cleaned: Mapping[str, Any], known: Mapping[int, Fact]) -> tuple[SurveyedFact, ...]:
    """The facts ticked. What the form does not ask of a known fact is kept."""
    return tuple(_fact(kind, cleaned, known.get(kind)) for kind in KINDS if cleaned.get(name_of(kind)))


def _fact(kind: FactKind, cleaned: Mapping[str, Any], stored: Fact | None) -> SurveyedFact:
    name = name_of(kind)
    return SurveyedFact(
        since=cleaned.get(f"{name}_since") or cleaned["born"],
        until=cleaned.get(f"{name}_until"),
        kind=kind,
        level=cleaned.get(f"{name}_level", ""),
        number=cleaned.get(f"{name}_number") or (stored.number if stored else ""),
        evidence=cleaned.get(f"{name}_evidence", stored.evidence if stored else ""),
        employer=cleaned.get(f"{name}_employer", ""),
        disability=cleaned.get(f"{name}_disability", ""),
        grade=cleaned.get(f"{name}_grade") or None,
    )
