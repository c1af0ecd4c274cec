from django import forms

from accounts.uploads.forms import ACCEPTED, FilesInput, UploadField

STRIKINGS = ("扫描不清楚，已重新扫描", "传错了文件", "页次不全，已重新上传")


class ScansForm(forms.Form):
    """The pages of a document, as pictures or as a PDF."""

    uploads = UploadField(
        label="选择文件",
        widget=FilesInput({"multiple": True, "accept": ACCEPTED}),
        help_text="PDF，或按页次选择的 JPEG、PNG 图片，可多选。",
        error_messages={"required": "请选择文件。"},
    )
