"""安置和补充: who may be placed in a vacant post, in order, and the placing of one of them."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from accounts.permissions import Act, ActRequired
from assistance.actions.post_holdings import fill_post
from assistance.actions.posts import PostRefused
from assistance.forms.post_holdings import FillForm
from assistance.models import WelfarePost
from assistance.queries import caseload
from assistance.queries.post_candidates import Place, candidates, place_of, ranked
from assistance.tables.posts import post_url
from households.models import Person
from households.queries.cases import with_total
from households.views.registry import OnDay
from policy import parameters
from policy.deadlines import add_months
from policy.models import value_on
from policy.parameters import ParameterNotInForce

PROPOSED = 50  # on a page


class OfPost(OnDay, ActRequired):
    """Something about one post of the user's area that is not closed."""

    act = Act.KEEP_POSTS
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def welfare_post(self) -> WelfarePost:
        rows = WelfarePost.objects.open().visible_to(self.user).select_related("line__employer", "area")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class Candidates(OfPost, View):
    """Whom to ask first: for posts the government pays for zero-employment families, then by 优先帮扶."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        after = self._after(request.GET.get("after", ""))
        seen = caseload.outlook(self.user, self.today)
        rows = list(with_total(candidates(self.welfare_post, self.user, seen))[after : after + PROPOSED])
        told = caseload.cared_for(rows, seen)
        total = rows[0].total if rows else 0
        context = {
            "post": self.welfare_post,
            "lines": [(after + number, row, told[row.pk]) for number, row in enumerate(rows, start=1)],
            "total": total,
            "next": after + PROPOSED if after + PROPOSED < total else None,
        }
        return render(request, "assistance/posts/candidates.html", context)

    def _after(self, typed: str) -> int:
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0


class FillPost(OfPost, FormView):
    """Places one of the candidates; whoever does not come first, for a reason."""

    form_class = FillForm
    template_name = "assistance/posts/fill.html"

    @cached_property
    def person(self) -> Person:
        return get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["person"])

    @cached_property
    def stands(self) -> Place:
        found = place_of(self.person.pk, ranked(self.welfare_post, self.user, self.today))
        if found is None:
            raise Http404
        return found

    @cached_property
    def months(self) -> tuple[int | None, str]:
        """For how long at most, and what says so."""
        assert self.user.area is not None  # the post is visible to the user
        try:
            term = value_on(parameters.POST_TERM_MONTHS, self.today, self.user.area)
        except ParameterNotInForce:
            return None, ""
        return term.value, f"一般不超过 {term.value} 个月（{term.source}）；接近退休年龄的按当地规定。"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"rank": self.stands.rank, "term": self.months[1]}

    def get_initial(self) -> dict[str, Any]:
        months = self.months[0]
        until = add_months(self.today, months) - dt.timedelta(days=1) if months else None
        return {"since": self.today, "contract_until": until}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = Person.objects.get(pk=self.stands.first) if self.stands.rank > 1 else None
        told = {"post": self.welfare_post, "person": self.person, "stands": self.stands, "first": first}
        return super().get_context_data(**told, **kwargs)

    def get_success_url(self) -> str:
        return post_url(self.welfare_post.pk)

    def form_valid(self, form: FillForm) -> HttpResponse:
        try:
            fill_post(
                post=self.welfare_post,
                person=self.person,
                filling=form.filling(),
                worker=self.user,
                at=timezone.now(),
            )
        except PostRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记{self.person.name}上岗，并办理就业登记。")
        return super().form_valid(form)
