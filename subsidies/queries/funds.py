"""Funds as pages and acts read them."""

import datetime as dt
from decimal import Decimal
from typing import Any, TypeAlias

from accounts.models import Area
from subsidies.models import BankFormat, Fund
from subsidies.models.funds import areas_above
from subsidies.payment_enums import Family

Rows: TypeAlias = Any  # querysets, with annotations that no type can tell


def funds() -> Rows:
    """Funds with what was given, used and is left."""
    return Fund.objects.with_left().select_related("area")


def left_of(fund: Fund) -> Decimal:
    """What is left of a fund; lock it before anything is decided by that."""
    own: Any = Fund.objects.with_left().get(pk=fund.pk)
    left: Decimal = own.left
    return left


def paying(area: Area, family: Family) -> Rows:
    """The funds that batches of ``area`` of this family may be paid out of, the latest year first."""
    own = funds().filter(pk__in=Fund.objects.paying_for(area).values("pk"), family=family)
    return own.order_by("-year", "-area__level", "source")


def formats(area: Area, on: dt.date) -> list[BankFormat]:
    """The bank formats in force for ``area`` on the day ``on``: of each name the latest that has begun."""
    begun = BankFormat.objects.filter(area__path__in=[area.path, *areas_above(area)], since__lte=on)
    return list({one.name: one for one in begun.order_by("name", "since", "pk")}.values())
