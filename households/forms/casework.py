"""The forms of casework: decisions with canned reasons, objections, withdrawals, exits."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.uploads.forms import ACCEPTED, FilesInput, UploadField
from approvals.forms import SignedForm
from approvals.workflow import CITING, REFUSALS, Decision, Said
from households.actions.citing import Ground
from households.actions.exits import Proposal
from households.actions.revocations import Falsehood
from households.enums import Evidence, ExitReason
from households.models import HardToEmploySpell, ZeroFamilyCase
from households.queries.cases import FAMILY_EXIT_REASONS, PERSON_EXIT_REASONS
from ui.forms import DateField, ReasonForm, ReasonInput

OTHER = "other"  # an article that is typed

CANNED: dict[Decision, tuple[str, ...]] = {
    Decision.RETURN: (
        "家庭成员与户口簿不一致，请重新入户核实",
        "缺少失业登记凭证，请补录后重报",
        "证件号码与身份证原件不一致，请核对",
        "类别证明材料已过期，请换证后补录",
    ),
    Decision.REFUSE: (
        "经核实有成员已就业，不符合认定条件",
        "经核实名下有营业执照或其他经营收入",
        "不属于规定的就业困难人员类别",
        "本人书面表示无就业愿望",
    ),
    Decision.UPHOLD: ("经入户核查，反映的情况属实", "经比对就业登记，反映的情况属实"),
    Decision.DISMISS: ("经入户核查，反映的情况不属实", "经核对登记资料，反映的情况与认定条件无关"),
    Decision.SUSTAIN: ("原决定认定事实清楚，依据正确", "申请人未提供新的事实和材料"),
    Decision.OVERTURN: ("经核实，原决定所依据的事实有误", "申请人补充的材料能够证明符合条件"),
}
EXIT_CANNED: dict[Decision, tuple[str, ...]] = {
    Decision.RETURN: ("证明材料不足，请补充", "退出日期与证明材料不一致，请核对"),
    Decision.REFUSE: ("证明材料不能证明退出事实", "经核实仍符合援助条件"),
    Decision.SUSTAIN: ("原决定认定事实清楚，依据正确", "未提供新的事实和材料"),
    Decision.OVERTURN: ("经核实，原决定所依据的事实有误", "补充的材料能够证明退出事实"),
}
AGAINST_CANNED = EXIT_CANNED | {
    Decision.SUSTAIN: ("原决定认定事实清楚，依据正确", "本人未提供新的事实和材料"),
    Decision.OVERTURN: ("经核实，原决定所依据的事实有误", "本人补充的材料能够证明仍符合援助条件"),
}
REVOCATION_CANNED: dict[Decision, tuple[str, ...]] = {
    Decision.REFUSE: ("证据不足，请补足后重新提出", "证据不能证明认定时的事实不实", "情况系认定后变化，应按退出办理"),
    Decision.SUSTAIN: CANNED[Decision.SUSTAIN],
    Decision.OVERTURN: ("撤销决定认定的事实有误", "申请人补充的材料能够证明认定时符合条件"),
}
REVIEW_REASONS = ("认为原决定认定的事实有误", "补充了新的证明材料", "认为适用条款有误")
REVOCATION_WITHDRAWALS = ("经核实认定时的事实属实", "录入有误，重新提出")
WITHDRAWALS = ("录入有误，重新申请", "家庭情况已变化，不再符合条件", "本人放弃申请")
EXIT_WITHDRAWALS = ("经核实事实不成立", "登记日期有误，已更正", "录入有误，重新提出")


class DecisionForm(SignedForm):
    """One decision: an approval may carry a comment, anything else must, and what goes against somebody the article,
    of which the first of ``grounds`` is chosen already."""

    comment = forms.CharField(label="说明", max_length=500, required=False, widget=ReasonInput)

    def __init__(
        self,
        *args: Any,
        decision: Decision,
        canned: Sequence[str] = (),
        grounds: Sequence[Ground] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": f"{decision.value}_%s"} | kwargs)
        self.decision = decision
        self.grounds = grounds if decision in CITING else ()
        if decision in CITING:
            self._ask_for_the_article()
        field = self.fields["comment"]
        found = [ground.text for ground in self.grounds if ground.text and decision in REFUSALS]
        field.widget.canned = [*found, *canned]  # type: ignore[attr-defined]  # ReasonInput
        field.widget.attrs["rows"] = 2 if decision is Decision.APPROVE else 3
        if decision is Decision.APPROVE:
            field.label = "意见（可不填）"
        else:
            field.required = True
            field.error_messages["required"] = "请填写说明，申请人和上级都会看到。"

    def _ask_for_the_article(self) -> None:
        offered = [(one.article, f"{one.article}（{one.text}）" if one.text else one.article) for one in self.grounds]
        self.fields["article"] = forms.ChoiceField(
            label="依据", choices=[*offered, (OTHER, "其他文件和条款（在下面写明）")], required=False
        )
        self.fields["other_article"] = forms.CharField(
            label="其他依据", max_length=300, required=False, help_text="文号和条款，如“哈人社发〔2010〕230号 第三条”。"
        )

    def clean(self) -> dict[str, Any]:
        """Settles the article: what is typed, what is chosen, what a reason found by the rules brings along."""
        cleaned = super().clean() or {}
        if self.decision not in CITING:
            return cleaned
        chosen = cleaned.get("article") or (self.grounds[0].article if self.grounds else OTHER)
        if self.grounds and chosen == self.grounds[0].article:
            named = (one.article for one in self.grounds if one.text and one.text in cleaned.get("comment", ""))
            chosen = next(named, chosen)
        typed = cleaned.get("other_article", "").strip()
        if not typed and chosen == OTHER:
            self.add_error("other_article", "请写明依据的文件和条款。")
        cleaned["article"] = typed or chosen
        return cleaned

    @property
    def said(self) -> Said:
        """What a valid form says."""
        return Said(self.cleaned_data["comment"], self.cleaned_data.get("article", ""))


class ObjectionForm(forms.Form):
    """An objection received while the notice runs."""

    text = forms.CharField(
        label="异议内容",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text="写明反映的事实；反映人要求保密的，不写其姓名和电话。",
        error_messages={"required": "请填写异议内容。"},
    )


class WithdrawalForm(ReasonForm):
    """Why an application is taken back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "withdraw_%s"} | kwargs)
        self.fields["reason"].label = "撤回原因"
        self.fields["reason"].error_messages["required"] = "请填写撤回原因。"


