"""Fields and forms for files: photographed, scanned or chosen, judged before they are kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ui.forms import ReasonForm

from .checking import CheckedFile, checked
from .refusal import UploadRefused

ROOM = 2**20  # bytes of a request that are not the files
ACCEPTED = "image/jpeg,image/png,application/pdf"


class FilesInput(forms.FileInput):
    """One file or, with ``multiple``, several: always a list."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else list(files.get(name, ()))


class UploadField(forms.FileField):
    """Any number of files; gives them checked, or says of each by its name why it is refused. What is too large is
    named by the browser already, where the page has ``ui/uploads.js``."""

    widget = FilesInput

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        self.widget.attrs |= {
            "data-max-bytes": settings.UPLOAD_MAX_BYTES,
            "data-max-total": settings.REQUEST_MAX_BYTES - ROOM,
            "data-too-large": f"每个文件不能超过 {settings.UPLOAD_MAX_BYTES // 2**20} MB，请压缩后再选。",
            "data-too-much": f"一次最多上传 {settings.REQUEST_MAX_BYTES // 2**20} MB，请分几次选。",
        }
        return super().get_bound_field(form, field_name)

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:  # type: ignore[override]  # several
        files: list[UploadedFile] = [one for one in data or () if one]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        found, refusals = [], []
        for file in files:
            try:
                found.append(checked(file))
            except UploadRefused as refused:
                refusals.append(forms.ValidationError("%(name)s：%(why)s", params={"name": file.name, "why": refused}))
        if refusals:
            raise forms.ValidationError(refusals)
        return found


class StrikeOffForm(ReasonForm):
    """Why a file no longer counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "划去原因"
        self.fields["reason"].error_messages["required"] = "请填写划去原因。"
