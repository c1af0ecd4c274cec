"""裁员和安置方案, 政策落实督查, 向市民承诺的实事: kept by streets, districts and the city."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Act
from assistance.actions import office_registers as actions
from assistance.filters.matters import PlanFilter, PromiseFilter, SupervisionFilter
from assistance.forms import office_registers as forms
from assistance.models import PublicPromise, Supervision, WorkforcePlan
from assistance.register_enums import PlanKind, PlanOutcome
from assistance.tables.matters import matter_columns, matter_mark
from ui import tables
from ui.marks import Mark
from ui.tables import Column

from .enquiries import WITH, OpenStep
from .matters import Fact, MatterList, MatterPage, MatterStep, NewMatter


class OfficeList(MatterList):
    act, new_act = Act.READ_CASES, Act.KEEP_REGISTERS
    names_people = False
    default_sort = "-received"


class OfficePage(MatterPage):
    """``model`` is the register's; what happened last stands at the end of the facts."""

    act = Act.READ_CASES
    model: Any

    def get_rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model.objects.visible_to(self.user).select_related(*WITH)
        return rows

    def mark(self, case: Any) -> Mark | None:
        return matter_mark(case, self.today)

    def ends(self, case: Any) -> Sequence[Fact]:
        return (
            ("登记", f"{case.received_on}，{case.recorded_by}登记"),
            ("办结", f"{case.closed_on} {case.closed_by}，{case.outcome_words}" if case.closed_on else ""),
        )


class OfficeStep(OpenStep):
    act = Act.KEEP_REGISTERS


class PlanList(OfficeList):
    """By the day they begin they are the forecast of who will be out of work."""

    queryset = WorkforcePlan.objects.select_related("area", "employer")
    filterset_class, default_sort = PlanFilter, "planned"
    title, unit, empty_text = "裁员和安置方案", "件", "没有符合条件的方案。"
    new_page, new_verb = "assistance:workforce_plan_new", "登记方案"

    def get_columns(self) -> tuple[Column, ...]:
        own = (
            Column("employer", "单位", lambda row: row.employer.name, order_by=("employer__name",)),
            Column("kind", "类别", lambda row: row.get_kind_display(), order_by=("kind",)),
            Column("workers", "涉及人数", lambda row: row.workers, tables.number, ("workers",)),
            Column("planned", "拟实施日期", lambda row: row.planned_on, tables.day, ("planned_on",)),
            Column("congress", "职代会讨论", lambda row: row.congress_on, tables.day, on_phone=False),
        )
        return matter_columns("workforce_plan", self.today, *own)


class ReportPlan(NewMatter):
    act = Act.KEEP_REGISTERS
    form_class = forms.PlanForm
    title, verb, list_page = "登记裁员或安置方案", "登记方案", "assistance:workforce_plans"
    hint = "裁员方案经职代会讨论并报告后实施；关闭破产的安置方案经职代会讨论并审核批准前，不得进入关闭破产程序。"

    def enter(self, form: forms.PlanForm) -> WorkforcePlan:
        told = form.rest()
        plan = actions.NewPlan(**told | {"kind": PlanKind(told["kind"])})
        return actions.report_plan(plan=plan, receipt=form.receipt(), actor=self.user, at=self.now)

    def address_of(self, made: WorkforcePlan) -> str:
        return reverse("assistance:workforce_plan", args=[made.pk])


class PlanPage(OfficePage):
    model = WorkforcePlan
    title, icon = "裁员和安置方案", "building-community"
    list_page, own_page = "assistance:workforce_plans", "assistance:workforce_plan"

    def heading(self, case: Any) -> str:
        return f"{case.employer.name}{case.get_kind_display()}"

    def facts(self, case: WorkforcePlan) -> Sequence[Fact]:
        barred = "不得进入关闭破产程序" if case.kind == PlanKind.RESETTLEMENT else "不得实施裁员"
        return (
            ("能否实施", "可以实施" if case.may_begin else barred),
            ("涉及职工人数", f"{case.workers} 人"),
            ("拟实施日期", case.planned_on),
            ("方案要点", case.text),
            ("职代会讨论", case.congress_on or "还没有讨论"),
            ("审核", case.decision),
            *self.ends(case),
        )

    def steps(self) -> tuple[type[MatterStep], ...]:
        return PassCongress, DecidePlan


class PassCongress(OfficeStep, PlanPage):
    step_page, step_title, step_verb = "assistance:workforce_plan_congress", "职代会讨论", "登记职代会讨论"
    act, form_class = Act.KEEP_REGISTERS, forms.CongressForm

    @classmethod
    def is_open(cls, page: MatterPage) -> bool:
        return page.case.closed_on is None and page.case.congress_on is None

    def do(self, case: WorkforcePlan, form: forms.CongressForm) -> str:
        actions.pass_congress(plan=case, actor=self.user, at=timezone.now(), **form.cleaned_data)
        return "已登记职代会讨论。"


