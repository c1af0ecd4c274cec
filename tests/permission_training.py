"""Who opens the pages of training and start-ups; part of ``permission_table``."""

from collections.abc import Callable
from typing import Any

from tests.permission_words import CASES, REVIEWERS, Expected, fixed, of
from tests.world import World

TRAINING_PLAIN: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "assistance:courses": (Expected(CASES), fixed()),
    "assistance:course_new": (Expected(REVIEWERS, "get post"), fixed()),
    "assistance:course": (Expected(CASES), lambda world: {"pk": world.places["above"].course.pk}),
    "assistance:course_sheet": (Expected(CASES), lambda world: {"pk": world.places["above"].course.pk}),
    "assistance:course_enrol": (Expected(REVIEWERS, "get post"), lambda world: {"pk": world.places["above"].course.pk}),
    "assistance:enrolments": (Expected(CASES), fixed()),
    "assistance:training_wishes": (Expected(CASES), fixed()),
    "assistance:training_willing": (Expected(CASES), fixed()),
    "assistance:training_rates": (Expected(CASES), fixed()),
    "assistance:unguided": (Expected(CASES), fixed()),
    "assistance:startups": (Expected(CASES), fixed()),
    "assistance:startup_leaders": (Expected(CASES), fixed()),
    "assistance:projects": (Expected(CASES), fixed()),
    "assistance:project_new": (Expected(REVIEWERS, "get post"), fixed()),
}
TRAINING_SCOPED: dict[str, Expected] = {
    "assistance:course_edit": Expected(REVIEWERS, "get post", of("course")),
    "assistance:course_call_off": Expected(REVIEWERS, "get post", of("course")),
    "assistance:course_attendance": Expected(REVIEWERS, "get post", of("course")),
    "assistance:course_results": Expected(REVIEWERS, "get post", of("course")),
    "assistance:place_give_up": Expected(REVIEWERS, "get post", of("place_in_course")),
    "assistance:place_certify": Expected(REVIEWERS, "get post", of("done_place")),
    "assistance:place_take_back": Expected(REVIEWERS, "get post", of("done_place")),
    "assistance:training_chain": Expected(CASES, "get", of("person")),
    "assistance:training_wish_new": Expected(REVIEWERS, "get post", of("person")),
    "assistance:training_wish_strike_off": Expected(REVIEWERS, "get post", of("training_wish")),
    "assistance:project_edit": Expected(REVIEWERS, "get post", of("project")),
    "assistance:startup_open": Expected(REVIEWERS, "get post", of("person")),
    "assistance:startup": Expected(CASES, "get", of("startup")),
    "assistance:startup_project": Expected(REVIEWERS, "get post", of("startup")),
    "assistance:startup_step": Expected(REVIEWERS, "get post", of("startup")),
    "assistance:startup_pair": Expected(REVIEWERS, "get post", of("startup")),
    "assistance:startup_leader": Expected(REVIEWERS, "get post", of("startup")),
    "assistance:startup_job": Expected(REVIEWERS, "get post", of("startup")),
    "assistance:startup_strike_off": Expected(REVIEWERS, "get post", of("startup")),
    "assistance:startup_step_strike_off": Expected(REVIEWERS, "get post", of("startup_step")),
    "assistance:startup_pair_strike_off": Expected(REVIEWERS, "get post", of("startup_pair")),
    "assistance:startup_job_strike_off": Expected(REVIEWERS, "get post", of("created_job")),
}
