"""后台任务: asked for once, done once, by whichever worker is alive; seen by their owner alone."""

import datetime as dt
import io
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings as configured
from django.db import connection
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts import tasks
from accounts.jobs import actions, frame
from accounts.lists.views import as_seen_by
from accounts.models import AuditEntry, Job
from households.views.registry import HouseholdList
from tests import factories
from tests.setting import small_city

PATIENCE = 40  # seconds


@pytest.fixture(autouse=True)
def _results(tmp_path, monkeypatch, settings):
    settings.JOB_RESULTS = tmp_path / "results"
    monkeypatch.setenv("JOB_RESULTS", str(settings.JOB_RESULTS))
    monkeypatch.setenv("JOB_LEASE_SECONDS", "2")


def asked_for(owner, *, task="accounts.tasks.export_list", title="导出 家庭", **arguments):
    return actions.start(task=task, title=title, arguments=arguments, owner=owner, at=timezone.now())


def fresh(job):
    return Job.objects.get(pk=job.pk)


def expire(job):
    """Time goes by, and nobody renews the lease."""
    Job.objects.filter(pk=job.pk).update(leased_until=Now() - dt.timedelta(seconds=1))


def done_with(words="好了。"):
    return lambda job, report: actions.Result(words)


# --- One worker at a time ------------------------------------------------------------


def test_a_job_is_done_and_says_what_came_of_it(city):
    job = asked_for(city.worker)
    frame.run(job.pk, done_with())
    assert (fresh(job).state, fresh(job).sentence, fresh(job).attempts) == ("done", "好了。", 1)
    frame.run(job.pk, lambda job, report: pytest.fail("done twice"))


def test_progress_is_seen_while_the_job_runs(city):
    job, seen = asked_for(city.worker), []

    def work(job, report):
        report(30, 120, "已办一半不到")
        seen.append((fresh(job).done, fresh(job).total, fresh(job).sentence, fresh(job).state))
        return actions.Result("好了。")

    frame.run(job.pk, work)
    assert seen == [(30, 120, "已办一半不到", "running")]
    assert fresh(job).done == fresh(job).total == 120


def test_of_two_workers_that_ask_at_once_one_gets_the_job(transactional_db):
    job, got = asked_for(small_city().worker), []

    def ask():
        got.append(actions.claim(pk=job.pk))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in got if one]) == 1


def test_a_worker_thought_dead_can_write_no_more(city):
    job = asked_for(city.worker)
    sleeper = actions.claim(pk=job.pk)
    assert actions.claim(pk=job.pk) is None
    expire(job)
    successor = actions.claim(pk=job.pk)
    for attempt in (
        lambda: actions.report(job=sleeper, done=1, total=2, sentence="还在办"),
        lambda: actions.finish(job=sleeper, result=actions.Result("旧的结果")),
    ):
        with pytest.raises(actions.LeaseLost):
            attempt()
    assert not actions.renew(job=sleeper)
    actions.end_without_result(job=sleeper, state=Job.State.FAILED, sentence="旧的错误")
    actions.finish(job=successor, result=actions.Result("新的结果"))
    assert (fresh(job).state, fresh(job).sentence) == ("done", "新的结果")


def test_a_lease_is_renewed_however_silent_the_work(transactional_db, settings):
    settings.JOB_LEASE_SECONDS = 0.6
    job, others = asked_for(small_city().worker), []

    def work(job, report):
        for _ in range(4):
            time.sleep(0.4)
            others.append(actions.claim(pk=job.pk))
        return actions.Result("好了。")

    frame.run(job.pk, work)
    assert others == [None] * 4
    assert fresh(job).state == "done"


def test_what_nobody_holds_is_knocked_for_again(city, monkeypatch):
    told = []
    monkeypatch.setattr(current_app, "send_task", lambda name, kwargs: told.append((name, kwargs["job"])))
    queued, running = asked_for(city.worker), asked_for(city.worker)
    actions.claim(pk=running.pk)
    assert tasks.take_up_jobs() == 1
    assert told == [(queued.task, queued.pk)]
    assert tasks.take_up_jobs() == 0  # just knocked
    expire(running)
    assert tasks.take_up_jobs() == 1


