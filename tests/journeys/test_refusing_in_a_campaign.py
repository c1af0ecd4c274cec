"""A plan, two posts refused in a campaign: without a wish for work in that campaign, and in that campaign only."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assistance.models import Plan
from households.models import HardToEmploySpell
from tests import offering
from tests.casework import NOTICE_ENDED, certified, disabled_person
from tests.rows import days

from .conftest import PHONE
from .officers import choose, city_that_signs_in, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REVIEW = (NOTICE_ENDED + dt.timedelta(days=20)).date().isoformat()


def refuse(desk, person, employer):
    """Recommend a post and write down that it was refused."""
    page = desk.open(reverse("assistance:offer_new", args=[person.pk]))
    page.fill("input[name=employer]", employer)
    page.fill("input[name=position]", "营业员")
    page.fill("input[name=wage]", "2200")
    send(page)
    with page.expect_navigation():
        page.get_by_role("link", name=f"{employer} 营业员").click()
    choose(page, "answer", "refused")
    page.fill("input[name=answered_on]", NOTICE_ENDED.date().isoformat())
    page.fill("textarea[name=refusal]", "不愿从事该岗位")
    page.fill("textarea[name=evidence]", "本人签字的拒绝声明")
    faults = desk.faults()
    send(page)
    return faults


def test_two_refusals_in_a_campaign_end_the_wish_for_work_there_and_nowhere_else(clock, sit_down):
    city = city_that_signs_in()
    home, person = disabled_person(city)
    certified(city, home, person)
    clock.move_to(NOTICE_ENDED)
    offering.campaign(city.street, name="秋风行动", validity=days("2026-09-01", "2026-12-01"))
    offering.campaign(city.street, name="春风行动", validity=days("2026-03-01", "2026-06-01"))
    worker = sit_down(PHONE)
    worker.sign_in("worker")

    spell = HardToEmploySpell.objects.get()
    page = worker.open(reverse("assistance:plan", args=[spell.pk]))
    page.fill("textarea[name=situation]", "愿意在附近就业")
    page.fill("input[name=review_on]", REVIEW)
    faults = worker.faults()
    send(page)
    expect(page.locator("main")).to_contain_text("第 1 版", use_inner_text=True)
    assert Plan.objects.get().spell == spell

    for employer in ("和平商店", "光明超市"):
        faults += refuse(worker, person, employer)
    shown = worker.open(reverse("assistance:of_person", args=[person.pk])).inner_text("main")
    assert "秋风行动：视同无就业愿望 计入拒绝 2 次" in shown
    assert "春风行动：援助对象 计入拒绝 0 次" in shown
    assert "援助对象 认定以来计入拒绝 2 次，距退出援助还剩 1 次" in shown
    assert HardToEmploySpell.objects.get().exited_on is None

    told = worker.open(reverse("desk:timeline", args=[person.pk])).inner_text("main")
    assert told.index("拒绝推荐的岗位") < told.index("制定援助方案") < told.index("认定为就业困难人员")
    assert [*faults, *worker.faults(), *worker.problems] == []
