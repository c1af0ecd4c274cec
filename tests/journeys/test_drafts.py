"""The survey's draft on the device: it survives what happens at a door, and belongs to nobody but its user."""

import datetime as dt
import json
import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from households.models import Household, Person, Survey
from tests.factories import made_up_id
from tests.setting import load_policy_for, small_city

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORM = "/households/survey/"
BORN = dt.date(1971, 5, 4)


@pytest.fixture
def town():
    made = small_city()
    load_policy_for(made.city)
    for user in (made.worker, made.second_worker):
        user.set_password(settings.DEMO_PASSWORD)
        user.save()
    return made


@pytest.fixture
def desk(sit_down, town):
    made = sit_down(PHONE)
    made.sign_in(town.worker.username)
    made.open(FORM)
    yield made
    assert made.problems == []


def choose(page, name: str, value: str) -> None:
    """Press the button of a choice."""
    field = page.locator(f'input[name="{name}"][value="{value}"]').first
    page.locator(f'label[for="{field.get_attribute("id")}"]').click()


def type_survey(page) -> str:
    """A household of one, typed; returns the ID number."""
    number = made_up_id(BORN, "M")
    choose(page, "notice_way", "read_out")
    page.fill("[name=address]", "和平路8号")
    page.fill("[name=members-0-id_number]", number)
    page.fill("[name=members-0-name]", "赵一")
    choose(page, "members-0-situation", "1")
    page.fill("[name=members-0-since]", "2026-01-05")
    return number


def add_child(page) -> None:
    page.click("[data-add-member]")
    page.fill("[name=members-1-id_number]", made_up_id(dt.date(2014, 2, 3), "F"))
    page.fill("[name=members-1-name]", "赵小")
    choose(page, "members-1-relation", "child")


def saved(page) -> None:
    expect(page.locator("[data-draft-line]")).to_have_text(re.compile("^草稿已保存"))


def drafts(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))")


def test_what_was_typed_comes_back_after_a_reload(desk):
    page = desk.page
    number = type_survey(page)
    assert page.input_value("[name=members-0-born]") == BORN.isoformat()
    assert page.is_checked("input[name=members-0-sex][value=M]")
    add_child(page)
    assert page.is_checked("input[name=members-1-situation][value=na]")
    saved(page)
    submission = page.input_value("[name=submission]")
    page.reload()
    assert page.input_value("[name=members-0-id_number]") == number
    assert page.input_value("[name=members-1-name]") == "赵小"
    assert page.is_checked("input[name=members-1-relation][value=child]")
    assert page.input_value("[name=submission]") == submission
    expect(page.locator("[data-draft-restored]")).to_contain_text("已恢复", use_inner_text=True)
    page.click("[data-draft-discard]")
    expect(page.locator("[name=address]")).to_have_value("")
    assert drafts(page) == []


def test_it_is_kept_while_the_network_is_down_and_wiped_once_the_server_has_answered(desk):
    page = desk.page
    type_survey(page)
    add_child(page)
    page.context.set_offline(True)
    page.click("[data-save]")
    page.wait_for_selector("text=网络不通，没有保存成功")
    assert len(drafts(page)) == 1
    assert Survey.objects.count() == 0
    page.context.set_offline(False)
    page.click("[data-draft-trouble] button")
    page.wait_for_url("**/households/surveys/*/")
    assert drafts(page) == []
    assert (Survey.objects.count(), Person.objects.count()) == (1, 2)
    expect(page.locator("main")).to_contain_text("疑似零就业家庭", use_inner_text=True)


def test_an_answer_that_was_lost_makes_no_second_survey(desk):
    page = desk.page
    type_survey(page)
    page.route("**/households/survey/", lambda route: (route.fetch(max_redirects=0), route.abort()), times=1)
    page.click("[data-save]")
    page.wait_for_selector("text=网络不通，没有保存成功")
    assert Survey.objects.count() == 1
    page.reload()
    page.click("[data-save]")
    page.wait_for_url("**/households/surveys/*/")
    assert (Survey.objects.count(), Household.objects.count()) == (1, 1)
    assert drafts(page) == []


