from celery import shared_task
from django.utils import timezone

from .actions import leftovers, system_user
from .actions.sessions import forget_ended_sessions
from .actions.standing import close_idle_accounts
from .chain import actions as chain
from .jobs import actions as jobs
from .jobs.frame import Report, run
from .lists import views as lists
from .models import Job
from .tokens.actions import using


@shared_task
def take_up_jobs(**_future: object) -> int:
    """Have somebody do the jobs nobody holds."""
    return len(jobs.wake_the_unclaimed())


@shared_task
def wipe_results(**_future: object) -> int:
    """Delete the results whose time is over."""
    return jobs.wipe_results(at=timezone.now())


@shared_task
def delete_leftovers(**_future: object) -> int:
    """Delete the files no row names."""
    return leftovers.delete_leftovers(at=timezone.now())


@shared_task
def forget_answers(**_future: object) -> int:
    """Wipe the answers of the API that were kept long enough."""
    return using.forget_answers(at=timezone.now())


@shared_task
def export_list(*, job: int, **_future: object) -> None:
    """Write the workbook of a list, with the rows its reader may see when it is written."""
    run(job, _export)


def _export(job: Job, report: Report) -> jobs.Result:
    view = lists.as_seen_by(job.owner, job.told["address"])
    view.purpose, view.approved_by = job.told.get("purpose", ""), job.told.get("approved_by", "")
    book, rows = view.write_workbook(report)
    file = jobs.keep_result(job=job, content=book)
    details = view.export_details(rows)
    name = f"{view.export_title()}_{timezone.localdate():%Y%m%d}.xlsx"
    return jobs.Result(f"已生成，共 {rows:,} 行。", file, name, details)


@shared_task
def verify_audit(*, job: int, **_future: object) -> None:
    """Verify the audit's chain for an auditor."""
    run(job, _verify)


def _verify(job: Job, report: Report) -> jobs.Result:
    found = chain.verify(actor=job.owner, at=timezone.now(), report=report)
    return jobs.Result(found.words)


@shared_task
def seal_audit(**_future: object) -> int:
    """Put the audit's latest entries under a seal."""
    return chain.seal(at=timezone.now())


@shared_task
def check_audit(**_future: object) -> bool:
    """Verify the whole chain, each night. Whether it holds."""
    return chain.verify(actor=system_user(), at=timezone.now()).holds


@shared_task
def tidy_accounts(**_future: object) -> tuple[int, int]:
    """Stop what is unused or past its last day, and wipe ended sessions. Returns how many of each were stopped."""
    at = timezone.now()
    stopped = close_idle_accounts(actor=system_user(), at=at)
    forget_ended_sessions(at=at)
    return stopped
