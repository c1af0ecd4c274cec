"""一人一策: a plan is made, revised and reviewed; its measures are carried out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Area, User
from accounts.refusing import FieldRefused
from assistance.enums import Channel, Health, Need, Segment
from assistance.models import Measure, Plan, PlanReview
from assistance.queries import plans
from households.models import HardToEmploySpell
from policy import parameters
from policy.deadlines import add_months
from policy.models import value_on
from policy.parameters import ParameterNotInForce, Value


class PlanRefused(FieldRefused):
    """The plan cannot be made so."""


@dataclass(frozen=True)
class Planned:
    """A measure as it is planned."""

    channel: Channel
    what: str
    owner: User
    due_on: dt.date


@dataclass(frozen=True)
class Content:
    """What a version of a plan says."""

    segment: Segment
    health: Health | None
    needs: Sequence[Need]
    situation: str
    review_on: dt.date
    measures: Sequence[Planned]


def review_within(area: Area, on: dt.date) -> Value:
    """The months (``plan.review_months``) within which a plan of the area is reviewed. Raises PlanRefused."""
    try:
        return value_on(parameters.PLAN_REVIEW_MONTHS, on, area)
    except ParameterNotInForce as silent:
        raise PlanRefused(str(silent)) from silent


@transaction.atomic
def open_plan(*, spell: HardToEmploySpell, content: Content, worker: User, at: dt.datetime) -> Plan:
    """Make the plan of an unemployed case of the worker's area that has none. Raises PlanRefused."""
    today = timezone.localdate(at)
    waiting = plans.cases_without_plan(worker, today).select_for_update(of=("self",)).filter(pk=spell.pk).first()
    if waiting is None:
        raise PlanRefused("该人员不在您的辖区，或已有援助方案、已就业、已退出。")
    plan = _written(Plan(spell=waiting, opened_by=worker, opened_at=at), content, today)
    audit.record(event="plan.opened", subject=plan, actor=worker, at=at, due_on=plan.review_on.isoformat())
    return plan


@transaction.atomic
def revise_plan(*, plan: Plan, content: Content, because: str, worker: User, at: dt.datetime) -> Plan:
    """Let a new version follow the one in force, which stays as it was. Raises PlanRefused."""
    today, old = timezone.localdate(at), _in_force(plan, worker)
    if not because.strip():
        raise PlanRefused("请写明修订原因。", field="because")
    old.replaced_at = at
    old.save(update_fields=["replaced_at"])
    following = Plan(spell=old.spell, opened_by=worker, opened_at=at, version=old.version + 1, previous=old)
    following.because = because.strip()
    made = _written(following, content, today)
    audit.record(event="plan.revised", subject=made, actor=worker, at=at, version=made.version, reason=made.because)
    return made


def _in_force(plan: Plan, worker: User) -> Plan:
    rows = Plan.objects.visible_to(worker).active().select_related("spell__household__area")
    own = rows.select_for_update(of=("self",)).filter(pk=plan.pk).first()
    if own is None:
        raise PlanRefused("该方案不在您的辖区，或已被修订、已随个案退出而终止。")
    return own


def _written(plan: Plan, content: Content, today: dt.date) -> Plan:
    """The plan with its content and measures, saved. Raises PlanRefused."""
    area = plan.spell.household.area
    within = review_within(area, today)
    _check_review_day(content.review_on, today, within)
    _check(content, area, today)
    plan.segment, plan.health, plan.needs = content.segment, content.health or "", list(content.needs)
    plan.situation, plan.review_on, plan.source = content.situation.strip(), content.review_on, within.source
    plan.save(force_insert=True)
    Measure.objects.bulk_create(
        Measure(plan=plan, channel=one.channel, what=one.what.strip(), owner=one.owner, due_on=one.due_on)
        for one in content.measures
    )
    return plan


def _check_review_day(day: dt.date, today: dt.date, within: Value) -> None:
    latest = add_months(today, within.value)
    if not today < day <= latest:
        raise PlanRefused(f"下次评估日期须在今天之后、{latest} 之前（{within.source}）。", field="review_on")


def _check(content: Content, area: Area, today: dt.date) -> None:
    if not content.needs:
        raise PlanRefused("请选择援助需求。", field="needs")
    if not content.situation.strip():
        raise PlanRefused("请填写基本情况和就业愿望。", field="situation")
    if content.segment == Segment.OLDER and content.health is None:
        raise PlanRefused("“4050”人员须填写身体状况，按身体状况安排岗位。", field="health")
    if not content.measures:
        raise PlanRefused("请至少写一项援助措施。")
    if any(one.due_on < today for one in content.measures):
        raise PlanRefused("措施的完成期限不能早于今天。")
    owners = {one.owner.pk for one in content.measures}
    if plans.owners_for(area).filter(pk__in=owners).count() != len(owners):
        raise PlanRefused("措施的责任人须是本社区或上级的在用账号。")


@dataclass(frozen=True)
class Reviewed:
    """What a review found, and when the next is due."""

    finding: str
    next_on: dt.date


@transaction.atomic
def review_plan(*, plan: Plan, review: Reviewed, worker: User, at: dt.datetime) -> PlanReview:
    """Record that the plan in force was looked at and goes on. Raises PlanRefused."""
    today, own = timezone.localdate(at), _in_force(plan, worker)
    if not review.finding.strip():
        raise PlanRefused("请填写评估情况。", field="finding")
    within = review_within(own.spell.household.area, today)
    latest = add_months(today, within.value)
    if not today < review.next_on <= latest:
        raise PlanRefused(f"下次评估日期须在今天之后、{latest} 之前（{within.source}）。", field="next_on")
    row = own.reviews.create(
        reviewed_on=today,
        finding=review.finding.strip(),
        next_on=review.next_on,
        reviewed_by=worker,
        reviewed_at=at,
    )
    own.review_on, own.source = review.next_on, within.source
    own.save(update_fields=["review_on", "source"])
    audit.record(event="plan.reviewed", subject=own, actor=worker, at=at, due_on=review.next_on.isoformat())
    return row


@dataclass(frozen=True)
class Done:
    """That a measure was carried out on a day, and what came of it."""

    on: dt.date
    outcome: str


@transaction.atomic
def finish_measure(*, measure: Measure, done: Done, actor: User, at: dt.datetime) -> Measure:
    """Record what came of a measure of a plan in force. Whoever carries it out may, wherever the case is, and whoever
    works the case. Raises PlanRefused."""
    own = Measure.objects.open().filter(owner=actor) | Measure.objects.open().visible_to(actor)
    locked = own.select_for_update(of=("self",)).select_related("plan").filter(pk=measure.pk).first()
    if locked is None:
        raise PlanRefused("该措施不由您落实，或已经登记、所在方案已修订。")
    if not locked.plan.opened_on <= done.on <= timezone.localdate(at):
        raise PlanRefused("完成日期须在方案制定之后、今天或今天之前。", field="on")
    if not done.outcome.strip():
        raise PlanRefused("请填写落实情况。", field="outcome")
    locked.done_on, locked.outcome, locked.done_by, locked.done_at = done.on, done.outcome.strip(), actor, at
    locked.save(update_fields=["done_on", "outcome", "done_by", "done_at"])
    audit.record(event="measure.done", subject=locked, actor=actor, at=at, on=done.on.isoformat())
    return locked
