from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.enums import AreaLevel
from accounts.models import Area
from accounts.uploads.forms import ACCEPTED, FilesInput, UploadField
from policy.models import SystemKind
from ui.forms import DateField

from .actions import NewSystem
from .queries import LEVELS

STRIKINGS = ("传错了文件", "施行日期登记有误", "制度类别登记有误")


class SystemForm(forms.Form):
    """A written system and its text."""

    kind = forms.ChoiceField(
        label="制度", choices=[("", "请选择"), *SystemKind.choices], error_messages={"required": "请选择是哪一项制度。"}
    )
    title = forms.CharField(
        label="名称", max_length=200, help_text="照文件抄录。", error_messages={"required": "请填写制度的名称。"}
    )
    in_force_from = DateField(
        label="施行日期", help_text="从这一天起替代原有的同类制度。", error_messages={"required": "请填写施行日期。"}
    )
    uploads = UploadField(
        label="选择文件",
        widget=FilesInput({"accept": ACCEPTED}),
        help_text="一份 PDF；只有一页的也可以是 JPEG、PNG 图片。",
        error_messages={"required": "请选择文件。"},
    )

    def new(self) -> NewSystem:
        said = self.cleaned_data
        return NewSystem(SystemKind(said["kind"]), said["title"], said["in_force_from"], said["uploads"][0])


class SystemFilter(filters.FilterSet):
    open_words = ("name",)
    name = filters.CharFilter(label="名称或代码", method="by_name")
    level = filters.ChoiceFilter(
        label="层级", choices=[(level.value, AreaLevel(level).label) for level in LEVELS], empty_label="全部"
    )
    lacking = filters.ChoiceFilter(
        label="缺少", choices=[("any", "任何一项"), *SystemKind.choices], empty_label="全部", method="by_lack"
    )

    class Meta:
        model = Area
        fields: tuple[str, ...] = ()

    def by_name(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        return rows.filter(Q(name__contains=words.strip()) | Q(code__startswith=words.strip()))

    def by_lack(self, rows: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        return rows.filter(lacking__gt=0) if kind == "any" else rows.filter(**{f"since_{kind}": None})
