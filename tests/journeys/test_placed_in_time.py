"""A family placed in time: called back on three times, in stable work after half a year, and the case closed."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assistance.models import Placement, Visit
from households.models import ZeroFamilyCase
from tests.casework import NOTICE_ENDED, certified, household_of

from .conftest import DESK, PHONE
from .officers import choose, city_that_signs_in, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = dt.timedelta(days=1)
PLACED = NOTICE_ENDED + 30 * DAY
CALLBACKS = {30: ("self",), 90: ("family", "employer")}  # days after the first at work: who is called on
HALF_A_YEAR = PLACED + 190 * DAY


def at(sit_down, clock, moment, name, size=DESK):
    """The officer, signed in at that moment."""
    clock.move_to(moment)
    desk = sit_down(size)
    desk.sign_in(name)
    return desk


def place(desk, person):
    page = desk.open(reverse("assistance:place", args=[person.pk]))
    choose(page, "kind", "2")
    page.fill("input[name=since]", PLACED.date().isoformat())
    page.fill("input[name=employer]", "和平商店")
    for name, value in (("channel", "2"), ("source", "community"), ("workplace", "street")):
        page.locator(f"select[name={name}]").select_option(value)
    faults = desk.faults()
    send(page)
    return faults


def call_back(desk, kind):
    page = desk.open(reverse("assistance:callbacks") + "?state=due")
    with page.expect_navigation():
        page.locator("main tbody a").first.click()
    choose(page, "kind", kind)
    choose(page, "way", "door")
    choose(page, "outcome", "at_work")
    page.fill("textarea[name=findings]", "工作稳定，工资按时发放")
    send(page)


def test_a_family_placed_in_time_is_called_back_on_becomes_stable_and_is_closed(clock, sit_down):
    city = city_that_signs_in()
    home = household_of(city, {"name": "李就业"})
    certified(city, home)
    case, person = ZeroFamilyCase.objects.get(), home.memberships.get().person

    worker = at(sit_down, clock, PLACED, "worker")
    faults = place(worker, person)
    page = worker.open(reverse("assistance:family", args=[case.pk]))
    expect(page.locator("main")).to_contain_text("按期安置", use_inner_text=True)
    assert Placement.objects.get().registration.validity.lower == PLACED.date()

    for days, kinds in CALLBACKS.items():
        worker = at(sit_down, clock, PLACED + days * DAY, "worker", PHONE)
        for kind in kinds:
            call_back(worker, kind)
        faults += worker.faults() + worker.problems
    assert set(Visit.objects.values_list("kind", flat=True)) == {"self", "family", "employer"}
    page = worker.open(reverse("assistance:callbacks"))
    expect(page.locator("main")).to_contain_text("三回访已完成", use_inner_text=True)

    worker = at(sit_down, clock, HALF_A_YEAR, "worker")
    page = worker.open(reverse("assistance:of_person", args=[person.pk]))
    expect(page.locator("main")).to_contain_text("稳定就业", use_inner_text=True)
    page = worker.open(f"{reverse('households:exit_new')}?family_case={case.pk}")
    page.get_by_label("退出原因").select_option("stable")
    page.get_by_label("退出日期").fill(HALF_A_YEAR.date().isoformat())
    page.get_by_label("事实与证明材料").fill("就业登记和社会保险缴费记录，连续六个月")
    with page.expect_navigation():
        page.get_by_role("button", name="提交街道").click()

    street = at(sit_down, clock, HALF_A_YEAR, "street")
    page = street.open("/work/exits/")
    with page.expect_navigation():
        page.locator("button[form=approve]").click()
    case.refresh_from_db()
    assert (case.ended_on, case.end_reason) == (HALF_A_YEAR.date(), ZeroFamilyCase.End.STABLE)
    told = worker.open(reverse("desk:timeline", args=[person.pk])).inner_text("main")
    assert told.index("零就业家庭结案") < told.index("回访单位") < told.index("家庭按期安置")
    assert [*faults, *worker.faults(), *worker.problems, *street.problems] == []
