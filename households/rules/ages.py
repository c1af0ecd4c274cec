"""Ages in completed years (周岁). Pure."""

import datetime as dt

from accounts.identifiers import age_on
from policy.deadlines import add_months

__all__ = ["age_on", "age_reached"]


def age_reached(born: dt.date, years: int) -> dt.date:
    """The day on which the age is reached: the birthday, 28 February of a common year for a birth on the 29th."""
    return add_months(born, 12 * years)
