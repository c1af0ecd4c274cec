"""四包一帮: a family's 楼院, worker and cadre, from a day on."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.models import Courtyard, User
from households.enums import LinkKind
from households.models import Household


class LinksRefused(Exception):
    """The family cannot be linked so; the message is for the officer."""


@dataclass(frozen=True)
class Links:
    """What a family is linked with now; None where there is nothing, or nobody."""

    courtyard: Courtyard | None
    worker: User | None
    cadre: User | None


@transaction.atomic
def set_links(*, household: Household, links: Links, actor: User, at: dt.datetime) -> Household:
    """Link a family of the actor's area anew from today on; what is not changed goes on. Raises LinksRefused."""
    today = timezone.localdate(at)
    own = Household.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=household.pk).first()
    if own is None:
        raise LinksRefused("该家庭不在您的辖区。")
    if links.courtyard is not None and links.courtyard.community_id != own.area_id:
        raise LinksRefused("楼院须在本户的责任社区之内。")
    changed = [
        kind
        for kind, rows, field, now in (
            ("courtyard", own.courtyard_stays, {}, ("courtyard", links.courtyard)),
            ("worker", own.family_links, {"kind": LinkKind.WORKER}, ("officer", links.worker)),
            ("cadre", own.family_links, {"kind": LinkKind.CADRE}, ("officer", links.cadre)),
        )
        if _follow(rows, field, now, on=today)
    ]
    if changed:
        audit.record(event="household.linked", subject=own, actor=actor, at=at, links=changed)
    return own


def leave_community(home: Household, *, on: dt.date) -> None:
    """End from ``on`` what tied the household to the community it leaves: its 楼院 and its worker. The cadre stays."""
    _follow(home.courtyard_stays, {}, ("courtyard", None), on=on)
    _follow(home.family_links, {"kind": LinkKind.WORKER}, ("officer", None), on=on)


def _follow(rows: Any, fixed: dict[str, Any], now: tuple[str, Any], *, on: dt.date) -> bool:
    """Let ``now`` follow what runs among ``rows``; whether that changes anything."""
    field, value = now
    running = rows.filter(validity__upper_inf=True, **fixed).first()
    if (running and getattr(running, field)) == value:
        return False
    if running is not None and running.validity.lower >= on:
        running.delete()
    elif running is not None:
        running.validity = DateRange(running.validity.lower, on)
        running.save(update_fields=["validity"])
    if value is not None:
        rows.create(validity=DateRange(on, None), **fixed, **{field: value})
    return True
