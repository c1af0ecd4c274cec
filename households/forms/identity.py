"""Who somebody is: a death, a correction, one human registered twice."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django import forms

from accounts import identifiers
from approvals.forms import SignedForm
from households.actions.corrections import Corrected
from households.models import Membership, Person
from ui.forms import DateField, IdNumberInput, ReasonForm, ReasonInput

CORRECTION_REASONS = ("录入时写错", "身份证号升位或重新编号", "公安机关已更名")
EVIDENCE = ("身份证原件", "户口簿", "公安机关更正证明")
MERGE_REASONS = ("同一人，身份证号录错后重复登记", "同一人，先后在两户登记")
UNDO_REASONS = ("经核实为两人，合并有误",)
WITHDRAW_REASONS = ("核对后不是同一人", "号码填写有误，另行提出")
DEATH_EVIDENCE = ("医学死亡证明", "户口注销证明", "火化证明")
ANNUL_REASONS = ("登记错人", "死亡信息核查有误，本人健在")
ANNUL_EVIDENCE = ("本人到场核验身份证", "公安机关户籍证明", "入户见到本人")
DATE_MISSING = "请填写死亡日期。"


class DeathForm(forms.Form):
    """When somebody died, by what evidence; ``members`` are the others, of whom one heads the household now."""

    use_required_attribute = False

    on = DateField(label="死亡日期", error_messages={"required": DATE_MISSING})
    evidence = forms.CharField(
        label="证明材料",
        max_length=500,
        widget=ReasonInput(canned=DEATH_EVIDENCE),
        error_messages={"required": "请写明证明材料。"},
    )
    head = forms.TypedChoiceField(label="本户新户主", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, members: Sequence[Membership], is_head: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(row.person_id, row.person.name) for row in members]
        cast(forms.ChoiceField, self.fields["head"]).choices = [("", "请选择"), *others]
        if not is_head or not others:
            del self.fields["head"]


class AnnulDeathForm(forms.Form):
    """Why a death was registered wrongly, and by what evidence it is annulled."""

    use_required_attribute = False

    reason = forms.CharField(
        label="撤销原因",
        max_length=500,
        widget=ReasonInput(canned=ANNUL_REASONS),
        error_messages={"required": "请填写撤销原因。"},
    )
    evidence = forms.CharField(
        label="证明材料",
        max_length=500,
        widget=ReasonInput(canned=ANNUL_EVIDENCE),
        error_messages={"required": "请写明证明材料。"},
    )


class CorrectionForm(forms.Form):
    """The right name and number of ``person``; a number left empty stays."""

    use_required_attribute = False

    name = forms.CharField(label="姓名", max_length=50, error_messages={"required": "请填写姓名。"})
    id_number = forms.CharField(
        label="正确的身份证号", max_length=30, required=False, widget=IdNumberInput(), help_text="号码不改的不填。"
    )
    adopts = forms.BooleanField(label="同时按新号码更正出生日期和性别", required=False)
    reason = forms.CharField(
        label="更正原因",
        max_length=500,
        widget=ReasonInput(canned=CORRECTION_REASONS),
        error_messages={"required": "请填写更正原因。"},
    )
    evidence = forms.CharField(
        label="证明材料",
        max_length=500,
        widget=ReasonInput(canned=EVIDENCE),
        error_messages={"required": "请写明证明材料。"},
    )

    def __init__(self, *args: Any, person: Person, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.today = person, today

    def clean_id_number(self) -> identifiers.ResidentId | None:
        typed = identifiers.halfwidth(self.cleaned_data["id_number"])
        if not typed:
            return None
        return _valid(typed, self.today)

    def corrected(self) -> Corrected:
        return Corrected(**self.cleaned_data)


class MergeForm(forms.Form):
    """Under which number somebody is registered a second time."""

    use_required_attribute = False

    id_number = forms.CharField(
        label="重复登记的身份证号",
        max_length=30,
        widget=IdNumberInput(),
        help_text="按另一份登记上的号码填写，即使它是错的；合并后保留本页的登记。",
        error_messages={"required": "请填写重复登记的身份证号。"},
    )
    reason = forms.CharField(
        label="合并理由",
        max_length=500,
        widget=ReasonInput(canned=MERGE_REASONS),
        error_messages={"required": "请填写合并理由。"},
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_id_number(self) -> str:
        typed = identifiers.halfwidth(self.cleaned_data["id_number"])
        return cast(str, _valid(typed, self.today).normalized)


def _valid(typed: str, today: dt.date) -> identifiers.ResidentId:
    found = identifiers.resident_id(typed, on=today)
    if found.reason is not None:
        raise forms.ValidationError(identifiers.SENTENCES[found.reason])
    return found


class MergeDecisionForm(SignedForm):
    """Whether two are one: a refusal must say why."""

    use_required_attribute = False

    comment = forms.CharField(label="说明", max_length=500, required=False, widget=ReasonInput)

    def __init__(self, *args: Any, merges: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "merge" if merges else "refuse"} | kwargs)
        field = self.fields["comment"]
        field.required = not merges
        field.label = "意见（可不填）" if merges else "不予合并的理由"
        field.error_messages["required"] = "请填写不予合并的理由。"


class WithdrawMergeForm(ReasonForm):
    """Why a merge that was proposed is not to be decided."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=WITHDRAW_REASONS, **{"prefix": "withdraw"} | kwargs)
        self.fields["reason"].label = "撤回理由"
        self.fields["reason"].error_messages["required"] = "请填写撤回理由。"


class UndoForm(SignedForm, ReasonForm):
    """Why two merged people are taken apart again."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=UNDO_REASONS, **{"prefix": "undo"} | kwargs)
        self.fields["reason"].label = "撤销理由"
        self.fields["reason"].error_messages["required"] = "请填写撤销理由。"
