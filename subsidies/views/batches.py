"""补贴发放: what waits to be paid, batches and the page of one, each step of its way, and single payments."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.crypto import ValueUnreadable
from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from households.views.registry import OnDay
from subsidies.actions import batches as actions
from subsidies.actions import endorsing, returns
from subsidies.enums import Scheme
from subsidies.filters.payments import BatchFilter, OfBatchFilter, PaymentFilter
from subsidies.forms.claims import AccountForm
from subsidies.forms.payments import BatchForm, ReturnForm, SendForm
from subsidies.models import BankFile, Batch, Claim, Payment
from subsidies.payment_enums import FAMILIES, BatchStatus, PaymentStatus
from subsidies.queries import funds, payments
from subsidies.queries.payments import Waiting, quarter_of
from subsidies.tables.payments import BATCHES, OF_BATCH, PAYMENTS, batch_mark, payment_mark, period_of
from ui.forms import ReasonForm
from ui.views import Action

from .acting import ActPage

DISSOLVING = ("资金来源有误", "名单有误，需重新编制", "财政资金未到位")
ENDORSED_AT_ONCE = 100
PREVIEWED = 50
NEXT = {
    BatchStatus.MADE: "由区县另一位经办人员核对名单和合计后复核签字。",
    BatchStatus.SIGNED: "由财政人员核对资金和合计后确认。",
    BatchStatus.CONFIRMED: "财政已确认。生成报盘文件送银行；生成后批次不再改动。",
    BatchStatus.SENT: "报盘文件已生成。下载后送银行，银行办结后导入回盘文件。",
    BatchStatus.DISSOLVED: "批次已撤销，其中的申请可列入新的批次。",
}


class BatchList(ActRequired, ScopedListView):
    act = Act.READ_PAYMENTS
    columns, filterset_class, default_sort = BATCHES, BatchFilter, "-made"
    names_people = False
    template_name = "subsidies/payments/batches.html"
    title, unit = "发放批次", "批"
    empty_text = "还没有发放批次。申请批准后，由区县编制批次发放。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = payments.batches().filter(pk__in=Batch.objects.visible_to(self.reader).values("pk"))
        return rows

    def get_primary_action(self) -> Action | None:
        if not may(self.reader, Act.PAY):
            return None
        return Action("编制批次", reverse("subsidies:to_pay"), "plus")


class PaymentList(ActRequired, ScopedListView):
    """Every payment, also to be searched for what the bank rejected."""

    act = Act.READ_PAYMENTS
    columns, filterset_class, default_sort = PAYMENTS, PaymentFilter, "-number"
    template_name = "subsidies/payments/payments.html"
    title, unit = "发放明细", "笔"
    empty_text = "没有符合条件的发放明细。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = payments.payments().filter(pk__in=Payment.objects.visible_to(self.reader).values("pk"))
        return rows


class ToPay(ActRequired, View):
    """What of the district waits to be paid, by scheme and quarter."""

    act = Act.PAY

    def get(self, request: HttpRequest) -> HttpResponse:
        area = self.user.area
        groups = payments.waiting(area) if area else []
        return render(request, "subsidies/payments/to_pay.html", {"groups": groups})


class NewBatch(ActPage):
    """Whom a batch would pay, and out of what."""

    act = Act.PAY
    form_class = BatchForm
    template_name = "subsidies/payments/new_batch.html"
    title, verb, icon = "编制发放批次", "编制批次", "wallet"
    made: Batch | None = None

    @cached_property
    def group(self) -> Waiting | None:
        first, scheme = self._asked()
        for one in payments.waiting(self.user.area) if self.user.area else ():
            if (one.months.first, one.scheme) == (first, scheme):
                return one
        return None

    def _asked(self) -> tuple[dt.date, Scheme]:
        try:
            first = quarter_of(dt.date(self.kwargs["year"], self.kwargs["month"], 1)).first
            return first, Scheme(self.kwargs["scheme"])
        except ValueError:
            raise Http404 from None

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if context["group"] is None:
            messages.info(self.request, "该项补贴已没有待发放的申请。")
            return HttpResponseRedirect(reverse("subsidies:to_pay"))
        return super().render_to_response(context, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        area, scheme = self.user.area, self._asked()[1]
        own = funds.paying(area, FAMILIES[scheme]) if area else funds.funds().none()
        return super().get_form_kwargs() | {"funds": own}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        group, area = self.group, self.user.area
        rows: Any = payments.payable_for(area, group.scheme, group.months) if group and area else Claim.objects.none()
        preview = rows.select_related("person", "employer", "area")[:PREVIEWED]
        return super().get_context_data(group=group, preview=preview, **kwargs)

    def crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("subsidies:batches"), "发放批次"), (reverse("subsidies:to_pay"), "待发放")]

    def back(self) -> str:
        return batch_url(self.made) if self.made else reverse("subsidies:to_pay")

    def perform(self, form: BatchForm) -> str:
        first, scheme = self._asked()
        self.made = actions.make(
            batch=actions.NewBatch(scheme, quarter_of(first), **form.cleaned_data), officer=self.user, at=timezone.now()
        )
        return f"已编制批次 {self.made.number}：{self.made.count} 笔，{self.made.amount:,.2f} 元。"


def batch_url(batch: Batch) -> str:
    return reverse("subsidies:batch", args=[batch.pk])


class OfBatch(OnDay, ActRequired):
    """Something about one batch of the officer's area."""

    act = Act.READ_PAYMENTS
    kwargs: dict[str, Any]

    @cached_property
    def batch(self) -> Batch:
        own = Batch.objects.visible_to(self.user).values("pk")
        return get_object_or_404(payments.batches().filter(pk__in=own), pk=self.kwargs["pk"])


