"""Who opens which page of campaigns and registers; a part of ``tests.permission_table``."""

from collections.abc import Callable
from typing import Any

from accounts.enums import Role
from assistance.models import Complaint
from tests.permission_words import ALL, PLANNERS, Expected, fixed
from tests.world import Place, World

COMPLAINTS = PLANNERS
TAKERS = PLANNERS | {Role.HOTLINE}


def of(model: Any) -> Callable[[Place], dict[str, Any]]:
    """The row of this register in the place."""
    return lambda place: {"pk": model.objects.get(area=place.area).pk}


PLAIN: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "assistance:complain": (Expected(ALL, "get post"), fixed()),
    "assistance:complaint_asked": (Expected(ALL), fixed()),
    "assistance:complaints": (Expected(COMPLAINTS), fixed()),
    "assistance:complaint_new": (Expected(TAKERS, "get post"), fixed()),
}
SCOPED: dict[str, Expected] = {
    "assistance:complaint": Expected(COMPLAINTS, "get", of(Complaint)),
    "assistance:complaint_accept": Expected(COMPLAINTS, "get post", of(Complaint)),
    "assistance:complaint_decline": Expected(COMPLAINTS, "get post", of(Complaint)),
    "assistance:complaint_conclude": Expected(COMPLAINTS, "get post", of(Complaint)),
}
LISTS = {
    "assistance:complaints": Role.DISTRICT_OFFICER,
}
