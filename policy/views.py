import datetime as dt
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, FormView, TemplateView

from accounts.lists.views import ScopedListView
from accounts.models import User
from accounts.permissions import Act, ActRequired, may
from ui.views import Action

from . import actions, filters, forms, parameters, queries, tables, words
from .deadlines import ONE_DAY
from .models import Document, ParameterValue
from .parameters import Parameter


class Documents(ActRequired, ScopedListView):
    act = Act.READ_POLICY
    title = "政策文件"
    unit = "份文件"
    queryset = queries.documents()
    columns = tables.DOCUMENTS
    filterset_class = filters.DocumentFilter
    default_sort = "-issued"
    empty_text = "没有符合条件的文件。"
    template_name = "policy/documents.html"

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.ENACT):
            return None
        return Action("登记文件", reverse("policy:register_document"), "plus")


class RegisterDocument(ActRequired, FormView):
    act = Act.ENACT
    template_name = "policy/register_document.html"
    form_class = forms.DocumentForm

    def form_valid(self, form: forms.DocumentForm) -> HttpResponse:
        fields = {name: value for name, value in form.cleaned_data.items() if name != "number"}
        document = actions.register_document(
            number=form.cleaned_data["number"],
            fields=fields,
            actor=cast(User, self.request.user),
            at=timezone.now(),
        )
        messages.success(self.request, f"已登记 {document.number}。")
        return HttpResponseRedirect(reverse("policy:document", args=[document.pk]))


class DocumentPage(ActRequired, DetailView):
    act = Act.READ_POLICY
    model = Document
    template_name = "policy/document.html"
    context_object_name = "document"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document, today = cast(Document, self.object), timezone.localdate()
        rows = queries.values_around(cast(User, self.request.user)).filter(document=document)
        shown = [_shown(row, today) for row in rows.order_by("key__key", "area__path", "-validity", "pk")]
        return super().get_context_data(mark=tables.document_mark(document), values=shown, **kwargs)


def _shown(row: ParameterValue, today: dt.date) -> dict[str, Any]:
    """A row of a parameter's values as a page shows it."""
    parameter = parameters.ALL[row.key.key]
    last = row.validity.upper
    return {
        "row": row,
        "parameter": parameter,
        "words": words.value_words(parameter, row.value),
        "since": row.validity.lower,
        "until": last - ONE_DAY if last else None,
        "mark": tables.validity_mark(row, today),
        "document_mark": tables.document_mark(row.document),
    }


class Parameters(ActRequired, TemplateView):
    act = Act.READ_POLICY
    template_name = "policy/parameters.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, form = cast(User, self.request.user), forms.SearchForm(self.request.GET)
        wanted = form.cleaned_data["q"].strip() if form.is_valid() else ""
        today = timezone.localdate()
        return super().get_context_data(
            form=form,
            on=today,
            subjects=queries.standing_by_subject(today, user.area, containing=wanted),
            to_be_confirmed=tables.TO_BE_CONFIRMED,
            design=Document.Level.DESIGN,
            **kwargs,
        )


class OfParameter:
    """A page of the declared parameter named in its address; 404 for any other name."""

    kwargs: dict[str, Any]

    @property
    def parameter(self) -> Parameter:
        try:
            return parameters.ALL[self.kwargs["key"]]
        except KeyError:
            raise Http404 from None


class ParameterPage(ActRequired, OfParameter, TemplateView):
    act = Act.READ_POLICY
    template_name = "policy/parameter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today, parameter = cast(User, self.request.user), timezone.localdate(), self.parameter
        rows = [_shown(row, today) for row in queries.history(parameter, user)]
        standing = queries.Standing(parameter, queries.in_force(today, user.area).get(parameter.key))
        return super().get_context_data(
            parameter=parameter,
            subject=words.subject_of(parameter),
            standing=standing,
            mark=tables.document_mark(standing.row.document) if standing.row else None,
            rows=rows,
            may_enact=may(user, Act.ENACT),
            **kwargs,
        )


class Enact(ActRequired, OfParameter, FormView):
    act = Act.ENACT
    template_name = "policy/enact.html"
    form_class = forms.EnactForm

    def get_form_kwargs(self) -> dict[str, Any]:
        areas = queries.enacting_areas(cast(User, self.request.user))
        return super().get_form_kwargs() | {"parameter": self.parameter, "areas": areas}

    def get_initial(self) -> dict[str, Any]:
        row = self._standing.row
        return {"value": row.value if row else None, "area": cast(User, self.request.user).area}

    @property
    def _standing(self) -> queries.Standing:
        rows = queries.in_force(timezone.localdate(), cast(User, self.request.user).area)
        return queries.Standing(self.parameter, rows.get(self.parameter.key))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parameter=self.parameter, standing=self._standing, **kwargs)

    def form_valid(self, form: forms.EnactForm) -> HttpResponse:
        try:
            enacted = actions.enact(form.enactment(), actor=cast(User, self.request.user), at=timezone.now())
        except actions.EnactmentRefused as refused:
            form.add_error("since", str(refused))
            return self.form_invalid(form)
        messages.success(
            self.request, f"“{self.parameter.title}”自 {enacted.validity.lower} 起在{enacted.area}施行新的取值。"
        )
        return HttpResponseRedirect(reverse("policy:parameter", args=[self.parameter.key]))


class CalendarPage(ActRequired, TemplateView):
    act = Act.READ_POLICY
    template_name = "policy/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = [(year, queries.stretches(year)) for year in queries.calendar_years()]
        may_enter = may(self.request.user, Act.ENACT)
        return super().get_context_data(years=years, may_enter=may_enter, **kwargs)
