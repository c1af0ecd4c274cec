"""What the panel 材料 of a case page shows."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Act, may
from approvals.workflow import LIVE
from households.forms.attachments import AttachmentForm
from households.models import Certification


def attachment_panel(certification: Certification, user: User, *, bound: Any = None) -> dict[str, Any]:
    """The context of ``households/attachments.html``: all material, and what the user may do with it."""
    rows = certification.attachments.select_related("added_by", "struck_by").order_by("added_at", "pk")
    may_change = may(user, Act.SURVEY) and certification.status in LIVE
    form = bound if isinstance(bound, AttachmentForm) else AttachmentForm(auto_id="attach_%s")
    return {
        "attachments": rows,
        "scanned": {row.kind for row in rows if row.struck_at is None},
        "may_open": may(user, Act.UNMASK),
        "may_strike_off": may_change,
        "attach_url": reverse("households:attach", args=[certification.pk]) if may_change else "",
        "attach_form": form if may_change else None,
    }
