"""What the registers leave to do stands in the work of the office that has to do it, counted as its list shows it."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.enums import Role
from assistance.actions import complaints
from assistance.actions import office_registers as actions
from assistance.actions.matters import Receipt, Whom
from assistance.models import UnemploymentCheck
from assistance.register_enums import ComplaintChannel, PlanKind
from desk.queries import my_work
from tests import factories
from tests.casework import MONDAY, household_of
from tests.employing import employer

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
REGISTERS = {
    *("complaints", "enquiries", "checks", "checks-to-decide"),
    *("workforce-plans", "supervisions", "public-promises"),
}
pytestmark = pytest.mark.usefixtures("monday")


def piles(user, on=TODAY):
    """Of what waits in the registers: kind and number."""
    return {work.pile.kind: work.total for work in my_work(user, on=on) if work.pile.kind in REGISTERS and work.total}


@pytest.fixture
def matters(city):
    """One of each, with the office that has to go on with it."""
    person = household_of(city).memberships.get().person
    operator = factories.UserFactory(area=city.city, role=Role.HOTLINE)
    receipt = Receipt(TODAY)
    asked = {"question": "怎样申请补贴", "caller": "", "phone": ""}
    call = actions.take_enquiry(**asked, receipt=receipt, actor=operator, at=MONDAY)
    actions.refer_enquiry(enquiry=call, office=city.community, actor=operator, at=MONDAY)
    actions.open_check(receipt=Receipt(TODAY, Whom(person.id_number)), actor=city.worker, at=MONDAY)
    employer(city.community, name="第一机械厂")
    plan = actions.NewPlan(PlanKind.LAY_OFF, 320, TODAY + 60 * DAY, "分流安置")
    of_plant = Receipt(TODAY, Whom(employer="第一机械厂"))
    actions.report_plan(plan=plan, receipt=of_plant, actor=city.district_officer, at=MONDAY)
    found = actions.NewSupervision("向阳社区", "社保补贴", "公示不全", TODAY + DAY)
    actions.supervise(found=found, receipt=receipt, actor=city.street_officer, at=MONDAY)
    promised = {"text": "新增岗位一千个", "owner": "就业科", "deadline": TODAY + DAY}
    actions.promise(**promised, receipt=receipt, actor=city.city_officer, at=MONDAY)
    said = complaints.NewComplaint(ComplaintChannel.PHONE, "服务窗口", city.community, "没有说明原因。")
    complaints.take_complaint(complaint=said, receipt=receipt, officer=city.city_officer, at=MONDAY)


def test_each_waits_with_its_office_alone(city, matters):
    assert piles(city.worker) == {"enquiries": 1, "checks": 1}
    assert piles(city.neighbour_worker) == {}
    assert piles(city.street_officer) == {"complaints": 1}
    assert piles(city.district_officer) == {"workforce-plans": 1}
    assert piles(city.city_officer) == {}


def test_what_is_to_be_mended_or_kept_waits_on_the_day_it_is_due(city, matters):
    assert piles(city.street_officer, TODAY + DAY) == {"complaints": 1, "supervisions": 1}
    assert piles(city.city_officer, TODAY + DAY) == {"public-promises": 1}


def test_a_check_goes_to_the_office_above_whoever_made_it(city, matters):
    own = UnemploymentCheck.objects.get()
    actions.note_check(check=own, findings="仍在经营", actor=city.worker, at=MONDAY)
    assert "checks" not in piles(city.worker)
    assert piles(city.street_officer)["checks-to-decide"] == 1
    assert "checks-to-decide" not in piles(city.district_officer)
    actions.note_check(check=own, findings="仍在经营", actor=city.street_officer, at=MONDAY)
    assert "checks-to-decide" not in piles(city.street_officer)
    assert piles(city.district_officer)["checks-to-decide"] == 1


def test_each_list_shows_what_was_counted(as_user, city, matters, monday):
    own = UnemploymentCheck.objects.get()
    actions.note_check(check=own, findings="仍在经营", actor=city.second_worker, at=MONDAY)
    actions.open_check(
        receipt=Receipt(TODAY, Whom(household_of(city).memberships.get().person.id_number)),
        actor=city.worker,
        at=MONDAY,
    )
    monday.move_to(MONDAY + DAY)
    seen = set()
    for user in (city.worker, city.street_officer, city.district_officer, city.city_officer):
        client = as_user(user)
        for kind, total in piles(user, TODAY + DAY).items():
            answer = client.get(reverse("desk:worklist", args=[kind]), follow=True)
            assert answer.context["count"] == total, kind
            seen.add(kind)
    assert seen == REGISTERS


def test_the_hotline_opens_what_waits_from_its_own_work(as_user, city):
    operator = factories.UserFactory(area=city.city, role=Role.HOTLINE)
    asked = {"question": "怎样申请补贴", "caller": "", "phone": ""}
    call = actions.take_enquiry(**asked, receipt=Receipt(TODAY), actor=operator, at=MONDAY)
    shown = as_user(operator).get(reverse("desk:my_work")).content.decode()
    assert reverse("assistance:enquiry", args=[call.pk]) in shown
    assert f"{reverse('assistance:enquiries')}?state=waiting" in shown
