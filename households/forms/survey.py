"""The survey form: a household and its members, typed together and saved together."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from accounts.models import User
from households.actions.surveys import SurveyedHousehold, SurveyedNotice, SurveyRefused
from households.enums import Hukou, NoticeWay, Relation
from households.models import Household, Survey
from households.queries.pages import KnownMember
from ui.forms import ChoiceButtons, DateField, FoundError, errors_of

from . import income
from .members import MemberForm, initial_of
from .profile import OTHER

HOUSING = ("自有住房", "承租公房", "租住私房", "借住", OTHER)
MOST_MEMBERS = 30
PREFIX = "members"
FEW = {"too_few_forms": "请至少登记一名家庭成员。", "too_many_forms": f"一户最多登记{MOST_MEMBERS}名成员。"}


class HouseholdForm(forms.Form):
    """``submission`` makes a form sent twice one survey; ``opened_by`` is whose form it is. ``version`` is the privacy
    notice in force; without one none is asked about."""

    use_required_attribute = False

    submission = forms.UUIDField(widget=forms.HiddenInput)
    opened_by = forms.IntegerField(widget=forms.HiddenInput)
    visited_on = DateField(label="走访日期", error_messages={"required": "请填写走访日期。"})
    address = forms.CharField(label="住址", max_length=200, error_messages={"required": "请填写住址。"})
    hukou = forms.ChoiceField(label="户口性质", choices=Hukou.choices, widget=ChoiceButtons)
    housing = forms.ChoiceField(
        label="住房情况", choices=[(word, word) for word in HOUSING], required=False, widget=ChoiceButtons
    )
    housing_other = forms.CharField(label="住房情况（其他）", max_length=50, required=False)
    monthly_income = income.amount_field("家庭月收入（元）", "家庭月收入")
    income_source = income.source_field("主要收入来源")

    notice_given_on = DateField(label="告知日期", error_messages={"required": "请填写告知日期。"})
    notice_way = forms.ChoiceField(
        label="告知方式",
        choices=NoticeWay.choices,
        widget=ChoiceButtons,
        error_messages={"required": "请先向调查对象告知个人信息如何使用，再选择告知方式。"},
    )

    def __init__(self, *args: Any, worker: User, today: dt.date, version: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worker, self.today, self.version = worker, today, version
        if not version:
            del self.fields["notice_given_on"], self.fields["notice_way"]

    def clean_notice_given_on(self) -> dt.date:
        day = self.cleaned_data["notice_given_on"]
        if day > self.today:
            raise forms.ValidationError("告知日期不能晚于今天。")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        income.check(self, needs_source=False)
        return cleaned

    def clean_visited_on(self) -> dt.date:
        day = self.cleaned_data["visited_on"]
        if day > self.today:
            raise forms.ValidationError("走访日期不能晚于今天。")
        return day

    def clean_opened_by(self) -> int:
        if self.cleaned_data["opened_by"] != self.worker.pk:
            raise forms.ValidationError("这张表是由另一个账号打开的，请重新打开后再填写。")
        return self.cleaned_data["opened_by"]


class MembersFormSet(BaseFormSet):
    """The members' forms. ``known`` are those registered already; a row names its own by the person's key."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        known: Sequence[KnownMember],
        today: dt.date,
        initial: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        self.known = {member.person.pk: member for member in known}
        self.today = today
        super().__init__(data, prefix=PREFIX, initial=initial, error_messages=FEW)  # type: ignore[arg-type]

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "登记错误：从来不是本户成员" if form.known else "移除这名成员"  # type: ignore[attr-defined]

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        known = None if index is None else self.known.get(self._key(index))
        return {"known": known, "today": self.today, "names": self._names()}

    def _key(self, index: int) -> int:
        key = str(self._value(index, "person"))
        return int(key) if key.isdecimal() else 0

    def _value(self, index: int, name: str) -> Any:
        if self.is_bound:
            return self.data.get(f"{PREFIX}-{index}-{name}", "")
        return self.initial[index].get(name, "") if self.initial and index < len(self.initial) else ""

    def _names(self) -> list[str]:
        total = self.total_form_count()
        return [str(self._value(index, "name")) or f"第{index + 1}名成员" for index in range(total)]

    @property
    def kept(self) -> list[MemberForm]:
        """The members that stay, without those taken off and rows left empty."""
        return [form for form in self.forms if self._stays(form)]

    def _stays(self, form: MemberForm) -> bool:
        return not form.is_off and (form.known is not None or form.has_changed())

    def _should_delete_form(self, form: forms.Form) -> bool:
        """Django's word for who is taken off: not who is for no reason, whose card says so."""
        return cast(MemberForm, form).is_off

    @property
    def mistaken(self) -> dict[int, str]:
        """Of those known who never belonged to the household, why, by person."""
        return {form.known.person.pk: form["mistaken"].value() for form in self.forms if form.known and form.is_off}

    def clean(self) -> None:
        if any(self.errors):
            return
        heads = [form for form in self.kept if form.cleaned_data["relation"] == Relation.HEAD]
        for form in heads[1:]:
            form.add_error("relation", "一户只能有一名户主。")
        if self.kept and not heads:
            self.kept[0].add_error("relation", "请指明哪一名成员是户主。")
        self._check_spouses()

    def _check_spouses(self) -> None:
        rows = {str(self.forms.index(form)): form for form in self.kept}
        for place, form in rows.items():
            chosen = form.cleaned_data.get("spouse")
            if not chosen:
                continue
            other = rows.get(chosen)
            if other is None:
                form.add_error("spouse", "所选的配偶已不在本表中，请重新选择。")
            elif (other.cleaned_data.get("spouse") or place) != place:
                form.add_error("spouse", "所选的成员另有配偶，请核对。")

    def couples(self) -> tuple[tuple[int, int], ...]:
        """The couples by position among the members kept: as chosen; else the head and the head's only 配偶."""
        kept = self.kept
        places = {str(self.forms.index(form)): position for position, form in enumerate(kept)}
        pairs = {
            (min(position, places[chosen]), max(position, places[chosen]))
            for position, form in enumerate(kept)
            if (chosen := form.cleaned_data.get("spouse"))
        }
        married = {position for pair in pairs for position in pair}
        heads, spouses = (
            [position for position, form in enumerate(kept) if form.cleaned_data["relation"] == relation]
            for relation in (Relation.HEAD, Relation.SPOUSE)
        )
        if len(spouses) == 1 and not married.intersection([*heads, *spouses]):
            pairs.add((heads[0], spouses[0]))
        return tuple(sorted(pairs))


