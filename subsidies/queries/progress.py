"""How far districts are with paying (S0-16, S0-17), and how long each step of a claim takes (S0-13)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, Min, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import TruncDate

from accounts.enums import AreaLevel
from accounts.models import Area, User
from policy import subsidy_parameters as values
from policy.kinds import Value
from policy.models import calendar, held_on
from subsidies.models import Claim, ClaimRecord, Payment
from subsidies.payment_enums import PaymentStatus
from subsidies.rules.durations import Spread, spread

Rows = QuerySet[Any]


def districts(on: dt.date) -> Rows:
    """Districts with the day of their first payment (``started_on``), and what was paid since."""
    paid = Payment.objects.filter(batch__area=OuterRef("pk"), status=PaymentStatus.PAID).order_by()
    of = paid.values("batch__area")
    return (
        Area.objects.existing(on)
        .filter(level=AreaLevel.DISTRICT)
        .annotate(
            started_on=Subquery(of.annotate(of=Min("settled_on")).values("of"), output_field=DateField()),
            paid_count=Subquery(of.annotate(of=Count("pk")).values("of")),
            paid_amount=Subquery(of.annotate(of=Sum("amount")).values("of")),
        )
    )


def target(user: User, on: dt.date) -> Value | None:
    """By when districts were to have started, with its source; None where nothing is set."""
    if user.area is None:
        return None
    held = held_on([values.SB_START_BY], on, user.area)
    found: Value | None = held.get(values.SB_START_BY.key)
    return found if found is not None and found.value is not None else None


@dataclass(frozen=True)
class StepDays:
    """How long the steps took in one area: by the title of the step."""

    area: Area
    steps: Mapping[str, Spread]


def step_days(user: User, first: dt.date, last: dt.date) -> tuple[list[str], list[StepDays]]:
    """The steps decided from ``first`` to ``last``, and for the user's area and each below it how many working days
    they took: in two queries, however many claims."""
    if user.area is None:
        return [], []
    groups = (
        ClaimRecord.objects.filter(application__area__path__startswith=user.area.path)
        .alias(day=TruncDate("decided_at"))
        .filter(day__gte=first, day__lte=last)
        .values("application__chain_code", "step", "opened_on", "application__area__path")
        .annotate(decided_on=TruncDate("decided_at"), times=Count("pk"))
        .order_by()
    )
    titles = {(chain.code, number): step.title for chain in Claim.chains for number, step in enumerate(chain.steps, 1)}
    areas = [user.area, *Area.objects.filter(parent=user.area, valid_to=None).order_by("path")]
    known, found = calendar(), defaultdict(Counter)  # type: ignore[var-annotated]  # counters of days
    for group in groups:
        title = titles.get((group["application__chain_code"], group["step"]))
        if title is None:
            continue  # of a review
        days = known.late(group["opened_on"], group["decided_on"])
        for area in areas:
            if group["application__area__path"].startswith(area.path):
                found[area.pk, title][days] += group["times"]
    order = [title for title in dict.fromkeys(titles.values()) if any(title == one for _, one in found)]
    return order, [StepDays(area, _spreads(found, area, order)) for area in areas]


def _spreads(found: Mapping[tuple[int, str], Counter[int]], area: Area, order: list[str]) -> dict[str, Spread]:
    told = {title: spread(found.get((area.pk, title), Counter())) for title in order}
    return {title: one for title, one in told.items() if one is not None}
