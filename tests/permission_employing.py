"""Who opens the pages of employers and vacancies: read in the whole city, kept where they lie."""

from collections.abc import Callable
from typing import Any

from tests.permission_words import ALL, CASES, DECIDERS, ROUND_OPENERS, Expected, fixed, of
from tests.world import World

EMPLOYING: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "assistance:employers": (Expected(CASES), fixed()),
    "assistance:employer_new": (Expected(DECIDERS, "get post"), fixed()),
    "assistance:employer": (Expected(CASES), lambda world: {"pk": world.places["beside"].employer.pk}),
    "assistance:vacancy_new": (
        Expected(DECIDERS, "get post"),
        lambda world: {"pk": world.places["beside"].employer.pk},
    ),
    "assistance:vacancies": (Expected(CASES), fixed()),
    "assistance:vacancy_counts": (Expected(CASES), fixed()),
    "assistance:vacancy": (Expected(CASES), lambda world: {"pk": world.places["beside"].vacancy.pk}),
    "assistance:vacancy_people": (Expected(CASES), lambda world: {"pk": world.places["beside"].vacancy.pk}),
    "assistance:need_to_offer": (Expected(CASES), fixed()),
    "assistance:pushes": (Expected(CASES), fixed()),
    "assistance:push_ready": (
        Expected(ROUND_OPENERS, "get post"),
        lambda world: {"pk": world.places["own"].area.pk},
    ),
    "assistance:push_members": (Expected(CASES), fixed()),
    "assistance:push_member_new": (Expected(ROUND_OPENERS, "get post"), fixed()),
    "assistance:published": (Expected(ALL), fixed()),
}
EMPLOYERS: dict[str, Expected] = {
    "assistance:person_vacancies": Expected(CASES, "get", of("person")),
    "assistance:employer_edit": Expected(DECIDERS, "get post", of("employer")),
    "assistance:agreement_new": Expected(DECIDERS, "get post", of("employer")),
    "assistance:agreement_end": Expected(DECIDERS, "get post", of("agreement")),
    "assistance:push_ready_withdraw": Expected(ROUND_OPENERS, "get post", of("readiness")),
    "assistance:push_member_end": Expected(ROUND_OPENERS, "get post", of("push_member")),
    "assistance:vacancy_edit": Expected(DECIDERS, "get post", of("vacancy")),
    "assistance:vacancy_publish": Expected(DECIDERS, "get post", of("vacancy")),
    "assistance:vacancy_renew": Expected(DECIDERS, "get post", of("vacancy")),
    "assistance:vacancy_close": Expected(DECIDERS, "get post", of("vacancy")),
}
