"""A year's inspection in a real browser: opened by the district, made in the community, closed by the refresh."""

import datetime as dt

import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts.actions import system_user
from desk.actions import refresh
from households.models import Inspection, InspectionRound
from policy.models import Document
from tests.casework import MONDAY
from tests.certificates import issued_to, out_of_work
from tests.setting import SHANGHAI, load_policy_for, small_city

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST_OF_OCTOBER = dt.datetime(2026, 10, 1, 1, tzinfo=SHANGHAI)
HOLDERS = ("周一鸣", "吴二宝", "郑三喜", "王四平")


@pytest.fixture
def city():
    made = small_city()
    load_policy_for(made.city)
    officers = {"worker": made.worker, "street": made.street_officer, "district": made.district_officer}
    for username, user in officers.items():
        user.username = username
        user.set_password(settings.DEMO_PASSWORD)
        user.save()
    return made


def apply_for_one_more(desk, person):
    page = desk.open(f"/households/people/{person}/certificate/")
    assert desk.faults() == []
    page.fill("textarea[name=evidence]", "身份证、失业登记凭证")
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url("**/households/certificates/*/")
    expect(page.locator("main")).to_contain_text("待您办理：社区初审", use_inner_text=True)
    assert desk.faults() == []


def open_the_round(desk):
    page = desk.open("/households/inspections/rounds/new/")
    page.fill("input[name=closes_on]", "2026-09-30")
    document = Document.objects.get(number="黑社保发[2004]7号")
    page.eval_on_selector(
        "select[name=document]",
        "(select, value) => { (select.tomselect || select).setValue ? select.tomselect.setValue(value) "
        ": (select.value = value) }",
        str(document.pk),
    )
    page.fill("input[name=article]", "三(二)1")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/inspections/rounds/")
    expect(page.locator("body")).to_contain_text("4 本证件列入待年检", use_inner_text=True)
    assert desk.faults() == []


def inspect_in_the_community(desk):
    """Two pass together, one fails for a reason, one is left."""
    page = desk.open("/households/inspections/")
    assert desk.faults() == []
    for name in HOLDERS[:2]:
        page.get_by_label(f"{name} 年检合格").check()
    with page.expect_navigation():
        page.get_by_role("button", name="登记所选年检合格").click()
    expect(page.locator("body")).to_contain_text("已登记 2 本证件年检合格", use_inner_text=True)
    with page.expect_navigation():
        page.get_by_role("link", name=HOLDERS[2]).click()
    page.locator("input[name=result][value=failed]").dispatch_event("click")
    page.fill("#inspect_reason", "已就业未办理就业登记")
    with page.expect_navigation():
        page.get_by_role("button", name="登记年检结果").click()
    expect(page.locator("main")).to_contain_text("不得享受新的扶持政策", use_inner_text=True)
    assert desk.faults() == []


def see_the_bar_with_its_article(desk, person):
    """What lapsed bars new benefits, and says by what article."""
    shown = desk.open(f"/households/people/{person}/").inner_text("main")
    assert "逾期未检失效，不得享受新的扶持政策" in shown
    assert "黑社保发[2004]7号 三(二)1" in shown
    assert desk.faults() == []


def make_it_good_at_the_street(desk, certificate):
    page = desk.open(f"/households/certificates/{certificate}/")
    page.locator("input[name=result][value=passed]").dispatch_event("click")
    with page.expect_navigation():
        page.get_by_role("button", name="登记年检结果").click()
    shown = page.inner_text("main")
    assert "补年检合格" in shown
    assert "不得享受" not in shown
    assert desk.faults() == []


def test_a_years_inspection(city, clock, sit_down):
    clock.move_to(MONDAY)
    held = [issued_to(city, out_of_work(city, name)) for name in HOLDERS]
    phone, district, street = sit_down(PHONE), sit_down(DESK), sit_down(DESK)
    district.sign_in("district")
    open_the_round(district)
    assert InspectionRound.objects.get().inspections.count() == 4
    phone.sign_in("worker")
    inspect_in_the_community(phone)
    apply_for_one_more(phone, out_of_work(city, "冯未证").pk)
    clock.move_to(FIRST_OF_OCTOBER)
    refresh(area=city.city, on=FIRST_OF_OCTOBER.date(), actor=system_user(), at=FIRST_OF_OCTOBER)
    results = Inspection.objects.order_by("certificate__pk").values_list("result", flat=True)
    assert list(results) == ["passed", "passed", "failed", "lapsed"]
    phone.sign_in("worker")
    see_the_bar_with_its_article(phone, held[3].person_id)
    street.sign_in("street")
    make_it_good_at_the_street(street, held[3].pk)
    assert [problem for each in (phone, district, street) for problem in each.problems] == []
