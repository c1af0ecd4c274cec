"""A worker killed in the middle of an import: the next goes on, and nothing is entered twice or left out."""

import signal

from django.db import connection, transaction
from django.utils import timezone

from accounts import tasks as housekeeping
from households.actions import rosters
from households.models import Household, RosterEntry
from tests.setting import load_policy_for, small_city
from tests.workers import in_another_connection, wait_until

from .importing import book, checked, families, fresh, imported, outcomes, registered

HOMES = 5  # of which a batch enters two


def confirmed(city, content):
    roster = checked(city, content)
    return rosters.confirm(roster=roster, officer=city.worker, at=timezone.now())


def test_a_worker_killed_in_the_middle_leaves_the_same_rows(transactional_db, start_worker, settings):
    settings.JOB_LEASE_SECONDS = 2
    city = small_city()
    load_policy_for(city.city)
    with transaction.atomic():
        imported(city, book(families(HOMES)))
        expected = registered()
        transaction.set_rollback(True)
    roster = in_another_connection(lambda: confirmed(city, book(families(HOMES))))
    connection.set_autocommit(False)
    try:  # the last entry is held, so the third batch waits
        RosterEntry.objects.select_for_update().get(roster=roster, place=HOMES)
        first, log = start_worker()
        in_another_connection(lambda: housekeeping.take_up_jobs())
        wait_until(lambda: in_another_connection(Household.objects.count) == HOMES - 1, log)
        first.send_signal(signal.SIGKILL)
        first.wait()
    finally:
        connection.rollback()
        connection.set_autocommit(True)
    assert outcomes(roster) == ["entered"] * (HOMES - 1) + ["planned"]
    _, log = start_worker()
    wait_until(lambda: housekeeping.take_up_jobs() or fresh(roster).job.state == "done", log)
    wait_until(lambda: fresh(roster).job.state == "done", log)
    assert (outcomes(roster), fresh(roster).state, fresh(roster).job.attempts) == (["entered"] * HOMES, "entered", 2)

    assert registered() == expected
    assert len(expected["people"]) == 2 * HOMES
    assert len(expected["findings"]) == 2 * HOMES  # without work, and husband and wife both
