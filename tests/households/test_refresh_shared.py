"""A refresh in parts: what one, many or interrupted processes make of it is what asking each household gives."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.jobs import actions as jobs
from accounts.models import Job
from households.actions import refresh as refreshing
from households.actions.assessment import assess
from households.actions.refresh import help_with, refresh, start_run, work_on
from households.enums import Hukou
from households.models import Household, HouseholdFinding, PersonFinding, RefreshPart, RefreshRun
from households.models.findings import Origin
from policy import parameters
from policy.actions import Enactment, enact
from policy.models import Document
from tests.dumping import what_a_refresh_wrote
from tests.setting import SHANGHAI, load_policy_for, small_city

from .building import FAMILIES, many_households

FIRST = dt.date(2026, 10, 1)
NEXT = dt.date(2026, 11, 1)


def moment(on):
    return dt.datetime.combine(on, dt.time(0, 30), SHANGHAI)


def fill(town):
    many_households(town.community, 2 * FAMILIES)
    many_households(town.neighbour, FAMILIES)
    Household.objects.filter(area=town.neighbour, address__endswith="3号").update(hukou=Hukou.RURAL)
    return town


@pytest.fixture
def full(town):
    return fill(town)


@pytest.fixture
def begun(full, monkeypatch):
    """A run of six parts that a job began."""
    monkeypatch.setattr(refreshing, "BATCH", 4)
    return run_of(job_of(full), full)


def job_of(town):
    started = jobs.start(task="t", title="每月更新", arguments={}, owner=town.city_officer, at=moment(FIRST))
    return jobs.claim(pk=started.pk)


def run_of(job, town):
    return start_run(area=town.city, on=FIRST, actor=town.city_officer, at=moment(FIRST), job=job)


def without_the_job(written):
    return written | {"audit": [entry for entry in written["audit"] if '"job.' not in entry]}


def in_one_go(town):
    with transaction.atomic():
        refresh(area=town.city, on=FIRST, actor=town.city_officer, at=moment(FIRST))
        written = what_a_refresh_wrote()
        transaction.set_rollback(True)
    return without_the_job(written)


def found():
    written = what_a_refresh_wrote()
    return [written[table] for table in ("household", "finding", "person")]


def test_every_household_asked_singly_gives_the_same(full):
    document = Document.objects.create(
        number="南区〔2026〕1号", title="通知", issuer="南区", issued_on=FIRST, level=Document.Level.DISTRICT
    )
    own = Enactment(parameters.ZF_HUKOU_REQUIRED, False, full.neighbour, NEXT, document, "第二条")
    enact(own, actor=full.district_officer, at=moment(FIRST))
    with transaction.atomic():
        for day in (FIRST, NEXT):
            for home in Household.objects.order_by("pk"):
                assess(household=home, actor=full.city_officer, at=moment(day), origin=Origin.REFRESH)
        singly = found()
        transaction.set_rollback(True)
    for day in (FIRST, NEXT):
        refresh(area=full.city, on=day, actor=full.city_officer, at=moment(day))
    assert found() == singly
    assert HouseholdFinding.objects.exists()
    assert PersonFinding.objects.exclude(closing=[]).exists()


def test_parts_follow_the_areas_and_leave_nobody_out(full, begun):
    parts = list(RefreshPart.objects.order_by("pk").values_list("households", flat=True))
    homes = Household.objects.order_by("area__path", "pk").values_list("pk", flat=True)
    assert [len(part) for part in parts] == [4] * 6
    assert [home for part in parts for home in part] == list(homes)


def test_helpers_and_the_job_share_the_parts(full, begun):
    expected = in_one_go(full)
    assert help_with(begun, clock=timezone.now, parts=2)
    assert RefreshRun.objects.get().households_done == 8
    work_on(begun, clock=timezone.now)
    begun.refresh_from_db()
    assert (begun.households_done, begun.parts.count(), begun.finished_at is None) == (3 * FAMILIES, 0, False)
    assert without_the_job(what_a_refresh_wrote()) == expected


def test_whoever_does_the_last_part_finishes_the_run(begun):
    assert not help_with(begun, clock=timezone.now, parts=99)
    begun.refresh_from_db()
    assert begun.finished_at is not None


@pytest.mark.parametrize("ended", [{"is_cancelling": True}, {"state": "cancelled", "lease": None}])
def test_nobody_helps_with_what_is_wanted_no_more(full, begun, ended):
    if "lease" in ended:
        ended |= {"leased_until": None, "finished_at": moment(FIRST)}
    Job.objects.update(**ended)
    assert not help_with(begun, clock=timezone.now, parts=1)
    assert RefreshPart.objects.count() == 6


def test_a_run_of_one_process_asks_for_no_help(full):
    alone = start_run(area=full.city, on=FIRST, actor=full.city_officer, at=moment(FIRST))
    assert not help_with(alone, clock=timezone.now, parts=1)


def test_a_job_begun_again_goes_on_where_it_was(full, begun):
    expected = in_one_go(full)
    assert help_with(begun, clock=timezone.now, parts=2)
    again = run_of(Job.objects.get(), full)
    assert (again, again.parts.count()) == (begun, 4)
    work_on(again, clock=timezone.now)
    assert without_the_job(what_a_refresh_wrote()) == expected
    assert run_of(Job.objects.get(), full) == begun


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_each_part_once(monkeypatch):
    town = small_city()
    load_policy_for(town.city)
    fill(town)
    expected = in_one_go(town)
    monkeypatch.setattr(refreshing, "BATCH", 2)
    run, failures = run_of(job_of(town), town), []

    def work():
        try:
            work_on(run, clock=timezone.now)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    run.refresh_from_db()
    assert failures == []
    assert (run.households_done, run.parts.count(), run.finished_at is None) == (3 * FAMILIES, 0, False)
    assert without_the_job(what_a_refresh_wrote()) == expected
