"""A complaint from the public page, investigated and found untrue: no sign-in, no name shown, asked after by number."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assistance.models import Complaint
from tests.casework import MONDAY

from .conftest import PHONE
from .officers import choose, city_that_signs_in, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, verb):
    with page.expect_navigation():
        page.get_by_role("button", name=verb).click()


def test_a_complaint_from_the_public_page_is_investigated_and_found_untrue(clock, sit_down):
    city = city_that_signs_in()
    clock.move_to(MONDAY)
    citizen, street, worker = sit_down(PHONE), sit_down(), sit_down()

    page = citizen.open(reverse("assistance:complain"))
    page.fill("input[name=against]", "向阳社区服务窗口")
    page.locator("select[name=against_area]").select_option(str(city.community.pk), force=True)
    faults = citizen.faults()
    press(page, "提交举报投诉")
    assert "请填写举报投诉内容" in page.inner_text("main")
    page.fill("textarea[name=text]", "开失业证明跑了三趟，没有说明缺什么材料。")
    press(page, "提交举报投诉")
    own = Complaint.objects.get()
    expect(page.locator("main")).to_contain_text(own.number)
    asked = page.url
    faults += citizen.faults()

    worker.sign_in("worker")
    assert worker.page.goto(worker.address + reverse("assistance:complaint", args=[own.pk])).status == 403
    street.sign_in("street")
    page = street.open(reverse("desk:my_work"))
    expect(page.locator("main")).to_contain_text("待办理的举报投诉")
    page = street.open(reverse("assistance:complaint", args=[own.pk]))
    faults += street.faults()
    choose(page, "complaint_accept-is_targeted", "yes")
    press(page, "受理举报投诉")
    choose(page, "complaint_conclude-finding", "untrue")
    page.fill("textarea[name=complaint_conclude-findings]", "查阅收件登记和录像：首次到访即已书面告知所缺材料。")
    page.fill("textarea[name=complaint_conclude-reply]", "经办人员已书面告知所缺材料，按规定办理。")
    send(page)
    expect(page.locator("main")).to_contain_text("不属实")
    faults += street.faults()

    shown = citizen.page.goto(asked) and citizen.page.inner_text("main")
    assert "不属实" in shown
    assert "录像" not in shown
    assert [*faults, *citizen.problems, *street.problems] == []
