"""An exit goes from the community to the street with its evidence; a director files a written system, the city reads
a document's scan."""

import pytest
from django.conf import settings as configured
from django.urls import reverse
from playwright.sync_api import expect

from accounts.enums import Role
from households.models import Exit, ZeroFamilyCase
from policy.models import Document, WrittenSystem
from tests import factories
from tests.casework import NOTICE_ENDED, certified, household_of
from tests.pictures import pdf, photo
from tests.setting import load_policy_for, small_city

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city():
    city = small_city()
    load_policy_for(city.city)
    director = factories.UserFactory(area=city.community, role=Role.COMMUNITY_DIRECTOR)
    named = {"worker": city.worker, "street": city.street_officer, "director": director, "city": city.city_officer}
    for username, user in named.items():
        user.username = username
        user.set_password(configured.DEMO_PASSWORD)
        user.save()
    return city


def chosen(name, content, kind="image/jpeg"):
    return {"name": name, "mimeType": kind, "buffer": content}


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).last.click()


def test_an_exit_climbs_with_its_evidence_and_is_decided_among_others(clock, city, sit_down):
    for name in ("赵一", "钱二"):
        certified(city, household_of(city, {"name": name}))
    worker = sit_down(PHONE)
    worker.sign_in("worker")
    for case in ZeroFamilyCase.objects.order_by("pk"):
        page = worker.open(f"{reverse('households:exit_new')}?family_case={case.pk}")
        page.get_by_label("退出原因").select_option("unable")
        page.get_by_label("退出日期").fill(NOTICE_ENDED.date().isoformat())
        page.get_by_label("事实与证明材料").fill("劳动能力鉴定结论书 17 号")
        assert worker.faults() == []
        press(page, "提交街道")
        expect(page.get_by_text("没有证明材料的扫描件")).to_be_visible()
    page.get_by_label("材料类别").select_option("appraisal")
    page.get_by_label("选择文件").set_input_files([chosen("鉴定.jpg", photo(size=(600, 800)))])
    press(page, "上传材料")
    expect(page.get_by_role("link", name="查看劳动能力鉴定结论 1")).to_be_visible()
    expect(page.get_by_text("没有证明材料的扫描件")).to_have_count(0)
    assert worker.faults() == []
    with page.expect_navigation():
        page.get_by_role("link", name="划去劳动能力鉴定结论 1").click()
    assert worker.faults() == []

    officer = sit_down(DESK)
    officer.sign_in("street")
    page = officer.open(reverse("desk:exit_batch"))
    expect(page.get_by_text("没有扫描件，请核对文书原件")).to_have_count(1)
    expect(page.get_by_text("扫描件 1 个")).to_have_count(1)
    first, second = Exit.objects.order_by("pk")
    for one in (first, second):
        page.get_by_role("checkbox", name=f"办理 {one.number}").check()
    page.get_by_label(f"{first.number} 决定").select_option("returned")
    page.get_by_label(f"{first.number} 退回或不予的理由").fill("请上传鉴定书")
    assert officer.faults() == []
    press(page, "办理所选")
    expect(page.get_by_text("已办理 2 件")).to_be_visible()
    assert officer.faults() == []
    assert list(Exit.objects.order_by("pk").values_list("status", flat=True)) == ["returned", "approved"]
    assert worker.problems + officer.problems == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_system_is_filed_and_a_scan_read(clock, city, sit_down, size):
    desk = sit_down(size)
    desk.sign_in("director")
    page = desk.open(reverse("policy:systems"))
    assert desk.faults() == []
    with page.expect_navigation():
        page.get_by_role("link", name="登记本单位的制度").first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="登记跟踪服务制度").click()
    expect(page.get_by_role("combobox", name="制度", exact=True)).to_have_value("follow_up")
    press(page, "登记制度")
    expect(page.get_by_text("请选择文件。").first).to_be_visible()
    page.get_by_role("textbox", name="名称").fill("向阳社区跟踪服务制度")
    page.get_by_role("textbox", name="施行日期").fill("2026-01-01")
    page.get_by_label("选择文件").set_input_files([chosen("制度.pdf", pdf(), "application/pdf")])
    press(page, "登记制度")
    expect(page.get_by_text("缺 4 项")).to_be_visible()
    assert desk.faults() == []
    assert WrittenSystem.objects.get().title == "向阳社区跟踪服务制度"

    reader = sit_down(size)
    reader.sign_in("city")
    document = Document.objects.get(number="哈就办字[2007]12号")
    page = reader.open(reverse("policy:document", args=[document.pk]))
    page.get_by_label("选择文件").set_input_files([chosen("原文.jpg", photo(size=(600, 800)))])
    press(page, "上传扫描件")
    assert reader.faults() == []
    with page.expect_popup() as opened:
        page.get_by_role("link", name="第 1 份").first.click()
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("document.images[0].naturalWidth") == 600
    assert desk.problems + reader.problems == []
