"""撤并: the households an area answers for go to the area that follows it, and all that is kept by area with them.

A batch is one transaction, settled by what the database holds: a run that was cut off is completed by the next.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Func, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.utils import timezone

from accounts import audit
from accounts.actions import system_user
from accounts.models import Area, User
from households.models import (
    Certificate,
    Certification,
    CourtyardStay,
    DataRequest,
    Exit,
    Handover,
    HandoverStatus,
    Household,
    MergeStatus,
    PersonMerge,
    Residence,
    Responsibility,
    Revocation,
    Roster,
    RosterEntry,
    SurveyRound,
)
from households.models.findings import Origin
from households.queries.terms import terms_on

from .assessment import assess, assess_all
from .merging import office_over

BATCH = 100  # households


@dataclass(frozen=True)
class Succession:
    """``successor`` follows ``area`` from the day ``since`` on; ``reason`` says why and by what document."""

    area: Area
    successor: Area
    since: dt.date
    reason: str


@transaction.atomic
def hand_over_batch(*, succession: Succession, actor: User, at: dt.datetime) -> int:
    """Let the successor answer for the next households of the area from the day on: nothing before it changes, and no
    promise's clock. Returns how many; 0 when none is left.

    It is a hand-over of each, proposed by the actor and accepted by the system. Everything applied for and times in
    status go with the household, decided or not.
    """
    rows = Household.objects.select_for_update(of=("self",)).filter(area=succession.area).order_by("pk")
    homes = {home.pk: home for home in rows[:BATCH]}
    if not homes:
        return 0
    _answer_for(homes, succession)
    living_there = Residence.objects.filter(household__in=homes, area=succession.area)
    _follow(living_there, succession, ("address",), reason=succession.reason)
    _leave_courtyards(homes, succession.since)
    Household.objects.filter(pk__in=homes).update(area=succession.successor)
    for applications in (Certification, Exit, Certificate, Revocation):
        applications._default_manager.filter(household__in=homes).update(area=succession.successor)
    _hand_over(homes, succession, actor, at)
    _assess(homes, succession.successor, actor, at)
    return len(homes)


@transaction.atomic
def hand_over_rest(*, succession: Succession, actor: User, at: dt.datetime) -> None:
    """What belongs to the area and to none of its households: requests about personal data, merges to be decided,
    rosters, offers of other communities, rounds of surveys, and households of others that live there."""
    area, successor = succession.area, succession.successor
    DataRequest.objects.filter(area=area).update(area=successor)
    PersonMerge.objects.filter(community=area).update(community=successor)
    PersonMerge.objects.filter(area=area).update(area=successor)
    for merge in PersonMerge.objects.filter(status=MergeStatus.PROPOSED, community=successor).order_by("pk"):
        _find_office(merge)
    _settle_offers(Handover.objects.live().filter(to_area=area), succession, actor, at, field="to_area")
    _follow(Residence.objects.filter(area=area), succession, ("address",), reason=succession.reason)
    for survey_round in SurveyRound.objects.filter(areas=area, ends_on__gte=succession.since, cancelled_on=None):
        survey_round.areas.add(successor)
    SurveyRound.objects.filter(area=area).update(area=successor)
    Roster.objects.filter(area=area).update(area=successor)
    RosterEntry.objects.filter(area=area, household=None).update(area=successor)


def _answer_for(homes: Collection[int], succession: Succession) -> None:
    """A household that had left the city is answered for on that one day: what is still open of it counts there."""
    periods = Responsibility.objects.filter(household__in=homes)
    _follow(periods, succession, ())
    answered = set(_reaching(periods, succession.since).values_list("household", flat=True))
    one_day = DateRange(succession.since, succession.since + dt.timedelta(days=1))
    Responsibility.objects.bulk_create(
        Responsibility(household_id=home, area=succession.successor, validity=one_day)
        for home in homes
        if home not in answered
    )


def _reaching(rows: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """Those of ``rows`` that hold on the day or begin later."""
    return rows.filter(Q(validity__upper_inf=True) | Q(validity__endswith__gt=day))


def _follow(rows: QuerySet[Any], succession: Succession, kept: Collection[str], **values: Any) -> None:
    """What of the periods ``rows`` lies on the day or after it is the successor's: it gets a row of its own, with
    ``kept`` of the former; what began on that day or later is changed as a whole."""
    since, model = succession.since, rows.model
    reaching = _reaching(rows, since).exclude(area=succession.successor)
    former = list(reaching.exclude(validity__startswith__gte=since))
    reaching.filter(validity__startswith__gte=since).update(area=succession.successor)
    model._default_manager.filter(pk__in=[row.pk for row in former]).update(validity=_until(since))
    model._default_manager.bulk_create(
        model(
            household_id=row.household_id,
            area=succession.successor,
            validity=DateRange(since, row.validity.upper),
            **{name: getattr(row, name) for name in kept},
            **values,
        )
        for row in former
    )


def _until(day: dt.date) -> Func:
    return Func(Lower("validity"), Value(day), Value("[)"), function="daterange", output_field=DateRangeField())


def _leave_courtyards(homes: Collection[int], since: dt.date) -> None:
    """楼院 are the closing community's. Who works with a family goes along, and stays linked with it."""
    stays = CourtyardStay.objects.filter(household__in=homes, validity__upper_inf=True)
    stays.filter(validity__startswith__gte=since).delete()
    stays.update(validity=_until(since))


def _hand_over(homes: Collection[int], succession: Succession, actor: User, at: dt.datetime) -> None:
    own = Handover.objects.live().filter(household__in=homes, from_area=succession.area)
    _settle_offers(own, succession, actor, at, field="from_area")
    system = system_user()
    made = Handover.objects.bulk_create(
        Handover(
            household_id=home,
            from_area=succession.area,
            to_area=succession.successor,
            on=succession.since,
            effective_on=succession.since,
            reason=succession.reason,
            status=HandoverStatus.ACCEPTED,
            proposed_by=actor,
            proposed_at=at,
            answered_by=system,
            answered_at=at,
        )
        for home in homes
    )
    on = succession.since.isoformat()
    said = [(row, {"household": row.household_id, "on": on}) for row in made]
    audit.record_each(event="handover.accepted", subjects=said, actor=actor, at=at)


def _settle_offers(
    offers: QuerySet[Handover], succession: Succession, actor: User, at: dt.datetime, *, field: str
) -> None:
    """Live offers from or to the area go on as the successor's; one between the two has come about by itself."""
    other = "to_area" if field == "from_area" else "from_area"
    moot = list(offers.filter(**{other: succession.successor}))
    Handover.objects.filter(pk__in=[row.pk for row in moot]).update(status=HandoverStatus.WITHDRAWN)
    audit.record_each(event="handover.withdrawn", subjects=[(row, {}) for row in moot], actor=actor, at=at)
    offers.update(**{field: succession.successor})


def _find_office(merge: PersonMerge) -> None:
    """The office that decides is over both communities, as they are now."""
    office = office_over(merge.survivor, merge.duplicate)
    if office is not None and office != merge.area:
        merge.area = office
        merge.save(update_fields=["area"])


def _assess(homes: dict[int, Household], area: Area, actor: User, at: dt.datetime) -> None:
    today = timezone.localdate(at)
    ahead = [home for home in homes.values() if home.assessed_on is not None and home.assessed_on > today]
    for home in ahead:
        assess(household=home, actor=actor, at=at, origin=Origin.ACT)
    rest = homes.keys() - {home.pk for home in ahead}
    assess_all(rest, terms_on(today, area), on=today, origin=Origin.ACT)
