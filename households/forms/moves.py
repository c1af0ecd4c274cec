"""Where a household goes: to another community, to another address, or apart."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from accounts.enums import AreaLevel
from accounts.models import Area
from households.actions.departures import Comeback, Departure
from households.actions.handovers import Giving, NewAddress
from households.actions.splitting import Move
from households.enums import Relation
from households.models import Household, Membership
from ui.forms import CheckButtons, DateField, Picker, ReasonForm, ReasonInput

HANDOVER_REASONS = ("家庭已搬到该社区居住", "该住址属于该社区辖区", "社区辖区调整")
RETURN_REASONS = ("该住址不在本社区辖区", "入户核实该户未在此居住", "资料不全，请补充后再交接")
ADDRESS_REASONS = ("购房搬迁", "租房搬迁", "与子女同住", "原登记住址有误")
SPLIT_REASONS = ("子女成家另立户口", "夫妻离婚分开居住", "户口簿已分立")
JOIN_REASONS = ("结婚后同住", "投靠子女或父母", "两户合为一户")
LEAVE_REASONS = ("户口迁往外市，有迁移证明", "随子女在外市长期居住", "在外市就业并定居")
BACK_REASONS = ("户口迁回本市", "返回本市居住")
GONE = "请选择日期。"


class Community(forms.ModelChoiceField):
    """A community of the city, named with its street."""

    def label_from_instance(self, area: Any) -> str:
        return f"{area.parent.name} {area.name}" if area.parent else area.name


class Family(forms.ModelChoiceField):
    """A household by its head, its address and its number. Needs ``with_head``."""

    def label_from_instance(self, household: Any) -> str:
        return f"{household.head_name or '（无户主）'}户 {household.address} {household.number}"


def communities(on: dt.date) -> QuerySet[Area]:
    """Every community there is on the day: a household may move to any."""
    return Area.objects.existing(on).filter(level=AreaLevel.COMMUNITY).select_related("parent").order_by("path")


def _reason(label: str, canned: Sequence[str], hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=500,
        widget=ReasonInput(canned=canned),
        help_text=hint,
        error_messages={"required": f"请填写{label}。"},
    )


def _address(label: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=200, required=required, error_messages={"required": f"请填写{label}。"}
    )


class HandoverForm(forms.Form):
    """To whom a household is given, and when. ``today`` is the day of typing."""

    use_required_attribute = False

    to_area = Community(
        label="接收社区", queryset=Area.objects.none(), widget=Picker, error_messages={"required": "请选择接收的社区。"}
    )
    on = DateField(
        label="交接日期", help_text="当天起对方可以接收；接收之前仍由本社区负责。", error_messages={"required": GONE}
    )
    address = _address("新住址（没有搬家的不填）", required=False)
    reason = _reason("移交原因", HANDOVER_REASONS)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        cast(Community, self.fields["to_area"]).queryset = communities(today)

    def giving(self) -> Giving:
        return Giving(**self.cleaned_data)


class AddressForm(forms.Form):
    """Where a household lives now."""

    use_required_attribute = False

    address = _address("新住址")
    area = Community(
        label="居住地社区",
        queryset=Area.objects.none(),
        widget=Picker,
        required=False,
        empty_label="不在本市的社区",
        help_text="只记录住在哪里；由谁负责不变，需要换社区负责的请办理社区交接。",
    )
    on = DateField(label="入住日期", error_messages={"required": GONE})
    reason = _reason("变更原因", ADDRESS_REASONS)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Community, self.fields["area"]).queryset = communities(today)

    def moved(self) -> NewAddress:
        return NewAddress(**self.cleaned_data)


class ReturnHandoverForm(ReasonForm):
    """Why a household is not taken over."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=RETURN_REASONS, **{"prefix": "return"} | kwargs)
        self.fields["reason"].label = "退回原因"
        self.fields["reason"].error_messages["required"] = "请填写退回原因，移交社区会看到。"


class MembersForm(forms.Form):
    """Some members of a household and what becomes of them. ``members`` are the memberships asked about."""

    use_required_attribute = False

    on = DateField(label="日期", error_messages={"required": GONE})
    head = forms.TypedChoiceField(
        label="留下成员中的新户主",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="原户主离开、还有成员留在原户的，须选择。",
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        people = [(row.person_id, row.person.name) for row in members]
        cast(forms.ChoiceField, self.fields["head"]).choices = [("", "不变"), *people]
        self.order_fields(["people", "into", "on", "address", "head", "reason"])


class RelationsForm(MembersForm):
    """For each member whether it goes, and as what: one choice a member."""

    stays: str
    goes: str

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, members=members, **kwargs)
        choices = [("", self.stays), *((relation.value, f"{self.goes}{relation.label}") for relation in Relation)]
        asked = {
            f"member_{row.person_id}": forms.ChoiceField(
                label=f"{row.person.name}（现为{row.get_relation_display()}）", choices=choices, required=False
            )
            for row in members
        }
        self.fields = asked | self.fields

    def move(self) -> Move:
        said = self.cleaned_data
        chosen = {row.person_id: said[f"member_{row.person_id}"] for row in self.members}
        relations: Mapping[int, Relation] = {key: Relation(word) for key, word in chosen.items() if word}
        return Move(relations, said["on"], said["reason"], said["head"])


class SplitForm(RelationsForm):
    """Who leaves into a new household, as what, and where it lives."""

    stays, goes = "留在原户", "分出，新户的"

    address = _address("新户住址")
    reason = _reason("分户原因", SPLIT_REASONS)


class JoinForm(RelationsForm):
    """Who joins which other household, as what."""

    stays, goes = "留在原户", "并入，为对方户主的"

    into = Family(
        Household.objects.none(),
        label="并入哪一户",
        widget=Picker(),
        empty_label="请选择",
        help_text="本社区负责的家庭，输入户主姓名、住址或户编号查找。",
        error_messages={
            "required": "请选择并入哪一户。",
            "invalid_choice": "没有找到由您的社区负责的这一户。",
        },
    )
    reason = _reason("并户原因", JOIN_REASONS)

    def __init__(self, *args: Any, others: QuerySet[Household], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField


class PeopleForm(MembersForm):
    """Which of the members."""

    people = forms.TypedMultipleChoiceField(
        label="成员", coerce=int, widget=CheckButtons, error_messages={"required": "请至少选择一名成员。"}
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, members=members, **kwargs)
        people = cast(forms.ChoiceField, self.fields["people"])
        people.choices = [(row.person_id, row.person.name) for row in members]


class LeaveForm(PeopleForm):
    """Who leaves the city."""

    reason = _reason("原因和证明材料", LEAVE_REASONS)

    def departure(self) -> Departure:
        said = self.cleaned_data
        return Departure(said["people"], said["on"], said["reason"], said["head"])


class ComebackForm(PeopleForm):
    """Who comes back to the city."""

    address = _address("返回后的住址", required=False)
    reason = _reason("原因和证明材料", BACK_REASONS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["head"]

    def comeback(self) -> Comeback:
        said = self.cleaned_data
        return Comeback(said["people"], said["on"], said["reason"], said["address"])
