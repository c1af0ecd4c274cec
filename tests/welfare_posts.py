"""Public-welfare posts: rows as no action would write them, valid but for what a test says; posts filled in order."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import Area, User
from assistance.actions.post_holdings import Filling, fill_post
from assistance.actions.posts import NewLine, NewPlan, NewPosts, decide_plan, open_posts, submit_plan
from assistance.enums import Funding, Ownership
from assistance.models import (
    EmptyPostReport,
    PassingOver,
    PostAssessment,
    PostExit,
    PostHolding,
    PostPlan,
    PostPlanLine,
    WelfarePost,
)
from households.enums import RegistrationKind
from households.models import Person
from tests import factories
from tests.employing import employer
from tests.offering import noon, placement
from tests.rows import DAY, NOON, ONE_DAY, spell
from tests.setting import City


def plan(area: Area, **values: Any) -> PostPlan:
    """An approved one."""
    said: dict[str, Any] = {"year": DAY.year, "grounds": "岗位需要", "submitted_at": NOON}
    said |= {"is_approved": True, "opinion": "同意", "decided_at": NOON} | values
    people = {name: said.pop(name, None) or factories.UserFactory(area=area) for name in ("submitted_by",)}
    if said["decided_at"] is not None:
        people["decided_by"] = said.pop("decided_by", None) or factories.UserFactory(area=area)
    return PostPlan.objects.create(area=area, **people, **said)


def line(of: PostPlan, **values: Any) -> PostPlanLine:
    said: dict[str, Any] = {"field": "cleaning", "funding": "employment_fund", "numbers": 2} | values
    said["employer"] = said.get("employer") or employer(of.area)
    return of.lines.create(**said)


def post(of: PostPlanLine, **values: Any) -> WelfarePost:
    said: dict[str, Any] = {"serial": 1, "title": "保洁员", "ownership": "community", "place": "和平路"}
    said |= {"wage": Decimal(2200), "opened_on": DAY, "opened_at": NOON, "area": of.plan.area} | values
    opened_by: Any = said.pop("opened_by", None) or of.plan.submitted_by
    return WelfarePost.objects.create(line=of, opened_by=opened_by, **said)


def a_post(area: Area, officer: User | None = None, **values: Any) -> WelfarePost:
    """With a plan and a line of its own."""
    own = plan(area, submitted_by=officer)
    return post(line(own, employer=employer(area, name=values.pop("employer", "红旗物业"))), **values)


def holding(of: WelfarePost, person: Person, since: dt.date = DAY, **values: Any) -> PostHolding:
    """Of somebody certified by then, if the person was not before."""
    if not person.spells.exists():
        spell(person, certified_on=since)
    work = factories.registered(person, RegistrationKind.PUBLIC_WELFARE_POST, since, **values)
    return PostHolding.objects.create(post=of, placement=placement(work, channel=4))


def assessment(of: PostHolding, **values: Any) -> PostAssessment:
    said: dict[str, Any] = {"on": DAY, "is_competent": True, "findings": "胜任", "assessed_at": NOON} | values
    assessed_by: Any = said.pop("assessed_by", None) or factories.UserFactory()
    return of.assessments.create(assessed_by=assessed_by, **said)


def removal(of: PostHolding, **values: Any) -> PostExit:
    said: dict[str, Any] = {"cause": "breach", "reason": "旷工", "proposed_last_day": DAY, "told_on": DAY}
    said |= {"told_how": "in_person", "signed_at": NOON} | values
    signed_by: Any = said.pop("signed_by", None) or factories.UserFactory()
    return of.exits.create(signed_by=signed_by, **said)


def report(of: PostHolding, **values: Any) -> EmptyPostReport:
    said: dict[str, Any] = {"due_on": DAY + 5 * ONE_DAY, "due_source": "条款", "reported_on": DAY, "evidence": "报告单"}
    said |= {"entered_on": DAY, "recorded_at": NOON} | values
    recorded_by: Any = said.pop("recorded_by", None) or factories.UserFactory()
    return EmptyPostReport.objects.create(holding=of, recorded_by=recorded_by, **said)


def passing_over(of: PostHolding, first: Person, **values: Any) -> PassingOver:
    said: dict[str, Any] = {"rank": 2, "zero_families": 1, "reason": "本人放弃", "decided_at": NOON}
    said |= {"placement": of.placement} | values
    decided_by: Any = said.pop("decided_by", None) or factories.UserFactory()
    return PassingOver.objects.create(first=first, decided_by=decided_by, **said)


# --- through the actions ---------------------------------------------------------------------------------------------
LINE = {"field": "cleaning", "funding": Funding.EMPLOYMENT_FUND, "numbers": 2}


def submitted(city: City, on: dt.date, **values: Any) -> PostPlan:
    said: dict[str, Any] = {"employer": None} | LINE | values
    said["employer"] = said["employer"] or employer(city.community)
    new = NewPlan(on.year, "安置就业困难人员", [NewLine(**said)])
    return submit_plan(plan=new, worker=city.worker, at=noon(on))


def opened(city: City, on: dt.date, count: int = 1, **values: Any) -> list[WelfarePost]:
    """Posts of an approved plan of the community."""
    own = submitted(city, on, **values)
    decide_plan(plan=own, is_approved=True, opinion="同意", officer=city.district_officer, at=noon(on))
    new = NewPosts("保洁员", Ownership.COMMUNITY, "和平路", Decimal(2200), on)
    return open_posts(line=own.lines.get(), posts=new, count=count, seen=0, worker=city.worker, at=noon(on))


def filled(city: City, of: WelfarePost, person: Person, on: dt.date, reason: str = "") -> PostHolding:
    filling = Filling(on, on + 365 * ONE_DAY, reason=reason)
    return fill_post(post=of, person=person, filling=filling, worker=city.worker, at=noon(on))


# --- tests.world -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Posting:
    """One of everything of this kind in an area of ``tests.world``."""

    post_plan: PostPlan
    waiting_plan: PostPlan
    post_line: PostPlanLine
    welfare_post: WelfarePost
    vacant_post: WelfarePost
    post_holding: PostHolding
    left_holding: PostHolding
    post_assessment: PostAssessment
    post_removal: PostExit
    passing_over: PassingOver


def rows_of(area: Area, officer: User, mark: str, candidate: Person) -> dict[str, Any]:
    """Somebody in a post who is to be removed, and was chosen before ``candidate``, and somebody who left one."""
    own = plan(area, submitted_by=officer, grounds=f"{mark}岗位需要")
    at = line(own, employer=employer(area, name=f"{mark}物业"), numbers=9)
    held, vacant, left = (post(at, serial=number, title=f"{mark}保洁员") for number in (1, 2, 3))
    home = factories.HouseholdFactory.create(area=area, address=f"{mark}路6号")
    first = holding(held, factories.member(home, name=f"{mark}孙八"))
    gone = holding(left, factories.member(home, name=f"{mark}周九"))
    gone.placement.registration.validity = type(gone.placement.registration.validity)(DAY, DAY + ONE_DAY)
    gone.placement.registration.save()
    return {
        "post_plan": own,
        "waiting_plan": plan(area, is_approved=None, opinion="", decided_at=None, grounds=f"{mark}新增"),
        "post_line": at,
        "welfare_post": held,
        "vacant_post": vacant,
        "post_holding": first,
        "left_holding": gone,
        "post_assessment": assessment(first),
        "post_removal": removal(first, signed_by=factories.UserFactory.create(area=area)),
        "passing_over": passing_over(first, candidate),
    }
