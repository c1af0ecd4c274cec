"""The acts on a household or a person that change who lives where: one form each, and a sentence on what follows."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from accounts.permissions import Act, ActRequired
from approvals.workflow import Status
from households.actions import corrections, deaths, departures, handovers, merging, splitting
from households.actions.memberships import MoveRefused
from households.forms.identity import AnnulDeathForm, CorrectionForm, DeathForm, MergeForm
from households.forms.moves import AddressForm, ComebackForm, HandoverForm, JoinForm, LeaveForm, SplitForm
from households.models import Household, Membership, Person
from households.queries.cases import with_head
from households.queries.moves import absent_members
from households.queries.person import home_of

from .registry import OnDay


def refuse(form: forms.Form, refused: MoveRefused) -> None:
    """Say at its field, or on top, why the act was refused."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


class Moving(OnDay, ActRequired, FormView, ABC):
    """One act on ``subject``. ``title`` names it, ``verb`` stands on the button, ``follows`` says what will follow."""

    act = Act.SURVEY
    template_name = "households/move.html"
    title: ClassVar[str]
    verb: ClassVar[str]
    follows: ClassVar[str]
    icon: ClassVar[str] = "edit"

    @abstractmethod
    def get_subject(self) -> Any:
        """What the act is about, of what the reader may see. Raises Http404."""

    @abstractmethod
    def perform(self, form: Any) -> str:
        """Call the one action; returns what was done, in words. Raises MoveRefused."""

    @cached_property
    def subject(self) -> Any:
        return self.get_subject()

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = self.perform(form)
        except MoveRefused as refused:
            refuse(form, refused)
            return self.form_invalid(form)
        messages.success(self.request, done)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(subject=self.subject, page=self, back=self.get_success_url(), **kwargs)


class OfHousehold(Moving):
    """An act on a household of the user's area; ``members`` are those it asks about."""

    def get_subject(self) -> Household:
        return get_object_or_404(Household.objects.visible_to(self.user).select_related("area"), pk=self.kwargs["pk"])

    def members(self) -> list[Membership]:
        present = self.subject.memberships.filter(validity__upper_inf=True).select_related("person")
        return list(present.order_by("pk"))

    def get_success_url(self) -> str:
        return reverse("households:household", args=[self.subject.pk])


class ProposeHandover(OfHousehold):
    form_class = HandoverForm
    title, verb, icon = "社区交接", "提出交接", "send"
    follows = (
        "对方社区接收后，从接收当天起由其负责，在办的认定、退出和在册人员一并转去，安置期限不变；"
        "接收之前仍由本社区负责。"
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.today}

    def perform(self, form: HandoverForm) -> str:
        made = handovers.propose_handover(
            household=self.subject, giving=form.giving(), worker=self.user, at=timezone.now()
        )
        return f"已提出交接 {made.number}，待{made.to_area.name}接收。"


class ChangeAddress(OfHousehold):
    form_class = AddressForm
    title, verb, icon = "变更住址", "变更住址", "map-pin"
    follows = "只变更住在哪里，原住址保留在经历中；由哪个社区负责不变。"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.today, "area": self.subject.area_id}

    def perform(self, form: AddressForm) -> str:
        handovers.change_address(household=self.subject, moved=form.moved(), worker=self.user, at=timezone.now())
        return "住址已变更。"


class OfMembers(OfHousehold):
    """An act that asks about ``members``."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"members": self.members()}

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.today}


class Split(OfMembers):
    form_class = SplitForm
    title, verb, icon = "分户", "办理分户", "users"
    follows = (
        "分出的成员从该日起组成新户，仍由本社区负责，两户立即重新评估。"
        "零就业家庭的认定和安置期限留在原户；个人的认定和在册随本人。"
    )

    def perform(self, form: SplitForm) -> str:
        new = splitting.split_household(
            household=self.subject,
            move=form.move(),
            address=form.cleaned_data["address"],
            worker=self.user,
            at=timezone.now(),
        )
        return f"已分出新户 {new.number}。"


class Join(OfMembers):
    form_class = JoinForm
    title, verb, icon = "并入他户", "办理并户", "users-group"
    follows = (
        "所选成员从该日起属于另一户，两户立即重新评估。零就业家庭的认定和安置期限留在原户；"
        "全户并入的，系统提出原户退出，待您在“待确认的退出”中确认。"
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        others = Household.objects.visible_to(self.user).exclude(pk=self.subject.pk).exclude(area=None)
        return super().get_form_kwargs() | {"others": with_head(others, self.today, household="pk").order_by("address")}

    def perform(self, form: JoinForm) -> str:
        target = splitting.join_household(
            household=self.subject,
            into=form.cleaned_data["into"],
            move=form.move(),
            worker=self.user,
            at=timezone.now(),
        )
        return f"已并入 {target.number}。"


class Leave(OfMembers):
    form_class = LeaveForm
    title, verb, icon = "离开本市", "登记离开", "logout"
    follows = (
        "所选成员从该日起不再属于本户；全家离开的，本社区从该日起不再负责。"
        "在册的，系统提出“迁出”退出，待您在“待确认的退出”中确认后报街道。返回后可以恢复。"
    )

    def get_initial(self) -> dict[str, Any]:
        """Everybody, or whoever ``?person=`` names."""
        wanted = self.request.GET.get("person", "")
        everybody = [row.person_id for row in self.members()]
        return super().get_initial() | {"people": [int(wanted)] if wanted.isdecimal() else everybody}

    def perform(self, form: LeaveForm) -> str:
        departures.leave_city(household=self.subject, departure=form.departure(), worker=self.user, at=timezone.now())
        return "已登记离开本市。"


class ComeBack(OfMembers):
    form_class = ComebackForm
    title, verb, icon = "返回本市", "登记返回", "home"
    follows = "所选成员从该日起重新属于本户，由本社区负责；未办结的“迁出”退出自动撤回，已退出的须重新申请认定。"

    def members(self) -> list[Membership]:
        return absent_members(self.subject)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"people": [row.person_id for row in self.members()]}

    def perform(self, form: ComebackForm) -> str:
        departures.come_back(household=self.subject, comeback=form.comeback(), worker=self.user, at=timezone.now())
        return "已登记返回本市。"


class OfPersonMoving(Moving):
    """An act on a person of the user's area."""

    def get_subject(self) -> Person:
        return get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("households:person", args=[self.subject.pk])


