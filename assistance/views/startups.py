"""创业“一条龙”: the lists, the page of one chain with its six steps, and every act on it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.actions import startups as actions
from assistance.filters.startups import ProjectFilter, StartUpFilter
from assistance.forms import startups as forms
from assistance.models import CreatedJob, Project, StartUp, StartUpPair, StepDone
from assistance.queries import startups as queries
from assistance.tables.startups import LEADERS, STARTUPS, project_columns
from households.models import Person
from households.views.registry import OnDay
from ui.tables import Column
from ui.views import Action

from .striking import StrikeOff


class StartUpList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    columns: tuple[Column, ...] = STARTUPS
    filterset_class = StartUpFilter
    template_name = "assistance/startups/list.html"
    extra_context = {"tab": "startups"}
    default_sort = "-opened"
    title, unit = "创业“一条龙”", "人"
    empty_text = "还没有创业档案。在人员的“培训与就业”页面建立创业档案。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.startups(self.user)
        return rows


class LeaderList(StartUpList):
    """创业带头人 with the jobs each created; above them how many jobs a leader created."""

    columns = LEADERS
    default_sort = "-jobs"
    extra_context = {"tab": "leaders"}
    title = "创业带头人"
    empty_text = "还没有创业带头人。在创业档案中确定。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.leaders(self.user)
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counted = self.get_queryset().order_by().aggregate(leaders=Count("pk"), jobs=Sum("jobs_created"))
        jobs, number = counted["jobs"] or 0, counted["leaders"]
        each = jobs / number if number else None
        return super().get_context_data(leaders=number, jobs=jobs, each=each, **kwargs)


class ProjectList(OnDay, ActRequired, ScopedListView):
    """项目库: those of the area, of those below it and above it."""

    names_people = False
    act = Act.READ_CASES
    filterset_class = ProjectFilter
    template_name = "assistance/startups/list.html"
    extra_context = {"tab": "projects"}
    default_sort = "name"
    title, unit = "创业项目库", "个"
    empty_text = "项目库里还没有项目。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.projects(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return project_columns(self.today, may_edit=may(self.user, Act.SERVE))

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.SERVE):
            return None
        return Action("登记项目", reverse("assistance:project_new"), "plus")


class StartUpForm(OnDay, ActRequired, FormView):
    """A form of this subject: its title, where it leads back to, and the act; a refusal comes back at its field."""

    act = Act.SERVE
    template_name = "assistance/startups/form.html"
    title = verb = ""

    @property
    def back(self) -> str:
        raise NotImplementedError

    def do(self, form: Any, **common: Any) -> str:
        """Does it, and gives where to go on."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.title, verb=self.verb, back=self.back, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            address = self.do(form, actor=self.user, at=timezone.now())
        except actions.StartUpRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已{self.verb}。")
        return HttpResponseRedirect(address)


class EditProject(StartUpForm):
    """A new project of the own area; with a key, the correction of one."""

    form_class = forms.ProjectForm

    @cached_property
    def project(self) -> Project | None:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(Project.objects.visible_to(self.user), pk=self.kwargs["pk"])

    @property
    def title(self) -> str:  # type: ignore[override]  # told by the project
        return "更正创业项目" if self.project else "登记创业项目"

    verb = "保存项目"

    @property
    def back(self) -> str:
        return reverse("assistance:projects")

    def get_initial(self) -> dict[str, Any]:
        own = self.project
        return {name: getattr(own, name) for name in forms.ProjectForm.base_fields} if own else {}

    def do(self, form: forms.ProjectForm, **common: Any) -> str:
        actions.enter_project(project=form.project(), known=self.project, **common)
        return self.back


class OpenStartUp(StartUpForm):
    form_class = forms.OpenForm
    title, verb = "建立创业档案", "建立创业档案"

    @cached_property
    def person(self) -> Person:
        return get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return reverse("assistance:training_chain", args=[self.person.pk])

    def get_initial(self) -> dict[str, Any]:
        return {"opened_on": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, **kwargs)

    def do(self, form: forms.OpenForm, **common: Any) -> str:
        made = actions.open_startup(person=self.person, on=form.cleaned_data["opened_on"], **common)
        return page_of(made)


def page_of(startup: StartUp) -> str:
    return reverse("assistance:startup", args=[startup.pk])


