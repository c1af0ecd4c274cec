"""个人信息告知书 in force, and requests about one's data as the pages show them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import Area, User
from households.models import DataRequest
from policy import parameters
from policy.models import values_on
from policy.parameters import ParameterNotInForce

VERSIONS = parameters.PRIVACY_NOTICE.choices


@dataclass(frozen=True)
class PrivacyNotice:
    """A version of the notice, empty where none is in force; ``days`` within which requests are answered."""

    version: str = ""
    source: str = ""
    days: int = 0
    days_source: str = ""

    @property
    def template(self) -> str:
        return f"households/privacy/{self.version}.html"


def notice_on(on: dt.date, area: Area | None, version: str = "") -> PrivacyNotice:
    """The notice in force in ``area`` on the day ``on``, or an earlier ``version`` with the days in force."""
    if area is None:
        return PrivacyNotice()
    try:
        values = values_on([parameters.PRIVACY_NOTICE, parameters.PRIVACY_REQUEST_DAYS], on, area)
    except ParameterNotInForce:
        return PrivacyNotice()
    notice, days = values[parameters.PRIVACY_NOTICE.key], values[parameters.PRIVACY_REQUEST_DAYS.key]
    return PrivacyNotice(version or notice.value, notice.source, days.value, days.source)


def data_requests() -> Any:
    """Requests as the lists show them."""
    return DataRequest.objects.select_related("person", "area", "received_by", "closed_by")


def to_answer(user: User, on: dt.date) -> Any:
    """Open requests of the area, what is due first."""
    return data_requests().open().visible_to(user).order_by("due_on", "pk")
