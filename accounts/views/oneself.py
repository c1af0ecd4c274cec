"""One's own account: who one is, where one is signed in, and staying so."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from accounts.actions.sessions import sign_out_elsewhere
from accounts.models import User
from accounts.queries import lent_by, live_sign_ins
from accounts.sign_in_steps import has_second_factor
from accounts.tables import deputation_mark
from ui.forms import Dialogue

from .deputies import dialogues


class Me(TemplateView):
    template_name = "accounts/me.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)
        here = self.request.session.session_key
        sign_ins = list(live_sign_ins(user, at=timezone.now()))
        others = [sign_in for sign_in in sign_ins if sign_in.session_key != here]
        today = timezone.localdate()
        lent = [(row, deputation_mark(row, today), dialogues(row, user, today)) for row in lent_by(user, today)]
        return super().get_context_data(
            lent=lent,
            sign_ins=sign_ins,
            here=here,
            elsewhere=_elsewhere_dialogue(len(others)) if others else None,
            has_second_factor=has_second_factor(user),
            **kwargs,
        )


def _elsewhere_dialogue(count: int) -> Dialogue:
    return Dialogue(
        "elsewhere",
        "退出其他登录",
        reverse("accounts:sign_out_elsewhere"),
        follows=f"其他 {count} 处登录即刻退出，本次登录不受影响。不是您本人登录的，请随后修改密码。",
        icon="logout",
    )


class SignOutElsewhere(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        here = request.session.session_key or ""
        ended = sign_out_elsewhere(user=cast(User, request.user), session=here, at=timezone.now())
        messages.success(request, f"已退出其他 {ended} 处登录。" if ended else "没有其他登录。")
        return HttpResponseRedirect(reverse("accounts:me"))


class Stay(View):
    """Asked by a page in which somebody is typing: the session lasts its idle time from now."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse({"seconds": settings.SESSION_COOKIE_AGE})
