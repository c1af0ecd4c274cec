"""The form of a hand-over of work."""

from typing import Any

from django import forms

from accounts.models import User
from households.forms.responsibility_links import OfficerField
from ui.forms import ReasonInput

REASONS = ("调离岗位", "离职", "退休", "长期请假")


class TransferForm(forms.Form):
    use_required_attribute = False

    successor = OfficerField(
        User.objects.none(), label="接手人", empty_label="请选择", error_messages={"required": "请选择接手人。"}
    )
    reason = forms.CharField(
        label="移交原因",
        max_length=500,
        widget=ReasonInput(canned=REASONS, attrs={"rows": 2}),
        error_messages={"required": "请写明移交原因。"},
    )

    def __init__(self, *args: Any, successors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        field.queryset = successors
