"""What was done about a warning."""

from typing import Any

from django import forms

from ui.forms import ReasonInput

ANSWERS = ("已上门走访并登记", "已联系本人，约定办理日期", "已推荐岗位，正在面试", "已通知本人办理延期或换证")


TO_EMPLOYERS = ("已到单位摸底，掌握涉及人员名单", "已到单位宣讲政策，组织专场招聘", "已督促单位先经职代会讨论并报告")


class AnswerForm(forms.Form):
    """``about_employer``: whether the warning is about one."""

    use_required_attribute = False

    answer = forms.CharField(
        label="处理情况",
        max_length=500,
        widget=ReasonInput(canned=ANSWERS),
        error_messages={"required": "请写明处理情况。"},
    )

    def __init__(self, *args: Any, about_employer: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if about_employer:
            self.fields["answer"].widget = ReasonInput(canned=TO_EMPLOYERS)
