"""The tree changes: areas renamed and merged. And below it: 片 and 楼院 drawn, and people answering for them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts import audit
from accounts.enums import AccountStanding, AreaLevel, ChargeKind, Role
from accounts.models import Area, Charge, Courtyard, FormerName, Patch, PatchPart, User
from accounts.refusing import refused_if_taken

from . import path_below
from .posts import ONE_DAY, end_charges
from .standing import NextPost, move_account


class AreaRefused(Exception):
    """The area, 片 or 楼院 cannot be changed so; the message is for the officer."""


class ChargeRefused(Exception):
    """The officer cannot answer for that; the message is for whoever assigns."""


@dataclass(frozen=True)
class NewArea:
    """An area to be added one level below ``parent``; only a district may be ``in_city_proper`` (市区范围)."""

    code: str
    name: str
    parent: Area
    valid_from: dt.date
    in_city_proper: bool = False


@transaction.atomic
def add_area(new: NewArea, *, actor: User, at: dt.datetime) -> Area:
    """Add an area. Raises AreaRefused."""
    if new.parent.level == AreaLevel.COMMUNITY:
        raise AreaRefused("社区以下不再设区划；楼院在社区页面划定。")
    level = AreaLevel(new.parent.level - 1)
    _refuse_no_district(level, new.in_city_proper)
    with refused_if_taken(AreaRefused("该区划代码已被使用，请核对。")):
        area = Area.objects.create(**vars(new), level=level, path=path_below(new.parent, new.code))
    details = {"since": new.valid_from.isoformat(), "in_city_proper": new.in_city_proper}
    audit.record(event="area.opened", subject=area, actor=actor, at=at, **details)
    return area


def _refuse_no_district(level: int, in_city_proper: bool) -> None:
    if in_city_proper and level != AreaLevel.DISTRICT:
        raise AreaRefused("市区范围只对区县填写，街道、社区随所在区县。")


@transaction.atomic
def set_city_proper(*, area: Area, in_city_proper: bool, reason: str, actor: User, at: dt.datetime) -> Area:
    """Say whether a district belongs to the city proper (市区范围). Raises AreaRefused."""
    locked = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    _refuse_no_district(locked.level, in_city_proper)
    if locked.in_city_proper == in_city_proper:
        raise AreaRefused("没有改动。")
    locked.in_city_proper = in_city_proper
    locked.save(update_fields=["in_city_proper"])
    before, after = {"in_city_proper": not in_city_proper}, {"in_city_proper": in_city_proper}
    audit.record(
        event="area.city_proper_set", subject=locked, actor=actor, at=at, reason=reason, before=before, after=after
    )
    return locked


@transaction.atomic
def rename_area(*, area: Area, name: str, since: dt.date, actor: User, at: dt.datetime) -> Area:
    """Give an area another name from the day ``since`` on; the former stays known."""
    locked = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    if locked.name == name:
        raise AreaRefused("新名称与现名称相同。")
    FormerName.objects.create(area=locked, name=locked.name, last_day=since - ONE_DAY)
    told = {"since": since.isoformat(), "before": {"name": locked.name}, "after": {"name": name}}
    locked.name = name
    locked.save(update_fields=["name"])
    audit.record(event="area.renamed", subject=locked, actor=actor, at=at, **told)
    return locked


@dataclass(frozen=True)
class Closing:
    """Which area ends with ``valid_to`` as its last day, which one follows it, why and by what document."""

    area: Area
    successor: Area
    valid_to: dt.date
    reason: str
    document: str

    @property
    def since(self) -> dt.date:
        """The first day of the successor."""
        return self.valid_to + ONE_DAY


def check_closing(closing: Closing) -> None:
    """Raise AreaRefused where the area cannot be closed so."""
    area, successor = closing.area, closing.successor
    if area.valid_to is not None:
        raise AreaRefused("该区划已撤销。")
    if successor.level != area.level or successor.pk == area.pk or successor.valid_to is not None:
        raise AreaRefused("只能并入同级的另一个区划。")
    if Area.objects.filter(parent=area, valid_to=None).exists():
        raise AreaRefused("下面还有未撤销的区划，请先逐个撤销或并入。")


@transaction.atomic
def close_area(*, closing: Closing, actor: User, at: dt.datetime) -> int:
    """Close an area; its officers go on in the successor, its 片 and 楼院 end with it. Returns how many officers.

    Raises AreaRefused. What higher apps still keep in it is theirs to hand over first.
    """
    locked = Area.objects.select_for_update(of=("self",)).get(pk=closing.area.pk)
    successor, since = closing.successor, closing.since
    check_closing(replace(closing, area=locked))
    locked.valid_to, locked.successor = closing.valid_to, successor
    locked.save(update_fields=["valid_to", "successor"])
    users = list(User.objects.filter(area=locked, organisation=None).exclude(standing=AccountStanding.CLOSED))
    for user in users:
        move_account(user=user, to=NextPost(Role(user.role), successor), actor=actor, at=at)
    for charged in (locked.charges.all(), *_charges_below(locked)):
        end_charges(charged, on=since)
    for part in PatchPart.objects.filter(Q(community=locked) | Q(patch__street=locked), validity__upper_inf=True):
        _end_part(part, on=since)
    for places in (locked.patches, locked.courtyards):
        places.filter(valid_to=None).update(valid_to=Greatest("valid_from", Value(closing.valid_to)))
    why = {"reason": closing.reason, "document": closing.document}
    told = {"successor": successor.code, "accounts": len(users)} | why
    audit.record(event="area.closed", subject=locked, actor=actor, at=at, **told)
    return len(users)


def _charges_below(area: Area) -> tuple[QuerySet[Charge], QuerySet[Charge]]:
    return Charge.objects.filter(patch__street=area), Charge.objects.filter(courtyard__community=area)


@transaction.atomic
def draw_patch(*, street: Area, name: str, communities: Sequence[Area], actor: User, at: dt.datetime) -> Patch:
    """Draw a new 片 from today on of communities of the street. Raises AreaRefused."""
    if street.level != AreaLevel.STREET:
        raise AreaRefused("片划在街道之内。")
    today = timezone.localdate(at)
    _draw_within(street)
    _refuse_namesake(Patch.objects.filter(street=street, name=name, valid_to=None))
    patch = Patch.objects.create(street=street, name=name, valid_from=today)
    _fill(patch, communities, on=today)
    codes = [community.code for community in communities]
    audit.record(event="patch.opened", subject=patch, actor=actor, at=at, communities=codes)
    return patch


@transaction.atomic
def redraw_patch(*, patch: Patch, communities: Sequence[Area], actor: User, at: dt.datetime) -> Patch:
    """Let the 片 consist of these communities from today on; what another had goes over. Raises AreaRefused."""
    _draw_within(patch.street)
    locked = Patch.objects.select_for_update(of=("self",)).get(pk=patch.pk)
    if locked.valid_to is not None:
        raise AreaRefused("该片已撤销。")
    before = list(locked.parts.filter(validity__upper_inf=True).values_list("community__code", flat=True))
    _fill(locked, communities, on=timezone.localdate(at))
    codes = [community.code for community in communities]
    told = {"before": {"communities": sorted(before)}, "after": {"communities": sorted(codes)}}
    audit.record(event="patch.drawn", subject=locked, actor=actor, at=at, **told)
    return locked


def _draw_within(area: Area) -> None:
    """Of all who draw within the area one does at a time, to the end of the transaction."""
    Area.objects.select_for_update(of=("self",), no_key=True).get(pk=area.pk)


def _fill(patch: Patch, communities: Sequence[Area], *, on: dt.date) -> None:
    if any(community.parent_id != patch.street_id for community in communities):
        raise AreaRefused("片内只能是本街道的社区。")
    wanted = {community.pk for community in communities}
    kept = set(patch.parts.filter(validity__upper_inf=True, community__in=wanted).values_list("community", flat=True))
    leaving = PatchPart.objects.filter(validity__upper_inf=True, community__in=wanted - kept)
    for part in [*leaving, *patch.parts.filter(validity__upper_inf=True).exclude(community__in=wanted)]:
        _end_part(part, on=on)
    PatchPart.objects.bulk_create(
        PatchPart(patch=patch, community_id=pk, validity=DateRange(on, None)) for pk in sorted(wanted - kept)
    )


def _end_part(part: PatchPart, *, on: dt.date) -> None:
    if part.validity.lower >= on:
        part.delete()
        return
    part.validity = DateRange(part.validity.lower, on)
    part.save(update_fields=["validity"])


@transaction.atomic
def close_patch(*, patch: Patch, actor: User, at: dt.datetime) -> Patch:
    """End a 片 with today; its communities are free for another from tomorrow on. Raises AreaRefused."""
    tomorrow = timezone.localdate(at) + ONE_DAY
    locked = Patch.objects.select_for_update(of=("self",)).get(pk=patch.pk)
    _close(locked, event="patch.closed", actor=actor, at=at)
    for part in locked.parts.filter(validity__upper_inf=True):
        _end_part(part, on=tomorrow)
    return locked


@transaction.atomic
def draw_courtyards(*, community: Area, names: Sequence[str], actor: User, at: dt.datetime) -> list[Courtyard]:
    """Draw 楼院 of these names in the community from today on. Raises AreaRefused."""
    if community.level != AreaLevel.COMMUNITY:
        raise AreaRefused("楼院划在社区之内。")
    _draw_within(community)
    _refuse_namesake(Courtyard.objects.filter(community=community, name__in=names, valid_to=None))
    today = timezone.localdate(at)
    drawn = Courtyard.objects.bulk_create(Courtyard(community=community, name=name, valid_from=today) for name in names)
    audit.record_each(event="courtyard.opened", subjects=[(yard, {}) for yard in drawn], actor=actor, at=at)
    return drawn


@transaction.atomic
def close_courtyard(*, courtyard: Courtyard, actor: User, at: dt.datetime) -> Courtyard:
    """End a 楼院 with today. Raises AreaRefused."""
    locked = Courtyard.objects.select_for_update(of=("self",)).get(pk=courtyard.pk)
    _close(locked, event="courtyard.closed", actor=actor, at=at)
    return locked


def _close(place: Patch | Courtyard, *, event: str, actor: User, at: dt.datetime) -> None:
    if place.valid_to is not None:
        raise AreaRefused("已经撤销。")
    place.valid_to = timezone.localdate(at)
    place.save(update_fields=["valid_to"])
    end_charges(place.charges.all(), on=place.valid_to + ONE_DAY)
    audit.record(event=event, subject=place, actor=actor, at=at)


def _refuse_namesake(same_name: QuerySet[Patch] | QuerySet[Courtyard]) -> None:
    taken = same_name.first()
    if taken is not None:
        raise AreaRefused(f"已有同名的{taken.name}。")


# The field of Charge that names the place of each kind.
PLACES = {
    ChargeKind.RESPONSIBLE: "area",
    ChargeKind.OFFICER: "area",
    ChargeKind.LEADER: "patch",
    ChargeKind.DIRECTOR: "courtyard",
}


@transaction.atomic
def give_charge(
    *, kind: ChargeKind, place: Model, officer: User, since: dt.date, actor: User, at: dt.datetime
) -> Charge:
    """Let ``officer`` answer for ``place`` from the day ``since`` on; whoever did so until then no longer does.

    Raises ChargeRefused.
    """
    field = PLACES[kind]
    if not officer.is_active:
        raise ChargeRefused("该账号没有在用，不能作为责任人。")
    before = Charge.objects.filter(kind=kind, **{field: place})
    if before.filter(validity__upper_inf=True, officer=officer).exists():
        raise ChargeRefused(f"{officer}已是责任人。")
    running = before.filter(validity__upper_inf=True)
    former = running.select_related("officer__area", "officer__organisation").first()
    end_charges(before, on=since)
    with refused_if_taken(ChargeRefused("该日期与以前责任人的期间重叠，请改用较晚的日期。")):
        given = Charge.objects.create(kind=kind, officer=officer, validity=DateRange(since, None), **{field: place})
    told = {
        "since": since.isoformat(),
        "before": {"officer": former.officer.title if former else None},
        "after": {"officer": officer.title},
    }
    audit.record(event="charge.given", subject=given, actor=actor, at=at, **told)
    return given
