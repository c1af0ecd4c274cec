"""名册导入: a workbook given, what its check says, its confirmation; and what of it somebody has to decide."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from accounts.actions.limits import Limited
from accounts.crypto import ValueUnreadable
from accounts.limits import refusal
from accounts.lists.actions import record_export
from accounts.lists.views import ScopedListView
from accounts.models import Job
from accounts.permissions import Act, ActRequired
from households.actions import rosters as actions
from households.enums import RosterDecision, RosterOutcome, RosterState
from households.forms.roster_filters import RosterEntryFilter, RosterFilter
from households.forms.rosters import DecisionForm, RosterForm
from households.models import Roster, RosterEntry
from households.models.rosters import ENTERABLE
from households.queries import rosters as queries
from households.roster_tables import ENTRIES, HELD, ROSTERS, state_mark
from households.rosters.plans import QUESTIONS, plan_of
from households.rosters.returning import empty_roster
from households.rosters.standing import as_it_stands
from policy.parameters import ParameterNotInForce
from ui.forms import Dialogue
from ui.views import Action

from .registry import OnDay


class RosterList(OnDay, ActRequired, ScopedListView):
    act = Act.IMPORT
    columns = ROSTERS
    filterset_class = RosterFilter
    template_name = "households/rosters.html"
    default_sort = "-number"
    title, unit = "名册导入", "份"
    empty_text = "还没有上传过名册。上传后先检查，不会马上登记。"
    can_export = False

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.rosters_of(self.user)
        return rows

    def get_primary_action(self) -> Action:
        return Action("上传名册", reverse("households:roster_new"), "upload")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(held=queries.held_for(self.user).count(), **kwargs)


class RosterNew(OnDay, ActRequired, FormView):
    act = Act.IMPORT
    form_class = RosterForm
    template_name = "households/roster_new.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"officer": self.user, "today": self.today}

    def form_valid(self, form: RosterForm) -> HttpResponse:
        try:
            roster = actions.submit(given=form.given(), officer=self.user, at=timezone.now())
        except actions.RosterRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("accounts:job", args=[cast(Job, roster.job).pk]))


class EmptyRoster(ActRequired, View):
    """A workbook of headings and instructions."""

    act = Act.IMPORT

    def get(self, request: HttpRequest) -> FileResponse:
        return FileResponse(empty_roster(), as_attachment=True, filename="名册空表.xlsx")


class OwnRoster(OnDay, ActRequired):
    """Something about one roster of the officer's area."""

    act = Act.IMPORT
    kwargs: dict[str, Any]

    @cached_property
    def roster(self) -> Roster:
        return get_object_or_404(queries.rosters_of(self.user), pk=self.kwargs["pk"])


class RosterPage(OwnRoster, ScopedListView):
    """What the check says, household by household, and what may be done about it."""

    columns = ENTRIES
    filterset_class = RosterEntryFilter
    template_name = "households/roster.html"
    default_sort = "place"
    unit = "户"
    empty_text = "没有这样的家庭。"
    can_export = False

    def get_title(self) -> str:
        return f"名册 {self.roster.number}"

    def get_scoped(self) -> QuerySet[Any]:
        return RosterEntry.objects.filter(roster=self.roster).select_related("area", "household")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = self.roster
        is_under_way = own.job is not None and own.job.is_unfinished
        found = {one.outcome: one for one in queries.outcomes_of(own)}
        may_enter = own.state in ENTERABLE and not is_under_way and RosterOutcome.PLANNED in found
        return super().get_context_data(
            roster=own,
            mark=state_mark(own),
            outcomes=list(found.values()),
            is_under_way=is_under_way,
            is_own_job=own.job is not None and own.job.owner_id == self.user.pk,
            enter=self._enter(own, found[RosterOutcome.PLANNED].households) if may_enter else None,
            withdraw=self._withdraw(own) if own.state in (RosterState.CHECKING, RosterState.CHECKED) else None,
            notes=own.told,
            same=queries.same_before(own),
            **kwargs,
        )

    def _enter(self, own: Roster, households: int) -> Dialogue:
        verb = "确认导入" if own.state == RosterState.CHECKED else "继续导入"
        follows = f"将登记 {households:,} 户，随即按规则评估；这些家庭仍须入户调查。有误的行和待判断的家庭不在其中。"
        return Dialogue("enter", verb, reverse("households:roster_confirm", args=[own.pk]), follows, icon="check")

    def _withdraw(self, own: Roster) -> Dialogue:
        follows = "检查结果随即删除，不登记任何家庭；需要时可重新上传。"
        url = reverse("households:roster_withdraw", args=[own.pk])
        return Dialogue("withdraw", "放弃这份名册", url, follows, is_dangerous=True)


