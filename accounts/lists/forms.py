from django import forms

from ui.forms import ReasonInput

USUAL_PURPOSES = ("核对名册", "安排入户走访", "上报上级部门", "统计分析", "存档")


class PurposeForm(forms.Form):
    """What a list of people is taken away for."""

    purpose = forms.CharField(
        label="用途",
        max_length=200,
        widget=ReasonInput(canned=USUAL_PURPOSES, attrs={"rows": 2}),
        help_text="写明拿去做什么、交给谁。用途和您的姓名写在表格首行，并记入审计；不写姓名和证件号码。",
        error_messages={"required": "请写明用途。"},
    )
