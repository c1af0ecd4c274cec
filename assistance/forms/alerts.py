"""What was done about a warning."""

from django import forms

from ui.forms import ReasonInput

ANSWERS = ("已上门走访并登记", "已联系本人，约定办理日期", "已推荐岗位，正在面试", "已通知本人办理延期或换证")


class AnswerForm(forms.Form):
    use_required_attribute = False

    answer = forms.CharField(
        label="处理情况",
        max_length=500,
        widget=ReasonInput(canned=ANSWERS),
        error_messages={"required": "请写明处理情况。"},
    )
