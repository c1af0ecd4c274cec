"""Forms of public-welfare posts: a year's plan with its lines, its decision, and posts opened under it."""

from typing import Any

from django import forms

from assistance.actions.posts import NewLine, NewPlan, NewPosts
from assistance.enums import Funding, Ownership
from assistance.models import Employer
from assistance.models.posts import field_words
from ui.forms import ChoiceButtons, DateField, MoneyInput, OnceForm, Picker, ReasonInput

GROUNDS = ("安置辖区零就业家庭成员和就业困难人员", "社区保洁、保绿、保安力量不足", "用人单位提出新增岗位需求")
OPINIONS = ("岗位真实，同意开发", "资金已落实，同意开发")
REFUSALS = ("资金未落实，暂不开发", "岗位不属于公益性岗位开发领域", "岗位数超出实际需要，请核减后重新申报")
CLOSINGS = ("用人单位不再需要", "资金不再安排", "岗位合并")
SPARE_ROWS = 3


class PlanForm(OnceForm):
    """The year and the grounds of a plan."""

    use_required_attribute = False

    year = forms.TypedChoiceField(label="年度", coerce=int, error_messages={"required": "请选择年度。"})
    grounds = forms.CharField(
        label="开发理由", max_length=500, widget=ReasonInput(canned=GROUNDS),
        error_messages={"required": "请填写开发理由。"},
    )  # fmt: skip

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["year"]
        field.choices = [(one, f"{one}年") for one in (year, year + 1)]

    def plan(self, lines: Any) -> NewPlan:
        """What was typed. Only of valid forms."""
        return NewPlan(self.cleaned_data["year"], self.cleaned_data["grounds"], lines.typed())


class LineForm(forms.Form):
    """So many posts of a field at an employer."""

    use_required_attribute = False

    field = forms.ChoiceField(label="开发领域", error_messages={"required": "请选择开发领域。"})
    employer = forms.ModelChoiceField(
        Employer.objects.none(), label="用人单位", empty_label="请选择", widget=Picker(),
        error_messages={"required": "请选择用人单位。"},
    )  # fmt: skip
    funding = forms.ChoiceField(
        label="资金来源", choices=[("", "请选择"), *Funding.choices], error_messages={"required": "请选择资金来源。"}
    )
    numbers = forms.IntegerField(
        label="岗位数", min_value=1, max_value=999,
        error_messages={"required": "请填写岗位数。", "invalid": "请填写整数。"},
    )  # fmt: skip

    def __init__(self, *args: Any, employers: Any, fields: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields
        named["employer"].queryset = employers
        named["field"].choices = [("", "请选择"), *((code, field_words(code)) for code in fields)]


class _Lines(forms.BaseFormSet):
    """The lines of a plan; spare ones may stay empty."""

    def typed(self) -> list[NewLine]:
        rows = [form.cleaned_data for form in self.forms if form.has_changed()]
        return [NewLine(row["field"], row["employer"], Funding(row["funding"]), row["numbers"]) for row in rows]

    def clean(self) -> None:
        if not any(self.errors) and not self.typed():
            raise forms.ValidationError("请至少填写一行岗位。")


LineFormSet: Any = forms.formset_factory(LineForm, formset=_Lines, extra=SPARE_ROWS, max_num=20, validate_max=True)


class DecisionForm(forms.Form):
    """Whether a plan is approved."""

    use_required_attribute = False

    is_approved = forms.TypedChoiceField(
        label="结论", choices=[("yes", "批准"), ("no", "不予批准")], coerce=lambda value: value == "yes",
        widget=ChoiceButtons, error_messages={"required": "请选择结论。"},
    )  # fmt: skip
    opinion = forms.CharField(
        label="审批意见", max_length=500, widget=ReasonInput(canned=(*OPINIONS, *REFUSALS)),
        error_messages={"required": "请填写审批意见。"},
    )  # fmt: skip


class PostsForm(forms.Form):
    """Posts alike under a line; ``seen`` is how many there were when the form was drawn."""

    use_required_attribute = False

    seen = forms.IntegerField(widget=forms.HiddenInput)
    count = forms.IntegerField(
        label="岗位数", min_value=1, max_value=999,
        error_messages={"required": "请填写岗位数。", "invalid": "请填写整数。"},
    )  # fmt: skip
    title = forms.CharField(label="岗位名称", max_length=50, error_messages={"required": "请填写岗位名称。"})
    ownership = forms.ChoiceField(
        label="岗位归属", choices=Ownership.choices, widget=ChoiceButtons,
        error_messages={"required": "请选择岗位归属。"},
    )  # fmt: skip
    place = forms.CharField(label="工作地点", max_length=100, error_messages={"required": "请填写工作地点。"})
    wage = forms.DecimalField(
        label="月工资（元）", max_digits=9, decimal_places=2, min_value=0, widget=MoneyInput,
        error_messages={"required": "请填写月工资。", "invalid": "请填写金额，如 1500.00。"},
    )  # fmt: skip
    opened_on = DateField(label="开发日期", error_messages={"required": "请填写开发日期。"})

    def posts(self) -> NewPosts:
        """What was typed. Only of a valid form."""
        said = self.cleaned_data
        ownership = Ownership(said["ownership"])
        return NewPosts(said["title"], ownership, said["place"], said["wage"], said["opened_on"])