class ReviewForm(ReasonForm):
    """Why an applicant asks for a review."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "review_%s"} | kwargs)
        self.fields["reason"].label = "申请复核的理由"
        self.fields["reason"].error_messages["required"] = "请填写申请复核的理由。"


class RevocationForm(forms.Form):
    """What was not true of a certification, what proves it, and the article."""

    falsehood = forms.CharField(
        label="不实的事实",
        max_length=1000,
        widget=ReasonInput(("认定时家庭成员已就业并缴纳社会保险", "认定时本人名下有营业执照", "提供的证明材料系伪造")),
        error_messages={"required": "请写明哪项事实不实。"},
        help_text="写明认定当时的实际情况和日期。认定之后才变化的，按退出办理。",
    )
    evidence = forms.CharField(
        label="证据",
        max_length=1000,
        widget=ReasonInput(("社会保险缴费记录", "市场主体登记信息", "用人单位证明", "入户核查笔录")),
        error_messages={"required": "请写明证据。"},
    )
    article = forms.CharField(
        label="依据", max_length=200, error_messages={"required": "请写明文号和条款。"}, help_text="文号和条款。"
    )

    def found(self) -> Falsehood:
        return Falsehood(**self.cleaned_data)


class ExitForm(forms.Form):
    """The end of a person's status or of a family's case: why, from when, on what evidence."""

    reason = forms.ChoiceField(label="退出原因", error_messages={"required": "请选择退出原因。"})
    effective_on = DateField(label="退出日期", help_text="在认定日期与今天之间。")
    evidence = forms.CharField(
        label="事实与证明材料",
        max_length=1000,
        widget=ReasonInput,
        error_messages={"required": "请写明事实和证明材料。"},
        help_text="写明事实、日期和材料名称；丧失劳动能力的，写明鉴定文书。",
    )
    scanned = forms.ChoiceField(
        label="扫描件的类别",
        required=False,
        choices=[("", "没有扫描件"), *Evidence.choices],
        help_text="可以提交后再上传。",
    )
    scans = UploadField(
        label="扫描件或照片",
        required=False,
        widget=FilesInput({"multiple": True, "accept": ACCEPTED}),
        help_text="JPEG、PNG 照片或 PDF，可多选，同属一类材料。",
    )

    def __init__(self, *args: Any, ends: HardToEmploySpell | ZeroFamilyCase, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends, self.on = ends, on
        reasons = PERSON_EXIT_REASONS if isinstance(ends, HardToEmploySpell) else FAMILY_EXIT_REASONS
        choices = [(reason.value, reason.label) for reason in reasons]
        self.fields["reason"].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined]  # ChoiceField
        self.fields["evidence"].widget.canned = (  # type: ignore[attr-defined]  # ReasonInput
            "劳动能力鉴定结论书",
            "本人签字的放弃就业声明",
            "劳动合同和就业登记",
            "户口迁移证明",
            "医学死亡证明",
        )

    def clean_effective_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["effective_on"]
        if not self.ends.certified_on <= day <= self.on:
            raise forms.ValidationError(f"退出日期应在认定日期（{self.ends.certified_on}）与今天（{self.on}）之间。")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("scans") and not said.get("scanned"):
            self.add_error("scanned", "请选择扫描件属于哪一类材料，并重新选择文件。")
        if said.get("scanned") and "scans" in said and not said["scans"]:
            self.add_error("scans", "请选择文件；没有扫描件的，类别选“没有扫描件”。")
        return said

    def proposal(self) -> Proposal:
        said = self.cleaned_data
        scanned = Evidence(said["scanned"] or Evidence.OTHER)
        return Proposal(
            ExitReason(said["reason"]), said["effective_on"], said["evidence"], scans=said["scans"], scanned=scanned
        )


class ExitCorrectionForm(ExitForm):
    """What a worker may still change of a drafted or returned exit: its day and its evidence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reason", "scanned", "scans"):
            del self.fields[name]
