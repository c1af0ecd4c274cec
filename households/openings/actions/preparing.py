"""An opening is begun, given its files and the old system's figures, and presented; or withdrawn."""

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.permissions import Act, may
from accounts.refusing import refused_if_taken
from accounts.uploads.actions import storing
from households.models import ColumnMapping, Opening, OpeningFile, OpeningRow, OpeningStatus
from households.openings.reconciling import unsettled
from households.openings.shape import Kind, Meanings

LEVELS = (AreaLevel.DISTRICT, AreaLevel.CITY)
FIXED = "该期初导入已提交核对或已办结，不能再改动。"


class OpeningRefused(Exception):
    """The act on the opening cannot be done; the message is for the officer."""


@transaction.atomic
def begin(*, area: Area, cut_over_on: dt.date, system: str, officer: User, at: dt.datetime) -> Opening:
    """Begin to take over what an old system knew of ``area`` at the end of ``cut_over_on``. Raises OpeningRefused."""
    if not may(officer, Act.PREPARE_OPENING) or not Area.objects.visible_to(officer).filter(pk=area.pk).exists():
        raise OpeningRefused("期初导入由区县或市在本辖区内办理。")
    if area.level not in LEVELS:
        raise OpeningRefused("期初导入以区县或市为单位。")
    if cut_over_on > timezone.localdate(at):
        raise OpeningRefused("切换日不能晚于今天。")
    if not system.strip():
        raise OpeningRefused("请填写旧系统名称。")
    with refused_if_taken(OpeningRefused(f"{area.name}已有一次期初导入正在办理。")):
        made = Opening.objects.create(
            area=area, cut_over_on=cut_over_on, system=system.strip(), drafted_by=officer, drafted_at=at
        )
    audit.record(event="opening.begun", subject=made, actor=officer, at=at, on=cut_over_on.isoformat(), area=area.code)
    return made


@transaction.atomic
def take_in(*, opening: Opening, kind: Kind, content: File, officer: User, at: dt.datetime) -> OpeningFile:
    """Keep a file of the old system with the opening, sealed. Raises OpeningRefused, also for one that is there."""
    own = in_preparation(opening, officer)
    size, digest = content.size, hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    if own.files.filter(sha256=digest.hexdigest()).exists():
        raise OpeningRefused("这个文件已经上传过，没有重复导入。")
    row = OpeningFile(opening=own, kind=kind.code, size=size, sha256=digest.hexdigest())
    row.uploaded_by, row.uploaded_at = officer, at
    with storing(row.file, "opening", content):
        row.save(force_insert=True)
        audit.record(event="opening.file_added", subject=own, actor=officer, at=at, kind=kind.code, hash=row.sha256)
    return row


@transaction.atomic
def remove_file(*, file: OpeningFile, officer: User, at: dt.datetime) -> None:
    """Take a file out of an opening in preparation, with all its rows. Raises OpeningRefused."""
    own = in_preparation(file.opening, officer)
    _discard(own.files.filter(pk=file.pk))
    audit.record(event="opening.file_removed", subject=own, actor=officer, at=at, kind=file.kind, hash=file.sha256)


def _discard(files: Any) -> None:
    """Delete files and their rows; what is stored goes once that is committed."""
    names = [(row.file.storage, row.file.name) for row in files]
    OpeningRow.objects.filter(file__in=files).delete()
    files.delete()
    for storage, name in names:
        transaction.on_commit(partial(storage.delete, name))


@transaction.atomic
def map_columns(*, file: OpeningFile, meanings: Meanings, officer: User, at: dt.datetime) -> ColumnMapping:
    """Say what the headings and words of this kind of file mean, for this file and later ones of the same old system.

    Rows already made of the file are dropped: it is to be read again. Raises OpeningRefused.
    """
    own = in_preparation(file.opening, officer)
    told: dict[str, Any] = {
        "columns": dict(meanings.columns),
        "codes": {key: dict(v) for key, v in meanings.codes.items()},
    }
    made, _ = ColumnMapping.objects.update_or_create(
        kind=file.kind, system=own.system, defaults=told | {"saved_by": officer, "saved_at": at}
    )
    OpeningRow.objects.filter(file=file.pk).delete()
    own.files.filter(pk=file.pk).update(read_at=None)
    audit.record(event="opening.mapped", subject=own, actor=officer, at=at, kind=file.kind)
    return made