class Death(OfPersonMoving):
    form_class = DeathForm
    title, verb, icon = "死亡登记", "登记死亡", "user"
    follows = (
        "本人从次日起不再属于本户，就业失业登记同日终止。"
        "在册的，系统提出“死亡”退出，待您在“待确认的退出”中确认后报街道。"
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        home = home_of(self.subject)
        present = home.household.memberships.filter(validity__upper_inf=True) if home else Membership.objects.none()
        others = list(present.exclude(person=self.subject).select_related("person").order_by("pk"))
        is_head = present.filter(person=self.subject, relation="head").exists()
        return super().get_form_kwargs() | {"members": others, "is_head": is_head}

    def perform(self, form: DeathForm) -> str:
        said = {"head": None} | form.cleaned_data
        deaths.register_death(person=self.subject, worker=self.user, at=timezone.now(), **said)
        return f"已登记{self.subject.name}死亡。"


class AnnulDeath(OfPersonMoving):
    form_class = AnnulDeathForm
    title, verb, icon = "撤销死亡登记", "撤销死亡登记", "arrow-back-up"
    follows = (
        "因死亡登记而终止的成员关系、婚姻和就业失业登记恢复原样，街道尚未决定的“死亡”退出自动撤回，本户立即重新评估。"
        "街道已经决定的退出和已上报的数字不变：仍符合条件的请重新申请认定，新的在册接续原来的；"
        "数字差额在下月报表中调整。"
    )

    def get_subject(self) -> Person:
        return get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["pk"], dead_on__isnull=False)

    def perform(self, form: AnnulDeathForm) -> str:
        own = self.subject
        deaths.annul_death(person=own, worker=self.user, at=timezone.now(), **form.cleaned_data)
        home = home_of(own)
        decided = deaths.exits_by(own, home.household if home else None).filter(status=Status.APPROVED)
        numbers = "、".join(row.number for row in decided)
        again = f"退出 {numbers} 街道已经决定，不随之恢复；仍符合条件的请重新申请认定。" if numbers else ""
        alone = "" if home and home.validity.upper is None else "本人现不在任何一户中，请在入户调查时登记为成员。"
        return f"{own.name}的死亡登记已撤销。{again}{alone}"


class Correct(OfPersonMoving):
    form_class = CorrectionForm
    title, verb = "更正姓名、身份证号", "更正"
    follows = "原来的姓名和号码加密保留，按原号码仍能查到本人；原号码不能再登记给别人。"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.subject, "today": self.today}

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.subject.name}

    def perform(self, form: CorrectionForm) -> str:
        own = corrections.correct_identity(
            person=self.subject, corrected=form.corrected(), worker=self.user, at=timezone.now()
        )
        return f"{own.name}的登记已更正。"


class ProposeMerge(OfPersonMoving):
    form_class = MergeForm
    title, verb, icon = "重复登记合并", "提出合并", "users-group"
    follows = (
        "由街道决定（两个街道的由区县决定）。同意后，另一份登记的就业失业登记、事实、认定和在册并入本页的登记，"
        "按两个号码都能查到本人；合并错了可以原样拆开，已上报的数字不变。"
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def perform(self, form: MergeForm) -> str:
        made = merging.propose_merge(survivor=self.subject, worker=self.user, at=timezone.now(), **form.cleaned_data)
        return f"已提出合并 {made.number}，待{made.area.name}决定。"
