"""What needs all apps at once: the monthly refresh, a calendar whose due dates stand in every app, and a proposed value
that the officers' rule cases are tried on."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Max
from kombu.exceptions import OperationalError

from accounts import audit
from accounts.actions import areas as accounts_areas
from accounts.actions.areas import AreaRefused, Closing, check_closing
from accounts.jobs import actions as jobs
from accounts.models import Area, Job, User
from approvals.actions import settle_provisional
from assistance.actions import succession as of_assistance
from desk import queries
from desk.models import CaseTrial, RuleCase, RuleCaseVersion
from desk.queries import families_of
from desk.rulecases import stored
from desk.rulecases.typed import TypedCase, faults_of
from desk.searching import Asked, Found
from households.actions.inspections import lapse_missed
from households.actions.refresh import help_with, in_silence, start_run, work_on
from households.actions.refresh import refresh as refresh_households
from households.actions.succession import Succession, hand_over_batch, hand_over_rest
from households.models import Certificate, Certification, Exit, RefreshRun, Revocation
from policy.actions import Enactment, EnactmentRefused, confirm_proposal, enactment_of, propose
from policy.actions import calendar as policy_calendar
from policy.kinds import CalendarDay
from policy.models import CalendarYear, Document, ParameterValue, Proposal
from reports.enums import ReturnCode
from reports.models import Publication
from reports.queries import period_of_day
from subsidies.actions import succession as of_subsidies
from subsidies.actions.stops import Recheck
from ui.masks import masked_id

logger = logging.getLogger(__name__)

REFRESH, HELP_REFRESH = "desk.tasks.refresh_area", "desk.tasks.help_refresh"
TRY_PROPOSAL, CONFIRM_PROPOSAL = "desk.tasks.try_proposal", "desk.tasks.confirm_proposal"  # by name: they ask us


class RuleCaseRefused(Exception):
    """The case cannot be kept; the message is for the officer."""


class CasesNoLongerPass(EnactmentRefused):
    """Cases that pass today would not pass any more, and nobody has said why that is right."""

    def __init__(self, broken: Sequence[stored.Comparison]) -> None:
        super().__init__(f"{len(broken)} 个现在通过的规则用例将不再通过，请逐个核对并写明理由后再确认。")
        self.broken = broken


def refresh(
    *, area: Area, on: dt.date, actor: User, at: dt.datetime, report: Callable[[int, int, str], None] = in_silence
) -> RefreshRun:
    """The monthly refresh (每月更新) of ``area`` as of the day ``on``: each app's own, in the order of the graph.
    Certificates whose inspection nobody made in time lapse with it, and who has lost the right to a subsidy is stopped.

    Safe to run twice, and to run again after it was cut off. ``report`` is told how far it is. Raises
    ParameterNotInForce.
    """
    lapse_missed(area=area, on=on, actor=actor, at=at)
    return refresh_households(area=area, on=on, actor=actor, at=at, report=report, also=Recheck())


def start_refresh(*, area: Area, on: dt.date, actor: User, at: dt.datetime) -> Job:
    """Have the workers refresh ``area`` as of the day ``on``."""
    arguments = {"area": area.pk, "on": on.isoformat()}
    return jobs.start(task=REFRESH, title=f"每月更新 {area.name} {on}", arguments=arguments, owner=actor, at=at)


def share_refresh(
    *, job: Job, area: Area, on: dt.date, clock: Callable[[], dt.datetime], report: Callable[[int, int, str], None]
) -> RefreshRun:
    """What ``refresh`` does, by ``job`` and whichever workers are free; a run it left unfinished goes on."""
    actor, at = job.owner, clock()
    lapse_missed(area=area, on=on, actor=actor, at=at)
    run = start_run(area=area, on=on, actor=actor, at=at, job=job)
    for _ in range(min(run.parts.count() - 1, settings.REFRESH_HELPERS)):
        call_help(run)
    work_on(run, clock=clock, report=report, also=Recheck())
    run.refresh_from_db()
    return run


def help_refresh(*, run: RefreshRun, clock: Callable[[], dt.datetime], parts: int) -> bool:
    """Take up to so many ``parts`` of a refresh that another worker began. Whether there may be more."""
    return help_with(run, clock=clock, parts=parts, also=Recheck())


def call_help(run: RefreshRun) -> None:
    """Ask a worker to take parts of the run. Like every knock it may get lost: then others do more."""
    try:
        current_app.send_task(HELP_REFRESH, kwargs={"run": run.pk})
    except OperationalError:
        logger.warning("refresh.no_help", extra={"run": run.pk})


def record_search(*, asked: Asked, found: Found, actor: User, at: dt.datetime) -> None:
    """Note in the audit that somebody searched: for what kind of thing, how much was found, and not by which words.

    An ID number is noted as it is shown everywhere, masked; by the digest an auditor finds who searched for the same.
    """
    shown = f"{found.shown} 条以上" if found.has_more else found.shown
    details = {"kind": asked.kind.value, "found": shown, "digest": audit.query_digest(asked.wanted)}
    masked = {"masked": masked_id(asked.wanted)} if asked.is_id_number else {}
    audit.record(event="search.made", subject=actor, actor=actor, at=at, **details, **masked)


@transaction.atomic
def confirm_calendar(*, proposal: Proposal, comment: str, actor: User, at: dt.datetime) -> CalendarYear:
    """Put a proposed working calendar in force; what was dated provisionally is dated anew. Raises EnactmentRefused."""
    announced = policy_calendar.confirm_calendar(proposal=proposal, comment=comment, actor=actor, at=at)
    _date_anew(actor=actor, at=at)
    return announced


def _date_anew(*, actor: User, at: dt.datetime) -> None:
    for applications in (Certification, Exit, Certificate, Revocation):
        settle_provisional(applications, actor=actor, at=at)


@dataclass(frozen=True)
class Moved:
    """A provisional date and what the calendar makes of it. ``what`` is 办理期限 or 公示截止."""

    application: Any
    what: str
    before: dt.date
    after: dt.date
    is_provisional: bool

    @property
    def later(self) -> int:
        """By how many calendar days it moves, earlier below 0."""
        return (self.after - self.before).days

    @property
    def earlier(self) -> int:
        return -self.later


def preview_calendar(
    *, year: int, days: Sequence[CalendarDay], document: Document, actor: User, at: dt.datetime
) -> list[Moved]:
    """What the calendar would date anew once confirmed; nothing is left behind. Raises CalendarRefused."""
    with transaction.atomic():
        before = list(_provisional())
        policy_calendar.announce_calendar(year=year, days=days, document=document, actor=actor, at=at)
        _date_anew(actor=actor, at=at)
        moved = list(_dated_anew(before))
        transaction.set_rollback(True)
    return moved


def _provisional() -> Iterator[tuple[Any, Any, str, str, str, dt.date]]:
    """Every date beyond the calendar: its row, its application, what it is, its two fields, and what it says."""
    for model in (Certification, Exit, Certificate, Revocation):
        notices: Any = model._meta.get_field("notices").related_model
        for notice in notices.objects.filter(end_is_provisional=True).select_related("application").order_by("pk"):
            yield notice, notice.application, "公示截止", "ends_on", "end_is_provisional", notice.ends_on
        cases: Any = model.objects.filter(due_is_provisional=True).order_by("pk")
        for case in cases:
            yield case, case, "办理期限", "due_on", "due_is_provisional", case.due_on


def _dated_anew(before: Iterable[tuple[Any, Any, str, str, str, dt.date]]) -> Iterator[Moved]:
    """Of these dates those that say something else now, or are certain now; one query for each table."""
    tables = defaultdict(list)
    for row, _, _, on, still, _ in before:
        tables[type(row), on, still].append(row.pk)
    now = {
        (model, key): (day, is_still)
        for (model, on, still), keys in tables.items()
        for key, day, is_still in model._default_manager.filter(pk__in=keys).values_list("pk", on, still)
    }
    for row, application, what, _, _, was in before:
        day, is_still = now[type(row), row.pk]
        if (day, is_still) != (was, True):
            yield Moved(application, what, was, day, is_still)


def trial_of(enactment: Enactment) -> stored.Trial:
    """The trial of a value on the officers' own cases as they and the policy are now."""
    return stored.trial(queries.latest_versions(), enactment)


