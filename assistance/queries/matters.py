"""What waits for an office in its registers, what is due first first. Complaints: ``queries.complaints``."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from assistance.models import Enquiry, PublicPromise, Supervision, UnemploymentCheck, WorkforcePlan


def enquiries_to_answer(user: User, on: dt.date) -> QuerySet[Any]:
    """Calls that nobody of the user's own office has answered."""
    return _of_office(Enquiry, user)


def checks_to_make(user: User, on: dt.date) -> QuerySet[Any]:
    """Applications for a proof of unemployment that the own office has not looked into."""
    return _of_office(UnemploymentCheck, user).filter(checked_on=None).select_related("person")


def checks_to_decide(user: User, on: dt.date) -> QuerySet[Any]:
    """Those that somebody else of the own office looked into, or somebody of an office right below it."""
    near = Q(checked_by__area=user.area) | Q(checked_by__area__parent=user.area)
    rows = UnemploymentCheck.objects.visible_to(user).open().filter(near, checked_on__isnull=False)
    return rows.exclude(checked_by=user).select_related("area", "person").order_by("due_on", "pk")


def plans_to_decide(user: User, on: dt.date) -> QuerySet[Any]:
    """Plans that let people go and may not begin before the own office has closed them."""
    return _of_office(WorkforcePlan, user).select_related("employer")


def supervisions_due(user: User, on: dt.date) -> QuerySet[Any]:
    """What the own office found, and should be mended by today."""
    return _of_office(Supervision, user).filter(due_on__lte=on)


def promises_due(user: User, on: dt.date) -> QuerySet[Any]:
    """What the own office promised until today: kept, or not."""
    return _of_office(PublicPromise, user).filter(due_on__lte=on)


def _of_office(register: Any, user: User) -> QuerySet[Any]:
    rows: QuerySet[Any] = register.objects.visible_to(user).open().filter(area=user.area)
    return rows.select_related("area").order_by("due_on", "pk")
