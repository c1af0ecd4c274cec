import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.models import Area, User
from approvals.forms import SignedForm
from approvals.workflow import Decision
from desk.rulecases.sentences import TOPIC_WORDS
from desk.rulecases.topics import SERVED
from desk.rulecases.typed import LONGEST, TypedCase, faults_of
from households.actions.batch import Chosen
from policy.queries import proposing_areas
from ui.forms import DateField, Picker, ReasonInput


class SearchForm(forms.Form):
    """One box for everything: a number, a name, an address."""

    q = forms.CharField(label="查找", max_length=50, required=False)


class RefreshForm(forms.Form):
    """Where and as of which day the monthly refresh is started by hand."""

    area = forms.ModelChoiceField(
        label="区划",
        queryset=Area.objects.none(),
        widget=Picker,
        error_messages={"required": "请选择区划。", "invalid_choice": "所选区划不在您的辖区。"},
    )
    on = DateField(label="评估日期", help_text="按这一天的年龄、证件有效期和登记情况评估，不能晚于今天。")

    def __init__(self, *args: Any, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        areas = Area.objects.visible_to(user).existing(today).order_by("path")
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # ModelChoiceField

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("评估日期不能晚于今天。")
        return on


class ConfirmForm(forms.Form):
    """A second person's word on a proposed value; ``acknowledgement`` is asked for where cases would break."""

    acknowledgement = forms.CharField(
        label="用例不再通过的理由",
        max_length=500,
        required=False,
        widget=ReasonInput(canned=["政策已调整，用例的应有结果将随之修改。"]),
        help_text="说明为什么这些用例不再通过是对的；随本次施行保存。",
    )
    comment = forms.CharField(label="意见", max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, breaks_cases: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not breaks_cases and not self.data.get(self.add_prefix("acknowledgement")):
            self.fields["acknowledgement"].widget = forms.HiddenInput()


class RuleCaseForm(forms.Form):
    """A rule case in parts; given, expected and parameters are typed as YAML."""

    title = forms.CharField(label="标题", max_length=200, help_text="一句话说明断定什么，不写真实姓名和证件号码。")
    topic = forms.ChoiceField(label="主题", choices=[(topic, TOPIC_WORDS[topic]) for topic in SERVED])
    source = forms.CharField(
        label="依据", max_length=200, help_text="文号和条款，如：哈人社发〔2010〕230号 第三条(一)。"
    )
    as_of = DateField(label="评估日期", help_text="就这一天问规则：年龄、期限等按这一天算。")
    given = forms.CharField(
        label="所给情况",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 12, "class": "font-monospace", "spellcheck": "false"}),
        help_text="每行“名称: 值”，下一级缩进两格；日期写作 2010-10-15。对照“可以写的项目”。",
    )
    expect = forms.CharField(
        label="应有结果",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6, "class": "font-monospace", "spellcheck": "false"}),
        help_text="只比对写出的项目。",
    )
    parameters = forms.CharField(
        label="另设参数",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3, "class": "font-monospace", "spellcheck": "false"}),
        help_text="“参数代码: 取值”。没有另设的，一律按运行当天施行的取值。",
    )
    area = forms.ModelChoiceField(Area.objects.none(), label="适用区划", empty_label=None)
    note = forms.CharField(label="说明", max_length=1000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, user: User, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = proposing_areas(user)  # type: ignore[attr-defined]  # ModelChoiceField
        if not is_new:
            del self.fields["area"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for field, sentences in faults_of(self.typed()).items():
                for sentence in sentences:
                    self.add_error(field, sentence)
        return cleaned

    def typed(self) -> TypedCase:
        """What was typed."""
        return TypedCase(**{name: value for name, value in self.cleaned_data.items() if name != "area"})


class BatchForm(SignedForm):
    """What holds for every case approved in one go; whoever stands in says for whom."""

    comment = forms.CharField(
        label="同意的意见（可不填，写入每一件）", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )


class BatchRow(forms.Form):
    """One case of many: the decision, called by its ``titles``, and the reason of any but an approval. ``is_chosen``:
    whether it is ticked."""

    decision = forms.ChoiceField(label="决定")
    reason = forms.CharField(label="退回或不予的理由", max_length=500, required=False)

    def __init__(
        self, *args: Any, case: Any, titles: Mapping[Decision, str], is_chosen: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"prefix": f"row-{case.pk}"} | kwargs)
        self.case, self.titles, self.is_chosen = case, titles, is_chosen
        choices = [(one.value, titles[one]) for one in (Decision.APPROVE, Decision.RETURN, Decision.REFUSE)]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]  # ChoiceField
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{case.number} {field.label}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        decision, reason = cleaned.get("decision"), cleaned.get("reason", "").strip()
        if self.is_chosen and decision != Decision.APPROVE and not reason:
            self.add_error("reason", "请填写理由，申请人和上级都会看到。")
        if not self.is_chosen and (decision != Decision.APPROVE or reason):
            approval = self.titles[Decision.APPROVE]
            self.add_error("decision", f"这一件没有勾选：请勾选，或改回“{approval}”并清空理由。")
        return cleaned

    def chosen(self, comment: str) -> Chosen:
        """The decision of a valid row; ``comment`` goes with an approval."""
        decision = Decision(self.cleaned_data["decision"])
        reason = self.cleaned_data["reason"].strip()
        return Chosen(self.case, decision, reason or (comment if decision is Decision.APPROVE else ""))
