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
    return recipients_under(people, [scheme], without=without)[scheme]


def recipients_under(
    people: Collection[int], schemes: Collection[Scheme], *, without: Claim | None = None
) -> dict[Scheme, dict[int, Recipient]]:
    """The same under each of several schemes, in as many statements."""
    every = {one for scheme in schemes for one in SCHEMES[scheme].family}
    prior, first = _prior(people, every, without), _first_approved(people, every)
    certified, lump_sums, facts = _certified(people), _lump_sums(people), person_facts(people)
    return {
        scheme: {
            key: Recipient(
                person=own,
                certified_on=certified.get(key),
                first_approved=min(
                    (first[key, one] for one in SCHEMES[scheme].family if (key, one) in first), default=None
                ),
                lump_sum=lump_sums.get(key),
                prior=tuple(one for one in prior.get(key, ()) if one.scheme in SCHEMES[scheme].family),
            )
            for key, own in facts.items()
        }
        for scheme in schemes
    }


def _prior(
    people: Collection[int], schemes: Collection[Scheme], without: Claim | None
) -> Mapping[int, list[PaidMonths]]:
    lines = of_humans(ClaimLine.objects.live().filter(claim__scheme__in=schemes), people)
    if without is not None:
        lines = lines.exclude(claim=without)
    found: dict[int, dict[tuple[str, dt.date], None]] = defaultdict(dict)
    for line in lines.select_related("claim").order_by("month"):
        found[whose(line, people)][line.claim.scheme, line.month] = None
    return {
        key: [PaidMonths(Scheme(scheme), Months(month, month)) for scheme, month in months]
        for key, months in found.items()
    }


def _first_approved(people: Collection[int], schemes: Collection[Scheme]) -> dict[tuple[int, Scheme], dt.date]:
    """初次核定: the first month of the first claim granted under each scheme."""
    granted = ClaimMember.objects.filter(claim__status="approved", claim__scheme__in=schemes)
    rows = of_humans(granted.exclude(first_approved=None), people).select_related("claim")
    found: dict[tuple[int, Scheme], dt.date] = {}
    for row in rows:
        key = whose(row, people), Scheme(row.claim.scheme)
        found[key] = min(found.get(key, row.first_approved), row.first_approved)
    return found


def _certified(people: Collection[int]) -> dict[int, dt.date]:
    """Since when each was an object of assistance, of those who are or were."""
    rows = HardToEmploySpell.objects.counted().filter(person__in=people)
    return dict(rows.order_by().values_list("person").annotate(since=Min("certified_on")))


def _lump_sums(people: Collection[int]) -> dict[int, dt.date]:
    rows = of_humans(LumpSum.objects.standing(), people)
    return {whose(row, people): row.month for row in rows.order_by("month")}
