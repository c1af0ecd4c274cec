"""Forms of a programme."""

from typing import Any

from django import forms

from accounts.models import Organisation
from accounts.uploads.forms import ACCEPTED, FilesInput, UploadField
from assistance.actions.programmes import Draft
from ui.forms import DateField, PickSome


def _text(label: str, length: int, rows: int) -> forms.CharField:
    required = {"required": f"请填写{label}。"}
    return forms.CharField(
        label=label, max_length=length, widget=forms.Textarea({"rows": rows}), error_messages=required
    )


class ProgrammeForm(forms.Form):
    """``organisations`` are those that take part in the officer's area."""

    use_required_attribute = False

    title = forms.CharField(label="名称", max_length=100, error_messages={"required": "请填写名称。"})
    document = forms.CharField(label="文号", max_length=120, required=False)
    goals = _text("工作目标", 2000, 3)
    tasks = _text("工作任务", 4000, 5)
    requirements = _text("工作要求", 4000, 4)
    responsible = _text("责任分工", 500, 2)
    organisations = forms.ModelMultipleChoiceField(
        label="协作单位",
        queryset=Organisation.objects.none(),
        required=False,
        widget=PickSome(),
        error_messages={"invalid_choice": "所选单位不在您的辖区。"},
    )
    starts_on = DateField(label="开始日期", error_messages={"required": "请填写开始日期。"})
    ends_on = DateField(label="结束日期", error_messages={"required": "请填写结束日期。"})

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisations"]
        field.queryset = organisations

    def draft(self) -> Draft:
        return Draft(**self.cleaned_data)


class AttachForm(forms.Form):
    """One or several files of one title."""

    use_required_attribute = False

    title = forms.CharField(
        label="附件名称", max_length=100, error_messages={"required": "请填写附件名称，如“任务分解表”。"}
    )
    uploads = UploadField(
        label="选择文件",
        widget=FilesInput({"multiple": True, "accept": ACCEPTED}),
        help_text="PDF，或 JPEG、PNG 图片，可多选。",
        error_messages={"required": "请选择文件。"},
    )


class ProgressForm(forms.Form):
    use_required_attribute = False

    report = _text("进展情况", 2000, 3)
