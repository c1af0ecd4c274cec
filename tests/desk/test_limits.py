"""What one officer may look up, unmask and take away in an hour."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from tests.accounts.jobbing import taken_away
from tests.casework import MONDAY, household_of

SEARCH, PEOPLE = reverse("desk:search"), reverse("households:people")


@pytest.fixture
def person(city, monday, settings):
    settings.HOURLY_LIMITS = {"unmask": 2, "search": 2, "export": 2}
    return household_of(city, {"name": "周某某"}).memberships.get().person


def unmask(client, person):
    return client.post(reverse("households:unmask", args=[person.pk]), {"unmask-reason": "核对证件"})


DONE = {
    "unmask": unmask,
    "search": lambda client, person: client.post(SEARCH, {"q": "周"}),
    "export": lambda client, person: taken_away(client, PEOPLE),
}


@pytest.mark.parametrize("act", DONE)
def test_so_much_in_an_hour_and_no_more(city, as_user, person, monday, act):
    client, done = as_user(city.worker), DONE[act]
    assert done(client, person).status_code < 400
    monday.move_to(MONDAY + dt.timedelta(minutes=20))
    assert done(client, person).status_code < 400
    for _ in range(2):
        refused = done(client, person)
        assert (refused.status_code, refused["Retry-After"]) == (429, str(40 * 60))
    assert f"{MONDAY + dt.timedelta(hours=1):%H:%M} 以后可以继续" in refused.content.decode()
    noted = AuditEntry.objects.get(event="limit.reached")
    assert (noted.actor, noted.outcome, noted.details) == (city.worker, "refused", {"limited": act, "times": 2})
    assert done(as_user(city.second_worker), person).status_code < 400

    monday.move_to(MONDAY + dt.timedelta(hours=1, seconds=1))
    assert done(client, person).status_code < 400


def test_a_list_is_searched_no_oftener_and_turned_over_as_often_as_one_likes(city, as_user, person):
    client = as_user(city.worker)
    for _ in range(3):
        assert client.get(PEOPLE).status_code == 200
    for _ in range(2):
        client.post(SEARCH, {"q": "周"})
    answer = client.get(PEOPLE, {"name": "周"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (429, f"{PEOPLE}?name=%E5%91%A8")