@transaction.atomic
def propose_value(enactment: Enactment, *, reason: str, actor: User, at: dt.datetime) -> Proposal:
    """Propose a value, and try the stored rule cases on it. Raises ValueOfWrongKind, or EnactmentRefused."""
    proposal = propose(enactment, reason=reason, actor=actor, at=at)
    _keep_trial(proposal, CaseTrial.Occasion.PROPOSED, trial_of(enactment).run(), actor=actor, at=at)
    return proposal


@transaction.atomic
def propose_value_to_be_tried(enactment: Enactment, *, reason: str, actor: User, at: dt.datetime) -> Job:
    """Propose a value, and have a job try the stored rule cases on it. Raises ValueOfWrongKind, or EnactmentRefused."""
    proposal = propose(enactment, reason=reason, actor=actor, at=at)
    title = f"试运行规则用例 {proposal.parameter.title}"
    return jobs.start(task=TRY_PROPOSAL, title=title, arguments={"proposal": proposal.pk}, owner=actor, at=at)


def try_proposal(
    *, proposal: Proposal, actor: User, at: dt.datetime, told: Callable[[int], None] = stored.in_silence
) -> CaseTrial:
    """Try the stored rule cases on a proposal as it was made; one that was tried already is left as it is.

    Raises EnactmentRefused where it is decided.
    """
    tried = trial_of(enactment_of(proposal)).run(told)
    with transaction.atomic():
        waiting = Proposal.objects.open().select_for_update(of=("self",)).filter(pk=proposal.pk).first()
        if waiting is None:
            raise EnactmentRefused("该提案已经办结，不再试运行。")
        kept = waiting.trials.filter(occasion=CaseTrial.Occasion.PROPOSED).first()
        return kept or _keep_trial(waiting, CaseTrial.Occasion.PROPOSED, tried, actor=actor, at=at)


