"""What of complaints others go by: the facts for the certification of communities, what waits, the days promised."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.enums import AreaLevel
from accounts.models import Area, User
from assistance.models import Complaint
from assistance.register_enums import SUBSTANTIATED, Finding
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce


@dataclass(frozen=True)
class ComplaintFact:
    """A complaint as both modes of the certification rules read it (whatever was found, or only what was found true).

    ``substantiated`` and ``targeted`` are None while nothing is known of them.
    """

    area: int
    date: dt.date
    targeted: bool | None
    substantiated: bool | None


def complaint_facts(areas: Collection[int], first: dt.date, last: dt.date) -> list[ComplaintFact]:
    """The complaints about these communities or streets received from ``first`` to ``last``, both included, but for
    those that were not accepted. Partly true is found true."""
    rows = Complaint.objects.filter(against_area__in=areas, received_on__range=(first, last))
    told = rows.exclude(finding=Finding.DECLINED).order_by("received_on", "pk")
    values = told.values_list("against_area", "received_on", "is_targeted", "finding")
    return [ComplaintFact(area, date, targeted, _is_true(found)) for area, date, targeted, found in values]


def _is_true(finding: str) -> bool | None:
    return finding in SUBSTANTIATED if finding else None


def to_judge(user: User, on: dt.date) -> QuerySet[Any]:
    """The open complaints that wait for the user's own office, by the day they are due."""
    rows = Complaint.objects.may_be_judged_by(user).filter(area=user.area)
    return rows.select_related("area").order_by("due_on", "pk")


def workdays_on(on: dt.date) -> int | None:
    """Within how many working days the city has a complaint dealt with; None while the policy does not say."""
    city = Area.objects.filter(level=AreaLevel.CITY).first()
    if city is None:
        return None
    try:
        days: int = value_on(parameters.REGISTER_WORKDAYS, on, city).value["complaint"]
    except ParameterNotInForce:
        return None
    return days
