"""What a city or district sets out to do."""

from tests.assistance.rows import programme
from tests.rows import DAY, NOON, ONE_DAY

from . import breaks, refused


@breaks("programme_ends_after_it_starts")
def test_a_programme_ends_after_it_starts(city, constraint):
    with refused(constraint):
        programme(city, ends_on=DAY - ONE_DAY)
    programme(city, ends_on=DAY)


@breaks("programme_says_what_is_to_be_done_and_by_whom")
def test_a_programme_says_what_is_to_be_done_and_by_whom(city, constraint):
    for empty in ("title", "goals", "tasks", "requirements", "responsible"):
        with refused(constraint):
            programme(city, **{empty: ""})


@breaks("progress_reports_something")
def test_progress_reports_something(city, constraint):
    with refused(constraint):
        programme(city).progress.create(on=DAY, report="", reported_by=city.city_officer, reported_at=NOON)