def confirm_value(
    *,
    proposal: Proposal,
    comment: str,
    acknowledgement: str,
    actor: User,
    at: dt.datetime,
    told: Callable[[int], None] = stored.in_silence,
) -> ParameterValue:
    """Put a proposed value in force after trying the rule cases once more: what was tried is what holds at that moment.

    Raises EnactmentRefused, also where cases or policy changed while they were tried; CasesNoLongerPass where cases
    break and ``acknowledgement`` does not say why that is right. What broke is kept with the proposal.
    """
    _refuse_what_does_not_wait(proposal, actor)
    trial = trial_of(enactment_of(proposal))
    tried = trial.run(told)
    broken = [one for one in tried if one.is_broken]
    if broken and not acknowledgement:
        _keep_trial(proposal, CaseTrial.Occasion.STOPPED, tried, actor=actor, at=at)
        raise CasesNoLongerPass(broken)
    with transaction.atomic():
        if trial_of(enactment_of(proposal)) != trial:
            raise EnactmentRefused("试运行期间规则用例或取值有变化，没有施行，请再确认一次。")
        enacted = confirm_proposal(proposal=proposal, comment=comment, actor=actor, at=at)
        _keep_trial(proposal, CaseTrial.Occasion.CONFIRMED, tried, acknowledgement, actor=actor, at=at)
    return enacted


@transaction.atomic
def start_confirmation(*, proposal: Proposal, comment: str, acknowledgement: str, actor: User, at: dt.datetime) -> Job:
    """Have a job do what ``confirm_value`` does. Raises EnactmentRefused."""
    _refuse_what_does_not_wait(proposal, actor)
    arguments = {"proposal": proposal.pk, "comment": comment, "acknowledgement": acknowledgement}
    title = f"试运行规则用例并施行 {proposal.parameter.title}"
    return jobs.start(task=CONFIRM_PROPOSAL, title=title, arguments=arguments, owner=actor, at=at)


def _refuse_what_does_not_wait(proposal: Proposal, actor: User) -> None:
    if not Proposal.objects.waiting_for(actor).filter(pk=proposal.pk).exists():
        raise EnactmentRefused("该提案当前不由您确认：已经办结，或者是您本人提出的。")


def _keep_trial(
    proposal: Proposal,
    occasion: CaseTrial.Occasion,
    tried: Sequence[stored.Comparison],
    acknowledgement: str = "",
    *,
    actor: User,
    at: dt.datetime,
) -> CaseTrial:
    return CaseTrial.objects.create(
        proposal=proposal,
        occasion=occasion,
        outcomes=[one.record() for one in tried],
        asked=len(tried),
        broken=sum(one.is_broken for one in tried),
        acknowledgement=acknowledgement,
        run_by=actor,
        run_at=at,
    )


