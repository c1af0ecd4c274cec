"""One member of a surveyed household: who it is, what they live on, and what the five clears ask."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django import forms

from accounts import identifiers
from households.actions.survey_checks import NO_APPROVAL
from households.actions.surveys import SurveyedMember, SurveyedRegistration
from households.enums import EMPLOYMENT_KINDS, ROLE_KINDS, RegistrationKind, Relation, RetirementTrack, Sex
from households.models import Registration
from households.queries.pages import KnownMember
from households.rules.clears import WORKING_MIN
from ui.forms import CheckButtons, ChoiceButtons, DateField, DigitsInput, IdNumberInput, PhoneInput, ReasonInput

from . import differences, facts, income, profile

NONE, NOT_APPLICABLE = "none", "na"
SITUATIONS = [
    *((str(kind.value), kind.label) for kind in EMPLOYMENT_KINDS),
    (str(RegistrationKind.UNEMPLOYED.value), "失业已登记"),
    (NONE, "未就业未登记"),
    (NOT_APPLICABLE, "不适用（在校、退休等）"),
]
WITH_EMPLOYER = (RegistrationKind.ENTERPRISE, RegistrationKind.PUBLIC_WELFARE_POST)
TRACKS = [(track.value, track.label) for track in (RetirementTrack.F50, RetirementTrack.F55)]
CHILDREN = 3
DATES = ("retirement_override", "retirement_evidence", "dead_on")
MISTAKES = ("登记时误将亲友记入本户", "与另一户的同名人员混淆")
NOT_BY_SURVEY = "从来不是本户成员的，请写明登记错误的经过；分户、离开本市或死亡的，请取消勾选，保存调查后另行办理。"
LONGEST_NUMBER = 18  # of what identifies an employer
EMPLOYER_NUMBER = "统一社会信用代码18位；没有的，填营业执照注册号15位或组织机构代码9位。"
CHECK_FIRST = "确已核对证件的，请勾选下方“已核对证件”后再保存。"


class MemberForm(forms.Form):
    """``known`` is what is registered of a member already; ``today`` the day of typing; ``names`` those of all
    members, for the choice of a spouse. The number of a known member is neither asked for nor shown."""

    use_required_attribute = False

    person = forms.IntegerField(required=False, widget=forms.HiddenInput)
    id_number = forms.CharField(
        label="身份证号", max_length=30, required=False, widget=IdNumberInput(birth="born", sex="sex")
    )
    checked = forms.BooleanField(label="已核对证件，确实如此", required=False)
    name = forms.CharField(label="姓名", max_length=50, error_messages={"required": "请填写姓名。"})
    sex = forms.ChoiceField(
        label="性别", choices=Sex.choices, widget=ChoiceButtons, error_messages={"required": "请选择性别。"}
    )
    born = DateField(label="出生日期", error_messages={"required": "请填写出生日期。"})
    relation = forms.ChoiceField(
        label="与户主关系",
        choices=Relation.choices,
        widget=ChoiceButtons,
        error_messages={"required": "请选择与户主关系。"},
    )
    phone = forms.CharField(label="联系电话", max_length=30, required=False, widget=PhoneInput)
    bank_account = forms.CharField(
        label="银行账号", max_length=50, required=False, help_text="用于发放补贴，可暂不填写", widget=DigitsInput
    )
    retirement_track = forms.ChoiceField(label="退休类别", choices=TRACKS, required=False, widget=ChoiceButtons)
    retirement_override = DateField(label="经批准的退休日期", required=False)
    retirement_evidence = forms.CharField(label="批准退休的文件和文号", max_length=200, required=False)
    dead_on = DateField(label="死亡日期", required=False)
    spouse = forms.ChoiceField(label="配偶", required=False)
    situation = forms.ChoiceField(
        label="就业状况",
        choices=SITUATIONS,
        widget=ChoiceButtons,
        error_messages={"required": "请选择就业状况。"},
    )
    since = DateField(label="起始日期", required=False)
    employer = forms.CharField(label="用人单位", max_length=100, required=False)
    employer_code = forms.CharField(
        label="单位代码",
        max_length=30,
        required=False,
        widget=forms.TextInput({"class": "code"}),
        help_text=EMPLOYER_NUMBER,
    )
    position = forms.CharField(label="岗位", max_length=50, required=False)
    also = forms.MultipleChoiceField(label="另有就业登记", required=False, widget=CheckButtons)
    last_job_since = DateField(label="最近一次就业：从", required=False)
    last_job_until = DateField(label="最近一次就业：到", required=False)
    last_job_employer = forms.CharField(label="原单位", max_length=100, required=False)
    mistaken = forms.CharField(
        label="登记错误的经过", max_length=500, required=False, widget=ReasonInput(canned=MISTAKES, attrs={"rows": 2})
    )

    def __init__(self, *args: Any, known: KnownMember | None, today: dt.date, names: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known, self.today = known, today
        self.warnings: list[str] = []
        self.differs = False  # from the ID number
        self.empty_permitted = known is None  # a row left empty is no member
        profile.add_fields(self.fields)
        differences.add_fields(self.fields)
        income.add_fields(self.fields)
        facts.add_fields(self.fields, known.facts if known else {})
        for number in range(1, self._child_count() + 1):
            self.fields[f"child_{number}"] = DateField(label=f"子女{number}出生日期", required=False)
        own = str(self.prefix).rpartition("-")[2]
        others = [(str(place), name) for place, name in enumerate(names) if str(place) != own]
        _choice(self, "spouse").choices = [("", "未婚，或配偶不在本户"), *others]
        self._show_what_is_known()

    def _child_count(self) -> int:
        return max(CHILDREN, len(self.known.person.children_born) + 1) if self.known else CHILDREN

    def _show_what_is_known(self) -> None:
        second = self.known.registrations[1:] if self.known else ()
        _choice(self, "also").choices = [(str(row.pk), described(row)) for row in second]
        if not second:
            del self.fields["also"]
        del self.fields["mistaken" if self.known is None else "id_number"]
        if self.known is not None:
            self._show_as_kept("phone", self.known.person.masked_phone)
            self._show_as_kept("bank_account", self.known.person.masked_account)

    def _show_as_kept(self, field: str, masked: str) -> None:
        """A sealed number is never sent to the browser whole: what is left empty stays as it is."""
        if masked:
            self.fields[field].widget.attrs |= {"placeholder": f"{masked}，不改请留空", "data-known": ""}

    @property
    def asks_why(self) -> bool:
        """Whether to ask why the birth date or sex is not that of the number, as far as is known."""
        return self.differs or any(self[name].value() or self[name].errors for name in differences.NAMES)

    @property
    def fact_groups(self) -> list[tuple[str, list[facts.FactRow]]]:
        return [(title, list(facts.rows_of(self, kinds))) for title, kinds in facts.GROUPS]

    @property
    def has_facts(self) -> bool:
        return any(row.tick.value() or row.errors for _, rows in self.fact_groups for row in rows)

    @property
    def children(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("child_")]

    @property
    def has_income(self) -> bool:
        return any(self[name].value() not in (None, "") or self[name].errors for name in income.NAMES)

    @property
    def has_children(self) -> bool:
        return any(child.value() or child.errors for child in self.children)

    @property
    def has_dates(self) -> bool:
        return any(self[name].value() or self[name].errors for name in DATES)

    @property
    def past_jobs(self) -> list[str]:
        return [described(row) for row in self.known.past] if self.known else []

    @property
    def is_off(self) -> bool:
        """Whether the member is taken off: a known one only with the reason why it never belonged here."""
        return bool(self["DELETE"].value()) and (self.known is None or bool((self["mistaken"].value() or "").strip()))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("DELETE") and not self.is_off:
            self.add_error("mistaken", NOT_BY_SURVEY)
        self._check_sex_and_age(cleaned)
        if self.known is not None:
            self.differs = differences.check(self, identifiers.resident_id(self.known.person.id_number, on=self.today))
        elif cleaned.get("person"):
            self.add_error(None, "该成员已不在本户或资料有变动，请重新打开本户调查表。")
        else:
            self._check_id_number(cleaned)
        self._check_number("phone", identifiers.phone, identifiers.PHONE_SENTENCES, cleaned)
        self._check_number("bank_account", identifiers.bank_account, identifiers.BANK_ACCOUNT_SENTENCES, cleaned)
        self._check_situation(cleaned)
        self._check_last_job(cleaned)
        facts.check(self, self.known.facts if self.known else {}, self.today)
        income.check(self, needs_source=True)
        return cleaned

    def _check_id_number(self, cleaned: dict[str, Any]) -> None:
        typed = identifiers.halfwidth(cleaned.get("id_number") or "").replace(" ", "")
        if not typed:
            if "id_number" not in self.errors:
                self.add_error("id_number", "请填写身份证号。")
            return
        found = identifiers.resident_id(typed, on=self.today)
        if found.reason is not None:
            self.add_error("id_number", identifiers.SENTENCES[found.reason])
            return
        cleaned["id_number"] = found.normalized
        self.differs = differences.check(self, found)

    def _warn(self, field: str, sentence: str, cleaned: dict[str, Any]) -> None:
        """A warning stands in the way until the worker says that the papers were looked at."""
        self.warnings.append(sentence)
        if not cleaned.get("checked"):
            self.add_error(field, sentence)

    def _check_sex_and_age(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("sex") == Sex.MALE:
            cleaned["retirement_track"] = RetirementTrack.M60.value
        elif cleaned.get("sex") == Sex.FEMALE and not cleaned.get("retirement_track"):
            self._propose_track(cleaned)
        if cleaned.get("retirement_override") and not (cleaned.get("retirement_evidence") or "").strip():
            self.add_error("retirement_evidence", NO_APPROVAL)
        if cleaned.get("born") is not None and cleaned["born"] > self.today:
            self.add_error("born", "出生日期不能晚于今天。")
        for field in ("dead_on", *(name for name in self.fields if name.startswith("child_"))):
            if cleaned.get(field) is not None and cleaned[field] > self.today:
                self.add_error(field, "日期不能晚于今天。")

    def _propose_track(self, cleaned: dict[str, Any]) -> None:
        """Of a girl nobody knows yet; a grown woman is asked."""
        born = cleaned.get("born")
        if born is not None and identifiers.age_on(born, self.today) < WORKING_MIN:
            cleaned["retirement_track"] = RetirementTrack.F50.value
        else:
            self.add_error("retirement_track", "请选择退休类别：女工人50周岁，女干部55周岁。")

    def _check_number(
        self,
        field: str,
        check: Callable[[str], identifiers.Checked],
        sentences: Mapping[str, str],
        cleaned: dict[str, Any],
    ) -> None:
        typed = identifiers.halfwidth(cleaned.get(field) or "")
        if not typed:
            return
        found = check(typed)
        if found.reason is not None:
            self.add_error(field, sentences[found.reason])
            return
        cleaned[field] = found.normalized

    def _check_situation(self, cleaned: dict[str, Any]) -> None:
        kind = kind_of(cleaned.get("situation"))
        if kind is None:
            return
        since = cleaned.get("since")
        if since is None and "since" not in self.errors:
            self.add_error("since", "请填写起始日期。")
        if since is not None and since > self.today:
            self.add_error("since", "起始日期不能晚于今天。")
        if kind == RegistrationKind.UNEMPLOYED and cleaned.get("also"):
            self.add_error("also", "失业登记期间不能同时有就业登记，已离岗的请取消选择。")
        if kind in WITH_EMPLOYER and not cleaned.get("employer"):
            self.add_error("employer", "请填写用人单位。")
        self._check_employer_code(kind, cleaned)

    def _check_employer_code(self, kind: RegistrationKind, cleaned: dict[str, Any]) -> None:
        given = identifiers.employer_number(cleaned.get("employer_code") or "")
        if kind == RegistrationKind.UNEMPLOYED or not given.number:
            return
        cleaned["employer_code"] = given.number
        if len(given.number) > LONGEST_NUMBER:
            self.add_error("employer_code", given.fault)
        elif given.fault:
            self._warn("employer_code", given.fault + CHECK_FIRST, cleaned)

    def _check_last_job(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("last_job_since"), cleaned.get("last_job_until")
        if first is None and last is None and not cleaned.get("last_job_employer"):
            return
        for field, day, word in (("last_job_since", first, "开始"), ("last_job_until", last, "结束")):
            if day is None and field not in self.errors:
                self.add_error(field, f"请填写就业的{word}日期。")
        if first is not None and last is not None and last < first:
            self.add_error("last_job_until", "结束日期不能早于开始日期。")
        if last is not None and last > self.today:
            self.add_error("last_job_until", "结束日期不能晚于今天；仍在岗的，请在就业状况中选择。")
        is_unemployed = kind_of(cleaned.get("situation")) == RegistrationKind.UNEMPLOYED
        if is_unemployed and last is not None and cleaned.get("since") is not None and last >= cleaned["since"]:
            self.add_error("last_job_until", "最近一次就业应在失业登记之前结束。")

    def surveyed(self) -> SurveyedMember:
        """What was typed, as the action takes it. Only of a valid form."""
        cleaned, stored = self.cleaned_data, self.known.person if self.known else None
        amount, source = income.income_of(cleaned)
        return SurveyedMember(
            name=cleaned["name"].strip(),
            id_number=stored.id_number if stored else cleaned["id_number"],
            sex=Sex(cleaned["sex"]),
            born=cleaned["born"],
            relation=Relation(cleaned["relation"]),
            retirement_track=RetirementTrack(cleaned["retirement_track"]),
            phone=cleaned["phone"] or (stored.phone if stored else ""),
            bank_account=cleaned["bank_account"] or (stored.bank_account if stored else ""),
            retirement_override=cleaned["retirement_override"],
            retirement_evidence=cleaned["retirement_evidence"].strip() if cleaned["retirement_override"] else "",
            dead_on=cleaned["dead_on"],
            children_born=tuple(cleaned[bound.name] for bound in self.children if cleaned[bound.name]),
            registrations=tuple(self._registrations()),
            facts=facts.facts_of(cleaned, self.known.facts if self.known else {}),
            monthly_income=amount,
            income_source=source,
            differs_why=cleaned["differs_why"].strip(),
            differs_evidence=cleaned["differs_evidence"].strip(),
            profile=profile.answers_of(cleaned),
        )

    def _registrations(self) -> list[SurveyedRegistration]:
        cleaned, said = self.cleaned_data, []
        kind = kind_of(cleaned["situation"])
        if kind is not None:
            works = kind != RegistrationKind.UNEMPLOYED
            said.append(
                SurveyedRegistration(
                    since=cleaned["since"],
                    until=self._known_end(kind),
                    kind=kind,
                    employer=cleaned["employer"] if works else "",
                    employer_code=cleaned["employer_code"] if works else "",
                    position=cleaned["position"] if works else "",
                )
            )
        if cleaned["last_job_since"]:
            said.append(
                SurveyedRegistration(
                    since=cleaned["last_job_since"],
                    until=cleaned["last_job_until"],
                    kind=RegistrationKind.ENTERPRISE,
                    employer=cleaned["last_job_employer"],
                )
            )
        kept = [row for row in self.known.registrations if str(row.pk) in cleaned.get("also", ())] if self.known else []
        return [*said, *(as_it_stands(row) for row in kept)]

    def _known_end(self, kind: RegistrationKind) -> dt.date | None:
        """The last day of the registration the form began with, where one is set and it is still the same."""
        row = self.known.registrations[0] if self.known and self.known.registrations else None
        same = row is not None and (row.kind, row.validity.lower) == (kind, self.cleaned_data["since"])
        return as_it_stands(row).until if row is not None and same else None


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


def kind_of(situation: str | None) -> RegistrationKind | None:
    """The registration a situation means; none where nothing is registered."""
    return RegistrationKind(int(situation)) if situation and situation.isdigit() else None


def as_it_stands(row: Registration) -> SurveyedRegistration:
    return SurveyedRegistration(
        since=row.validity.lower,
        until=row.validity.upper - facts.ONE_DAY if row.validity.upper else None,
        kind=RegistrationKind(row.kind),
        employer=row.employer,
        employer_code=row.employer_code,
        position=row.position,
    )


def described(row: Registration) -> str:
    said = as_it_stands(row)
    employer = f" {row.employer}" if row.employer else ""
    return f"{said.since}至{said.until or '今'} {said.kind.label}{employer}"


def initial_of(known: KnownMember, places: dict[int, int], today: dt.date) -> dict[str, Any]:
    """What is registered of a member today, as the form takes it. ``places`` are the members' rows by key."""
    person = known.person
    initial = {name: getattr(person, name) for name in ("name", "sex", "born", *DATES)}
    initial |= {"person": person.pk, "relation": known.relation, "retirement_track": person.retirement_track}
    if person.sex == Sex.MALE:
        del initial["retirement_track"]  # a man's follows from his sex
    initial |= {f"child_{number}": day for number, day in enumerate(person.children_born, 1)}
    number = identifiers.resident_id(person.id_number, on=today)
    if number.valid and (number.sex, number.born) != (person.sex, person.born):
        initial |= differences.initial_of(known.described)
    if known.spouse in places:
        initial["spouse"] = str(places[known.spouse])
    initial |= _initial_situation(known)
    initial["also"] = [str(row.pk) for row in known.registrations[1:]]
    return initial | profile.initial_of(person) | income.initial_of(person) | facts.initial_of(known.facts)


def _initial_situation(known: KnownMember) -> dict[str, Any]:
    if not known.registrations:
        idle = any(kind in known.facts for kind in ROLE_KINDS)
        return {"situation": NOT_APPLICABLE if idle or known.is_child else NONE}
    row = known.registrations[0]
    details = {"employer": row.employer, "employer_code": row.employer_code, "position": row.position}
    return {"situation": str(row.kind), "since": row.validity.lower, **details}
