import datetime as dt
import logging
from collections.abc import Callable

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.actions import system_user
from accounts.actions.areas import AreaRefused, Closing
from accounts.enums import AreaLevel
from accounts.jobs import actions as jobs
from accounts.jobs.frame import Report, run
from accounts.models import Area, Job, User
from accounts.permissions import Act, may, may_decide
from desk.openings import KINDS, kind_of
from desk.rulecases import stored
from desk.rulecases.asking import Verdict
from households.actions.batch import decide_one
from households.models import Opening, OpeningFile, OpeningStatus, RefreshRun, RowOutcome
from households.openings.actions.entering import enter
from households.openings.actions.preparing import OpeningRefused
from households.openings.actions.reading import look_into, read
from households.openings.book import missing
from households.openings.returning import returned
from households.rosters.reading import WorkbookRefused
from policy.actions import EnactmentRefused, enactment_of
from policy.models import Proposal
from policy.parameters import ParameterNotInForce

from . import actions, batches, exports, queries

logger = logging.getLogger(__name__)

PARTS_AT_ONCE = 20  # that a helper takes of a refresh before other tasks have their turn


@shared_task
def open_month(*, on: str | None = None, **_future: object) -> list[int]:
    """Have every city refreshed as of the day ``on`` (ISO date; today without it). Returns the keys of the jobs."""
    at = timezone.now()
    day = dt.date.fromisoformat(on) if on else timezone.localdate(at)
    cities = Area.objects.existing(day).filter(level=AreaLevel.CITY).order_by("code")
    return [actions.start_refresh(area=city, on=day, actor=system_user(), at=at).pk for city in cities]


@shared_task
def refresh_area(*, job: int, **_future: object) -> None:
    """Refresh one area as of a day for whoever asked: arguments ``area`` and ``on`` (ISO date)."""
    run(job, _refresh_area)


def _refresh_area(job: Job, report: Report) -> jobs.Result:
    area, on = Area.objects.get(pk=job.told["area"]), dt.date.fromisoformat(job.told["on"])
    if not _may_refresh(job.owner, area):
        raise jobs.JobRefused("您的岗位已不能发起这个区划的每月更新。")
    try:
        done = actions.share_refresh(job=job, area=area, on=on, clock=timezone.now, report=report)
    except ParameterNotInForce as silent:
        logger.error("refresh.refused", extra={"job": job.pk, "area": area.code, "reason": str(silent)})
        raise jobs.JobRefused(str(silent)) from silent
    words = f"已评估 {done.households_done:,} 户。"
    return jobs.Result(words, url=f"{reverse('desk:refresh')}?run={done.pk}")


def _may_refresh(owner: User, area: Area) -> bool:
    """Whether the month's beginning asks, or an officer who still may."""
    if owner == system_user():
        return True
    return owner.is_active and may(owner, Act.REFRESH) and Area.objects.visible_to(owner).filter(pk=area.pk).exists()


@shared_task
def help_refresh(*, run: int, **_future: object) -> None:
    """Take parts of a refresh that another worker began, and call the next helper where there may be more."""
    begun = RefreshRun.objects.filter(pk=run, finished_at=None).first()
    if begun is not None and actions.help_refresh(run=begun, clock=timezone.now, parts=PARTS_AT_ONCE):
        actions.call_help(begun)


@shared_task
def close_area(*, job: int, **_future: object) -> None:
    """Close an area with many families for the administrator who asked: arguments ``area``, ``successor``, ``valid_to``
    (ISO date), ``reason`` and ``document``."""
    run(job, _close_area)


def _close_area(job: Job, report: Report) -> jobs.Result:
    told = job.told
    area, successor = (Area.objects.get(pk=told[name]) for name in ("area", "successor"))
    page = reverse("accounts:area", args=[area.pk])
    if area.successor_id == successor.pk:  # done by a worker that died before it said so
        return jobs.Result(f"{area}已撤销，并入{successor}。", url=page)
    seen = Area.objects.visible_to(job.owner).filter(pk__in=(area.pk, successor.pk)).count()
    if not (job.owner.is_active and may(job.owner, Act.MANAGE_USERS) and seen == 2):
        raise jobs.JobRefused("您的岗位已不能撤销这个区划。")
    last_day = dt.date.fromisoformat(told["valid_to"])
    closing = Closing(area, successor, last_day, told["reason"], told["document"])
    try:
        gone = actions.close_area(closing=closing, actor=job.owner, at=timezone.now(), report=report)
    except AreaRefused as refused:
        raise jobs.JobRefused(str(refused)) from refused
    return jobs.Result(f"{area}已撤销，{gone:,} 户转到{successor}。", url=page)


