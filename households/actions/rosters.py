"""名册导入: a workbook given, checked against the registry, confirmed, entered batch by batch; its doubts decided."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

from accounts import audit
from accounts.actions.copying import copy_in
from accounts.enums import AreaLevel
from accounts.jobs import actions as jobs
from accounts.models import Area, Job, User
from accounts.refusing import refused_if_taken, tried_again
from accounts.uploads.actions import storing
from households.enums import RetirementTrack, RosterDecision, RosterOutcome, RosterState
from households.models import Household, Roster, RosterEntry
from households.models.findings import Origin
from households.models.rosters import ENTERABLE
from households.queries.rosters import named_communities
from households.queries.terms import RuleTerms, terms_on
from households.rosters.grouping import Where, plans, understood
from households.rosters.members import Terms
from households.rosters.plans import CERTAIN, Plan, plan_of
from households.rosters.reading import WorkbookRefused, read
from households.rosters.returning import returned
from households.rosters.standing import as_it_stands, home_of_rest, standings

from .assessment import assess
from .entering import enter_households, enter_members

CHECK, ENTER = "households.tasks.check_roster", "households.tasks.enter_roster"  # by name: the tasks ask us
OVERTAKEN = "这些人正在由他人登记，没有办完。请稍后继续办理：已登记的不会重复。"
Report = Callable[[int, int, str], None]


class RosterRefused(Exception):
    """The act cannot be done; the message is for the officer."""


@dataclass(frozen=True)
class Given:
    """A workbook as somebody gives it: its content, looked at already; for which area; and what women of whom it does
    not tell are taken for."""

    content: bytes
    area: Area
    track: RetirementTrack | None = None


@transaction.atomic
def submit(*, given: Given, officer: User, at: dt.datetime) -> Roster:
    """Keep a workbook and have a job check it; nothing is registered by that. Raises RosterRefused."""
    today = timezone.localdate(at)
    if not Area.objects.visible_to(officer).existing(today).filter(pk=given.area.pk).exists():
        raise RosterRefused("所选区划不在您的辖区，或已撤销。")
    roster = Roster(area=given.area, track=given.track or "", added_by=officer, added_at=at)
    roster.size, roster.sha256 = len(given.content), hashlib.sha256(given.content).hexdigest()
    with storing(roster.file, "roster", ContentFile(given.content)):
        roster.save(force_insert=True)
        _have_done(roster, CHECK, f"检查名册 {given.area.name}", officer, at)
        audit.record(event="roster.added", subject=roster, actor=officer, at=at, area=given.area.code)
    return roster


def _have_done(roster: Roster, task: str, title: str, officer: User, at: dt.datetime) -> None:
    roster.job = jobs.start(task=task, title=title, arguments={"roster": roster.pk}, owner=officer, at=at)
    roster.save(update_fields=["job"])


def check(*, roster: Roster, actor: User, at: dt.datetime, report: Report) -> Roster:
    """Read the workbook and say of each household what would become of it. Run again it does it anew.

    A file that cannot be read makes the roster refused. ``report`` is told after each batch and may raise to stop.
    Raises ParameterNotInForce, and RosterRefused where the roster was given up meanwhile.
    """
    report(0, 0, "正在读取工作簿")
    with roster.file.open() as file:
        content = file.read()
    try:
        found = understood(read(content))
        if not any(table.lines for table in found.tables.values()):
            told = "；".join(f"工作表“{name}”：{why}" if name else why for name, why in found.unread.items())
            raise WorkbookRefused(f"没有读到名册。{told or '表中没有人员。'}")
    except WorkbookRefused as refused:
        return _finish_check(roster, [], {"state": RosterState.REFUSED, "sentence": str(refused)[:300]}, actor, at)
    lines = sum(len(table.lines) for table in found.tables.values())
    entries: list[dict[str, Any]] = []
    faulty: list[Plan] = []
    done = 0
    for batch in _batches(plans(found, _where(roster, at))):
        for plan, entry in _judged(roster, batch, first=len(entries) + 1):
            entries.append(entry)
            done += entry["line_count"]
            faulty += [plan] if plan.faults else []
        report(done, lines, f"已检查 {done:,} 行，共 {lines:,} 行")
    notes = {
        "unread": dict(found.unread),
        "unused": {table.sheet.name: list(table.heading.unused) for table in found.tables.values()},
        "skipped": {table.sheet.name: dict(table.skipped) for table in found.tables.values()},
    }
    values = {"state": RosterState.CHECKED, "line_count": lines, "notes": json.dumps(notes, ensure_ascii=False)}
    book = returned(found, faulty)
    with storing(roster.returned, "returned", ContentFile(book.getvalue())) if book else nullcontext():
        return _finish_check(roster, entries, values | {"returned": roster.returned.name}, actor, at)


def _batches(found: Iterator[Plan]) -> Iterator[list[Plan]]:
    batch: list[Plan] = []
    for plan in found:
        batch.append(plan)
        if len(batch) == settings.ROSTER_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _where(roster: Roster, at: dt.datetime) -> Where:
    today = timezone.localdate(at)
    track = RetirementTrack(roster.track) if roster.track else None
    terms = _terms(today)

    @cache
    def judged_by(area: int) -> Terms:
        return Terms(today, terms(area).category.retirement, track)

    own = roster.area_id if roster.area.level == AreaLevel.COMMUNITY else None
    return Where(own, named_communities(roster.area, today), judged_by)


def _terms(today: dt.date) -> Callable[[int], RuleTerms]:
    @cache
    def terms(area: int) -> RuleTerms:
        return terms_on(today, Area.objects.get(pk=area))

    return terms


def _judged(roster: Roster, batch: list[Plan], *, first: int) -> Iterator[tuple[Plan, dict[str, Any]]]:
    """Each household of the batch with the row it makes."""
    for place, (plan, standing) in enumerate(zip(batch, standings(batch), strict=True), first):
        outcome, household = RosterOutcome.PLANNED, None
        if plan.faults:
            outcome = RosterOutcome.FAULTY
        elif plan.repeats:
            outcome = RosterOutcome.REPEATED
        elif standing.household:
            outcome, household = RosterOutcome.KNOWN, standing.household
        elif standing.questions:
            outcome, plan = RosterOutcome.HELD, replace(plan, questions=standing.questions)
        row = {"roster_id": roster.pk, "place": place, "area_id": plan.area, "line_count": len(plan.where)}
        text = "" if household else plan.written()
        yield plan, {**row, "outcome": outcome, "plan": text, "household_id": household}


@transaction.atomic
def _finish_check(
    roster: Roster, entries: list[dict[str, Any]], values: dict[str, Any], actor: User, at: dt.datetime
) -> Roster:
    own = Roster.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    if own.state != RosterState.CHECKING:
        raise RosterRefused("该名册已放弃，或已检查完毕。")
    own.entries.all().delete()
    copy_in(RosterEntry, entries)
    for name, value in values.items():
        setattr(own, name, value)
    own.save()
    audit.record(event="roster.checked", subject=own, actor=actor, at=at, households=len(entries))
    return own


@transaction.atomic
def confirm(*, roster: Roster, officer: User, at: dt.datetime) -> Roster:
    """Have a job enter what can be entered, or what a job that was stopped left. Raises RosterRefused."""
    own = _own(roster, officer)
    if own.state not in ENTERABLE or _is_under_way(own):
        raise RosterRefused("该名册现在不能导入：还在办理中，或已导入、已放弃。")
    if not own.entries.filter(outcome=RosterOutcome.PLANNED).exists():
        raise RosterRefused("没有可以导入的家庭。")
    own.state, own.confirmed_by, own.confirmed_at = RosterState.ENTERING, officer, at
    own.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    _have_done(own, ENTER, f"导入名册 {own.area.name}", officer, at)
    audit.record(event="roster.confirmed", subject=own, actor=officer, at=at)
    return own


@transaction.atomic
def withdraw(*, roster: Roster, officer: User, at: dt.datetime) -> Roster:
    """Give up a roster of which nothing was entered or decided; what was read of it goes. Raises RosterRefused."""
    own = _own(roster, officer)
    if own.state not in (RosterState.CHECKING, RosterState.CHECKED) or own.entries.exclude(decision="").exists():
        raise RosterRefused("该名册已开始导入或已办结，不能放弃。")
    own.entries.all().delete()
    if name := own.returned.name:
        transaction.on_commit(partial(own.returned.storage.delete, name))
    own.state, own.notes, own.returned = RosterState.WITHDRAWN, "", ""
    own.save(update_fields=["state", "notes", "returned"])
    audit.record(event="roster.withdrawn", subject=own, actor=officer, at=at)
    return own


def _own(roster: Roster, officer: User) -> Roster:
    rows = Roster.objects.visible_to(officer).select_for_update(of=("self",)).select_related("area", "job")
    own = rows.filter(pk=roster.pk).first()
    if own is None:
        raise RosterRefused("该名册不在您的辖区。")
    return own


def _is_under_way(roster: Roster) -> bool:
    return roster.job is not None and Job.objects.unfinished().filter(pk=roster.job.pk).exists()


def enter(*, roster: Roster, actor: User, at: dt.datetime, report: Report) -> Roster:
    """Enter what was confirmed, batch by batch, each whole or not at all: cut off, it goes on where it stopped.

    ``report`` is told after each batch and may raise to stop. Raises RosterRefused, ParameterNotInForce.
    """
    terms, total = _terms(timezone.localdate(at)), roster.entries.exclude(outcome=RosterOutcome.FAULTY).count()
    while left := roster.entries.filter(outcome=RosterOutcome.PLANNED).count():
        report(total - left, total, f"已办 {total - left:,} 户，共 {total:,} 户")
        tried_again(partial(_enter_batch, roster, terms, actor, at), RosterRefused(OVERTAKEN))
    return _finish(roster, actor, at)


def _enter_batch(roster: Roster, terms: Callable[[int], RuleTerms], actor: User, at: dt.datetime) -> None:
    _one_at_a_time()
    waiting = roster.entries.select_for_update(of=("self",)).filter(outcome=RosterOutcome.PLANNED)
    entries = list(waiting.order_by("area", "place")[: settings.ROSTER_BATCH])
    if not entries:  # another worker, thought dead, was there first
        return
    _refuse_closed({entry.area_id or 0 for entry in entries}, timezone.localdate(at))
    read_plans = [plan_of(entry) for entry in entries]
    clear = []
    for entry, plan, standing in zip(entries, read_plans, standings(read_plans), strict=True):
        if standing.household:
            entry.outcome, entry.household_id, entry.plan = RosterOutcome.KNOWN, standing.household, ""
        elif standing.questions:
            entry.outcome, entry.plan = RosterOutcome.HELD, replace(plan, questions=standing.questions).written()
        else:
            clear.append((entry, plan))
    homes = enter_households([plan for _, plan in clear], terms=terms, roster=roster.pk, actor=actor, at=at)
    for (entry, _), home in zip(clear, homes, strict=True):
        entry.outcome, entry.household_id, entry.plan = RosterOutcome.ENTERED, home, ""
    _write_outcomes(entries)


def _write_outcomes(entries: list[RosterEntry]) -> None:
    """In one statement that names each value once: ``bulk_update`` takes longer than all the rest of a batch."""
    seal: Any = RosterEntry._meta.get_field("plan").get_prep_value
    values = [(one.pk, str(one.outcome), one.household_id, seal(one.plan)) for one in entries]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE households_rosterentry SET outcome = new.outcome, household_id = new.household, plan = new.plan"
            " FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[]) AS new (id, outcome, household, plan)"
            " WHERE households_rosterentry.id = new.id",
            [list(column) for column in zip(*values, strict=True)],
        )


def _one_at_a_time() -> None:
    """Of all who enter rosters one writes at a time: two that hold the same people do not wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('households.roster', 0))")


