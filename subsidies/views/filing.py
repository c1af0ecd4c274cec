"""Where a person's claim is written down, and written anew."""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.permissions import Act, ActRequired
from households.models import Person
from households.queries.person import home_of
from households.views.registry import OnDay
from policy.parameters import ParameterNotInForce
from subsidies.actions import claims as actions
from subsidies.actions.refusing import ClaimRefused
from subsidies.enums import Scheme
from subsidies.forms.claims import (
    FILED_BY_PERSONS,
    ContributionForm,
    PaymentFormSet,
    PersonClaimForm,
    initial_of,
    written,
)
from subsidies.models import Claim
from subsidies.queries.terms import Filing, filing_of
from subsidies.tables.claims import claim_url


class ClaimForm(OnDay, ActRequired, View):
    """The form of a claim of one person under one scheme. A subclass says of whom, and what is done with it."""

    act = Act.SURVEY
    person: Person
    scheme: Scheme
    title = "申报补贴"

    @cached_property
    def filing(self) -> Filing:
        """How the scheme is claimed where the person lives. Raises Http404 for who lives nowhere."""
        home = home_of(self.person)
        if home is None:
            raise Http404
        return filing_of(self.scheme, home.household.area, self.today)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            said, payments, paid = self.begin()
            form = PersonClaimForm(filing=self.filing, initial=said)
        except ParameterNotInForce as missing:
            return self.page(None, None, str(missing))
        return self.page(form, self._rest(initial=payments, paid=paid))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            form, rest = PersonClaimForm(request.POST, filing=self.filing), self._rest(request.POST)
        except ParameterNotInForce as missing:
            return self.page(None, None, str(missing))
        if not (form.is_valid() and rest.is_valid()):
            return self.page(form, rest)
        try:
            made = self.perform(self._claim(form, rest))
        except (ClaimRefused, ParameterNotInForce) as refused:
            field = getattr(refused, "field", None)
            form.add_error(field if field in form.fields else None, str(refused))
            return self.page(form, rest)
        messages.success(request, f"已计算：{made.amount:,.2f} 元。请上传申报材料后提交。")
        return HttpResponseRedirect(claim_url(made))

    def begin(self) -> tuple[dict[str, Any], Sequence[dict[str, Any]], dict[str, Any]]:
        """What the form begins with."""
        said = initial_of(self.filing, self.person, self.today)
        first = {"first": said.get("first_month"), "last": said.get("last_month")}
        return said, [first] if said.get("first_month") else [], {}

    def perform(self, claim: actions.NewClaim) -> Claim:
        raise NotImplementedError

    def _rest(self, data: Any = None, *, initial: Any = None, paid: Any = None) -> Any:
        """What was paid: by month, or of a scheme of the year before in all."""
        if self.filing.rhythm is None:
            return ContributionForm(data, prefix="paid", initial=paid)
        return PaymentFormSet(data, prefix="payments", initial=initial)

    def _claim(self, form: PersonClaimForm, rest: Any) -> actions.NewClaim:
        if self.filing.rhythm is None:
            return form.claim(self.person, (), (rest.contribution(self.today.year - 1),))
        return form.claim(self.person, rest.payments(), ())

    def page(self, form: Any, rest: Any, missing: str = "") -> HttpResponse:
        context = {
            "person": self.person,
            "scheme": self.scheme,
            "title": self.title,
            "form": form,
            "rest": rest,
            "by_month": form is not None and self.filing.rhythm is not None,
            "year": self.today.year - 1,
            "missing": missing,
            "cancel_url": self.cancel_url,
        }
        return render(self.request, "subsidies/claims/new.html", context)

    @property
    def cancel_url(self) -> str:
        raise NotImplementedError


class NewPersonClaim(ClaimForm):
    """A claim of a person of the area, under the scheme the address names."""

    @cached_property
    def person(self) -> Person:  # type: ignore[override]  # found by the address
        return get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["pk"])

    @cached_property
    def scheme(self) -> Scheme:  # type: ignore[override]
        named = self.request.GET.get("scheme", Scheme.FLEXIBLE.value)
        if named not in FILED_BY_PERSONS:
            raise Http404
        return Scheme(named)

    @property
    def cancel_url(self) -> str:
        return reverse("households:person", args=[self.person.pk])

    def perform(self, claim: actions.NewClaim) -> Claim:
        return actions.draft(claim=claim, worker=self.user, at=timezone.now())


class EditClaim(ClaimForm):
    """A person's claim that was not sent yet, or was returned, written anew."""

    title = "修改申报"

    @cached_property
    def claim(self) -> Claim:
        rows = Claim.objects.visible_to(self.user).filter(scheme__in=FILED_BY_PERSONS)
        return get_object_or_404(rows.select_related("person"), pk=self.kwargs["pk"])

    @cached_property
    def person(self) -> Person:  # type: ignore[override]
        return cast(Person, self.claim.person)

    @cached_property
    def scheme(self) -> Scheme:  # type: ignore[override]
        return Scheme(self.claim.scheme)

    @property
    def cancel_url(self) -> str:
        return claim_url(self.claim)

    def begin(self) -> tuple[dict[str, Any], Sequence[dict[str, Any]], dict[str, Any]]:
        return written(self.claim)

    def perform(self, claim: actions.NewClaim) -> Claim:
        return actions.rewrite(application=self.claim, claim=claim, worker=self.user, at=timezone.now())
