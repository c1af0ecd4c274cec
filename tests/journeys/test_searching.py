"""Search from any page, by the keyboard: three letters, the list, the next page, the person."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from desk.searching import PAGE
from tests.casework import applied, household_of
from tests.setting import load_policy_for, small_city

from .conftest import DESK, PHONE, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(clock):
    """Six people too many for a page, in families of two; the first family has applied."""
    made = small_city()
    load_policy_for(made.city)
    made.worker.set_password(settings.DEMO_PASSWORD)
    made.worker.save()
    homes = [
        household_of(made, {"name": f"曾小{number}"}, {"name": f"曾家大{number}"}, at=TODAY)
        for number in range(PAGE // 2 + 3)
    ]
    applied(made, homes[0], at=TODAY)
    return made


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_three_letters_lead_to_the_person(town, sit_down, size):
    desk = sit_down(size)
    desk.sign_in(town.worker.username)
    page = desk.open("/households/people/" if size is DESK else "/search/")
    if size is DESK:
        page.keyboard.press("/")
        page.keyboard.type("zx")
    else:
        expect(page.get_by_text("可以这样查")).to_be_visible()
        page.fill("#id_q", "zx")
    assert desk.faults() == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "zx" not in page.url
    expect(page.get_by_role("link", name="曾小0", exact=True)).to_be_visible()
    page.fill("#id_q", "曾")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#results tbody tr")).to_have_count(PAGE)
    assert desk.faults() == []
    page.get_by_role("link", name="下一页").click()
    expect(page.locator("#results tbody tr")).to_have_count(6)
    expect(page.get_by_role("link", name="返回全部结果")).to_be_visible()
    page.go_back()
    expect(page.locator("#results tbody tr")).to_have_count(PAGE)
    with page.expect_navigation():
        page.get_by_role("link", name="曾小0", exact=True).click()
    expect(page.locator("h1")).to_contain_text("曾小0")
    assert desk.problems == []
