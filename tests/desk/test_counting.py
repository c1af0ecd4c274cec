"""What waits is counted by a statement that is put together once for an officer, and is true whenever it is asked."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from desk.queries import IN_CARE, PILES, my_work
from households.models import ZeroFamilyCase
from policy import parameters
from policy.actions import Enactment, enact
from policy.models import Document
from tests.casework import MONDAY, NOTICE_ENDED, applied, certified, decided, household_of

DAY = dt.timedelta(days=1)
MAY_BE_ASKED = ('FROM "policy_parametervalue"', 'FROM "accounts_deputation"')
pytestmark = pytest.mark.usefixtures("monday")


def waiting(officer, on=MONDAY):
    return {one.pile.kind: one.total for one in my_work(officer, on=on.date()) if one.total}


@pytest.mark.parametrize("pile", [*PILES, *IN_CARE], ids=lambda pile: pile.kind)
def test_a_question_follows_from_policy_and_deputations_alone(city, pile):
    for officer in (city.worker, city.street_officer, city.city_officer):
        with CaptureQueriesContext(connection) as asked:
            pile.rows(officer, MONDAY.date()).order_by().values("pk")
        assert [one["sql"] for one in asked if not any(table in one["sql"] for table in MAY_BE_ASKED)] == []


def test_the_same_question_finds_what_has_come_since(city):
    home = household_of(city)
    assert waiting(city.worker)["families-found"] == 1
    case = applied(city, home)
    assert waiting(city.worker) == {"decisions": 1}
    decided(case, city.worker)
    assert waiting(city.worker) == {"notices": 1}


def test_a_value_enacted_since_is_counted_by(city):
    case = ZeroFamilyCase.objects.get(certification=certified(city, household_of(city)))
    on = dt.datetime.combine(case.due_on, NOTICE_ENDED.timetz()) - 40 * DAY
    assert "families" not in waiting(city.worker, on)
    document = Document.objects.order_by("pk")[0]
    enact(
        Enactment(parameters.ZF_WARN_DAYS, [45], city.city, on.date(), document, "一"), actor=city.city_officer, at=on
    )
    assert waiting(city.worker, on)["families"] == 1


def test_an_officer_moved_to_another_area_counts_there(city):
    applied(city, household_of(city))
    assert waiting(city.worker) == {"decisions": 1}
    city.worker.area = city.neighbour
    assert waiting(city.worker) == {}
    city.worker.area, city.worker.role = city.community, Role.STATISTICIAN
    assert "decisions" not in waiting(city.worker)
