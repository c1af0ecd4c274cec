"""援助承诺: the list, the page of a family with its clock and its written promise, and the signing of it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from accounts.uploads import UploadRefused
from accounts.uploads.views import file_answer
from assistance.actions import pledges as actions
from assistance.enums import Side
from assistance.filters.pledges import PromiseFilter
from assistance.forms.pledges import BY_FAMILY, BY_OFFICE, PledgeForm, SignatureForm, WithdrawForm
from assistance.models import Pledge, PledgeSignature
from assistance.queries import pledges
from assistance.queries.preparations import preparations_of
from assistance.tables.pledges import promise_columns
from households.case_tables import promise_mark
from households.models import HardToEmploySpell
from households.queries.responsibility_links import links_of
from households.views.registry import OnDay
from ui.forms import Dialogue
from ui.tables import Column


class PromiseList(OnDay, ActRequired, ScopedListView):
    """Every certified family of the area, by when a member is to be placed, and whether that was kept."""

    act = Act.READ_CASES
    title, unit = "援助承诺", "户"
    filterset_class = PromiseFilter
    template_name = "assistance/pledges/list.html"
    default_sort = "due"
    empty_text = "没有符合条件的零就业家庭。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = pledges.families(self.today).visible_to(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return promise_columns(self.today)


class UnsignedPromises(PromiseList):
    """Those whose clock runs and whose promise both sides have not signed yet."""

    title = "没有双方签字承诺书的零就业家庭"
    template_name = "assistance/pledges/unsigned.html"
    empty_text = "辖区内期限未满的零就业家庭都有双方签字的承诺书。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = pledges.unsigned(self.user, self.today)
        return rows


class FamilyView(OnDay, ActRequired, View):
    """The page of a certified family: its clock, its written promise, and the cases of its members."""

    act = Act.READ_CASES
    http_method_names = ["get"]

    @cached_property
    def case(self) -> Any:
        return get_object_or_404(pledges.families(self.today).visible_to(self.user), pk=self.kwargs["pk"])

    @property
    def own_url(self) -> str:
        return reverse("assistance:family", args=[self.case.pk])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, withdraw_form: WithdrawForm | None = None) -> HttpResponse:
        case, written = self.case, pledges.pledges_of(self.case)
        pledge = next((one for one in written if one.withdrawn_at is None), None)
        prepared = preparations_of(case)
        is_open = may(self.user, Act.ASSIST) and case.ended_on is None
        signed = {one.side: one for one in pledge.signatures.all()} if pledge else {}
        spells = HardToEmploySpell.objects.visible_to(self.user).open().filter(household=case.household_id)
        context = {
            "case": case,
            "mark": promise_mark(case, self.today),
            "pledge": pledge,
            "sides": [(side, signed.get(side.value)) for side in Side],
            "withdrawn": [one for one in written if one.withdrawn_at is not None],
            "preparations": prepared,
            "next_on": prepared[0].next_on(self.today) if prepared and case.ended_on is None else None,
            "may_assist": is_open,
            "may_look": may(self.user, Act.UNMASK),
            "withdraw": self._withdraw(pledge, withdraw_form) if pledge and is_open else None,
            "spells": spells.select_related("person").order_by("pk"),
            "links": links_of(case.household, self.today),
        }
        return render(self.request, "assistance/pledges/family.html", context)

    @staticmethod
    def _withdraw(pledge: Pledge, form: WithdrawForm | None) -> Dialogue:
        return Dialogue(
            "withdraw",
            "作废承诺书",
            reverse("assistance:pledge_withdraw", args=[pledge.pk]),
            "作废后须重新起草和签字；安置期限不变。",
            form or WithdrawForm(),
            is_dangerous=True,
        )


class NewPledge(FamilyView):
    act = Act.ASSIST
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        due = self.case.due_on.isoformat() if self.case.due_on else "（没有安置期限）"
        return self.form_page(PledgeForm(initial={"by_office": BY_OFFICE.format(due=due), "by_family": BY_FAMILY}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, form = self.case, PledgeForm(request.POST)
        if not form.is_valid():
            return self.form_page(form)
        try:
            actions.draft_pledge(case=case, promised=form.promised(), worker=self.user, at=timezone.now())
        except actions.PledgeRefused as refused:
            form.add_error(None, str(refused))
            return self.form_page(form)
        messages.success(request, "承诺书已起草，请双方签字。")
        return HttpResponseRedirect(self.own_url)

    def form_page(self, form: PledgeForm) -> HttpResponse:
        return render(self.request, "assistance/pledges/new.html", {"case": self.case, "form": form})


class OfPledge(FamilyView):
    """Something done to one promise; its page is the family's."""

    act = Act.ASSIST
    http_method_names = ["get", "post"]

    @cached_property
    def pledge(self) -> Pledge:
        rows = Pledge.objects.visible_to(self.user).standing().select_related("case")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def case(self) -> Any:
        return get_object_or_404(pledges.families(self.today).visible_to(self.user), pk=self.pledge.case_id)


class SignPledge(OfPledge):
    """Where one side signs, on the worker's telephone or at the counter."""

    @cached_property
    def side(self) -> Side:
        return Side(self.kwargs["side"])

    def get(self, request: HttpRequest, pk: int, side: str) -> HttpResponse:  # type: ignore[override]
        if self.side.value not in pledges.missing_sides(self.pledge):
            messages.info(request, f"{self.side.label}已经签字。")
            return HttpResponseRedirect(self.own_url)
        return self.sign_page(SignatureForm(signers=self._signers()))

    def post(self, request: HttpRequest, pk: int, side: str) -> HttpResponse:
        form = SignatureForm(request.POST, request.FILES, signers=self._signers())
        if not form.is_valid():
            return self.sign_page(form)
        file, person = form.cleaned_data["uploads"][0], form.cleaned_data.get("person")
        try:
            actions.sign_pledge(pledge=self.pledge, file=file, person=person, worker=self.user, at=timezone.now())
        except (actions.PledgeRefused, UploadRefused) as refused:
            form.add_error(None, str(refused))
            return self.sign_page(form)
        messages.success(request, f"{self.side.label}已签字。")
        return HttpResponseRedirect(self.own_url)

    def _signers(self) -> Any:
        return pledges.signers(self.pledge, self.today) if self.side == Side.FAMILY else None

    def sign_page(self, form: SignatureForm) -> HttpResponse:
        context = {"pledge": self.pledge, "case": self.case, "side": self.side, "form": form, "officer": self.user}
        return render(self.request, "assistance/pledges/sign.html", context)


class WithdrawPledge(OfPledge):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(self.own_url)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, pledge = WithdrawForm(request.POST), self.pledge
        if not form.is_valid():
            return self.page(form)
        reason = form.cleaned_data["reason"]
        try:
            actions.withdraw_pledge(pledge=pledge, reason=reason, worker=self.user, at=timezone.now())
        except actions.PledgeRefused as refused:
            form.add_error("reason", str(refused))
            return self.page(form)
        messages.success(request, "承诺书已作废，内容和原因仍保留。")
        return HttpResponseRedirect(self.own_url)


class OpenSignature(OnDay, ActRequired, View):
    """The picture of a signature, for those who may see what identifies; who looked is on record."""

    act = Act.UNMASK

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        rows = PledgeSignature.objects.visible_to(self.user).select_related("pledge")
        signature = get_object_or_404(rows, pk=pk)
        try:
            file, name = actions.open_signature(signature=signature, actor=self.user, at=timezone.now())
        except UploadRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(reverse("assistance:family", args=[signature.pledge.case_id]))
        return file_answer(signature, file, name)
