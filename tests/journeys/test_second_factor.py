"""Signing in with two factors, and staying signed in, in a real browser."""

import base64
import time

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.urls import reverse
from django_otp.oath import TOTP
from playwright.sync_api import expect

from accounts.actions.second_factor import STEP_SECONDS
from tests.setting import small_city

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town():
    made = small_city()
    for user in (made.street_officer, made.worker):
        user.set_password(configured.DEMO_PASSWORD)
        user.save()
    return made


def authenticator(secret, *, later=0):
    """What the phone would show, ``later`` time steps from now."""
    shown = TOTP(base64.b32decode(secret.replace(" ", "")), step=STEP_SECONDS)
    shown.time = time.time() + later * STEP_SECONDS
    return f"{shown.token():06}"


def test_a_reviewer_takes_up_the_second_factor_and_signs_in_with_it(sit_down, town, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    desk = sit_down(PHONE)
    page = desk.page
    desk.sign_in(town.street_officer.username)
    page.wait_for_url("**/accounts/second-factor/enrol/")
    page.click("button[name=begin]")
    secret = page.inner_text("[data-secret]")
    assert page.locator("img[alt*=二维码]").evaluate("picture => picture.naturalWidth") > 100
    faults = desk.faults()
    page.fill("[name=code]", authenticator(secret))
    page.click("main button[type=submit]")
    page.locator("[data-codes] li").first.wait_for()
    codes = page.locator("[data-codes] li").all_inner_texts()
    faults += desk.faults()
    page.click("main >> text=已保存，继续")
    expect(page.locator("h1")).to_contain_text("待办", use_inner_text=True)

    page.evaluate("document.querySelector('form[data-sign-out]').requestSubmit()")
    page.wait_for_url("**/accounts/sign-in/**")
    desk.sign_in(town.street_officer.username)
    faults += desk.faults()
    page.fill("[name=code]", "000000")
    page.click("main .btn-primary")
    expect(page.locator("main")).to_contain_text("验证码不对", use_inner_text=True)
    page.fill("[name=code]", authenticator(secret, later=1))
    page.click("main .btn-primary")
    expect(page.locator("h1")).to_contain_text("待办", use_inner_text=True)

    page.evaluate("document.querySelector('form[data-sign-out]').requestSubmit()")
    page.wait_for_url("**/accounts/sign-in/**")
    desk.sign_in(town.street_officer.username)
    page.fill("[name=code]", codes[0].lower())
    page.keyboard.press("Enter")
    page.wait_for_url(f"{desk.address}/")
    desk.open(reverse("accounts:renew_codes"))
    expect(page.locator("main [name=code]")).to_be_visible()
    faults += desk.faults()
    assert (faults, desk.problems) == ([], [])


def test_a_page_left_alone_warns_and_one_worked_in_stays(sit_down, town, settings):
    settings.SESSION_COOKIE_AGE, settings.SESSION_WARNING = 12, 8
    desk = sit_down()
    page = desk.page
    desk.sign_in(town.worker.username)
    desk.open("/accounts/password/")
    for letter in "typing-for-a-while":
        page.locator("[name=old]").press(letter)
        page.wait_for_timeout(800)
    expect(page.locator(".session-warning")).to_have_count(0)
    assert Session.objects.count() == 1

    warning = page.locator(".session-warning")
    expect(warning).to_contain_text("将自动退出登录")
    warning.get_by_role("button", name="继续使用").click()
    expect(warning).to_have_count(0)
    expect(warning).to_contain_text("登录已过期", timeout=30_000)
    faults = desk.faults()
    assert page.input_value("[name=old]") == "typing-for-a-while"
    warning.get_by_role("button", name="重新登录").click()
    page.wait_for_url("**/accounts/sign-in/**")
    assert (faults, desk.problems) == ([], [])
