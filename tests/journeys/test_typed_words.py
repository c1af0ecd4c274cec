"""In a browser, with script and without: a name typed into a filter stands in no address, and a list leaves for a
purpose."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from accounts.lists.models import ExportRequest
from tests.casework import household_of

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PEOPLE = reverse("households:people")


@pytest.fixture
def town(city):
    for user in (city.worker, city.street_officer):
        user.set_password(settings.DEMO_PASSWORD)
        user.save()
    household_of(city, {"name": "周一"}, {"name": "周二"})
    household_of(city, {"name": "李三"})
    return city


def names_nobody(page) -> bool:
    return "~" in page.url and "%E5%91%A8" not in page.url and "周" not in page.url


def test_a_name_is_filtered_by_and_a_long_list_asked_for(town, sit_down, settings):
    settings.EXPORT_APPROVAL_ROWS = 1
    desk = sit_down(DESK)
    desk.sign_in(town.worker.username)
    page = desk.open(PEOPLE)
    page.fill("[name=name]", "周")
    page.press("[name=name]", "Enter")
    expect(page.locator("#results")).to_contain_text("周二")
    expect(page.locator("#results")).not_to_contain_text("李三")
    page.wait_for_url("**/*~*")
    assert names_nobody(page)
    page.reload()
    expect(page.locator("[name=name]")).to_have_value("周")
    with page.expect_navigation():
        page.click(".export")
    assert desk.faults() == []
    page.fill("[name=purpose]", "核对名册")
    with page.expect_navigation():
        page.get_by_role("button", name="申请导出").click()
    asked = ExportRequest.objects.get()
    assert (asked.rows, asked.filters) == (2, ["姓名（略）"])
    assert desk.faults() == []

    officer = sit_down(PHONE)
    officer.sign_in(town.street_officer.username)
    page = officer.open(reverse("accounts:export_request", args=[asked.pk]))
    expect(page.locator("h1")).to_contain_text("待批准")
    assert officer.faults() == []
    page.get_by_role("button", name="批准导出").first.click()
    with page.expect_navigation():
        page.locator("dialog[open], .modal.show").get_by_role("button", name="批准导出").click()
    expect(page.locator("h1")).to_contain_text("已批准")
    assert desk.problems == officer.problems == []


def test_without_script_the_same_happens(town, browser, live_server):
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/accounts/sign-in/")
    page.fill("input[name=username]", town.worker.username)
    page.fill("input[name=password]", settings.DEMO_PASSWORD)
    page.click("button[type=submit]")
    page.goto(f"{live_server.url}{PEOPLE}")
    page.fill("[name=name]", "周")
    page.get_by_role("button", name="查询").click()
    expect(page.locator("#results")).to_contain_text("周一")
    assert names_nobody(page)
    context.close()
