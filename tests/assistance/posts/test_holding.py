"""公益性岗位: planned, approved by somebody else, filled in order, assessed, left, reported and filled again."""

import datetime as dt
from decimal import Decimal

import pytest

from accounts.models import AuditEntry
from assistance.actions.post_exits import Leaving, Removal, countersign, leave, propose_removal, report_empty_post
from assistance.actions.post_exits import withdraw_removal as withdraw
from assistance.actions.post_holdings import Assessed, assess_holder, strike_assessment, strike_holding
from assistance.actions.posts import NewPosts, PostRefused, close_post, decide_plan, open_posts
from assistance.actions.striking import StrikingRefused, strike_placement
from assistance.enums import Funding, LeavingCause, NoticeGiven, Ownership
from assistance.models import PassingOver, PostHolding, PostPlan, WelfarePost
from assistance.queries import post_assessments, posts
from assistance.queries.post_candidates import ranked
from assistance.rules.posts import Reporting
from households.enums import RegistrationKind
from households.models import Registration, ZeroFamilyCase
from tests.casework import NOTICE_ENDED, certified, disabled_person, household_of
from tests.offering import noon
from tests.welfare_posts import filled, opened, submitted

ONE = dt.timedelta(days=1)
START = NOTICE_ENDED.date() + ONE
NEXT = START + 20 * ONE


@pytest.fixture
def single(city):
    """Somebody certified whose family has work."""
    home, person = disabled_person(city)
    certified(city, home, person)
    return person


@pytest.fixture
def of_zero_family(city):
    home = household_of(city)
    certified(city, home)
    return home.memberships.get().person


def left(city, held, on, cause=LeavingCause.RESIGNED):
    leave(holding=held, leaving=Leaving(cause, "本人申请", on), worker=city.worker, at=noon(on))


def reported(city, held, on, entered=None):
    at = noon(entered or on)
    return report_empty_post(holding=held, reported_on=on, evidence="报告单", worker=city.worker, at=at)


def test_a_plan_is_decided_by_the_district_and_not_by_who_submitted_it(city):
    own = submitted(city, START)
    said = {"is_approved": True, "opinion": "同意", "at": noon(START)}
    for officer in (city.worker, city.street_officer, city.city_officer):
        with pytest.raises(PostRefused, match="不由您审批"):
            decide_plan(plan=own, officer=officer, **said)
    with pytest.raises(PostRefused, match="审批意见"):
        decide_plan(plan=own, officer=city.district_officer, **said | {"opinion": " "})
    assert not posts.plans_to_decide(city.street_officer, START).exists()
    assert posts.plans_to_decide(city.district_officer, START).get().planned == 2
    assert decide_plan(plan=own, officer=city.district_officer, **said).is_approved
    with pytest.raises(PostRefused, match="已经审批"):
        decide_plan(plan=own, officer=city.district_officer, **said)


def test_a_field_is_one_of_its_day(city):
    with pytest.raises(PostRefused, match="交通协管在 2006-05-08 不是"):
        submitted(city, dt.date(2006, 5, 8), field="traffic")
    assert submitted(city, dt.date(2006, 5, 8), field="cleaning").pk
    assert submitted(city, START, field="traffic").lines.get().field_words == "交通协管"
    assert PostPlan.objects.count() == 2


def test_no_more_posts_are_opened_than_planned_and_a_form_sent_twice_opens_them_once(city):
    first = opened(city, START)[0]
    new = NewPosts("保洁员", Ownership.SOCIAL, "和平路", Decimal(2200), START)
    say = {"line": first.line, "posts": new, "worker": city.worker, "at": noon(START)}
    with pytest.raises(PostRefused, match="还可登记 1 个"):
        open_posts(count=2, seen=1, **say)
    open_posts(count=1, seen=1, **say)
    with pytest.raises(PostRefused, match="已登记 2 个"):
        open_posts(count=1, seen=1, **say)
    assert [post.serial for post in WelfarePost.objects.order_by("pk")] == [1, 2]
    with pytest.raises(PostRefused, match="批准后"):
        open_posts(count=1, seen=0, **say | {"line": submitted(city, START).lines.get()})


