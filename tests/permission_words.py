"""How ``tests.permission_table`` is written: who, by which methods, and the object of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.enums import Role
from tests.world import Place, World

ALL = frozenset(Role)
COMMUNITY = frozenset({Role.COMMUNITY_WORKER, Role.COMMUNITY_DIRECTOR})
REVIEWERS = COMMUNITY | {Role.STREET_OFFICER, Role.DISTRICT_OFFICER}
DECIDERS = REVIEWERS | {Role.CITY_OFFICER}
CITY = frozenset({Role.CITY_OFFICER, Role.STATISTICIAN})
CASES = DECIDERS | CITY | {Role.STREET_LEADER}
UNMASKERS = DECIDERS
ANSWERERS = DECIDERS
PLANNERS = frozenset({Role.STREET_OFFICER, Role.DISTRICT_OFFICER, Role.CITY_OFFICER})
PUBLISHERS = REVIEWERS | {Role.STATISTICIAN}
ASSISTANTS = COMMUNITY | {Role.STREET_OFFICER}
HELPERS = COMMUNITY | {Role.HELPER}
FIGURES = CASES | {Role.FINANCE, Role.PROVINCE, Role.AUDITOR, Role.PARTNER}
POLICY = ALL - {Role.SYSTEM}
KEEPERS = frozenset({Role.STREET_OFFICER, Role.DISTRICT_OFFICER})
ROUND_OPENERS = frozenset({Role.DISTRICT_OFFICER, Role.CITY_OFFICER})
OPENERS = frozenset({Role.DISTRICT_OFFICER, Role.CITY_OFFICER})
ACCEPTORS = frozenset({Role.CITY_OFFICER})
ENACTORS = frozenset({Role.CITY_OFFICER})
PROPOSERS = ENACTORS | {Role.DISTRICT_OFFICER}
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN})
NAMERS = DECIDERS | ADMINISTRATORS  # of deputies
SECURITY = frozenset({Role.SECURITY_ADMIN})
COORDINATORS = CITY | ADMINISTRATORS | SECURITY | {Role.DISTRICT_OFFICER}
ANSWERABLE = CASES | ADMINISTRATORS | SECURITY
ASSIGNERS = CASES - {Role.COMMUNITY_WORKER, Role.STATISTICIAN}
SYSTEM_KEEPERS = KEEPERS | {Role.COMMUNITY_DIRECTOR, Role.STREET_LEADER}
READS_USERS = ADMINISTRATORS | SECURITY
AUDITORS = frozenset({Role.AUDITOR, Role.SECURITY_ADMIN})
EXPORT_APPROVERS = KEEPERS | {Role.CITY_OFFICER} | SECURITY


@dataclass(frozen=True)
class Expected:
    """Who is let in by ``methods``. ``kwargs`` name the page's object in a place; without one it is of no area.

    ``query`` is added to the address: the object of a page that names it there.
    """

    roles: frozenset[Role]
    methods: str = "get"
    kwargs: Callable[[Place], dict[str, Any]] | None = None
    query: Callable[[Place], dict[str, Any]] | None = None

    @property
    def is_scoped(self) -> bool:
        return self.kwargs is not None or self.query is not None


def of(thing: str) -> Callable[[Place], dict[str, Any]]:
    return lambda place: {"pk": getattr(place, thing).pk}


def sheet(**more: str) -> Callable[[Place], dict[str, Any]]:
    return lambda place: {"label": "2026-10", "area": place.area.code} | more


def fixed(**kwargs: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: kwargs
