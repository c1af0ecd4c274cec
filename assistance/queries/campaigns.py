"""What became of a campaign: each of its goals counted from what is recorded anyway, none of it stored."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from assistance.models import Activity, Campaign, CampaignMember, CampaignTarget, Service, Visit
from assistance.register_enums import PUBLICITY, ActivityKind, CampaignGroup, Goal
from assistance.rules.campaigns import Pace
from households.models import HardToEmploySpell, Registration, ZeroFamilyCase
from policy.deadlines import ONE_DAY
from policy.periods import Period

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Progress:
    """One target and how far it is."""

    target: CampaignTarget
    pace: Pace


def period_of(campaign: Campaign) -> Period:
    return Period(campaign.validity.lower, campaign.validity.upper - ONE_DAY)


def progress(campaign: Campaign, on: dt.date) -> list[Progress]:
    """How far each target of the campaign is on the day ``on``, one statement each."""
    period = period_of(campaign)
    time, days = period.exact_time_progress(on), (period.first, min(on, period.last))
    targets = campaign.targets.order_by("pk")
    return [Progress(one, Pace(COUNTED[Goal(one.goal)](campaign, days), one.number, time)) for one in targets]


def target_group(campaign: Campaign, on: dt.date) -> QuerySet[Any]:
    """Whom the campaign is for as of the day ``on``: cases of families, or of people."""
    within = {"household__area__path__startswith": campaign.area.path}
    if campaign.group == CampaignGroup.FAMILIES:
        return ZeroFamilyCase.objects.running(on).filter(**within)
    return HardToEmploySpell.objects.in_status(on).filter(**within)


def members(campaign: Campaign) -> Any:
    """The frozen group, each with whether it was served and whether somebody found work in the campaign's days."""
    first, last = campaign.validity.lower, campaign.validity.upper - ONE_DAY
    of_member = Q(person=OuterRef("person")) | Q(person__memberships__household=OuterRef("household"))
    if campaign.group == CampaignGroup.PEOPLE:
        of_member = Q(person=OuterRef("person"))
    served = Service.objects.given().filter(of_member, on__range=(first, last))
    works = Registration.objects.employment().filter(of_member, validity__startswith__range=(first, last))
    rows = CampaignMember.objects.filter(campaign=campaign).select_related("person", "household__area")
    return rows.annotate(was_served=Exists(served), found_work=Exists(works))


def _enterprises(campaign: Campaign, days: Days) -> int:
    visited = _activities(campaign, days).filter(kind=ActivityKind.ENTERPRISE)
    return visited.values("employer").distinct().count()


def _visited(campaign: Campaign, days: Days) -> int:
    """People of the area who were met at a visit, whether of the group or not."""
    met = Visit.objects.met().filter(on__range=days, household__area__path__startswith=campaign.area.path)
    return met.values("person").distinct().count()


def _served(campaign: Campaign, days: Days) -> int:
    given = Service.objects.given().filter(_of_group(campaign), on__range=days)
    return given.values("person").distinct().count()


def _placed(campaign: Campaign, days: Days) -> int:
    begun = Registration.objects.employment().filter(_of_group(campaign), validity__startswith__range=days)
    return begun.values("person").distinct().count()


def _families(campaign: Campaign, days: Days) -> int:
    homes = campaign.members.values("household")
    cases = ZeroFamilyCase.objects.with_placement().filter(household__in=homes, placed_on__range=days)
    return cases.values("household").distinct().count()


def _fairs(campaign: Campaign, days: Days) -> int:
    return _activities(campaign, days).filter(kind=ActivityKind.FAIR).count()


def _reached(campaign: Campaign, days: Days) -> int:
    told = _activities(campaign, days).filter(kind__in=PUBLICITY).aggregate(all=Sum("reached"))
    return int(told["all"] or 0)


def _activities(campaign: Campaign, days: Days) -> QuerySet[Activity]:
    return Activity.objects.standing().filter(campaign=campaign, on__range=days)


def _of_group(campaign: Campaign) -> Q:
    """Of a family every member counts."""
    if campaign.group == CampaignGroup.FAMILIES:
        return Q(person__memberships__household__in=campaign.members.values("household"))
    return Q(person__in=campaign.members.values("person"))


COUNTED: dict[Goal, Callable[[Campaign, Days], int]] = {
    Goal.ENTERPRISES: _enterprises,
    Goal.VISITED: _visited,
    Goal.SERVED: _served,
    Goal.PLACED: _placed,
    Goal.FAMILIES: _families,
    Goal.FAIRS: _fairs,
    Goal.REACHED: _reached,
}
