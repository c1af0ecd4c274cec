"""Jobs done by real workers, one of them killed."""

import signal

import pytest
from celery import current_app
from django.conf import settings as configured
from django.db import connection
from django.urls import reverse

from accounts import tasks
from accounts.models import AuditEntry, Job
from tests import factories
from tests.accounts.jobbing import HOUSEHOLDS, asked_for, fresh
from tests.setting import small_city
from tests.workers import in_another_connection, wait_until

pytestmark = pytest.mark.usefixtures("job_results")


def test_a_killed_workers_job_is_taken_up_by_another_and_done_once(
    transactional_db, start_worker, settings, job_results
):
    settings.JOB_LEASE_SECONDS = 2
    city = small_city()
    factories.HouseholdFactory.create_batch(3, area=city.community)
    first, log = start_worker()
    with connection.cursor() as cursor:  # the workbook cannot be written while its table is locked
        connection.set_autocommit(False)
        cursor.execute("LOCK TABLE households_household IN ACCESS EXCLUSIVE MODE")
    try:
        job = in_another_connection(lambda: asked_for(city.worker, address=HOUSEHOLDS))
        wait_until(lambda: in_another_connection(lambda: fresh(job).state) == "running", log)
        lease = in_another_connection(lambda: fresh(job).lease)
        first.send_signal(signal.SIGKILL)
        first.wait()
    finally:
        connection.rollback()
        connection.set_autocommit(True)
    _, log = start_worker()
    assert fresh(job).state == "running"
    wait_until(lambda: tasks.take_up_jobs() or fresh(job).state == "done", log)
    wait_until(lambda: fresh(job).state == "done", log)
    done = fresh(job)
    assert (done.sentence, done.attempts) == ("已生成，共 3 行。", 2)
    assert str(lease) not in done.result_file.name
    assert [f"jobs/{file.name}" for file in job_results.iterdir()] == [done.result_file.name]


def test_the_audit_is_verified_by_a_job(transactional_db, start_worker, as_user):
    city = small_city()
    auditor = factories.UserFactory(area=city.city, role="auditor")
    client = as_user(auditor)
    _, log = start_worker()
    client.post(reverse("accounts:verify_audit"))
    job = Job.objects.get()
    wait_until(lambda: fresh(job).state == "done", log)
    assert "审计记录完整" in fresh(job).sentence
    assert AuditEntry.objects.get(event="audit.verified").request == f"job-{job.pk}"


def test_the_timetable_takes_up_jobs_every_fifteen_seconds():
    current_app.loader.import_default_modules()  # as a worker does
    names = {name: entry["task"] for name, entry in configured.CELERY_BEAT_SCHEDULE.items()}
    assert configured.CELERY_BEAT_SCHEDULE["take-up-jobs"]["schedule"] == 15
    assert set(names.values()) <= set(current_app.tasks)
