"""A family handed over in the middle of a report month counts where its responsible community is on the last day."""

import datetime as dt

import pytest

from households.actions import handovers
from policy.periods import report_month
from reports.queries import ep8_figures
from tests.casework import MONDAY, NOTICE_ENDED, certified, household_of

MONTHS = [report_month(2026, month) for month in (9, 10, 11)]
MID_OCTOBER = dt.datetime(2026, 10, 10, 9, tzinfo=MONDAY.tzinfo)


@pytest.fixture
def moved(city):
    """Certified in September, handed over on the 10th of October."""
    home = household_of(city)
    certified(city, home)
    giving = handovers.Giving(city.neighbour, MID_OCTOBER.date(), "搬到光明社区")
    proposed = handovers.propose_handover(household=home, giving=giving, worker=city.worker, at=NOTICE_ENDED)
    return handovers.accept_handover(handover=proposed, worker=city.neighbour_worker, at=MID_OCTOBER)


def test_each_month_counts_it_where_it_stands_on_the_last_day(city, moved):
    """Line 19 counts people in status, 44 families still to be placed."""
    figures = {
        area.name: [[ep8_figures(area, month)[line] for month in MONTHS] for line in ("19", "44")]
        for area in (city.community, city.neighbour, city.street)
    }
    assert figures == {
        "向阳社区": [[1, 0, 0], [1, 0, 0]],
        "光明社区": [[0, 1, 1], [0, 1, 1]],
        "和平街道": [[1, 1, 1], [1, 1, 1]],
    }
