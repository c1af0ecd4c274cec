"""An area's own people file its written systems; the next of a kind replaces the one before, which stays."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from accounts.models import Area, User
from accounts.refusing import FieldRefused
from accounts.uploads import CheckedFile
from accounts.uploads import actions as kept
from policy.models import SystemKind, WrittenSystem

from .queries import LEVELS


class SystemRefused(FieldRefused):
    """The system cannot be filed."""


@dataclass(frozen=True)
class NewSystem:
    """What is filed: a system of one kind, the day from which it holds, and its text."""

    kind: SystemKind
    title: str
    in_force_from: dt.date
    file: CheckedFile


@transaction.atomic
def file_system(new: NewSystem, *, area: Area, actor: User, at: dt.datetime) -> WrittenSystem:
    """File a written system of the actor's own area; from its day on it replaces the one of its kind.

    Raises SystemRefused for another area, for a city, or where one of the kind begins on that day already; and
    UploadRefused where the file is one of that kind already.
    """
    locked = _own(area, actor)
    if locked.level not in LEVELS:
        raise SystemRefused("书面制度由区县、街道和社区登记。")
    there = locked.written_systems.filter(kind=new.kind)
    if there.filter(struck_at=None, in_force_from=new.in_force_from).exists():
        words = f"已登记自 {new.in_force_from} 起施行的{new.kind.label}；登记有误的，先划去再登记。"
        raise SystemRefused(words, field="in_force_from")

    def blank() -> WrittenSystem:
        return WrittenSystem(area=locked, kind=new.kind, title=new.title, in_force_from=new.in_force_from)

    (made,) = kept.keep([new.file], blank=blank, beside=there, actor=actor, at=at)
    since = new.in_force_from.isoformat()
    audit.record(event="written_system.filed", subject=made, actor=actor, at=at, kind=new.kind.value, since=since)
    return made


@transaction.atomic
def strike_off(*, system: WrittenSystem, reason: str, actor: User, at: dt.datetime) -> None:
    """Strike off what was filed by mistake; the one before it holds again.

    Raises SystemRefused for another area, UploadRefused without a reason, or a second time.
    """
    _own(system.area, actor)
    kept.strike(system, reason=reason, actor=actor, at=at)
    because = system.struck_because
    audit.record(
        event="written_system.struck_off", subject=system, actor=actor, at=at, kind=system.kind, reason=because
    )


def _own(area: Area, actor: User) -> Area:
    if area.pk != actor.area_id:
        raise SystemRefused("书面制度由本单位自己登记，上级可以查看。")
    return Area.objects.select_for_update().get(pk=area.pk)
