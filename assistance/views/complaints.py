"""举报投诉: the register, and what becomes of a complaint."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Act, may
from assistance.actions import complaints as actions
from assistance.enums import ServiceKind
from assistance.filters.matters import ComplaintFilter
from assistance.forms import complaints as forms
from assistance.models import Complaint, Service
from assistance.tables.matters import complaint_columns, complaint_mark, complaint_stage
from ui.marks import Mark
from ui.tables import Column

from .matters import Fact, MatterList, MatterPage, MatterStep, NewMatter


class ComplaintList(MatterList):
    """Complaints about the offices below the own one; the city also has those about itself."""

    act = new_act = Act.HANDLE_COMPLAINTS
    queryset = Complaint.objects.select_related("area", "against_area")
    filterset_class, default_sort = ComplaintFilter, "-received"
    title, unit = "举报投诉", "件"
    empty_text = "没有符合条件的举报投诉。关于某个区划的，由其上一级受理。"
    new_page, new_verb = "assistance:complaint_new", "登记举报投诉"

    def get_columns(self) -> tuple[Column, ...]:
        return complaint_columns(self.today)


class TakeComplaint(NewMatter):
    act = Act.TAKE_COMPLAINTS
    form_class = forms.TakeComplaintForm
    title, verb = "登记举报投诉", "登记举报投诉"
    hint = "关于某个区划的举报投诉由其上一级受理，本级经办人员看不到。登记后把查询编号告诉举报投诉人。"

    def told(self) -> dict[str, Any]:
        return super().told() | {"areas": forms.all_areas(self.today)}

    def enter(self, form: forms.TakeComplaintForm) -> Complaint:
        receipt = form.receipt()
        return actions.take_complaint(complaint=form.complaint(), receipt=receipt, officer=self.user, at=self.now)

    def done(self, made: Complaint) -> str:
        return f"已登记，查询编号 {made.number}，由{made.area}在{made.due_on}前办结。"

    def address_of(self, made: Complaint) -> str:
        seen = may(self.user, Act.HANDLE_COMPLAINTS) and Complaint.objects.visible_to(self.user).filter(pk=made.pk)
        return reverse("assistance:complaint", args=[made.pk]) if seen else reverse("assistance:complaint_new")


class ComplaintPage(MatterPage):
    act = Act.HANDLE_COMPLAINTS
    title, icon = "举报投诉", "speakerphone"
    list_page, own_page = "assistance:complaints", "assistance:complaint"

    def get_rows(self) -> QuerySet[Any]:
        people = ("recorded_by", "accepted_by", "closed_by", "against_officer__area")
        rows = Complaint.objects.visible_to(self.user)
        return rows.select_related(
            "area", "against_area", "person", "household", "employer", "service__person", *people
        )

    def heading(self, case: Complaint) -> str:
        return f"举报投诉 {case.number}"

    def mark(self, case: Complaint) -> Mark | None:
        return complaint_mark(case, self.today)

    def facts(self, case: Complaint) -> Sequence[Fact]:
        targeted = {True: "有针对性", False: "没有针对性", None: ""}[case.is_targeted]
        return (
            ("环节", complaint_stage(case)),
            ("渠道", case.get_channel_display()),
            ("单位或人员", case.against),
            ("所在区划", case.against_area),
            ("内容", case.text),
            ("举报投诉人", case.contact_name or "未留姓名"),
            ("联系电话", case.contact_phone or "未留电话"),
            ("收到", f"{case.received_on}，{case.recorded_by}登记"),
            ("受理", f"{case.accepted_on} {case.accepted_by}，{targeted}" if case.accepted_on else ""),
            ("涉及的经办人", case.against_officer),
            ("投诉的税费减免", case.service and f"{case.service.on} {case.service.authority}：{case.service.detail}"),
            ("结论", case.get_finding_display()),
            ("调查情况", case.findings),
            ("答复", case.reply),
            ("办结", f"{case.closed_on} {case.closed_by}" if case.closed_on else ""),
        )

    def steps(self) -> tuple[type[MatterStep], ...]:
        return AcceptComplaint, ConcludeComplaint, DeclineComplaint

    def may_judge(self, *, accepted: bool) -> bool:
        """Whether the complaint waits for that, and is not about whoever reads it."""
        own = self.case
        is_ready = own.closed_on is None and (own.accepted_on is not None) == accepted
        return is_ready and own.against_officer_id != self.user.pk


class ComplaintStep(ComplaintPage, MatterStep):
    """What is done about a complaint before it is accepted, unless it says otherwise."""

    is_after_acceptance = False

    @classmethod
    def is_open(cls, page: Any) -> bool:
        found: bool = page.may_judge(accepted=cls.is_after_acceptance)
        return found


class AcceptComplaint(ComplaintStep):
    step_page, step_title, step_verb = "assistance:complaint_accept", "受理", "受理举报投诉"
    form_class = forms.AcceptForm

    @classmethod
    def told(cls, page: MatterPage) -> dict[str, Any]:
        case, officers = page.case, User.objects.none()
        if case.against_area is not None:
            officers = User.objects.filter(area__path__startswith=case.against_area.path, is_active=True)
            officers = officers.exclude(pk=page.user.pk).select_related("area").order_by("area__path", "pk")
        reliefs = Service.objects.standing().filter(kind=ServiceKind.TAX_RELIEF, person=case.person_id)
        return {"officers": officers, "reliefs": reliefs if case.person_id else Service.objects.none()}

    def do(self, case: Complaint, form: forms.AcceptForm) -> str:
        at = timezone.now()
        actions.accept(complaint=case, acceptance=form.acceptance(), officer=self.user, at=at)
        return f"{case.number} 已受理，请在{case.due_on}前调查办结。"


class DeclineComplaint(ComplaintStep):
    step_page, step_title, step_verb = "assistance:complaint_decline", "不予受理", "不予受理"
    step_icon, is_dangerous = "ban", True
    step_hint = "不属于本系统职责，或者同一事项已经办结的，写明理由和应向哪里反映。"
    form_class = forms.DeclineForm

    def do(self, case: Complaint, form: forms.DeclineForm) -> str:
        actions.decline(complaint=case, reply=form.cleaned_data["reply"], officer=self.user, at=timezone.now())
        return f"{case.number} 不予受理，请把理由告知举报投诉人。"


class ConcludeComplaint(ComplaintStep):
    step_page, step_title, step_verb = "assistance:complaint_conclude", "调查结论和答复", "办结举报投诉"
    step_hint = "被举报投诉的人员和单位不得办理本件。凭查询编号能看到结论，答复内容由您告知。"
    form_class = forms.ConcludeForm
    is_after_acceptance = True

    def do(self, case: Complaint, form: forms.ConcludeForm) -> str:
        actions.conclude(complaint=case, conclusion=form.conclusion(), officer=self.user, at=timezone.now())
        return f"{case.number} 已办结。"
