"""Every endpoint × every role × own, above, below and beside area; and no scope but its own opens it."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from accounts.enums import Role
from accounts.models import Token
from accounts.tokens.queries import PREFIX, digest_of
from accounts.tokens.scopes import Scope
from tests.api.asking import V1
from tests.api.table import API, LISTS, Asked
from tests.world import NOW, Place, World, build

PLACES = ("own", "above", "below", "beside")
WITHIN = ("own", "below")
ASKED = {name: asked for name, asked in API.items() if asked is not None}
# Let in: read, not what the body should be, or without the headers that an act asks for.
LET_IN = {200, 400, 422, 428}


def client_of(user, scopes) -> Client:
    """A client with a token of whatever scopes, as if the role had been another when it was issued."""
    secret = f"{PREFIX}{user.pk}-{'-'.join(scopes)}"
    Token.objects.create(
        owner=user, purpose="测试", scopes=scopes, digest=digest_of(secret), hint="test", role=user.role,
        area=user.area, issued_at=NOW, expires_at=NOW.replace(year=2027),
    )  # fmt: skip
    return Client(headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": "once-and-once"})


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[tuple[World, dict[Role, Client]]]:
    """The world and a token of every scope for each role, built once and rolled back at the end."""
    with time_machine.travel(NOW, tick=False), django_db_blocker.unblock(), transaction.atomic():
        made = build()
        type(made.users[Role.SYSTEM]).objects.update(in_use_since=NOW)
        yield made, {role: client_of(user, list(Scope)) for role, user in made.users.items()}
        transaction.set_rollback(True)


def answer(client: Client, method: str, asked: Asked, place: Place) -> int:
    """The status of a request whose effects are taken back."""
    body = {"content_type": "application/json", "data": asked.body(place)} if method == "post" else {}
    with transaction.atomic():
        status = getattr(client, method)(f"{V1}{asked.path(place)}", **body).status_code
        transaction.set_rollback(True)
    return status


def is_as_expected(status: int, asked: Asked, method: str, role: Role, where: str) -> bool:
    if role not in asked.roles[method]:
        return status == 403
    return status in LET_IN if not asked.is_scoped or where in WITHIN else status == 404


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.API_REQUESTS_A_MINUTE = 1_000_000


@pytest.mark.django_db
@pytest.mark.parametrize("name", ASKED)
def test_an_endpoint_answers_its_roles_in_and_below_their_area_alone(world, name):
    made, clients = world
    asked = ASKED[name]
    places = made.places.items() if asked.is_scoped else [("own", made.places["own"])]
    wrong = [
        f"{method} {asked.path(place)} ({where}) as {role}: {status}"
        for where, place in places
        for method in asked.roles
        for role, client in clients.items()
        if not is_as_expected(status := answer(client, method, asked, place), asked, method, role, where)
    ]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ASKED)
def test_a_token_opens_what_it_was_issued_for_alone(world, name):
    made, _ = world
    asked, place = ASKED[name], made.places["own"]
    for method, roles in asked.roles.items():
        user = made.users[min(roles)]
        opened = {scope for scope in Scope if answer(client_of(user, [scope]), method, asked, place) in LET_IN}
        assert len(opened) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("path", LISTS)
def test_a_list_names_what_lies_in_and_below_the_area_and_nothing_else(world, path):
    made, clients = world
    page = clients[Role.COMMUNITY_WORKER].get(f"{V1}{path}").content.decode()

    assert {where for where, place in made.places.items() if place.mark in page} == set(WITHIN)
