"""每月更新 (哈人社发〔2010〕230号 第四条(四)): opens the month's confirmations and asks every rule as of a day.

Each batch of households is one transaction and each part is settled by what the database holds, so a run that was cut
off is completed by the next, and a second run changes nothing.
"""

import datetime as dt
import logging
import time
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from accounts.actions import system_user
from accounts.models import Area, User
from approvals import workflow

from ..enums import ExitReason
from ..models import Exit, HardToEmploySpell, Household, MonthlyConfirmation, RefreshRun
from ..models.findings import Origin
from ..queries.facts import household_facts
from ..queries.terms import RuleTerms, terms_on
from ..rules.retirement import retirement
from .assessment import assess_all
from .exits import draft_exit

logger = logging.getLogger(__name__)

BATCH = 500


def refresh(*, area: Area, on: dt.date, actor: User, at: dt.datetime) -> RefreshRun:
    """Refresh every household in ``area`` as of the day ``on``, community by community. Returns the finished run.

    Households assessed for a later day already are left as they are. Raises ParameterNotInForce.
    """
    began = time.monotonic()
    waiting = Household.objects.filter(area__path__startswith=area.path).filter(
        Q(assessed_on=None) | Q(assessed_on__lte=on)
    )
    run = RefreshRun.objects.create(area=area, on=on, started_at=at, started_by=actor, households_total=waiting.count())
    communities = Area.objects.filter(pk__in=waiting.order_by().values("area").distinct()).order_by("path")
    for community in communities:
        terms = terms_on(on, community)
        for batch in _batches(community, on):
            _refresh_batch(batch, terms, on=on, at=at)
            run.households_done += len(batch)
            run.save(update_fields=["households_done"])
    run.finished_at = at + dt.timedelta(seconds=time.monotonic() - began)
    run.save(update_fields=["finished_at"])
    logger.info("refresh.finished", extra={"run": run.pk, "on": on.isoformat(), "households": run.households_done})
    return run


def _batches(community: Area, on: dt.date) -> Iterator[list[int]]:
    last = 0
    while True:
        rows = Household.objects.filter(Q(assessed_on=None) | Q(assessed_on__lte=on), area=community, pk__gt=last)
        batch = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1]


@transaction.atomic
def _refresh_batch(batch: list[int], terms: RuleTerms, *, on: dt.date, at: dt.datetime) -> None:
    """One batch: locked, judged, confirmations opened, exits by the calendar proposed."""
    list(Household.objects.select_for_update(of=("self",)).filter(pk__in=batch).order_by("pk").values_list("pk"))
    assess_all(batch, terms, on=on, origin=Origin.REFRESH)
    spells = list(
        HardToEmploySpell.objects.open()
        .filter(household__in=batch, certified_on__lte=on)
        .select_related("person", "household__area")
        .order_by("pk")
    )
    MonthlyConfirmation.objects.bulk_create(
        [MonthlyConfirmation(spell=spell, month=on.replace(day=1)) for spell in spells], ignore_conflicts=True
    )
    _propose_exits(spells, batch, terms, on=on, at=at)


def _propose_exits(
    spells: list[HardToEmploySpell], batch: list[int], terms: RuleTerms, *, on: dt.date, at: dt.datetime
) -> None:
    """Draft an exit for whoever retired or died by ``on``, unless one is there already."""
    exits = list(Exit.objects.filter(spell__in=spells).values_list("spell_id", "reason", "status"))
    under_way = {spell for spell, _, status in exits if status in workflow.LIVE}
    refused = {(spell, reason) for spell, reason, status in exits if status == workflow.Status.REFUSED}
    people = {person.key: person for facts in household_facts(batch).values() for person, _ in facts.members}
    for spell in spells:
        if spell.pk in under_way:
            continue
        if spell.person.dead_on is not None and spell.person.dead_on <= on:
            ended, reason, source = spell.person.dead_on, ExitReason.DEAD, "登记的死亡日期"
        else:
            person = people.get(spell.person_id)
            if person is None:
                continue
            date = retirement(person, terms.category.retirement, on=on)
            if date.retirement_date > on:
                continue
            ended, reason, source = date.retirement_date, ExitReason.RETIRED, date.source
        if (spell.pk, reason) in refused:
            continue
        draft_exit(
            spell,
            reason=reason,
            effective_on=max(ended, spell.certified_on),
            evidence=f"系统按日历提出：{reason.label}，日期 {ended}",
            source=source,
            actor=system_user(),
            at=at,
        )