class StartUpPage(OnDay, ActRequired, DetailView):
    """The six steps on one page, who helps, the jobs created, and how the business goes on."""

    act = Act.READ_CASES
    template_name = "assistance/startups/startup.html"
    context_object_name = "startup"

    def get_queryset(self) -> QuerySet[StartUp]:
        return StartUp.objects.visible_to(self.user).select_related("person", "household__area", "project", "struck_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = self.object
        return super().get_context_data(
            steps=queries.steps_of(own),
            follow=queries.follow(own, self.today),
            pairs=own.pairs.select_related("organisation", "struck_by").order_by("since", "pk"),
            jobs=queries.jobs_of(own),
            may_serve=may(self.user, Act.SERVE) and own.struck_at is None,
            **kwargs,
        )


class OfStartUp(StartUpForm):
    """A form about one chain of the user's people."""

    day = "on"

    @cached_property
    def startup(self) -> StartUp:
        rows = StartUp.objects.visible_to(self.user).standing().select_related("person", "project")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return page_of(self.startup)

    def get_initial(self) -> dict[str, Any]:
        return {self.day: self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(startup=self.startup, person=self.startup.person, **kwargs)


class ChooseProject(OfStartUp):
    form_class = forms.ChooseForm
    title, verb = "选择创业项目", "选定项目"

    def get_form_kwargs(self) -> dict[str, Any]:
        known = Project.objects.known_to(self.user).filter(withdrawn_on=None).order_by("name", "pk")
        return super().get_form_kwargs() | {"projects": known}

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.startup.project_on or self.today, "project": self.startup.project_id}

    def do(self, form: forms.ChooseForm, **common: Any) -> str:
        actions.choose_project(startup=self.startup, **form.cleaned_data, **common)
        return self.back


class NoteStep(OfStartUp):
    form_class = forms.StepForm
    title, verb = "登记环节", "登记环节"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"step": self.request.GET.get("step", "")}

    def do(self, form: forms.StepForm, **common: Any) -> str:
        actions.note_step(startup=self.startup, **form.cleaned_data, **common)
        return self.back


class PairWith(OfStartUp):
    form_class = forms.PairForm
    title, verb, day = "登记结对帮扶", "登记结对", "since"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bodies": queries.bodies(self.user, self.today).order_by("name")}

    def do(self, form: forms.PairForm, **common: Any) -> str:
        actions.pair(startup=self.startup, said=actions.NewPair(**form.cleaned_data), **common)
        return self.back


class NameLeader(OfStartUp):
    form_class = forms.LeaderForm
    title, verb = "确定创业带头人", "保存创业带头人"

    def get_initial(self) -> dict[str, Any]:
        return {"since": self.startup.leader_since or self.today}

    def do(self, form: forms.LeaderForm, **common: Any) -> str:
        actions.name_leader(startup=self.startup, since=form.cleaned_data["since"], **common)
        return self.back


class AddJob(OfStartUp):
    form_class = forms.JobForm
    title, verb = "登记带动就业", "登记带动就业"

    def get_initial(self) -> dict[str, Any]:
        return {}

    def do(self, form: forms.JobForm, **common: Any) -> str:
        actions.add_job(startup=self.startup, job=form.job(), **common)
        return self.back


class StrikeOffPart(StrikeOff):
    """Of a chain: what stands in it is struck off, and leads back to its page."""

    act = Act.SERVE

    @property
    def person(self) -> Person:
        person: Person = self.entry.startup.person
        return person

    def get_success_url(self) -> str:
        return page_of(self.entry.startup)

    def strike(self, **taken: Any) -> None:
        actions.strike(entry=self.entry, actor=self.user, **taken)


class StrikeOffStep(StrikeOffPart):
    rows = StepDone.objects.select_related("startup__person")

    @property
    def what(self) -> str:
        return f"{self.entry.on} {self.entry.get_step_display()}：{self.entry.note}"


class StrikeOffPair(StrikeOffPart):
    rows = StartUpPair.objects.select_related("startup__person", "organisation")

    @property
    def what(self) -> str:
        return f"{self.entry.since} 与{self.entry.organisation}{self.entry.get_kind_display()}"


class StrikeOffJob(StrikeOffPart):
    rows = CreatedJob.objects.select_related("startup__person", "registration__person")

    @property
    def what(self) -> str:
        of = self.entry.registration
        return f"带动{of.person.name if of else self.entry.name}就业"


class StrikeOffStartUp(StrikeOff):
    act = Act.SERVE
    rows = StartUp.objects.select_related("person")
    hint = "档案中的环节、结对和带动就业不再列入名单。"

    @property
    def what(self) -> str:
        return f"{self.entry.opened_on} 建立的创业档案"

    def get_success_url(self) -> str:
        return page_of(self.entry)

    def strike(self, **taken: Any) -> None:
        actions.strike(entry=self.entry, actor=self.user, **taken)
