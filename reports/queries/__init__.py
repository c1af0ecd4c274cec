"""What the return of an area for a month says, live and as published."""

from reports.rules import checks_hold

from .figures import UnknownPeriod, ep8_figures, ep8_rows, figures_of, overlap, period_of_day, period_of_month

__all__ = [
    "UnknownPeriod",
    "checks_hold",
    "ep8_figures",
    "ep8_rows",
    "figures_of",
    "overlap",
    "period_of_day",
    "period_of_month",
]
