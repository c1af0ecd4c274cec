"""追回: their list, the page of one with its instalments and receipts, and each act on it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from households.views.registry import OnDay
from subsidies.actions import recoveries as actions
from subsidies.filters.recoveries import RecoveryFilter
from subsidies.forms.recoveries import ReceiptForm, RecoveryForm
from subsidies.models import Payment, Receipt, Recovery
from subsidies.queries import payments
from subsidies.queries import recoveries as queries
from subsidies.tables.recoveries import late_mark, recovery_columns, recovery_mark
from ui.forms import ReasonForm
from ui.tables import Column

from .acting import ActPage

CLOSINGS = ("当事人死亡，无遗产可供追回", "法院裁定终结执行", "金额已由其他渠道抵扣")
STRIKINGS = ("金额填错", "登记到了别人名下", "重复登记")


def recovery_url(recovery: Recovery) -> str:
    return reverse("subsidies:recovery", args=[recovery.pk])


class RecoveryList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    filterset_class, default_sort = RecoveryFilter, "-number"
    template_name = "subsidies/payments/recoveries.html"
    title, unit = "追回", "件"
    empty_text = "没有符合条件的追回。多发的补贴，由区县在发放明细页面立案追回。"

    def get_scoped(self) -> QuerySet[Any]:
        own = Recovery.objects.visible_to(self.reader).values("pk")
        rows: QuerySet[Any] = queries.recoveries(self.today).filter(pk__in=own)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return recovery_columns(self.today)


class NewRecovery(ActPage):
    """Which months of a paid claim are asked back, and by when."""

    act = Act.PAY
    form_class = RecoveryForm
    title, verb, icon = "追回多付金额", "立案追回", "arrow-back-up"
    hint = "只填多付的月份。立案后，未办结前该补贴对象不能申报新的补贴（按参数）。"
    made: Recovery | None = None

    @cached_property
    def payment(self) -> Payment:
        own = Payment.objects.visible_to(self.user).values("pk")
        return get_object_or_404(payments.payments().filter(pk__in=own), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"payment": self.payment, "lines": queries.recoverable(self.payment)}

    def back(self) -> str:
        return recovery_url(self.made) if self.made else reverse("subsidies:payment", args=[self.payment.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.back(), self.payment.number)]

    def facts(self) -> list[tuple[str, Any]]:
        own = self.payment
        return [("补贴对象", own.payee_name), ("发放", f"{own.settled_on or '—'}，{own.amount:,.2f} 元")]

    def perform(self, form: RecoveryForm) -> str:
        self.made = actions.open_recovery(recovery=form.recovery(), officer=self.user, at=timezone.now())
        return f"已立案追回 {self.made.number}：{self.made.amount:,.2f} 元。"


class OfRecovery(OnDay, ActRequired):
    act = Act.PAY
    kwargs: dict[str, Any]

    @cached_property
    def recovery(self) -> Recovery:
        own = Recovery.objects.visible_to(self.user).values("pk")
        rows = queries.recoveries(self.today).select_related(
            "payment__claim__area", "opened_by", "proposed_by", "closed_by", "struck_by"
        )
        return get_object_or_404(rows.filter(pk__in=own), pk=self.kwargs["pk"])


class RecoveryPage(OfRecovery, View):
    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        own: Any = self.recovery
        is_open = own.closed_on is None and own.struck_at is None
        pays = may(self.user, Act.PAY)
        context = {
            "recovery": own,
            "mark": recovery_mark(own),
            "late": late_mark(own),
            "lines": own.lines.select_related("line__person").order_by("line__month", "pk"),
            "instalments": own.instalments.order_by("due_on"),
            "receipts": own.receipts.select_related("entered_by", "struck_by").order_by("on", "pk"),
            "may_act": pays and is_open,
            "may_strike_receipts": pays and own.struck_at is None,
            "may_decide": pays and is_open and own.proposed_at is not None and own.proposed_by_id != self.user.pk,
        }
        return render(request, "subsidies/payments/recovery.html", context)


class RecoveryAct(OfRecovery, ActPage):
    def back(self) -> str:
        return recovery_url(self.recovery)

    def crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("subsidies:recoveries"), "追回"), (self.back(), self.recovery.number)]

    def facts(self) -> list[tuple[str, Any]]:
        own: Any = self.recovery
        told = f"应追回 {own.amount:,.2f} 元，已收回 {own.received:,.2f} 元，还有 {own.owed:,.2f} 元"
        return [("补贴对象", own.payment.payee_name), ("金额", told)]


class Receive(RecoveryAct):
    form_class = ReceiptForm
    title, verb, icon = "登记收回", "登记", "receipt"

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.today}

    def perform(self, form: ReceiptForm) -> str:
        actions.receive(recovery=self.recovery, receipt=form.receipt(), officer=self.user, at=timezone.now())
        return "已登记收回。"


class ProposeClosing(RecoveryAct):
    form_class = ReasonForm
    title, verb, icon = "提请结案", "提请结案", "circle-check"
    hint = "还没有全部收回的，由另一位经办人员决定是否结案。"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": CLOSINGS}

    def perform(self, form: ReasonForm) -> str:
        reason = form.cleaned_data["reason"]
        actions.propose_closing(recovery=self.recovery, reason=reason, officer=self.user, at=timezone.now())
        return "已提请结案，由另一人决定。"


class StrikeRecovery(RecoveryAct):
    form_class = ReasonForm
    title, verb, icon, is_dangerous = "划去追回", "划去", "ban", True
    hint = "立错的才划去；记录和原因仍保留，所涉月份可重新立案。"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": STRIKINGS}

    def perform(self, form: ReasonForm) -> str:
        reason = form.cleaned_data["reason"]
        actions.strike_recovery(recovery=self.recovery, reason=reason, officer=self.user, at=timezone.now())
        return "已划去。"


class StrikeReceipt(ActPage):
    act = Act.PAY
    form_class = ReasonForm
    title, verb, icon, is_dangerous = "划去收回记录", "划去", "ban", True

    @cached_property
    def receipt(self) -> Receipt:
        rows = Receipt.objects.visible_to(self.user).select_related("recovery")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": STRIKINGS}

    def back(self) -> str:
        return recovery_url(self.receipt.recovery)

    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.back(), self.receipt.recovery.number)]

    def facts(self) -> list[tuple[str, Any]]:
        own = self.receipt
        return [("收回", f"{own.on}，{own.amount:,.2f} 元，凭证号 {own.voucher}")]

    def perform(self, form: ReasonForm) -> str:
        reason = form.cleaned_data["reason"]
        actions.strike_receipt(receipt=self.receipt, reason=reason, officer=self.user, at=timezone.now())
        return "已划去，原件和原因仍保留。"


class DecideClosing(OfRecovery, View):
    """Closed, or left open; asked for by a button of the page."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(recovery_url(self.recovery))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        is_agreed = request.POST.get("decision") == "close"
        try:
            actions.decide_closing(recovery=self.recovery, is_agreed=is_agreed, officer=self.user, at=timezone.now())
        except actions.RecoveryRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "已结案。" if is_agreed else "不予结案，继续追回。")
        return HttpResponseRedirect(recovery_url(self.recovery))
