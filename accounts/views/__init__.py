import datetime as dt
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from accounts import actions, filters, forms, queries, tables
from accounts.actions import sessions
from accounts.models import User
from accounts.permissions import Act, ActRequired
from accounts.sign_in_steps import SIGNED_IN_AT, password_is_old
from ui.views import ScopedListView


class SignIn(LoginView):
    template_name = "registration/login.html"
    authentication_form = forms.SignInForm
    redirect_authenticated_user = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user, at = form.get_user(), timezone.now()
        self.request.session[SIGNED_IN_AT] = at.timestamp()
        actions.sign_in(user=user, at=at)
        sessions.begin_session(
            user=user,
            session=self.request.session.session_key or "",
            address=_address(self.request),
            device=self.request.headers.get("User-Agent", ""),
            at=at,
        )
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(demo_accounts=_demo_accounts(), **kwargs)


def _address(request: HttpRequest) -> str:
    """Where a request comes from: what the proxy in front, if there is one, has seen last."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return (forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def _demo_accounts() -> list[tuple[str, str, str, str]]:
    """Role, area, user name and password of each demo account; none where such accounts are not allowed."""
    if not (settings.DEBUG or settings.ALLOW_DEMO_ACCOUNTS) or not settings.DEMO_PASSWORD:
        return []
    shown = User.objects.filter(is_demo=True, is_active=True).select_related("area").order_by("pk")
    return [(user.get_role_display(), str(user.area or ""), user.username, settings.DEMO_PASSWORD) for user in shown]


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """What the lock against guessing answers: how long it lasts, and who can lift it."""
    cooloff = cast(dt.timedelta, settings.AXES_COOLOFF_TIME)
    words = {"limit": settings.AXES_FAILURE_LIMIT, "minutes": int(cooloff.total_seconds() // 60)}
    return render(request, "accounts/locked_out.html", words, status=429)


class SignOut(LogoutView):
    """Ends the session and has the browser forget the pages it kept.

    What pages keep on the device is wiped by ``drafts.js`` on leaving and again on ``?signed_out=1``; clearing all of
    the storage here would take the text size along, which stays with the user.
    """

    def get_success_url(self) -> str:
        return f"{reverse('accounts:sign_in')}?signed_out=1"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = cast(HttpResponse, super().post(request, *args, **kwargs))
        response["Clear-Site-Data"] = '"cache"'
        return response


class ChangePassword(FormView):
    template_name = "registration/password_change.html"
    form_class = forms.PasswordForm
    success_url = "/"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)
        is_old = password_is_old(user, timezone.now())
        return super().get_context_data(is_first_change=user.must_change_password, is_old=is_old, **kwargs)

    def form_valid(self, form: forms.PasswordForm) -> HttpResponse:
        here = self.request.session.session_key or ""
        new = form.cleaned_data["new"]
        user = actions.change_password(user=form.user, password=new, session=here, at=timezone.now())
        update_session_auth_hash(self.request, user)
        sessions.carry_session(old=here, new=self.request.session.session_key or "")
        messages.success(self.request, "密码已修改，下次登录请用新密码。")
        return super().form_valid(form)


class Audit(ActRequired, ScopedListView):
    act = Act.READ_AUDIT
    title = "审计记录"
    unit = "条记录"
    queryset = queries.audit_trail()
    columns = tables.AUDIT
    filterset_class = filters.AuditFilter
    default_sort = "-at"
    empty_text = "没有符合条件的记录。审计记录随每次办理自动写入，不能修改或删除。"
