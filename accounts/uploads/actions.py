"""Files given into keeping, whatever they belong to: kept, opened, struck off. Whose act it is says who may and audits
it, in the same transaction."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from django.core.files import File
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile

from accounts.crypto import ValueUnreadable
from accounts.models import User

from .checking import SUFFIXES, CheckedFile
from .models import KeptFile
from .refusal import UploadRefused

Kept = TypeVar("Kept", bound=KeptFile)


def keep(
    files: Sequence[CheckedFile], *, blank: Callable[[], Kept], beside: QuerySet[Kept], actor: User, at: dt.datetime
) -> list[Kept]:
    """Keep each file as a row made by ``blank``, beside those there already: all or, where one is refused, none.

    To be called in a transaction. Raises UploadRefused for a file that is there already and not struck off.
    """
    there = set(beside.filter(struck_at=None).values_list("sha256", flat=True))
    made: list[Kept] = []
    try:
        for number, file in enumerate(files, 1):
            if file.sha256 in there:
                raise UploadRefused(f"第 {number} 个文件已经上传过，没有重复保存。")
            there.add(file.sha256)
            made.append(_kept(blank(), file, actor, at))
    except BaseException:
        for row in made:
            row.file.delete(save=False)
        raise
    return made


def _kept(row: Kept, file: CheckedFile, actor: User, at: dt.datetime) -> Kept:
    row.content_type, row.size, row.sha256 = file.content_type, file.size, file.sha256
    row.added_by, row.added_at = actor, at
    with storing(row.file, "material", file.content):
        row.save(force_insert=True)
    return row


@contextmanager
def storing(field: FieldFile, name: str, content: File) -> Iterator[None]:
    """Store ``content``, under a name that begins with ``name``, as the file of ``field``; taken away again where what
    is done within fails, since no row will know of it."""
    field.save(name, content, save=False)
    try:
        yield
    except BaseException:
        field.delete(save=False)
        raise


def opened(row: KeptFile, title: str) -> tuple[File, str]:
    """The content, to read from the beginning, and a name to save it under, that begins with ``title``.

    Raises UploadRefused where the file cannot be read.
    """
    try:
        file = row.file.storage.open(str(row.file.name))
        cast(Any, file.file).peek(1)  # what does not open shows at its first piece
    except (OSError, ValueUnreadable) as error:
        raise UploadRefused("该文件现在无法读取，请联系系统管理员。") from error
    return file, f"{title}-{row.pk}{SUFFIXES[row.content_type]}"


def strike(row: KeptFile, *, reason: str, actor: User, at: dt.datetime) -> None:
    """Strike a file off: it stays, readable, with the reason, and counts no more.

    To be called with its owner locked. Raises UploadRefused without a reason, or a second time.
    """
    row.refresh_from_db()
    if row.struck_at is not None:
        raise UploadRefused("该材料已经划去。")
    if not reason.strip():
        raise UploadRefused("请填写划去原因。")
    row.struck_by, row.struck_at, row.struck_because = actor, at, reason.strip()
    row.save(update_fields=["struck_by", "struck_at", "struck_because"])
