"""What the panel 扫描件和照片 of the page of a case shows."""

import datetime as dt
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Act, may
from approvals.models import Approvable
from approvals.queries import opens_material
from approvals.workflow import LIVE
from households.forms.attachments import AttachmentForm
from households.models import Certificate, Certification, Exit, Revocation

# How the addresses of a kind of application begin, who adds to its material, and what is asked for.
ADDRESSES: dict[type[Approvable], str] = {
    Certification: "",
    Exit: "exit_",
    Certificate: "certificate_",
    Revocation: "revocation_",
}
KEPT_BY: dict[type[Approvable], Act] = {Revocation: Act.DECIDE}  # all else by the community
ASKED_FOR: dict[type[Approvable], str] = {
    Certification: "请上传申请表和证件的照片或扫描件。",
    Exit: "请上传证明材料的照片或扫描件。",
    Certificate: "请上传所核验材料的照片或扫描件。",
    Revocation: "请上传证据的照片或扫描件。",
}


def attachment_form(application: Approvable, *args: Any) -> AttachmentForm:
    """The form for more material of an application."""
    return AttachmentForm(*args, kinds=application.attachments.model._meta.get_field("kind").choices)  # type: ignore[union-attr, arg-type]


def attachment_panel(application: Approvable, user: User, *, on: dt.date, bound: Any = None) -> dict[str, Any]:
    """The context of ``households/attachments.html``: all material, and what the user may do with it.

    ``bound`` is a form that came back with errors.
    """
    kind = type(application)
    rows = application.attachments.select_related("added_by", "struck_by").order_by("added_at", "pk")
    may_change = (
        application.status in LIVE
        and may(user, KEPT_BY.get(kind, Act.SURVEY))
        and kind.objects.withdrawable_by(user, on=on).filter(pk=application.pk).exists()  # type: ignore[attr-defined]
    )
    begin = f"households:{ADDRESSES[kind]}"
    found: dict[str, Any] = {
        "attachments": rows,
        "scanned": {row.kind for row in rows if row.struck_at is None},
        "may_open": opens_material(application, user, on),
        "attachment_route": f"{begin}attachment",
        "strike_off_route": f"{begin}strike_off" if may_change else "",
    }
    if may_change:
        form = bound if isinstance(bound, AttachmentForm) else attachment_form(application)
        found |= {"attach_form": form, "attach_url": reverse(f"{begin}attach", args=[application.pk])}
        found["attach_asks"] = ASKED_FOR[kind]
        found["sign_url"] = reverse("households:sign", args=[application.pk]) if kind is Certification else ""
    return found