class DecidePlan(OfficeStep, PlanPage):
    step_page, step_title, step_verb = "assistance:workforce_plan_decide", "备案或审核", "登记审核结果"
    act, form_class = Act.KEEP_REGISTERS, forms.DecidePlanForm

    @classmethod
    def told(cls, page: MatterPage) -> dict[str, Any]:
        return {"kind": page.case.kind}

    def do(self, case: WorkforcePlan, form: forms.DecidePlanForm) -> str:
        typed = form.cleaned_data
        outcome = PlanOutcome(typed["outcome"])
        at = timezone.now()
        actions.decide_plan(plan=case, outcome=outcome, decision=typed["decision"], actor=self.user, at=at)
        return f"{outcome.label}。"


class SupervisionList(OfficeList):
    queryset = Supervision.objects.select_related("area")
    filterset_class = SupervisionFilter
    title, unit, empty_text = "政策落实督查", "件", "没有符合条件的督查。"
    new_page, new_verb = "assistance:supervision_new", "登记督查"

    def get_columns(self) -> tuple[Column, ...]:
        own = (
            Column("office", "被督查单位", lambda row: row.office, order_by=("office",)),
            Column("policy", "督查的政策", lambda row: row.policy),
        )
        return matter_columns("supervision", self.today, *own)


class Supervise(NewMatter):
    act = Act.KEEP_REGISTERS
    form_class = forms.SuperviseForm
    title, verb, list_page = "登记督查", "登记督查", "assistance:supervisions"

    def enter(self, form: forms.SuperviseForm) -> Supervision:
        found = actions.NewSupervision(**form.rest())
        return actions.supervise(found=found, receipt=form.receipt(), actor=self.user, at=self.now)

    def address_of(self, made: Supervision) -> str:
        return reverse("assistance:supervision", args=[made.pk])


class SupervisionPage(OfficePage):
    model = Supervision
    title, icon = "政策落实督查", "eye"
    list_page, own_page = "assistance:supervisions", "assistance:supervision"

    def heading(self, case: Any) -> str:
        return f"对{case.office}的督查"

    def facts(self, case: Supervision) -> Sequence[Fact]:
        told = (("督查的政策", case.policy), ("发现的问题", case.findings), ("整改情况和证明", case.mended))
        return (*told, *self.ends(case))

    def steps(self) -> tuple[type[MatterStep], ...]:
        return (Mend,)


class Mend(OfficeStep, SupervisionPage):
    step_page, step_title, step_verb = "assistance:supervision_mend", "整改", "登记已整改"
    act, form_class = Act.KEEP_REGISTERS, forms.MendForm

    def do(self, case: Supervision, form: forms.MendForm) -> str:
        actions.mend(supervision=case, actor=self.user, at=timezone.now(), **form.cleaned_data)
        return "已登记整改。"


class PromiseList(OfficeList):
    queryset = PublicPromise.objects.select_related("area")
    filterset_class = PromiseFilter
    title, unit, empty_text = "向市民承诺的实事", "件", "没有符合条件的实事。"
    new_page, new_verb = "assistance:public_promise_new", "登记实事"

    def get_columns(self) -> tuple[Column, ...]:
        own = (
            Column("text", "承诺内容", lambda row: row.text[:60]),
            Column("owner", "责任单位和责任人", lambda row: row.owner, order_by=("owner",)),
            Column("progress", "最近进展", lambda row: row.progress[:60], on_phone=False),
        )
        return matter_columns("public_promise", self.today, *own)


class MakePromise(NewMatter):
    act = Act.KEEP_REGISTERS
    form_class = forms.PromiseForm
    title, verb, list_page = "登记向市民承诺的实事", "登记实事", "assistance:public_promises"

    def enter(self, form: forms.PromiseForm) -> PublicPromise:
        return actions.promise(receipt=form.receipt(), actor=self.user, at=self.now, **form.rest())

    def address_of(self, made: PublicPromise) -> str:
        return reverse("assistance:public_promise", args=[made.pk])


class PromisePage(OfficePage):
    model = PublicPromise
    title, icon = "向市民承诺的实事", "flag"
    list_page, own_page = "assistance:public_promises", "assistance:public_promise"

    def heading(self, case: Any) -> str:
        return f"实事 {case.pk:06d}"

    def facts(self, case: PublicPromise) -> Sequence[Fact]:
        return (
            ("承诺内容", case.text),
            ("责任单位和责任人", case.owner),
            ("最近进展", f"{case.progress_on}：{case.progress}" if case.progress_on else ""),
            ("兑现的证明或未兑现的原因", case.evidence),
            *self.ends(case),
        )

    def steps(self) -> tuple[type[MatterStep], ...]:
        return TellProgress, SettlePromise


class TellProgress(OfficeStep, PromisePage):
    step_page, step_title, step_verb = "assistance:public_promise_progress", "进展", "登记进展"
    act, form_class = Act.KEEP_REGISTERS, forms.ProgressForm

    def do(self, case: PublicPromise, form: forms.ProgressForm) -> str:
        actions.tell_progress(promise=case, actor=self.user, at=timezone.now(), **form.cleaned_data)
        return "已登记进展。"


class SettlePromise(OfficeStep, PromisePage):
    step_page, step_title, step_verb = "assistance:public_promise_settle", "兑现情况", "办结实事"
    act, form_class = Act.KEEP_REGISTERS, forms.SettleForm

    def do(self, case: PublicPromise, form: forms.SettleForm) -> str:
        actions.settle(promise=case, actor=self.user, at=timezone.now(), **form.cleaned_data)
        return "已办结。"
