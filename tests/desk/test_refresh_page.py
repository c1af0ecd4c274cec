"""每月更新: who starts it, what it changed and why, seen by each area for itself."""

import datetime as dt

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from accounts.models import Job
from desk import tasks
from desk.actions import refresh
from households.enums import FactKind
from households.models import RefreshRun
from policy.models import ParameterValue
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, certified, disabled_person, household_of

OCTOBER = dt.datetime(2026, 10, 1, 1, tzinfo=MONDAY.tzinfo)
ADDRESS = "desk:refresh"


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel(OCTOBER, tick=False):
        yield


@pytest.fixture
def run(city):
    """A refresh on 1 October: one certificate has run out, somebody turned fifty, somebody certified has died."""
    _home, person = disabled_person(city, name="证到期")
    fact = person.facts.get(kind=FactKind.DISABILITY_CERTIFICATE)
    fact.validity = type(fact.validity)(fact.validity.lower, dt.date(2026, 10, 1))
    fact.save()
    household_of(city, {"name": "满五十", "born": dt.date(1976, 9, 20)})
    dead_home, dead = disabled_person(city, name="去世者")
    certified(city, dead_home, dead)
    dead.dead_on = NOTICE_ENDED.date()
    dead.save()
    return refresh(area=city.city, on=OCTOBER.date(), actor=city.city_officer, at=OCTOBER)


def test_the_difference_is_explained(as_user, city, run):
    answer = as_user(city.statistician).get(reverse(ADDRESS))
    found = answer.context["difference"]
    assert [finding.person.name for finding in found.entered] == ["满五十"]
    assert "证到期" in {finding.person.name for finding in found.left}
    assert [case.spell.person.name for case in found.exits] == ["去世者"]
    assert (found.confirmations, found.confirmed) == (1, 0)
    shown = answer.content.decode()
    for words in ("2026-09-20年满50周岁", "原认定依据不再成立", "死亡 2026-09-15", "哈人社发〔2010〕230号 第三条"):
        assert words in shown


def test_each_area_sees_its_own_part_of_a_run_above_it(as_user, city, run):
    mine = as_user(city.worker).get(reverse(ADDRESS)).context
    theirs = as_user(city.neighbour_worker).get(reverse(ADDRESS)).context
    assert mine["run"] == theirs["run"] == run
    assert len(mine["difference"].entered) == 1
    assert (theirs["difference"].entered, theirs["difference"].exits) == ([], [])
    beside = refresh(area=city.neighbour, on=OCTOBER.date(), actor=city.city_officer, at=OCTOBER)
    assert as_user(city.worker).get(reverse(ADDRESS), {"run": beside.pk}).status_code == 404


def test_a_second_run_explains_the_same(as_user, city, run):
    again = refresh(area=city.city, on=OCTOBER.date(), actor=city.city_officer, at=OCTOBER + dt.timedelta(hours=1))
    answer = as_user(city.statistician).get(reverse(ADDRESS), {"run": again.pk})
    assert len(answer.context["difference"].exits) == 1
    assert len(answer.context["difference"].entered) == 1


def start(client, area):
    return client.post(reverse("desk:refresh_start"), {"area": area.pk, "on": "2026-10-01"}, follow=True)


def test_it_is_started_by_hand_in_the_background(as_user, city):
    answer = start(as_user(city.city_officer), city.district)
    job = Job.objects.get()
    assert (job.task, job.owner, job.told) == (
        "desk.tasks.refresh_area",
        city.city_officer,
        {"area": city.district.pk, "on": "2026-10-01"},
    )
    assert answer.redirect_chain == [(reverse("accounts:job", args=[job.pk]), 302)]
    assert "已交后台办理：南区 2026-10-01" in answer.content.decode()


def test_the_job_refreshes_and_leads_to_what_it_changed(as_user, city):
    household_of(city, {"name": "满五十", "born": dt.date(1976, 9, 20)})
    client = as_user(city.city_officer)
    start(client, city.district)
    job = Job.objects.get()
    tasks.refresh_area(job=job.pk, a_later_argument=1)
    run = RefreshRun.objects.get()
    assert (run.area, run.on, run.started_by) == (city.district, OCTOBER.date(), city.city_officer)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.sentence) == ("done", 1, 1, "已评估 1 户。")
    assert client.get(job.result_url).context["run"] == run


def test_a_refresh_the_policy_is_silent_on_fails_in_words(as_user, city):
    household_of(city, {"name": "满五十", "born": dt.date(1976, 9, 20)})
    start(as_user(city.city_officer), city.district)
    for row in ParameterValue.objects.all():  # a value is never deleted; its end may be set
        ParameterValue.objects.filter(pk=row.pk).update(
            validity=DateRange(row.validity.lower, row.validity.lower + dt.timedelta(days=1))
        )
    tasks.refresh_area(job=Job.objects.get().pk)
    job = Job.objects.get()
    assert job.state == "failed"
    assert "没有取值" in job.sentence


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"area": ""}, "area", "请选择区划"),
        ({"area": "999999999"}, "area", "不在您的辖区"),
        ({"on": ""}, "on", "必"),
        ({"on": "2026-10-02"}, "on", "不能晚于今天"),
        ({"on": "昨天"}, "on", "有效"),
    ],
)
def test_bad_input_starts_nothing(as_user, city, typed, field, words):
    good = {"area": city.city.pk, "on": "2026-10-01"}
    answer = as_user(city.city_officer).post(reverse("desk:refresh_start"), good | typed)
    assert words in "".join(answer.context["form"].errors[field])
    assert not Job.objects.exists()


def test_who_may_not_start_it_sees_no_form(as_user, city):
    client = as_user(city.worker)
    assert client.get(reverse(ADDRESS)).context["form"] is None
    good = {"area": city.community.pk, "on": "2026-10-01"}
    assert client.post(reverse("desk:refresh_start"), good).status_code == 403
    assert as_user(city.city_officer).get(reverse("desk:refresh_start")).url == reverse(ADDRESS)


def test_the_page_takes_the_same_queries(as_user, city, run, django_assert_max_num_queries):
    client = as_user(city.statistician)
    with django_assert_max_num_queries(15) as few:
        client.get(reverse(ADDRESS))
    for number in range(5):
        household_of(city, {"name": f"新{number}", "born": dt.date(1976, 9, 25)})
    later = OCTOBER + dt.timedelta(hours=2)
    refresh(area=city.city, on=OCTOBER.date(), actor=city.city_officer, at=later)
    with django_assert_max_num_queries(len(few.captured_queries)):
        answer = client.get(reverse(ADDRESS))
    assert len(answer.context["difference"].entered) == 6


def test_an_officer_without_an_area_finds_no_refresh(as_user, city):
    lost = factories.UserFactory(area=None)
    assert as_user(lost).get(reverse(ADDRESS)).status_code == 404
