"""The month is opened by a real Celery worker; one that is killed leaves nothing half done."""

import datetime as dt
import os
import re
import subprocess
import sys
import threading
import time

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions import system_user
from accounts.jobs import actions as jobs
from accounts.models import Job
from accounts.tasks import take_up_jobs
from desk.actions import refresh as refresh_here
from desk.tasks import open_month, refresh_area
from households.models import Exit, Household, MonthlyConfirmation, Person, PersonFinding, RefreshRun
from tests.dumping import what_a_refresh_wrote
from tests.households.building import FAMILIES, many_households
from tests.rows import spell
from tests.setting import load_policy_for, small_city

DAY = dt.date(2026, 11, 1)
PATIENCE = 150  # seconds


@pytest.fixture
def town(process_environment):
    """The small city, filled, where other processes see it; somebody in status has retired."""
    made = small_city()
    load_policy_for(made.city)
    many_households(made.community, 2 * FAMILIES)
    many_households(made.neighbour, FAMILIES)
    person = Person.objects.filter(sex="M", born__year=1970).order_by("pk")[0]
    spell(person, certified_on=dt.date(2026, 9, 1))
    Person.objects.filter(pk=person.pk).update(retirement_override=dt.date(2026, 10, 5), retirement_evidence="审批表")
    return made


def wait_until(holds, log):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def finished():
    return RefreshRun.objects.exclude(finished_at=None).exists()


def test_the_month_is_opened_by_a_worker(town, celery_worker):
    open_month.delay(on=DAY.isoformat())
    wait_until(finished, celery_worker)
    done = RefreshRun.objects.get()
    assert (done.area, done.on, done.started_by) == (town.city, DAY, system_user())
    assert done.households_done == done.households_total == 3 * FAMILIES
    assert set(Household.objects.values_list("assessed_on", flat=True)) == {DAY}
    assert PersonFinding.objects.count() > FAMILIES
    assert Exit.objects.get().effective_on == dt.date(2026, 10, 5)
    assert MonthlyConfirmation.objects.get().month == DAY


def test_an_officer_has_an_area_refreshed_by_a_worker(town, celery_worker):
    jobs.start(
        task=refresh_area.name,
        title="每月更新",
        arguments={"area": town.neighbour.pk, "on": DAY.isoformat()},
        owner=town.city_officer,
        at=timezone.now(),
    )
    wait_until(lambda: Job.objects.filter(state="done").exists(), celery_worker)
    done = RefreshRun.objects.get()
    assert (done.area, done.started_by, done.households_done) == (town.neighbour, town.city_officer, FAMILIES)


def test_the_month_is_opened_on_the_first_by_the_timetable():
    entry = settings.CELERY_BEAT_SCHEDULE["open-month"]
    assert entry["task"] == open_month.name
    assert (entry["schedule"].day_of_month, entry["schedule"].month_of_year) == ({1}, set(range(1, 13)))


@pytest.fixture
def start_worker(process_environment, tmp_path):
    """Starts a worker that the test may kill. Returns its process and its log."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-l", "INFO", "-c", "1", "-P", "solo"]
    processes = []

    def start():
        environment = process_environment | {"PROCESS_KIND": "worker", "LOG_LEVEL": "INFO"}
        environment |= {"JOB_LEASE_SECONDS": os.environ.get("JOB_LEASE_SECONDS", ""), "REFRESH_BATCH": str(FAMILIES)}
        log = tmp_path / f"worker-{len(processes)}.log"
        process = subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )
        processes.append(process)
        wait_until(lambda: " ready" in log.read_text(), log)
        return process, log

    yield start
    for process in processes:
        process.kill()
        process.wait()
    current_app.control.purge()


def without_the_job(written):
    """What was written, but for the job's own entries and for whose request an entry was."""
    entries = [re.sub(r'"request": "job-\d+"', '"request": ""', entry) for entry in written["audit"]]
    return written | {"audit": sorted(entry for entry in entries if '"job.' not in entry)}


def test_workers_share_a_refresh_and_one_that_is_killed_leaves_the_rest_to_the_others(
    town, start_worker, monkeypatch, settings
):
    """Of two workers the one that has the job hangs at a household and is killed. The other one does what is left,
    ends the run, and once the lease is over the job."""
    settings.JOB_LEASE_SECONDS = 2
    monkeypatch.setenv("JOB_LEASE_SECONDS", "2")
    with transaction.atomic():
        refresh_here(area=town.city, on=DAY, actor=system_user(), at=timezone.now())
        expected = without_the_job(what_a_refresh_wrote())
        transaction.set_rollback(True)
    workers = [start_worker(), start_worker()]
    _, log = workers[0]
    with transaction.atomic():  # the first part waits for this household until it is all that is left
        Household.objects.select_for_update().filter(area=town.community).order_by("pk").first()
        elsewhere(lambda: open_month(on=DAY.isoformat()))
        wait_until(lambda: RefreshRun.objects.filter(households_done=2 * FAMILIES).exists(), log)
        [has_the_job] = [process for process, told in workers if "refresh_area[" in told.read_text()]
        has_the_job.kill()
        has_the_job.wait()
        assert not finished()
    wait_until(take_up_jobs, log)  # the lease is over
    wait_until(lambda: Job.objects.filter(state="done").exists(), workers[0][1])
    [done] = RefreshRun.objects.all()
    assert (done.households_done, done.parts.count(), done.finished_at is None) == (3 * FAMILIES, 0, False)
    assert Job.objects.get().attempts == 2
    assert without_the_job(what_a_refresh_wrote()) == expected


def elsewhere(ask):
    """What ``ask`` gives in a thread, which has a connection and transactions of its own."""
    got = []

    def run():
        got.append(ask())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return got[0]


def refresh(environment, *options):
    return subprocess.run(
        [sys.executable, "manage.py", "refresh", *options],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def test_the_command_ends_with_its_status(town, process_environment):
    done = refresh(process_environment, "--on", DAY.isoformat(), "--area", town.neighbour.code)
    assert (done.returncode, done.stdout[:5]) == (0, "光明社区：")
    assert RefreshRun.objects.get().households_done == FAMILIES
    unknown = refresh(process_environment, "--on", DAY.isoformat(), "--area", "000")
    assert (unknown.returncode, unknown.stderr.strip()) == (1, "CommandError: 没有这个区划，请核对区划代码。")
