"""Accounts as those who administer them see them."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, FormView, View

from accounts import actions, filters, forms, queries, tables
from accounts.actions import second_factor, standing
from accounts.actions.particulars import edit_account
from accounts.enums import AccountStanding
from accounts.forms.particulars import EditForm
from accounts.forms.posts import MoveForm, ReopenForm
from accounts.lists.views import ScopedListView
from accounts.models import User
from accounts.permissions import Act, ActRequired, may
from accounts.sign_in_steps import has_second_factor
from ui.forms import Dialogue, ReasonForm
from ui.views import Action

from .areas import tabs

RESTING = (AccountStanding.UNUSED, AccountStanding.EXPIRED)


class Accounts(ActRequired, ScopedListView):
    act = Act.READ_USERS
    title = "账号"
    unit = "个账号"
    queryset = queries.accounts()
    columns = tables.ACCOUNTS
    filterset_class = filters.AccountFilter
    template_name = "accounts/users.html"
    default_sort = "area"
    empty_text = "没有符合条件的账号。"

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.MANAGE_USERS):
            return None
        return Action("开立账号", reverse("accounts:open_account"), "user-plus")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        awaiting = self.scoped.filter(standing=AccountStanding.AWAITING).count()
        return super().get_context_data(awaiting=awaiting, tab="users", tabs=tabs(self.request.user), **kwargs)


class OpenAccount(ActRequired, FormView):
    act = Act.MANAGE_USERS
    template_name = "accounts/open_account.html"
    form_class = forms.AccountForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"administrator": self.request.user, "on": timezone.localdate()}

    def form_valid(self, form: forms.AccountForm) -> HttpResponse:
        actor = self.user
        try:
            opened = actions.open_account(form.account(), actor=actor, at=timezone.now())
        except actions.AccountRefused as refused:
            form.add_error("username", str(refused))
            return self.form_invalid(form)
        waits = "" if opened.is_active else "该岗位须经安全管理员确认后方可登录。"
        messages.success(self.request, f"已为{opened}开立账号 {opened.username}，请当面告知初始密码。{waits}")
        return HttpResponseRedirect(reverse("accounts:user", args=[opened.pk]))


class Account(ActRequired, DetailView):
    """An account and what one may do to it; a form comes back bound when its act was refused."""

    act = Act.READ_USERS
    template_name = "accounts/user.html"
    context_object_name = "account"

    def get_queryset(self) -> queries.AccountQuerySet:
        return queries.accounts().visible_to(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = cast(User, self.object)
        bound = kwargs.pop("bound", {})
        is_other = account.pk != self.request.user.pk
        dialogues = _dialogues(account, self.user, bound) if is_other else []
        return super().get_context_data(mark=tables.account_mark(account), **kwargs) | {
            "dialogues": dialogues,
            "posts": account.posts.select_related("area", "organisation").order_by("-validity"),
            "has_second_factor": has_second_factor(account),
            "may_move": is_other and may(self.request.user, Act.MANAGE_USERS) and _may_move(account),
        }


def _may_move(account: User) -> bool:
    return account.standing != AccountStanding.CLOSED


def _dialogues(account: User, viewer: User, bound: dict[str, Any]) -> list[Dialogue]:
    """What the viewer may do to somebody else's account as it stands, the last the most final."""
    offered: list[Dialogue] = []
    if may(viewer, Act.CONFIRM_USERS):
        if account.standing == AccountStanding.AWAITING:
            offered += [_confirm(account), _decline(account, bound.get("decline"))]
        if has_second_factor(account):
            offered.append(_reset_factor(account))
    if may(viewer, Act.MANAGE_USERS):
        if account.standing in RESTING:
            offered.append(_reopen(account, bound.get("reopen")))
        if account.is_active:
            offered.append(_reset(account, bound.get("reset")))
        if account.standing != AccountStanding.CLOSED:
            offered.append(_close(account))
    return offered


def _confirm(account: User) -> Dialogue:
    follows = f"确认后{account}即可以“{account.get_role_display()}”登录。请核对本人、岗位和任职文件。"
    address = reverse("accounts:confirm_account", args=[account.pk])
    return Dialogue("confirm", "确认账号", address, follows=follows, icon="user-check")


def _decline(account: User, form: ReasonForm | None) -> Dialogue:
    return Dialogue(
        "decline",
        "不予确认",
        reverse("accounts:decline_account", args=[account.pk]),
        follows="账号停用，不能恢复；需要时由系统管理员另行开立。",
        form=form or ReasonForm(prefix="decline", canned=("与任职文件不符。", "该岗位不需要账号。")),
        is_dangerous=True,
        icon="x",
    )


def _reset_factor(account: User) -> Dialogue:
    return Dialogue(
        "factor",
        "重置第二因素",
        reverse("accounts:reset_second_factor", args=[account.pk]),
        follows=f"用于{account}更换或遗失手机：原验证器和恢复码作废，已登录的即刻退出，下次登录时重新启用。请先当面核实本人。",
        icon="key",
    )


def _reopen(account: User, form: ReopenForm | None) -> Dialogue:
    return Dialogue(
        "reopen",
        "重新启用",
        reverse("accounts:reopen_account", args=[account.pk]),
        follows=f"{account}可以用原密码登录，忘记密码的另行重置；审核、管理岗位须先经安全管理员确认。",
        form=form or ReopenForm(prefix="reopen", on=timezone.localdate()),
        icon="user-check",
    )