Members = cast(
    type[MembersFormSet],
    formset_factory(
        MemberForm,
        formset=MembersFormSet,
        extra=0,
        min_num=1,
        validate_min=True,
        max_num=MOST_MEMBERS,
        validate_max=True,
        can_delete=True,
    ),
)


class SurveyForm:
    """A household form and its members' forms as one."""

    def __init__(self, household: HouseholdForm, members: MembersFormSet) -> None:
        self.household, self.members = household, members

    @classmethod
    def opened(
        cls,
        *,
        household: Household | None,
        known: Sequence[KnownMember],
        worker: User,
        today: dt.date,
        version: str = "",
        last: Survey | None = None,
    ) -> "SurveyForm":
        """The form as it is opened: empty, or with what is registered today and was told with the ``last`` survey."""
        initial = {"submission": uuid.uuid4(), "opened_by": worker.pk, "visited_on": today, "hukou": Hukou.URBAN}
        initial["notice_given_on"] = today
        if last is not None and last.notice_version == version:
            initial |= {"notice_given_on": last.notice_given_on, "notice_way": last.notice_way}
        if household is not None:
            initial |= {name: getattr(household, name) for name in ("address", "hukou")} | income.initial_of(household)
            own_words = bool(household.housing) and household.housing not in HOUSING
            initial["housing"] = OTHER if own_words else household.housing
            initial["housing_other"] = household.housing if own_words else ""
        places = {member.person.pk: place for place, member in enumerate(known)}
        rows = [initial_of(member, places, today) for member in known]
        first = rows or [{"relation": Relation.HEAD.value}]
        return cls(
            HouseholdForm(initial=initial, worker=worker, today=today, version=version),
            Members(initial=first, known=known, today=today),
        )

    @classmethod
    def sent(
        cls, data: QueryDict, *, known: Sequence[KnownMember], worker: User, today: dt.date, version: str = ""
    ) -> "SurveyForm":
        return cls(
            HouseholdForm(data, worker=worker, today=today, version=version),
            Members(data, known=known, today=today),
        )

    def with_one_more(self) -> "SurveyForm":
        """The form sent, with all that was typed and one more empty member; nothing is checked yet."""
        own = self.household
        typed = {name: bound.data for name, bound in _bound(own)}
        rows: list[Mapping[str, Any]] = [{name: bound.data for name, bound in _bound(form)} for form in self.members]
        known = list(self.members.known.values())
        return SurveyForm(
            HouseholdForm(initial=typed, worker=own.worker, today=own.today, version=own.version),
            Members(initial=[*rows, {}][:MOST_MEMBERS], known=known, today=self.members.today),
        )

    def is_valid(self) -> bool:
        household_is_valid = self.household.is_valid()
        return self.members.is_valid() and household_is_valid

    @property
    def errors(self) -> list[FoundError]:
        """All errors in reading order, those of a member under the member's name."""
        found = [*errors_of(self.household)]
        found += [FoundError("", "", str(message)) for message in self.members.non_form_errors()]
        for form in self.members.kept:
            name = form["name"].value() or f"第{self.members.forms.index(form) + 1}名成员"
            found += [_of_member(error, form, str(name)) for error in errors_of(form)]
        return found

    def surveyed(self) -> SurveyedHousehold:
        """What was typed, as the action takes it. Only of a valid form."""
        cleaned = self.household.cleaned_data
        housing = cleaned["housing"]
        amount, source = income.income_of(cleaned)
        return SurveyedHousehold(
            address=cleaned["address"].strip(),
            hukou=cleaned["hukou"],
            visited_on=cleaned["visited_on"],
            members=tuple(form.surveyed() for form in self.members.kept),
            couples=self.members.couples(),
            mistaken=self.members.mistaken,
            housing=(cleaned["housing_other"] or housing) if housing == OTHER else housing,
            monthly_income=amount,
            income_source=source,
            notice=self._notice(),
            submission=cleaned["submission"],
        )

    def _notice(self) -> SurveyedNotice | None:
        own = self.household
        if not own.version:
            return None
        said = own.cleaned_data
        return SurveyedNotice(own.version, said["notice_given_on"], NoticeWay(said["notice_way"]))

    def refuse(self, refused: SurveyRefused) -> None:
        """Put the action's refusal at the field it names."""
        form: forms.Form = self.household if refused.member is None else self.members.kept[refused.member]
        form.add_error(_field_for(refused.field, form), str(refused))


def _of_member(error: FoundError, form: MemberForm, name: str) -> FoundError:
    if not error.target:
        return FoundError(f"{form.prefix}-card", name, error.message)
    return FoundError(error.target, f"{name} {error.label}", error.message)


NAMED_OTHERWISE = {"last_job": "last_job_until", "children_born": "child_1", "situation": "since"}


def _field_for(named: str | None, form: forms.Form) -> str | None:
    name = NAMED_OTHERWISE.get(named or "", named)
    if name is not None and name.startswith("fact_"):
        name = f"{name}_since"
    return name if name in form.fields else None


def _bound(form: forms.Form) -> list[tuple[str, Any]]:
    return [(name, form[name]) for name in form.fields]