@shared_task
def decide_batch(*, job: int, **_future: object) -> None:
    """Decide many cases for the officer who chose them: arguments as ``batches.told`` gives them."""
    run(job, _decide_batch)


def _decide_batch(job: Job, report: Report) -> jobs.Result:
    today, told = timezone.localdate(), job.told
    if not (job.owner.is_active and may_decide(job.owner, today)):
        raise jobs.JobRefused("您的岗位已不能审批。")
    absent = User.objects.get(pk=told["on_behalf_of"]) if told["on_behalf_of"] else None
    rows, refused = batches.rows_of(job, today), {}
    before = batches.decided_by(job)  # by a worker that died on the way
    for number, row in enumerate(rows):
        report(number, len(rows), f"已办 {number} 件，共 {len(rows)} 件")
        if row.case is None:
            refused[row.key] = "该申请已不在您的辖区。"
        elif row.key not in before:
            outcome = decide_one(row.chosen, actor=job.owner, at=timezone.now(), on_behalf_of=absent)
            refused |= {row.key: outcome.refusal} if outcome.refusal else {}
    done = batches.decided_by(job)
    words = batches.sentence(batches.kind_of(job), [row.decision for row in rows if row.key in done], len(rows))
    return jobs.Result(words, url=reverse("desk:batch_result", args=[job.pk]), outcome=refused)


@shared_task
def try_proposal(*, job: int, **_future: object) -> None:
    """Try the rule cases on the value that the job's owner proposed: argument ``proposal``."""
    run(job, _try_proposal)


def _try_proposal(job: Job, report: Report) -> jobs.Result:
    proposal = Proposal.objects.select_related("key", "area", "document").get(pk=job.told["proposal"])
    told = _telling(report, actions.trial_of(enactment_of(proposal)).total)
    try:
        kept = actions.try_proposal(proposal=proposal, actor=job.owner, at=timezone.now(), told=told)
    except EnactmentRefused as refused:
        raise jobs.JobRefused(str(refused)) from refused
    words = f"{kept.broken} 个现在通过的将不再通过。" if kept.broken else "没有用例因新取值不再通过。"
    return jobs.Result(f"试运行规则用例 {kept.asked} 个：{words}", url=_page_of(proposal))


@shared_task
def confirm_proposal(*, job: int, **_future: object) -> None:
    """Try the rule cases once more and put the value in force: arguments ``proposal``, ``comment``,
    ``acknowledgement``."""
    run(job, _confirm_proposal)


def _confirm_proposal(job: Job, report: Report) -> jobs.Result:
    told = job.told
    proposal = Proposal.objects.select_related("key", "area", "document").get(pk=told.pop("proposal"))
    if not (job.owner.is_active and may(job.owner, Act.ENACT)):
        raise jobs.JobRefused("您的岗位已不能确认取值提案。")
    if not _is_enacted_by(job.owner, proposal):  # by a worker that died before it could say so
        hearing = _telling(report, actions.trial_of(enactment_of(proposal)).total)
        try:
            actions.confirm_value(proposal=proposal, **told, actor=job.owner, at=timezone.now(), told=hearing)
        except actions.CasesNoLongerPass as stopped:
            return jobs.Result(f"没有施行：{stopped}", url=_page_of(proposal))
        except EnactmentRefused as refused:
            raise jobs.JobRefused(str(refused)) from refused
    title, area = proposal.parameter.title, proposal.area
    return jobs.Result(f"“{title}”自 {proposal.since} 起在{area}施行新的取值。", url=_page_of(proposal))


def _is_enacted_by(owner: User, proposal: Proposal) -> bool:
    return proposal.status == Proposal.Status.CONFIRMED and proposal.decided_by_id == owner.pk


def _page_of(proposal: Proposal) -> str:
    return reverse("desk:proposal", args=[proposal.pk])


