"""The forms of the paper around a certification: a visit to the home, an original shown."""

from typing import Any

from django import forms

from households.actions.papers import NewMaterial, NewVisit
from households.enums import ORIGINALS, Material
from households.models import HomeVisit
from ui.forms import ChoiceButtons, DateField, OnceForm, ReasonInput

FINDINGS = (
    "经入户走访，家庭成员、就业状况与申请一致",
    "家中无人，邻居反映仍在本址居住，改日再访",
    "有成员已在单位上班，与申请不符",
)


class PutUpForm(forms.Form):
    """公示地点 of the notice that runs."""

    place = forms.CharField(
        label="公示地点",
        max_length=100,
        help_text="写明张贴的公示栏或场所，如：社区一楼公示栏；张贴后的照片可作为材料上传。",
        error_messages={"required": "请填写公示地点。"},
    )


class VisitForm(OnceForm):
    """入户核实."""

    visited_on = DateField(label="走访日期", error_messages={"required": "请填写走访日期。"})
    visitors = forms.CharField(
        label="走访人员",
        max_length=100,
        help_text="两人以上，写姓名。",
        error_messages={"required": "请填写走访人员。"},
    )
    met = forms.CharField(label="在场人员", max_length=100, required=False)
    outcome = forms.ChoiceField(
        label="核实结果",
        choices=HomeVisit.Outcome.choices,
        widget=ChoiceButtons,
        error_messages={"required": "请选择核实结果。"},
    )
    findings = forms.CharField(
        label="核实情况",
        max_length=1000,
        widget=ReasonInput,
        error_messages={"required": "请写明看到、问到的情况。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "visit_%s"} | kwargs)
        self.fields["findings"].widget.canned = FINDINGS  # type: ignore[attr-defined]  # ReasonInput

    def visit(self) -> NewVisit:
        said = self.cleaned_data
        return NewVisit(**said | {"outcome": HomeVisit.Outcome(said["outcome"])})


class MaterialForm(OnceForm):
    """核对原件."""

    material = forms.ChoiceField(
        label="材料",
        choices=[("", "请选择"), *((kind.value, kind.label) for kind in ORIGINALS)],
        error_messages={"required": "请选择材料。"},
    )
    issued_on = DateField(
        label="出具日期", help_text="证件上的签发或出具日期。", error_messages={"required": "请填写出具日期。"}
    )
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="不写证件号码。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "material_%s"} | kwargs)

    def shown(self) -> NewMaterial:
        said = self.cleaned_data
        return NewMaterial(**said | {"material": Material(said["material"])})
