"""A birth date or sex that is not that of the ID number: why, and by what evidence."""

from typing import Any

from django import forms

from accounts.identifiers import ResidentId
from households.models import Correction
from ui.forms import ReasonInput

NAMES = ("differs_why", "differs_evidence")
WHY = ("证件登记有误，已向公安机关申请更正", "干部档案记载的出生日期", "农历、公历换算所致")
EVIDENCE = ("身份证原件", "户口簿", "出生医学证明", "公安机关证明")
SAY_WHY = "确实如此的，请在“出生日期、性别与证件号不符的”中写明原因和核对的证件，审核人会看到。"


def add_fields(fields: Any) -> None:
    for name, label, canned in zip(NAMES, ("与证件号不符的原因", "核对的证件"), (WHY, EVIDENCE), strict=True):
        widget = ReasonInput(canned=canned, attrs={"rows": 2})
        fields[name] = forms.CharField(label=label, max_length=500, required=False, widget=widget)


def check(form: forms.Form, number: ResidentId) -> bool:
    """Whether what was typed is not what the number says: it stands in the way until somebody writes why, and by what
    evidence. A number itself invalid says nothing."""
    said, found = form.cleaned_data, {}
    if number.valid and said.get("sex") and said["sex"] != number.sex:
        found["sex"] = "录入的性别与身份证号码第17位不符。"
    if number.valid and said.get("born") is not None and said["born"] != number.born:
        found["born"] = f"出生日期与身份证号码第7至14位（{number.born}）不符。"
    if not all(said.get(name) for name in NAMES):
        for field, sentence in found.items():
            form.add_error(field, sentence + SAY_WHY)
    return bool(found)


def initial_of(row: Correction | None) -> dict[str, str]:
    """What was written before."""
    return dict(zip(NAMES, (row.reason, row.evidence), strict=True)) if row else {}
