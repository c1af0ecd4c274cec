"""A promise both sides signed is broken by the clock; the family is placed late, and that is shown for ever."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from accounts.uploads.checking import checked
from assistance.actions.pledges import Promised, draft_pledge, sign_pledge
from households.models import ZeroFamilyCase
from tests.casework import NOTICE_ENDED, certified, household_of
from tests.pictures import photo

from .conftest import DESK, PHONE
from .officers import choose, city_that_signs_in, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = dt.timedelta(days=1)


def signed_by_both(city, case, member):
    pledge = draft_pledge(case=case, promised=Promised("按期安排岗位", "不挑不拣"), worker=city.worker, at=NOTICE_ENDED)
    for person in (None, member):
        width = 200 if person else 220
        file = checked(SimpleUploadedFile("签名.png", photo(size=(width, 100)), "image/jpeg"))
        sign_pledge(pledge=pledge, file=file, person=person, worker=city.worker, at=NOTICE_ENDED)


def at(sit_down, clock, moment, size=DESK):
    clock.move_to(moment)
    desk = sit_down(size)
    desk.sign_in("worker")
    return desk


def test_a_promise_once_broken_stays_late_for_ever(clock, sit_down):
    city = city_that_signs_in()
    home = household_of(city, {"name": "李逾期"})
    certified(city, home)
    case, person = ZeroFamilyCase.objects.get(), home.memberships.get().person
    signed_by_both(city, case, person)
    family = reverse("assistance:family", args=[case.pk])
    due = dt.datetime.combine(case.due_on, dt.time(10), NOTICE_ENDED.tzinfo)

    worker = at(sit_down, clock, due - 10 * DAY, PHONE)
    expect(worker.open(family).locator("main")).to_contain_text("10 天", use_inner_text=True)
    worker = at(sit_down, clock, due + 4 * DAY, PHONE)
    page = worker.open("/")
    expect(page.locator("main")).to_contain_text("李逾期", use_inner_text=True)
    expect(worker.open(family).locator("main")).to_contain_text("已逾期 4 天", use_inner_text=True)

    page = worker.open(reverse("assistance:place", args=[person.pk]))
    choose(page, "kind", "4")
    page.fill("input[name=since]", (due + 4 * DAY).date().isoformat())
    for name, value in (("channel", "4"), ("source", "community"), ("workplace", "street")):
        page.locator(f"select[name={name}]").select_option(value)
    send(page)
    expect(worker.open(family).locator("main")).to_contain_text("逾期", use_inner_text=True)

    years_later = at(sit_down, clock, due + 900 * DAY)
    page = years_later.open(reverse("assistance:promises"))
    row = page.locator("main tbody tr", has_text="李逾期")
    expect(row).to_contain_text("逾期", use_inner_text=True)
    told = years_later.open(reverse("desk:timeline", args=[person.pk])).inner_text("main")
    assert "家庭逾期安置" in told
    assert "晚 4 天" in told
    assert [*worker.problems, *years_later.faults(), *years_later.problems] == []
