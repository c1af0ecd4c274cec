"""The months of the demo city, published level by level."""

import datetime as dt

from accounts.models import Area, User
from policy.periods import report_month_of
from reports.actions import publish

from .areas import Offices


class Publisher:
    """Publishes, on the 24th, the report month that ended on the 20th: communities, streets, districts, city."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices

    def __call__(self, day: dt.date, at: dt.datetime) -> None:
        period = report_month_of(day.replace(day=20))
        for area, officer in self._in_order():
            publish(area=area, period=period, actor=officer, at=at)

    def _in_order(self) -> list[tuple[Area, User]]:
        officers = self.offices.workers | self.offices.streets | self.offices.districts
        officers[self.offices.city.pk] = self.offices.statistician
        areas = Area.objects.filter(pk__in=officers).order_by("level", "path")
        return [(area, officers[area.pk]) for area in areas]