def test_the_zero_employment_family_comes_first_and_passing_it_over_needs_a_reason(city, single, of_zero_family):
    post = opened(city, START)[0]
    assert ranked(post, city.worker, START) == [(of_zero_family.pk, True), (single.pk, False)]
    with pytest.raises(PostRefused, match="越过") as refused:
        filled(city, post, single, START)
    assert refused.value.field == "reason"
    assert not Registration.objects.filter(kind=RegistrationKind.PUBLIC_WELFARE_POST).exists()

    held = filled(city, post, single, START, reason="本人书面放弃")
    row = PassingOver.objects.visible_to(city.district_officer).get()
    assert (row.first, row.rank, row.zero_families, row.reason) == (of_zero_family, 2, 1, "本人书面放弃")
    work = held.placement.registration
    assert (work.kind, work.validity.lower, work.employer) == (
        RegistrationKind.PUBLIC_WELFARE_POST,
        START,
        "红旗印刷厂",
    )
    assert held.placement.get_channel_display().startswith("公益性岗位")
    assert not single.registrations.unemployment().filter(validity__upper_inf=True).exists()
    assert not PassingOver.objects.visible_to(city.neighbour_worker).exists()


def test_who_comes_first_needs_no_reason_and_the_familys_clock_stops(city, single, of_zero_family):
    filled(city, opened(city, START)[0], of_zero_family, START)
    assert ZeroFamilyCase.objects.with_placement().get().placed_on == START
    assert not PassingOver.objects.exists()


def test_of_posts_nobody_pays_for_the_order_is_that_of_the_points_alone(city, single, of_zero_family):
    post = opened(city, START, funding=Funding.EMPLOYER)[0]
    assert [is_zero for _, is_zero in ranked(post, city.worker, START)] == [False, False]


def test_a_post_has_one_holder_and_a_person_one_post(city, single, of_zero_family):
    first, second = opened(city, START, count=2)
    filled(city, first, of_zero_family, START)
    with pytest.raises(PostRefused, match="有人在岗"):
        filled(city, first, single, NEXT)
    with pytest.raises(PostRefused, match="可安置人员"):
        filled(city, second, of_zero_family, NEXT)
    assert PostHolding.objects.count() == 1
    assert city.neighbour_worker.area is not None
    with pytest.raises(PostRefused, match="辖区"):
        strike_holding(holding=PostHolding.objects.get(), reason="错", worker=city.neighbour_worker, at=noon(START))


def test_leaving_ends_the_employment_and_the_empty_post_is_reported_before_it_is_filled_again(
    city, single, of_zero_family
):
    post = opened(city, START)[0]
    held = filled(city, post, of_zero_family, START)
    with pytest.raises(PostRefused, match="离岗原因"):
        reported(city, held, NEXT)
    with pytest.raises(PostRefused, match="两人签字"):
        left(city, held, NEXT, LeavingCause.BREACH)
    left(city, held, NEXT)
    held = PostHolding.objects.get()
    assert (held.last_day, held.placement.registration.end_reason) == (NEXT, "本人辞职")
    assert posts.empty_to_report(city.worker, NEXT).get() == held
    with pytest.raises(PostRefused, match="空岗报告"):
        filled(city, post, single, NEXT + 3 * ONE)
    made = reported(city, held, NEXT + 5 * ONE)
    assert (made.due_on, made.standing) == (NEXT + 5 * ONE, Reporting.IN_TIME)
    assert "五日内" in made.due_source
    with pytest.raises(PostRefused, match="已登记报告"):
        reported(city, held, NEXT + 6 * ONE)
    with pytest.raises(PostRefused, match="这一天已有人在岗"):
        filled(city, post, single, NEXT)
    filled(city, post, single, NEXT + 6 * ONE)
    assert [row.last_day for row in PostHolding.objects.order_by("pk")] == [NEXT, None]


def test_a_late_report_stays_late(city, of_zero_family):
    held = filled(city, opened(city, START)[0], of_zero_family, START)
    left(city, held, NEXT)
    made = reported(city, held, NEXT + 6 * ONE)
    assert made.standing == Reporting.LATE
    assert posts.ledger().get().late == 1


