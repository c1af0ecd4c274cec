"""A post falls vacant, is offered to the zero-employment family first, somebody else is chosen for a reason, and the
district sees it."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assistance.models import PassingOver, PostHolding
from tests.casework import NOTICE_ENDED, certified, disabled_person, household_of
from tests.welfare_posts import filled, opened

from .conftest import DESK
from .officers import choose, city_that_signs_in, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = dt.timedelta(days=1)
START = NOTICE_ENDED.date()


def test_a_vacant_post_is_offered_to_the_zero_employment_family_first(clock, sit_down):
    city = city_that_signs_in()
    home, holder = disabled_person(city, name="孙在岗")
    certified(city, home, holder)
    post = opened(city, START)[0]
    held = filled(city, post, holder, START)
    family = household_of(city, {"name": "赵零就"})
    certified(city, family)
    other_home, other = disabled_person(city, name="钱其他")
    certified(city, other_home, other)
    clock.move_to(NOTICE_ENDED + 3 * DAY)
    worker = sit_down(DESK)
    worker.sign_in("worker")

    page = worker.open(reverse("assistance:post_leave", args=[held.pk]))
    page.select_option("select[name=cause]", "resigned")
    page.fill("input[name=last_day]", (START + 2 * DAY).isoformat())
    page.fill("textarea[name=reason]", "照顾家人")
    send(page)
    expect(page.locator("main")).to_contain_text("空岗，待报告")
    with page.expect_navigation():
        page.get_by_role("link", name="登记空岗报告").click()
    page.fill("textarea[name=evidence]", "空岗报告单")
    send(page)
    expect(page.locator("main")).to_contain_text("按期报告")
    faults = worker.faults()

    with page.expect_navigation():
        page.get_by_role("link", name="补充人员").click()
    rows = page.locator("main tbody tr")
    expect(rows.nth(0)).to_contain_text("赵零就")
    expect(rows.nth(0)).to_contain_text("零就业家庭")
    with page.expect_navigation():
        rows.filter(has_text="钱其他").locator("a.btn").click()
    choose(page, "workplace", "street")
    faults += worker.faults()
    send(page)
    expect(page.locator("main")).to_contain_text("请写明越过排在前面人员的理由。")
    page.fill("textarea[name=reason]", "赵零就书面放弃该岗位")
    send(page)
    expect(page.locator("main")).to_contain_text("钱其他")
    assert PostHolding.objects.lasting().get().person.name == "钱其他"
    assert PassingOver.objects.get().first.name == "赵零就"

    district = sit_down(DESK)
    district.sign_in("district")
    shown = district.open(reverse("assistance:passed_over")).inner_text("main")
    assert "赵零就" in shown
    assert "赵零就书面放弃该岗位" in shown
    assert [*faults, *district.faults(), *worker.problems, *district.problems] == []
