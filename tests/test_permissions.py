"""Every page × every role × own, above, below and beside area: who gets in, and to whose things.

The roles of each act are written out here once more, so that a change of ``permissions.ALLOWED`` is seen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.enums import Role
from tests.test_conventions import pages
from tests.world import NOW, Place, World, build

ALL = frozenset(Role)
COMMUNITY = frozenset({Role.COMMUNITY_WORKER, Role.COMMUNITY_DIRECTOR})
DECIDERS = COMMUNITY | {Role.STREET_OFFICER, Role.DISTRICT_OFFICER}
CITY = frozenset({Role.CITY_OFFICER, Role.STATISTICIAN})
CASES = DECIDERS | CITY | {Role.STREET_LEADER}
UNMASKERS = DECIDERS | {Role.CITY_OFFICER}
FIGURES = CASES | {Role.FINANCE, Role.PROVINCE, Role.AUDITOR, Role.PARTNER}
REVIEWERS = frozenset({Role.STREET_OFFICER, Role.DISTRICT_OFFICER})
PUBLISHERS = DECIDERS | {Role.STATISTICIAN}
POLICY = ALL - {Role.SYSTEM}
ENACTORS = frozenset({Role.CITY_OFFICER})
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN})
SECURITY = frozenset({Role.SECURITY_ADMIN})
COORDINATORS = CITY | ADMINISTRATORS | SECURITY | {Role.DISTRICT_OFFICER}
ANSWERABLE = CASES | ADMINISTRATORS | SECURITY
ASSIGNERS = REVIEWERS | {Role.COMMUNITY_DIRECTOR, Role.STREET_LEADER, Role.CITY_OFFICER}
READS_USERS = ADMINISTRATORS | SECURITY
AUDITORS = frozenset({Role.AUDITOR, Role.SECURITY_ADMIN})

GRANTED = {200, 302, 400}  # a page, the way on, or a form that was not filled in
FORBIDDEN, NOT_FOUND = 403, 404
WITHIN = ("own", "below")  # what lies outside is not found
PLACES = ("own", "above", "below", "beside")


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


# Pages of no area, with what their address is made of; and pages of an object, which has an area.
PLAIN: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "accounts:sign_in": (Expected(ALL, "get post"), fixed()),
    "accounts:sign_out": (Expected(ALL, "post"), fixed()),
    "accounts:password": (Expected(ALL, "get post"), fixed()),
    "accounts:me": (Expected(ALL), fixed()),
    "accounts:second_factor": (Expected(ALL, "get post"), fixed()),
    "accounts:enrol": (Expected(ALL, "get post"), fixed()),
    "accounts:renew_codes": (Expected(ALL, "get post"), fixed()),
    "accounts:stay": (Expected(ALL), fixed()),
    "accounts:sign_out_elsewhere": (Expected(ALL, "post"), fixed()),
    "accounts:users": (Expected(READS_USERS), fixed()),
    "accounts:open_account": (Expected(ADMINISTRATORS, "get post"), fixed()),
    "accounts:organisations": (Expected(COORDINATORS), fixed()),
    "accounts:open_organisation": (Expected(ADMINISTRATORS, "get post"), fixed()),
    "accounts:areas": (Expected(ANSWERABLE), fixed()),
    "accounts:open_area": (Expected(ADMINISTRATORS, "get post"), fixed()),
    "accounts:audit": (Expected(AUDITORS), fixed()),
    "healthz": (Expected(ALL), fixed()),
    "policy:documents": (Expected(POLICY), fixed()),
    "policy:document": (Expected(POLICY), lambda world: {"pk": world.document.pk}),
    "policy:register_document": (Expected(ENACTORS, "get post"), fixed()),
    "policy:parameters": (Expected(POLICY), fixed()),
    "policy:parameter": (Expected(POLICY), fixed(key="zf.deadline_months")),
    "policy:enact": (Expected(ENACTORS, "get post"), fixed(key="zf.deadline_months")),
    "policy:calendar": (Expected(POLICY), fixed()),
    "desk:calendar": (Expected(ENACTORS, "get post"), fixed()),
    "desk:my_work": (Expected(ALL), fixed()),
    "desk:worklist": (Expected(CASES), fixed(kind="families")),
    "desk:search": (Expected(CASES), fixed()),
    "desk:refresh": (Expected(CASES), fixed()),
    "desk:refresh_start": (Expected(CITY, "get post"), fixed()),
    "households:list": (Expected(CASES), fixed()),
    "households:links": (Expected(CASES), fixed()),
    "households:people": (Expected(CASES), fixed()),
    "households:survey_new": (Expected(COMMUNITY, "get post"), fixed()),
    "households:confirmations": (Expected(CASES), fixed()),
    "households:confirm": (Expected(COMMUNITY, "post"), fixed()),
    "households:families": (Expected(CASES), fixed()),
    "households:certifications": (Expected(CASES), fixed()),
    "households:notices": (Expected(CASES), fixed()),
    "households:exits": (Expected(CASES), fixed()),
    "reports:month": (Expected(FIGURES), fixed()),
}
SCOPED: dict[str, Expected] = {
    "accounts:user": Expected(READS_USERS, "get", of("account")),
    "accounts:reopen_account": Expected(ADMINISTRATORS, "post", of("resting_account")),
    "accounts:move_account": Expected(ADMINISTRATORS, "get post", of("account")),
    "accounts:confirm_account": Expected(SECURITY, "post", of("awaiting_account")),
    "accounts:decline_account": Expected(SECURITY, "post", of("awaiting_account")),
    "accounts:reset_second_factor": Expected(SECURITY, "post", of("account")),
    "accounts:close_account": Expected(ADMINISTRATORS, "post", of("account")),
    "accounts:reset_password": Expected(ADMINISTRATORS, "post", of("account")),
    "accounts:organisation": Expected(COORDINATORS, "get", of("organisation")),
    "accounts:rename_organisation": Expected(ADMINISTRATORS, "post", of("organisation")),
    "accounts:close_organisation": Expected(ADMINISTRATORS, "post", of("organisation")),
    "accounts:area": Expected(ANSWERABLE, "get", of("area")),
    "accounts:rename_area": Expected(ADMINISTRATORS, "post", of("area")),
    "accounts:give_charge": Expected(ASSIGNERS, "get post", of("area")),
    "accounts:draw_patch": Expected(ASSIGNERS, "get post", of("area")),
    "accounts:draw_courtyards": Expected(ASSIGNERS, "get post", of("area")),
    "accounts:redraw_patch": Expected(ASSIGNERS, "get post", of("patch")),
    "accounts:close_patch": Expected(ASSIGNERS, "post", of("patch")),
    "accounts:close_courtyard": Expected(ASSIGNERS, "post", of("courtyard")),
    "desk:close_area": Expected(ADMINISTRATORS, "get post", of("area")),
    "households:edit_links": Expected(COMMUNITY, "get post", of("household")),
    "households:household": Expected(CASES, "get", of("household")),
    "households:person": Expected(CASES, "get", of("person")),
    "households:survey": Expected(COMMUNITY, "get post", of("household")),
    "households:survey_done": Expected(CASES, "get", of("survey")),
    "households:register": Expected(COMMUNITY, "get post", of("person")),
    "households:end_registration": Expected(COMMUNITY, "get post", of("registration")),
    "households:unmask": Expected(UNMASKERS, "get post", of("person")),
    "households:apply": Expected(COMMUNITY, "get post", of("household")),
    "households:certification": Expected(CASES, "get", of("certification")),
    "households:decide": Expected(DECIDERS, "post", of("certification")),
    "households:resubmit": Expected(COMMUNITY, "post", of("certification")),
    "households:withdraw": Expected(COMMUNITY, "post", of("certification")),
    "households:object": Expected(COMMUNITY, "post", of("certification")),
    "households:notice": Expected(CASES, "get", of("notice")),
    "households:exit": Expected(CASES, "get", of("exit")),
    "households:exit_new": Expected(COMMUNITY, "get post", query=lambda place: {"spell": place.spell.pk}),
    "households:exit_decide": Expected(DECIDERS, "post", of("exit")),
    "households:exit_submit": Expected(COMMUNITY, "post", of("exit")),
    "households:exit_withdraw": Expected(COMMUNITY, "post", of("exit")),
    "reports:return": Expected(FIGURES, "get", sheet()),
    "reports:publish": Expected(PUBLISHERS, "get post", sheet()),
    "reports:workbook": Expected(CASES, "get", sheet()),
    "reports:rows": Expected(CASES, "get", sheet(line="01")),
}
# Lists of what lies in the area: they name what is there, and nothing from elsewhere.
LISTS = {
    "households:list": Role.COMMUNITY_WORKER,
    "households:people": Role.COMMUNITY_WORKER,
    "households:certifications": Role.COMMUNITY_WORKER,
    "households:families": Role.COMMUNITY_WORKER,
    "households:notices": Role.COMMUNITY_WORKER,
    "households:exits": Role.COMMUNITY_WORKER,
    "households:confirmations": Role.COMMUNITY_WORKER,
    "accounts:users": Role.SYSTEM_ADMIN,
    "accounts:organisations": Role.SYSTEM_ADMIN,
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[tuple[World, dict[Role, Client]]]:
    """The world and somebody signed in for each role, built once and rolled back at the end."""
    with time_machine.travel(NOW, tick=False), django_db_blocker.unblock(), transaction.atomic():
        made = build()
        clients = {role: Client() for role in Role}
        for role, client in clients.items():
            client.force_login(made.users[role])
        yield made, clients
        transaction.set_rollback(True)


@pytest.fixture
def undrawn(monkeypatch) -> None:
    """Pages are not drawn: what is asked here is who gets in."""
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: SafeString(""))


def answer(client: Client, method: str, address: str) -> int:
    """The status of a request whose effects are taken back."""
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    with transaction.atomic():
        status = getattr(client, method)(address).status_code
        transaction.set_rollback(True)
    client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: session})
    return status


def is_as_expected(status: int, expected: Expected, role: Role, where: str) -> bool:
    if role not in expected.roles:
        return status == FORBIDDEN
    return status in GRANTED if where in WITHIN else status == NOT_FOUND


def wrong_answers(clients: dict[Role, Client], expected: Expected, addresses: dict[str, str]) -> list[str]:
    return [
        f"{method} {address} ({where}) as {role}: {status}"
        for where, address in addresses.items()
        for method in expected.methods.split()
        for role, client in clients.items()
        if not is_as_expected(status := answer(client, method, address), expected, Role(role), where)
    ]


def test_every_page_stands_in_the_table_once():
    assert set(PLAIN) | set(SCOPED) == set(pages())
    assert set(PLAIN) & set(SCOPED) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", PLAIN)
def test_a_page_opens_for_its_roles_alone(world, undrawn, name):
    made, clients = world
    expected, kwargs = PLAIN[name]

    assert wrong_answers(clients, expected, {"own": reverse(name, kwargs=kwargs(made))}) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", SCOPED)
def test_an_object_opens_for_its_roles_in_and_below_their_area_alone(world, undrawn, name):
    made, clients = world
    expected = SCOPED[name]
    addresses = {}
    for where, place in made.places.items():
        query = "&".join(f"{key}={value}" for key, value in (expected.query(place) if expected.query else {}).items())
        kwargs = expected.kwargs(place) if expected.kwargs else {}
        addresses[where] = reverse(name, kwargs=kwargs) + (f"?{query}" if query else "")

    assert tuple(addresses) == PLACES
    assert wrong_answers(clients, expected, addresses) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_list_names_what_lies_in_and_below_the_area_and_nothing_else(world, name):
    made, clients = world
    page = clients[LISTS[name]].get(reverse(name)).content.decode()
    named = {where for where, place in made.places.items() if place.mark in page}

    assert named == set(WITHIN)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["desk:my_work", "desk:search"])
def test_the_desk_names_nothing_from_elsewhere(world, name):
    clients = world[1]
    page = clients[Role.COMMUNITY_WORKER].get(reverse(name), {"q": "张三"}).content.decode()

    assert "上级" not in page
    assert "旁级" not in page