def test_a_job_that_takes_its_worker_down_each_time_is_given_up(city):
    job = asked_for(city.worker)
    for _ in range(actions.MOST_ATTEMPTS):
        assert actions.claim(pk=job.pk)
        expire(job)
    assert actions.claim(pk=job.pk) is None
    assert fresh(job).state == "failed"
    assert "办理中断 5 次" in fresh(job).sentence


# --- Errors, cancelling, starting again ------------------------------------------------------------


def test_an_error_is_told_in_words_and_the_rest_goes_to_the_log(city, caplog):
    refused, broken = asked_for(city.worker), asked_for(city.worker)

    def refuse(job, report):
        raise actions.JobRefused("没有这个列表。")

    frame.run(refused.pk, refuse)
    frame.run(broken.pk, lambda job, report: 1 / 0)
    assert (fresh(refused).state, fresh(refused).sentence) == ("failed", "没有这个列表。")
    assert "意外错误" in fresh(broken).sentence
    assert "ZeroDivisionError" not in fresh(broken).sentence
    assert "job.failed" in caplog.text


def test_a_running_job_stops_where_it_next_reports(as_user, city):
    job = asked_for(city.worker)

    def work(job, report):
        as_user(city.worker).post(reverse("accounts:cancel_job", args=[job.pk]))
        report(1, 2, "第一步")
        pytest.fail("went on")

    frame.run(job.pk, work)
    assert (fresh(job).state, fresh(job).sentence) == ("cancelled", "已按要求停止，已办的部分保留。")


def test_a_queued_job_is_cancelled_at_once_and_started_again(as_user, city):
    job, client = asked_for(city.worker), as_user(city.worker)
    client.post(reverse("accounts:cancel_job", args=[job.pk]))
    assert fresh(job).state == "cancelled"
    frame.run(job.pk, lambda job, report: pytest.fail("done"))
    page = client.post(reverse("accounts:restart_job", args=[job.pk]), follow=True).content.decode()
    assert "已重新交办" in page
    frame.run(job.pk, done_with())
    assert fresh(job).state == "done"
    events = list(
        AuditEntry.objects.filter(object_id=job.pk, object_label="accounts.job").values_list("event", flat=True)
    )
    assert sorted(events) == ["job.cancelled", "job.restarted", "job.started"]


def test_what_has_ended_is_neither_cancelled_nor_done_again(as_user, city):
    job, client = asked_for(city.worker), as_user(city.worker)
    frame.run(job.pk, done_with())
    for page, words in (("cancel_job", "已经结束"), ("restart_job", "只有未办成或已取消")):
        assert words in client.post(reverse(f"accounts:{page}", args=[job.pk]), follow=True).content.decode()
    assert fresh(job).state == "done"


def test_whoever_asked_for_it_wants_it_no_more_and_its_worker_is_dead(city):
    job = asked_for(city.worker)
    actions.claim(pk=job.pk)
    actions.cancel(job=job, actor=city.worker, at=timezone.now())
    expire(job)
    assert actions.claim(pk=job.pk) is None
    assert fresh(job).state == "cancelled"


# --- Pages ------------------------------------------------------------


def test_the_page_asks_again_while_there_is_something_to_wait_for(as_user, city):
    job, client = asked_for(city.worker), as_user(city.worker)
    claimed = actions.claim(pk=job.pk)
    actions.report(job=claimed, done=25, total=100, sentence="已写 25 行")
    address = reverse("accounts:job", args=[job.pk])
    whole, part = (
        client.get(address).content.decode(),
        client.get(address, headers={"HX-Request": "true"}).content.decode(),
    )
    for page in (whole, part):
        assert 'hx-trigger="every 2s"' in page
        assert 'value="25"' in page
        assert "25%　已写 25 行" in page
    assert "<html" in whole
    assert "<html" not in part
    actions.finish(job=claimed, result=actions.Result("好了。"))
    assert "hx-trigger" not in client.get(address).content.decode()


