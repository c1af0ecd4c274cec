"""The months of the demo city, published level by level."""

import datetime as dt

from .areas import Offices


class Publisher:
    """Publishes, on the 24th, the report month that ended on the 20th: communities, streets, districts, city."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices

    def __call__(self, day: dt.date, at: dt.datetime) -> None:
        pass
