"""A roster given, and a household of it decided."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.uploads import UploadRefused
from accounts.uploads.scanning import scan
from households.actions.rosters import Given
from households.enums import RetirementTrack, RosterDecision
from households.rosters.reading import WorkbookRefused, look_at
from ui.forms import ChoiceButtons, Picker

ACCEPTED = ".xlsx,.xls,.csv"
ASKED = "ask"
TRACKS = [
    (RetirementTrack.F50.value, "按女工人（50周岁）登记"),
    (RetirementTrack.F55.value, "按女干部（55周岁）登记"),
    (ASKED, "退回，逐人填写"),
]


class RosterForm(forms.Form):
    """``today`` is the day of typing; the areas offered are those of the officer's own."""

    use_required_attribute = False

    file = forms.FileField(
        label="名册文件",
        help_text="Excel 工作簿（.xlsx、.xls）或 CSV",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "请选择名册文件。", "empty": "文件是空的，请重新选择。"},
    )
    area = forms.ModelChoiceField(
        label="导入区划",
        queryset=Area.objects.none(),
        widget=Picker(),
        help_text="选社区的，全表都登记到该社区；选街道、区县的，按表中“社区”一列登记。",
        error_messages={"required": "请选择导入区划。", "invalid_choice": "所选区划不在您的辖区。"},
    )
    track = forms.ChoiceField(
        label="表中没有写退休类别的女性",
        choices=TRACKS,
        widget=ChoiceButtons,
        help_text="入户调查时可以更正。",
        initial=RetirementTrack.F50.value,
    )

    def __init__(self, *args: Any, officer: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = Area.objects.visible_to(officer).existing(today).order_by("path")
        field: Any = self.fields["area"]
        field.queryset = areas
        field.label_from_instance = lambda area: f"{area.name}（{area.get_level_display()}）"
        if officer.area is not None and officer.area.level == AreaLevel.COMMUNITY:
            field.initial, field.widget = officer.area_id, forms.HiddenInput()
        self.content = b""

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        limit = settings.ROSTER_MAX_BYTES
        if (file.size or 0) > limit:
            raise forms.ValidationError(f"文件超过 {limit // 2**20} MB 的上限，请按社区分成几个文件后再传。")
        try:
            scan(file)
            file.seek(0)
            self.content = file.read()
            look_at(self.content)
        except (UploadRefused, WorkbookRefused) as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file

    def given(self) -> Given:
        """The roster as the action takes it. Only of a valid form."""
        track = self.cleaned_data["track"]
        agreed = None if track == ASKED else RetirementTrack(track)
        return Given(self.content, self.cleaned_data["area"], agreed)


class DecisionForm(forms.Form):
    """What is decided of a household that may be registered already: one of those ``allowed``."""

    use_required_attribute = False

    decision = forms.ChoiceField(label="判断", widget=ChoiceButtons, error_messages={"required": "请选择如何处理。"})
    reason = forms.CharField(label="说明", max_length=200, required=False, help_text="如何核实的，如：已查看身份证原件")

    def __init__(self, *args: Any, allowed: Sequence[RosterDecision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decision"]
        field.choices = [(decision.value, decision.label) for decision in allowed]
        field.error_messages["invalid_choice"] = "登记情况有变化，请按现在的情况重新选择。"