def test_an_ended_session_loses_nothing(desk, town):
    page = desk.page
    number = type_survey(page)
    Session.objects.all().delete()
    page.click("[data-save]")
    page.wait_for_selector("text=登录已过期，没有保存")
    page.click("[data-draft-trouble] a")
    page.fill("input[name=username]", town.worker.username)
    page.fill("input[name=password]", settings.DEMO_PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"**{FORM}")
    assert page.input_value("[name=members-0-id_number]") == number
    page.click("[data-save]")
    page.wait_for_url("**/households/surveys/*/")
    assert Person.objects.get().id_number == number


def test_errors_come_back_into_the_form_with_all_that_was_typed(desk):
    page = desk.page
    type_survey(page)
    page.fill("[name=address]", "")
    page.fill("[name=members-0-since]", "")
    page.click("[data-save]")
    page.wait_for_selector(".error-summary")
    assert page.input_value("[name=members-0-name]") == "赵一"
    page.click(".error-summary a >> text=起始日期")
    assert page.evaluate("document.activeElement.name") == "members-0-since"
    page.keyboard.type("01052026")
    page.fill("[name=address]", "和平路8号")
    assert len(drafts(page)) == 1
    page.click("[data-save]")
    page.wait_for_url("**/households/surveys/*/")
    assert drafts(page) == []


def test_signing_out_wipes_it(desk):
    page = desk.page
    type_survey(page)
    saved(page)
    page.evaluate("document.querySelector('form[data-sign-out]').requestSubmit()")
    page.wait_for_url("**/accounts/sign-in/**")
    assert drafts(page) == []


def test_another_user_never_sees_it(desk, town):
    page = desk.page
    type_survey(page)
    saved(page)
    Session.objects.all().delete()
    desk.sign_in(town.second_worker.username)
    desk.open(FORM)
    assert page.input_value("[name=address]") == ""
    assert page.is_hidden("[data-draft-restored]")
    desk.page.context.clear_cookies()
    desk.sign_in(town.worker.username)
    desk.open(FORM)
    assert page.input_value("[name=address]") == "和平路8号"


def test_after_a_day_any_page_purges_it(desk):
    page = desk.page
    type_survey(page)
    saved(page)
    (key,) = drafts(page)
    old = json.loads(page.evaluate("key => localStorage.getItem(key)", key))
    old["saved"] -= 24 * 60 * 60 * 1000 + 1
    page.goto("about:blank")
    desk.open("/accounts/me/")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, json.dumps(old)])
    desk.open("/households/people/")
    assert drafts(page) == []


def test_the_clears_are_counted_as_one_types(desk):
    page = desk.page
    card = page.locator("[data-member=members-0] [data-clears]")
    expect(card).to_have_text("五清 0/5", use_inner_text=True)
    type_survey(page)
    page.fill("[name=members-0-phone]", "13900001234")
    choose(page, "members-0-health", "健康")
    expect(card).to_have_text("五清 2/5", use_inner_text=True)
    choose(page, "members-0-situation", "4")
    expect(card).to_have_text("五清 4/5", use_inner_text=True)
    choose(page, "members-0-education", "初中")
    page.select_option("[name=members-0-skills]", "驾驶")
    expect(card).to_have_text("五清 5/5", use_inner_text=True)
    expect(page.locator("[data-clears-total]")).to_have_text("成员 1 人，五清齐全 1 人", use_inner_text=True)


def test_the_whole_form_is_reached_by_keyboard(desk):
    page = desk.page
    reached = set()
    page.focus("[name=visited_on]")
    for _ in range(80):
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
        page.keyboard.press("Tab")
    wanted = {"address", "members-0-id_number", "members-0-name", "members-0-situation", "members-0-spouse", "SUMMARY"}
    assert wanted <= reached
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
