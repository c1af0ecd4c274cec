"""调查计划: who sets a round, whom it goes to, and how far each area has come."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from desk import queries as desk
from households.actions import rounds as actions
from households.enums import RegistrationKind, RoundScope
from households.models import Household, SurveyRound
from households.queries import rounds
from tests import factories
from tests.casework import MONDAY
from tests.households.building import many_households
from tests.rows import survey

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
COVERAGE, UNVISITED, NEW = "households:coverage", "households:unvisited", "households:round_new"
pytestmark = pytest.mark.usefixtures("monday")


def plan(*areas, **values) -> actions.RoundPlan:
    planned = {
        "title": "九月调查",
        "scope": RoundScope.ALL,
        "starts_on": TODAY,
        "ends_on": TODAY + 20 * DAY,
        "document": "街劳字〔2026〕9号",
    }
    return actions.RoundPlan(areas=areas, **planned | values)


def set_round(town, *areas, officer=None, **values) -> SurveyRound:
    return actions.set_round(
        plan=plan(*(areas or (town.street,)), **values), officer=officer or town.street_officer, at=MONDAY
    )


@pytest.fixture
def homes(town) -> list[Household]:
    """Out of work, at work, and one of the neighbours, each with one member."""
    made = []
    for area, kind in ((town.community, 1), (town.community, 2), (town.neighbour, 1)):
        home = factories.HouseholdFactory(area=area)
        factories.registered(factories.member(home), RegistrationKind(kind), dt.date(2026, 1, 1))
        made.append(home)
    return made


def visited(home: Household, worker, on: dt.date, clear: int = 1) -> None:
    survey(home, worker, visited_on=on, member_count=2, clear_members=clear)


def numbers(user, survey_round, area, on=TODAY) -> dict[str, tuple[int, ...]]:
    rows = rounds.coverage(user, survey_round, area, on)
    return {row.area.name: (row.households, row.visited, row.people, row.clear) for row in rows}


def test_an_officer_sets_a_round_through_the_own_area_alone(town):
    made = set_round(town)
    assert AuditEntry.objects.get(event="survey_round.set").object_id == made.pk
    with pytest.raises(actions.RoundRefused, match="辖区"):
        set_round(town, town.city)
    with pytest.raises(actions.RoundRefused) as refused:
        set_round(town, ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)
    assert refused.value.field == "ends_on"


def test_coverage_counts_households_visits_and_clears_by_area(town, homes):
    made = set_round(town)
    visited(homes[0], town.worker, TODAY - DAY)  # before the round
    assert numbers(town.street_officer, made, town.street)["和平街道"] == (3, 0, 0, 0)
    visited(homes[0], town.worker, TODAY, clear=0)
    visited(homes[0], town.worker, TODAY + DAY, clear=2)  # of a household its last visit counts
    counted = numbers(town.street_officer, made, town.street, TODAY + DAY)
    assert counted == {"向阳社区": (2, 1, 2, 2), "光明社区": (1, 0, 0, 0), "和平街道": (3, 1, 2, 2)}
    own = numbers(town.worker, made, town.community, TODAY + DAY)
    assert own == {"向阳社区": (2, 1, 2, 2)}


def test_a_round_to_the_unemployed_leaves_out_who_is_at_work(town, homes):
    made = set_round(town, scope=RoundScope.UNEMPLOYED)
    assert numbers(town.street_officer, made, town.street)["和平街道"] == (2, 0, 0, 0)
    assert set(rounds.unvisited_in(made, TODAY)) == {homes[0], homes[2]}
    assert list(rounds.to_visit(town.worker, TODAY)) == [homes[0]]


def test_a_round_through_one_community_is_no_other_ones(town, homes):
    made = set_round(town, town.neighbour)
    assert not SurveyRound.objects.visible_to(town.worker).exists()
    assert list(SurveyRound.objects.visible_to(town.city_officer)) == [made]
    assert list(rounds.to_visit(town.worker, TODAY)) == []
    assert list(rounds.to_visit(town.neighbour_worker, TODAY)) == [homes[2]]


def test_what_is_not_visited_waits_for_the_worker_until_visited_ended_or_called_off(as_user, town, homes):
    made = set_round(town)

    def waiting(on):
        found = {work.pile.kind: work for work in desk.my_work(town.worker, on=on)}["unvisited"]
        return found.total

    assert waiting(TODAY) == 2
    assert waiting(TODAY + 21 * DAY) == 0
    visited(homes[1], town.worker, TODAY)
    page = as_user(town.worker).get(reverse(UNVISITED)).content.decode()
    assert homes[0].address in page
    assert homes[1].address not in page
    assert reverse("households:survey", args=[homes[0].pk]) in page
    actions.call_off(survey_round=made, reason="另行部署", officer=town.street_officer, at=MONDAY)
    assert waiting(TODAY) == 0
    assert "没有正在进行的调查计划" in as_user(town.worker).get(reverse(UNVISITED)).content.decode()


def test_a_round_is_called_off_once_by_its_own_office(town):
    made = set_round(town, officer=town.district_officer)
    with pytest.raises(actions.RoundRefused):
        actions.call_off(survey_round=made, reason="另行部署", officer=town.street_officer, at=MONDAY)
    actions.call_off(survey_round=made, reason="另行部署", officer=town.city_officer, at=MONDAY)
    with pytest.raises(actions.RoundRefused):
        actions.call_off(survey_round=made, reason="另行部署", officer=town.city_officer, at=MONDAY)


def test_a_round_is_set_by_page_and_its_coverage_leads_to_the_households(as_user, town, homes):
    officer = as_user(town.street_officer)
    sent = {
        "title": "九月调查",
        "document": "街劳字〔2026〕9号",
        "areas": [town.street.pk],
        "scope": "all",
        "starts_on": TODAY,
        "ends_on": TODAY + DAY,
    }
    wrong = officer.post(reverse(NEW), sent | {"ends_on": TODAY - DAY, "areas": []})
    assert set(wrong.context["form"].errors) == {"ends_on", "areas"}
    assert not SurveyRound.objects.exists()
    answer = officer.post(reverse(NEW), sent, follow=True)
    page = answer.content.decode()
    assert "向阳社区" in page
    left = f"{reverse(UNVISITED)}?round={SurveyRound.objects.get().pk}&amp;area={town.neighbour.pk}"
    assert left in page
    shown = officer.get(left.replace("&amp;", "&")).content.decode()
    assert homes[2].address in shown
    assert homes[0].address not in shown
    made = SurveyRound.objects.get()
    off = reverse("households:round_call_off", args=[made.pk])
    assert "请写明取消原因" in officer.post(off, {"call_off-reason": ""}).content.decode()
    officer.post(off, {"call_off-reason": "另行部署"})
    made.refresh_from_db()
    assert (made.cancelled_on, made.cancel_reason) == (TODAY, "另行部署")


def test_coverage_without_a_round_says_what_to_do_next(as_user, town):
    assert reverse(NEW) in as_user(town.street_officer).get(reverse(COVERAGE)).content.decode()
    assert "还没有调查计划" in as_user(town.worker).get(reverse(COVERAGE)).content.decode()


@pytest.mark.parametrize("name", [COVERAGE, UNVISITED])
def test_a_page_of_a_round_takes_no_more_queries_for_many(as_user, town, name):
    set_round(town)
    client, counts = as_user(town.street_officer), []
    for more in (10, 60):
        homes = many_households(town.community, more)
        visited(homes[0], town.worker, TODAY)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15
