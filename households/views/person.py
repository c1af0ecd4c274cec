"""People: their list, the page of one, the registration of work, and the sight of a whole ID number."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, View

from accounts.actions.limits import Limited
from accounts.limits import refusal
from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from households.actions import registrations
from households.enums import Category, FactKind
from households.filters import PersonFilter
from households.forms.registrations import EndForm, RegistrationForm, UnmaskForm
from households.models import Certification, Membership, Person, Registration
from households.queries import lists, pages, person
from households.queries.cases import with_revocation
from households.queries.happenings import happened, registrations_of
from households.queries.registry_happenings import registry_sources
from households.tables import people_columns
from policy.parameters import ParameterNotInForce
from ui.forms import Dialogue
from ui.tables import Column
from ui.views import Action

from .certificate_page import certificates_of
from .registry import OnDay, answered

EVENTS_SHOWN = 20


class PeopleList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    filterset_class = PersonFilter
    template_name = "households/people.html"
    default_sort = "name"
    title, unit = "人员", "人"
    empty_text = "没有符合条件的人员。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.queryset = lists.person_list(self.today)

    def get_columns(self) -> tuple[Column, ...]:
        return people_columns(self.today)

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.SURVEY):
            return None
        return Action("新建入户调查", reverse("households:survey_new"), "plus")


class PersonPage(OnDay, ActRequired, DetailView):
    act = Act.READ_CASES
    template_name = "households/person.html"
    context_object_name = "person"

    def get_queryset(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; of somebody registered twice and merged, that of whom it was merged into."""
        known = Person.objects.visible_to(self.user).filter(duplicates=self.kwargs["pk"]).first()
        if known is not None:
            messages.info(request, "这份登记已合并到本页的登记。")
            return HttpResponseRedirect(reverse("households:person", args=[known.pk]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own, today = self.object, self.today
        home, facts = person.home_of(own), person.facts_of(own, today)
        return super().get_context_data(
            home=home,
            facts=facts,
            is_merged=any(one.fact.kind == FactKind.MERGED and one.holds for one in facts),
            spells=self._spells(),
            events=happened(registry_sources(registrations_of(own), self.user), limit=EVENTS_SHOWN)[0],
            certifications=with_revocation(Certification.objects.visible_to(self.user).filter(person=own)).order_by(
                "-pk"
            ),
            may_survey=may(self.request.user, Act.SURVEY),
            may_answer=may(self.request.user, Act.ANSWER_REQUESTS),
            unmasking=self._unmasking(),
            **certificates_of(own, self.user, today),
            today=today,
            **self._judged(home),
            **kwargs,
        )

    def _spells(self) -> list[Any]:
        """Each time in status, with the words for its categories, and whether the user may read its certification,
        which may be a family's the person has left."""
        spells = list(person.spells_of(self.object))
        readable = set(
            Certification.objects.visible_to(self.user)
            .filter(pk__in=[spell.certification_id for spell in spells])
            .values_list("pk", flat=True)
        )
        return [
            (
                spell,
                [f"{Category(c).name} {Category(c).label}" for c in spell.categories],
                spell.certification_id in readable,
            )
            for spell in spells
        ]

    def _judged(self, home: Membership | None) -> dict[str, Any]:
        """What needs the parameters in force; without them only what is registered."""
        own, today = self.object, self.today
        if home is None:
            return {"member": None, "works": [], "retirement": None, "answer": None}
        members = pages.members_on(home.household, today)
        member = next((member for member in members if member.person.pk == own.pk), None)
        answer = answered(home.household, members, today)
        try:
            works, retires = person.work_of(own, home.household.area, today), person.retirement_of(own, home, today)
        except ParameterNotInForce:
            works, retires = [], None
        return {
            "member": member,
            "works": works,
            "retirement": retires,
            "answer": answer.of(own.pk) if answer else None,
        }

    def _unmasking(self) -> Dialogue | None:
        if not may(self.request.user, Act.UNMASK):
            return None
        return Dialogue(
            "unmask",
            "查看完整号码",
            reverse("households:unmask", args=[self.object.pk]),
            "查看人、时间和事由将记入操作日志，号码只显示这一次。",
            UnmaskForm(prefix="unmask"),
            icon="eye",
        )


class OfPerson(OnDay, ActRequired, FormView):
    """A form about one person of the user's area."""

    def get_subject(self) -> Any:
        return get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["pk"])

    @cached_property
    def subject(self) -> Any:
        return self.get_subject()

    @property
    def person(self) -> Person:
        return self.subject

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, subject=self.subject, **kwargs)

    def get_success_url(self) -> str:
        return reverse("households:person", args=[self.person.pk])


class Register(OfPerson):
    act = Act.SURVEY
    form_class = RegistrationForm
    template_name = "households/register.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def form_valid(self, form: RegistrationForm) -> HttpResponse:
        try:
            made = registrations.register(
                person=self.person, registration=form.registration(), worker=self.user, at=timezone.now()
            )
        except registrations.RegistrationRefused as refused:
            form.add_error("since", str(refused))
            return self.form_invalid(form)
        messages.success(
            self.request, f"已为{self.person.name}办理{made.get_kind_display()}，自{made.validity.lower}起。"
        )
        return super().form_valid(form)


class EndRegistration(OfPerson):
    act = Act.SURVEY
    form_class = EndForm
    template_name = "households/end_registration.html"

    def get_subject(self) -> Registration:
        rows = Registration.objects.filter(person__in=Person.objects.visible_to(self.user), validity__upper_inf=True)
        return get_object_or_404(rows.select_related("person"), pk=self.kwargs["pk"])

    @property
    def person(self) -> Person:
        return self.subject.person

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": self.today}

    def form_valid(self, form: EndForm) -> HttpResponse:
        try:
            ended = registrations.end_registration(
                registration=self.subject, worker=self.user, at=timezone.now(), **form.cleaned_data
            )
        except registrations.RegistrationRefused as refused:
            form.add_error("last_day", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"{self.person.name}的{ended.get_kind_display()}已终止。")
        return super().form_valid(form)


class Unmask(OnDay, ActRequired, View):
    """Shows a whole ID number once, for a reason, on record; the answer is kept nowhere."""

    act = Act.UNMASK
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = get_object_or_404(Person.objects.visible_to(self.user), pk=pk)
        return HttpResponseRedirect(reverse("households:person", args=[own.pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = get_object_or_404(Person.objects.visible_to(self.user), pk=pk)
        if (limited := refusal(request, Limited.UNMASK, at=timezone.now())) is not None:
            return limited
        form = UnmaskForm(request.POST, prefix="unmask")
        number = ""
        if form.is_valid():
            try:
                number = registrations.unmask(
                    person=own, reason=form.cleaned_data["reason"], actor=self.user, at=timezone.now()
                )
            except registrations.UnmaskRefused as refused:
                form.add_error("reason", str(refused))
        response = render(request, "households/unmasked.html", {"person": own, "number": number, "form": form})
        response["Cache-Control"] = "no-store"
        return response
