"""The first month after an old system: what that one closed with, by the figures kept with its opening."""

from django.db.models import Sum

from accounts.models import Area
from households.models import ControlFigure
from policy.deadlines import ONE_DAY
from policy.periods import Period
from reports.rules import TakenOver

KINDS = {"people": "01", "families": "40"}  # kind of row whose figure is the closing behind that opening


def taken_over(area: Area, period: Period) -> dict[str, TakenOver]:
    """By opening line what the old system closed ``area`` with the day before ``period``; empty where nothing was
    taken over for all of the area on that day."""
    codes = area.path.rstrip("/").split("/")
    above = ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]
    rows = ControlFigure.objects.accepted().filter(
        opening__cut_over_on=period.first - ONE_DAY,
        opening__area__path__in=above,
        community__path__startswith=area.path,
        kind__in=KINDS,
    )
    summed = rows.order_by().values_list("kind").annotate(said=Sum("value"), found=Sum("counted"))
    return {KINDS[kind]: TakenOver(said, found - said) for kind, said, found in sorted(summed)}
