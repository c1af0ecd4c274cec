"""一人一策: one plan in force for each unemployed case, revised and reviewed, its measures carried out."""

import dataclasses

import pytest

from accounts.enums import Role
from accounts.models import AuditEntry
from assistance.actions import plans
from assistance.actions.plans import Done, PlanRefused, Reviewed
from assistance.enums import Channel, Health, Segment
from assistance.models import Measure, Plan
from assistance.queries.plans import cases_without_plan, own_measures, template_for, to_review
from assistance.rules.templates import TEMPLATES, template_of
from households.enums import RegistrationKind
from tests import factories
from tests.assistance.planning import DAY, TODAY, case_of, planned, says
from tests.casework import NOTICE_ENDED, works

LATER = NOTICE_ENDED + 10 * DAY
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def case(city):
    return case_of(city)


def lacking(user, on=TODAY):
    return list(cases_without_plan(user, on))


def revised(city, plan, because="本人情况有变化", worker=None, **values):
    worker = worker or city.worker
    content = says(worker, **{"review_on": LATER.date() + DAY} | values)
    return plans.revise_plan(plan=plan, content=content, because=because, worker=worker, at=LATER)


def test_a_case_waits_for_its_plan_in_its_own_community_and_above(city, case):
    assert lacking(city.worker) == lacking(city.street_officer) == [case]
    assert lacking(city.neighbour_worker) == []
    plan = planned(city, case)

    assert lacking(city.worker) == []
    assert (plan.version, plan.measures.get().channel) == (1, Channel.SKILL)
    assert AuditEntry.objects.get(event="plan.opened").object_id == plan.pk


def test_who_works_needs_no_plan(city, case):
    works(city, case.person, RegistrationKind.ENTERPRISE, TODAY, NOTICE_ENDED)

    assert lacking(city.worker) == []
    with pytest.raises(PlanRefused, match="已就业"):
        planned(city, case)


def test_nobody_makes_a_second_plan_or_one_next_door(city, case):
    planned(city, case)
    for worker in (city.worker, city.neighbour_worker):
        with pytest.raises(PlanRefused):
            planned(city, case, worker)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"needs": []}, "needs"),
        ({"situation": "  "}, "situation"),
        ({"review_on": TODAY}, "review_on"),
        ({"review_on": TODAY + 40 * DAY}, "review_on"),  # a month is the longest
        ({"segment": Segment.OLDER}, "health"),
        ({"measures": []}, None),
    ],
)
def test_what_is_lacking_is_said_and_nothing_is_kept(city, case, values, field):
    with pytest.raises(PlanRefused) as refused:
        planned(city, case, **values)

    assert refused.value.field == field
    assert not Plan.objects.exists()


def test_a_measure_has_an_owner_who_may_be_asked_and_a_day_to_come(city, case):
    right = says(city.worker).measures[0]
    wrong = (
        dataclasses.replace(right, owner=city.neighbour_worker),
        dataclasses.replace(right, owner=city.city_officer),
        dataclasses.replace(right, due_on=TODAY - DAY),
    )
    for measure in wrong:
        with pytest.raises(PlanRefused):
            planned(city, case, measures=[measure])


def test_a_revision_keeps_the_version_before_it(city, case):
    first = planned(city, case)
    second = revised(city, first, situation="想学面点")
    first.refresh_from_db()

    assert (first.replaced_at, first.situation, first.measures.count()) == (LATER, "愿意在附近就业", 1)
    assert (second.version, second.previous, second.because) == (2, first, "本人情况有变化")
    assert list(Plan.objects.active()) == [second]
    with pytest.raises(PlanRefused, match="已被修订"):
        revised(city, first)
    with pytest.raises(PlanRefused, match="修订原因"):
        revised(city, second, because=" ")


def test_a_plan_ends_with_its_case(city, case):
    plan = planned(city, case)
    type(case).objects.filter(pk=case.pk).update(exited_on=TODAY, exit_reason="moved_out")

    assert not Plan.objects.active().exists()
    with pytest.raises(PlanRefused):
        revised(city, plan)


def test_a_plan_waits_for_its_review_and_a_review_sets_the_next(city, case):
    plan = planned(city, case)
    due = plan.review_on
    assert list(to_review(city.worker, due - DAY)) == []
    assert list(to_review(city.worker, due)) == [plan]
    at = NOTICE_ENDED + 20 * DAY
    for next_on in (due, due + 40 * DAY):
        with pytest.raises(PlanRefused, match="下次评估日期"):
            plans.review_plan(plan=plan, review=Reviewed("继续执行", next_on), worker=city.worker, at=at)
    plans.review_plan(plan=plan, review=Reviewed("继续执行", due + 30 * DAY), worker=city.worker, at=at)

    assert list(to_review(city.worker, due)) == []
    assert plan.reviews.get().finding == "继续执行"


def test_whoever_is_to_carry_a_measure_out_says_what_came_of_it(city, case):
    helper = factories.UserFactory(area=city.street, role=Role.HELPER)
    measure = dataclasses.replace(says(city.worker).measures[0], owner=helper)
    planned(city, case, measures=[measure])
    (own,) = own_measures(helper, TODAY)
    for on, outcome in ((TODAY + DAY, "已落实"), (TODAY - DAY, "已落实"), (TODAY, " ")):
        with pytest.raises(PlanRefused):
            plans.finish_measure(measure=own, done=Done(on, outcome), actor=helper, at=NOTICE_ENDED)
    with pytest.raises(PlanRefused, match="不由您落实"):
        plans.finish_measure(measure=own, done=Done(TODAY, "好"), actor=city.neighbour_worker, at=NOTICE_ENDED)
    plans.finish_measure(measure=own, done=Done(TODAY, "已推荐"), actor=helper, at=NOTICE_ENDED)

    assert list(own_measures(helper, TODAY)) == []
    assert Measure.objects.get().done_by == helper
    with pytest.raises(PlanRefused):
        plans.finish_measure(measure=own, done=Done(TODAY, "已推荐"), actor=helper, at=NOTICE_ENDED)


@pytest.mark.parametrize(
    ("known", "key"),
    [
        ({"has_a_trade": True, "has_worked": True, "is_older": True, "is_frail": False}, "skilled"),
        ({"has_a_trade": True, "has_worked": False, "is_older": False, "is_frail": False}, "young"),
        ({"has_a_trade": False, "has_worked": True, "is_older": True, "is_frail": False}, "older"),
        ({"has_a_trade": False, "has_worked": True, "is_older": True, "is_frail": True}, "older-light"),
    ],
)
def test_the_template_follows_from_trade_age_and_health(known, key):
    assert template_of(**known) == key


def test_the_registry_proposes_the_template_of_a_case(city):
    case = case_of(city)
    assert template_for(case, TODAY) == "young"
    case.person.born = case.person.born.replace(year=1972)
    assert template_for(case, TODAY) == "older-light"  # a disability certificate is known
    case.person.skills = "电工"
    assert template_for(case, TODAY) == "older-light"  # nobody employed this person yet
    works(city, case.person, RegistrationKind.ENTERPRISE, TODAY, NOTICE_ENDED)
    assert template_for(case, TODAY) == "skilled"


def test_every_template_proposes_needs_and_measures_and_only_age_asks_for_the_health():
    for template in TEMPLATES.values():
        assert template.needs
        assert template.measures
        assert (template.health in tuple(Health)) == (template.segment == Segment.OLDER)
