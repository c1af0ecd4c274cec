"""Training that an employer ordered: people are enrolled, complete it, one comes to work there, and that is counted."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assistance.models import Course, Enrolment, Service
from reports.queries import ep8_figures
from reports.queries.figures import period_of_day
from tests.casework import NOTICE_ENDED, certified, disabled_person
from tests.employing import employer

from .officers import choose, city_that_signs_in, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = dt.timedelta(days=1)
ENDS = NOTICE_ENDED + 10 * DAY
PLACED = ENDS + 5 * DAY


def order(desk):
    """The district enters the class that the factory ordered."""
    page = desk.open(reverse("assistance:course_new"))
    choose(page, "kind", "skill")
    for name, value in (("title", "缝纫订单班"), ("trade", "缝纫工"), ("place", "区培训中心")):
        page.fill(f"input[name={name}]", value)
    for name, value in (("hours", "60"), ("capacity", "20"), ("placed_within_days", "30")):
        page.fill(f"input[name={name}]", value)
    page.fill("input[name=starts_on]", NOTICE_ENDED.date().isoformat())
    page.fill("input[name=ends_on]", ENDS.date().isoformat())
    page.locator("select[name=level]").select_option("5", force=True)
    for name, label in (("institution", "职业学校"), ("ordered_by", "服装厂")):
        page.locator(f"select[name={name}]").evaluate("(one, label) => one.tomselect.setValue("
            "[...one.options].find((each) => each.text.includes(label)).value)", label)  # fmt: skip
    faults = desk.faults()
    send(page)
    return faults


def place(desk, person):
    page = desk.open(reverse("assistance:place", args=[person.pk]))
    choose(page, "kind", "2")
    page.fill("input[name=since]", PLACED.date().isoformat())
    page.fill("input[name=employer]", "服装厂")
    for name, value in (("channel", "1"), ("source", "industry"), ("workplace", "district")):
        page.locator(f"select[name={name}]").select_option(value)
    send(page)


def test_ordered_training_is_completed_leads_to_work_and_is_counted(clock, sit_down):
    city = city_that_signs_in()
    home, person = disabled_person(city)
    certified(city, home, person)
    clock.move_to(NOTICE_ENDED)
    for name in ("职业学校", "服装厂"):
        employer(city.community, name=name)
    district = sit_down()
    district.sign_in("district")
    faults = order(district)
    course = Course.objects.get()
    assert course.is_ordered

    worker = sit_down()
    worker.sign_in("worker")
    page = worker.open(reverse("assistance:course_enrol", args=[course.pk]))
    page.locator(f"input[name=person][value='{person.pk}']").check()
    faults += worker.faults()
    send(page)
    expect(page.locator("main")).to_contain_text("尚未结业", use_inner_text=True)

    clock.move_to(ENDS)
    district = sit_down()
    district.sign_in("district")
    page = district.open(reverse("assistance:course_results", args=[course.pk]))
    faults += district.faults()
    send(page)
    expect(page.locator("main")).to_contain_text("待订单单位录用", use_inner_text=True)
    assert Service.objects.get().on == ENDS.date()

    clock.move_to(PLACED)
    worker = sit_down()
    worker.sign_in("worker")
    place(worker, person)
    page = worker.open(reverse("assistance:training_chain", args=[person.pk]))
    expect(page.locator("main")).to_contain_text("计为培训成果", use_inner_text=True)
    faults += worker.faults()
    page = worker.open(reverse("assistance:course", args=[course.pk]))
    expect(page.locator("main")).to_contain_text("计为培训成果 1 人", use_inner_text=True)

    figures = ep8_figures(city.community, period_of_day(ENDS.date(), city.city))
    assert (figures["24"], figures["28"]) == (1, 1)
    assert Enrolment.objects.get().service == Service.objects.get()
    assert [*faults, *worker.problems, *district.problems] == []
