"""Who is subsidised now, and so is looked at once a month: a fixed number of statements for any number of families."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min

from accounts.models import Area
from households.enums import ExitReason
from households.models import HardToEmploySpell, Membership, Person
from households.queries.humans import human_of, of_humans
from households.queries.keys import among
from policy.deadlines import add_months
from subsidies.enums import Scheme, StopOrigin, StopReason
from subsidies.models import ClaimLine, Stop
from subsidies.rules.facts import TermsOn
from subsidies.rules.months import month_of
from subsidies.rules.rechecks import Recipience
from subsidies.schemes import SCHEMES

from .recipients import recipients
from .terms import filing_of, terms_of

LOOKED_BACK = 36  # months: more than two of the longest cycles


class PolicyByDistrict:
    """How subsidies go on one day, asked for once in each district: nothing is in force for less."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self._terms: dict[str, TermsOn] = {}
        self._since: dict[tuple[str, Scheme], dt.date] = {}

    def terms(self, community: Area) -> TermsOn:
        district = _district(community)
        if district not in self._terms:
            self._terms[district] = terms_of(community)
        return self._terms[district]

    def since(self, community: Area, scheme: Scheme) -> dt.date:
        """The first month of the two cycles that ended last: what is paid comes first, so that of the very last nothing
        may be granted yet. Raises ParameterNotInForce."""
        key = _district(community), scheme
        if key not in self._since:
            rhythm = filing_of(scheme, community, self.on).rhythm
            assert rhythm is not None  # asked of schemes that go by month
            before = add_months(rhythm.latest(self.on).first, -1)
            self._since[key] = rhythm.period_of(before).first
        return self._since[key]


def _district(community: Area) -> str:
    return community.path.rsplit("/", 3)[0]


@dataclass(frozen=True)
class Looked:
    """Somebody to look at, and what lasts against them."""

    person: int
    scheme: Scheme
    area: Area
    recipience: Recipience
    stop: Stop | None


def subsidised(homes: Collection[int], policy: PolicyByDistrict) -> list[Looked]:
    """Everybody last of these households who was granted something in the two cycles that ended last, or was stopped
    before by a check. Raises ParameterNotInForce."""
    areas = _areas(homes)
    granted = _granted(areas, policy.on)
    lasting = _lasting(areas)
    wanted: dict[tuple[int, Scheme], dt.date] = {}
    for (person, scheme), (first, last) in granted.items():
        since = policy.since(areas[person], scheme)
        if last >= since:
            wanted[person, scheme] = max(first, since)
    for (person, scheme), stop in lasting.items():
        if stop.origin == StopOrigin.REFRESH and stop.reason != StopReason.DEAD:
            wanted.setdefault((person, scheme), stop.month)
    return _looked(wanted, areas, lasting) if wanted else []


def _looked(
    wanted: Mapping[tuple[int, Scheme], dt.date],
    areas: Mapping[int, Area],
    lasting: Mapping[tuple[int, Scheme], Stop],
) -> list[Looked]:
    keys = {person for person, _ in wanted}
    dead_on = dict(Person.objects.filter(pk__in=keys).exclude(dead_on=None).values_list("pk", "dead_on"))
    revoked = _revoked(keys)
    asked: dict[tuple[Scheme, ...], list[tuple[int, Scheme]]] = defaultdict(list)
    for person, scheme in sorted(wanted):
        asked[SCHEMES[scheme].family].append((person, scheme))
    found = []
    for (first, *_), pairs in asked.items():
        known = recipients({person for person, _ in pairs}, first)
        for person, scheme in pairs:
            told = Recipience(known[person], scheme, wanted[person, scheme], dead_on.get(person), person in revoked)
            found.append(Looked(person, scheme, areas[person], told, lasting.get((person, scheme))))
    return found


def _areas(homes: Collection[int]) -> dict[int, Area]:
    """Everybody whose last household is one of these, with its area; who was merged into somebody else is nobody."""
    rows = Membership.objects.filter(household__in=among(list(homes)), left_for=None, person__merged_into=None)
    lives = dict(rows.order_by("validity", "pk").values_list("person", "household__area"))
    known = Area.objects.in_bulk(set(lives.values()))
    return {person: known[area] for person, area in lives.items()}


def _granted(people: Collection[int], on: dt.date) -> dict[tuple[int, Scheme], tuple[dt.date, dt.date]]:
    """The first and the last month granted lately to each of these people, by scheme."""
    back = add_months(month_of(on), -LOOKED_BACK)
    monthly = [scheme for scheme, terms in SCHEMES.items() if terms.cycle is not None]
    lines = ClaimLine.objects.live().filter(month__gte=back, claim__status="approved", claim__scheme__in=monthly)
    rows = of_humans(lines, people).order_by().values("claim__scheme", human=human_of("person"))
    rows = rows.annotate(first=Min("month"), last=Max("month"))
    return {(row["human"], Scheme(row["claim__scheme"])): (row["first"], row["last"]) for row in rows}


def _lasting(people: Collection[int]) -> dict[tuple[int, Scheme], Stop]:
    rows: Any = of_humans(Stop.objects.lasting(), people)
    return {(row.merged_into or row.person_id, Scheme(row.scheme)): row for row in rows}


def _revoked(people: Collection[int]) -> set[int]:
    """Who has no status but such as were revoked."""
    spells = HardToEmploySpell.objects.filter(person__in=people).order_by()
    held = spells.exclude(exit_reason=ExitReason.REVOKED).values("person")
    return set(spells.filter(exit_reason=ExitReason.REVOKED).exclude(person__in=held).values_list("person", flat=True))
