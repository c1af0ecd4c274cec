"""每月更新 (哈人社发〔2010〕230号 第四条(四)): opens the month's confirmations and asks every rule as of a day.

A run is cut into parts of neighbouring communities, and any number of processes on any number of machines take the
next part that nobody holds. A part is one transaction: its households locked in the order of their keys, judged,
confirmations opened, exits by the calendar proposed, the part itself struck off, and last the run's count raised.
What it does is settled by what the database holds, so a second run changes nothing.
"""

import datetime as dt
import gc
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q

from accounts.models import Area, Job, User
from households.models import HardToEmploySpell, Household, RefreshPart, RefreshRun
from households.models.findings import Origin
from households.queries.keys import among, array_of
from households.queries.terms import RuleTerms, TermsByArea

from .assessment import assess_all
from .calendar_exits import propose_calendar_exits

logger = logging.getLogger(__name__)

BATCH = settings.REFRESH_BATCH

_CUT = """
    INSERT INTO households_refreshpart (run_id, households)
    SELECT %s, array_agg(id ORDER BY number) FROM (
        SELECT home.id, row_number() OVER (ORDER BY area.path, home.id) - 1 AS number
        FROM households_household home JOIN accounts_area area ON area.id = home.area_id WHERE area.path LIKE %s
    ) numbered GROUP BY number / %s ORDER BY number / %s
"""
_OPEN_MONTH = """
    INSERT INTO households_monthlyconfirmation (spell_id, month)
    SELECT id, %(month)s FROM households_hardtoemployspell spell
    WHERE household_id = ANY(%(homes)s::bigint[]) AND certified_on <= %(on)s AND exited_on IS NULL AND NOT EXISTS (
        SELECT FROM households_monthlyconfirmation WHERE spell_id = spell.id AND month = %(month)s
    ) ORDER BY id ON CONFLICT DO NOTHING
"""


Also = Callable[[RefreshRun, list[int]], None]  # what apps above do with the households of a part, in its transaction


def in_silence(done: int, total: int, sentence: str) -> None:
    """The report of a refresh nobody looks at."""


def nothing_more(run: RefreshRun, homes: list[int]) -> None:
    """Of a refresh that the registry has for itself."""


def refresh(
    *,
    area: Area,
    on: dt.date,
    actor: User,
    at: dt.datetime,
    report: Callable[[int, int, str], None] = in_silence,
    also: Also = nothing_more,
) -> RefreshRun:
    """Refresh every household in ``area`` as of the day ``on``, in this process. Returns the finished run.

    Findings of households assessed for a later day already are left as they are. ``report`` is told after each part
    how many households are done, how many there are, and where; it may raise, to stop. ``also`` is done with each part.
    Raises ParameterNotInForce.
    """
    began = time.monotonic()
    run = start_run(area=area, on=on, actor=actor, at=at)
    work_on(run, clock=lambda: at + dt.timedelta(seconds=time.monotonic() - began), report=report, also=also)
    run.refresh_from_db()
    return run


@transaction.atomic
def start_run(*, area: Area, on: dt.date, actor: User, at: dt.datetime, job: Job | None = None) -> RefreshRun:
    """Cut a run into its parts; a job begun again goes on with its own. Raises ParameterNotInForce."""
    begun = RefreshRun.objects.filter(job=job).order_by("-pk").first() if job is not None else None
    if begun is not None:
        return begun
    homes = Household.objects.filter(area__path__startswith=area.path)
    terms = TermsByArea(on)
    for community in Area.objects.filter(pk__in=homes.values("area")):
        terms.of(community)
    due = homes.filter(Q(assessed_on=None) | Q(assessed_on__lte=on)).count()
    run = RefreshRun.objects.create(area=area, on=on, started_at=at, started_by=actor, households_total=due, job=job)
    with connection.cursor() as cursor:
        cursor.execute(_CUT, [run.pk, f"{area.path}%", BATCH, BATCH])
    if not run.parts.exists():
        _finish(run, at)
    return run


