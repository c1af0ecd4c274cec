"""Who is stopped, and what was granted for months from which somebody was stopped: over-paid, or about to be."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from households.models import Person
from households.queries.humans import human_of, of_humans, whose
from subsidies.enums import Scheme
from subsidies.models import ClaimLine, Stop
from subsidies.rules.months import Months, each_month

Rows = QuerySet[Any]


def stops(user: User) -> Rows:
    """Stops of people whom the user sees, as the list shows them."""
    return Stop.objects.visible_to(user).select_related("person", "stopped_by", "resumed_by")


def overpaid(lines: Rows | None = None) -> Rows:
    """Of ``lines``, else of all, those granted for a month that was stopped since, each with ``stop``, the key of what
    stopped it: of claims approved, whether paid or not. Of a human registered twice it is one human's."""
    rows = ClaimLine.objects.all() if lines is None else lines
    rows = rows.filter(is_live=True, claim__status="approved", amount__gt=0).annotate(human=human_of("person"))
    covering = Stop.objects.annotate(human=human_of("person")).filter(
        Q(resumed_month=None) | Q(resumed_month__gt=OuterRef("month")),
        human=OuterRef("human"),
        scheme=OuterRef("claim__scheme"),
        month__lte=OuterRef("month"),
    )
    return rows.annotate(stop=Subquery(covering.order_by("month", "pk").values("pk")[:1])).filter(stop__isnull=False)


def overpaid_of(stop: Stop) -> Rows:
    """The lines that ``stop`` makes over-paid, in order."""
    own = ClaimLine.objects.filter(person__in=Person.objects.of_humans([stop.person.merged_into_id or stop.person_id]))
    found = overpaid(own.filter(claim__scheme=stop.scheme)).filter(stop=stop.pk)
    return found.select_related("claim__area").order_by("month", "item", "pk")


def with_overpaid(rows: Rows) -> Rows:
    """Stops annotated with ``overpaid``, the yuan granted for months they cover; None without any."""
    lines = ClaimLine.objects.annotate(human=human_of("person")).filter(
        Q(month__lt=Coalesce(OuterRef("resumed_month"), dt.date.max)),
        is_live=True,
        claim__status="approved",
        claim__scheme=OuterRef("scheme"),
        human=OuterRef("human"),
        month__gte=OuterRef("month"),
    )
    total = lines.order_by().values("human").annotate(total=Sum("amount")).values("total")
    return rows.annotate(human=human_of("person"), overpaid=Subquery(total))


def stopped_months(people: Collection[int], scheme: Scheme, months: Months) -> dict[int, dict[dt.date, Stop]]:
    """Of each of these people the ``months`` that are stopped under ``scheme``, with what stopped them."""
    rows = of_humans(Stop.objects.filter(scheme=scheme, month__lte=months.last), people)
    rows = rows.filter(Q(resumed_month=None) | Q(resumed_month__gt=months.first))
    found: dict[int, dict[dt.date, Stop]] = {}
    for row in rows.order_by("month", "pk"):
        for month in each_month(months):
            if row.month <= month and (row.resumed_month is None or month < row.resumed_month):
                found.setdefault(whose(row, people), {}).setdefault(month, row)
    return found
