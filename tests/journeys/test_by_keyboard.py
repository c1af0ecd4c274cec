"""The survey and the approval without a mouse: nothing is clicked, everything is reached by Tab, arrows and Enter."""

import datetime as dt

import pytest
from django.conf import settings

from approvals.workflow import Status
from households.models import Certification, Household
from tests.factories import made_up_id
from tests.setting import SHANGHAI

from .conftest import DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VISIT = dt.datetime(2026, 9, 1, 9, tzinfo=SHANGHAI)
AFTER_NOTICE = dt.datetime(2026, 9, 9, 9, tzinfo=SHANGHAI)
FAR = 150  # more stops than any page has


@pytest.fixture
def officers(city):
    for user in (city.worker, city.street_officer):
        user.set_password(settings.DEMO_PASSWORD)
        user.save()
    return city


def tab_to(page, selector: str) -> None:
    """Press Tab until what ``selector`` names has the focus, visibly."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).visibility") == "visible"
            return
    pytest.fail(f"{selector} is not reached by Tab")


def type_into(page, name: str, text: str) -> None:
    tab_to(page, f"[name={name}]")
    page.keyboard.type(text)


def pick(page, name: str, value: str) -> None:
    """Choose a radio button: Tab to its group, arrows within."""
    tab_to(page, f"[name={name}]")
    page.keyboard.press("Space")
    for _ in range(10):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowRight")
    pytest.fail(f"{name}={value} is not reached by the arrows")


def type_day(page, name: str, day: dt.date) -> None:
    """Into the browser's own date control, whose order of parts is the system's."""
    tab_to(page, f"[name={name}]")
    for keys in (f"{day:%m%d%Y}", f"{day:%Y}>{day:%m%d}"):
        for key in keys:
            page.keyboard.press("ArrowRight" if key == ">" else key)
        if page.evaluate("document.activeElement.value") == day.isoformat():
            return
        page.keyboard.press("Shift+Tab")
        tab_to(page, f"[name={name}]")
    pytest.fail(f"{day} cannot be typed")


def enter(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(desk, user) -> None:
    page = desk.page
    page.goto(f"{desk.address}/accounts/sign-in/")
    page.focus("body")
    if not page.evaluate("document.activeElement.name === 'username'"):
        tab_to(page, "[name=username]")
    page.keyboard.type(user.username)
    type_into(page, "password", settings.DEMO_PASSWORD)
    enter(page)


def press_on(page, selector: str) -> None:
    tab_to(page, selector)
    enter(page)


def survey(page) -> None:
    type_into(page, "address", "幸福路1号3单元501")
    pick(page, "notice_way", "read_out")
    type_into(page, "members-0-id_number", made_up_id(dt.date(1974, 3, 5), "M"))
    type_into(page, "members-0-name", "张建国")
    pick(page, "members-0-relation", "head")
    pick(page, "members-0-situation", "1")
    type_day(page, "members-0-since", dt.date(2026, 6, 1))
    press_on(page, "[data-save]")


def test_a_family_is_surveyed_applied_for_and_approved_by_keyboard_alone(officers, clock, sit_down):
    worker, street = sit_down(DESK), sit_down(DESK)
    clock.move_to(VISIT)
    sign_in(worker, officers.worker)
    worker.open("/households/survey/")
    survey(worker.page)
    assert Household.objects.get().address == "幸福路1号3单元501"
    press_on(worker.page, "form[action$='/apply/'] button")
    case = Certification.objects.get()
    press_on(worker.page, "button[form=approve]")
    case.refresh_from_db()
    assert (case.status, case.step) == (Status.PENDING, 2)
    clock.move_to(AFTER_NOTICE)
    sign_in(street, officers.street_officer)
    street.open(f"/households/certifications/{case.pk}/")
    street.page.keyboard.press("a")  # the key written on the button brings the focus to it
    enter(street.page)
    case.refresh_from_db()
    assert (case.status, case.step) == (Status.PENDING, 3)
    assert [*worker.problems, *street.problems] == []
