"""The search box of every page, and what it finds."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.debug import sensitive_variables
from django.views.generic import View

from accounts.actions.limits import Limited
from accounts.limits import refusal
from accounts.permissions import Act, ActRequired
from desk import actions, forms, searches, searching
from desk.searching import Found, Listed, Turned
from desk.tables import line_of
from households.case_tables import certification_mark
from ui.keyset import Boundary, Page

NAMED = {Listed.PEOPLE: "人员", Listed.HOUSEHOLDS: "家庭"}


class Search(ActRequired, View):
    """Finds people, households and cases of the area. That one searched is noted; the words are written nowhere."""

    act = Act.READ_CASES
    is_part = False  # of the page, for HTMX

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(forms.SearchForm())

    @sensitive_variables()
    def post(self, request: HttpRequest) -> HttpResponse:
        user, form = self.user, forms.SearchForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        words, today = form.cleaned_data["q"], timezone.localdate()
        if not words:
            return HttpResponseRedirect(reverse("desk:search"))
        if (refused := refusal(request, Limited.SEARCH, at=timezone.now())) is not None:
            return refused
        found = searching.search(user, words, on=today)
        asked = searching.asked_for(words)
        actions.record_search(asked=asked, found=found, actor=user, at=timezone.now())
        if (only := found.the_only_one) is not None:
            return HttpResponseRedirect(_address_of(*only))
        return HttpResponseRedirect(reverse("desk:found", args=[searches.keep(request.session, words)]))

    @sensitive_variables()
    def page(self, form: forms.SearchForm, found: Found | None = None, **shown: Any) -> HttpResponse:
        template = "desk/search.html#results" if self.is_part else "desk/search.html"
        return render(self.request, template, {"form": form, "found": found, **shown})


class WhatWasFound(Search):
    """What a search of this session finds now; ``list`` with ``after`` or ``before`` turns over one of its lists."""

    http_method_names = ["get"]

    @sensitive_variables()
    def get(self, request: HttpRequest, token: str) -> HttpResponse:  # type: ignore[override]  # a search has none
        words = searches.words_of(request.session, token)
        if words is None:
            messages.info(request, "这次查询已过期，请重新输入。")
            return HttpResponseRedirect(reverse("desk:search"))
        htmx = getattr(request, "htmx", None)
        self.is_part = htmx is not None and bool(htmx) and not htmx.history_restore_request
        today, turned = timezone.localdate(), _turned(request)
        found = searching.search(self.user, words, on=today, turned=turned)
        answer = self.page(
            forms.SearchForm({"q": words}),
            found,
            people=[(hit, [(row, certification_mark(row, today)) for row in hit.cases]) for hit in found.hits],
            lines=[line_of(kind, row, today) for kind, row in found.numbered],
            turned=NAMED[turned.listed] if turned else "",
            people_pages=_pages(Listed.PEOPLE, found.people),
            household_pages=_pages(Listed.HOUSEHOLDS, found.households),
        )
        patch_vary_headers(answer, ["HX-Request"])
        return answer


def _turned(request: HttpRequest) -> Turned | None:
    listed, after, before = (request.GET.get(name, "") for name in ("list", "after", "before"))
    if listed not in Listed.__members__.values() or not (after or before):
        return None
    return Turned(Listed(listed), Boundary(after or before, backwards=not after))


@dataclass(frozen=True)
class Pages:
    """Where a list goes on, as the tail of an address; empty where it does not."""

    next_url: str
    previous_url: str


def _pages(listed: Listed, page: Page) -> Pages:
    return Pages(
        f"?list={listed}&after={page.after}" if page.after else "",
        f"?list={listed}&before={page.before}" if page.before else "",
    )


# The page of what was found, by the kind of line it would be shown as.
PAGES = {
    "decisions": "certification",
    "exits": "exit",
    "revocations": "revocation",
    "certificates": "certificate",
    "handovers": "handover",
    "merges": "merge",
    "requests": "data_request",
}


def _address_of(kind: str, row: Any) -> str:
    return reverse(f"households:{PAGES.get(kind, kind)}", args=[row.pk])