def work_on(
    run: RefreshRun,
    *,
    clock: Callable[[], dt.datetime],
    report: Callable[[int, int, str], None] = in_silence,
    also: Also = nothing_more,
) -> None:
    """Refresh parts of ``run`` until it is finished: those nobody holds, at last those of whoever held one and died.

    ``clock`` tells when it is finished, ``report`` and ``also`` are as ``refresh`` has them.
    """
    going = Going(run, also)
    while True:
        where = going.take_next(clock)
        if where is None and (where := going.take_next(clock, wait=True)) is None:
            return
        done = RefreshRun.objects.values_list("households_done", flat=True).get(pk=run.pk)
        report(done, run.households_total, f"已评估至{where}")


def help_with(run: RefreshRun, *, clock: Callable[[], dt.datetime], parts: int, also: Also = nothing_more) -> bool:
    """Refresh up to so many ``parts`` that nobody holds, of a run whose job goes on. Whether there may be more."""
    going = Going(run, also)
    for _ in range(parts):
        goes_on = Job.objects.filter(pk=run.job_id or 0, state=Job.State.RUNNING, is_cancelling=False).exists()
        if not goes_on or going.take_next(clock) is None:
            return False
    return True


@dataclass(frozen=True)
class Going:
    """A process at work on a run, and what it need not ask twice."""

    run: RefreshRun
    also: Also = nothing_more
    areas: dict[int, Area] = field(default_factory=dict)

    @cached_property
    def terms(self) -> TermsByArea:
        return TermsByArea(self.run.on)

    @transaction.atomic
    def take_next(self, clock: Callable[[], dt.datetime], *, wait: bool = False) -> str | None:
        """Refresh the next part that nobody holds, or wait for one that somebody does: it is there still only where
        they failed. Returns the community it ends in, None where nothing is left."""
        rows = RefreshPart.objects.select_for_update(skip_locked=not wait, of=("self",)).filter(run=self.run)
        part = rows.order_by("pk").first()
        if part is None:
            return None
        with _uncollected():
            done, where = self._refresh(part.households)
        part.delete()
        RefreshRun.objects.filter(pk=self.run.pk).update(households_done=F("households_done") + done)
        if not self.run.parts.exists():  # asked once the run's row is ours: nobody does the last two beside each other
            _finish(self.run, clock())
        return where

    def _refresh(self, keys: list[int]) -> tuple[int, str]:
        """One part. Returns how many were judged, and the community of the last."""
        rows = Household.objects.select_for_update(of=("self",)).filter(pk__in=among(keys)).order_by("pk")
        found = list(rows.values_list("pk", "area", "assessed_on"))
        ahead = {home for home, _, last in found if last is not None and last > self.run.on}
        done, on = 0, self.run.on
        for terms, homes in self._by_terms({home: area for home, area, _ in found}):
            due = [home for home in homes if home not in ahead]
            judgements, _ = assess_all(due, terms, on=on, origin=Origin.REFRESH)
            _open_month(homes, on)
            spells = HardToEmploySpell.objects.open().filter(household__in=among(homes), certified_on__lte=on)
            retirement = terms.category.retirement
            propose_calendar_exits(spells, judgements, retirement, on=on, at=self.run.started_at)
            done += len(due)
        self.also(self.run, [home for home, *_ in found])
        return done, self.areas[found[-1][1]].name if found else ""

    def _by_terms(self, areas: Mapping[int, int]) -> Iterable[tuple[RuleTerms, list[int]]]:
        """The households by the terms that hold where they live."""
        self.areas.update(Area.objects.in_bulk(set(areas.values()) - self.areas.keys()))
        groups: dict[int, tuple[RuleTerms, list[int]]] = {}
        homes: dict[int, list[int]] = {}
        for area in dict.fromkeys(areas.values()):
            terms = self.terms.of(self.areas[area])
            homes[area] = groups.setdefault(id(terms), (terms, []))[1]
        for home, area in areas.items():
            homes[area].append(home)
        return groups.values()


@contextmanager
def _uncollected() -> Iterator[None]:
    """The facts of a part are many small things without cycles: looking through them for cycles takes a quarter of the
    time, and finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _open_month(homes: list[int], on: dt.date) -> None:
    """Open the confirmations of the month for everybody in status."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_MONTH, {"homes": array_of(homes), "on": on, "month": on.replace(day=1)})


def _finish(run: RefreshRun, at: dt.datetime) -> None:
    RefreshRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=max(at, run.started_at))
    logger.info("refresh.finished", extra={"run": run.pk, "on": run.on.isoformat(), "households": run.households_total})