class BatchPage(OfBatch, ScopedListView):
    """Where a batch stands, what is to be done next, and its payments."""

    columns, filterset_class, default_sort = OF_BATCH, OfBatchFilter, "serial"
    template_name = "subsidies/payments/batch.html"
    unit = "笔"
    empty_text = "没有这样的发放明细。"

    def get_title(self) -> str:
        return f"发放批次 {self.batch.number}"

    def get_scoped(self) -> QuerySet[Any]:
        return Payment.objects.filter(batch=self.batch)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own, user = self.batch, self.user
        pays = may(user, Act.PAY) and user.area_id == own.area_id
        confirms = may(user, Act.CONFIRM_PAYMENTS)
        is_open = own.status in (BatchStatus.MADE, BatchStatus.SIGNED, BatchStatus.CONFIRMED)
        return super().get_context_data(
            batch=own,
            mark=batch_mark(own),
            period=period_of(own),
            next_words=NEXT[BatchStatus(own.status)],
            settled=payments.settled(own) if own.status == BatchStatus.SENT else None,
            bank_file=BankFile.objects.filter(batch=own).select_related("format").first(),
            returns=own.returns.select_related("entered_by").order_by("-pk"),
            may_sign=pays and own.status == BatchStatus.MADE and own.made_by_id != user.pk,
            may_confirm=confirms and own.status == BatchStatus.SIGNED,
            may_send=pays and own.status == BatchStatus.CONFIRMED,
            may_return=pays and own.status == BatchStatus.SENT,
            may_dissolve=is_open and (pays or confirms),
            **kwargs,
        )


class BatchSheet(OfBatch, View):
    """发放表, on paper, with room for signatures."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = self.batch
        context = {"batch": own, "period": period_of(own), "rows": own.payments.order_by("serial")}
        return render(request, "subsidies/payments/sheet.html", context)


class _Step(OfBatch, View):
    """A step without questions; asked for by its button on the page."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(batch_url(self.batch))

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        try:
            messages.success(request, self.perform())
        except actions.BatchRefused as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(batch_url(self.batch))

    def perform(self) -> str:
        raise NotImplementedError


class SignBatch(_Step):
    act = Act.PAY

    def perform(self) -> str:
        actions.sign(batch=self.batch, officer=self.user, at=timezone.now())
        return "已复核签字，由财政人员确认。"


class ConfirmBatch(_Step):
    act = Act.CONFIRM_PAYMENTS

    def perform(self) -> str:
        actions.confirm(batch=self.batch, officer=self.user, at=timezone.now())
        return "已确认，由区县送银行。"


class DownloadFile(_Step):
    """The bank's file; each time it is taken away is noted."""

    act = Act.PAY

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        try:
            file = actions.open_file(batch=self.batch, officer=self.user, at=timezone.now())
            content = file.file.storage.open(str(file.file.name)).read()
        except (actions.BatchRefused, OSError, ValueUnreadable) as refused:
            words = (
                str(refused) if isinstance(refused, actions.BatchRefused) else "文件现在无法读取，请联系系统管理员。"
            )
            messages.error(request, words)
            return HttpResponseRedirect(batch_url(self.batch))
        name = f"{self.batch.number}.{actions.layout_of(file.format).suffix}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(content, content_type="application/octet-stream", headers=headers)


class BatchAct(OfBatch, ActPage):
    """A step of a batch that asks something."""

    act = Act.PAY

    def back(self) -> str:
        return batch_url(self.batch)

    def crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("subsidies:batches"), "发放批次"), (self.back(), self.batch.number)]

    def facts(self) -> list[tuple[str, Any]]:
        own = self.batch
        total = f"{own.count} 笔，{own.amount:,.2f} 元"
        return [("补贴", f"{own.get_scheme_display()} {period_of(own)}"), ("合计", total), ("资金来源", own.fund)]


