"""What the panel 扫描件和照片 of the page of a case shows."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Act, may
from approvals.models import Approvable
from approvals.queries import opens_material
from approvals.workflow import LIVE
from households.forms.attachments import AttachmentForm
from households.models import Certificate, Certification, Exit, Revocation


@dataclass(frozen=True)
class Place:
    """Where the material of a kind of application is kept: how the addresses begin, what is asked for, and by which
    form, and who adds to it."""

    begin: str
    asks: str
    form: type[AttachmentForm] = AttachmentForm
    act: Act = Act.SURVEY


PLACES: dict[type[Approvable], Place] = {
    Certification: Place("households:", "请上传申请表和证件的照片或扫描件。"),
    Exit: Place("households:exit_", "请上传证明材料的照片或扫描件。"),
    Certificate: Place("households:certificate_", "请上传所核验材料的照片或扫描件。"),
    Revocation: Place("households:revocation_", "请上传证据的照片或扫描件。", act=Act.DECIDE),
}


def attachment_form(application: Approvable, *args: Any, place: Place | None = None) -> AttachmentForm:
    """The form for more material of an application."""
    form = (place or PLACES[type(application)]).form
    return form(*args, kinds=application.attachments.model._meta.get_field("kind").choices)  # type: ignore[union-attr, arg-type]


def attachment_panel(
    application: Approvable, user: User, *, on: dt.date, bound: Any = None, place: Place | None = None
) -> dict[str, Any]:
    """The context of ``households/attachments.html``: all material, and what the user may do with it.

    ``bound`` is a form that came back with errors; ``place`` is said by other apps.
    """
    kind = type(application)
    at = place or PLACES[kind]
    rows = application.attachments.select_related("added_by", "struck_by").order_by("added_at", "pk")
    may_change = (
        application.status in LIVE
        and may(user, at.act)
        and kind.objects.withdrawable_by(user, on=on).filter(pk=application.pk).exists()  # type: ignore[attr-defined]
    )
    found: dict[str, Any] = {
        "attachments": rows,
        "scanned": {row.kind for row in rows if row.struck_at is None},
        "may_open": opens_material(application, user, on),
        "attachment_route": f"{at.begin}attachment",
        "strike_off_route": f"{at.begin}strike_off" if may_change else "",
    }
    if may_change:
        form = bound if isinstance(bound, AttachmentForm) else attachment_form(application, place=place)
        found |= {"attach_form": form, "attach_url": reverse(f"{at.begin}attach", args=[application.pk])}
        found["attach_asks"] = at.asks
        found["sign_url"] = reverse("households:sign", args=[application.pk]) if kind is Certification else ""
    return found
