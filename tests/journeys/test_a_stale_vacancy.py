"""A vacancy nobody asks after closes by itself at night, and is published no more; asked after, it stands again."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.enums import AreaLevel
from assistance import tasks
from assistance.models import Vacancy
from tests.casework import MONDAY
from tests.employing import employer

from .conftest import PHONE
from .officers import city_that_signs_in, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_vacancy_that_nobody_asks_after_closes_by_itself(clock, sit_down):
    city = city_that_signs_in()
    clock.move_to(MONDAY)
    own = employer(city.community, name="红旗印刷厂")
    assert own.area.level == AreaLevel.COMMUNITY
    worker, anybody = sit_down(), sit_down(PHONE)
    worker.sign_in("worker")

    page = worker.open(reverse("assistance:vacancy_new", args=[own.pk]))
    page.fill("input[name=position]", "装订工")
    page.select_option("select[name=post_type]", "其他岗位")
    page.fill("input[name=wage]", "2600")
    faults = worker.faults()
    send(page)
    page.fill("input[name=enquiries]", "0451-84600000")
    faults += worker.faults()
    send(page)
    kept = Vacancy.objects.get()
    shown = anybody.open(reverse("assistance:published")).inner_text("main")
    assert "装订工" in shown
    assert "0451-84600000" in shown
    faults += anybody.faults()

    clock.move_to(MONDAY + dt.timedelta(days=31))
    assert tasks.close_vacancies() == 1
    cache.clear()
    assert "没有正在招用的岗位" in anybody.open(reverse("assistance:published")).inner_text("main")
    worker.sign_in("worker")
    page = worker.open(reverse("assistance:vacancy", args=[kept.pk]))
    assert "到期未复核" in page.inner_text("main")

    with page.expect_navigation():
        page.get_by_role("button", name="已复核，仍在招用").click()
    assert "有效期至 2026-11-07" in page.inner_text("main")
    assert [*faults, *worker.faults(), *worker.problems, *anybody.problems] == []
