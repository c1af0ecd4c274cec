"""The registers of the offices: each from its entry to its end, what it waits for, and what it refuses."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.enums import Role
from assistance.actions import office_registers as actions
from assistance.actions.matters import MatterRefused, Receipt, Whom
from assistance.models import Enquiry, PublicPromise, Supervision, UnemploymentCheck, WorkforcePlan
from assistance.register_enums import PlanKind, PlanOutcome
from tests import factories
from tests.casework import MONDAY, household_of
from tests.employing import employer

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def operator(city):
    return factories.UserFactory(area=city.city, role=Role.HOTLINE)


def test_the_hotline_takes_a_call_refers_it_and_the_office_answers(as_user, city, operator):
    person = household_of(city).memberships.get().person
    client = as_user(operator)
    typed = {
        "received_on": TODAY,
        "question": "怎样申请补贴",
        "id_number": person.id_number,
        "submission": uuid.uuid4(),
    }
    for _ in range(2):
        page = client.post(reverse("assistance:enquiry_new"), typed, follow=True).content.decode()
    own = Enquiry.objects.get()
    assert own.person == person
    assert person.name not in page  # the hotline reads no cases
    assert own.due_on == dt.date(2026, 9, 14)  # five working days
    address = reverse("assistance:enquiry_refer", args=[own.pk])
    client.post(address, {"enquiry_refer-office": city.community.pk})
    own.refresh_from_db()
    assert (own.area, own.referred_by) == (city.community, operator)
    assert own in Enquiry.objects.visible_to(operator)
    answered = {"enquiry_answer-result": "answered", "enquiry_answer-answer": "到社区窗口申请"}
    as_user(city.neighbour_worker).post(reverse("assistance:enquiry_answer", args=[own.pk]), answered)
    assert Enquiry.objects.open().exists()  # not theirs
    as_user(city.worker).post(reverse("assistance:enquiry_answer", args=[own.pk]), answered)
    assert "到社区窗口申请" in client.get(reverse("assistance:enquiry", args=[own.pk])).content.decode()


def reported(city, kind=PlanKind.RESETTLEMENT):
    employer(city.community, name="第一机械厂")
    receipt = Receipt(TODAY, Whom(employer="第一机械厂"))
    plan = actions.NewPlan(kind, 320, TODAY + 60 * DAY, "分流安置")
    return actions.report_plan(plan=plan, receipt=receipt, actor=city.district_officer, at=MONDAY)


def decided(city, plan, outcome):
    return actions.decide_plan(
        plan=plan, outcome=outcome, decision="领导小组批复", actor=city.district_officer, at=MONDAY
    )


def test_no_closure_begins_before_congress_and_approval(as_user, city):
    plan = reported(city)
    page = reverse("assistance:workforce_plan", args=[plan.pk])
    client = as_user(city.district_officer)
    assert "不得进入关闭破产程序" in client.get(page).content.decode()
    with pytest.raises(MatterRefused, match="职代会"):
        decided(city, plan, PlanOutcome.APPROVED)
    actions.pass_congress(plan=plan, on=TODAY, actor=city.district_officer, at=MONDAY)
    assert not WorkforcePlan.objects.get().may_begin
    with pytest.raises(MatterRefused, match="审核批准"):
        decided(city, plan, PlanOutcome.NOTED)
    decided(city, plan, PlanOutcome.APPROVED)
    assert WorkforcePlan.objects.get().may_begin
    assert "可以实施" in client.get(page).content.decode()
    shown = client.get(reverse("assistance:workforce_plans"), {"planned": TODAY + 60 * DAY}).content.decode()
    assert "第一机械厂" in shown
    assert "320" in shown


def test_a_lay_off_is_noted_or_refused(city):
    plan = reported(city, PlanKind.LAY_OFF)
    with pytest.raises(MatterRefused, match="备案"):
        decided(city, plan, PlanOutcome.APPROVED)
    decided(city, plan, PlanOutcome.REFUSED)  # without any congress
    assert not WorkforcePlan.objects.get().may_begin
    with pytest.raises(MatterRefused, match="已经办结"):
        decided(city, plan, PlanOutcome.REFUSED)


@pytest.mark.parametrize("reason", ["in_business", "unclear", "false"])
def test_a_proof_is_refused_for_a_reason_by_another_than_who_looked_into_it(as_user, city, reason):
    person = household_of(city).memberships.get().person
    opened = actions.open_check(receipt=Receipt(TODAY, Whom(person.id_number)), actor=city.street_officer, at=MONDAY)
    assert opened.area == city.community

    def decide(actor):
        act = {"actor": actor, "at": MONDAY}
        return actions.decide_check(check=opened, refusal=reason, decision="走访发现", **act)

    with pytest.raises(MatterRefused, match="还没有登记核实"):
        decide(city.street_officer)
    actions.note_check(check=opened, findings="仍在经营小吃店", actor=city.street_officer, at=MONDAY)
    with pytest.raises(MatterRefused, match="由其他人决定"):
        decide(city.street_officer)
    decide(city.district_officer)
    assert (UnemploymentCheck.objects.get().is_granted, UnemploymentCheck.objects.get().refusal) == (False, reason)
    page = as_user(city.worker).get(reverse("assistance:of_person", args=[person.pk])).content.decode()
    assert "不得享受失业保险待遇" in page


def test_what_supervision_found_is_mended_and_shown(as_user, city):
    client = as_user(city.street_officer)
    typed = {"received_on": TODAY, "office": "向阳社区", "policy": "社保补贴", "findings": "公示不全"}
    page = client.post(reverse("assistance:supervision_new"), typed | {"mend_by": TODAY - DAY}).content.decode()
    assert "整改期限不能早于督查日期" in page
    client.post(reverse("assistance:supervision_new"), typed | {"mend_by": TODAY + DAY})
    own = Supervision.objects.get()
    client.post(reverse("assistance:supervision_mend", args=[own.pk]), {"supervision_mend-mended": "已补公示"})
    assert Supervision.objects.get().closed_by == city.street_officer


def test_a_public_promise_is_kept_or_not_by_evidence(as_user, city):
    client = as_user(city.city_officer)
    typed = {"received_on": TODAY, "text": "新增岗位一千个", "owner": "就业科", "deadline": TODAY + 90 * DAY}
    client.post(reverse("assistance:public_promise_new"), typed)
    own = PublicPromise.objects.get()
    address = reverse("assistance:public_promise_progress", args=[own.pk])
    client.post(address, {"public_promise_progress-progress": "已完成四百个"})
    address = reverse("assistance:public_promise_settle", args=[own.pk])
    assert "请填写兑现" in client.post(address, {"public_promise_settle-is_kept": "no"}).content.decode()
    client.post(address, {"public_promise_settle-is_kept": "no", "public_promise_settle-evidence": "完成六百个"})
    assert PublicPromise.objects.get().outcome_words == "未兑现"
    assert "已完成四百个" in client.get(reverse("assistance:public_promise", args=[own.pk])).content.decode()
