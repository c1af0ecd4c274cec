"""The second factor: taken up, asked for at each sign-in, its recovery codes shown once."""

from typing import Any, cast

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import FormView

from accounts.actions import second_factor
from accounts.forms.second_factor import CodeForm, RecoverableCodeForm
from accounts.models import SecondFactor, User
from accounts.sign_in_steps import PROVEN, has_second_factor


class Prove(RedirectURLMixin, FormView):
    """Asked for after the password, before anything else."""

    template_name = "accounts/second_factor.html"
    form_class = RecoverableCodeForm
    next_page = "/"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.session.get(PROVEN) or not has_second_factor(cast(User, request.user)):
            return HttpResponseRedirect("/")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        user = cast(User, self.request.user)
        try:
            second_factor.prove(user=user, code=form.cleaned_data["code"], at=timezone.now())
        except second_factor.SecondFactorRefused as refused:
            form.add_error("code", str(refused))
            return self.form_invalid(form)
        self.request.session[PROVEN] = True
        return super().form_valid(form)


class Enrol(FormView):
    """A fresh secret on POST without a code; the code that the authenticator then shows puts it in force."""

    template_name = "accounts/enrol.html"
    form_class = CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if has_second_factor(cast(User, request.user)):
            return HttpResponseRedirect(reverse("accounts:me"))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "begin" in request.POST:
            try:
                second_factor.begin_enrolment(user=cast(User, request.user))
            except second_factor.SecondFactorRefused as refused:  # put in force from another window meanwhile
                messages.error(request, str(refused))
            return HttpResponseRedirect(reverse("accounts:enrol"))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)
        factor = SecondFactor.objects.filter(user=user, since=None).first()
        shown = {} if factor is None else {"qr": _qr(user, factor.secret), "secret": _in_fours(factor.secret)}
        return super().get_context_data(**kwargs) | shown

    def form_valid(self, form: CodeForm) -> HttpResponse:
        user = cast(User, self.request.user)
        try:
            codes = second_factor.finish_enrolment(user=user, code=form.cleaned_data["code"], at=timezone.now())
        except second_factor.SecondFactorRefused as refused:
            form.add_error("code", str(refused))
            return self.form_invalid(form)
        self.request.session[PROVEN] = True
        messages.success(self.request, "第二因素已启用，下次登录除密码外还须输入验证码。")
        return _show_once(self.request, codes)


class RenewCodes(FormView):
    """New recovery codes, against a code of the authenticator."""

    template_name = "accounts/renew_codes.html"
    form_class = CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not has_second_factor(cast(User, request.user)):
            return HttpResponseRedirect(reverse("accounts:enrol"))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        user = cast(User, self.request.user)
        try:
            codes = second_factor.renew_codes(user=user, code=form.cleaned_data["code"], at=timezone.now())
        except second_factor.SecondFactorRefused as refused:
            form.add_error("code", str(refused))
            return self.form_invalid(form)
        return _show_once(self.request, codes)


def _show_once(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The codes in the answer itself: no address leads to them again, and no cache keeps them."""
    request.sign_in_step = None  # type: ignore[attr-defined]  # what was asked for is done: the ways are open
    response = render(request, "accounts/recovery_codes.html", {"codes": [f"{code[:5]}-{code[5:]}" for code in codes]})
    response["Cache-Control"] = "no-store"
    return response


def _qr(user: User, secret: str) -> str:
    """The provisioning address as a picture (data URI), as authenticators read it."""
    issuer = settings.SECOND_FACTOR_ISSUER
    label = urlencode({"": f"{issuer}:{user.username}"})[1:].replace("+", "%20")
    address = f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer})}"
    return segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")


def _in_fours(secret: str) -> str:
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
