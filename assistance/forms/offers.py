"""Recommending a post, its answer, looking into a refusal, and campaigns."""

import datetime as dt
from typing import Any

from django import forms

from assistance.actions.campaigns import CampaignTerms
from assistance.actions.offers import GivenAnswer, NewOffer
from assistance.enums import Answer
from assistance.models import Vacancy
from assistance.register_enums import CampaignGroup, CampaignKind, Goal
from ui.forms import ChoiceButtons, DateField, MoneyInput, OnceForm, ReasonForm, ReasonInput

REFUSALS = ("工资低", "路途远", "工作时间不合适", "不愿从事该岗位")
PASSING = ("零就业家庭成员已另有推荐的岗位", "零就业家庭成员本人表示不愿从事该岗位", "单位对技能等级另有要求")
EVIDENCE = ("本人签字的拒绝声明", "电话回访记录", "用人单位面试反馈")
OPINIONS = ("岗位符合条件，拒绝无正当理由", "证据齐全，计为拒绝一次")
SET_ASIDE = ("医院证明属实，理由正当", "岗位条件与推荐时不符", "证据不足")
APPEALS = ("当时患病，已补充医院证明", "岗位实际条件与推荐不符")


class OfferForm(OnceForm):
    """``today`` is the day of typing."""

    use_required_attribute = False

    made_on = DateField(label="推荐日期", error_messages={"required": "请填写推荐日期。"})
    employer = forms.CharField(label="用人单位", max_length=100, error_messages={"required": "请填写用人单位。"})
    position = forms.CharField(label="岗位", max_length=50, error_messages={"required": "请填写岗位。"})
    wage = forms.DecimalField(
        label="月工资（元）", max_digits=9, decimal_places=2, min_value=0, widget=MoneyInput,
        error_messages={"required": "请填写月工资。", "invalid": "请填写金额，如 1500.00。"},
    )  # fmt: skip
    commute_minutes = forms.IntegerField(
        label="单程通勤时间（分钟）", min_value=0, max_value=999, initial=30,
        error_messages={"required": "请填写单程通勤时间。", "invalid": "请填写整数分钟。"},
    )  # fmt: skip
    is_lawful = forms.BooleanField(label="岗位合法", required=False, initial=True)
    fits_health = forms.BooleanField(label="适合本人身体状况", required=False, initial=True)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_made_on(self) -> dt.date:
        if self.cleaned_data["made_on"] > self.today:
            raise forms.ValidationError("推荐日期不能晚于今天。")
        return self.cleaned_data["made_on"]

    def offer(self) -> NewOffer:
        """What was typed. Only of a valid form."""
        return NewOffer(**{name: value for name, value in self.cleaned_data.items() if name != "submission"})


class VacancyOfferForm(OfferForm):
    """Of a vacancy: employer, position and wage are those of it. ``passes``: whether others come before the person."""

    employer = position = wage = None  # type: ignore[assignment]  # taken from the vacancy
    passing = forms.CharField(
        label="越过零就业家庭成员的理由",
        max_length=500,
        widget=ReasonInput(canned=PASSING),
        error_messages={"required": "有零就业家庭成员应优先推荐；越过的须写明理由。"},
    )

    def __init__(self, *args: Any, vacancy: Vacancy, passes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vacancy = vacancy
        if not passes:
            del self.fields["passing"]

    def offer(self) -> NewOffer:
        own = self.vacancy
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("submission", "passing")}
        return NewOffer(employer=own.employer.name, position=own.position, wage=own.wage, **typed)


class AnswerForm(forms.Form):
    """The answer to an offer."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label="答复", choices=Answer.choices, widget=ChoiceButtons, error_messages={"required": "请选择答复。"}
    )
    answered_on = DateField(label="答复日期", error_messages={"required": "请填写答复日期。"})
    refusal = forms.CharField(label="拒绝理由", max_length=300, required=False, widget=ReasonInput(canned=REFUSALS))
    is_justified = forms.BooleanField(label="理由正当（如患病），不计入拒绝次数", required=False)
    evidence = forms.CharField(
        label="证据", max_length=300, required=False, widget=ReasonInput(canned=EVIDENCE),
        help_text="没有证据的拒绝不计入次数。",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == Answer.REFUSED and not cleaned.get("refusal"):
            self.add_error("refusal", "请写明拒绝理由。")
        if cleaned.get("is_justified") and not cleaned.get("evidence"):
            self.add_error("evidence", "理由正当的，请写明证据。")
        return cleaned

    def given(self) -> GivenAnswer:
        """What was typed. Only of a valid form."""
        cleaned = self.cleaned_data
        return GivenAnswer(**cleaned | {"answer": Answer(cleaned["answer"])})


class LookForm(forms.Form):
    """Whether a refusal counts."""

    use_required_attribute = False

    counts = forms.TypedChoiceField(
        label="结论", choices=[("yes", "计为拒绝一次"), ("no", "不计入")], coerce=lambda value: value == "yes",
        widget=ChoiceButtons, error_messages={"required": "请选择结论。"},
    )  # fmt: skip
    opinion = forms.CharField(
        label="复核意见", max_length=500, widget=ReasonInput(canned=(*OPINIONS, *SET_ASIDE)),
        error_messages={"required": "请写明复核意见。"},
    )  # fmt: skip


class AppealForm(ReasonForm):
    """Why the person appeals."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=APPEALS, **kwargs)
        self.fields["reason"].label = "申诉理由"
        self.fields["reason"].error_messages["required"] = "请写明申诉理由。"


class CampaignForm(forms.Form):
    """A campaign's name, days and document."""

    use_required_attribute = False

    name = forms.CharField(label="名称", max_length=50, error_messages={"required": "请填写活动名称。"})
    first = DateField(label="开始日期", error_messages={"required": "请填写开始日期。"})
    last = DateField(label="结束日期", error_messages={"required": "请填写结束日期。"})
    basis = forms.CharField(label="文件依据", max_length=100, error_messages={"required": "请填写文件依据。"})
    kind = forms.ChoiceField(
        label="活动类型", choices=CampaignKind.choices, required=False, initial=CampaignKind.HUNDRED_DAYS
    )
    group = forms.ChoiceField(
        label="活动对象",
        choices=CampaignGroup.choices,
        required=False,
        initial=CampaignGroup.PEOPLE,
        widget=ChoiceButtons,
        help_text="活动开始后，在活动页面按当天的名单确定对象，以后不再变动。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "结束日期不能早于开始日期。")
        return cleaned

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for goal in Goal:
            self.fields[f"goal_{goal}"] = forms.IntegerField(
                label=f"任务数：{goal.label}",
                required=False,
                min_value=1,
                max_value=10_000_000,
                error_messages={"invalid": "请填写整数。", "min_value": "请填写大于零的整数，没有任务的不填。"},
            )

    def terms(self) -> CampaignTerms:
        """What was typed. Only of a valid form."""
        typed = self.cleaned_data
        return CampaignTerms(
            name=typed["name"],
            first=typed["first"],
            last=typed["last"],
            basis=typed["basis"],
            kind=CampaignKind(typed["kind"] or CampaignKind.OTHER),
            group=CampaignGroup(typed["group"] or CampaignGroup.PEOPLE),
            targets={goal: number for goal in Goal if (number := typed[f"goal_{goal}"])},
        )
