"""Who opens which page of public-welfare posts."""

from collections.abc import Callable
from typing import Any

from accounts.enums import Role
from tests.permission_words import ASSISTANTS, CASES, KEEPERS, Expected, fixed, of
from tests.world import World

DISTRICT = frozenset({Role.DISTRICT_OFFICER})
PLAIN: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "assistance:posts": (Expected(CASES), fixed()),
    "assistance:post_ledger": (Expected(CASES), fixed()),
    "assistance:post_plans": (Expected(CASES), fixed()),
    "assistance:post_plan_new": (Expected(ASSISTANTS, "get post"), fixed()),
    "assistance:post_assessments": (Expected(CASES), fixed()),
    "assistance:empty_posts": (Expected(CASES), fixed()),
    "assistance:post_exits": (Expected(CASES), fixed()),
    "assistance:passed_over": (Expected(CASES), fixed()),
}
SCOPED: dict[str, Expected] = {
    "assistance:post_plan": Expected(CASES, "get", of("post_plan")),
    "assistance:post_plan_decide": Expected(DISTRICT, "get post", of("waiting_plan")),
    "assistance:posts_open": Expected(ASSISTANTS, "get post", of("post_line")),
    "assistance:post": Expected(CASES, "get", of("welfare_post")),
    "assistance:post_close": Expected(ASSISTANTS, "get post", of("vacant_post")),
    "assistance:post_candidates": Expected(ASSISTANTS, "get", of("vacant_post")),
    "assistance:post_fill": Expected(
        ASSISTANTS, "get post", lambda place: {"pk": place.vacant_post.pk, "person": place.person.pk}
    ),
    "assistance:post_assess": Expected(ASSISTANTS, "get post", of("post_holding")),
    "assistance:post_leave": Expected(ASSISTANTS, "get post", of("post_holding")),
    "assistance:post_remove": Expected(ASSISTANTS, "get post", of("post_holding")),
    "assistance:post_report": Expected(ASSISTANTS, "get post", of("left_holding")),
    "assistance:holding_strike_off": Expected(ASSISTANTS, "get post", of("post_holding")),
    "assistance:assessment_strike_off": Expected(ASSISTANTS, "get post", of("post_assessment")),
    "assistance:removal_sign": Expected(KEEPERS, "get post", of("post_removal")),
    "assistance:removal_withdraw": Expected(ASSISTANTS, "get post", of("post_removal")),
    "assistance:removal_sheet": Expected(CASES, "get", of("post_removal")),
}
LISTS = {
    "assistance:posts": Role.COMMUNITY_WORKER,
    "assistance:post_ledger": Role.COMMUNITY_WORKER,
    "assistance:post_plans": Role.COMMUNITY_WORKER,
    "assistance:post_assessments": Role.COMMUNITY_WORKER,
    "assistance:empty_posts": Role.COMMUNITY_WORKER,
    "assistance:post_exits": Role.COMMUNITY_WORKER,
    "assistance:passed_over": Role.COMMUNITY_WORKER,
}
