"""The people of the merger: how many are employed, in stable employment or out of work, and who they are (S1-01)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.enums import FactKind, RegistrationKind
from households.models import Fact
from households.rules.promise import stability, stable_if_begun_by
from tests import factories
from tests.casework import MONDAY
from tests.households.building import many_households
from tests.setting import small_city

PAGE = reverse("households:merged")
LEFT = dt.date(2004, 12, 31)
BUDGET = 15
TODAY = MONDAY.date()


@pytest.fixture(autouse=True)
def _monday(monday):
    """Time stands still."""


def merged_person(area, name, kind=None, since=None):
    person = factories.member(factories.HouseholdFactory(area=area), name=name)
    factories.fact(person, FactKind.MERGED, LEFT, employer="第一工具厂")
    if kind:
        factories.registered(person, kind, since)
    return person


@pytest.fixture
def people(town):
    """One of each standing, a neighbour at work, and somebody the merger never touched."""
    merged_person(town.community, "稳定", RegistrationKind.ENTERPRISE, dt.date(2020, 1, 1))
    merged_person(town.community, "新就业", RegistrationKind.FLEXIBLE, dt.date(2026, 9, 1))
    merged_person(town.community, "失业", RegistrationKind.UNEMPLOYED, dt.date(2026, 7, 1))
    merged_person(town.community, "未登记")
    merged_person(town.neighbour, "邻居", RegistrationKind.SELF_EMPLOYED, dt.date(2020, 1, 1))
    factories.member(factories.HouseholdFactory(area=town.community), name="别人")


def names(response):
    return {row.name for row in response.context["rows"]}


def counts(response):
    return {words: count for words, count, _ in response.context["counts"]}


def test_counts_and_names_agree(as_user, town, people):
    client = as_user(town.worker)
    page = client.get(PAGE)
    assert counts(page) == {"并轨人员": 4, "稳定就业": 1, "就业": 2, "失业": 1, "未登记": 1}
    expected = {"并轨人员": {"稳定", "新就业", "失业", "未登记"}, "就业": {"稳定", "新就业"}}
    for words, count, address in page.context["counts"]:
        found = names(client.get(PAGE + address))
        assert len(found) == count
        assert found == expected.get(words, found)
    assert "第一工具厂" in page.content.decode()
    assert "2004-12-31" in page.content.decode()


def test_they_are_counted_within_ones_area_and_the_one_chosen(as_user, town, people):
    assert names(as_user(town.neighbour_worker).get(PAGE)) == {"邻居"}
    client = as_user(town.street_officer)
    assert counts(client.get(PAGE))["并轨人员"] == 5
    page = client.get(PAGE, {"area": town.neighbour.pk, "standing": "stable"})
    assert counts(page) == {"并轨人员": 1, "稳定就业": 1, "就业": 1, "失业": 0, "未登记": 0}
    assert names(page) == {"邻居"}
    assert f"area={town.neighbour.pk}" in page.context["counts"][0][2]


@pytest.mark.django_db
def test_without_a_parameter_in_force_nobody_is_called_stable(as_user):
    town = small_city()
    merged_person(town.community, "稳定", RegistrationKind.ENTERPRISE, dt.date(2020, 1, 1))
    page = as_user(town.worker).get(PAGE)
    assert (counts(page)["稳定就业"], counts(page)["就业"]) == (0, 1)
    assert "没有取值" in page.content.decode()


@pytest.mark.parametrize("months", [0, 1, 3, 6, 12])
@pytest.mark.parametrize("on", [dt.date(2026, 2, 28), dt.date(2024, 2, 29), dt.date(2026, 5, 31), dt.date(2026, 9, 7)])
def test_the_latest_beginning_of_a_stable_employment_is_that_of_the_rule(on, months):
    begun = stable_if_begun_by(on, months)
    assert stability(begun, None, months, on).stable
    assert not stability(begun + dt.timedelta(days=1), None, months, on).stable


@pytest.mark.parametrize("count", [10, 60])
def test_the_list_needs_a_fixed_number_of_queries(as_user, town, count):
    for home in many_households(town.community, count):
        person = home.memberships.order_by("pk")[0].person
        factories.fact(person, FactKind.MERGED, LEFT, employer="第一工具厂")
    client = as_user(town.street_officer)
    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)
    assert len(asked) <= BUDGET
    assert Fact.objects.filter(kind=FactKind.MERGED).count() == count
