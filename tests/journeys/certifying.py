"""What every journey through a certification does at its steps, and when."""

import datetime as dt

from tests.setting import SHANGHAI

VISIT = dt.datetime(2026, 9, 1, 9, tzinfo=SHANGHAI)
AFTER_NOTICE = dt.datetime(2026, 9, 9, 9, tzinfo=SHANGHAI)


def approve_the_case(desk, case):
    desk.open(f"/households/certifications/{case.pk}/")
    with desk.page.expect_navigation():
        desk.page.locator("button[form=approve]").click()
