"""Somebody whose subsidy is stopped."""

import datetime as dt
from typing import Any

from households.models import Person
from subsidies.models import Stop
from tests.factories import UserFactory
from tests.rows import NOON


def stopped(person: Person, **values: Any) -> Stop:
    """A row as the month's check writes it, past the acts."""
    usual = {
        "scheme": "flexible",
        "month": dt.date(2026, 8, 1),
        "reason": "EMPLOYED",
        "article": "哈人社发〔2010〕230号 第六条(二)",
        "origin": "refresh",
        "stopped_at": NOON,
        "stopped_by": values.get("resumed_by") or UserFactory(),
    }
    return Stop.objects.create(person=person, **usual | values)
