import datetime as dt
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import DetailView, FormView, TemplateView, View

from ui.forms import Dialogue
from ui.tables import Column
from ui.views import Action

from . import actions, filters, forms, queries, tables
from .lists.views import ScopedListView
from .models import Deputation, DeputationQuerySet, User
from .permissions import Act, ActRequired


class SignIn(LoginView):
    template_name = "registration/login.html"
    authentication_form = forms.SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        actions.sign_in(user=form.get_user(), at=timezone.now())
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
        is_first = cast(User, self.request.user).must_change_password
        return super().get_context_data(is_first_change=is_first, **kwargs)

    def form_valid(self, form: forms.PasswordForm) -> HttpResponse:
        user = actions.change_password(user=form.user, password=form.cleaned_data["new"], at=timezone.now())
        update_session_auth_hash(self.request, user)
        messages.success(self.request, "密码已修改，下次登录请用新密码。")
        return super().form_valid(form)


class Me(TemplateView):
    template_name = "accounts/me.html"


class Accounts(ActRequired, ScopedListView):
    act = Act.MANAGE_USERS
    title = "账号"
    unit = "个账号"
    queryset = queries.accounts()
    columns = tables.ACCOUNTS
    filterset_class = filters.AccountFilter
    default_sort = "area"
    empty_text = "没有符合条件的账号。"
    primary_action = Action("开立账号", reverse_lazy("accounts:open_account"), "user-plus")  # type: ignore[arg-type]


class OpenAccount(ActRequired, FormView):
    act = Act.MANAGE_USERS
    template_name = "accounts/open_account.html"
    form_class = forms.AccountForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"administrator": self.request.user, "on": timezone.localdate()}

    def form_valid(self, form: forms.AccountForm) -> HttpResponse:
        actor = cast(User, self.request.user)
        try:
            opened = actions.open_account(form.account(), actor=actor, at=timezone.now())
        except actions.AccountRefused as refused:
            form.add_error("username", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已为{opened}开立账号 {opened.username}，请当面告知初始密码。")
        return HttpResponseRedirect(reverse("accounts:user", args=[opened.pk]))


class Account(ActRequired, DetailView):
    """An account and the two things one may do to it; ``forms`` come back bound when one was refused."""

    act = Act.MANAGE_USERS
    template_name = "accounts/user.html"
    context_object_name = "account"

    def get_queryset(self) -> queries.AccountQuerySet:
        return queries.accounts().visible_to(cast(User, self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = cast(User, self.object)
        is_other = account.pk != self.request.user.pk and account.is_active
        return super().get_context_data(mark=tables.account_mark(account), **kwargs) | {
            "reset": _reset_dialogue(account, kwargs.get("reset_form")) if is_other else None,
            "close": _close_dialogue(account) if is_other else None,
        }


def _reset_dialogue(account: User, form: forms.FirstPasswordForm | None) -> Dialogue:
    return Dialogue(
        "reset",
        "重置密码",
        reverse("accounts:reset_password", args=[account.pk]),
        follows=f"{account}原来的密码即刻失效，账号如已锁定同时解锁；本人用初始密码登录后须另行修改。",
        form=form or forms.FirstPasswordForm(prefix="reset"),
        icon="key",
    )


def _close_dialogue(account: User) -> Dialogue:
    return Dialogue(
        "close",
        "停用账号",
        reverse("accounts:close_account", args=[account.pk]),
        follows=f"{account}即刻退出且不能再登录；经办过的记录全部保留。停用后不能恢复，需要时另开账号。",
        is_dangerous=True,
        icon="ban",
    )


class ActOnAccount(ActRequired, View):
    """An act on somebody else's account in use, in the administrator's own area or below."""

    act = Act.MANAGE_USERS
    http_method_names = ["post"]

    def account(self) -> User:
        visible = queries.accounts().visible_to(cast(User, self.request.user))
        return get_object_or_404(visible.exclude(pk=self.request.user.pk), pk=self.kwargs["pk"], is_active=True)


class CloseAccount(ActOnAccount):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        closed = actions.close_account(user=self.account(), actor=cast(User, request.user), at=timezone.now())
        messages.success(request, f"{closed}的账号已停用。")
        return HttpResponseRedirect(reverse("accounts:user", args=[pk]))


class ResetPassword(ActOnAccount):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        account = self.account()
        form = forms.FirstPasswordForm(request.POST, prefix="reset")
        if not form.is_valid():
            page = Account(request=request, kwargs=self.kwargs, object=account)
            return render(request, page.template_name, page.get_context_data(reset_form=form))
        actions.reset_password(
            user=account, password=form.cleaned_data["password"], actor=cast(User, request.user), at=timezone.now()
        )
        messages.success(request, f"{account}的密码已重置，请当面告知初始密码。")
        return HttpResponseRedirect(reverse("accounts:user", args=[pk]))


class Deputations(ActRequired, ScopedListView):
    """代理: who stands in for whom in one's own area and below."""

    act = Act.NAME_DEPUTIES
    title = "代理"
    unit = "项代理"
    queryset = queries.deputations()
    default_sort = "-first"
    empty_text = "还没有代理。外出、休假前，由本人或系统管理员指定代理人。"
    primary_action = Action("指定代理人", reverse_lazy("accounts:name_deputy"), "user-plus")  # type: ignore[arg-type]

    def get_columns(self) -> tuple[Column, ...]:
        return tables.deputations(timezone.localdate())


class NameDeputy(ActRequired, FormView):
    act = Act.NAME_DEPUTIES
    template_name = "accounts/name_deputy.html"
    form_class = forms.DeputationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: forms.DeputationForm) -> HttpResponse:
        try:
            named = actions.name_deputy(form.deputation(), actor=cast(User, self.request.user), at=timezone.now())
        except actions.DeputationRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已指定{named.deputy}代理{named.officer}。")
        return HttpResponseRedirect(reverse("accounts:deputations"))


class DeputationPage(ActRequired, DetailView):
    act = Act.NAME_DEPUTIES
    template_name = "accounts/deputation.html"
    context_object_name = "deputation"

    def get_queryset(self) -> DeputationQuerySet:
        return queries.deputations().visible_to(cast(User, self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = cast(Deputation, self.object), cast(User, self.request.user)
        mark = tables.deputation_mark(row, timezone.localdate())
        may_end = row.ended_at is None and row.last_day >= timezone.localdate()
        may_end = may_end and queries.may_be_deputised(user).filter(pk=row.officer_id).exists()
        end = Dialogue(
            "end",
            "提前结束",
            reverse("accounts:end_deputation", args=[row.pk]),
            follows=f"{row.deputy}即刻不能再代{row.officer}办理；已办理的保留。",
            icon="ban",
        )
        return super().get_context_data(mark=mark, end=end if may_end else None, **kwargs)


class EndDeputation(ActRequired, View):
    act = Act.NAME_DEPUTIES
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = cast(User, request.user)
        deputation = get_object_or_404(queries.deputations().visible_to(user), pk=pk)
        try:
            actions.end_deputation(deputation=deputation, actor=user, at=timezone.now())
        except actions.DeputationRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{deputation.deputy}代理{deputation.officer}已提前结束。")
        return HttpResponseRedirect(reverse("accounts:deputation", args=[pk]))