def _reset(account: User, form: forms.FirstPasswordForm | None) -> Dialogue:
    return Dialogue(
        "reset",
        "重置密码",
        reverse("accounts:reset_password", args=[account.pk]),
        follows=f"{account}原来的密码即刻失效、已登录的退出，账号如已锁定同时解锁；本人用初始密码登录后须另行修改。",
        form=form or forms.FirstPasswordForm(prefix="reset"),
        icon="key",
    )


def _close(account: User) -> Dialogue:
    return Dialogue(
        "close",
        "停用账号",
        reverse("accounts:close_account", args=[account.pk]),
        follows=f"{account}即刻退出且不能再登录；经办过的记录全部保留，负责的片、楼院等责任同时终止。停用后不能恢复。",
        is_dangerous=True,
        icon="ban",
    )


class ActOnAccount(ActRequired, View):
    """An act on somebody else's account, in the administrator's own area or below; its page says why it was refused.

    ``standings`` are those of the accounts it is for; others are not found.
    """

    act = Act.MANAGE_USERS
    standings: tuple[str, ...] = (AccountStanding.IN_USE,)
    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except actions.AccountRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(reverse("accounts:user", args=[self.kwargs["pk"]]))

    def account(self) -> User:
        rows: QuerySet[User] = queries.accounts().visible_to(self.user).exclude(pk=self.user.pk)
        return get_object_or_404(rows, pk=self.kwargs["pk"], standing__in=self.standings)

    def done(self, sentence: str) -> HttpResponse:
        messages.success(self.request, sentence)
        return HttpResponseRedirect(reverse("accounts:user", args=[self.kwargs["pk"]]))

    def again(self, account: User, name: str, form: Any) -> HttpResponse:
        """The account's page, with the form as it was typed and what was wrong with it."""
        page = Account(request=self.request, kwargs=self.kwargs, object=account)
        return render(self.request, page.template_name, page.get_context_data(bound={name: form}))


class CloseAccount(ActOnAccount):
    standings = (AccountStanding.IN_USE, AccountStanding.AWAITING, *RESTING)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        closed = actions.close_account(user=self.account(), actor=self.user, at=timezone.now())
        return self.done(f"{closed}的账号已停用。")


class ResetPassword(ActOnAccount):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        account = self.account()
        form = forms.FirstPasswordForm(request.POST, prefix="reset")
        if not form.is_valid():
            return self.again(account, "reset", form)
        actions.reset_password(user=account, password=form.cleaned_data["password"], actor=self.user, at=timezone.now())
        return self.done(f"{account}的密码已重置，请当面告知初始密码。")


class ReopenAccount(ActOnAccount):
    standings = RESTING

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        account = self.account()
        form = ReopenForm(request.POST, prefix="reopen", on=timezone.localdate())
        if not form.is_valid():
            return self.again(account, "reopen", form)
        opened = standing.reopen_account(
            user=account, valid_until=form.cleaned_data["valid_until"], actor=self.user, at=timezone.now()
        )
        waits = "" if opened.is_active else "该岗位须经安全管理员确认后方可登录。"
        return self.done(f"{account}的账号已重新启用。{waits}")


class ConfirmAccount(ActOnAccount):
    act = Act.CONFIRM_USERS
    standings = (AccountStanding.AWAITING,)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        confirmed = standing.confirm_account(user=self.account(), actor=self.user, at=timezone.now())
        return self.done(f"已确认{confirmed}的账号，本人可以登录。")


class DeclineAccount(ActOnAccount):
    act = Act.CONFIRM_USERS
    standings = (AccountStanding.AWAITING,)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        account = self.account()
        form = ReasonForm(request.POST, prefix="decline")
        if not form.is_valid():
            return self.again(account, "decline", form)
        standing.decline_account(user=account, reason=form.cleaned_data["reason"], actor=self.user, at=timezone.now())
        return self.done(f"{account}的账号未予确认，已停用。")


class ResetSecondFactor(ActOnAccount):
    act = Act.CONFIRM_USERS
    standings = tuple(AccountStanding)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        account = self.account()
        second_factor.reset_second_factor(user=account, actor=self.user, at=timezone.now())
        return self.done(f"{account}的第二因素已重置，下次登录时重新启用。")


class OneAccount(ActRequired, FormView):
    """A page of its own to change somebody else's account that is not closed."""

    act = Act.MANAGE_USERS

    @property
    def account(self) -> User:
        user = self.user
        rows: QuerySet[User] = queries.accounts().visible_to(user).exclude(pk=user.pk)
        return get_object_or_404(rows.exclude(standing=AccountStanding.CLOSED), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"on": timezone.localdate(), "account": self.account}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(account=self.account, **kwargs)


class EditAccount(OneAccount):
    """Corrects what is known of the officer beside the post."""

    template_name = "accounts/edit_account.html"
    form_class = EditForm

    def form_valid(self, form: EditForm) -> HttpResponse:
        actor, account = self.user, self.account
        try:
            edited = edit_account(user=account, particulars=form.particulars(), actor=actor, at=timezone.now())
        except actions.AccountRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"{edited}的信息已修改。")
        return HttpResponseRedirect(reverse("accounts:user", args=[edited.pk]))


class MoveAccount(OneAccount):
    """The next post of somebody else's account."""

    template_name = "accounts/move_account.html"
    form_class = MoveForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"administrator": self.request.user}

    def form_valid(self, form: MoveForm) -> HttpResponse:
        actor = self.user
        try:
            moved = standing.move_account(user=form.account, to=form.post(), actor=actor, at=timezone.now())
        except actions.AccountRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        waits = "" if moved.is_active else "新岗位须经安全管理员确认后方可登录。"
        messages.success(self.request, f"{moved}已调整岗位，原有登录已退出。{waits}")
        return HttpResponseRedirect(reverse("accounts:user", args=[moved.pk]))
