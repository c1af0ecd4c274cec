"""The forms of certificates: applied for, issued, inspected, kept; and what their list is filtered by."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.enums import AreaLevel
from accounts.fields import certificate_digests
from accounts.models import Area, User
from approvals.forms import SignedForm
from approvals.workflow import Decision
from households.actions.certificate_keeping import Benefit
from households.actions.inspections import RoundPlan
from households.certificate_tables import STATES, WITHOUT_CATEGORY
from households.enums import BenefitKind, Category, CertificateKind, InspectionResult, SurrenderReason
from households.models import Certificate
from households.queries.certificates import Opening
from households.rules.certificates import normal_serial
from policy.models import Document
from ui.forms import ChoiceButtons, DateField, MoneyInput, OnceForm, Picker, ReasonInput

from .case_filters import AreaFilter
from .casework import DecisionForm

CANNED: dict[Decision, tuple[str, ...]] = {
    Decision.RETURN: ("材料不齐，请补充", "照片或身份证复印件不清晰", "类别证明材料已过期"),
    Decision.REFUSE: ("已就业，不符合发证条件", "不属于发证范围", "提供的材料不实"),
}
WITHDRAWALS = ("录入有误，重新申请", "本人放弃申请", "已就业，不再需要")
EVIDENCE = ("身份证、户口簿、失业登记凭证", "解除劳动关系证明", "低保证", "残疾人证", "原《再就业优惠证》")
FAILURES = ("已就业且未办理就业登记", "本人未到场", "提供的材料不实", "已达到法定退休年龄")
SUSPENSIONS = ("涉嫌转借、涂改，正在核查", "无正当理由拒绝接受就业服务", "服刑期间")
RESUMPTIONS = ("经核查不属实", "暂停的原因已消除")
SERIAL = forms.TextInput({"class": "code", "autocomplete": "off", "spellcheck": "false"})
SERIAL_MISSING = {"required": "请填写印在证件上的证号。"}
MISTYPED = ("发证时录错一位", "与另一本证件的号码录串")
LOSSES = ("本人书面声明遗失", "证件污损，交回原证")


class CertificateForm(forms.Form):
    """An application: for which category, on what evidence."""

    use_required_attribute = False

    category = forms.TypedChoiceField(
        label="人员类别", required=False, coerce=lambda value: Category(int(value)), empty_value=None
    )
    evidence = forms.CharField(
        label="核验的材料",
        max_length=500,
        widget=ReasonInput(canned=EVIDENCE),
        help_text="写明材料名称；一寸照片贴在证件上，不在此上传。",
        error_messages={"required": "请写明核验的材料。"},
    )

    def __init__(self, *args: Any, opening: Opening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [(category.value, f"{category.name} {category.label}") for category in opening.categories]
        self.fields["category"].choices = [("", WITHOUT_CATEGORY), *held]  # type: ignore[attr-defined]  # ChoiceField


class CorrectionForm(forms.Form):
    """What may still be changed of a returned application."""

    evidence = forms.CharField(
        label="核验的材料",
        max_length=500,
        widget=ReasonInput(canned=EVIDENCE),
        error_messages={"required": "请写明核验的材料。"},
    )


class IssueForm(DecisionForm):
    """The approval that issues: the number printed on the certificate."""

    serial = forms.CharField(label="证号", max_length=30, widget=SERIAL, error_messages=SERIAL_MISSING)
    field_order = ("serial", "comment")


class InspectionForm(SignedForm):
    """The result of this year's inspection."""

    use_required_attribute = False

    result = forms.TypedChoiceField(
        label="年检结果",
        choices=[(result.value, result.label) for result in (InspectionResult.PASSED, InspectionResult.FAILED)],
        coerce=InspectionResult,
        widget=ChoiceButtons,
        error_messages={"required": "请选择年检结果。"},
    )
    reason = forms.CharField(
        label="说明",
        max_length=200,
        required=False,
        widget=ReasonInput(canned=FAILURES),
        help_text="不合格的必须写明。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "inspect_%s"} | kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("result") == InspectionResult.FAILED and not cleaned.get("reason"):
            self.add_error("reason", "请填写不合格的原因。")
        return cleaned


class KeepingForm(forms.Form):
    """Why something is done with a certificate: suspended, resumed, issued anew, an entry cancelled."""

    reason = forms.CharField(
        label="原因", max_length=200, widget=ReasonInput, error_messages={"required": "请填写原因。"}
    )

    def __init__(self, *args: Any, act: str, canned: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{act}_%s"} | kwargs)
        self.act = act
        self.fields["reason"].widget.canned = canned  # type: ignore[attr-defined]  # ReasonInput


class ReissueForm(OnceForm, KeepingForm):
    """Why a further copy is issued."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, act="reissue", canned=LOSSES, **kwargs)


class SerialForm(forms.Form):
    """The number printed on the certificate, where another was typed."""

    serial = forms.CharField(label="正确的证号", max_length=30, widget=SERIAL, error_messages=SERIAL_MISSING)
    reason = forms.CharField(
        label="更正原因",
        max_length=200,
        widget=ReasonInput(canned=MISTYPED),
        error_messages={"required": "请填写更正原因。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "serial_%s"} | kwargs)


class SurrenderForm(forms.Form):
    """Why a certificate is taken back."""

    reason = forms.TypedChoiceField(
        label="收回原因",
        coerce=SurrenderReason,
        choices=[(r.value, r.label) for r in SurrenderReason if r is not SurrenderReason.REPLACED],
        error_messages={"required": "请选择收回原因。"},
    )
    note = forms.CharField(
        label="事实与材料", max_length=200, widget=ReasonInput, error_messages={"required": "请写明收回的事实。"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "surrender_%s"} | kwargs)


class EndorsementForm(OnceForm):
    """A benefit taken, typed from the decision that granted it."""

    use_required_attribute = False

    kind = forms.TypedChoiceField(label="享受的政策", choices=BenefitKind.choices, coerce=BenefitKind)
    title = forms.CharField(label="内容", max_length=100, error_messages={"required": "请写明享受的内容。"})
    first_day = DateField(label="起始日期", error_messages={"required": "请填写起始日期。"})
    last_day = DateField(label="截止日期", required=False, help_text="一次性享受的不填。")
    amount = forms.DecimalField(
        label="金额（元）", required=False, min_value=0, max_digits=12, decimal_places=2, widget=MoneyInput
    )
    source = forms.CharField(
        label="文件和条款", max_length=200, error_messages={"required": "请写明依据的文件和条款。"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "endorse_%s"} | kwargs)

    def benefit(self) -> Benefit:
        return Benefit(**self.cleaned_data)


class RoundForm(forms.Form):
    """A year's inspection: where, from when to when, by what document."""

    use_required_attribute = False

    area = forms.ModelChoiceField(label="区划", queryset=Area.objects.none(), empty_label=None)
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    opens_on = DateField(label="开始日期", error_messages={"required": "请填写开始日期。"})
    closes_on = DateField(label="截止日期", error_messages={"required": "请填写截止日期。"})
    document = forms.ModelChoiceField(
        label="依据文件",
        queryset=Document.objects.none(),
        widget=Picker,
        empty_label="请选择",
        error_messages={"required": "请选择年检依据的文件；没有登记的，先在政策文件中登记。"},
    )
    article = forms.CharField(label="条款", max_length=100, required=False)

    def __init__(self, *args: Any, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        areas = Area.objects.visible_to(user).filter(level__in=(AreaLevel.DISTRICT, AreaLevel.CITY))
        self.fields["area"].queryset = areas.order_by("path")  # type: ignore[attr-defined]  # ModelChoiceField
        documents = Document.objects.exclude(level=Document.Level.DESIGN).order_by("-issued_on", "pk")
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and opens_on < self.today:
            self.add_error("opens_on", "开始日期不能早于今天。")
        if opens_on and closes_on and closes_on <= opens_on:
            self.add_error("closes_on", "截止日期须晚于开始日期。")
        return cleaned

    def plan(self) -> RoundPlan:
        return RoundPlan(**self.cleaned_data)


class CertificateFilter(django_filters.FilterSet):
    """Certificates by holder or number, kind, state, inspection and area."""

    q = django_filters.CharFilter(label="姓名、证号", method="by_words")
    kind = django_filters.ChoiceFilter(label="证件", choices=CertificateKind.choices, empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", choices=list(STATES.items()), empty_label="全部")
    due = django_filters.BooleanFilter(label="只看待年检", widget=forms.CheckboxInput, method="by_due")
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = Certificate
        fields: list[str] = []

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By a part of the name, or the whole number of the certificate or of the application."""
        wanted = normal_serial(value)
        found = Q(person__name__icontains=value.strip()) | Q(serial_digest__in=certificate_digests(wanted))
        digits = wanted.removeprefix("Z")
        if wanted.startswith("Z") and digits.isdecimal() and len(digits) < 12:
            found |= Q(pk=int(digits))
        return rows.filter(found)

    def by_due(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        return rows.filter(is_due=True) if value else rows
