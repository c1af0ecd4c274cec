"""A list of people leaves for a stated purpose; a long one only when a second person has approved it."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts import tasks
from accounts.enums import EXPORT_APPROVERS, Role
from accounts.lists import actions
from accounts.models import AuditEntry, ExportRequest, Job
from accounts.permissions import ALLOWED, Act
from tests import factories
from tests.accounts.jobbing import HOUSEHOLDS, rows_of, taken_away

pytestmark = pytest.mark.usefixtures("job_results")
WORK = reverse("desk:my_work")


@pytest.fixture
def families(city, settings):
    settings.EXPORT_APPROVAL_ROWS = 2
    return factories.HouseholdFactory.create_batch(3, area=city.community, address="向阳路1号")


@pytest.fixture
def asked(as_user, city, families):
    answer = taken_away(as_user(city.worker), HOUSEHOLDS, {"q": "向阳路"}, "上报街道")
    made = ExportRequest.objects.get()
    assert answer.url == page(made)
    return made


@pytest.fixture
def security(city):
    return factories.UserFactory(area=city.city, role=Role.SECURITY_ADMIN)


def page(asked, act=""):
    return reverse(f"accounts:{act}_export" if act else "accounts:export_request", args=[asked.pk])


def first_lines(answer):
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    return [sheet["A1"].value, sheet["A2"].value]


def test_the_page_before_an_export_asks_what_it_is_for(as_user, city):
    factories.HouseholdFactory(area=city.community)
    client = as_user(city.worker)
    shown = client.get(HOUSEHOLDS, {"format": "xlsx"})
    assert "用途" in shown.content.decode()
    assert "须由" not in shown.content.decode()
    refused = taken_away(client, HOUSEHOLDS, purpose=" ")
    assert "请写明用途" in refused.content.decode()
    assert not AuditEntry.objects.filter(event="list.exported").exists()


def test_the_purpose_stands_in_the_workbook_beside_whose_copy_it_is(as_user, city):
    factories.HouseholdFactory(area=city.community)
    title, note = first_lines(taken_away(as_user(city.worker), HOUSEHOLDS, purpose="入户走访"))
    assert title == "家庭"
    assert f"导出：{city.worker}" in note
    assert "用途：入户走访" in note
    assert AuditEntry.objects.get(event="list.exported").details["purpose"] == "入户走访"


def test_a_list_that_names_nobody_leaves_without_a_question(as_user, city):
    answer = as_user(city.worker).get(reverse("policy:documents"), {"format": "xlsx"})
    assert "用途" not in first_lines(answer)[1]


def test_a_long_list_waits_for_a_second_person(as_user, city, families, asked):
    client = as_user(city.worker)
    assert "须由本级或上级审核人员" in client.get(HOUSEHOLDS, {"format": "xlsx"}).content.decode()
    assert not Job.objects.exists()
    assert (asked.rows, asked.purpose, asked.filters) == (3, "上报街道", ["住址、姓名或户编号（略）"])
    client.post(page(asked, "approve"))
    client.post(page(asked, "refuse"), {"refuse-reason": "不必"})
    asked.refresh_from_db()
    assert asked.status == "pending"


def test_what_is_approved_is_made_for_who_asked_and_names_who_approved(as_user, city, asked):
    approver = as_user(city.street_officer)
    assert "待批准的导出" in approver.get(WORK).content.decode()
    approver.post(page(asked, "approve"))
    asked.refresh_from_db()
    assert (asked.status, asked.decided_by, asked.job.owner) == ("approved", city.street_officer, city.worker)

    tasks.export_list(job=asked.job_id)
    result = reverse("accounts:job_result", args=[asked.job_id])
    assert approver.get(result).status_code == 404
    client = as_user(city.worker)
    assert reverse("accounts:job", args=[asked.job_id]) in client.get(page(asked)).content.decode()
    assert len(rows_of(client.get(result))) == 3
    note = first_lines(client.get(result))[1]
    assert "用途：上报街道" in note
    assert f"批准：{city.street_officer}" in note
    approver.post(page(asked, "approve"))
    assert Job.objects.count() == 1


def test_the_security_administrator_sees_the_request_and_no_name(as_user, city, asked, security):
    client = as_user(security)
    work = client.get(WORK).content.decode()
    assert "待批准的导出" in work
    assert reverse("households:certifications") not in work
    shown = client.get(page(asked)).content.decode()
    for words in ("上报街道", "住址、姓名或户编号（略）", str(city.worker)):
        assert words in shown
    assert "向阳路" not in shown
    assert client.get(HOUSEHOLDS).status_code == 403
    client.post(page(asked, "refuse"), {"refuse-reason": ""})
    assert ExportRequest.objects.get().status == "pending"
    client.post(page(asked, "refuse"), {"refuse-reason": "范围超出用途所需"})
    assert "范围超出用途所需" in as_user(city.worker).get(page(asked)).content.decode()


def test_a_request_is_seen_by_who_asked_and_who_may_approve_it_alone(as_user, city, asked):
    elsewhere = factories.UserFactory(area=city.neighbour, role=Role.STREET_OFFICER)
    for other in (city.second_worker, city.neighbour_worker, elsewhere, city.statistician):
        assert as_user(other).get(page(asked)).status_code == 404
        assert list(as_user(other).get(reverse("accounts:exports")).context["rows"]) == []
    for one in (city.worker, city.street_officer, city.district_officer, city.city_officer):
        assert list(as_user(one).get(reverse("accounts:exports")).context["rows"]) == [asked]


def test_nobody_approves_the_own_request(as_user, city, families):
    client = as_user(city.street_officer)
    taken_away(client, HOUSEHOLDS)
    own = ExportRequest.objects.get()
    client.post(page(own, "approve"))
    own.refresh_from_db()
    assert own.status == "pending"
    as_user(city.district_officer).post(page(own, "approve"))
    own.refresh_from_db()
    assert own.status == "approved"


def test_a_request_is_taken_back_while_it_waits(as_user, city, asked):
    assert as_user(city.street_officer).post(page(asked, "withdraw")).status_code == 302
    assert ExportRequest.objects.get().status == "pending"
    as_user(city.worker).post(page(asked, "withdraw"))
    assert ExportRequest.objects.get().status == "withdrawn"
    with pytest.raises(actions.ExportRefused):
        actions.approve_export(asked=asked, actor=city.street_officer, at=timezone.now())
    events = AuditEntry.objects.filter(event__startswith="export.").order_by("pk")
    assert [entry.event for entry in events] == ["export.requested", "export.withdrawn"]
    assert "向阳路" not in str([entry.details for entry in events])


def test_the_list_takes_the_same_queries_however_many(as_user, city, asked, django_assert_max_num_queries):
    client = as_user(city.street_officer)
    with django_assert_max_num_queries(15) as few:
        client.get(reverse("accounts:exports"))
    for number in range(5):
        wanted = actions.Wanted("家庭", HOUSEHOLDS, [], number, "存档")
        actions.request_export(wanted=wanted, actor=city.worker, at=timezone.now())
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("accounts:exports"))


def test_who_approves_stands_in_the_table_of_acts():
    assert {role for role, acts in ALLOWED.items() if Act.APPROVE_EXPORTS in acts} == EXPORT_APPROVERS
