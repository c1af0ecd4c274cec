"""Material of an application: photographed, scanned or chosen, judged before it is kept."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.uploads import CheckedFile
from accounts.uploads.forms import ACCEPTED, FilesInput, UploadField

STRIKINGS = ("照片不清楚，已重新拍摄", "传错了材料", "材料已过期，已换新", "不是本户的材料")


class AttachmentForm(forms.Form):
    """One of the ``kinds`` of material, its files, or a photograph taken on the spot."""

    kind = forms.ChoiceField(
        label="材料类别", error_messages={"required": "请选择材料类别。", "invalid_choice": "请选择材料类别。"}
    )
    uploads = UploadField(
        label="选择文件",
        required=False,
        widget=FilesInput({"multiple": True, "accept": ACCEPTED}),
        help_text="JPEG、PNG 照片或 PDF，可多选。照片中的拍摄位置等信息不保存。",
    )
    photo = UploadField(
        label="或用手机拍照", required=False, widget=FilesInput({"accept": "image/*", "capture": "environment"})
    )

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "attach_%s"} | kwargs)
        self.fields["kind"].choices = [("", "请选择"), *kinds]  # type: ignore[attr-defined]  # ChoiceField

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not self.checked_files():
            self.add_error("uploads", "请选择文件，或拍一张照片。")
        return said

    def told(self) -> dict[str, Any]:
        """What else is said of the files."""
        return {}

    def checked_files(self) -> list[CheckedFile]:
        return [*self.cleaned_data["uploads"], *self.cleaned_data["photo"]]
