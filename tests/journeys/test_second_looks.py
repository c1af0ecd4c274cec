"""A decision looked at again, in a real browser: refused and reviewed, certified and revoked, decided by a deputy."""

import datetime as dt

import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts.enums import Role
from approvals.workflow import Decision
from households.models import Certification, CertificationRecord, ZeroFamilyCase
from tests.casework import MONDAY, NOTICE_ENDED, applied, certified, decided, household_of, in_notice
from tests.factories import UserFactory
from tests.setting import load_policy_for, small_city

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = dt.timedelta(days=1)


@pytest.fixture
def city():
    made = small_city()
    load_policy_for(made.city)
    second = UserFactory(area=made.district, role=Role.DISTRICT_OFFICER)
    leader = UserFactory(area=made.street, role=Role.STREET_LEADER)
    officers = {
        "worker": (made.worker, "刘社区"),
        "street": (made.street_officer, "陈街道"),
        "leader": (leader, "周领导"),
        "district": (made.district_officer, "赵区县"),
        "second": (second, "钱区县"),
        "reviewer": (made.city_officer, "王市局"),
    }
    for username, (user, name) in officers.items():
        user.username, user.full_name = username, name
        user.set_password(settings.DEMO_PASSWORD)
        user.save()
    return made


def dialogue(page, verb, text):
    """Opens what a button asks, says why, and sends it."""
    page.get_by_role("button", name=verb).first.click()
    opened = page.locator(".modal.show")
    opened.wait_for()
    opened.locator("textarea").fill(text)
    with page.expect_navigation():
        opened.locator("button[type=submit]").click()


def refused_case(city):
    case = decided(in_notice(city, household_of(city)), city.street_officer, at=NOTICE_ENDED)
    return decided(case, city.district_officer, Decision.REFUSE, "名下有营业执照", at=NOTICE_ENDED)


def reviewed(city, clock, sit_down, verb, why):
    """A refusal, the review the applicant asks for at the telephone, and what the city decides; both desks then."""
    clock.move_to(NOTICE_ENDED)
    case = refused_case(city)
    clock.move_to(NOTICE_ENDED + DAY)
    address = f"/households/certifications/{case.pk}/"
    phone, desk = sit_down(PHONE), sit_down(DESK)
    phone.sign_in("worker")
    page = phone.open(address)
    expect(page.locator("main")).to_contain_text("可在 2026-10-12 前", use_inner_text=True)
    dialogue(page, "申请复核", "营业执照已于八月注销，有注销通知书")
    expect(page.locator("main")).to_contain_text("市级复核", use_inner_text=True)
    desk.sign_in("reviewer")
    page = desk.open("/work/decisions/")
    shown = page.inner_text("main")
    assert "营业执照已于八月注销" in shown
    assert "赵区县" in shown
    dialogue(page, verb, why)
    return phone, desk, phone.open(address)


def test_a_refused_certification_is_reviewed_and_upheld(city, clock, sit_down):
    phone, desk, page = reviewed(city, clock, sit_down, "维持原决定", "注销通知书系伪造，执照仍在存续")
    shown = page.inner_text("main")
    for words in ("维持原决定", "赵区县", "王市局", "注销通知书系伪造", "不予认定"):
        assert words in shown
    assert page.get_by_role("button", name="申请复核").count() == 0
    assert not ZeroFamilyCase.objects.exists()
    assert [*phone.faults(), *phone.problems, *desk.faults(), *desk.problems] == []


def test_a_refused_certification_is_reviewed_in_the_applicants_favour(city, clock, sit_down):
    why = "注销通知书属实，原决定所依据的事实有误"
    phone, desk, page = reviewed(city, clock, sit_down, "撤销原决定", why)
    shown = page.inner_text("main")
    for words in ("撤销原决定", "赵区县", "王市局", "注销通知书属实", "已认定"):
        assert words in shown
    family = ZeroFamilyCase.objects.get()
    assert (family.certified_on, family.due_on) == (dt.date(2026, 9, 16), dt.date(2026, 12, 16))
    assert [*phone.faults(), *phone.problems, *desk.faults(), *desk.problems] == []