class SendBatch(BatchAct):
    form_class = SendForm
    title, verb, icon = "生成报盘文件", "生成并送银行", "building-bank"
    hint = "报盘文件只生成一次，生成后批次不再改动。"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"formats": funds.formats(self.batch.area, self.today)}

    def perform(self, form: SendForm) -> str:
        told = form.cleaned_data["bank_format"]
        made = actions.send(batch=self.batch, bank_format=told, officer=self.user, at=timezone.now())
        return f"已生成报盘文件：{made.count} 笔，{made.amount:,.2f} 元。请下载后送银行。"


class DissolveBatch(BatchAct):
    form_class = ReasonForm
    title, verb, icon, is_dangerous = "撤销批次", "撤销批次", "ban", True
    hint = "其中的申请可列入新的批次，资金退回结余。"

    def is_allowed(self) -> bool:
        return may(self.request.user, Act.PAY) or may(self.request.user, Act.CONFIRM_PAYMENTS)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": DISSOLVING}

    def perform(self, form: ReasonForm) -> str:
        reason = form.cleaned_data["reason"]
        actions.dissolve(batch=self.batch, reason=reason, officer=self.user, at=timezone.now())
        return f"批次 {self.batch.number} 已撤销。"


class EnterReturn(BatchAct):
    form_class = ReturnForm
    title, verb, icon, with_files = "导入银行回盘", "导入", "upload", True
    hint = "按流水号和金额核对；同一文件重复导入不会重复登记。"

    def perform(self, form: ReturnForm) -> str:
        content = form.cleaned_data["file"]
        made = returns.enter(batch=self.batch, content=content, officer=self.user, at=timezone.now())
        words = f"发放成功 {made.paid} 笔，银行退回 {made.rejected} 笔，此前已登记 {made.known} 笔。"
        if made.faults:
            messages.warning(self.request, f"有 {len(made.faults)} 行没有采用，见下面“银行回盘”。")
        waiting = endorsing.to_endorse(self.batch)[:ENDORSED_AT_ONCE]
        done, refused = endorsing.endorse_paid(waiting=waiting, officer=self.user, at=timezone.now())
        for why in refused[:5]:
            messages.warning(self.request, f"没有记入证件：{why}")
        return words + (f"{done} 笔已记入本人证件。" if done else "")


class OfPayment(OnDay, ActRequired):
    act = Act.READ_PAYMENTS
    kwargs: dict[str, Any]

    @cached_property
    def payment(self) -> Payment:
        own = Payment.objects.visible_to(self.user).values("pk")
        rows = payments.payments().select_related("again__payment", "corrected", "batch__fund").filter(pk__in=own)
        return get_object_or_404(rows, pk=self.kwargs["pk"])


def payment_url(payment: Payment) -> str:
    return reverse("subsidies:payment", args=[payment.pk])


class PaymentPage(OfPayment, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = self.payment
        corrected = getattr(own, "corrected", None)
        pays = may(self.user, Act.PAY) and self.user.area_id == own.batch.area_id
        context = {
            "payment": own,
            "mark": payment_mark(own),
            "corrected": corrected,
            "recoveries": own.recoveries.order_by("pk"),
            "may_correct": pays and own.status == PaymentStatus.REJECTED and corrected is None,
            "may_recover": pays and own.status == PaymentStatus.PAID,
        }
        return render(request, "subsidies/payments/payment.html", context)


class CorrectAccount(OfPayment, ActPage):
    act = Act.PAY
    form_class = AccountForm
    title, verb, icon = "更正账户", "更正，重新发放", "edit"
    hint = "该笔列入下一批次，发到更正后的账户；申请上的账户不变。"

    def get_initial(self) -> dict[str, Any]:
        own = self.payment
        return {"account_name": own.account_name, "bank": own.bank}

    def back(self) -> str:
        return payment_url(self.payment)

    def crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("subsidies:payments"), "发放明细"), (self.back(), self.payment.number)]

    def facts(self) -> list[tuple[str, Any]]:
        own = self.payment
        return [
            ("补贴对象", own.payee_name),
            ("金额", f"{own.amount:,.2f} 元"),
            ("原账户", f"{own.account_name} {own.bank} {own.masked_account}"),
            ("退回原因", own.bank_reason),
        ]

    def perform(self, form: AccountForm) -> str:
        account = form.account_told()
        returns.correct_account(payment=self.payment, account=account, officer=self.user, at=timezone.now())
        return "已更正账户，请列入下一批次发放。"
