"""What the forms of payments and recoveries share: one form on a page of its own, and back to where it came from."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.generic import FormView

from accounts.permissions import ActRequired
from accounts.refusing import FieldRefused
from households.views.registry import OnDay


class ActPage(OnDay, ActRequired, FormView):
    """Asks for what an act needs, and does it. A subclass gives ``title``, ``verb``, ``back`` and ``perform``; what
    is refused stands at its field."""

    template_name = "subsidies/act.html"
    title = verb = hint = ""
    icon = "file-text"
    is_dangerous = False
    with_files = False

    def back(self) -> str:
        raise NotImplementedError

    def crumbs(self) -> list[tuple[str, str]]:
        return []

    def facts(self) -> list[tuple[str, Any]]:
        """What the act is about, as one looks at it before."""
        return []

    def perform(self, form: Any) -> str:
        """Do it; the sentence that says what was done."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {name: getattr(self, name) for name in ("title", "verb", "hint", "icon", "is_dangerous", "with_files")}
        told |= {"back": self.back(), "crumbs": self.crumbs(), "facts": self.facts()}
        return super().get_context_data(**told, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = self.perform(form)
        except FieldRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, done)
        return HttpResponseRedirect(self.back())