def test_a_wrong_certification_is_revoked_by_two_people(city, clock, sit_down):
    clock.move_to(NOTICE_ENDED)
    case = certified(city, household_of(city))
    clock.move_to(NOTICE_ENDED + 30 * DAY)
    worker = sit_down(DESK)
    worker.sign_in("worker")
    page = worker.open(f"/households/certifications/{case.pk}/")
    page.get_by_role("link", name="提出撤销").click()
    page.fill("textarea[name=falsehood]", "认定时户主已在某商场就业")
    page.fill("textarea[name=evidence]", "社会保险缴费记录，自2026年8月起")
    faults = worker.faults()
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_url("**/revocations/*/")
    for name in ("district", "second"):
        desk = sit_down(DESK)
        desk.sign_in(name)
        page = desk.open("/work/revocations/")
        expect(page.locator("main")).to_contain_text("认定时户主已在某商场就业", use_inner_text=True)
        faults += desk.faults()
        with page.expect_navigation():
            page.locator("button[form=approve]").click()
        faults += desk.problems
    page = worker.page
    page.reload()
    shown = page.inner_text("main")
    for words in ("认定已撤销", "撤销决定", "赵区县", "钱区县", "2026-10-15"):
        assert words in shown
    family = ZeroFamilyCase.objects.get()
    assert (family.ended_on, family.end_reason) == (dt.date(2026, 10, 15), ZeroFamilyCase.End.REVOKED)
    person = case.household.memberships.get().person
    assert "认定撤销" in worker.open(f"/households/people/{person.pk}/").inner_text("main")
    assert [*faults, *worker.faults(), *worker.problems] == []


def test_a_deputy_decides_and_is_named(city, clock, sit_down):
    clock.move_to(NOTICE_ENDED)
    case = in_notice(city, household_of(city))
    street, leader = sit_down(DESK), sit_down(PHONE)
    leader.sign_in("leader")
    assert "待审批的认定" not in leader.open("/").inner_text("main")
    street.sign_in("street")
    page = street.open("/accounts/deputies/new/")
    page.locator("select[name=officer]").select_option(str(city.street_officer.pk), force=True)
    deputy = page.locator("select[name=deputy] option", has_text="周领导").get_attribute("value")
    page.locator("select[name=deputy]").select_option(deputy, force=True)
    page.fill("input[name=first_day]", "2026-09-15")
    page.fill("input[name=last_day]", "2026-09-20")
    page.fill("textarea[name=reason]", "年休假")
    faults = street.faults()
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_url("**/accounts/deputies/")
    faults += street.faults()
    page = leader.open("/work/decisions/?case=" + str(case.pk))
    expect(page.locator("main")).to_contain_text("代 陈街道 办理", use_inner_text=True)
    with page.expect_navigation():
        page.locator("button[form=approve]").click()
    record = CertificationRecord.objects.get(step=2)
    assert (str(record.seat.actor), str(record.on_behalf_of)) == ("周领导", "陈街道")
    page = street.open(f"/households/certifications/{case.pk}/")
    expect(page.locator("main")).to_contain_text("周领导（代 陈街道）", use_inner_text=True)
    assert [*faults, *street.problems, *leader.faults(), *leader.problems] == []


def test_many_cases_are_decided_in_one_go_by_keyboard(city, clock, sit_down):
    clock.move_to(MONDAY)
    first, second, third = (applied(city, household_of(city, {"name": name})) for name in ("赵一", "钱二", "孙三"))
    faults = []
    for size in (PHONE, DESK):
        desk = sit_down(size)
        desk.sign_in("worker")
        page = desk.open("/work/batch/")
        faults += desk.faults()
    page.locator(f"input[name=chosen][value='{first.pk}']").focus()
    page.keyboard.press("Space")
    page.locator(f"input[name=chosen][value='{second.pk}']").focus()
    page.keyboard.press("Space")
    page.locator(f"select[name=row-{second.pk}-decision]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("名下有营业执照")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("已办理 2 件").wait_for()
    states = dict(Certification.objects.values_list("pk", "status"))
    assert states == {first.pk: "pending", second.pk: "refused", third.pk: "pending"}
    expect(page.locator("main")).to_contain_text("孙三", use_inner_text=True)
    assert [*faults, *desk.problems] == []
