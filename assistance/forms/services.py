"""What was done for a person, and what was held for many."""

import datetime as dt
from typing import Any

from django import forms

from accounts.enums import AreaLevel
from accounts.models import Area, User
from assistance.actions.services import NewEvent, NewService
from assistance.enums import AT_EVENTS, SERVICE_GROUPS, Continuity, Reception, ServiceKind
from ui.forms import ChoiceButtons, DateField, OnceForm, Picker, ReasonInput

GROUPED = [(title, [(kind.value, kind.label) for kind in kinds]) for title, kinds in SERVICE_GROUPS]
AT_EVENT = [
    (title, held)
    for title, kinds in SERVICE_GROUPS
    if (held := [(kind.value, kind.label) for kind in kinds if kind in AT_EVENTS])
]
STRIKINGS = ("登记在了别人名下", "日期登记错误", "内容登记错误", "重复登记")
SAID = ("当面送达并讲解政策，本人已了解", "陪同参加招聘会", "报名参加培训班", "协助办理申报手续，已受理")


class Dated(OnceForm):
    """A form about a day that is not after today."""

    use_required_attribute = False

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def past(self, field: str) -> dt.date:
        """The day typed into ``field``. Raises ValidationError for one to come."""
        day: dt.date = self.cleaned_data[field]
        if day > self.today:
            raise forms.ValidationError("日期不能晚于今天。")
        return day


class ServiceForm(Dated):
    kind = forms.ChoiceField(
        label="服务内容",
        choices=[("", "请选择"), *GROUPED],
        help_text="职业介绍除拒绝接受、未联系上的外，登记为“推荐岗位”",
        error_messages={"required": "请选择服务内容。"},
    )
    on = DateField(label="服务日期", error_messages={"required": "请填写服务日期。"})
    outcome = forms.ChoiceField(
        label="本人意见",
        choices=Reception.choices,
        widget=ChoiceButtons,
        initial=Reception.ACCEPTED,
        error_messages={"required": "请选择本人意见。"},
    )
    is_signed = forms.BooleanField(
        label="本人已在拒绝服务的声明上签字",
        required=False,
        help_text="专项活动期间签字拒绝“一三一”服务的，本次活动中视同无就业愿望（苏劳社就管〔2005〕19号 三6）",
    )
    detail = forms.CharField(
        label="具体内容和结果",
        help_text="拒绝接受的，写明本人的声明",
        max_length=500,
        widget=ReasonInput(canned=SAID),
        error_messages={"required": "请写明具体内容和结果。"},
    )
    authority = forms.CharField(label="办理部门", max_length=100, required=False, help_text="如：区税务局、街道办事处")
    first_day = DateField(label="扶持期限自", required=False)
    last_day = DateField(label="扶持期限至", required=False, help_text="含当日；没有期限的不填")
    continuity = forms.ChoiceField(label="接续情况", choices=Continuity.choices, widget=ChoiceButtons, required=False)

    def clean_on(self) -> dt.date:
        return self.past("on")

    def service(self) -> NewService:
        """What was typed, as the action takes it. Only of a valid form."""
        said = self.cleaned_data
        return NewService(
            kind=ServiceKind(said["kind"]),
            on=said["on"],
            outcome=Reception(said["outcome"]),
            detail=said["detail"],
            authority=said["authority"],
            first_day=said["first_day"],
            last_day=said["last_day"],
            continuity=said["continuity"],
            is_signed=said["is_signed"],
            submission=said["submission"],
        )


class EventForm(Dated):
    kind = forms.ChoiceField(
        label="服务内容",
        choices=[("", "请选择"), *AT_EVENT],
        help_text="招聘会登记为“送岗位”；介绍到具体岗位的，逐人登记“推荐岗位”",
        error_messages={"required": "请选择服务内容。"},
    )
    title = forms.CharField(label="活动名称", max_length=100, error_messages={"required": "请填写活动名称。"})
    held_on = DateField(label="活动日期", error_messages={"required": "请填写活动日期。"})
    place = forms.CharField(label="活动地点", max_length=100, error_messages={"required": "请填写活动地点。"})
    content = forms.CharField(
        label="活动内容",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="如：宣讲的政策、到场单位和岗位、培训的内容；记入每个参加者的服务记录",
        error_messages={"required": "请填写活动内容。"},
    )

    def clean_held_on(self) -> dt.date:
        return self.past("held_on")

    def event(self) -> NewEvent:
        """What was typed, as the action takes it. Only of a valid form."""
        said = self.cleaned_data
        names = ("title", "held_on", "place", "content", "submission")
        return NewEvent(kind=ServiceKind(said["kind"]), **{name: said[name] for name in names})


class WhoseForm(forms.Form):
    """Of which community people are ticked off: of the user's own, or of one below it."""

    area = forms.ModelChoiceField(
        label="社区", queryset=Area.objects.none(), widget=Picker, empty_label=None, required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communities = Area.objects.visible_to(user).filter(level=AreaLevel.COMMUNITY, valid_to=None)
        self.fields["area"].queryset = communities.order_by("path")  # type: ignore[attr-defined]  # of a model choice

    def chosen(self) -> Area | None:
        """The community asked for, else the first; None where the user has none."""
        asked = self.cleaned_data.get("area") if self.is_valid() else None
        first: Area | None = self.fields["area"].queryset.first()  # type: ignore[attr-defined]
        return asked or first
