"""A worker leaves: two hundred families, with the measures still to be done, go to the successor in one act."""

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from playwright.sync_api import expect

from assistance.models import Measure, WorkTransfer
from households.enums import LinkKind
from households.models import FamilyLink, Household
from tests import factories
from tests.assistance.rows import measure, plan
from tests.casework import JULY
from tests.rows import spell

from .conftest import DESK, PHONE
from .officers import city_that_signs_in, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FAMILIES = 200


def cases_of(city):
    """Families of the worker's, the first with a plan whose measure is still to be done."""
    homes = Household.objects.bulk_create(
        Household(area=city.community, address=f"和平路{number}号") for number in range(FAMILIES)
    )
    FamilyLink.objects.bulk_create(
        FamilyLink(household=home, kind=LinkKind.WORKER, officer=city.worker, validity=DateRange(JULY, None))
        for home in homes
    )
    case = spell(factories.member(homes[0], name="李一"))
    measure(plan(case, opened_by=city.worker), owner=city.worker)


def test_two_hundred_cases_are_handed_over_in_one_act(clock, sit_down):
    city = city_that_signs_in()
    cases_of(city)
    street = sit_down(DESK)
    street.sign_in("street")
    page = street.open(reverse("assistance:transfers"))
    with page.expect_navigation():
        page.get_by_role("link", name="刘社区").first.click()
    expect(page.locator("main")).to_contain_text("200 户", use_inner_text=True)
    page.locator("select[name=successor]").select_option(label="孙接手（向阳社区）")
    page.fill("textarea[name=reason]", "调离岗位")
    faults = street.faults()
    send(page)
    expect(page.locator("main")).to_contain_text("没有需要移交的责任", use_inner_text=True)
    expect(page.locator("main")).to_contain_text("刘社区 → 孙接手：200 户，1 项措施", use_inner_text=True)

    made = WorkTransfer.objects.get()
    assert (made.families, made.measures) == (FAMILIES, 1)
    assert FamilyLink.objects.filter(officer=city.second_worker, validity__upper_inf=True).count() == FAMILIES
    assert Measure.objects.get().owner == city.second_worker

    second = sit_down(PHONE)
    second.sign_in("second")
    expect(second.open("/").locator("main")).to_contain_text("待我落实的援助措施", use_inner_text=True)
    own = second.open(reverse("assistance:own_families"))
    expect(own.locator("main")).to_contain_text("和平路199号", use_inner_text=True)
    assert [*faults, *street.problems, *second.faults(), *second.problems] == []
