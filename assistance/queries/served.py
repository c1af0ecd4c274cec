"""援助服务 as figures count it: what was given to people, the posts they were referred to, and who was called back on,
while they were in status.

What was struck off, refused or found nobody counts for nothing, and so does what fell into a status revoked since. A
referral (职业介绍) is the offer of a post, whatever was answered. What is recorded of a registration merged into
another is that human's.
"""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef

from assistance.enums import CALLBACKS, COUNTED_SERVICES
from assistance.models import Offer, Service, Visit
from households.enums import ExitReason
from households.models import HardToEmploySpell
from households.queries.humans import human_of


def services_in_status(first: dt.date, last: dt.date) -> Any:
    """Services of ``COUNTED_SERVICES`` given from ``first`` to ``last``, each with ``human``."""
    return _in_status(Service.objects.given().filter(kind__in=COUNTED_SERVICES), first, last)


def referrals_in_status(first: dt.date, last: dt.date) -> Any:
    """Posts offered from ``first`` to ``last``, each with ``human``."""
    return _in_status(Offer.objects.standing(), first, last, day="made_on")


def callbacks_in_status(first: dt.date, last: dt.date) -> Any:
    """Call-backs (三回访) of these days in which somebody was spoken to, each with ``human``."""
    return _in_status(Visit.objects.met().filter(kind__in=CALLBACKS), first, last)


def people_served(first: dt.date, last: dt.date) -> Any:
    """The keys of everybody served, referred or called back on in these days, as a subquery: each human once."""
    services, *others = (
        found(first, last).values("human") for found in (services_in_status, referrals_in_status, callbacks_in_status)
    )
    return services.union(*others)


def _in_status(rows: Any, first: dt.date, last: dt.date, *, day: str = "on") -> Any:
    held = HardToEmploySpell.objects.in_status(OuterRef(day)).exclude(exit_reason=ExitReason.REVOKED)
    rows = rows.filter(**{f"{day}__range": (first, last)}).annotate(human=human_of("person"))
    return rows.filter(Exists(held.filter(person=OuterRef("human"))))
