"""Every page × every role × own, above, below and beside area: who gets in, and to whose things.

What is expected stands in ``permission_table``.
"""

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.enums import Role
from tests.api.table import API
from tests.permission_lists import LISTS
from tests.permission_table import OWN, PLAIN, SCOPED
from tests.permission_words import Expected
from tests.routes import pages
from tests.world import NOW, World, build

GRANTED = {200, 302, 400}  # a page, the way on, or a form that was not filled in
FORBIDDEN, NOT_FOUND = 403, 404
WITHIN = ("own", "below")  # what lies outside is not found
PLACES = ("own", "above", "below", "beside")


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
    assert set(PLAIN) | set(SCOPED) | OWN | set(API) == set(pages())
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
    client = clients[Role.COMMUNITY_WORKER]
    asked = (
        client.post(reverse(name), {"q": "张三"}, follow=True) if name == "desk:search" else client.get(reverse(name))
    )
    page = asked.content.decode()

    assert "上级" not in page
    assert "旁级" not in page
