"""Jobs of the register: an annual inspection opened over a large area, rosters checked and entered."""

from collections.abc import Callable

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.jobs import actions as jobs
from accounts.jobs.frame import Report, run
from accounts.models import Job
from accounts.permissions import Act, may
from policy.parameters import ParameterNotInForce

from .actions import inspections, rosters
from .enums import RosterState
from .models import InspectionRound, Roster
from .queries.rosters import outcomes_of


@shared_task
def open_round(*, job: int, **_future: object) -> None:
    """Open a year's inspection: arguments as ``RoundPlan`` writes them."""
    run(job, _open_round)


def _open_round(job: Job, report: Report) -> jobs.Result:
    plan, at = inspections.RoundPlan.read(job.told), timezone.now()
    if not (job.owner.is_active and may(job.owner, Act.OPEN_INSPECTION)):
        raise jobs.JobRefused("您的岗位已不能发起年检。")
    rounds = InspectionRound.objects.filter(area=plan.area, year=plan.year)
    made = rounds.filter(opened_by=job.owner, opened_at__gte=job.created_at).first()
    if made is None:  # else a worker that died had opened it and could not say so
        try:
            total = inspections.due_in(plan=plan, officer=job.owner, at=at).count()
            report(0, total, f"正在列入 {total:,} 本证件")
            made = inspections.open_round(plan=plan, officer=job.owner, at=at)
        except (inspections.InspectionRefused, ParameterNotInForce) as refused:
            raise jobs.JobRefused(str(refused)) from refused
    return jobs.Result(inspections.opened_words(made), url=reverse("households:inspection_rounds"))


@shared_task
def check_roster(*, job: int, **_future: object) -> None:
    """Check a workbook against the registry: argument ``roster``."""
    run(job, _check_roster)


def _check_roster(job: Job, report: Report) -> jobs.Result:
    return _roster_done(job, report, RosterState.CHECKING, rosters.check)


@shared_task
def enter_roster(*, job: int, **_future: object) -> None:
    """Enter the households of a roster that was confirmed: argument ``roster``."""
    run(job, _enter_roster)


def _enter_roster(job: Job, report: Report) -> jobs.Result:
    return _roster_done(job, report, RosterState.ENTERING, rosters.enter)


def _roster_done(job: Job, report: Report, state: RosterState, act: Callable[..., Roster]) -> jobs.Result:
    """Do what is left of ``act`` while the roster is in ``state``; what a worker that died had done is only told."""
    roster = Roster.objects.visible_to(job.owner).select_related("area").filter(pk=job.told["roster"]).first()
    if roster is None or not (job.owner.is_active and may(job.owner, Act.IMPORT)):
        raise jobs.JobRefused("您的岗位已不能导入这份名册。")
    if roster.state == state:
        try:
            roster = act(roster=roster, actor=job.owner, at=timezone.now(), report=report)
        except (rosters.RosterRefused, ParameterNotInForce) as refused:
            raise jobs.JobRefused(str(refused)) from refused
    if roster.state == RosterState.REFUSED:
        raise jobs.JobRefused(roster.sentence)
    counts = "，".join(f"{one.outcome.label} {one.households:,} 户" for one in outcomes_of(roster))
    return jobs.Result(f"{counts}。", url=reverse("households:roster", args=[roster.pk]))
