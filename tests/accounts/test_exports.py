"""A list taken away: at once where it is short, by a worker where it is long, and noted either way."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection
from django.db.models.functions import Now
from django.urls import reverse

from accounts import tasks
from accounts.lists.views import as_seen_by
from accounts.models import AuditEntry, Job
from households.views.registry import HouseholdList
from tests import factories
from tests.accounts.jobbing import HOUSEHOLDS, asked_for, finished_export, fresh, rows_of

pytestmark = pytest.mark.usefixtures("job_results")


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