@transaction.atomic
def write_case(typed: TypedCase, *, area: Area, actor: User, at: dt.datetime) -> RuleCaseVersion:
    """Keep a new rule case of ``area``. Raises RuleCaseRefused for one that cannot be asked."""
    case = RuleCase.objects.create(area=area)
    return _write(case, 1, typed, event="rule_case.written", actor=actor, at=at)


@transaction.atomic
def revise_case(typed: TypedCase, *, case: RuleCase, actor: User, at: dt.datetime) -> RuleCaseVersion:
    """Keep a new version of a case; the ones before it stay. Raises RuleCaseRefused."""
    kept = _kept(case, actor)
    last = kept.versions.aggregate(last=Max("version"))["last"]
    return _write(kept, last + 1, typed, event="rule_case.revised", actor=actor, at=at)


@transaction.atomic
def retire_case(*, case: RuleCase, reason: str, actor: User, at: dt.datetime) -> RuleCase:
    """Ask a case no more; it is kept with the reason. Raises RuleCaseRefused."""
    kept = _kept(case, actor)
    kept.retired_by, kept.retired_at, kept.retired_reason = actor, at, reason
    kept.save(update_fields=["retired_by", "retired_at", "retired_reason"])
    audit.record(event="rule_case.retired", subject=kept, actor=actor, at=at)
    return kept


def _kept(case: RuleCase, actor: User) -> RuleCase:
    kept = RuleCase.objects.visible_to(actor).kept().select_for_update(of=("self",)).filter(pk=case.pk).first()
    if kept is None:
        raise RuleCaseRefused("该用例已停用，或不在您的辖区。")
    return kept


def _write(
    case: RuleCase, version: int, typed: TypedCase, *, event: str, actor: User, at: dt.datetime
) -> RuleCaseVersion:
    if faults_of(typed):
        raise RuleCaseRefused("用例还有错误，无法保存。")
    written = RuleCaseVersion.objects.create(case=case, version=version, **vars(typed), written_by=actor, written_at=at)
    audit.record(event=event, subject=case, actor=actor, at=at, version=version)
    return written


def close_area(
    *, closing: Closing, actor: User, at: dt.datetime, report: Callable[[int, int, str], None] = in_silence
) -> int:
    """Close an area: its families go to the successor from the day after its last, with all that is under way, and then
    its officers do. Returns how many families went.

    Safe to run again after it was cut off: it goes on with the families that are left. ``report`` is told how far it
    is, and may raise to stop. Raises AreaRefused, before anything is changed, also where the figures of a published
    month would move, or a month could be published by nobody any more.
    """
    check_whether_closing(closing)
    said = f"{closing.area}撤销，并入{closing.successor}（{closing.document}）：{closing.reason}"
    succession = Succession(closing.area, closing.successor, closing.since, said[:500])
    gone, total = 0, families_of(closing.area)
    while moved := hand_over_batch(succession=succession, actor=actor, at=at):
        gone += moved
        report(gone, max(total, gone), f"已转 {gone} 户")
    with transaction.atomic():
        Area.objects.select_for_update(of=("self",)).get(pk=closing.area.pk)  # nobody registers a family in it now
        while moved := hand_over_batch(succession=succession, actor=actor, at=at):
            gone += moved
        hand_over_rest(succession=succession, actor=actor, at=at)
        for follow in (of_assistance.follow, of_subsidies.follow):
            follow(area=closing.area, successor=closing.successor)
        accounts_areas.close_area(closing=closing, actor=actor, at=at)
    return gone


def check_whether_closing(closing: Closing) -> None:
    """Raise AreaRefused where the area cannot be closed so: figures that were published stay where they are, and every
    month that ended in the area is published by it."""
    check_closing(closing)
    returns = Publication.objects.of(ReturnCode.EP8).order_by("-last")
    for area in (closing.area, closing.successor):
        latest = returns.filter(area=area).first()
        if latest is not None and latest.last >= closing.since:
            raise AreaRefused(f"{area}已上报到{latest.last}为止的报表，最后一天不能早于这一天。")
    latest = returns.filter(area=closing.area).first()
    if latest is None:
        return
    period = period_of_day(closing.since, closing.area).previous()
    if latest.last < period.last:
        raise AreaRefused(f"{closing.area}还没有上报{period.label}（到{period.last}为止）的报表，请先上报，再撤销。")
