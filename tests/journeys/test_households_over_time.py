"""Households over time in a real browser: a family moves in the middle of a month and counts where it should; two
people registered as one are merged and taken apart again."""

import datetime as dt

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from households.models import Handover, PersonMerge, ZeroFamilyCase
from tests import factories
from tests.casework import MONDAY, certified, household_of
from tests.setting import load_policy_for, small_city

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MID_OCTOBER = dt.datetime(2026, 10, 10, 9, tzinfo=MONDAY.tzinfo)
AFTER_OCTOBER = dt.datetime(2026, 10, 22, 9, tzinfo=MONDAY.tzinfo)


@pytest.fixture
def city():
    made = small_city()
    load_policy_for(made.city)
    officers = {
        "worker": made.worker,
        "neighbour": made.neighbour_worker,
        "street": made.street_officer,
        "district": made.district_officer,
    }
    for username, user in officers.items():
        user.username = username
        user.set_password(settings.DEMO_PASSWORD)
        user.save()
    return made


def signed_in(sit_down, name, size=DESK):
    desk = sit_down(size)
    desk.sign_in(name)
    return desk


def confirm(page, key):
    """Open the dialogue and agree."""
    page.locator(f"[href='#{key}'], [data-bs-target='#{key}']").first.click()
    with page.expect_navigation():
        page.locator(f"#{key} button[type=submit]").click()


def names_behind(desk, area, line):
    return desk.open(reverse("reports:rows", args=["2026-10", area.code, line])).inner_text("main")


def test_a_family_that_moves_in_mid_month_counts_where_it_should(city, clock, sit_down):
    home = household_of(city, {"name": "钱搬家"})
    certified(city, home)
    due_on = ZeroFamilyCase.objects.get().due_on
    clock.move_to(MID_OCTOBER)
    giver, receiver = signed_in(sit_down, "worker"), signed_in(sit_down, "neighbour", PHONE)

    page = giver.open(f"/households/{home.pk}/")
    assert giver.faults() == []
    with page.expect_navigation():
        page.get_by_role("link", name="社区交接").click()
    assert giver.faults() == []
    page.locator("select[name=to_area]").evaluate("(s, v) => s.tomselect.setValue(v)", str(city.neighbour.pk))
    page.fill("input[name=address]", "光明路8号")
    page.fill("textarea[name=reason]", "家庭已搬到该社区居住")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    expect(page.locator("body")).to_contain_text("待光明社区接收", use_inner_text=True)

    page = receiver.open("/")
    expect(page.locator("main")).to_contain_text("钱搬家户", use_inner_text=True)
    handover = Handover.objects.get()
    page = receiver.open(f"/households/handovers/{handover.pk}/")
    assert receiver.faults() == []
    confirm(page, "accept")
    expect(page.locator("body")).to_contain_text("从今天起由光明社区负责", use_inner_text=True)
    expect(page.locator("main")).to_contain_text(str(due_on), use_inner_text=True)  # the clock is what it was

    clock.move_to(AFTER_OCTOBER)
    for name in ("worker", "neighbour"):  # signed in anew: the month has gone by
        desk = signed_in(sit_down, name)
        area = city.community if name == "worker" else city.neighbour
        expected = {"worker": False, "neighbour": True}[name]
        assert ("钱搬家" in names_behind(desk, area, "19")) is expected
        assert desk.problems == []
    assert "社区交接生效" in desk.open(f"/households/{home.pk}/").inner_text("main")
    assert giver.problems == receiver.problems == []


def test_two_merged_people_are_taken_apart_again(city, clock, sit_down):
    clock.move_to(MID_OCTOBER)
    survivor = household_of(city, {"name": "周真"}).memberships.get().person
    double = factories.member(factories.HouseholdFactory(area=city.neighbour), name="周甄")
    factories.fact(double, 22, dt.date(2026, 1, 1))
    worker, street = signed_in(sit_down, "worker"), signed_in(sit_down, "street")

    page = worker.open(f"/households/people/{survivor.pk}/")
    page.get_by_role("link", name="重复登记合并").click()
    page.fill("input[name=id_number]", double.id_number)
    page.fill("textarea[name=reason]", "同一人，号码录错")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    expect(page.locator("body")).to_contain_text("待和平街道决定", use_inner_text=True)

    page = street.open("/work/merges/")
    expect(page.locator("main")).to_contain_text("周甄", use_inner_text=True)
    assert street.faults() == []
    confirm(page, "merge")
    expect(page.locator("main")).to_contain_text("已合并", use_inner_text=True)
    page = street.open(f"/households/people/{double.pk}/")
    assert page.url.endswith(f"/households/people/{survivor.pk}/")
    expect(page.locator("main")).to_contain_text("享受城镇低保", use_inner_text=True)

    merge = PersonMerge.objects.get()
    page = street.open(f"/households/merges/{merge.pk}/")
    page.locator("[href='#undo'], [data-bs-target='#undo']").first.click()
    page.fill("#undo textarea", "经核实为两人")
    with page.expect_navigation():
        page.locator("#undo button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("已撤销合并", use_inner_text=True)
    assert "享受城镇低保" in street.open(f"/households/people/{double.pk}/").inner_text("main")
    assert "享受城镇低保" not in worker.open(f"/households/people/{survivor.pk}/").inner_text("main")
    assert worker.problems == street.problems == []
