"""A flexible claim is filed on a phone with photographed vouchers, returned by the street, corrected and approved."""

import os
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from subsidies.models import Claim
from tests.claiming import NOW, flexible
from tests.pictures import photo

from .conftest import DESK, PHONE
from .officers import city_that_signs_in, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAPERS = ("identity", "certificate", "declaration", "voucher", "bank_book")


def picture(desk, name):
    """Kept where somebody wants to look at it."""
    if folder := os.environ.get("SCREENS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        desk.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def decided(desk, claim, button, comment=""):
    page = desk.open(reverse("subsidies:claim", args=[claim.pk]))
    picture(desk, f"claim-{button}")
    if not comment:
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()
        return
    page.get_by_role("button", name=button).click()
    dialogue = page.locator(".modal.show")
    dialogue.locator("textarea").fill(comment)
    with page.expect_navigation():
        dialogue.locator("button[type=submit]").click()


def filed(worker, person):
    """From the person's page to the claim that is sent; what was wrong with the pages on the way."""
    page = worker.open(reverse("households:person", args=[person.pk]))
    with page.expect_navigation():
        page.get_by_role("link", name="申报灵活就业社会保险补贴").click()
    expect(page.locator("input[name=first_month]")).to_have_value("2026-07")
    page.fill("input[name=payments-0-pension]", "600")
    page.fill("input[name=payments-0-medical]", "300")
    page.fill("input[name=bank]", "哈尔滨银行")
    page.fill("input[name=account]", "6222020000000000123")
    picture(worker, "claim-new")
    faults = worker.faults()
    send(page)
    expect(page.locator("main")).to_contain_text("提交前还缺")
    faults += worker.faults()
    for number, paper in enumerate(PAPERS):
        page.select_option("select[name=kind]", paper)
        page.fill("input[name=dated]", "2026-10-01")
        given = {"name": "voucher.jpg", "mimeType": "image/jpeg", "buffer": photo(mark=number)}
        page.set_input_files("input[name=photo]", given)
        with page.expect_navigation():
            page.get_by_role("button", name="上传材料").click()
    expect(page.locator("main")).to_contain_text("材料已齐")
    picture(worker, "claim-ready")
    with page.expect_navigation():
        page.get_by_role("button", name="提交", exact=True).click()
    expect(page.locator("main")).to_contain_text("待社区初审")
    return faults


def corrected(worker, claim):
    page = worker.open(reverse("subsidies:claim", args=[claim.pk]))
    expect(page.locator("main")).to_contain_text("9月凭证不清晰")
    with page.expect_navigation():
        page.get_by_role("link", name="修改申报内容").click()
    page.fill("input[name=payments-0-pension]", "615")
    send(page)
    with page.expect_navigation():
        page.get_by_role("button", name="提交", exact=True).click()
    expect(page.locator("main")).to_contain_text("待街道审核")


def test_a_claim_is_filed_on_a_phone_returned_corrected_and_approved(clock, sit_down):
    clock.move_to(NOW)
    city = city_that_signs_in()
    person = flexible(city, name="王灵活")
    worker = sit_down(PHONE)
    worker.sign_in("worker")
    faults = filed(worker, person)

    claim = Claim.objects.get()
    director, street, district = (sit_down(DESK) for _ in range(3))
    director.sign_in("second")
    decided(director, claim, "同意")
    street.sign_in("street")
    decided(street, claim, "退回补正", "9月凭证不清晰，请核对金额")
    faults += street.faults()

    corrected(worker, claim)
    decided(street, claim, "同意")
    district.sign_in("district")
    decided(district, claim, "同意")
    claim.refresh_from_db()
    assert claim.amount == Decimal("1830.00")
    assert claim.status in ("approved", "pending")  # the city looks at some by lot
    shown = district.open(reverse("subsidies:claim_sheet", args=[claim.pk])).inner_text("main")
    assert "1,830.00" in shown
    picture(district, "claim-sheet")
    faults += district.faults()
    district.open(reverse("subsidies:claims"))
    picture(district, "claims")
    faults += district.faults()
    assert [*faults, *worker.problems, *street.problems, *district.problems] == []
