"""A list taken away: at once where it is short, by a worker where it is long, and noted either way."""

import base64
import contextlib
import datetime as dt
import io
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.functions import Now
from django.urls import reverse

from accounts import tasks
from accounts.crypto import FILE_MARK
from accounts.lists.views import as_seen_by
from accounts.models import AuditEntry, Job
from households.views.registry import HouseholdList
from tests import factories
from tests.accounts.jobbing import HOUSEHOLDS, asked_for, finished_export, fresh, rows_of, taken_away

pytestmark = pytest.mark.usefixtures("job_results")


def test_a_long_list_is_left_to_a_worker(as_user, city, monkeypatch):
    monkeypatch.setattr(HouseholdList, "export_at_once", 1)
    factories.HouseholdFactory.create_batch(3, area=city.community)
    client = as_user(city.worker)
    asked = client.get(HOUSEHOLDS, {"format": "xlsx"})
    assert "共 3 户" in asked.content.decode()
    told = {"address": asked.context["address"], "purpose": "核对名册"}
    started = client.post(reverse("accounts:start_export"), told)
    job = Job.objects.get()
    assert started.url == reverse("accounts:job", args=[job.pk])
    tasks.export_list(job=job.pk)
    assert fresh(job).sentence == "已生成，共 3 行。"
    assert len(rows_of(client.get(reverse("accounts:job_result", args=[job.pk])))) == 3
    left = AuditEntry.objects.get(event="list.exported")
    assert left.details == {"list": "家庭", "filters": [], "rows": 3, "purpose": "核对名册"}


def test_a_short_list_comes_at_once_and_is_noted(as_user, city):
    factories.HouseholdFactory(area=city.community)
    answer = taken_away(as_user(city.worker), HOUSEHOLDS)
    assert len(rows_of(answer)) == 1
    entry = AuditEntry.objects.get(event="list.exported")
    details = {"list": "家庭", "filters": [], "rows": 1, "purpose": "核对名册"}
    assert (entry.actor, entry.details) == (city.worker, details)


def test_what_was_typed_into_a_filter_is_not_written_down(as_user, city):
    client = as_user(city.worker)
    taken_away(client, HOUSEHOLDS, {"q": "向阳路"})
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
    file = Path(job.result_file.path)
    stray, young = file.parent / "9999-stray", file.parent / "9999-young"
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


def test_a_result_lies_sealed_in_a_folder_closed_to_others(as_user, city):
    job = finished_export(city.worker, city)
    stored = Path(job.result_file.path)
    assert stored.parent.stat().st_mode & 0o077 == 0
    assert stored.read_bytes().startswith(FILE_MARK)
    for mark in (b"PK\x03\x04", b"xl/worksheets", "向阳路".encode()):
        assert mark not in stored.read_bytes()
    answer = as_user(city.worker).get(reverse("accounts:job_result", args=[job.pk]))
    assert "xlsx" in answer["Content-Disposition"]
    assert "向阳路1号" in str(rows_of(answer))


def test_a_workbook_is_made_without_a_temporary_file(city, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a temporary file was asked for")

    monkeypatch.setattr("tempfile._mkstemp_inner", refuse)
    monkeypatch.setattr("tempfile._TemporaryFileWrapper", refuse)
    assert finished_export(city.worker, city).state == "done"


def test_a_result_put_in_the_place_of_another_is_not_handed_out(as_user, city):
    one, other = finished_export(city.worker, city), finished_export(city.worker, city)
    Path(one.result_file.path).write_bytes(Path(other.result_file.path).read_bytes())
    client = as_user(city.worker)
    assert client.get(reverse("accounts:job_result", args=[one.pk])).status_code == 404
    assert client.get(reverse("accounts:job_result", args=[other.pk])).status_code == 200


def test_a_result_outlives_a_change_of_keys(as_user, city, settings):
    job, client = finished_export(city.worker, city), as_user(city.worker)
    page = reverse("accounts:job_result", args=[job.pk])
    new = {"t2": "sm4:" + base64.b64encode(b"s" * 16).decode()}
    settings.FIELD_KEYS = new | settings.FIELD_KEYS
    assert "向阳路1号" in str(rows_of(client.get(page)))
    assert "accounts_job.result_file：重新加密 1，剩 0" in rotated()
    settings.FIELD_KEYS = new
    assert "向阳路1号" in str(rows_of(client.get(page)))


def test_a_result_left_under_the_old_key_is_counted(city, settings):
    job = finished_export(city.worker, city)
    Path(job.result_file.path).write_bytes(b"damaged")
    settings.FIELD_KEYS = {"t2": "sm4:" + base64.b64encode(b"s" * 16).decode()} | settings.FIELD_KEYS
    assert f"accounts_job.result_file：重新加密 0，剩 1；无法解密 1，行号 {job.pk}" in rotated()


def rotated():
    said = io.StringIO()
    with contextlib.suppress(CommandError):  # what is left is in the lines too
        call_command("rotate_keys", stdout=said)
    return said.getvalue()


def test_the_page_of_a_list_gives_the_columns_to_the_worker_too(city):
    view = as_seen_by(city.worker, f"{HOUSEHOLDS}?sort=-number&after=3&format=xlsx")
    assert [column.title for column in view.get_columns()] == [column.title for column in HouseholdList.columns]
