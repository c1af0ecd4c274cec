"""How much one officer looks up, unmasks and takes away in an hour, before it looks like a machine's doing."""

import datetime as dt
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from accounts import audit
from accounts.models import AuditEntry, User

HOUR = dt.timedelta(hours=1)


class Limited(StrEnum):
    """What is limited, each with a number in ``settings.HOURLY_LIMITS``."""

    UNMASK = "unmask"
    SEARCH = "search"
    EXPORT = "export"


COUNTED = {
    Limited.UNMASK: ("id_number.unmasked",),
    Limited.SEARCH: ("search.made", "list.searched"),
    Limited.EXPORT: ("list.exported", "return.exported"),
}


@transaction.atomic
def refused_until(*, act: Limited, actor: User, at: dt.datetime) -> dt.datetime | None:
    """When ``actor`` may go on, having done ``act`` as often as an hour allows; None if nothing is in the way.

    Counted is what the audit holds: that survives a restart. What is refused is noted once an hour.
    """
    limit = settings.HOURLY_LIMITS[act]
    recent = AuditEntry.objects.filter(actor=actor, at__gt=at - HOUR)
    done = recent.filter(event__in=COUNTED[act]).order_by("-at", "-id").values_list("at", flat=True)
    earliest = next(iter(done[limit - 1 : limit]), None)
    if earliest is None:
        return None
    if not recent.filter(event="limit.reached", details__limited=act).exists():
        audit.record_refused(event="limit.reached", subject=actor, actor=actor, at=at, limited=act.value, times=limit)
    return earliest + HOUR
