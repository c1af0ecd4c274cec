"""The main job from end to end in a real browser, with a real worker: a family surveyed at the door is certified under
three sign-ins, refreshed by the month's task, counted, published level by level, and found again behind its figure."""

import datetime as dt
import io
import time

import pytest
from django.conf import settings
from openpyxl import load_workbook
from playwright.sync_api import expect

from accounts.enums import Role
from households.models import Certification, Household, HouseholdFinding, RefreshRun, ZeroFamilyCase
from reports.models import Publication
from tests.factories import UserFactory, made_up_id
from tests.setting import SHANGHAI, load_policy_for, small_city

from .certifying import AFTER_NOTICE, VISIT, approve_the_case
from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLISHING = dt.datetime(2026, 9, 22, 9, tzinfo=SHANGHAI)
FIRST_OF_OCTOBER = dt.datetime(2026, 10, 1, 9, tzinfo=SHANGHAI)


@pytest.fixture
def city():
    made = small_city()
    load_policy_for(made.city)
    neighbour = UserFactory(area=made.neighbour, role=Role.COMMUNITY_DIRECTOR)
    officers = {
        "worker": made.worker,
        "neighbour": neighbour,
        "street": made.street_officer,
        "district": made.district_officer,
        "statistician": made.statistician,
    }
    for username, user in officers.items():
        user.username = username
        user.set_password(settings.DEMO_PASSWORD)
        user.save()
    return made


def choose(page, name, value):
    page.locator(f"input[name='{name}'][value='{value}']").dispatch_event("click")


def type_member(page, place, *, name, born, sex, relation):
    prefix = f"members-{place}"
    page.fill(f"input[name={prefix}-id_number]", made_up_id(born, sex))
    page.locator(f"input[name={prefix}-id_number]").blur()
    page.fill(f"input[name={prefix}-name]", name)
    choose(page, f"{prefix}-relation", relation)
    if sex == "F":
        choose(page, f"{prefix}-retirement_track", "F55")
    choose(page, f"{prefix}-situation", "1")
    page.fill(f"input[name={prefix}-since]", "2026-06-01")


def survey_the_family(desk):
    """A couple without work, typed on the phone."""
    page = desk.page
    page.get_by_role("link", name="入户").last.click()
    choose(page, "notice_way", "read_out")
    page.fill("input[name=address]", "幸福路1号3单元501")
    type_member(page, 0, name="张建国", born=dt.date(1974, 3, 5), sex="M", relation="head")
    page.locator("[data-add-member]").click()
    type_member(page, 1, name="李秀英", born=dt.date(1977, 8, 9), sex="F", relation="spouse")
    page.locator("[data-save]").click()
    page.wait_for_url("**/households/surveys/*/")


def publish(desk, code):
    desk.open(f"/reports/EP8/2026-09/{code}/publish/")
    with desk.page.expect_navigation():
        desk.page.locator("main form[method=post] button[type=submit]").click()


def wait_for(condition, seconds=180):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.2)


def survey_and_read_the_answer(desk):
    """The answer comes at once, in words and with the article."""
    survey_the_family(desk)
    answer = desk.page.inner_text("main")
    assert "零就业" in answer
    assert "哈就办字[2007]12号" in answer
    assert Household.objects.get().findings.count() == 2  # zero-employment, and both spouses out of work


def certify(clock, phone, desks):
    """Three decisions under three sign-ins, the public notice between the first and the second."""
    phone.page.get_by_role("button", name="申请认定").first.click()
    phone.page.wait_for_url("**/households/certifications/*/")
    case = Certification.objects.get()
    approve_the_case(phone, case)
    case.refresh_from_db()
    assert (case.step, case.opens_on) == (2, AFTER_NOTICE.date())
    clock.move_to(AFTER_NOTICE)
    for name in ("street", "district"):
        desks[name].sign_in(name)
        approve_the_case(desks[name], case)
    assert ZeroFamilyCase.objects.get().due_on == dt.date(2026, 12, 9)
    page = desks["district"].open(f"/households/certifications/{case.pk}/")
    expect(page.locator("main")).to_contain_text("2026-12-09", use_inner_text=True)


def publish_every_level(city, phone, desks):
    phone.sign_in("worker")
    for name, desk in desks.items():
        desk.sign_in(name)
    publish(phone, city.community.code)
    for name, area in (("neighbour", city.neighbour), ("street", city.street), ("district", city.district)):
        publish(desks[name], area.code)
    publish(desks["statistician"], city.city.code)
    assert Publication.objects.count() == 5


def count_and_find(city, desk):
    """The workbook counts the case, and the figure opens its names."""
    page = desk.open(f"/reports/EP8/2026-09/{city.city.code}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").first.click()
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    cells = {str(row[0].value): [cell.value for cell in row] for row in sheet.iter_rows()}
    assert 2 in cells["02"]  # both spouses
    assert 1 in cells["41"]  # the family
    with page.expect_navigation():
        page.locator(f"a[href*='/{city.city.code}/02/']").first.click()
    assert {"张建国", "李秀英"} <= set(page.inner_text("main").split())


def refresh_through_the_worker(desk):
    """Every rule is asked again, and finds everything as it is."""
    desk.sign_in("statistician")
    desk.open("/refresh/")
    desk.page.locator("main form[method=post] button[type=submit]").first.click()
    wait_for(lambda: RefreshRun.objects.filter(on=FIRST_OF_OCTOBER.date(), finished_at__isnull=False).exists())
    assert HouseholdFinding.objects.on(FIRST_OF_OCTOBER.date()).count() == 2


def test_a_surveyed_family_becomes_a_figure_and_is_found_behind_it(city, clock, sit_down, celery_worker):
    phone = sit_down(PHONE)
    desks = {name: sit_down(DESK) for name in ("street", "district", "neighbour", "statistician")}
    clock.move_to(VISIT)
    phone.sign_in("worker")
    survey_and_read_the_answer(phone)
    certify(clock, phone, desks)
    clock.move_to(PUBLISHING)
    publish_every_level(city, phone, desks)
    count_and_find(city, desks["statistician"])
    clock.move_to(FIRST_OF_OCTOBER)
    refresh_through_the_worker(desks["statistician"])
    assert [problem for each in (phone, *desks.values()) for problem in each.problems] == []
