"""Who may ask what of the API, written out once more: by role, and by where the object lies."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.enums import Role
from tests.permission_words import ANSWERABLE, CASES, COMMUNITY, DECIDERS, FIGURES, POLICY, UNMASKERS
from tests.world import Place


@dataclass(frozen=True)
class Asked:
    """``path`` below /api/v1, of a place where it is of one; ``roles`` by method, and the body of a POST."""

    path: Callable[[Place], str]
    roles: dict[str, frozenset[Role]]
    is_scoped: bool = True
    body: Callable[[Place], dict[str, Any]] = field(default=lambda place: {})


def plain(path: str, **roles: frozenset[Role]) -> Asked:
    return Asked(lambda place: path, roles, is_scoped=False)


def of(path: str, thing: str, **roles: frozenset[Role]) -> Asked:
    return Asked(lambda place: path.format(getattr(place, thing).pk), roles)


NOBODY: frozenset[Role] = frozenset()
API: dict[str, Asked | None] = {
    "api:areas": plain("/areas/", get=ANSWERABLE),
    "api:area": Asked(lambda place: f"/areas/{place.area.code}/", {"get": ANSWERABLE}),
    "api:households": plain("/households/", get=CASES, post=COMMUNITY),
    "api:household": of("/households/{}/", "household", get=CASES),
    "api:surveys": of("/households/{}/surveys/", "household", get=CASES, post=COMMUNITY),
    "api:people": plain("/people/", get=CASES),
    "api:lookup": plain("/people/lookup/", post=CASES),
    "api:person": of("/people/{}/", "person", get=CASES),
    "api:registrations": of("/people/{}/registrations/", "person", get=CASES, post=COMMUNITY),
    "api:id_number": of("/people/{}/id-number/", "person", post=UNMASKERS),
    "api:facts": plain("/facts/", get=CASES),
    "api:person_findings": plain("/findings/people/", get=CASES),
    "api:household_findings": plain("/findings/households/", get=CASES),
    "api:certifications": plain("/certifications/", get=CASES, post=COMMUNITY),
    "api:certification": of("/certifications/{}/", "certification", get=CASES),
    "api:decide": of("/certifications/{}/decision/", "certification", post=DECIDERS),
    "api:figures": plain("/figures/", get=FIGURES),
    "api:return": Asked(lambda place: f"/figures/2026-10/{place.area.code}/", {"get": FIGURES}),
    "api:parameters": plain("/parameters/", get=POLICY),
    "api:parameter": plain("/parameters/zf.deadline_months/", get=POLICY),
    "api:unknown": None,  # 404 to whoever has a token
    "api:schema": None,  # in the table of the pages
    "api:docs": None,
}
# Lists of what lies in the area: they name what is there, and nothing from elsewhere.
LISTS = ("/households/", "/people/")
