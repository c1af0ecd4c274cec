"""Lines 47 to 50: who was granted a subsidy in the month of the return, each human once."""

import datetime as dt

import pytest
from django.db import connection

from policy.periods import Period
from reports.layout import layout_of
from reports.queries import ep8_figures, ep8_rows
from reports.rules import checks
from subsidies.enums import Scheme
from subsidies.models import Claim
from subsidies.rules.months import Months
from tests.claiming import flexible, granted, submitted

OCTOBER = Period(dt.date(2026, 9, 21), dt.date(2026, 10, 20))
LINES = ("47", "47.1", "47.2", "48", "49", "50")


def counted(city, period=OCTOBER):
    figures = ep8_figures(city.city, period)
    assert all(outcome.holds for outcome in checks(figures) if set(outcome.lines) & set(LINES))
    return [figures[line] for line in LINES]


@pytest.fixture
def person(city):
    return flexible(city)


def test_a_claim_counts_once_approved_in_the_month_of_its_approval(city, person):
    claim = submitted(city, person)
    assert counted(city) == [0] * 6
    claim = granted(city, flexible(city))
    assert counted(city) == [1, 1, 0, 0, 0, 0]
    assert counted(city, Period(dt.date(2026, 10, 21), dt.date(2026, 11, 20))) == [0] * 6
    assert [row.pk for row in ep8_rows(city.city, OCTOBER, "47.1")] == [claim.person_id]


def test_two_claims_of_one_person_are_one_person(city, person):
    granted(city, person, Months(dt.date(2026, 7, 1), dt.date(2026, 7, 1)))
    granted(city, person, Months(dt.date(2026, 8, 1), dt.date(2026, 8, 1)))
    assert counted(city) == [1, 1, 0, 0, 0, 0]


def test_by_employers_and_for_posts_are_lines_of_their_own(city, person):
    claim = granted(city, person)
    for scheme, expected in ((Scheme.POST, [1, 0, 1, 0, 0, 0]), (Scheme.POST_ALLOWANCE, [0, 0, 0, 1, 0, 0])):
        claim_as(claim, scheme)
        assert counted(city) == expected


def claim_as(claim, scheme):
    """Past the trigger that keeps what was submitted."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        Claim.objects.filter(pk=claim.pk).update(scheme=scheme)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_the_form_has_a_row_for_each_and_their_names_open(city, person, as_user):
    granted(city, person)
    codes = [line.code for line in layout_of("EP8").lines]
    assert codes.index("47") == codes.index("46") + 1
    client = as_user(city.statistician)
    with_names = client.get(f"/reports/EP8/2026-10/{city.city.code}/47.1/")
    assert with_names.status_code == 200
    assert person.name in with_names.content.decode()
