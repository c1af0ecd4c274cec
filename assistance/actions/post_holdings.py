"""上岗 and 考核: a post is filled through the placement, in the order of who comes first; its holder is assessed."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import refused_if_taken
from assistance.enums import Channel, NumberKind, PlacementSource, Workplace
from assistance.models import Employer, Placement, PostAssessment, PostHolding, WelfarePost
from assistance.queries.post_candidates import place_of, ranked
from assistance.rules.posts import Clash, Stay, clash
from households.actions.registrations import NewRegistration, RegistrationRefused
from households.enums import RegistrationKind
from households.models import HardToEmploySpell, Person

from .passing import Passed, pass_over
from .placements import PlacementRefused, Story, place
from .posts import PostRefused, own_post
from .striking import StrikingRefused, strike_placement

TAKEN = "该岗位或该人员在这一天已有在岗登记。"
CLASHES = {
    Clash.POST: "该岗位在这一天已有人在岗。",
    Clash.PERSON: "该人员在这一天已在另一个公益性岗位上，一人只能在一个岗位。",
}


@dataclass(frozen=True)
class Filling:
    """From when somebody works in a post; ``reason`` says why somebody who does not come first was chosen."""

    since: dt.date
    contract_until: dt.date
    workplace: Workplace = Workplace.STREET
    is_insured: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Assessed:
    on: dt.date
    is_competent: bool
    findings: str


@transaction.atomic
def fill_post(*, post: WelfarePost, person: Person, filling: Filling, worker: User, at: dt.datetime) -> PostHolding:
    """Place a certified person in a vacant post: the employment is registered, its story told and the holding begun in
    one act. Whoever does not come first is chosen for a reason, which stays. Raises PostRefused."""
    own = own_post(post, worker)
    _refuse_where_not_vacant(own, filling.since)
    stands = place_of(person.pk, ranked(own, worker, timezone.localdate(at)))
    if stands is None:
        raise PostRefused("该人员不在可安置人员之中：应为辖区内在册、未就业的就业困难人员。")
    if stands.rank > 1 and not filling.reason.strip():
        raise PostRefused(f"该人员排在第 {stands.rank} 位，越过排在前面的人员须写明理由。", field="reason")
    _refuse_where_not_certified(person, filling.since)
    _refuse_clash(own, person, filling.since)
    placement = _placed(own, person, filling, worker, at)
    with refused_if_taken(PostRefused(TAKEN, field="since")):
        made = PostHolding.objects.create(post=own, placement=placement)
    if stands.rank > 1:
        passed = Passed(stands.first, stands.rank - 1, stands.zero_families)
        pass_over(placement, passed, filling.reason.strip(), worker, at)
    since = filling.since.isoformat()
    audit.record(event="post.filled", subject=made, actor=worker, at=at, since=since, rank=stands.rank)
    return made


def _refuse_where_not_vacant(post: WelfarePost, since: dt.date) -> None:
    if since < post.opened_on:
        raise PostRefused(f"上岗日期不能早于岗位开发日期（{post.opened_on}）。", field="since")
    rows = PostHolding.objects.standing().filter(post=post).select_related("placement__registration", "report")
    last = rows.order_by("-placement__registration__validity").first()
    if last is None:
        return
    if last.last_day is None:
        raise PostRefused("该岗位有人在岗。")
    if not last.exits.done().exists():
        raise PostRefused("请先登记上一任的离岗原因。")
    if not hasattr(last, "report"):
        raise PostRefused("请先登记空岗报告，再补充人员。")


def _refuse_where_not_certified(person: Person, since: dt.date) -> None:
    if not HardToEmploySpell.objects.in_status(since).filter(person=person).exists():
        raise PostRefused("该人员在上岗日期还不是在册就业困难人员。", field="since")


def _refuse_clash(post: WelfarePost, person: Person, since: dt.date) -> None:
    met = Q(post=post) | Q(placement__registration__person=person)
    rows = PostHolding.objects.standing().filter(met).select_related("placement__registration")
    known = [
        Stay(row.post_id, row.placement.registration.person_id, row.begun_on, row.placement.registration.validity.upper)
        for row in rows
    ]
    found = clash(Stay(post.pk, person.pk, since), known)
    if found is not None:
        raise PostRefused(CLASHES[found], field="since")


def _placed(post: WelfarePost, person: Person, filling: Filling, worker: User, at: dt.datetime) -> Placement:
    employer = post.line.employer
    work = NewRegistration(RegistrationKind.PUBLIC_WELFARE_POST, filling.since, employer.name, _credit_code(employer))
    story = Story(
        channel=Channel.PUBLIC_WELFARE_POST,
        source=PlacementSource.COMMUNITY,
        workplace=filling.workplace,
        has_contract=True,
        contract_until=filling.contract_until,
        is_insured=filling.is_insured,
    )
    try:
        return place(person=person, registration=work, story=story, worker=worker, at=at)
    except RegistrationRefused as refused:
        raise PostRefused(str(refused), field="since") from refused
    except PlacementRefused as refused:
        raise PostRefused(str(refused), field="contract_until") from refused


def _credit_code(employer: Employer) -> str:
    return employer.number or "" if employer.number_kind == NumberKind.CREDIT_CODE else ""


def own_holding(holding: PostHolding, worker: User) -> PostHolding:
    """The holding, with its post locked. Raises PostRefused for one of another area, or struck off."""
    rows = PostHolding.objects.standing().visible_to(worker).select_for_update(of=("self", "post"))
    own = rows.select_related("post__area", "placement__registration__person").filter(pk=holding.pk).first()
    if own is None:
        raise PostRefused("该在岗登记已经划去，或不在您的辖区。")
    return own


@transaction.atomic
def strike_holding(*, holding: PostHolding, reason: str, worker: User, at: dt.datetime) -> PostHolding:
    """Strike off somebody put in a post by mistake, with the story of the placement; the employment registration stands
    and is corrected where it is kept. Raises PostRefused once an assessment, an exit or a report rests on it."""
    own = own_holding(holding, worker)
    rests = own.assessments.standing().exists() or own.exits.standing().exists() or hasattr(own, "report")
    if rests:
        raise PostRefused("该在岗登记已有考核、离岗或空岗报告，不能划去。")
    if not reason.strip():
        raise PostRefused("请填写划去原因。", field="reason")
    own.struck_because, own.struck_by, own.struck_at = reason.strip(), worker, at
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    audit.record(event="post.holding_struck_off", subject=own, actor=worker, at=at, reason=own.struck_because)
    try:
        strike_placement(placement=own.placement, reason=reason, worker=worker, at=at)
    except StrikingRefused as refused:
        raise PostRefused(str(refused)) from refused
    return own


@transaction.atomic
def assess_holder(*, holding: PostHolding, assessed: Assessed, worker: User, at: dt.datetime) -> PostAssessment:
    """Assess who holds a post. Raises PostRefused."""
    own = own_holding(holding, worker)
    if own.last_day is not None:
        raise PostRefused(f"该人员已于 {own.last_day} 离岗，不再考核。")
    if not own.begun_on <= assessed.on <= timezone.localdate(at):
        raise PostRefused(f"考核日期应在上岗日期（{own.begun_on}）与今天之间。", field="on")
    if not assessed.findings.strip():
        raise PostRefused("请填写考核情况。", field="findings")
    with refused_if_taken(PostRefused("这一天已登记过考核。", field="on")):
        made = own.assessments.create(
            on=assessed.on,
            is_competent=assessed.is_competent,
            findings=assessed.findings.strip(),
            assessed_by=worker,
            assessed_at=at,
        )
    competent = "胜任" if assessed.is_competent else "不胜任"
    on = assessed.on.isoformat()
    audit.record(event="post.assessed", subject=made, actor=worker, at=at, on=on, outcome=competent)
    return made


@transaction.atomic
def strike_assessment(*, assessment: PostAssessment, reason: str, worker: User, at: dt.datetime) -> PostAssessment:
    """Strike off an assessment entered wrongly. Raises PostRefused while a removal for incompetence rests on it."""
    rows = PostAssessment.objects.standing().visible_to(worker).select_for_update(of=("self",))
    own = rows.filter(pk=assessment.pk).first()
    if own is None:
        raise PostRefused("该考核已经划去，或不在您的辖区。")
    if not own.is_competent and own.holding.exits.standing().exists():
        raise PostRefused("已据此办理离岗，不能划去。")
    if not reason.strip():
        raise PostRefused("请填写划去原因。", field="reason")
    own.struck_because, own.struck_by, own.struck_at = reason.strip(), worker, at
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    audit.record(event="post.assessment_struck_off", subject=own, actor=worker, at=at, reason=own.struck_because)
    return own
