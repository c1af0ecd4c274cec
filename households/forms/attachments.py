"""Material of an application: photographed, scanned or chosen, judged before it is kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from approvals.uploads import CheckedFile, UploadRefused, checked
from households.enums import Material
from ui.forms import ReasonForm

ROOM = 2**20  # bytes of a request that are not the files
STRIKINGS = ("照片不清楚，已重新拍摄", "传错了材料", "材料已过期，已换新", "不是本户的材料")


class FilesInput(forms.FileInput):
    """One file or, with ``multiple``, several: always a list."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else list(files.get(name, ()))


class UploadField(forms.FileField):
    """Any number of files; gives them checked, or says of each by its name why it is refused."""

    widget = FilesInput

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


class AttachmentForm(forms.Form):
    """One kind of material, its files, or a photograph taken on the spot."""

    kind = forms.ChoiceField(
        label="材料类别",
        choices=[("", "请选择"), *Material.choices],
        error_messages={"required": "请选择材料类别。", "invalid_choice": "请选择材料类别。"},
    )
    uploads = UploadField(
        label="选择文件",
        required=False,
        widget=FilesInput({"multiple": True, "accept": "image/jpeg,image/png,application/pdf"}),
        help_text="JPEG、PNG 照片或 PDF，可多选。照片中的拍摄位置等信息不保存。",
    )
    photo = UploadField(
        label="或用手机拍照", required=False, widget=FilesInput({"accept": "image/*", "capture": "environment"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = {
            "data-max-bytes": settings.UPLOAD_MAX_BYTES,
            "data-max-total": settings.REQUEST_MAX_BYTES - ROOM,
            "data-too-large": f"每个文件不能超过 {settings.UPLOAD_MAX_BYTES // 2**20} MB，请压缩后再选。",
            "data-too-much": f"一次最多上传 {settings.REQUEST_MAX_BYTES // 2**20} MB，请分几次选。",
        }
        for name in ("uploads", "photo"):
            self.fields[name].widget.attrs |= limits

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not self.checked_files():
            self.add_error("uploads", "请选择文件，或拍一张照片。")
        return said

    def checked_files(self) -> list[CheckedFile]:
        return [*self.cleaned_data["uploads"], *self.cleaned_data["photo"]]


class StrikeOffForm(ReasonForm):
    """Why material no longer counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=STRIKINGS, **kwargs)
        self.fields["reason"].label = "划去原因"
        self.fields["reason"].error_messages["required"] = "请填写划去原因。"
