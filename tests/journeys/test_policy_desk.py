"""A parameter enacted by two people and seen in the next decision, in a real browser."""

import datetime as dt

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from accounts.enums import Role
from households.models import ZeroFamilyCase
from policy.models import Document
from tests.casework import applied, decided, household_of
from tests.factories import UserFactory
from tests.rows import case_version
from tests.setting import load_policy_for, small_city

from .certifying import AFTER_NOTICE, VISIT, approve_the_case
from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city():
    made = small_city()
    load_policy_for(made.city)
    second = UserFactory(area=made.city, role=Role.CITY_OFFICER)
    officers = {
        "first": made.city_officer,
        "second": second,
        "street": made.street_officer,
        "district": made.district_officer,
    }
    for username, user in officers.items():
        user.username = username
        user.set_password(settings.DEMO_PASSWORD)
        user.save()
    return made


def propose_two_months(desk, document):
    page = desk.open(reverse("policy:parameter", args=["zf.deadline_months"]))
    page.get_by_role("link", name="提出新取值").click()
    page.fill("input[name=value]", "2")
    page.fill("input[name=since]", "2026-09-01")
    page.locator("select[name=document]").evaluate("(one, value) => one.tomselect.setValue(value)", str(document.pk))
    page.fill("input[name=article]", "第三条")
    page.fill("textarea[name=reason]", "市局会议决定缩短期限。")
    page.get_by_role("button", name="提出新取值").click()
    page.wait_for_url("**/proposals/*/")
    expect(page.locator("main")).to_contain_text("1 个现在通过的将不再通过", use_inner_text=True)
    expect(page.get_by_role("button", name="确认施行")).to_have_count(0)


def confirm_it(desk):
    """From the list of what waits; the case that would no longer pass must be answered for."""
    page = desk.page
    page.get_by_role("link", name="零就业家庭安置期限").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="确认施行").click()
    expect(page.locator("main")).to_contain_text("写明理由", use_inner_text=True)
    assert desk.faults() == []
    page.fill("textarea[name=acknowledgement]", "期限已改为两个月，用例随后修改。")
    page.get_by_role("button", name="确认施行").click()
    page.wait_for_url("**/policy/parameters/**")
    expect(page.locator("main")).to_contain_text("2 个月", use_inner_text=True)


def test_a_value_of_two_people_dates_the_next_decision(city, clock, sit_down):
    document = Document.objects.create(
        number="哈人社发〔2026〕9号", title="办法", issuer="市局", issued_on=dt.date(2026, 8, 20), level="city"
    )
    first, second, street, district = (sit_down(size) for size in (DESK, PHONE, DESK, DESK))
    clock.move_to(VISIT)
    case_version(city)
    case = decided(applied(city, household_of(city, at=VISIT), at=VISIT), city.worker, at=VISIT)
    first.sign_in("first")
    propose_two_months(first, document)
    second.sign_in("second")
    confirm_it(second)
    clock.move_to(AFTER_NOTICE)
    for desk, name in ((street, "street"), (district, "district")):
        desk.sign_in(name)
        approve_the_case(desk, case)
    assert ZeroFamilyCase.objects.get().due_on == dt.date(2026, 11, 9)
    shown = district.open(reverse("households:certification", args=[case.pk])).inner_text("main")
    assert "2026-11-09" in shown
    assert "哈人社发〔2026〕9号 第三条" in shown
    assert [problem for each in (first, second, street, district) for problem in each.problems] == []
