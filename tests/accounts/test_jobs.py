"""后台任务: asked for once, done once, by whichever worker is alive; seen by their owner alone."""

import threading
import time

import pytest
from celery import current_app
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts import tasks
from accounts.jobs import actions, frame
from accounts.models import AuditEntry, Job
from tests.accounts.jobbing import asked_for, done_with, expire, finished_export, fresh
from tests.setting import small_city

pytestmark = pytest.mark.usefixtures("job_results")


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
    settings.JOB_LEASE_SECONDS = 3  # enough for a busy machine to renew it in time, and less than the work takes
    job, others = asked_for(small_city().worker), []

    def work(job, report):
        for _ in range(4):
            time.sleep(1)
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