def test_the_shell_shows_what_is_running(as_user, city):
    client = as_user(city.worker)
    assert "项任务进行中" not in client.get(reverse("accounts:me")).content.decode()
    asked_for(city.worker)
    asked_for(city.second_worker)
    assert "1 项任务进行中" in client.get(reverse("accounts:me")).content.decode()


PAGES = [("get", "job"), ("post", "cancel_job"), ("post", "restart_job"), ("get", "job_result")]


@pytest.mark.parametrize(("method", "page"), PAGES)
def test_a_job_is_its_owners_alone(as_user, city, method, page):
    job = finished_export(city.worker, city)
    address = reverse(f"accounts:{page}", args=[job.pk])
    for stranger in (city.second_worker, city.city_officer):
        assert getattr(as_user(stranger), method)(address).status_code == 404
    assert getattr(as_user(city.worker), method)(address).status_code in (200, 302)


def test_the_list_of_jobs_holds_ones_own_and_costs_the_same_for_many(as_user, city, django_assert_max_num_queries):
    client = as_user(city.worker)
    asked_for(city.second_worker, title="别人的任务")
    for number in range(10):
        asked_for(city.worker, title=f"任务{number}")
    with django_assert_max_num_queries(15) as few:
        page = client.get(reverse("accounts:jobs")).content.decode()
    assert "任务9" in page
    assert "别人的任务" not in page
    for number in range(100):
        asked_for(city.worker, title=f"更多{number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse("accounts:jobs"))


# --- Exports ------------------------------------------------------------

HOUSEHOLDS = reverse("households:list")


def finished_export(owner, city, address=HOUSEHOLDS):
    factories.HouseholdFactory(area=city.community, address="向阳路1号")
    job = asked_for(owner, address=address)
    tasks.export_list(job=job.pk)
    return fresh(job)


def rows_of(answer):
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def test_a_long_list_is_left_to_a_worker(as_user, city, monkeypatch):
    monkeypatch.setattr(HouseholdList, "export_at_once", 1)
    factories.HouseholdFactory.create_batch(3, area=city.community)
    client = as_user(city.worker)
    asked = client.get(HOUSEHOLDS, {"format": "xlsx"})
    assert "共 3 户" in asked.content.decode()
    started = client.post(reverse("accounts:start_export"), {"address": asked.context["address"]})
    job = Job.objects.get()
    assert started.url == reverse("accounts:job", args=[job.pk])
    tasks.export_list(job=job.pk)
    assert fresh(job).sentence == "已生成，共 3 行。"
    assert len(rows_of(client.get(reverse("accounts:job_result", args=[job.pk])))) == 3
    left = AuditEntry.objects.get(event="list.exported")
    assert left.details == {"list": "家庭", "filters": [], "rows": 3}


def test_a_short_list_comes_at_once_and_is_noted(as_user, city):
    factories.HouseholdFactory(area=city.community)
    answer = as_user(city.worker).get(HOUSEHOLDS, {"format": "xlsx"})
    assert len(rows_of(answer)) == 1
    entry = AuditEntry.objects.get(event="list.exported")
    assert (entry.actor, entry.details) == (city.worker, {"list": "家庭", "filters": [], "rows": 1})


def test_what_was_typed_into_a_filter_is_not_written_down(as_user, city):
    client = as_user(city.worker)
    client.get(HOUSEHOLDS, {"format": "xlsx", "q": "向阳路"})
    client.get(HOUSEHOLDS, {"q": "向阳路"})
    written = str([entry.details for entry in AuditEntry.objects.filter(event__startswith="list.")])
    assert "向阳路" not in written
    assert "（略）" in written
    assert AuditEntry.objects.filter(event="list.searched").count() == 1


def test_the_worker_sees_what_the_reader_may_see_when_it_writes(as_user, city):
    factories.HouseholdFactory(area=city.community)
    factories.HouseholdFactory(area=city.neighbour)
    moved = city.worker
    job = asked_for(moved, address=HOUSEHOLDS)
    moved.area = city.neighbour
    moved.save()
    tasks.export_list(job=job.pk)
    assert "向阳" not in str(rows_of(as_user(moved).get(reverse("accounts:job_result", args=[job.pk]))))
    late = asked_for(moved, address=HOUSEHOLDS)
    moved.role = "hotline"
    moved.save()
    tasks.export_list(job=late.pk)
    assert (fresh(late).state, fresh(late).sentence) == ("failed", "您的岗位已不能查看这个列表。")


@pytest.mark.parametrize("address", ["", "/nowhere/", "/accounts/me/", "/accounts/jobs/", "//elsewhere/", "%"])
def test_only_a_list_is_exported(as_user, city, address):
    assert as_user(city.worker).post(reverse("accounts:start_export"), {"address": address}).status_code == 400
    assert not Job.objects.exists()


def test_what_a_list_is_filtered_by_is_sealed(city):
    job = asked_for(city.worker, address=f"{HOUSEHOLDS}?q=向阳路")
    with connection.cursor() as cursor:
        cursor.execute("SELECT arguments FROM accounts_job WHERE id = %s", [job.pk])
        assert "households" not in cursor.fetchone()[0]
    assert fresh(job).told["address"].endswith("向阳路")


def test_a_result_is_wiped_when_its_time_is_over(as_user, city):
    job = finished_export(city.worker, city)
    file = Path(configured.JOB_RESULTS) / job.result_file
    stray, young = file.parent / "9999-stray.xlsx", file.parent / "9999-young.xlsx"
    stray.write_bytes(b"left behind")
    young.write_bytes(b"in the making")
    os.utime(stray, (0, 0))
    assert tasks.wipe_results() == 1
    assert (file.exists(), stray.exists(), young.exists()) == (True, False, True)
    Job.objects.filter(pk=job.pk).update(expires_at=Now() - dt.timedelta(seconds=1))
    client = as_user(city.worker)
    assert client.get(reverse("accounts:job_result", args=[job.pk])).status_code == 404
    assert tasks.wipe_results() == 1
    assert not file.exists()
    assert "已清除" in client.get(reverse("accounts:job", args=[job.pk])).content.decode()


def test_the_folder_of_results_is_closed_to_others(city):
    finished_export(city.worker, city)
    assert Path(configured.JOB_RESULTS).stat().st_mode & 0o077 == 0


def test_the_page_of_a_list_gives_the_columns_to_the_worker_too(city):
    view = as_seen_by(city.worker, f"{HOUSEHOLDS}?sort=-number&after=3&format=xlsx")
    assert [column.title for column in view.get_columns()] == [column.title for column in HouseholdList.columns]


# --- With real workers ------------------------------------------------------------


@pytest.fixture
def start_worker(process_environment, tmp_path):
    """Starts a worker the test may kill."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-l", "INFO", "-c", "1", "-P", "solo"]
    processes = []

    def start():
        log = tmp_path / f"worker-{len(processes)}.log"
        process = subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle"],
            cwd=configured.BASE_DIR,
            env=process_environment | {"PROCESS_KIND": "worker", "LOG_LEVEL": "INFO"},
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


def wait_until(holds, log):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def test_a_killed_workers_job_is_taken_up_by_another_and_done_once(transactional_db, start_worker, settings):
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
    assert str(lease) not in done.result_file
    assert [file.name for file in Path(configured.JOB_RESULTS).iterdir()] == [done.result_file]


def in_another_connection(ask):
    """What ``ask`` gives in a thread, which has a connection and transactions of its own."""
    got = []

    def run():
        got.append(ask())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return got[0]


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
    names = {name: entry["task"] for name, entry in configured.CELERY_BEAT_SCHEDULE.items()}
    assert configured.CELERY_BEAT_SCHEDULE["take-up-jobs"]["schedule"] == 15
    assert set(names.values()) <= set(current_app.tasks)
