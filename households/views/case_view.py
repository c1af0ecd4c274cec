"""A case's own page, and the acts on it: what is refused comes back as the page."""

import datetime as dt
from abc import ABC, abstractmethod
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View

from accounts.models import User
from accounts.permissions import Act, ActRequired, may_decide


def own_address(request: HttpRequest, default: str) -> str:
    """Where the form asked to go afterwards, if that is a page of this site."""
    then = request.GET.get("then", "")
    if then and url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()}):
        return then
    return default


class Decides:
    """In front of a view of a case: for those who decide, by role or in the name of somebody who is away."""

    act = Act.DECIDE
    user: User
    today: dt.date

    def is_allowed(self) -> bool:
        return may_decide(self.user, self.today)


class CaseView(ActRequired, View, ABC):
    """The page of a case, at ``route``; ``list_route`` is the list it stands in, ``noun`` what the case is called."""

    act = Act.READ_CASES
    http_method_names: ClassVar[list[str]] = ["get"]  # type: ignore[misc]  # each act says more
    route: ClassVar[str]
    list_route: ClassVar[str]
    noun: ClassVar[str]
    at: dt.datetime
    today: dt.date

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.at = timezone.now()
        self.today = timezone.localdate(self.at)
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    @abstractmethod
    def page(self, bound: Any = None) -> HttpResponse:
        """The page; ``bound`` is a form that came back with errors."""

    def to_case(self) -> HttpResponse:
        return HttpResponseRedirect(reverse(self.route, args=[self.kwargs["pk"]]))

    def next_case(self, following: Any, done: str) -> HttpResponse:
        """On to the next case of the worklist, saying what was ``done``; to the list after the last."""
        if following is None:
            messages.success(self.request, f"{done}待办中已没有{self.noun}。")
            default = reverse(self.list_route)
        else:
            messages.success(self.request, f"{done}下面是待办中的下一件。")
            default = reverse(self.route, args=[following.pk])
        return HttpResponseRedirect(own_address(self.request, default))


class ActOnCase(CaseView):
    """Something done to the case by POST; a visit to its address, say after signing in again, leads to the case."""

    http_method_names: ClassVar[list[str]] = ["get", "post"]  # type: ignore[misc]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.to_case()
