"""Who is to be subsidised: from rows to what the rules judge, a fixed number of statements for any number of people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Min

from assistance.models import LumpSum
from households.models import HardToEmploySpell
from households.queries.facts import person_facts
from households.queries.humans import of_humans, whose
from subsidies.enums import Scheme
from subsidies.models import Claim, ClaimLine, ClaimMember
from subsidies.rules.facts import PaidMonths, Recipient
from subsidies.rules.months import Months
from subsidies.schemes import SCHEMES


def recipients(people: Collection[int], scheme: Scheme, *, without: Claim | None = None) -> dict[int, Recipient]:
    """What the rules ask of each of these people, by key, to judge a claim under ``scheme``: ``without`` the lines of
    a claim that is being written anew. Who was merged into somebody else is not among them.

    Months of every scheme of the same family count, also those of claims under way, and under a registration merged
    into theirs.
    """
    family = SCHEMES[scheme].family
    prior, first = _prior(people, family, without), _first_approved(people, family)
    certified, lump_sums = _certified(people), _lump_sums(people)
    return {
        key: Recipient(
            person=facts,
            certified_on=certified.get(key),
            first_approved=first.get(key),
            lump_sum=lump_sums.get(key),
            prior=tuple(prior.get(key, ())),
        )
        for key, facts in person_facts(people).items()
    }


def _prior(
    people: Collection[int], family: tuple[Scheme, ...], without: Claim | None
) -> Mapping[int, list[PaidMonths]]:
    lines = of_humans(ClaimLine.objects.live().filter(claim__scheme__in=family), people)
    if without is not None:
        lines = lines.exclude(claim=without)
    found: dict[int, dict[tuple[str, dt.date], None]] = defaultdict(dict)
    for line in lines.select_related("claim").order_by("month"):
        found[whose(line, people)][line.claim.scheme, line.month] = None
    return {
        key: [PaidMonths(Scheme(scheme), Months(month, month)) for scheme, month in months]
        for key, months in found.items()
    }


def _first_approved(people: Collection[int], family: tuple[Scheme, ...]) -> dict[int, dt.date]:
    """初次核定: the first month of the first claim granted."""
    granted = ClaimMember.objects.filter(claim__status="approved", claim__scheme__in=family)
    rows = of_humans(granted.exclude(first_approved=None), people)
    found: dict[int, dt.date] = {}
    for row in rows:
        key = whose(row, people)
        found[key] = min(found.get(key, row.first_approved), row.first_approved)
    return found


def _certified(people: Collection[int]) -> dict[int, dt.date]:
    """Since when each was an object of assistance, of those who are or were."""
    rows = HardToEmploySpell.objects.counted().filter(person__in=people)
    return dict(rows.order_by().values_list("person").annotate(since=Min("certified_on")))


def _lump_sums(people: Collection[int]) -> dict[int, dt.date]:
    rows = of_humans(LumpSum.objects.standing(), people)
    return {whose(row, people): row.month for row in rows.order_by("month")}
