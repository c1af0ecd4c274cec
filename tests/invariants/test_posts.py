"""公益性岗位: plans, posts, who holds them, exits and reports."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from households.enums import RegistrationKind
from tests import factories
from tests.factories import UserFactory, member, registered
from tests.offering import offer, placement
from tests.rows import DAY, NOON, ONE_DAY, spell
from tests.welfare_posts import a_post, assessment, holding, line, passing_over, plan, post, removal, report

from . import breaks, refused

OPEN = {"is_approved": None, "opinion": "", "decided_at": None}
STRUCK = {"struck_at": NOON, "struck_because": "登记错误"}


@breaks(
    "post_plan_gives_its_grounds",
    "post_plan_is_decided_by_somebody_with_an_opinion",
    "post_plan_is_not_decided_by_who_submitted_it",
)
def test_a_plan_is_decided_by_somebody_else_with_an_opinion(city, constraint):
    faults = {
        "post_plan_gives_its_grounds": [{"grounds": ""}],
        "post_plan_is_decided_by_somebody_with_an_opinion": [
            {"opinion": ""},
            {"is_approved": None},
            OPEN | {"opinion": "同意"},
        ],
        "post_plan_is_not_decided_by_who_submitted_it": [
            {"submitted_by": city.district_officer, "decided_by": city.district_officer}
        ],
    }
    for values in faults[constraint]:
        with refused(constraint):
            plan(city.community, **values)
    plan(city.community, **OPEN)


@breaks("post_plan_names_a_field_employer_and_funding_once", "post_plan_line_is_of_some_posts_in_a_field")
def test_a_line_is_of_some_posts_and_stands_once(city, constraint):
    own = line(plan(city.community))
    faults = {
        "post_plan_names_a_field_employer_and_funding_once": [{"employer": own.employer}],
        "post_plan_line_is_of_some_posts_in_a_field": [{"numbers": 0}, {"field": ""}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            line(own.plan, **values)


@breaks("post_is_one_of_an_approved_plan")
def test_there_are_no_more_posts_than_an_approved_plan_has(city, constraint):
    for of in (plan(city.community, **OPEN), plan(city.community, is_approved=False)):
        with refused(constraint):
            post(line(of))
    own = line(plan(city.community), numbers=1)
    post(own)
    with refused(constraint):
        post(own, serial=2)


@breaks(
    "post_is_counted_once_in_its_line",
    "post_has_a_title_a_place_and_a_wage",
    "post_is_closed_by_somebody_for_a_reason",
)
def test_a_post_is_described_and_closed_for_a_reason(city, constraint):
    own = a_post(city.community)
    closed = {"closed_on": DAY, "closed_because": "合并", "closed_by": city.worker}
    faults = {
        "post_is_counted_once_in_its_line": [{"serial": 1}],
        "post_has_a_title_a_place_and_a_wage": [{"title": ""}, {"place": ""}, {"wage": Decimal(0)}, {"serial": 0}],
        "post_is_closed_by_somebody_for_a_reason": [
            closed | {"closed_because": ""},
            closed | {"closed_by": None},
            closed | {"closed_on": DAY - ONE_DAY},
        ],
    }
    for values in faults[constraint]:
        with refused(constraint):
            post(own.line, **{"serial": 2} | values)
    post(own.line, serial=2, **closed)


@breaks("post_has_one_holder_at_a_time", "person_holds_one_post_at_a_time")
def test_a_post_has_one_holder_and_a_person_one_post(city, home, person, constraint):
    own = a_post(city.community)
    held = holding(own, person, until=DAY + 5 * ONE_DAY)
    another = {
        "post_has_one_holder_at_a_time": (own, member(home, name="李四")),
        "person_holds_one_post_at_a_time": (post(own.line, serial=2), person),
    }[constraint]
    with refused(constraint):
        holding(*another, since=DAY + 5 * ONE_DAY)
    holding(*another, since=DAY + 6 * ONE_DAY)
    work = held.placement.registration
    work.validity = DateRange(DAY, None)
    with refused(constraint):
        work.save()


@breaks("post_is_held_by_an_employment_in_it", "post_is_held_by_the_certified")
def test_a_post_is_held_by_an_employment_in_it_of_somebody_certified(city, home, person, constraint):
    own = a_post(city.community)
    since = DAY - ONE_DAY
    spell(person, certified_on=DAY)
    if constraint == "post_is_held_by_the_certified":
        with refused(constraint):
            holding(own, person, since)
    else:
        work = registered(person, RegistrationKind.ENTERPRISE, DAY)
        with refused(constraint):
            own.holdings.create(placement=placement(work))
    holding(own, person)


@breaks("post_holding_stands_once_for_a_placement", "postholding_is_struck_off_for_a_reason")
def test_a_holding_stands_once_and_is_struck_off_for_a_reason(city, person, constraint):
    own = a_post(city.community)
    held = holding(own, person)
    if constraint == "postholding_is_struck_off_for_a_reason":
        held.struck_at = NOON
        with refused(constraint):
            held.save()
        return
    with refused(constraint):
        post(own.line, serial=2).holdings.create(placement=held.placement)
    type(held).objects.update(struck_by=city.worker, **STRUCK)
    own.holdings.create(placement=held.placement)


@breaks("placement_of_a_post_stands")
def test_the_story_of_a_holding_stands(city, person, constraint):
    held = holding(a_post(city.community), person)
    rows = type(held.placement).objects
    with refused(constraint):
        rows.update(struck_by=city.worker, **STRUCK)
    type(held).objects.update(struck_by=city.worker, **STRUCK)
    rows.update(struck_by=city.worker, **STRUCK)


@breaks(
    "post_assessment_is_made_once_a_day",
    "post_assessment_says_what_was_found",
    "postassessment_is_struck_off_for_a_reason",
)
def test_an_assessment_is_made_once_a_day(city, person, constraint):
    held = holding(a_post(city.community), person)
    assessment(held)
    faults = {
        "post_assessment_is_made_once_a_day": {},
        "post_assessment_says_what_was_found": {"findings": "", "on": DAY + ONE_DAY},
        "postassessment_is_struck_off_for_a_reason": {"on": DAY + ONE_DAY, "struck_at": NOON},
    }
    with refused(constraint):
        assessment(held, **faults[constraint])
    assessment(held, struck_by=city.worker, **STRUCK)


@breaks(
    "post_exit_stands_once_for_a_holding",
    "post_exit_gives_a_reason",
    "post_exit_by_removal_is_told_to_the_person",
    "post_exit_by_removal_is_signed_by_two_people",
    "post_exit_is_withdrawn_for_a_reason_before_it_is_done",
)
def test_an_exit_stands_once_and_a_removal_is_told_and_signed_by_two(city, person, constraint):
    held, first = holding(a_post(city.community), person), UserFactory()
    second = {"countersigned_by": UserFactory(), "countersigned_at": NOON}
    back = {"withdrawn_by": first, "withdrawn_at": NOON, "withdrawn_because": "属实"}
    plain = {"cause": "resigned", "proposed_last_day": None, "told_on": None, "told_how": ""}
    faults = {
        "post_exit_stands_once_for_a_holding": [],
        "post_exit_gives_a_reason": [{"reason": ""}],
        "post_exit_by_removal_is_told_to_the_person": [
            {"told_on": None},
            {"told_how": ""},
            {"proposed_last_day": None},
            plain | {"told_on": DAY},
        ],
        "post_exit_by_removal_is_signed_by_two_people": [
            second | {"countersigned_by": first},
            second | {"countersigned_at": None},
            plain | second,
        ],
        "post_exit_is_withdrawn_for_a_reason_before_it_is_done": [
            back | {"withdrawn_because": ""},
            plain | back,
            second | back,
        ],
    }
    for values in faults[constraint]:
        with refused(constraint):
            removal(held, signed_by=first, **values)
    removal(held, signed_by=first, **back)
    removal(held, signed_by=first, **second)
    if not faults[constraint]:
        with refused(constraint):
            removal(held)


@breaks("empty_post_report_is_judged_by_an_article_on_evidence", "empty_post_report_is_entered_when_it_came_or_later")
def test_a_report_names_article_and_evidence_and_is_entered_when_it_came(city, person, constraint):
    held = holding(a_post(city.community), person)
    faults = {
        "empty_post_report_is_judged_by_an_article_on_evidence": [{"due_source": ""}, {"evidence": ""}],
        "empty_post_report_is_entered_when_it_came_or_later": [{"reported_on": DAY + dt.timedelta(days=1)}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            report(held, **values)
    report(held)


@breaks("passing_over_gives_a_reason", "passing_over_passes_somebody", "passing_over_is_of_an_offer_or_of_a_placement")
def test_passing_somebody_over_needs_a_reason(city, home, person, constraint):
    held = holding(a_post(city.community), person)
    faults = {
        "passing_over_gives_a_reason": [{"reason": ""}],
        "passing_over_passes_somebody": [{"rank": 1, "zero_families": 0}, {"rank": 2, "zero_families": 2}],
        "passing_over_is_of_an_offer_or_of_a_placement": [{"offer": offer(person)}, {"placement": None}],
    }
    first = factories.member(home, name="李四")
    for values in faults[constraint]:
        with refused(constraint):
            passing_over(held, first, **values)
    passing_over(held, first)
    passing_over(held, first, placement=None, offer=offer(person))


@pytest.mark.parametrize("what", ["postholding", "postassessment"])
def test_what_was_struck_off_stays_so(city, person, what):
    held = holding(a_post(city.community), person)
    rows = type(held).objects if what == "postholding" else type(assessment(held)).objects
    rows.update(struck_by=city.worker, **STRUCK)
    with pytest.raises(Exception, match="append-only"):
        rows.update(struck_because="改")
