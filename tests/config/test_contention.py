"""Two acts that wait for each other, and a question the database answers too late: nobody sees a broken page."""

import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from config.contention import OTHERS, TOO_LONG, ContentionMiddleware
from households.models import Household, Person
from tests.casework import household_of
from tests.racing import PATIENCE, until_somebody_waits
from tests.setting import load_policy_for, small_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    town = small_city()
    load_policy_for(town.city)
    return town


@pytest.fixture
def person(town):
    return household_of(town, {"name": "李零"}, at=timezone.now()).memberships.get().person


def elsewhere(ask) -> threading.Thread:
    """``ask`` in a thread, which has a connection of its own."""

    def run():
        try:
            ask()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_an_act_that_waits_for_one_that_waits_for_it_is_done_a_moment_later(as_user, town, person):
    """Registering work holds the person and asks for the household; a survey holds the household and asks for the
    person. PostgreSQL ends the one that began to wait first."""
    told = {"kind": "4", "since": timezone.localdate().isoformat()}
    answers = []

    def register():
        answers.append(as_user(town.worker).post(reverse("households:register", args=[person.pk]), told))

    with transaction.atomic():
        Household.objects.select_for_update().get(memberships__person=person)
        thread = elsewhere(register)
        until_somebody_waits()
        Person.objects.select_for_update().get(pk=person.pk)  # now each waits for the other
    thread.join(PATIENCE)
    assert [answer.status_code for answer in answers] == [302]
    assert person.registrations.filter(kind=4).count() == 1


@pytest.mark.parametrize(
    ("limit", "said"), [("lock_timeout", OTHERS), ("statement_timeout", TOO_LONG)], ids=["held", "too long"]
)
def test_what_the_database_does_not_answer_in_time_is_refused_in_words(as_user, town, person, limit, said):
    client = as_user(town.worker)
    holds, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE households_person IN ACCESS EXCLUSIVE MODE")
            holds.set()
            done.wait(PATIENCE)

    thread = elsewhere(hold)
    try:
        holds.wait(PATIENCE)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, '300ms', false)", [limit])
        answer = client.get(reverse("households:person", args=[person.pk]))
    finally:
        done.set()
        thread.join(PATIENCE)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, '0', false)", [limit])
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert said in answer.content.decode()


def test_a_program_is_told_in_the_shape_of_every_error(rf):
    error = OperationalError()
    error.__cause__ = LockNotAvailable()
    answer = ContentionMiddleware(lambda request: None).process_exception(rf.get("/api/v1/people/"), error)
    assert answer.status_code == 503
    assert b'"code": "busy"' in answer.content


def test_another_error_stays_what_it_is(rf):
    middleware = ContentionMiddleware(lambda request: None)
    assert middleware.process_exception(rf.get("/"), OperationalError()) is None
    assert middleware.process_exception(rf.get("/"), ValueError()) is None
