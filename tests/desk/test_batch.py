"""批量审批: many cases in one go, each decided for itself."""

import pytest
from django.urls import reverse

from accounts.actions.deputies import NewDeputation, name_deputy
from accounts.enums import Role
from approvals.workflow import Decision, Status
from desk.views import batch
from households.enums import FactKind
from households.models import Certification, Correction, Movement, Person
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, applied, certified, decided, household_of
from tests.factories import fact

BATCH = reverse("desk:batch")
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def cases(city):
    return [applied(city, household_of(city, {"name": name})) for name in ("赵一", "钱二", "孙三", "李四")]


def row(case, decision=Decision.APPROVE, reason=""):
    return {f"row-{case.pk}-decision": decision.value, f"row-{case.pk}-reason": reason}


def send(client, *rows, chosen, comment=""):
    data = {"comment": comment, "chosen": [case.pk for case in chosen]}
    for one in rows:
        data |= one
    return client.post(BATCH, data)


def states():
    return [(case.status, case.step) for case in Certification.objects.order_by("pk")]


def test_each_row_shows_what_it_rests_on_and_what_has_changed(as_user, city, cases):
    person = cases[1].household.memberships.get().person
    fact(person, FactKind.UNABLE_TO_WORK, MONDAY.date())
    shown = as_user(city.worker).get(BATCH).content.decode()
    article, doubts = cases[0].reasons[0]["article"], ("不再计入应计算成员", "材料缺或过期", "尚无属实的入户核实记录")
    for words in ("赵一", "钱二", "零就业家庭", article, *doubts):
        assert words in shown


def test_each_row_has_its_own_decision_and_reason(as_user, city, cases):
    first, second, third, fourth = cases
    rows = (row(first), row(second, Decision.RETURN, "缺凭证"), row(third, Decision.REFUSE, "名下有执照"), row(fourth))
    answer = send(as_user(city.worker), *rows, chosen=cases[:3], comment="情况属实")

    assert answer.status_code == 302
    assert states() == [("pending", 2), ("returned", 1), ("refused", None), ("pending", 1)]
    comments = [case.approval_records.get().comment for case in cases[:3]]
    assert comments == ["情况属实", "缺凭证", "名下有执照"]
    said = as_user(city.worker).get(BATCH).content.decode()
    assert "李四" in said
    assert "赵一" not in said


def test_what_one_row_is_refused_leaves_the_others_decided_and_is_told(as_user, city, cases):
    first, second, *_ = cases
    decided(second, city.second_worker)
    answer = send(as_user(city.worker), row(first), row(second), chosen=[first, second])
    shown = answer.content.decode()

    assert answer.status_code == 200
    assert "已办理 1 件：同意 1 件" in shown
    assert "有 1 件没有办成" in shown
    assert "该申请当前不由您审批" in shown
    assert states()[:2] == [("pending", 2), ("pending", 2)]


def test_a_refusal_without_a_reason_decides_nothing_and_loses_nothing(as_user, city, cases):
    first, second, *_ = cases
    answer = send(
        as_user(city.worker), row(first), row(second, Decision.REFUSE), chosen=[first, second], comment="属实"
    )
    shown = answer.content.decode()
    assert "请填写理由" in shown
    assert "属实" in shown
    answer = send(as_user(city.worker), row(first, Decision.REFUSE, "不符"), chosen=[])
    assert "请先勾选" in answer.content.decode()
    answer = send(as_user(city.worker), row(first, Decision.REFUSE, "不符"), row(second), chosen=[second])
    assert "这一件没有勾选" in answer.content.decode()
    assert states() == [("pending", 1)] * 4


def test_nothing_of_elsewhere_is_decided(as_user, city, cases):
    answer = send(as_user(city.neighbour_worker), row(cases[0]), chosen=[cases[0]])
    assert "请先勾选" in answer.content.decode()
    assert states() == [("pending", 1)] * 4
    assert "赵一" not in as_user(city.neighbour_worker).get(BATCH).content.decode()


def test_objections_and_reviews_are_decided_one_by_one(as_user, city, cases):
    Certification.objects.filter(pk=cases[0].pk).update(status=Status.OBJECTED)
    assert "赵一" not in as_user(city.worker).get(BATCH).content.decode()


def test_a_deputy_decides_many_in_the_absent_officers_name(as_user, city, cases):
    leader = factories.UserFactory(area=city.community, role=Role.STREET_LEADER)
    day = MONDAY.date()
    new = NewDeputation(officer=city.worker, deputy=leader, first_day=day, last_day=day, reason="病假")
    name_deputy(new, actor=city.worker, at=MONDAY)
    client = as_user(leader)
    assert f"代 {city.worker} 办理" in client.get(BATCH).content.decode()
    assert send(client, row(cases[0]), chosen=[cases[0]]).status_code == 302
    assert cases[0].approval_records.get().on_behalf_of == city.worker


def moved(case, officer, kind, day, *, from_home=None):
    """Somebody came into the household of the case out of another, or was taken out of it."""
    person = (from_home or case.household).memberships.get().person
    homes = {"household": from_home, "other": case.household} if from_home else {"household": case.household}
    Movement.objects.create(
        **homes, kind=kind, person=person, on=day, recorded_by=officer, recorded_at=MONDAY, reason="误记"
    )


def test_every_caution_at_once_takes_fifteen_statements(as_user, city, cases, monday, django_assert_max_num_queries):
    """For an officer who is in the registry too: whom one lived with is asked once."""
    officer, promised = city.worker, household_of(city, {"name": "周五"})
    certified(city, promised)
    monday.move_to(NOTICE_ENDED)
    known = factories.member(factories.HouseholdFactory(area=city.neighbour))
    officer.id_number, officer.id_digest = known.id_number, known.id_digest
    officer.save()
    person = cases[0].household.memberships.get().person
    Person.objects.filter(pk=person.pk).update(born=person.born.replace(day=9))
    told = {"corrected_by": officer, "corrected_at": MONDAY, "reason": "出生证", "evidence": "户口簿"}
    Correction.objects.create(person=person, kind="born", old=str(person.born), **told)
    moved(cases[1], officer, "joined", NOTICE_ENDED.date(), from_home=promised)
    moved(cases[2], officer, "mistaken", MONDAY.date())
    client = as_user(officer)
    with django_assert_max_num_queries(15):
        shown = client.get(BATCH).content.decode()
    for words in ("与证件号不符", f"出生证，核对户口簿（{officer}）", "当时尚未安置", "作为登记错误从本户移出"):
        assert words in shown


def test_the_page_takes_the_same_queries_however_many(as_user, city, cases, monkeypatch, django_assert_max_num_queries):
    client = as_user(city.worker)
    with django_assert_max_num_queries(15) as few:
        client.get(BATCH)
    for _ in range(6):
        applied(city, household_of(city))
    with django_assert_max_num_queries(len(few)):
        client.get(BATCH)
    monkeypatch.setattr(batch, "ROWS", 3)
    assert "共 10 件，先列 3 件" in client.get(BATCH).content.decode()
