import datetime as dt
from typing import Any

from django import forms

from accounts.models import Area, User
from approvals.queries import Names
from approvals.workflow import DECISION_TITLES, Decision
from households.actions.batch import Chosen
from households.models import Certification
from ui.forms import DateField, Picker


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


class BatchForm(forms.Form):
    """What holds for every case approved in one go; whoever stands in says for whom."""

    comment = forms.CharField(
        label="同意的意见（可不填，写入每一件）", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        if names.choices:
            self.fields["on_behalf_of"] = forms.ChoiceField(
                label="以谁的名义", choices=names.choices, required=not names.is_own
            )

    @property
    def on_behalf_of(self) -> User | None:
        return self.names.chosen(self.cleaned_data.get("on_behalf_of", ""))


class BatchRow(forms.Form):
    """One case of many: the decision, and the reason of any but an approval. ``is_chosen``: whether it is ticked."""

    decision = forms.ChoiceField(
        label="决定",
        choices=[(d.value, DECISION_TITLES[d]) for d in (Decision.APPROVE, Decision.RETURN, Decision.REFUSE)],
    )
    reason = forms.CharField(label="退回或不予的理由", max_length=500, required=False)

    def __init__(self, *args: Any, case: Certification, is_chosen: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": f"row-{case.pk}"} | kwargs)
        self.case, self.is_chosen = case, is_chosen
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{case.number} {field.label}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        decision, reason = cleaned.get("decision"), cleaned.get("reason", "").strip()
        if self.is_chosen and decision != Decision.APPROVE and not reason:
            self.add_error("reason", "请填写理由，申请人和上级都会看到。")
        if not self.is_chosen and (decision != Decision.APPROVE or reason):
            self.add_error("decision", "这一件没有勾选：请勾选，或改回“同意”并清空理由。")
        return cleaned

    def chosen(self, comment: str) -> Chosen:
        """The decision of a valid row; ``comment`` goes with an approval."""
        decision = Decision(self.cleaned_data["decision"])
        reason = self.cleaned_data["reason"].strip()
        return Chosen(self.case, decision, reason or (comment if decision is Decision.APPROVE else ""))
