"""On paper: a plan, a promise, a post that was refused; of the own area, and only what there is."""

import pytest
from django.urls import reverse

from assistance.actions.looks import decide_look
from assistance.models import RefusalLook
from households.models import ZeroFamilyCase
from tests.assistance import rows
from tests.assistance.planning import TODAY, case_of, planned
from tests.casework import NOTICE_ENDED, certified, household_of
from tests.offering import refused

pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def read(as_user, city, monday):
    monday.move_to(NOTICE_ENDED)

    def sheet(name, row, officer=None):
        return as_user(officer or city.worker).get(reverse(f"assistance:{name}_sheet", args=[row.pk]))

    return sheet


def test_a_plan_stands_on_a_sheet_once_there_is_one(city, read):
    case = case_of(city)
    assert read("plan", case).status_code == 404
    plan = planned(city, case)
    page = read("plan", case).content.decode()
    for words in (plan.number, "推荐技能培训", "愿意在附近就业", "援助对象（签字）"):
        assert words in page
    assert case.person.id_number not in page
    assert read("plan", case, city.neighbour_worker).status_code == 404


def test_a_promise_stands_on_a_sheet_with_who_has_signed(city, read):
    certified(city, household_of(city, {"name": "李一"}))
    case = ZeroFamilyCase.objects.get()
    assert read("pledge", case).status_code == 404
    pledge = rows.pledge(case)
    rows.signature(pledge, added_by=city.worker)
    page = read("pledge", case).content.decode()
    for words in (pledge.number, "安排岗位", "不挑不拣", "李一", "已签", "受助家庭（签字）＿＿"):
        assert words in page
    assert read("pledge", case, city.neighbour_worker).status_code == 404


def test_a_refusal_stands_on_a_sheet_with_what_was_decided(city, read):
    offer = refused(case_of(city).person, city.worker, TODAY)
    assert "待复核" in read("offer", offer).content.decode()
    look = RefusalLook.objects.get()
    decide_look(look=look, counts=True, opinion="无正当理由", officer=city.street_officer, at=NOTICE_ENDED)
    page = read("offer", offer).content.decode()
    for words in ("拒绝推荐岗位记录", "计为拒绝一次", "无正当理由", "可以申诉一次"):
        assert words in page
    assert read("offer", offer, city.neighbour_worker).status_code == 404
