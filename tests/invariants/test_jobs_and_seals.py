import datetime as dt
import uuid

import pytest

from accounts.models import AuditEntry, AuditSeal, ExportRequest, Job
from tests.rows import NOON

from . import breaks, refused

LEASED = {"state": "running", "lease": uuid.UUID(int=1), "leased_until": NOON}


def job(owner, **values):
    return Job.objects.create(task="a.task", title="导出", arguments="{}", owner=owner, created_at=NOON, **values)


@breaks("job_is_leased_exactly_while_it_runs")
@pytest.mark.parametrize(
    "values",
    [{"state": "running"}, {"state": "queued", "lease": uuid.UUID(int=1)}, {"state": "queued", "leased_until": NOON}],
)
def test_a_job_is_leased_exactly_while_it_runs(city, constraint, values):
    job(city.worker, **LEASED)
    with refused(constraint):
        job(city.worker, **values)


@breaks("job_is_finished_exactly_when_it_ended")
@pytest.mark.parametrize("values", [{"state": "cancelled"}, {"state": "queued", "finished_at": NOON}])
def test_a_job_is_finished_exactly_when_it_ended(city, constraint, values):
    job(city.worker, state="cancelled", finished_at=NOON)
    with refused(constraint):
        job(city.worker, **values)


@breaks("job_does_no_more_than_all")
def test_a_job_does_no_more_than_all(city, constraint):
    job(city.worker, done=2, total=2)
    with refused(constraint):
        job(city.worker, done=3, total=2)


@breaks("job_keeps_a_file_only_when_done_and_for_a_time")
@pytest.mark.parametrize(
    "values", [{"state": "done", "finished_at": NOON}, {"expires_at": NOON}, LEASED | {"expires_at": NOON}]
)
def test_a_job_keeps_a_file_only_when_done_and_for_a_time(city, constraint, values):
    job(city.worker, state="done", finished_at=NOON, expires_at=NOON + dt.timedelta(days=1), result_file="1.xlsx")
    with refused(constraint):
        job(city.worker, result_file="2.xlsx", **values)


@breaks("job_says_why_it_failed")
def test_a_job_says_why_it_failed(city, constraint):
    job(city.worker, state="failed", finished_at=NOON, sentence="没有这个列表。")
    with refused(constraint):
        job(city.worker, state="failed", finished_at=NOON)


def seal(**values):
    defaults = {"position": 1, "sealed_at": NOON, "entry_ids": [1], "up_to": 1, "previous": b"0", "links": b"1" * 32}
    return AuditSeal.objects.create(**(defaults | values))


@breaks("auditseal_counts_from_one", "auditseal_seals_something")
def test_a_seal_has_a_place_and_entries(city, constraint):
    wrong = {"auditseal_counts_from_one": {"position": 0}, "auditseal_seals_something": {"entry_ids": []}}
    with refused(constraint):
        seal(**wrong[constraint])


@breaks("auditseal_follows_one_before_it")
def test_two_seals_do_not_follow_the_same(city, constraint):
    seal()
    seal(position=2, previous=b"1")
    with refused(constraint):
        seal(position=3, previous=b"1")


@breaks("auditentry_counts_from_one")
@pytest.mark.parametrize("number", [0, -1])
def test_an_entry_of_the_audit_counts_from_one(city, constraint, number):
    with refused(constraint):
        entry(city, pk=number)


def entry(city, **values):
    told = {"event": "x", "object_label": "accounts.user", "object_id": 1, "actor": city.worker, "at": NOON}
    return AuditEntry.objects.create(**(told | values))


@breaks("auditentry_tells_an_area_with_its_role")
def test_an_entry_of_the_audit_tells_an_area_with_its_role(city, constraint):
    entry(city, actor_role="auditor")
    with refused(constraint):
        entry(city, actor_area="23/")


def wish(city, **values):
    told = {"title": "家庭", "address": "/households/", "rows": 2000, "purpose": "核对名册"}
    return ExportRequest.objects.create(**told | {"requested_by": city.worker, "requested_at": NOON} | values)


APPROVED = {"status": "approved", "decided_at": NOON}


@breaks("export_states_a_purpose")
def test_an_export_states_a_purpose(city, constraint):
    wish(city)
    with refused(constraint):
        wish(city, purpose="")


@breaks("export_is_decided_by_a_second_person")
def test_an_export_is_decided_by_a_second_person(city, constraint):
    wish(city, **APPROVED, decided_by=city.street_officer, job=job(city.worker))
    for values in (
        APPROVED | {"decided_by": city.worker, "job": job(city.worker)},
        APPROVED | {"job": job(city.worker)},
        {"decided_by": city.street_officer},
    ):
        with refused(constraint):
            wish(city, **values)


@breaks("export_is_over_exactly_when_not_pending")
@pytest.mark.parametrize("values", [{"decided_at": NOON}, {"status": "withdrawn"}])
def test_an_export_is_over_exactly_when_it_does_not_wait(city, constraint, values):
    wish(city, status="withdrawn", decided_at=NOON)
    with refused(constraint):
        wish(city, **values)


@breaks("export_is_refused_with_a_reason")
def test_an_export_is_refused_with_a_reason(city, constraint):
    told = {"status": "refused", "decided_at": NOON, "decided_by": city.street_officer}
    wish(city, **told, reason="范围过大")
    with refused(constraint):
        wish(city, **told)
    with refused(constraint):
        wish(city, reason="范围过大")


@breaks("export_is_made_exactly_when_approved")
def test_an_export_is_made_exactly_when_it_is_approved(city, constraint):
    with refused(constraint):
        wish(city, **APPROVED, decided_by=city.street_officer)
    with refused(constraint):
        wish(city, job=job(city.worker))
