"""12333咨询 and 失业证明核实: what somebody asks or applies for, answered by an office or decided by another person."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Act
from assistance.actions import office_registers as actions
from assistance.filters.matters import CheckFilter, EnquiryFilter
from assistance.forms import office_registers as forms
from assistance.models import Enquiry, UnemploymentCheck
from assistance.tables.matters import matter_columns, matter_mark
from ui.marks import Mark
from ui.tables import Column

from .matters import Fact, MatterList, MatterPage, MatterStep, NewMatter

WITH = ("area", "person", "household", "employer", "recorded_by", "closed_by")


class EnquiryList(MatterList):
    act = new_act = Act.ANSWER_ENQUIRIES
    queryset = Enquiry.objects.select_related("area")
    filterset_class, default_sort = EnquiryFilter, "-received"
    title, unit, empty_text = "12333咨询", "件", "没有符合条件的咨询。"
    new_page, new_verb = "assistance:enquiry_new", "登记咨询"

    def get_columns(self) -> tuple[Column, ...]:
        return matter_columns("enquiry", self.today, Column("question", "咨询内容", lambda row: row.question[:60]))


class TakeEnquiry(NewMatter):
    act = Act.ANSWER_ENQUIRIES
    form_class = forms.EnquiryForm
    title, verb, list_page = "登记咨询", "登记咨询", "assistance:enquiries"

    def enter(self, form: forms.EnquiryForm) -> Enquiry:
        return actions.take_enquiry(receipt=form.receipt(), actor=self.user, at=self.now, **form.rest())

    def address_of(self, made: Enquiry) -> str:
        return reverse("assistance:enquiry", args=[made.pk])


class EnquiryPage(MatterPage):
    act = Act.ANSWER_ENQUIRIES
    title, icon = "12333咨询", "phone"
    list_page, own_page = "assistance:enquiries", "assistance:enquiry"

    def get_rows(self) -> QuerySet[Any]:
        return Enquiry.objects.visible_to(self.user).select_related(*WITH, "referred_by")

    def heading(self, case: Enquiry) -> str:
        return f"咨询 {case.pk:06d}"

    def mark(self, case: Any) -> Mark | None:
        return matter_mark(case, self.today)

    def facts(self, case: Enquiry) -> Sequence[Fact]:
        return (
            ("咨询内容", case.question),
            ("来电人", " ".join(filter(None, (case.caller, case.phone)))),
            ("收到", f"{case.received_on}，{case.recorded_by}登记"),
            ("转办", f"{case.referred_on} {case.referred_by}转给{case.area}" if case.referred_on else ""),
            ("答复", case.answer),
            ("办结", f"{case.closed_on} {case.closed_by}，{case.outcome_words}" if case.closed_on else ""),
        )

    def steps(self) -> tuple[type[MatterStep], ...]:
        return AnswerEnquiry, ReferEnquiry


class OpenStep(MatterStep):
    """What may be done until the matter is closed."""

    @classmethod
    def is_open(cls, page: MatterPage) -> bool:
        return page.case.closed_on is None


class AnswerEnquiry(OpenStep, EnquiryPage):
    step_page, step_title, step_verb = "assistance:enquiry_answer", "答复", "答复并办结"
    act, form_class = Act.ANSWER_ENQUIRIES, forms.AnswerForm

    def do(self, case: Enquiry, form: forms.AnswerForm) -> str:
        actions.answer_enquiry(enquiry=case, actor=self.user, at=timezone.now(), **form.cleaned_data)
        return "已答复并办结。"


class ReferEnquiry(OpenStep, EnquiryPage):
    step_page, step_title, step_verb = "assistance:enquiry_refer", "转办", "转办"
    step_icon, step_hint = "send", "转给能够答复的单位；办理期限不变。"
    act, form_class = Act.ANSWER_ENQUIRIES, forms.ReferForm

    @classmethod
    def told(cls, page: MatterPage) -> dict[str, Any]:
        return {"today": page.today}

    def do(self, case: Enquiry, form: forms.ReferForm) -> str:
        office = form.cleaned_data["office"]
        actions.refer_enquiry(enquiry=case, office=office, actor=self.user, at=timezone.now())
        self.is_gone = not Enquiry.objects.visible_to(self.user).filter(pk=case.pk).exists()
        return f"已转给{office}，请在{case.due_on}前答复。"

    @property
    def address(self) -> str:
        """What was referred out of sight leads back to the list."""
        return reverse(self.list_page) if getattr(self, "is_gone", False) else super().address


class CheckList(MatterList):
    act, new_act = Act.READ_CASES, Act.SERVE
    queryset = UnemploymentCheck.objects.select_related("area", "person")
    filterset_class, default_sort = CheckFilter, "-received"
    title, unit, empty_text = "失业证明核实", "件", "没有符合条件的核实。"
    new_page, new_verb = "assistance:unemployment_check_new", "登记核实"

    def get_columns(self) -> tuple[Column, ...]:
        person = Column("person", "申请人", lambda row: row.person.name, order_by=("person__name",))
        checked = Column("checked", "核实日期", lambda row: row.checked_on and row.checked_on.isoformat())
        return matter_columns("unemployment_check", self.today, person, checked)


class OpenCheck(NewMatter):
    act = Act.SERVE
    form_class = forms.CheckForm
    title, verb, list_page = "登记失业证明核实", "登记核实", "assistance:unemployment_checks"
    hint = "自谋职业和灵活就业人员申请失业保险待遇的，逐一核实；由一人核实，另一人决定。"

    def enter(self, form: forms.CheckForm) -> UnemploymentCheck:
        return actions.open_check(receipt=form.receipt(), actor=self.user, at=self.now)

    def address_of(self, made: UnemploymentCheck) -> str:
        return reverse("assistance:unemployment_check", args=[made.pk])


class CheckPage(MatterPage):
    act = Act.READ_CASES
    title, icon = "失业证明核实", "user-search"
    list_page, own_page = "assistance:unemployment_checks", "assistance:unemployment_check"

    def get_rows(self) -> QuerySet[Any]:
        return UnemploymentCheck.objects.visible_to(self.user).select_related(*WITH, "checked_by")

    def heading(self, case: Any) -> str:
        return f"{case.person.name}的失业证明核实"

    def mark(self, case: Any) -> Mark | None:
        return matter_mark(case, self.today)

    def facts(self, case: UnemploymentCheck) -> Sequence[Fact]:
        barred = "不得享受失业保险待遇（黑社保发[2004]7号 三(四)3）"
        return (
            ("收到", f"{case.received_on}，{case.recorded_by}登记"),
            ("核实", f"{case.checked_on} {case.checked_by}：{case.findings}" if case.checked_on else ""),
            ("决定", f"{case.outcome_words}，{case.decision}" if case.closed_on else ""),
            ("后果", barred if case.refusal else ""),
            ("办结", f"{case.closed_on} {case.closed_by}" if case.closed_on else ""),
        )

    def steps(self) -> tuple[type[MatterStep], ...]:
        return DecideCheck, NoteCheck


class NoteCheck(OpenStep, CheckPage):
    step_page, step_title, step_verb = "assistance:unemployment_check_note", "核实情况", "登记核实情况"
    act, form_class = Act.SERVE, forms.FindingsForm

    def do(self, case: UnemploymentCheck, form: forms.FindingsForm) -> str:
        actions.note_check(check=case, actor=self.user, at=timezone.now(), **form.cleaned_data)
        return "已登记核实情况，请由其他人决定。"


class DecideCheck(OpenStep, CheckPage):
    step_page, step_title, step_verb = "assistance:unemployment_check_decide", "决定", "决定"
    act, form_class = Act.KEEP_REGISTERS, forms.DecideCheckForm
    step_hint = "三种情形之一的，不予开具失业证明，不得享受失业保险待遇。"

    @classmethod
    def is_open(cls, page: MatterPage) -> bool:
        own = page.case
        return own.closed_on is None and own.checked_on is not None and own.checked_by_id != page.user.pk

    def do(self, case: UnemploymentCheck, form: forms.DecideCheckForm) -> str:
        actions.decide_check(check=case, actor=self.user, at=timezone.now(), **form.cleaned_data)
        return "已决定。"
