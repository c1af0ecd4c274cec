"""Forms of an opening: where and when it cuts over, its files, what their columns mean, the old system's figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.uploads import UploadRefused
from accounts.uploads.scanning import scan
from desk.openings import KINDS
from households.models import OpeningFile
from households.openings.actions.preparing import LEVELS, Control
from households.openings.cells import meant
from households.openings.reconciling import Place
from households.openings.shape import Kind, Meanings
from ui.forms import ChoiceButtons, DateField, Picker

NOT_READ = "（不导入）"


class BeginForm(forms.Form):
    """Which area takes over from which system, and as of which day."""

    area = forms.ModelChoiceField(
        label="区划",
        queryset=Area.objects.none(),
        widget=Picker,
        help_text="以区县或市为单位；其下所有社区的数据一次接收。",
        error_messages={"required": "请选择区划。", "invalid_choice": "所选区划不在您的辖区，或不是区县、市。"},
    )
    cut_over_on = DateField(
        label="切换日",
        help_text="旧系统最后一天，一般是一个月报告期的最后一天；次日起在本系统办理。",
    )
    system = forms.CharField(
        label="旧系统名称",
        max_length=60,
        help_text="列对应按旧系统名称保存，下次同名系统的文件直接沿用。",
        error_messages={"required": "请填写旧系统名称。"},
    )

    def __init__(self, *args: Any, user: User, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = Area.objects.visible_to(user).existing(today).filter(level__in=[AreaLevel(level) for level in LEVELS])
        self.fields["area"].queryset = areas.order_by("path")  # type: ignore[attr-defined]  # ModelChoiceField


class FileForm(forms.Form):
    """A file of the old system and what it holds."""

    kind = forms.ChoiceField(
        label="种类",
        choices=[(kind.code, kind.title) for kind in KINDS],
        widget=ChoiceButtons,
        error_messages={"required": "请选择文件的种类。"},
    )
    file = forms.FileField(
        label="文件",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        help_text="Excel 工作簿（.xlsx、.xls）或 CSV 文本，列的顺序不限。",
        error_messages={"required": "请选择文件。", "empty": "文件是空的，请重新选择。"},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.ROSTER_MAX_BYTES:
            limit = settings.ROSTER_MAX_BYTES // 2**20
            raise forms.ValidationError(f"文件超过 {limit} MB 的上限，请分成几个文件后再传。")
        try:
            scan(file)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class ColumnsForm(forms.Form):
    """What each heading of a file means, and each word that stands for a code."""

    def __init__(self, *args: Any, file: OpeningFile, kind: Kind, meanings: Meanings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.titles = kind, list(file.headings.get("titles", []))
        found: Mapping[str, str] = file.headings.get("columns", {})
        choices = [("", NOT_READ), *((column.key, column.title) for column in kind.columns)]
        for place, title in enumerate(self.titles):
            known = meanings.columns.get(title, found.get(title, ""))
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=title, choices=choices, required=False, initial=known
            )
        self.words: dict[str, tuple[str, str]] = {}
        for key, words in file.headings.get("words", {}).items():
            self._add_words(key, words, meanings.codes.get(key, {}))

    def _add_words(self, key: str, words: Sequence[str], told: Mapping[str, str]) -> None:
        column = self.kind.column(key)
        choices = [("", NOT_READ), *column.codes.items()]
        for place, word in enumerate(words):
            name = f"word_{key}_{place}"
            self.words[name] = (key, word)
            self.fields[name] = forms.ChoiceField(
                label=f"{column.title}：{word}", choices=choices, required=False, initial=meant(column, word, told)
            )

    @property
    def column_rows(self) -> list[Any]:
        return [self[f"column_{place}"] for place in range(len(self.titles))]

    @property
    def word_rows(self) -> list[Any]:
        return [self[name] for name in self.words]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen: dict[str, str] = {}
        for place, title in enumerate(self.titles):
            key = cleaned.get(f"column_{place}", "")
            if key and key in chosen:
                words = self.kind.column(key).title
                self.add_error(f"column_{place}", f"“{words}”已由“{chosen[key]}”列对应，一项只能对应一列。")
            chosen.setdefault(key, title)
        lacking = [column.title for column in self.kind.columns if column.is_required and column.key not in chosen]
        if lacking:
            raise forms.ValidationError(f"还没有对应必填的项：{'、'.join(lacking)}。")
        return cleaned

    def meanings(self, before: Meanings) -> Meanings:
        """What is told here, together with what was told of words this file does not hold."""
        columns = {title: self.cleaned_data[f"column_{place}"] for place, title in enumerate(self.titles)}
        codes = {key: dict(words) for key, words in before.codes.items()}
        for name, (key, word) in self.words.items():
            codes.setdefault(key, {})[word] = self.cleaned_data[name]
        return Meanings({**before.columns, **columns}, codes)


class ControlsForm(forms.Form):
    """The old system's figures of some communities, kind by kind, each with why the rows differ."""

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = [
            (f"{one.kind.code}-{place.community.pk}", place.community, one)
            for place in places
            if place.community is not None
            for one in place.tallies
        ]
        for name, community, one in self.cells:
            spoken = f"{community.name} {one.kind.control}"
            self.fields[f"value-{name}"] = forms.IntegerField(
                label=spoken,
                required=False,
                min_value=0,
                max_value=9_999_999,
                initial=one.control.value if one.control else None,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8}),
                error_messages={
                    "invalid": "请填整数。",
                    "min_value": "不能小于 0。",
                    "max_value": "数字过大，请核对。",
                },
            )
            self.fields[f"reason-{name}"] = forms.CharField(
                label=f"{spoken}差异原因",
                required=False,
                max_length=300,
                initial=one.control.reason if one.control else "",
            )

    def rows(self) -> list[tuple[Area, Any, Any, Any]]:
        """Community, tally, and the two fields of each line."""
        return [(community, one, self[f"value-{name}"], self[f"reason-{name}"]) for name, community, one in self.cells]

    def controls(self) -> list[Control]:
        told = self.cleaned_data
        return [
            Control(one.kind.code, community.pk, told[f"value-{name}"], told[f"reason-{name}"])
            for name, community, one in self.cells
        ]
