"""Who opens which page of campaigns and registers; a part of ``tests.permission_table``."""

from collections.abc import Callable
from typing import Any

from accounts.enums import Role
from assistance.models import (
    Activity,
    Complaint,
    Enquiry,
    ModelCase,
    PublicPromise,
    Supervision,
    UnemploymentCheck,
    WorkforcePlan,
)
from tests.permission_words import ALL, CASES, DECIDERS, PLANNERS, REVIEWERS, Expected, fixed
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
ANSWERERS = DECIDERS | {Role.HOTLINE}
# Of each register of the offices: its model, who reads it, who enters a matter, and who does what about one.
OFFICES: dict[str, tuple[Any, Any, Any, dict[str, Any]]] = {
    "enquiry": (Enquiry, ANSWERERS, ANSWERERS, {"answer": ANSWERERS, "refer": ANSWERERS}),
    "unemployment_check": (UnemploymentCheck, CASES, REVIEWERS, {"note": REVIEWERS, "decide": PLANNERS}),
    "workforce_plan": (WorkforcePlan, CASES, PLANNERS, {"congress": PLANNERS, "decide": PLANNERS}),
    "supervision": (Supervision, CASES, PLANNERS, {"mend": PLANNERS}),
    "public_promise": (PublicPromise, CASES, PLANNERS, {"progress": PLANNERS, "settle": PLANNERS}),
}
for name, (model, readers, writers, steps) in OFFICES.items():
    listed = "assistance:enquiries" if name == "enquiry" else f"assistance:{name}s"
    PLAIN[listed] = (Expected(readers), fixed())
    PLAIN[f"assistance:{name}_new"] = (Expected(writers, "get post"), fixed())
    SCOPED[f"assistance:{name}"] = Expected(readers, "get", of(model))
    SCOPED |= {f"assistance:{name}_{step}": Expected(who, "get post", of(model)) for step, who in steps.items()}
    LISTS[listed] = Role.COMMUNITY_WORKER
