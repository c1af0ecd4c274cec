"""个人信息: the notice a family is given, and the requests of citizens about their own data."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from desk import queries as desk
from households.actions import data_requests as actions
from households.enums import Applicant, DataRequestKind, Outcome
from households.models import DataRequest, Person, Survey
from tests.casework import MONDAY, household_of
from tests.households import doorstep

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
LIST, CASE = "households:data_requests", "households:data_request"
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def person(town) -> Person:
    household_of(town, {"name": "赵甲", "phone": "13912345678", "bank_account": "6222021001000000018"})
    return Person.objects.get()


def asks(kind=DataRequestKind.SEE, **values) -> actions.NewRequest:
    asked = {"applicant": Applicant.SELF, "applicant_name": "", "wish": "查阅全部信息", "received_on": TODAY} | values
    return actions.NewRequest(kind=kind, **asked)


def received(town, person, kind=DataRequestKind.SEE, **values) -> DataRequest:
    return actions.receive_request(person=person, request=asks(kind, **values), officer=town.worker, at=MONDAY)


def act(name: str, case: DataRequest) -> str:
    return reverse(f"households:data_request_{name}", args=[case.pk])


def test_a_request_is_due_by_the_parameter_and_waits_at_the_office(town, person):
    case = received(town, person)
    assert (case.applicant_name, case.due_on) == ("赵甲", TODAY + 30 * DAY)
    assert case.due_source == "就援〔2026〕默认值 八、调查与个人信息"
    waiting = {work.pile.kind: work.total for work in desk.my_work(town.worker, on=TODAY)}
    assert waiting["requests"] == 1
    assert not DataRequest.objects.visible_to(town.neighbour_worker).exists()
    assert list(DataRequest.objects.overdue(case.due_on)) == []
    assert list(DataRequest.objects.overdue(case.due_on + DAY)) == [case]


def test_a_request_is_refused_from_elsewhere_or_for_nothing(town, person):
    with pytest.raises(actions.DataRequestRefused, match="辖区"):
        actions.receive_request(person=person, request=asks(), officer=town.neighbour_worker, at=MONDAY)
    for values, field in (({"wish": " "}, "wish"), ({"received_on": TODAY + DAY}, "received_on")):
        with pytest.raises(actions.DataRequestRefused) as refused:
            received(town, person, **values)
        assert refused.value.field == field


def test_a_request_closes_once_with_an_outcome_and_a_reason(town, person):
    case = received(town, person, DataRequestKind.DELETE)

    def close(answer, officer):
        said = actions.Answer(Outcome.REFUSED, answer)
        return actions.close_request(request=case, answer=said, officer=officer, at=MONDAY + DAY)

    with pytest.raises(actions.DataRequestRefused, match="理由"):
        close(" ", town.worker)
    closed = close("保存期限未届满", town.street_officer)
    assert (closed.closed_by, closed.closed_on) == (town.street_officer, TODAY + DAY)
    with pytest.raises(actions.DataRequestRefused, match="已经答复"):
        close("又一次", town.worker)
    assert [e.event for e in AuditEntry.objects.filter(object_label="households.datarequest").order_by("pk")] == [
        "data_request.received",
        "data_request.closed",
    ]


def test_a_request_goes_from_the_persons_page_to_its_answer(as_user, town, person):
    client = as_user(town.worker)
    new = reverse("households:data_request_new", args=[person.pk])
    assert new in client.get(reverse("households:person", args=[person.pk])).content.decode()
    sent = {"kind": "correct", "applicant": "agent", "wish": "更正文化程度", "received_on": TODAY}
    wrong = client.post(new, sent)
    assert "请填写申请人姓名" in wrong.content.decode()
    assert "更正文化程度" in wrong.content.decode()
    client.post(new, sent | {"applicant_name": "钱律师"})
    case = DataRequest.objects.get()
    assert act("copy", case) not in client.get(reverse(CASE, args=[case.pk])).content.decode()
    nothing = client.post(act("close", case), {"outcome": "", "answer": ""}).content.decode()
    assert "请选择处理结果" in nothing
    client.post(act("close", case), {"outcome": "granted", "answer": "已核对证件并更正"})
    case.refresh_from_db()
    assert (case.outcome, case.closed_by) == ("granted", town.worker)
    assert "已按申请办理" in client.get(reverse(LIST), {"state": "closed"}).content.decode()


def test_what_no_decision_rests_on_is_deleted_with_the_answer(as_user, town, person):
    case, client = received(town, person, DataRequestKind.DELETE), as_user(town.worker)
    granted = {"outcome": "granted", "answer": "已删除"}
    assert "请选择删除的内容" in client.post(act("close", case), granted).content.decode()
    refused = client.post(act("close", case), granted | {"outcome": "refused", "erases": ["phone"]})
    assert "只有准予的删除申请" in refused.content.decode()
    client.post(act("close", case), granted | {"erases": ["bank_account"]})
    person.refresh_from_db()
    assert (person.bank_account, person.phone) == ("", "13912345678")
    noted = AuditEntry.objects.get(event="person.erased")
    assert (noted.object_id, noted.details) == (person.pk, {"erased": "银行账号"})
    again = received(town, person, DataRequestKind.DELETE)
    assert "银行账号" not in str(client.get(reverse(CASE, args=[again.pk])).context["answer"]["erases"])


def test_the_list_marks_and_filters_what_is_overdue(as_user, town, person, monday):
    received(town, person)
    monday.move_to(MONDAY + 40 * DAY)
    client = as_user(town.street_officer)
    assert "已逾期 10 天" in client.get(reverse(LIST), {"state": "overdue"}).content.decode()
    assert "赵甲" not in client.get(reverse(LIST), {"state": "closed"}).content.decode()


def test_a_copy_is_masked_and_whole_only_for_a_reason_on_record(as_user, town, person):
    case, client = received(town, person), as_user(town.worker)
    masked = client.post(act("copy", case)).content.decode()
    assert "疑似" in masked
    assert "失业登记" in masked
    for number in (person.id_number, person.phone, person.bank_account):
        assert number not in masked
    assert not AuditEntry.objects.filter(event="id_number.unmasked").exists()
    asked = client.post(act("copy", case), {"whole-reason": ""}).content.decode()
    assert "请填写打印完整号码的事由" in asked
    assert person.id_number not in asked
    answer = client.post(act("copy", case), {"whole-reason": "本人来访办事"})
    whole = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert all(number in whole for number in (person.id_number, person.phone, person.bank_account))
    assert AuditEntry.objects.get(event="id_number.unmasked").details == {"reason": "本人来访办事"}
    assert AuditEntry.objects.filter(event="data_request.copied").count() == 2


def test_only_a_request_to_see_or_copy_gives_a_copy_and_only_while_open(as_user, town, person):
    client = as_user(town.worker)
    case = received(town, person, DataRequestKind.DELETE)
    assert client.post(act("copy", case)).status_code == 302
    case = received(town, person)
    actions.close_request(
        request=case, answer=actions.Answer(Outcome.GRANTED, "已查阅"), officer=town.worker, at=MONDAY
    )
    assert client.post(act("copy", case)).status_code == 302
    assert not AuditEntry.objects.filter(event="data_request.copied").exists()


def test_a_survey_keeps_the_notice_that_was_given_and_a_re_survey_begins_with_it(as_user, town):
    client, new = as_user(town.worker), reverse("households:survey_new")
    assert "个人信息保护法" in client.get(new).content.decode()
    untold = client.post(new, doorstep.form(town.worker, *doorstep.family(), notice_way=""))
    assert "再选择告知方式" in untold.content.decode()
    early = client.post(new, doorstep.form(town.worker, *doorstep.family(), notice_given_on=TODAY + DAY))
    assert "告知日期不能晚于今天" in early.content.decode()
    assert not Survey.objects.exists()
    client.post(new, doorstep.form(town.worker, *doorstep.family(), notice_way="both"))
    survey = Survey.objects.get()
    assert (survey.notice_version, survey.notice_given_on, survey.notice_way) == ("2026-1", TODAY, "both")
    done = client.get(reverse("households:survey_done", args=[survey.pk])).content.decode()
    assert reverse("households:privacy_notice", args=["2026-1"]) in done
    again = client.get(reverse("households:survey", args=[survey.household_id])).context["form"].household
    assert (again["notice_given_on"].value(), again["notice_way"].value()) == (TODAY, "both")


def test_the_notice_is_a_page_of_its_own(as_user, town):
    client = as_user(town.worker)
    page = client.get(reverse("households:privacy_notice", args=["2026-1"])).content.decode()
    assert "30天内答复" in page
    assert client.get(reverse("households:privacy_notice", args=["1999-1"])).status_code == 404


def test_the_list_takes_no_more_queries_for_many(as_user, town, person):
    client, counts = as_user(town.worker), []
    for more in (10, 60):
        for _ in range(more):
            received(town, person)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(LIST)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15
