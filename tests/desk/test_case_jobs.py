"""规则用例 in the background: many cases are tried by a job, and no value comes into force past them."""

import datetime as dt
import time

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.jobs import actions as jobs
from accounts.models import Job
from desk import actions, tasks
from desk.models import CaseTrial, RuleCase
from desk.rulecases import stored
from policy import parameters
from policy.actions import Enactment, EnactmentRefused
from policy.models import Document, Proposal, value_on
from tests.accounts.jobbing import fresh, rows_of
from tests.casework import MONDAY
from tests.factories import UserFactory
from tests.rows import case_version
from tests.setting import load_policy_for, small_city

LIMIT = parameters.ZF_DEADLINE_MONTHS
NEW_YEAR = dt.date(2027, 1, 1)
PATIENCE = 150  # seconds


@pytest.fixture
def second(city):
    return UserFactory(area=city.city, role=Role.CITY_OFFICER)


@pytest.fixture
def _many(monkeypatch):
    """However few they are, it takes too long."""
    monkeypatch.setattr(stored, "AT_ONCE", 0)


def propose(client, city, value="2"):
    given = {
        "value": value,
        "since": NEW_YEAR.isoformat(),
        "area": city.city.pk,
        "document": Document.objects.get(number="哈就办字[2007]12号").pk,
        "article": "三",
        "reason": "市局会议决定。",
    }
    return client.post(reverse("desk:propose", args=[LIMIT.key]), given)


def confirm(client, proposal, **word):
    return client.post(reverse("desk:confirm_proposal", args=[proposal.pk]), word)


def in_force(city):
    return value_on(LIMIT, NEW_YEAR, city.city).value


def page_of_last_job():
    return reverse("accounts:job", args=[Job.objects.latest("pk").pk])


def do_last_job(task):
    job = Job.objects.latest("pk")
    task(job=job.pk, a_later_argument=1)
    return fresh(job)


@pytest.mark.usefixtures("monday", "_many")
def test_a_proposal_is_saved_at_once_and_tried_by_a_job(as_user, city):
    case_version(city)
    client = as_user(city.city_officer)
    assert propose(client, city).url == page_of_last_job()
    page = reverse("desk:proposal", args=[Proposal.objects.get().pk])
    assert "正在后台试运行" in client.get(page).content.decode()
    done = do_last_job(tasks.try_proposal)
    assert (done.state, done.done, done.total, done.result_url) == ("done", 2, 2, page)
    assert done.sentence == "试运行规则用例 1 个：1 个现在通过的将不再通过。"
    assert CaseTrial.objects.get().broken == 1
    assert "1 个现在通过的将不再通过" in client.get(page).content.decode()


@pytest.mark.usefixtures("monday", "_many")
def test_a_job_puts_a_value_in_force_only_when_the_cases_that_break_are_answered_for(as_user, city, second):
    case_version(city)
    propose(as_user(city.city_officer), city)
    do_last_job(tasks.try_proposal)
    proposal, client = Proposal.objects.get(), as_user(second)

    assert confirm(client, proposal).url == page_of_last_job()
    stopped = do_last_job(tasks.confirm_proposal)
    assert stopped.sentence.startswith("没有施行：1 个现在通过的规则用例将不再通过")
    assert in_force(city) == 3
    kept = CaseTrial.objects.get(occasion="stopped")
    assert (kept.broken, kept.run_by) == (1, second)
    shown = client.get(stopped.result_url).content.decode()
    assert "确认时（未施行）" in shown
    assert "due：应为 2026-12-01，实为 2026-11-01。" in shown
    assert "用例不再通过的理由" in shown

    confirm(client, proposal, acknowledgement="期限已改为两个月。")
    done = do_last_job(tasks.confirm_proposal)
    assert (done.state, done.sentence[:12]) == ("done", "“零就业家庭安置期限”自"[:12])
    assert in_force(city) == 2
    kept = CaseTrial.objects.get(occasion="confirmed")
    assert (kept.broken, kept.acknowledgement, kept.run_by) == (1, "期限已改为两个月。", second)


@pytest.mark.usefixtures("monday", "_many")
def test_a_confirmation_that_a_dead_worker_made_is_told_by_the_next(as_user, city, second):
    propose(as_user(city.city_officer), city)
    case_version(city)
    proposal = Proposal.objects.get()
    confirm(as_user(second), proposal, acknowledgement="是")
    actions.confirm_value(proposal=proposal, comment="", acknowledgement="是", actor=second, at=MONDAY)
    assert do_last_job(tasks.confirm_proposal).state == "done"
    assert CaseTrial.objects.filter(occasion="confirmed").count() == 1


@pytest.mark.usefixtures("monday", "_many")
def test_whoever_proposed_starts_no_confirmation(as_user, city):
    case_version(city)
    client = as_user(city.city_officer)
    propose(client, city)
    started = Job.objects.count()
    assert confirm(client, Proposal.objects.get()).status_code == 200
    assert Job.objects.count() == started


@pytest.mark.usefixtures("monday", "_many")
def test_a_job_of_an_officer_who_may_no_more_enacts_nothing(as_user, city, second):
    case_version(city)
    propose(as_user(city.city_officer), city)
    confirm(as_user(second), Proposal.objects.get(), acknowledgement="是")
    second.role = Role.STATISTICIAN
    second.save()
    assert do_last_job(tasks.confirm_proposal).sentence == "您的岗位已不能确认取值提案。"
    assert in_force(city) == 3


