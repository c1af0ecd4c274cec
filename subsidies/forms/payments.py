"""Forms of funds, batches and what comes back from the bank."""

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.models import Area
from accounts.uploads import UploadRefused
from accounts.uploads.scanning import scan
from households.rosters.reading import WorkbookRefused, look_at
from subsidies.actions.funds import NewAllocation, NewFormat
from subsidies.models import BankFormat, Fund
from subsidies.payment_enums import Encoding, Family, FileColumn, FileKind, FundSource, Separator, Totals
from ui.forms import CheckButtons, ChoiceButtons, DateField, MoneyInput, OnceForm

ACCEPTED = ".xlsx,.xls,.csv,.txt"


class BatchForm(OnceForm):
    """Out of which fund a batch is paid; ``funds`` are those it may be paid out of, with what is left of each."""

    use_required_attribute = False

    fund = forms.ModelChoiceField(
        Fund.objects.none(),
        label="资金来源",
        empty_label="请选择",
        error_messages={"required": "请选择资金来源。", "invalid_choice": "所选资金不能用于该项补贴。"},
    )
    as_far_as_it_goes = forms.BooleanField(label="资金不够的，按申报先后发到用完为止，其余留待下一批", required=False)

    def __init__(self, *args: Any, funds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fund"]
        field.queryset = funds
        field.label_from_instance = lambda fund: f"{fund}，结余 {fund.left:,.2f} 元"


class SendForm(forms.Form):
    """In which format the bank's file is written."""

    use_required_attribute = False

    bank_format = forms.ModelChoiceField(
        BankFormat.objects.all(), label="报盘格式", empty_label=None, error_messages={"required": "请选择报盘格式。"}
    )

    def __init__(self, *args: Any, formats: list[BankFormat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bank_format"]
        field.queryset = BankFormat.objects.filter(pk__in=[one.pk for one in formats])


class ReturnForm(forms.Form):
    """The bank's answer; gives its content, looked at."""

    use_required_attribute = False

    file = forms.FileField(
        label="银行回盘文件",
        help_text="Excel 工作簿或 CSV，须有“流水号”“金额”“结果”列；退回的要有“原因”。",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "请选择回盘文件。", "empty": "文件是空的，请重新选择。"},
    )

    def clean_file(self) -> bytes:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            scan(file)
            file.seek(0)
            content: bytes = file.read()
            look_at(content)
        except (WorkbookRefused, UploadRefused) as refused:
            raise forms.ValidationError(str(refused)) from refused
        return content


class AllocationForm(OnceForm):
    """Money that a document gives; ``areas`` are the district or city the officer may enter it for."""

    use_required_attribute = False

    area = forms.ModelChoiceField(
        Area.objects.none(),
        label="下达给",
        empty_label=None,
        error_messages={"required": "请选择区划。", "invalid_choice": "所选区划不在您的辖区。"},
    )
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100, error_messages={"required": "请填写年度。"})
    family = forms.ChoiceField(label="补贴类别", choices=Family.choices)
    source = forms.ChoiceField(label="资金来源", choices=FundSource.choices, widget=ChoiceButtons)
    amount = forms.DecimalField(
        label="金额（元）",
        max_digits=14,
        decimal_places=2,
        widget=MoneyInput,
        help_text="收回、调减的写负数",
        error_messages={"required": "请填写金额。", "invalid": "请填写数字，如 500000.00。"},
    )
    document = forms.CharField(label="文号", max_length=120, error_messages={"required": "请填写下达资金的文号。"})
    on = DateField(label="下达日期", error_messages={"required": "请填写下达日期。"})

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.queryset = areas

    def given(self) -> NewAllocation:
        said = self.cleaned_data
        return NewAllocation(**said | {"family": Family(said["family"]), "source": FundSource(said["source"])})


class FormatForm(forms.Form):
    """How a bank wants its files."""

    use_required_attribute = False

    name = forms.CharField(
        label="格式名称", max_length=50, help_text="如：哈尔滨银行代发", error_messages={"required": "请填写格式名称。"}
    )
    since = DateField(label="启用日期", error_messages={"required": "请填写启用日期。"})
    kind = forms.ChoiceField(
        label="文件种类", choices=FileKind.choices, widget=ChoiceButtons, initial=FileKind.WORKBOOK
    )
    columns = forms.MultipleChoiceField(
        label="列",
        choices=FileColumn.choices,
        widget=CheckButtons,
        help_text="按下面的先后排列；流水号、户名、账号和一种金额必选。",
        error_messages={"required": "请选择列。"},
    )
    separator = forms.ChoiceField(label="分隔符（文本）", choices=Separator.choices, widget=ChoiceButtons, initial="|")
    encoding = forms.ChoiceField(
        label="编码（文本）", choices=Encoding.choices, widget=ChoiceButtons, initial=Encoding.GB18030
    )
    has_heading = forms.BooleanField(label="写列名", required=False, initial=True)
    totals = forms.ChoiceField(
        label="合计（笔数、金额）", choices=Totals.choices, widget=ChoiceButtons, initial=Totals.LAST
    )

    def told(self) -> NewFormat:
        said = self.cleaned_data
        since: dt.date = said["since"]
        return NewFormat(
            name=said["name"],
            since=since,
            kind=FileKind(said["kind"]),
            columns=[FileColumn(column) for column in said["columns"]],
            separator=Separator(said["separator"]),
            encoding=Encoding(said["encoding"]),
            has_heading=said["has_heading"],
            totals=Totals(said["totals"]),
        )
