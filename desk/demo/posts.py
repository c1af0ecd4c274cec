"""Public-welfare posts of the demo city: one held, one held by somebody who did not come first, one to be filled again,
one vacant and not reported, one whose holder is to be removed; and a plan that waits for the district."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from accounts.models import User
from assistance.actions.post_exits import Leaving, Removal, leave, propose_removal, report_empty_post
from assistance.actions.post_holdings import Assessed, Filling, assess_holder, fill_post
from assistance.actions.posts import NewLine, NewPlan, NewPosts, decide_plan, open_posts, submit_plan
from assistance.enums import Funding, LeavingCause, NoticeGiven, Ownership
from assistance.models import Employer, PostHolding, PostPlan, WelfarePost
from assistance.queries.post_candidates import ranked
from households.models import Person

from .areas import Offices

SHANGHAI = ZoneInfo("Asia/Shanghai")
BEGAN, LEFT, REPORTED = (dt.timedelta(days=days) for days in (18, 9, 6))
POSTS = 5


def play(offices: Offices, *, until: dt.date) -> None:
    """Posts of the second community, from some days before ``until`` on."""
    community = offices.communities[1]
    worker = offices.workers[community.pk]
    began = until - BEGAN
    posts = _opened(offices, worker, began)
    people = _people(posts[0], worker, began)
    held = [_filled(post, person, worker, began) for post, person in zip(posts, people, strict=False)]
    for holding, what in zip(held[1:], (_to_be_filled_again, _not_reported, _to_be_removed), strict=False):
        what(holding, worker, until)
    submit_plan(plan=_plan(until), worker=worker, at=_at(until))


def _opened(offices: Offices, worker: User, on: dt.date) -> list[WelfarePost]:
    community = offices.communities[1]
    street = community.parent
    district = offices.districts[street.parent_id or 0] if street else worker
    plan: PostPlan = submit_plan(plan=_plan(on), worker=worker, at=_at(on))
    decide_plan(plan=plan, is_approved=True, opinion="资金已落实，同意开发。", officer=district, at=_at(on))
    new = NewPosts("社区保洁员", Ownership.COMMUNITY, f"{community.name}辖区", Decimal(2360), on)
    return open_posts(line=plan.lines.order_by("pk")[0], posts=new, count=POSTS, seen=0, worker=worker, at=_at(on))


def _plan(on: dt.date) -> NewPlan:
    employers = Employer.objects.filter(name__in=("红旗物业公司", "街道便民服务公司")).order_by("name")
    lines = [
        NewLine("cleaning", employers[0], Funding.EMPLOYMENT_FUND, POSTS + 1),
        NewLine("care", employers[1], Funding.EMPLOYER, 2),
    ]
    return NewPlan(on.year, "安置辖区零就业家庭成员和就业困难人员。", lines)


def _people(post: WelfarePost, worker: User, on: dt.date) -> Iterator[Person]:
    """Whom to place, one after the other; the second is chosen though somebody else comes first."""
    for place in (0, 1, 0, 0):
        found = [person for person, _ in ranked(post, worker, on)]
        free = Person.objects.filter(pk__in=found, registrations__validity__startswith__lt=on).values_list(
            "pk", flat=True
        )
        able = [person for person in found if person in set(free)]
        if len(able) > place:
            yield Person.objects.get(pk=able[place])


def _filled(post: WelfarePost, person: Person, worker: User, on: dt.date) -> PostHolding:
    filling = Filling(on, on + dt.timedelta(days=364), is_insured=True, reason="前面的人员本人书面放弃该岗位。")
    return fill_post(post=post, person=person, filling=filling, worker=worker, at=_at(on))


def _to_be_filled_again(holding: PostHolding, worker: User, until: dt.date) -> None:
    _resigned(holding, worker, until)
    reported = until - REPORTED
    report_empty_post(
        holding=holding, reported_on=reported, evidence="空岗报告单（加盖公章）", worker=worker, at=_at(reported)
    )


def _not_reported(holding: PostHolding, worker: User, until: dt.date) -> None:
    _resigned(holding, worker, until)


def _resigned(holding: PostHolding, worker: User, until: dt.date) -> None:
    last_day = until - LEFT
    leaving = Leaving(LeavingCause.RESIGNED, "本人书面辞职，照顾家人。", last_day)
    leave(holding=holding, leaving=leaving, worker=worker, at=_at(last_day))


def _to_be_removed(holding: PostHolding, worker: User, until: dt.date) -> None:
    on = until - REPORTED
    assess_holder(
        holding=holding, assessed=Assessed(on, False, "多次无故缺勤，经教育未改。"), worker=worker, at=_at(on)
    )
    removal = Removal(LeavingCause.INCOMPETENT, "考核不胜任，单位申请清退。", until, until, NoticeGiven.IN_PERSON)
    propose_removal(holding=holding, removal=removal, worker=worker, at=_at(until))


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(14), SHANGHAI)
