"""Who opens which page of subsidies."""

from collections.abc import Callable
from typing import Any

from accounts.enums import Role
from tests.permission_words import CASES, COMMUNITY, DECIDERS, KEEPERS, UNMASKERS, Expected, fixed, of
from tests.world import World

STOPPERS = KEEPERS | {Role.CITY_OFFICER}
PLAIN: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "subsidies:claims": (Expected(CASES), fixed()),
    "subsidies:stops": (Expected(CASES), fixed()),
    "subsidies:ledger": (Expected(CASES), fixed()),
}
SCOPED: dict[str, Expected] = {
    "subsidies:entitlements": Expected(CASES, "get", of("person")),
    "subsidies:stop": Expected(CASES, "get", of("stop")),
    "subsidies:stop_new": Expected(STOPPERS, "get post", of("person")),
    "subsidies:stop_resume": Expected(STOPPERS, "get post", of("stop")),
    "subsidies:claim": Expected(CASES, "get", of("claim")),
    "subsidies:claim_sheet": Expected(CASES, "get", of("claim")),
    "subsidies:claim_new": Expected(COMMUNITY, "get post", of("person")),
    "subsidies:claim_edit": Expected(COMMUNITY, "get post", of("claim")),
    "subsidies:claim_submit": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_decide": Expected(DECIDERS, "post", of("claim")),
    "subsidies:claim_withdraw": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_review": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_object": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_attach": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_attachment": Expected(UNMASKERS, "get", of("claim_attachment")),
    "subsidies:claim_strike_off": Expected(COMMUNITY, "get post", of("claim_attachment")),
}
LISTS = {
    "subsidies:claims": Role.COMMUNITY_WORKER,
    "subsidies:stops": Role.COMMUNITY_WORKER,
    "subsidies:ledger": Role.COMMUNITY_WORKER,
}
