"""Material of an application: attached while it is under way, opened on record, struck off but never deleted."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.uploads import CheckedFile, UploadRefused
from accounts.uploads import actions as kept
from approvals.models import Approvable, Attachment
from approvals.workflow import LIVE

NOTHING_MORE: Mapping[str, Any] = {}


@transaction.atomic
def attach(
    *,
    application: Approvable,
    kind: str,
    files: Sequence[CheckedFile],
    actor: User,
    at: dt.datetime,
    told: Mapping[str, Any] = NOTHING_MORE,
) -> list[Attachment]:
    """Keep checked files as material of that kind: all of them or, where one is refused, none. ``told`` is what else
    the rows of this material say.

    Raises UploadRefused if the application is outside the actor's area or decided, or has one of the files already.
    """
    locked = _under_way(application, actor, at)

    def blank() -> Attachment:
        return locked.attachments.model(application=locked, kind=kind, **told)

    made = kept.keep(files, blank=blank, beside=locked.attachments.filter(kind=kind), actor=actor, at=at)
    for attachment in made:
        _record("attached", attachment, actor, at, kind=kind)
    return made


def open_attachment(
    *, attachment: Attachment, actor: User, at: dt.datetime, on_behalf_of: User | None = None
) -> tuple[File, str]:
    """The content, to read from the beginning, and a name to save it under; who looked, in whose name, is written down.

    Raises UploadRefused where the file cannot be read.
    """
    file, name = kept.opened(attachment, cast(Any, attachment).get_kind_display())
    _record("attachment_opened", attachment, actor, at, kind=_kind(attachment), **audit.named(on_behalf_of))
    return file, name


@transaction.atomic
def strike_off(*, attachment: Attachment, reason: str, actor: User, at: dt.datetime) -> Attachment:
    """Strike material off: it stays, readable, with the reason, and counts no more.

    Raises UploadRefused if its application is outside the actor's area or decided, without a reason, or a second time.
    """
    _under_way(cast(Any, attachment).application, actor, at)
    kept.strike(attachment, reason=reason, actor=actor, at=at)
    _record("attachment_struck_off", attachment, actor, at, kind=_kind(attachment))
    return attachment


def _under_way(application: Approvable, actor: User, at: dt.datetime) -> Approvable:
    """The application, locked, for whoever may also take it back: others add nothing to it and strike nothing off."""
    on = timezone.localdate(at)
    rows = type(application).objects.withdrawable_by(actor, on=on)  # type: ignore[arg-type]  # abstract manager
    locked = rows.select_for_update(of=("self",)).filter(pk=application.pk).first()
    if locked is None:
        raise UploadRefused("该申请不在您的辖区，或其材料由提出人增减。")
    if locked.status not in LIVE:
        raise UploadRefused("该申请已办结，材料不能再增减。")
    return locked


def _record(act: str, attachment: Attachment, actor: User, at: dt.datetime, *, kind: str, **named: str) -> None:
    application = cast(Any, attachment).application
    event = f"{application._meta.model_name}.{act}"
    audit.record(event=event, subject=application, actor=actor, at=at, kind=kind, attachment=attachment.pk, **named)


def _kind(attachment: Attachment) -> str:
    return cast(Any, attachment).kind
