"""活动和宣传记录, 先进典型: their lists and pages, logging one, and striking it off."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Act
from assistance.actions import activities as actions
from assistance.filters.activities import ActivityFilter
from assistance.forms import activities as forms
from assistance.models import Activity, Campaign, ModelCase
from assistance.tables.campaigns import ACTIVITIES, MODEL_CASES
from ui.marks import Mark

from .matters import Fact, MatterList, MatterPage, MatterStep, NewMatter


class ActivityList(MatterList):
    """The log of activities and publicity, those of campaigns among them."""

    act, new_act = Act.READ_CASES, Act.LOG_ACTIVITIES
    queryset = Activity.objects.select_related("area", "campaign", "employer")
    columns, filterset_class, default_sort = ACTIVITIES, ActivityFilter, "-on"
    names_people = False
    title, unit, empty_text = "活动和宣传", "次", "还没有登记活动。"
    new_page, new_verb = "assistance:activity_new", "登记活动"


class LogActivity(NewMatter):
    act = Act.LOG_ACTIVITIES
    form_class = forms.ActivityForm
    title, verb, list_page = "登记活动", "登记活动", "assistance:activities"
    hint = "走访企业、招聘会和各类宣传都在这里登记；属于专项活动的，计入该活动的任务。"

    def told(self) -> dict[str, Any]:
        known = Campaign.objects.known_to(self.user).filter(validity__contains=self.today).order_by("-validity", "pk")
        return super().told() | {"campaigns": known}

    def enter(self, form: forms.ActivityForm) -> Activity:
        return actions.log_activity(activity=form.activity(), officer=self.user, at=self.now)

    def address_of(self, made: Activity) -> str:
        return reverse("assistance:activity", args=[made.pk])


class ActivityPage(MatterPage):
    act = Act.READ_CASES
    title, icon = "活动和宣传", "speakerphone"
    list_page, own_page = "assistance:activities", "assistance:activity"

    def get_rows(self) -> QuerySet[Any]:
        rows = Activity.objects.visible_to(self.user)
        return rows.select_related("area", "campaign", "employer", "recorded_by", "struck_by")

    def heading(self, case: Activity) -> str:
        return f"{case.get_kind_display()} {case.on}"

    def mark(self, case: Any) -> Mark | None:
        return Mark("已划去") if case.struck_at else None

    def facts(self, case: Activity) -> Sequence[Fact]:
        return (
            ("所属专项活动", case.campaign),
            ("地点或媒体", case.place),
            ("宣传对象", case.audience),
            ("宣传材料", case.materials),
            ("覆盖人次", case.reached or ""),
            ("内容和结果", case.result),
            ("登记", f"{timezone.localdate(case.recorded_at)} {case.recorded_by}"),
            ("划去", f"{case.struck_by}：{case.struck_because}" if case.struck_at else ""),
        )

    def steps(self) -> tuple[type[MatterStep], ...]:
        return (StrikeActivity,)


class Strike(MatterStep):
    """Takes off what stands."""

    act = Act.LOG_ACTIVITIES
    step_title, step_verb, step_icon, is_dangerous = "划去记录", "划去", "trash", True
    step_hint = "划去的不再计数，记录本身和原因保留。"
    form_class = forms.StrikeForm
    canned = forms.STRIKINGS

    @classmethod
    def told(cls, page: MatterPage) -> dict[str, Any]:
        return {"canned": cls.canned}

    @classmethod
    def is_open(cls, page: MatterPage) -> bool:
        return page.case.struck_at is None

    def do(self, case: Any, form: forms.StrikeForm) -> str:
        actions.strike(entry=case, reason=form.cleaned_data["reason"], officer=self.user, at=timezone.now())
        return "已划去，记录和原因仍保留。"


class StrikeActivity(Strike, ActivityPage):
    step_page = "assistance:activity_strike_off"
    act = Act.LOG_ACTIVITIES


class ModelCaseList(MatterList):
    """Stories that stand; one that was struck off is shown to nobody any more."""

    act, new_act = Act.READ_CASES, Act.LOG_ACTIVITIES
    queryset = ModelCase.objects.select_related("area")
    columns, default_sort = MODEL_CASES, "-told"
    title, unit, empty_text = "先进典型", "篇", "还没有登记先进典型。"
    new_page, new_verb = "assistance:model_case_new", "登记先进典型"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = ModelCase.objects.visible_to(self.reader).standing().select_related("area")
        return rows


class TellCase(NewMatter):
    act = Act.LOG_ACTIVITIES
    form_class = forms.CaseForm
    title, verb, list_page = "登记先进典型", "登记先进典型", "assistance:model_cases"
    hint = "写明具体人员的，须先征得本人同意；本人不再同意的，划去后不再显示。"

    def enter(self, form: forms.CaseForm) -> ModelCase:
        return actions.tell_case(case=form.case(), officer=self.user, at=self.now)

    def address_of(self, made: ModelCase) -> str:
        return reverse("assistance:model_case", args=[made.pk])


class ModelCasePage(MatterPage):
    act = Act.READ_CASES
    title, icon = "先进典型", "heart-handshake"
    list_page, own_page = "assistance:model_cases", "assistance:model_case"

    def get_rows(self) -> QuerySet[Any]:
        return ModelCase.objects.visible_to(self.user).select_related("area", "person", "recorded_by", "struck_by")

    def heading(self, case: ModelCase) -> str:
        return case.title

    def mark(self, case: Any) -> Mark | None:
        return Mark("已划去") if case.struck_at else None

    def facts(self, case: ModelCase) -> Sequence[Fact]:
        return (
            ("事迹", "" if case.struck_at else case.story),
            ("本人同意", f"{case.consented_on}，{case.consent}" if case.names_somebody else "没有写明具体人员"),
            ("登记", f"{timezone.localdate(case.recorded_at)} {case.recorded_by}"),
            ("划去", f"{case.struck_by}：{case.struck_because}" if case.struck_at else ""),
        )

    def steps(self) -> tuple[type[MatterStep], ...]:
        return (StrikeCase,)


class StrikeCase(Strike, ModelCasePage):
    step_page = "assistance:model_case_strike_off"
    act = Act.LOG_ACTIVITIES
    canned = forms.CASE_STRIKINGS
