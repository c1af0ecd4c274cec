"""A batch left to a worker: decided row by row, told row by row, and no row twice."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.jobs import actions as jobs
from accounts.models import Job
from approvals.workflow import Decision
from desk import batches, tasks
from households.actions import certification
from households.actions.batch import Chosen
from households.models import Certification
from tests.accounts.jobbing import expire
from tests.casework import MONDAY, applied, decided, household_of

BATCH = reverse("desk:batch")
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def cases(city):
    return [applied(city, household_of(city, {"name": name})) for name in ("赵一", "钱二", "孙三", "李四")]


def sent(client, cases, decisions=()):
    data = {"comment": "情况属实", "chosen": [case.pk for case in cases]}
    for case in cases:
        decision, reason = dict(decisions).get(case, (Decision.APPROVE, ""))
        data |= {f"row-{case.pk}-decision": decision.value, f"row-{case.pk}-reason": reason}
    return client.post(BATCH, data)


def left_to_a_worker(city, cases, decision=Decision.APPROVE):
    chosen = [Chosen(case, decision, "缺凭证") for case in cases]
    return jobs.start(
        task=tasks.decide_batch.name,
        title="批量审批认定 4 件",
        arguments=batches.told(batches.CERTIFICATIONS, chosen, None),
        owner=city.worker,
        at=MONDAY,
    )


def result_of(client, job):
    return client.get(reverse("desk:batch_result", args=[job.pk])).content.decode()


def test_more_than_a_few_rows_are_left_to_a_worker(as_user, city, cases, settings):
    settings.BATCH_AT_ONCE = 3
    client = as_user(city.worker)
    assert sent(client, cases[:3]).url == BATCH
    assert not Job.objects.exists()
    more = [applied(city, household_of(city, {"name": name})) for name in ("周五", "吴六", "郑七")]
    answer = sent(
        client, [cases[3], *more], {more[0]: (Decision.RETURN, "缺凭证"), more[1]: (Decision.REFUSE, "有执照")}
    )
    job = Job.objects.get()
    assert (answer.url, job.title) == (reverse("accounts:job", args=[job.pk]), "批量审批认定 4 件")
    assert Certification.objects.filter(step=1, status="pending").count() == 4

    decided(more[2], city.second_worker)
    tasks.decide_batch(job=job.pk)

    job.refresh_from_db()
    assert job.sentence == "已办理 3 件：同意 1 件，退回补正 1 件，不予认定 1 件。有 1 件没有办成。"
    assert job.result_url == reverse("desk:batch_result", args=[job.pk])
    assert [case.approval_records.get().comment for case in (cases[3], *more[:2])] == ["情况属实", "缺凭证", "有执照"]
    page = result_of(client, job)
    for words in (job.sentence, "李四", "周五", "缺凭证", "没有办成", "该申请当前不由您审批"):
        assert words in page
    assert page.index("郑七") < page.index("李四")  # what was refused comes first


def test_a_worker_killed_on_the_way_leaves_no_row_to_be_decided_twice(as_user, city, cases, monkeypatch):
    job = left_to_a_worker(city, cases, Decision.RETURN)
    reports = []

    def killed(*, job, done, **told):
        reports.append(done)
        if done == 2:
            raise jobs.LeaseLost

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "report", killed)
        tasks.decide_batch(job=job.pk)
    assert [case.status for case in Certification.objects.order_by("pk")] == [
        "returned",
        "returned",
        "pending",
        "pending",
    ]
    assert result_of(as_user(city.worker), job).count("没有办理") == 2
    certification.resubmit(certification=cases[0], worker=city.second_worker, at=MONDAY)

    expire(job)
    tasks.decide_batch(job=job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.sentence) == ("done", 2, "已办理 4 件：退回补正 4 件。")
    assert [case.approval_records.count() for case in cases] == [1, 1, 1, 1]
    assert Certification.objects.get(pk=cases[0].pk).status == "pending"  # as the applicant sent it again


def test_rows_that_went_elsewhere_meanwhile_are_told_and_not_named(as_user, city, cases):
    job = left_to_a_worker(city, cases[:1])
    type(city.worker).objects.filter(pk=city.worker.pk).update(area=city.neighbour)
    tasks.decide_batch(job=job.pk)
    page = result_of(as_user(city.worker), job)
    assert "该申请已不在您的辖区" in page
    assert "赵一" not in page


def test_who_may_decide_no_more_decides_nothing(city, cases):
    job = left_to_a_worker(city, cases)
    type(city.worker).objects.filter(pk=city.worker.pk).update(role=Role.STATISTICIAN)
    tasks.decide_batch(job=job.pk)
    job.refresh_from_db()
    assert (job.state, job.sentence) == ("failed", "您的岗位已不能审批。")
    assert not any(case.approval_records.exists() for case in cases)


def test_a_result_is_its_owners_alone(as_user, city, cases):
    job = left_to_a_worker(city, cases)
    tasks.decide_batch(job=job.pk)
    address = reverse("desk:batch_result", args=[job.pk])
    assert as_user(city.worker).get(address).status_code == 200
    assert as_user(city.second_worker).get(address).status_code == 404
    other = jobs.start(task="accounts.tasks.export_list", title="导出", arguments={}, owner=city.worker, at=MONDAY)
    assert as_user(city.worker).get(reverse("desk:batch_result", args=[other.pk])).status_code == 404


def test_the_result_takes_the_same_queries_however_many(as_user, city, cases, django_assert_max_num_queries):
    client, pages = as_user(city.worker), []
    for chosen in (cases[:1], cases[1:]):
        job = left_to_a_worker(city, chosen)
        tasks.decide_batch(job=job.pk)
        pages.append(reverse("desk:batch_result", args=[job.pk]))
    with django_assert_max_num_queries(15) as few:
        client.get(pages[0])
    with django_assert_max_num_queries(len(few)):
        client.get(pages[1])
