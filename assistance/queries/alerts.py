"""Warnings as pages show them, and the digests of the last days."""

import datetime as dt
from typing import Any

from django.db.models.functions import Coalesce

from accounts.models import User
from assistance.models import Alert, Digest
from households.queries.cases import with_head

DAYS_SHOWN = 7
ABOUT = ("person", "household__area", "employer__area")


def alerts(on: dt.date) -> Any:
    """Warnings as the list shows them on the day ``on``."""
    rows = Alert.objects.select_related(*ABOUT, "answered_by")
    return with_head(rows.annotate(place=Coalesce("household__area__path", "employer__area__path")), on)


def waiting(user: User, on: dt.date) -> Any:
    """What stands with the user's level, what is to be answered first first."""
    rows = with_head(Alert.objects.waiting_for(user).select_related(*ABOUT), on)
    return rows.order_by("answer_by", "happens_on", "pk")


def digests(user: User, on: dt.date) -> list[Digest]:
    """Those of the user's own area of the last days, the latest first."""
    since = on - dt.timedelta(days=DAYS_SHOWN)
    return list(Digest.objects.filter(area=user.area_id, on__gt=since, on__lte=on).order_by("-on"))
