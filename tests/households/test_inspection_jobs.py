"""年检 of a large area: opened by a job, whole or not at all, and once."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import AuditEntry, Job
from households import tasks
from households.actions import inspections
from households.models import Inspection, InspectionRound
from policy.models import Document
from tests.accounts.jobbing import fresh
from tests.casework import MONDAY
from tests.certificates import CLOSES, issued_to, out_of_work, round_opened
from tests.factories import UserFactory
from tests.setting import load_policy_for, small_city

TODAY = MONDAY.date()
PAGE = "households:inspection_round_new"
PATIENCE = 150  # seconds


@pytest.fixture
def _many(monkeypatch):
    """However few the certificates are, they are too many."""
    monkeypatch.setattr(inspections, "LISTED_AT_ONCE", 0)


def ask(client, city, **typed):
    document = Document.objects.get(number="黑社保发[2004]7号")
    plan = {"area": city.district.pk, "year": "2026", "opens_on": str(TODAY), "closes_on": str(CLOSES)}
    return client.post(reverse(PAGE), plan | {"document": document.pk, "article": "三(二)1"} | typed)


def done(job):
    tasks.open_round(job=job.pk, a_later_argument=1)
    return fresh(job)


@pytest.mark.usefixtures("monday", "_many")
def test_a_large_round_is_opened_by_a_job(as_user, city):
    held = [issued_to(city, out_of_work(city, name)) for name in ("吴一", "吴二")]
    client = as_user(city.district_officer)
    answer = ask(client, city)
    job = Job.objects.get()
    assert answer.url == reverse("accounts:job", args=[job.pk])
    assert not InspectionRound.objects.exists()
    opened = done(job)
    assert (opened.state, opened.total) == ("done", 2)
    assert opened.sentence == f"已发起{city.district.name} 2026 年度年检，2 本证件列入待年检。"
    made = InspectionRound.objects.get()
    assert (made.opened_by, made.closes_on, made.article) == (city.district_officer, CLOSES, "三(二)1")
    assert set(made.inspections.values_list("certificate", flat=True)) == {one.pk for one in held}
    assert AuditEntry.objects.filter(event="inspection_round.opened").count() == 1
    assert "0/2" in client.get(opened.result_url).content.decode()


@pytest.mark.usefixtures("monday", "_many")
def test_what_cannot_be_opened_is_said_on_the_form_and_starts_no_job(as_user, city):
    issued_to(city, out_of_work(city))
    round_opened(city)
    assert "已发起过 2026 年度年检" in ask(as_user(city.district_officer), city).content.decode()
    assert not Job.objects.exists()


@pytest.mark.usefixtures("monday", "_many")
def test_a_round_that_a_dead_worker_opened_is_told_by_the_next_and_not_opened_again(as_user, city):
    issued_to(city, out_of_work(city))
    ask(as_user(city.district_officer), city)
    round_opened(city)
    assert done(Job.objects.get()).sentence.endswith("1 本证件列入待年检。")
    assert (InspectionRound.objects.count(), Inspection.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(event="inspection_round.opened").count() == 1


@pytest.mark.usefixtures("monday", "_many")
def test_of_two_jobs_for_the_same_round_one_is_refused(as_user, city):
    issued_to(city, out_of_work(city))
    ask(as_user(city.district_officer), city)
    issued_to(city, out_of_work(city, "吴二"))
    beside = inspections.RoundPlan.read(Job.objects.get().told)
    other = UserFactory(role=city.district_officer.role, area=city.district)
    second = inspections.start_round(plan=beside, officer=other, at=timezone.now())
    assert done(Job.objects.earliest("pk")).state == "done"
    refused = done(second)
    assert (refused.state, refused.sentence[-14:]) == ("failed", "已发起过 2026 年度年检。"[-14:])
    assert InspectionRound.objects.count() == 1


@pytest.mark.usefixtures("monday", "_many")
def test_an_officer_who_may_no_more_opens_nothing(as_user, city):
    issued_to(city, out_of_work(city))
    ask(as_user(city.district_officer), city)
    city.district_officer.role = Role.STATISTICIAN
    city.district_officer.save()
    assert done(Job.objects.get()).sentence == "您的岗位已不能发起年检。"
    assert not InspectionRound.objects.exists()


def test_a_real_worker_opens_a_round(transactional_db, celery_worker):
    city = small_city()
    load_policy_for(city.city)
    issued_to(city, out_of_work(city), at=timezone.now())
    document = Document.objects.get(number="黑社保发[2004]7号")
    today = timezone.localdate()
    closes = today.replace(year=today.year + 1)
    plan = inspections.RoundPlan(city.district, today.year, today, closes, document)
    job = inspections.start_round(plan=plan, officer=city.district_officer, at=timezone.now())
    deadline = time.monotonic() + PATIENCE
    while fresh(job).is_unfinished:
        assert time.monotonic() < deadline, celery_worker.read_text()
        time.sleep(0.05)
    assert fresh(job).sentence.endswith("1 本证件列入待年检。"), fresh(job).sentence
    assert Inspection.objects.get().round.opened_by == city.district_officer