def _refuse_closed(areas: set[int], today: dt.date) -> None:
    """Hold the communities as they are to the end of the transaction. Raises RosterRefused where one just closed: its
    entries have gone to the successor."""
    held = Area.objects.existing(today).select_for_update(of=("self",), no_key=True).filter(pk__in=areas)
    if areas - set(held.order_by("pk").values_list("pk", flat=True)):
        raise RosterRefused("有社区刚刚撤销，其家庭将登记到并入的社区，请继续办理。")


@transaction.atomic
def _finish(roster: Roster, actor: User, at: dt.datetime) -> Roster:
    own = Roster.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    if own.state == RosterState.ENTERING:
        own.state, own.finished_at = RosterState.ENTERED, at
        own.save(update_fields=["state", "finished_at"])
        entered = own.entries.filter(outcome=RosterOutcome.ENTERED).count()
        audit.record(event="roster.entered", subject=own, actor=actor, at=at, households=entered)
    return own


@transaction.atomic
def decide(*, entry: RosterEntry, decision: RosterDecision, reason: str, officer: User, at: dt.datetime) -> RosterEntry:
    """Decide of a household that may be registered already. Raises RosterRefused, ParameterNotInForce."""
    _one_at_a_time()
    waiting = RosterEntry.objects.visible_to(officer).filter(outcome=RosterOutcome.HELD)
    own = waiting.select_for_update(of=("self",)).filter(pk=entry.pk).first()
    if own is None:
        raise RosterRefused("该户已经判断，或不在您的辖区。")
    today = timezone.localdate(at)
    _refuse_closed({own.area_id or 0}, today)
    plan, allowed = as_it_stands(plan_of(own))
    if decision not in allowed:
        raise RosterRefused("登记情况有变化，请按现在的情况重新判断。")
    own.outcome, own.decision, own.reason = RosterOutcome.DROPPED, decision, reason.strip()
    own.decided_by, own.decided_at, own.plan = officer, at, ""
    if decision != RosterDecision.DROP:
        with refused_if_taken(RosterRefused("其中有人刚刚由他人登记，请重新判断。")):
            own.outcome, own.household_id = RosterOutcome.ENTERED, _entered(own, plan, decision, officer, at)
    own.save()
    audit.record(event="roster_entry.decided", subject=own, actor=officer, at=at, decision=decision.value)
    return own


def _entered(own: RosterEntry, plan: Plan, decision: RosterDecision, officer: User, at: dt.datetime) -> int:
    """Register the household, or the rest of it, as decided; returns the key of the household."""
    today = timezone.localdate(at)
    if decision == RosterDecision.REST:
        home = home_of_rest(plan)
        plan = plan.without({question.member for question in plan.questions if question.kind in CERTAIN})
        if home is not None:
            joined = Household.objects.select_for_update(of=("self",)).get(pk=home)
            enter_members(joined, plan.members, today=today)
            told = {"roster": own.roster_id, "members": len(plan.members)}
            audit.record(event="household.entered", subject=joined, actor=officer, at=at, **told)
            assess(household=joined, actor=officer, at=at, origin=Origin.ACT)
            return home
    return enter_households([plan], terms=_terms(today), roster=own.roster_id, actor=officer, at=at)[0]
