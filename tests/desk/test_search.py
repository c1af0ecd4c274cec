"""Search: exact numbers, parts of names and addresses, of the own area alone; the words are written nowhere."""

import json
import logging

import pytest
import time_machine
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry
from desk.searches import KEPT
from households.models import Person
from tests import factories
from tests.casework import MONDAY, applied, household_of

SEARCH = reverse("desk:search")


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def find(client, city):
    def found(words, user=None):
        client.force_login(user or city.worker)
        answer = client.post(SEARCH, {"q": words})
        return client.get(answer.url) if getattr(answer, "url", "").startswith(SEARCH) else answer

    return found


def test_an_id_number_is_found_exactly(city, find):
    household_of(city, {"name": "周一"}, {"name": "周二"})
    person = Person.objects.get(name="周一")
    here = reverse("households:person", args=[person.pk])
    assert find(person.id_number).url == here
    assert find(f" {person.id_number.lower()} ").url == here
    full_width = person.id_number.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert find(full_width).url == here
    assert "没有找到" in find(person.id_number[:-2] + "00").content.decode()


def test_nobody_outside_the_area_finds_anything(city, find):
    home = household_of(city, {"name": "周一"})
    case = applied(city, home)
    person = Person.objects.get()
    for words in (person.id_number, "周一", "周", "zhouyi", "zy", home.number, case.number, home.address):
        assert "没有找到" in find(words, city.neighbour_worker).content.decode()
        assert find(words, city.city_officer).status_code == 302


def test_numbers_of_households_and_cases_lead_there(city, find):
    home = household_of(city)
    case = applied(city, home)
    assert find(home.number).url == reverse("households:household", args=[home.pk])
    assert find(case.number.lower()).url == reverse("households:certification", args=[case.pk])
    assert "没有找到" in find(f"R{case.pk:08d}").content.decode()
    assert "没有找到" in find("T00000001").content.decode()


def test_that_one_searched_is_noted_and_the_words_are_not(city, find, caplog):
    household_of(city, {"name": "周某某"})
    entries = AuditEntry.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    with caplog.at_level(logging.DEBUG):
        find("周某某")
        find(Person.objects.get().id_number)
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [line for line in said if "周某某" in line or Person.objects.get().id_number in line]
    noted = AuditEntry.objects.filter(pk__gt=entries).order_by("pk")
    assert [(entry.event, entry.details["kind"], entry.details["found"]) for entry in noted] == [
        ("search.made", "姓名或住址", 1),
        ("search.made", "身份证号", 1),
    ]
    written = json.dumps([entry.details for entry in noted], ensure_ascii=False)
    assert "周某某" not in written
    assert Person.objects.get().id_number not in written
    assert noted[1].details["masked"] == Person.objects.get().masked_id


def test_the_words_stand_in_no_address_and_lie_open_in_no_session(city, client, find):
    for name in ("周一", "周二"):
        household_of(city, {"name": name})
    client.force_login(city.worker)
    address = client.post(SEARCH, {"q": "周"}).url
    assert len(client.get(address).context["found"].hits) == 2
    assert 'value="周"' in client.get(address).content.decode()
    assert "周" not in address
    assert "周" not in str(dict(client.session))
    assert AuditEntry.objects.filter(event="search.made").count() == 1  # once, however often it is looked at

    assert client.get(SEARCH, {"q": "周"}).context["found"] is None
    for _ in range(KEPT):
        client.post(SEARCH, {"q": "周"})
    gone = client.get(address, follow=True)
    assert gone.redirect_chain == [(SEARCH, 302)]
    assert "已过期" in gone.content.decode()


def test_who_may_not_read_cases_does_not_search(city, find):
    assert find("周", factories.UserFactory(role=Role.AUDITOR, area=city.city)).status_code == 403
