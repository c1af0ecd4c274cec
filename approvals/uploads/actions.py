"""Material of an application: attached while it is under way, opened on record, struck off but never deleted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django.core.files import File
from django.db import transaction

from accounts import audit
from accounts.crypto import ValueUnreadable
from accounts.models import User
from approvals.models import Approvable, Attachment
from approvals.workflow import LIVE

from .checking import SUFFIXES, CheckedFile
from .refusal import UploadRefused


@transaction.atomic
def attach(
    *, application: Approvable, kind: str, files: Sequence[CheckedFile], actor: User, at: dt.datetime
) -> list[Attachment]:
    """Keep checked files as material of that kind: all of them or, where one is refused, none.

    Raises UploadRefused if the application is outside the actor's area or decided, or has one of the files already.
    """
    locked = _under_way(application, actor)
    there = set(locked.attachments.filter(kind=kind, struck_at=None).values_list("sha256", flat=True))
    made: list[Attachment] = []
    try:
        for number, file in enumerate(files, 1):
            if file.sha256 in there:
                raise UploadRefused(f"第 {number} 个文件已经上传过，没有重复保存。")
            there.add(file.sha256)
            made.append(_kept(locked, kind, file, actor, at))
    except BaseException:
        for attachment in made:
            attachment.file.delete(save=False)
        raise
    for attachment in made:
        _record("attached", attachment, actor, at, kind=kind)
    return made


def open_attachment(
    *, attachment: Attachment, actor: User, at: dt.datetime, on_behalf_of: User | None = None
) -> tuple[File, str]:
    """The content, to read from the beginning, and a name to save it under; who looked, in whose name, is written down.

    Raises UploadRefused where the file cannot be read.
    """
    try:
        file = attachment.file.storage.open(str(attachment.file.name))
        cast(Any, file.file).peek(1)  # what does not open shows at its first piece
    except (OSError, ValueUnreadable) as error:
        raise UploadRefused("该文件现在无法读取，请联系系统管理员。") from error
    named = {"on_behalf_of": on_behalf_of.username} if on_behalf_of else {}
    _record("attachment_opened", attachment, actor, at, kind=_kind(attachment), **named)
    kind = cast(Any, attachment).get_kind_display()
    return file, f"{kind}-{attachment.pk}{SUFFIXES[attachment.content_type]}"


@transaction.atomic
def strike_off(*, attachment: Attachment, reason: str, actor: User, at: dt.datetime) -> Attachment:
    """Strike material off: it stays, readable, with the reason, and counts no more.

    Raises UploadRefused if its application is outside the actor's area or decided, without a reason, or a second time.
    """
    _under_way(cast(Any, attachment).application, actor)
    attachment.refresh_from_db()
    if attachment.struck_at is not None:
        raise UploadRefused("该材料已经划去。")
    if not reason.strip():
        raise UploadRefused("请填写划去原因。")
    attachment.struck_by, attachment.struck_at, attachment.struck_because = actor, at, reason.strip()
    attachment.save(update_fields=["struck_by", "struck_at", "struck_because"])
    _record("attachment_struck_off", attachment, actor, at, kind=_kind(attachment))
    return attachment


def _under_way(application: Approvable, actor: User) -> Approvable:
    rows = type(application).objects.visible_to(actor)  # type: ignore[arg-type]  # abstract manager
    locked = rows.select_for_update(of=("self",)).filter(pk=application.pk).first()
    if locked is None:
        raise UploadRefused("该申请不在您的辖区。")
    if locked.status not in LIVE:
        raise UploadRefused("该申请已办结，材料不能再增减。")
    return locked


def _kept(application: Approvable, kind: str, file: CheckedFile, actor: User, at: dt.datetime) -> Attachment:
    attachment = application.attachments.model(
        application=application,
        kind=kind,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        added_by=actor,
        added_at=at,
    )
    attachment.file.save("material", file.content, save=False)
    try:
        attachment.save(force_insert=True)
    except BaseException:
        attachment.file.delete(save=False)
        raise
    return attachment


def _record(act: str, attachment: Attachment, actor: User, at: dt.datetime, *, kind: str, **named: str) -> None:
    application = cast(Any, attachment).application
    event = f"{application._meta.model_name}.{act}"
    audit.record(event=event, subject=application, actor=actor, at=at, kind=kind, attachment=attachment.pk, **named)


def _kind(attachment: Attachment) -> str:
    return cast(Any, attachment).kind