class RosterConfirm(OwnRoster, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = self.roster
        try:
            confirmed = actions.confirm(roster=own, officer=self.user, at=timezone.now())
        except actions.RosterRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(reverse("households:roster", args=[own.pk]))
        return HttpResponseRedirect(reverse("accounts:job", args=[cast(Job, confirmed.job).pk]))


class RosterWithdraw(OwnRoster, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = self.roster
        try:
            actions.withdraw(roster=own, officer=self.user, at=timezone.now())
        except actions.RosterRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"已放弃名册 {own.number}。")
        return HttpResponseRedirect(reverse("households:roster", args=[own.pk]))


class RosterReturned(OwnRoster, View):
    """The faulty lines, each with its reasons, as a workbook to be put right."""

    def get(self, request: HttpRequest, pk: int) -> Any:
        own = self.roster
        if not own.returned:
            raise Http404
        if (refused := refusal(request, Limited.EXPORT, at=timezone.now())) is not None:
            return refused
        try:
            content = own.returned.read()
        except (OSError, ValueUnreadable) as error:
            raise Http404 from error
        faulty = own.entries.filter(outcome=RosterOutcome.FAULTY)
        details = {"list": f"名册 {own.number} 有误的行", "filters": [], "rows": faulty.count()}
        record_export(details=details, actor=self.user, at=timezone.now())
        answer = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        answer["Content-Disposition"] = f'attachment; filename="{own.number}-returned.xlsx"'
        answer["Cache-Control"] = "private, no-store"
        return answer


class HeldList(OnDay, ActRequired, ScopedListView):
    """What waits for somebody's decision: households that may be registered already."""

    act = Act.IMPORT
    columns = HELD
    template_name = "households/rosters_held.html"
    default_sort = "-at"
    title, unit = "可能重复的家庭", "户"
    empty_text = "没有待判断的家庭。"
    can_export = False

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.held_for(self.user)
        return rows


class HeldEntry(OnDay, ActRequired, View):
    """One household of a roster beside whom it may be; decided here."""

    act = Act.IMPORT

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(self._entry())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self._entry()
        form = DecisionForm(request.POST, allowed=as_it_stands(plan_of(entry))[1])
        if not form.is_valid():
            return self._page(entry, form)
        said = form.cleaned_data
        decision = RosterDecision(said["decision"])
        try:
            done = actions.decide(
                entry=entry, decision=decision, reason=said["reason"], officer=self.user, at=timezone.now()
            )
        except (actions.RosterRefused, ParameterNotInForce) as refused:
            form.add_error(None, str(refused))
            return self._page(entry, form)
        messages.success(request, f"已判断：{done.get_decision_display()}。")
        return HttpResponseRedirect(reverse("households:rosters_held"))

    def _entry(self) -> RosterEntry:
        return get_object_or_404(queries.held_for(self.user), pk=self.kwargs["pk"])

    def _page(self, entry: RosterEntry, form: DecisionForm | None = None) -> HttpResponse:
        plan, allowed = as_it_stands(plan_of(entry))
        people = queries.people_named({question.person for question in plan.questions}, self.user)
        asked = {question.member: question for question in plan.questions}
        members = [
            {
                "member": member,
                "question": QUESTIONS[asked[place].kind] if place in asked else "",
                "known": people.get(asked[place].person) if place in asked else None,
            }
            for place, member in enumerate(plan.members)
        ]
        form = form or DecisionForm(allowed=allowed)
        context = {"entry": entry, "plan": plan, "members": members, "form": form}
        return render(self.request, "households/roster_entry.html", context)