@dataclass(frozen=True)
class Control:
    """What the old system's last return says of a kind in a community; ``value`` None takes the figure back."""

    kind: str
    community: int
    value: int | None
    reason: str = ""


@transaction.atomic
def set_controls(*, opening: Opening, controls: Sequence[Control], officer: User, at: dt.datetime) -> int:
    """Note figures of the old system beside the rows, each with why it differs. Returns how many changed.

    Raises OpeningRefused for a community outside the opening's area.
    """
    own = in_preparation(opening, officer)
    places = Area.objects.below(own.area).filter(level=AreaLevel.COMMUNITY, pk__in={one.community for one in controls})
    if set(places.values_list("pk", flat=True)) != {one.community for one in controls}:
        raise OpeningRefused("所填的社区不在本次导入的区划内。")
    there = {(row.kind, row.community_id): row for row in own.control_figures.all()}
    changed = 0
    for one in controls:
        row = there.get((one.kind, one.community))
        if one.value is None:
            changed += own.control_figures.filter(kind=one.kind, community=one.community).delete()[0]
        elif row is None or (row.value, row.reason) != (one.value, one.reason.strip()):
            told = {"value": one.value, "reason": one.reason.strip(), "set_by": officer, "set_at": at}
            own.control_figures.update_or_create(kind=one.kind, community_id=one.community, defaults=told)
            changed += 1
    if changed:
        audit.record(event="opening.controls_set", subject=own, actor=officer, at=at, entries=changed)
    return changed


@transaction.atomic
def present(*, opening: Opening, kinds: Collection[Kind], officer: User, at: dt.datetime) -> Opening:
    """Give the opening to a second person. Raises OpeningRefused while anything is unread, uncounted or unexplained."""
    own = in_preparation(opening, officer)
    if reasons := unsettled(own, kinds):
        raise OpeningRefused("".join(reasons))
    own.status, own.presented_by, own.presented_at = OpeningStatus.PRESENTED, officer, at
    own.returned_because = ""
    own.save(update_fields=["status", "presented_by", "presented_at", "returned_because"])
    audit.record(event="opening.presented", subject=own, actor=officer, at=at)
    return own


@transaction.atomic
def withdraw(*, opening: Opening, reason: str, officer: User, at: dt.datetime) -> Opening:
    """Take back an opening nobody accepted: its rows, files and figures are deleted. Raises OpeningRefused."""
    own = locked(opening, officer)
    if own.status not in (OpeningStatus.PREPARING, OpeningStatus.PRESENTED):
        raise OpeningRefused("该期初导入已接收或已撤回，不能撤回。")
    if not reason.strip():
        raise OpeningRefused("请填写撤回原因。")
    _discard(own.files.all())
    own.control_figures.all().delete()
    own.status, own.withdrawal = OpeningStatus.WITHDRAWN, reason.strip()
    own.withdrawn_by, own.withdrawn_at = officer, at
    own.save(update_fields=["status", "withdrawal", "withdrawn_by", "withdrawn_at"])
    audit.record(event="opening.withdrawn", subject=own, actor=officer, at=at, reason=reason.strip())
    return own


def locked(opening: Opening, officer: User) -> Opening:
    """The opening, locked, if the officer prepares openings there. Raises OpeningRefused."""
    rows = Opening.objects.visible_to(officer).select_for_update(of=("self",)).select_related("area")
    own = rows.filter(pk=opening.pk).first() if may(officer, Act.PREPARE_OPENING) else None
    if own is None:
        raise OpeningRefused("该期初导入不在您的辖区。")
    return own


def in_preparation(opening: Opening, officer: User) -> Opening:
    own = locked(opening, officer)
    if own.status != OpeningStatus.PREPARING:
        raise OpeningRefused(FIXED)
    return own