def test_a_removal_is_told_to_the_person_and_signed_by_two_people(city, of_zero_family):
    held = filled(city, opened(city, START)[0], of_zero_family, START)
    said = Removal(LeavingCause.INCOMPETENT, "考核不合格", NEXT, NEXT, NoticeGiven.IN_PERSON)
    give = {"holding": held, "removal": said, "worker": city.street_officer, "at": noon(NEXT)}
    with pytest.raises(PostRefused, match="先登记考核"):
        propose_removal(**give)
    assessed = Assessed(NEXT, False, "多次缺勤")
    found = assess_holder(holding=held, assessed=assessed, worker=city.worker, at=noon(NEXT))
    with pytest.raises(PostRefused, match="早于告知"):
        propose_removal(**give | {"removal": Removal(**vars(said) | {"last_day": NEXT - ONE})})
    row = propose_removal(**give)
    with pytest.raises(PostRefused, match="另一人"):
        countersign(removal=row, officer=city.street_officer, at=noon(NEXT))
    with pytest.raises(PostRefused, match="可以先撤回"):
        left(city, held, NEXT)
    with pytest.raises(PostRefused, match="据此"):
        strike_assessment(assessment=found, reason="错", worker=city.worker, at=noon(NEXT))
    assert posts.removals_to_sign(city.district_officer, NEXT).get() == row
    assert not posts.removals_to_sign(city.street_officer, NEXT).exists()
    withdraw(removal=row, reason="本人已改正", actor=city.worker, at=noon(NEXT))
    assert PostHolding.objects.get().last_day is None
    countersign(removal=propose_removal(**give), officer=city.district_officer, at=noon(NEXT))
    assert PostHolding.objects.get().last_day == NEXT
    assert AuditEntry.objects.filter(event="post.removed").count() == 1


def test_who_died_left_with_the_day_of_death_and_the_cause_is_told_afterwards(city, of_zero_family):
    post = opened(city, START)[0]
    held = filled(city, post, of_zero_family, START)
    work = held.placement.registration
    work.validity = type(work.validity)(START, NEXT)
    work.save()
    row = posts.posts().get()
    assert posts.state_of(row, posts.holdings([row.latest])[row.latest]) is posts.PostState.TO_EXPLAIN
    left(city, held, NEXT, LeavingCause.DEAD)
    assert PostHolding.objects.get().last_day == NEXT - ONE
    row = posts.posts().get()
    assert posts.state_of(row, posts.holdings([row.latest])[row.latest]) is posts.PostState.TO_REPORT


def test_holders_are_assessed_in_the_rhythm_of_the_policy(city, of_zero_family):
    held = filled(city, opened(city, START)[0], of_zero_family, START)
    a_year = dt.date(START.year + 1, START.month, START.day)
    assert not post_assessments.assessments_due(city.worker, a_year - ONE).exists()
    assert post_assessments.assessments_due(city.worker, a_year).get() == held
    assess_holder(holding=held, assessed=Assessed(a_year, True, "胜任"), worker=city.worker, at=noon(a_year))
    assert not post_assessments.assessments_due(city.worker, a_year).exists()
    with pytest.raises(PostRefused, match="已登记过"):
        assess_holder(holding=held, assessed=Assessed(a_year, False, "不"), worker=city.worker, at=noon(a_year))


def test_what_was_entered_by_mistake_is_struck_off_as_a_whole(city, of_zero_family):
    held = filled(city, opened(city, START)[0], of_zero_family, START)
    with pytest.raises(StrikingRefused, match="岗位页面"):
        strike_placement(placement=held.placement, reason="错", worker=city.worker, at=noon(START))
    strike_holding(holding=held, reason="登记错人", worker=city.worker, at=noon(START))
    held.placement.refresh_from_db()
    assert held.placement.struck_because == "登记错人"
    row = posts.posts().get()
    assert posts.state_of(row, None) is posts.PostState.NEW
    assert row.latest is None


def test_a_post_is_closed_when_nobody_holds_it(city, of_zero_family):
    post = opened(city, START)[0]
    held = filled(city, post, of_zero_family, START)
    close = {"post": post, "reason": "合并", "worker": city.worker}
    with pytest.raises(PostRefused, match="有人在岗"):
        close_post(**close, at=noon(START))
    left(city, held, NEXT)
    assert close_post(**close, at=noon(NEXT)).closed_on == NEXT
    with pytest.raises(PostRefused, match="已于"):
        close_post(**close, at=noon(NEXT))
    assert posts.empty_to_report(city.worker, NEXT).exists()
