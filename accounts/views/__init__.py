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

from accounts import actions, forms, origin
from accounts.actions import sessions
from accounts.models import User
from accounts.sign_in_steps import SIGNED_IN_AT, password_is_old


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
            address=origin.current().address,
            device=origin.current().agent,
            at=at,
        )
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        username = form.cleaned_data.get("username")
        if username:
            is_locked = bool(getattr(self.request, "axes_locked_out", False))
            actions.keep_out(username=username, is_locked=is_locked, at=timezone.now())
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(demo_accounts=_demo_accounts(), **kwargs)


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
        if isinstance(request.user, User):
            actions.sign_out(user=request.user, at=timezone.now())
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
