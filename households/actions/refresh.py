"""每月更新 (哈人社发〔2010〕230号 第四条(四)): opens the month's confirmations and asks every rule as of a day.

Each batch of households is one transaction and each part is settled by what the database holds, so a run that was cut
off is completed by the next, and a second run changes nothing.
"""

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import Area, User
from households.models import HardToEmploySpell, Household, MonthlyConfirmation, RefreshRun
from households.models.findings import Origin
from households.queries.terms import RuleTerms, terms_on

from .assessment import assess_all
from .calendar_exits import propose_calendar_exits

logger = logging.getLogger(__name__)

BATCH = 500


def in_silence(done: int, total: int, sentence: str) -> None:
    """The report of a refresh nobody looks at."""


def refresh(
    *, area: Area, on: dt.date, actor: User, at: dt.datetime, report: Callable[[int, int, str], None] = in_silence
) -> RefreshRun:
    """Refresh every household in ``area`` as of the day ``on``, community by community. Returns the finished run.

    Findings of households assessed for a later day already are left as they are. ``report`` is told after each batch
    how many households are done, how many there are, and where; it may raise, to stop. Raises ParameterNotInForce.
    """
    began = time.monotonic()
    homes = Household.objects.filter(area__path__startswith=area.path)
    run = RefreshRun.objects.create(
        area=area, on=on, started_at=at, started_by=actor, households_total=homes.filter(_due(on)).count()
    )
    communities = Area.objects.below(area).filter(Exists(Household.objects.filter(area=OuterRef("pk"))))
    for community in communities.order_by("path"):
        terms = terms_on(on, community)
        for batch in _batches(community):
            run.households_done += _refresh_batch(batch, terms, on=on, at=at)
            run.save(update_fields=["households_done"])
            report(run.households_done, run.households_total, f"已评估至{community.name}")
    run.finished_at = at + dt.timedelta(seconds=time.monotonic() - began)
    run.save(update_fields=["finished_at"])
    logger.info("refresh.finished", extra={"run": run.pk, "on": on.isoformat(), "households": run.households_done})
    return run


def _due(on: dt.date) -> Q:
    return Q(assessed_on=None) | Q(assessed_on__lte=on)


def _batches(community: Area) -> Iterator[list[int]]:
    last = 0
    while True:
        rows = Household.objects.filter(area=community, pk__gt=last)
        batch = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1]


@transaction.atomic
def _refresh_batch(batch: list[int], terms: RuleTerms, *, on: dt.date, at: dt.datetime) -> int:
    """One batch: locked, judged, confirmations opened, exits by the calendar proposed. Returns how many were judged."""
    rows = Household.objects.select_for_update(of=("self",)).filter(pk__in=batch).order_by("pk")
    due = [pk for pk, last in rows.values_list("pk", "assessed_on") if last is None or last <= on]
    judgements, _ = assess_all(due, terms, on=on, origin=Origin.REFRESH)
    spells = list(
        HardToEmploySpell.objects.open()
        .filter(household__in=batch, certified_on__lte=on)
        .select_related("person", "household__area")
        .defer("person__id_number", "person__phone")
        .order_by("pk")
    )
    MonthlyConfirmation.objects.bulk_create(
        [MonthlyConfirmation(spell=spell, month=on.replace(day=1)) for spell in spells], ignore_conflicts=True
    )
    propose_calendar_exits(spells, judgements, terms.category.retirement, on=on, at=at)
    return len(due)
