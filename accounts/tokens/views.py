"""Tokens: one's own, issued and revoked; and those of the area, for who keeps its accounts."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, FormView, TemplateView, View

from accounts.lists.views import ScopedListView
from accounts.models import User
from accounts.permissions import Act, ActRequired, may
from accounts.views.areas import tabs
from ui.forms import Dialogue
from ui.tables import Column

from . import queries
from .actions.issuing import issue
from .actions.revoking import TokenRefused, revoke
from .forms import TokenForm
from .models import Token
from .tables import token_columns, token_mark


def tokens_for(user: User) -> QuerySet[Token]:
    """One's own; and those of the area for who reads its accounts."""
    theirs = queries.tokens().visible_to(user) if may(user, Act.READ_USERS) else Token.objects.none()
    return queries.tokens().filter(Q(owner=user) | Q(pk__in=theirs.values("pk")))


class MyTokens(TemplateView):
    template_name = "accounts/my_tokens.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, at = cast(User, self.request.user), timezone.now()
        rows = queries.tokens().filter(owner=user).order_by("-issued_at", "-pk")
        return super().get_context_data(tokens=[(row, token_mark(row, at)) for row in rows], **kwargs)


class IssueToken(FormView):
    """The secret comes in the answer itself: no address leads to it again, and no cache keeps it."""

    template_name = "accounts/issue_token.html"
    form_class = TokenForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"owner": self.request.user, "on": timezone.localdate()}

    def form_valid(self, form: TokenForm) -> HttpResponse:
        user, code = cast(User, self.request.user), form.cleaned_data.get("code", "")
        try:
            token, secret = issue(new=form.token(), owner=user, code=code, at=timezone.now())
        except TokenRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.form_invalid(form)
        response = render(self.request, "accounts/token_issued.html", {"token": token, "secret": secret})
        response["Cache-Control"] = "no-store"
        return response


class Tokens(ActRequired, ScopedListView):
    """The tokens of the area's accounts."""

    act = Act.READ_USERS
    title, unit = "接口令牌", "个令牌"
    queryset = queries.tokens()
    template_name = "accounts/tabbed.html"
    default_sort = "-issued"
    empty_text = "辖区内的账号还没有签发接口令牌。"

    def get_columns(self) -> tuple[Column, ...]:
        return token_columns(timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tab="tokens", tabs=tabs(self.request.user), **kwargs)


class TokenPage(DetailView):
    template_name = "accounts/token.html"
    context_object_name = "token"

    def get_queryset(self) -> QuerySet[Token]:
        return tokens_for(cast(User, self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        token, at = self.object, timezone.now()
        return super().get_context_data(
            mark=token_mark(token, at),
            why_not_good=queries.why_not_good(token, at),
            revoking=_revoking(token) if token.revoked_at is None and token.expires_at > at else None,
            is_own=token.owner_id == self.request.user.pk,
            **kwargs,
        )


def _revoking(token: Token) -> Dialogue:
    return Dialogue(
        "revoke",
        "作废令牌",
        reverse("accounts:revoke_token", args=[token.pk]),
        follows="使用它的系统即刻不能再访问，不能恢复；需要时由账号本人另行签发。",
        is_dangerous=True,
        icon="ban",
    )


class RevokeToken(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = cast(User, request.user)
        token = get_object_or_404(tokens_for(user), pk=pk)
        try:
            revoke(token=token, actor=user, at=timezone.now())
        except TokenRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{token}已作废。")
        return HttpResponseRedirect(reverse("accounts:token", args=[token.pk]))
