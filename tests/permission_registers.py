"""Who opens which page of campaigns and registers; a part of ``tests.permission_table``."""

from collections.abc import Callable
from typing import Any

from accounts.enums import Role
from assistance.models import Activity, Complaint, ModelCase
from tests.permission_words import ALL, CASES, DECIDERS, PLANNERS, Expected, fixed
from tests.world import Place, World

COMPLAINTS = PLANNERS
TAKERS = PLANNERS | {Role.HOTLINE}


def of(model: Any) -> Callable[[Place], dict[str, Any]]:
    """The row of this register in the place."""
    return lambda place: {"pk": model.objects.get(area=place.area).pk}


def of_own(thing: str) -> Callable[[World], dict[str, Any]]:
    """What the areas below see as well as those above."""
    return lambda world: {"pk": getattr(world.places["own"], thing).pk}


PLAIN: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "assistance:complain": (Expected(ALL, "get post"), fixed()),
    "assistance:complaint_asked": (Expected(ALL), fixed()),
    "assistance:complaints": (Expected(COMPLAINTS), fixed()),
    "assistance:activities": (Expected(CASES), fixed()),
    "assistance:activity_new": (Expected(DECIDERS, "get post"), fixed()),
    "assistance:model_cases": (Expected(CASES), fixed()),
    "assistance:model_case_new": (Expected(DECIDERS, "get post"), fixed()),
    "assistance:campaign": (Expected(CASES), of_own("campaign")),
    "assistance:campaign_members": (Expected(CASES), of_own("campaign")),
    "assistance:complaint_new": (Expected(TAKERS, "get post"), fixed()),
}
SCOPED: dict[str, Expected] = {
    "assistance:campaign_freeze": Expected(PLANNERS, "post", lambda place: {"pk": place.campaign.pk}),
    "assistance:activity": Expected(CASES, "get", of(Activity)),
    "assistance:activity_strike_off": Expected(DECIDERS, "get post", of(Activity)),
    "assistance:model_case": Expected(CASES, "get", of(ModelCase)),
    "assistance:model_case_strike_off": Expected(DECIDERS, "get post", of(ModelCase)),
    "assistance:complaint": Expected(COMPLAINTS, "get", of(Complaint)),
    "assistance:complaint_accept": Expected(COMPLAINTS, "get post", of(Complaint)),
    "assistance:complaint_decline": Expected(COMPLAINTS, "get post", of(Complaint)),
    "assistance:complaint_conclude": Expected(COMPLAINTS, "get post", of(Complaint)),
}
LISTS = {
    "assistance:activities": Role.COMMUNITY_WORKER,
    "assistance:model_cases": Role.COMMUNITY_WORKER,
    "assistance:complaints": Role.DISTRICT_OFFICER,
}