@shared_task
def run_cases(*, job: int, **_future: object) -> None:
    """Ask all rule cases of the owner's area by what is in force today."""
    run(job, _run_cases)


def _run_cases(job: Job, report: Report) -> jobs.Result:
    if not (job.owner.is_active and may(job.owner, Act.PROPOSE)):
        raise jobs.JobRefused("您的岗位已不能运行规则用例。")
    versions, at = queries.versions_of(job.owner), timezone.now()
    today = timezone.localdate(at)
    answers = stored.answers(versions, today, _telling(report, len(versions)))
    failed = [str(answer.case.case) for answer in answers if answer.verdict is Verdict.FAILED]
    book = exports.answers_workbook(answers, exporter=str(job.owner), on=today, at=at)
    words = f"{len(failed)} 个不符：{'、'.join(failed)}。" if failed else "没有不符的。"
    return jobs.Result(
        f"运行 {len(answers)} 个用例：{words}",
        jobs.keep_result(job=job, content=book),
        f"规则用例运行结果_{today:%Y%m%d}.xlsx",
        {"list": "规则用例运行结果", "filters": [], "rows": len(answers)},
    )


def _telling(report: Report, total: int) -> Callable[[int], None]:
    return lambda asked: report(asked, total, f"已运行 {asked} 次，共 {total} 次")


@shared_task
def read_opening_file(*, job: int, **_future: object) -> None:
    """Read a file of an opening for the officer who gave it: argument ``file``."""
    run(job, _read_opening_file)


def _read_opening_file(job: Job, report: Report) -> jobs.Result:
    allowed = job.owner.is_active and may(job.owner, Act.PREPARE_OPENING)
    rows = OpeningFile.objects.visible_to(job.owner).select_related("opening__area")
    file = rows.filter(pk=job.told["file"]).first() if allowed else None
    if file is None:
        raise jobs.JobRefused("该文件已移除，或您的岗位已不能办理期初导入。")
    kind = kind_of(file.kind)
    report(0, 0, "正在读取表头")
    try:
        with file.file.open() as stored:
            tables = look_into(file=file, kind=kind, content=stored.read())
        if lacking := missing(file, kind):
            return jobs.Result("".join(lacking)[:200], url=reverse("desk:opening_columns", args=[file.pk]))
        done = read(file=file, kind=kind, tables=tables, officer=job.owner, at=timezone.now(), report=report)
    except (WorkbookRefused, OpeningRefused) as why:
        raise jobs.JobRefused(str(why)) from why
    page = reverse("desk:opening_file", args=[file.pk])
    refused = {(row.sheet, row.line): row.reason for row in file.rows.filter(outcome=RowOutcome.REFUSED).order_by("pk")}
    if not refused:
        return jobs.Result(f"已读完 {done:,} 行，没有问题行。", url=page)
    words = f"已读完 {done:,} 行，其中 {len(refused):,} 行不能导入，原因写在退回的表中。"
    kept = jobs.keep_result(job=job, content=returned(tables, refused))
    told = {"list": f"期初导入 {file.opening.number} 问题行", "rows": len(refused)}
    return jobs.Result(words, file=kept, name=f"{kind.title}_问题行_{file.pk}.xlsx", details=told, url=page)


@shared_task
def enter_opening(*, job: int, **_future: object) -> None:
    """Enter an opening that was accepted: argument ``opening``."""
    run(job, _enter_opening)


def _enter_opening(job: Job, report: Report) -> jobs.Result:
    opening = Opening.objects.visible_to(job.owner).filter(pk=job.told["opening"]).first()
    if opening is None or not (job.owner.is_active and may(job.owner, Act.ACCEPT_OPENING)):
        raise jobs.JobRefused("您的岗位已不能接收期初导入。")
    page = reverse("desk:opening", args=[opening.pk])
    if opening.status != OpeningStatus.ENTERED:  # else a worker that died had done it and could not say so
        try:
            opening = enter(opening=opening, kinds=KINDS, at=timezone.now(), report=report)
        except OpeningRefused as refused:
            raise jobs.JobRefused(str(refused)) from refused
    entered = opening.rows.filter(outcome=RowOutcome.ENTERED).count()
    return jobs.Result(f"已登记 {entered:,} 条，期初导入办结。", url=page)
