"""劳务型服务企业的推进: the streets, who pushes which district, and the acts on both."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from accounts.enums import AreaLevel
from accounts.lists.views import ScopedListView
from accounts.models import Area
from accounts.permissions import Act, ActRequired, may
from assistance.actions import pushes as actions
from assistance.filters.pushes import MemberFilter, StreetFilter
from assistance.forms.pushes import WITHDRAWALS, EndMemberForm, MemberForm, ReadinessForm, WithdrawForm
from assistance.models import PushMember, Readiness
from assistance.queries.pushes import streets
from assistance.tables.pushes import member_columns, street_columns
from households.views.registry import OnDay
from ui.tables import Column
from ui.views import Action


class StreetPushes(OnDay, ActRequired, ScopedListView):
    """The streets of the area: whether each has an enterprise, must have one, and by when."""

    act = Act.READ_CASES
    names_people = False
    filterset_class, default_sort = StreetFilter, "street"
    template_name = "assistance/employers/list.html"
    title, unit, empty_text = "劳务型服务企业推进", "个街道", "您的辖区内没有街道（乡镇）。"

    def get_scoped(self) -> QuerySet[Any]:
        return streets(self.user, self.today)

    def get_columns(self) -> tuple[Column, ...]:
        return street_columns(self.today, may_push=may(self.user, Act.SET_PROGRAMMES))

    def get_primary_action(self) -> Action | None:
        return Action("查看推进组", reverse("assistance:push_members"), "users")


class PushMembers(ActRequired, ScopedListView):
    """专项推进组: who pushes which district."""

    act = Act.READ_CASES
    names_people = False
    queryset = PushMember.objects.select_related("area")
    filterset_class, default_sort = MemberFilter, "district"
    template_name = "assistance/employers/list.html"
    title, unit, empty_text = "专项推进组", "人", "还没有确定推进组成员。由市和区县确定，一人推进一个区县。"

    def get_columns(self) -> tuple[Column, ...]:
        return member_columns(may_push=may(self.reader, Act.SET_PROGRAMMES))

    def get_primary_action(self) -> Action | None:
        if not may(self.reader, Act.SET_PROGRAMMES):
            return None
        return Action("确定推进组成员", reverse("assistance:push_member_new"), "plus")


class PushForm(OnDay, ActRequired, FormView):
    """One act on a page of its own: ``verb`` names it, ``about`` says of what, ``done`` what was done."""

    act = Act.SET_PROGRAMMES
    template_name = "assistance/employers/push.html"
    verb, done, back = "", "", "assistance:pushes"

    @property
    def about(self) -> str:
        return ""

    def carry_out(self, form: Any) -> None:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(verb=self.verb, about=self.about, back_url=reverse(self.back), **kwargs)

    def get_success_url(self) -> str:
        return reverse(self.back)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.carry_out(form)
        except actions.PushRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return super().form_valid(form)


class FindReady(PushForm):
    form_class, verb, done = ReadinessForm, "认定有条件", "已认定该街道有条件建立劳务型服务企业。"

    @cached_property
    def street(self) -> Area:
        rows = Area.objects.visible_to(self.user).existing(self.today).filter(level=AreaLevel.STREET)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def about(self) -> str:
        return self.street.name

    def get_initial(self) -> dict[str, Any]:
        return {"found_on": self.today, "due_on": self.today.replace(month=12, day=31)}

    def carry_out(self, form: Any) -> None:
        actions.find_ready(street=self.street, officer=self.user, at=timezone.now(), **form.cleaned_data)


class WithdrawReady(PushForm):
    form_class, verb, done = WithdrawForm, "撤回认定", "已撤回，原认定和原因仍保留。"

    @cached_property
    def readiness(self) -> Readiness:
        rows = Readiness.objects.standing().visible_to(self.user).select_related("area")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def about(self) -> str:
        return self.readiness.area.name

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": WITHDRAWALS}

    def carry_out(self, form: Any) -> None:
        actions.withdraw_ready(readiness=self.readiness, officer=self.user, at=timezone.now(), **form.cleaned_data)


class NameMember(PushForm):
    form_class, verb, done, back = MemberForm, "确定推进组成员", "已确定推进组成员。", "assistance:push_members"

    def get_form_kwargs(self) -> dict[str, Any]:
        rows = Area.objects.visible_to(self.user).existing(self.today).filter(level=AreaLevel.DISTRICT)
        return super().get_form_kwargs() | {"districts": rows.order_by("path")}

    def get_initial(self) -> dict[str, Any]:
        own = self.user.area
        district = {"district": own} if own is not None and own.level == AreaLevel.DISTRICT else {}
        return {"since": self.today} | district

    def carry_out(self, form: Any) -> None:
        actions.name_member(officer=self.user, at=timezone.now(), **form.cleaned_data)


class EndMember(PushForm):
    form_class, verb, done, back = EndMemberForm, "结束推进", "已结束推进。", "assistance:push_members"

    @cached_property
    def member(self) -> PushMember:
        rows = PushMember.objects.visible_to(self.user).select_related("area")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def about(self) -> str:
        return f"{self.member.name}（{self.member.area.name}）"

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": self.today}

    def carry_out(self, form: Any) -> None:
        actions.end_member(member=self.member, officer=self.user, at=timezone.now(), **form.cleaned_data)