@pytest.mark.usefixtures("monday")
@pytest.mark.parametrize("change", ["a case", "a value"])
def test_what_changes_while_the_cases_are_tried_stops_the_enactment(as_user, city, second, change):
    case_version(city)
    propose(as_user(city.city_officer), city)
    proposal = Proposal.objects.get()

    def meanwhile(asked):
        if change == "a case":
            case_version(city)
        elif asked == 1:
            document = Document.objects.get(number="哈就办字[2007]12号")
            enactment = Enactment(parameters.ZF_WARN_DAYS, [9], city.city, dt.date(2026, 12, 1), document, "三")
            made = actions.propose_value(enactment, reason="x", actor=city.city_officer, at=MONDAY)
            actions.confirm_value(proposal=made, comment="", acknowledgement="", actor=second, at=MONDAY)

    with pytest.raises(EnactmentRefused, match="有变化"):
        actions.confirm_value(
            proposal=proposal, comment="", acknowledgement="是", actor=second, at=MONDAY, told=meanwhile
        )
    assert in_force(city) == 3
    assert proposal.trials.get().occasion == "proposed"


@pytest.mark.usefixtures("monday", "_many")
def test_a_proposal_taken_back_is_tried_no_more(as_user, city):
    case_version(city)
    client = as_user(city.city_officer)
    propose(client, city)
    client.post(reverse("desk:withdraw_proposal", args=[Proposal.objects.get().pk]))
    failed = do_last_job(tasks.try_proposal)
    assert (failed.state, failed.sentence) == ("failed", "该提案已经办结，不再试运行。")
    assert not CaseTrial.objects.exists()


@pytest.mark.usefixtures("monday", "_many")
def test_all_cases_are_run_by_a_job_whose_result_is_taken_home(as_user, city, monkeypatch):
    case_version(city)
    case_version(city)
    wrong = RuleCase.objects.latest("pk")
    case_version(city, case=wrong, version=2)
    wrong.versions.model.objects.bulk_create(
        [wrong.versions.model(**{**vars_of(wrong), "version": 3, "expect": "due: 2026-12-02"})]
    )
    monkeypatch.setattr(stored, "BATCH", 1)
    client = as_user(city.city_officer)
    assert "共 2 个用例" in client.get(reverse("desk:run_cases")).content.decode()
    assert client.post(reverse("desk:run_cases")).url == page_of_last_job()
    done = do_last_job(tasks.run_cases)
    assert (done.sentence, done.total) == (f"运行 2 个用例：1 个不符：{wrong}。", 2)
    rows = rows_of(client.get(reverse("accounts:job_result", args=[done.pk])))
    assert rows[0][:3] == [str(wrong), "用例", "不符"]
    assert len(rows) == 2


def vars_of(case):
    latest = case.versions.order_by("-version").values().first()
    return {name: value for name, value in latest.items() if name != "id"}


def test_returns_and_cases_with_their_own_parameters_count_for_more(city):
    plain = case_version(city)
    assert not stored.takes_long([plain] * 20)
    assert stored.takes_long([plain] * 21)
    plain.topic = "ep8"
    assert stored.takes_long([plain] * 3)


def test_a_real_worker_tries_and_enacts(transactional_db, celery_worker):
    city = small_city()
    load_policy_for(city.city)
    case_version(city)
    document = Document.objects.get(number="哈就办字[2007]12号")
    enactment = Enactment(LIMIT, 2, city.city, NEW_YEAR, document, "三")
    actions.propose_value_to_be_tried(enactment, reason="x", actor=city.city_officer, at=MONDAY)
    wait_until_done(1, celery_worker)
    other = UserFactory(area=city.city, role=Role.CITY_OFFICER)
    actions.start_confirmation(
        proposal=Proposal.objects.get(), comment="", acknowledgement="是", actor=other, at=MONDAY
    )
    wait_until_done(2, celery_worker)
    assert in_force(city) == 2
    assert list(CaseTrial.objects.order_by("pk").values_list("occasion", "broken")) == [
        ("proposed", 1),
        ("confirmed", 1),
    ]


def wait_until_done(count, log):
    deadline = time.monotonic() + PATIENCE
    while Job.objects.filter(state="done").count() < count:
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def test_a_job_that_was_cancelled_enacts_nothing(city, second, monkeypatch):
    case_version(city)
    document = Document.objects.get(number="哈就办字[2007]12号")
    enactment = Enactment(LIMIT, 2, city.city, NEW_YEAR, document, "三")
    proposal = actions.propose_value(enactment, reason="x", actor=city.city_officer, at=MONDAY)
    job = actions.start_confirmation(proposal=proposal, comment="", acknowledgement="是", actor=second, at=MONDAY)
    monkeypatch.setattr(jobs, "claim", claimed_and_cancelled(jobs.claim, second))
    tasks.confirm_proposal(job=job.pk)
    assert fresh(job).state == "cancelled"
    assert in_force(city) == 3


def claimed_and_cancelled(claim, owner):
    def claim_and_cancel(*, pk):
        job = claim(pk=pk)
        jobs.cancel(job=job, actor=owner, at=MONDAY)
        return job

    return claim_and_cancel
