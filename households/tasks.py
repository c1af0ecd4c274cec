"""Jobs of the register: an annual inspection opened over a large area."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.jobs import actions as jobs
from accounts.jobs.frame import Report, run
from accounts.models import Job
from accounts.permissions import Act, may
from policy.parameters import ParameterNotInForce

from .actions import inspections
from .models import InspectionRound


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
