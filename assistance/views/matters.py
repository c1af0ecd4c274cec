"""The frame of every register: its list, the page of one matter with what may be done about it, and entering one."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
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
from accounts.refusing import FieldRefused
from households.views.registry import OnDay
from ui.marks import Mark
from ui.views import Action

Fact = tuple[str, Any]  # what is known of a matter: its name and its words, nothing where there are none


# The registers beside each other: title, icon, page, and who opens it.
TABS = (
    ("活动和宣传", "speakerphone", "activities", Act.READ_CASES),
    ("先进典型", "heart-handshake", "model_cases", Act.READ_CASES),
    ("12333咨询", "phone", "enquiries", Act.ANSWER_ENQUIRIES),
    ("失业证明核实", "user-search", "unemployment_checks", Act.READ_CASES),
    ("裁员和安置方案", "building-community", "workforce_plans", Act.READ_CASES),
    ("政策落实督查", "eye", "supervisions", Act.READ_CASES),
    ("承诺的实事", "flag", "public_promises", Act.READ_CASES),
    ("举报投诉", "message-circle", "complaints", Act.HANDLE_COMPLAINTS),
)


def tabs(user: Any) -> list[tuple[str, str, str, str]]:
    """Title, icon, address and key of each register the user may open; none beside a single one."""
    known = [(title, icon, reverse(f"assistance:{page}"), page) for title, icon, page, act in TABS if may(user, act)]
    if may(user, Act.TAKE_COMPLAINTS) and not may(user, Act.HANDLE_COMPLAINTS):  # whoever only takes them has no list
        known.append(("登记举报投诉", "message-circle", reverse("assistance:complaint_new"), "complaint_new"))
    return known if len(known) > 1 else []


class MatterList(OnDay, ActRequired, ScopedListView):
    """``new_page`` is where one is entered, for those who may do ``new_act``."""

    template_name = "assistance/registers/list.html"
    new_page, new_verb = "", ""
    new_act: Act

    def get_primary_action(self) -> Action | None:
        if not self.new_page or not may(self.reader, self.new_act):
            return None
        return Action(self.new_verb, reverse(self.new_page), "plus")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(registers=tabs(self.reader), **kwargs)


class MatterPage(OnDay, ActRequired, View):
    """One matter. ``list_page`` and ``title`` name its register; ``own_page`` is its address."""

    http_method_names = ["get"]
    template_name = "assistance/registers/matter.html"
    title, icon, list_page, own_page = "", "clipboard-text", "", ""

    def get_rows(self) -> QuerySet[Any]:
        """What the user may see, with all that the page shows."""
        raise NotImplementedError

    def heading(self, case: Any) -> str:
        raise NotImplementedError

    def mark(self, case: Any) -> Mark | None:
        raise NotImplementedError

    def facts(self, case: Any) -> Sequence[Fact]:
        raise NotImplementedError

    def steps(self) -> tuple[type["MatterStep"], ...]:
        """What may become of a matter, in the order of the page."""
        return ()

    @cached_property
    def case(self) -> Any:
        return get_object_or_404(self.get_rows(), pk=self.kwargs["pk"])

    @property
    def address(self) -> str:
        return reverse(self.own_page, args=[self.case.pk])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, sent: forms.Form | None = None) -> HttpResponse:
        """``sent`` is the form of this very step where it was not taken."""
        case = self.case
        steps = [
            (step, sent if sent and isinstance(self, step) else step.blank(self), step.address_of(case))
            for step in self.steps()
            if may(self.user, step.act) and step.is_open(self)
        ]
        context = {
            "case": case,
            "title": self.title,
            "icon_name": self.icon,
            "heading": self.heading(case),
            "mark": self.mark(case),
            "list_url": reverse(self.list_page),
            "facts": [(name, words) for name, words in self.facts(case) if words not in (None, "")],
            "may_open": may(self.user, Act.READ_CASES),
            "steps": steps,
            "media": sum((form.media for _, form, _ in steps), forms.Media()),
        } | self.more(case)
        return render(self.request, self.template_name, context)

    def more(self, case: Any) -> dict[str, Any]:
        return {}


class MatterStep(MatterPage):
    """Something that is done about a matter. What is refused comes back on its page, with what was typed."""

    http_method_names = ["get", "post"]
    step_page: ClassVar[str]
    step_title: ClassVar[str]
    step_verb: ClassVar[str]
    step_icon: ClassVar[str] = "check"
    step_hint: ClassVar[str] = ""
    is_dangerous: ClassVar[bool] = False
    form_class: type[forms.Form]

    @classmethod
    def is_open(cls, page: MatterPage) -> bool:
        """Whether it may be done about the page's matter now, by whoever reads it."""
        raise NotImplementedError

    @classmethod
    def told(cls, page: MatterPage) -> dict[str, Any]:
        """What the form is told of the matter."""
        return {}

    @classmethod
    def blank(cls, page: MatterPage) -> forms.Form:
        return cls.form_class(prefix=cls.step_page.partition(":")[2], **cls.told(page))

    @classmethod
    def address_of(cls, case: Any) -> str:
        return reverse(cls.step_page, args=[case.pk])

    def do(self, case: Any, form: Any) -> str:
        """Does it, and says so. Raises FieldRefused."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(self.address)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form_class(request.POST, prefix=self.step_page.partition(":")[2], **self.told(self))
        if not form.is_valid():
            return self.refused(form)
        try:
            done = self.do(self.case, form)
        except FieldRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.refused(form)
        messages.success(request, done)
        return HttpResponseRedirect(self.address)

    def refused(self, form: forms.Form) -> HttpResponse:
        """Where somebody else was quicker, the page has no such step any more: then the sentence stands above it."""
        if not self.is_open(self):
            for sentence in form.non_field_errors() or ["该件的情况已有变化，请看现在的页面。"]:
                messages.error(self.request, str(sentence))
            return HttpResponseRedirect(self.address)
        return self.page(form)


class NewMatter(OnDay, ActRequired, View):
    """Enters a matter; ``?person=`` names whom it is about where one comes from that page."""

    template_name = "assistance/registers/new.html"
    title, verb, hint, list_page = "", "登记", "", ""
    form_class: type[forms.Form]

    def told(self) -> dict[str, Any]:
        return {"today": self.today}

    def enter(self, form: Any) -> Any:
        """Raises FieldRefused."""
        raise NotImplementedError

    def done(self, made: Any) -> str:
        """The sentence that says so."""
        return "已登记。"

    def address_of(self, made: Any) -> str:
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.form_class(**self.told()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST, **self.told())
        if not form.is_valid():
            return self.page(form)
        try:
            made = self.enter(form)
        except FieldRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.page(form)
        messages.success(request, self.done(made))
        return HttpResponseRedirect(self.address_of(made))

    def page(self, form: forms.Form) -> HttpResponse:
        back = reverse(self.list_page) if self.list_page else ""
        told = {"title": self.title, "verb": self.verb, "hint": self.hint}
        context = {"form": form, "back": back, "register": self.register} | told
        return render(self.request, self.template_name, context)

    @property
    def register(self) -> str:
        """What the register is called, that one is entered in."""
        page = self.list_page.partition(":")[2]
        return next((title for title, _, known, _ in TABS if known == page), "")

    @property
    def now(self) -> Any:
        return timezone.now()
