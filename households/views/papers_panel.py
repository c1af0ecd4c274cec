"""What a case page shows of the paper around it, and the dialogues that add to it."""

import datetime as dt
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Act, may
from approvals.workflow import LIVE
from households.forms.papers import MaterialForm, VisitForm
from households.models import Certification
from households.queries.papers import papers_of
from ui.forms import Dialogue


def papers_panel(certification: Certification, user: User, *, on: dt.date, bound: Any) -> dict[str, Any]:
    """The context of ``households/papers_panel.html``; ``bound`` is a form that came back with errors."""
    context: dict[str, Any] = {"papers": papers_of(certification, on)}
    if certification.status not in LIVE or not may(user, Act.SURVEY):
        return context
    showing = bound if isinstance(bound, MaterialForm) else MaterialForm()
    visiting = bound if isinstance(bound, VisitForm) else VisitForm(initial={"visited_on": on})
    to_show, to_visit = (reverse(f"households:{name}", args=[certification.pk]) for name in ("material", "visit"))
    return context | {
        "showing": Dialogue(
            "dialogue-material",
            "登记材料",
            to_show,
            "写下已核对原件；登记后不能修改，有误的再登记一次。",
            showing,
            icon="plus",
        ),
        "visiting": Dialogue(
            "dialogue-visit", "登记入户核实", to_visit, "登记后不能修改；再次走访的另行登记。", visiting, icon="home"
        ),
    }
