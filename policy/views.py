import datetime as dt
from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, TemplateView

from accounts.lists.views import ScopedListView
from accounts.models import Area, User
from accounts.permissions import Act, ActRequired, may
from ui.views import Action

from . import actions, filters, forms, parameters, queries, tables, words
from .deadlines import ONE_DAY
from .models import Document, ParameterValue
from .parameters import Parameter
from .scans.forms import ScansForm


class Documents(ActRequired, ScopedListView):
    names_people = False
    act = Act.READ_POLICY
    title = "政策文件"
    unit = "份文件"
    queryset = queries.documents()
    columns = tables.DOCUMENTS
    filterset_class = filters.DocumentFilter
    default_sort = "-issued"
    empty_text = "没有符合条件的文件。"
    template_name = "policy/documents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_propose=may(self.request.user, Act.PROPOSE), **kwargs)

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.PROPOSE):
            return None
        return Action("登记文件", reverse("policy:register_document"), "plus")


class RegisterDocument(ActRequired, FormView):
    act = Act.PROPOSE
    template_name = "policy/register_document.html"
    form_class = forms.DocumentForm

    def form_valid(self, form: forms.DocumentForm) -> HttpResponse:
        fields = {name: value for name, value in form.cleaned_data.items() if name != "number"}
        number, now = form.cleaned_data["number"], timezone.now()
        try:
            document = actions.register_document(number=number, fields=fields, actor=self.user, at=now)
        except actions.DocumentRefused as refused:
            form.add_error("number", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记 {document.number}。")
        return HttpResponseRedirect(reverse("policy:document", args=[document.pk]))


class DocumentPage(ActRequired, DetailView):
    act = Act.READ_POLICY
    model = Document
    template_name = "policy/document.html"
    context_object_name = "document"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document, today = cast(Document, self.object), timezone.localdate()
        rows = queries.values_around(self.user).filter(document=document)
        shown = _shown(rows.order_by("key__key", "area__path", "-validity", "pk"), today)
        if may(self.request.user, Act.PROPOSE):
            kwargs.setdefault("scans_form", ScansForm())
        return super().get_context_data(
            scans=document.scans.select_related("added_by", "struck_by").order_by("pk"),
            mark=tables.document_mark(document),
            replacement=getattr(document, "replacement", None),
            values=shown,
            upper=queries.named_documents(document.upper_numbers),
            lower=queries.documents().filter(upper_numbers__contains=[document.number]).order_by("-issued_on", "pk"),
            replacements=document.replacements.select_related("replaced").order_by("on", "pk"),
            years=document.calendaryear_set.order_by("year"),
            may_replace=may(self.request.user, Act.ENACT),
            may_correct=may(self.request.user, Act.ENACT) and document.level != Document.Level.DESIGN,
            **kwargs,
        )


class OfDocument(ActRequired, FormView):
    """An act on one document of the register."""

    act = Act.ENACT

    @cached_property
    def document(self) -> Document:
        return get_object_or_404(Document, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"document": self.document}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(document=self.document, **kwargs)

    @property
    def signed(self) -> dict[str, Any]:
        """Who acts, and when."""
        return {"document": self.document, "actor": self.request.user, "at": timezone.now()}


class CorrectDocument(OfDocument):
    """更正登记: what was mistyped when the document was entered."""

    template_name = "policy/correct_document.html"
    form_class = forms.CorrectionForm

    def form_valid(self, form: forms.CorrectionForm) -> HttpResponse:
        fields = dict(form.cleaned_data)
        reason = fields.pop("reason")
        try:
            corrected = actions.correct_document(fields=fields, reason=reason, **self.signed)
        except actions.DocumentRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已更正 {corrected.number} 的登记。")
        return HttpResponseRedirect(reverse("policy:document", args=[corrected.pk]))


class ReplaceDocument(OfDocument):
    """登记废止、替代: entered on the page of the newer document."""

    template_name = "policy/replace_document.html"
    form_class = forms.ReplacementForm

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.document.effective_from or self.document.issued_on}

    def form_valid(self, form: forms.ReplacementForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            actions.replace_document(**given, **self.signed)
        except actions.DocumentRefused as refused:
            form.add_error("replaced", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记：{given['replaced'].number} 自 {given['on']} 起不再有效。")
        return HttpResponseRedirect(reverse("policy:document", args=[self.document.pk]))


def _shown(rows: Iterable[ParameterValue], on: dt.date) -> list[dict[str, Any]]:
    """Values as a page shows them on the day ``on``."""
    listed = list(rows)
    beyond = queries.beyond_bounds(listed, on)
    return [_row(row, on, is_beyond=row.pk in beyond) for row in listed]


def _row(row: ParameterValue, on: dt.date, *, is_beyond: bool) -> dict[str, Any]:
    parameter = parameters.named(row.key.key)
    last = row.validity.upper
    return {
        "row": row,
        "parameter": parameter,
        "words": words.value_words(parameter, row.value),
        "since": row.validity.lower,
        "until": last - ONE_DAY if last else None,
        "mark": tables.validity_mark(row, on, is_beyond=is_beyond),
        "document_mark": tables.document_mark(row.document),
        "people": tables.people_words(getattr(row, "proposal", None)),
    }


class OnADay:
    """What the address asks for: a day, today by default, and an area, one's own by default."""

    request: HttpRequest

    @cached_property
    def asked(self) -> forms.InForceForm:
        given = {"on": timezone.localdate().isoformat(), **self.request.GET.dict()}
        return forms.InForceForm(given, areas=queries.reading_areas(cast(User, self.request.user)))

    def _given(self, name: str) -> Any:
        self.asked.is_valid()
        return self.asked.cleaned_data.get(name)

    @property
    def on(self) -> dt.date:
        return self._given("on") or timezone.localdate()

    @property
    def area(self) -> Area | None:
        return self._given("area") or cast(User, self.request.user).area


class Parameters(ActRequired, OnADay, TemplateView):
    act = Act.READ_POLICY
    template_name = "policy/parameters.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = (self._given("q") or "").strip()
        subjects = queries.standing_by_subject(self.on, self.area, containing=wanted)
        lapsed = queries.lapsed_only(subjects)
        return super().get_context_data(
            form=self.asked,
            on=self.on,
            where=self.area,
            subjects=lapsed if self._given("lapsed") else subjects,
            lapsed_count=sum(map(len, lapsed.values())),
            query=urlencode({"on": self.on, **({"area": self.area.pk} if self.area else {})}),
            to_be_confirmed=tables.TO_BE_CONFIRMED,
            lapsed_mark=tables.LAPSED,
            design=Document.Level.DESIGN,
            may_propose=may(self.request.user, Act.PROPOSE),
            **kwargs,
        )


class OfParameter:
    """A page of the declared parameter named in its address; 404 for any other name."""

    kwargs: dict[str, Any]

    @property
    def parameter(self) -> Parameter:
        try:
            parameter = parameters.named(self.kwargs["key"])
        except KeyError:
            raise Http404 from None
        if parameter.kind is parameters.Kind.CALENDAR:  # it has pages of its own
            raise Http404
        return parameter


class ParameterPage(ActRequired, OfParameter, OnADay, TemplateView):
    """One parameter: what holds on the day asked about, why, what was before and what comes next."""

    act = Act.READ_POLICY
    template_name = "policy/parameter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, parameter = self.user, self.parameter
        rows = _shown(queries.history(parameter, user), self.on)
        standing = queries.standing_of(parameter, self.on, self.area)
        bounds = parameters.bounds_of(parameter)
        may_propose = may(user, Act.PROPOSE)
        return super().get_context_data(
            parameter=parameter,
            form=self.asked,
            on=self.on,
            where=self.area,
            subject=words.subject_of(parameter),
            standing=standing,
            reasons=queries.why(standing, self.area) if self.area else [],
            mark=tables.document_mark(standing.row.document) if standing.row else None,
            people=tables.people_words(getattr(standing.row, "proposal", None)) if standing.row else "",
            bounds=None if parameter.kind is parameters.Kind.BOUNDS else bounds,
            bounds_standing=queries.standing_of(bounds, self.on, self.area),
            rows=rows,
            events=[tables.value_event(row["row"]) for row in rows],
            proposals=queries.proposals(parameter, user) if may_propose else [],
            may_propose=may_propose,
            **kwargs,
        )


class CalendarPage(ActRequired, TemplateView):
    act = Act.READ_POLICY
    template_name = "policy/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = [(year, queries.stretches(year)) for year in queries.calendar_years()]
        may_enter = may(self.request.user, Act.ENACT)
        may_propose = may(self.request.user, Act.PROPOSE)
        proposals = queries.calendar_proposals(self.user) if may_propose else []
        return super().get_context_data(
            years=years, proposals=proposals, may_enter=may_enter, may_propose=may_propose, **kwargs
        )
