"""工作预案: one in force for each certified family, revised without losing the last, with its days of follow-up."""

import datetime as dt

import pytest
from django.urls import reverse

from assistance.actions.preparations import PreparationRefused, Prepared, prepare
from assistance.enums import Rhythm
from assistance.models import Preparation
from assistance.queries.preparations import unprepared
from households.models import ZeroFamilyCase
from tests.casework import NOTICE_ENDED, certified, household_of

DAY = dt.timedelta(days=1)
TODAY = NOTICE_ENDED.date()


@pytest.fixture
def case(city, monday):
    certified(city, household_of(city, {"name": "李一"}))
    monday.move_to(NOTICE_ENDED)
    return ZeroFamilyCase.objects.get()


def test_a_family_is_listed_until_somebody_prepared_for_it(as_user, city, case):
    client, page = as_user(city.worker), reverse("assistance:prepare", args=[case.pk])
    assert "李一" in client.get(reverse("assistance:unprepared")).content.decode()
    given = {"risks": "没有适合岗位", "response": "公益性岗位托底", "owner": city.worker.pk, "rhythm": 14}
    assert "请填写首次跟踪日期。" in client.post(page, given).content.decode()
    assert client.post(page, given | {"first_on": TODAY}).url == reverse("assistance:family", args=[case.pk])
    assert list(unprepared(city.worker, TODAY)) == []
    client.post(page, given | {"first_on": TODAY + DAY, "response": "街道企业吸纳"})

    shown = client.get(reverse("assistance:family", args=[case.pk])).content.decode()
    for words in ("第 2 版", "街道企业吸纳", "公益性岗位托底", "每两周"):
        assert words in shown


@pytest.mark.parametrize(
    ("values", "why"),
    [({"risks": " "}, "困难"), ({"first_on": TODAY - DAY}, "早于今天"), ({"owner": None}, "责任人")],
)
def test_what_is_wrong_is_refused(city, case, values, why):
    values = {"owner": city.neighbour_worker} if "owner" in values else values
    content = {"risks": "困难", "response": "托底", "owner": city.worker, "first_on": TODAY, "rhythm": Rhythm.WEEKLY}
    with pytest.raises(PreparationRefused, match=why):
        prepare(case=case, prepared=Prepared(**content | values), worker=city.worker, at=NOTICE_ENDED)


@pytest.mark.parametrize(("later", "next_on"), [(-3, 0), (0, 0), (1, 7), (7, 7), (8, 14)])
def test_the_days_of_follow_up_come_again_and_again(later, next_on):
    made = Preparation(first_on=TODAY, rhythm=Rhythm.WEEKLY)

    assert made.next_on(TODAY + later * DAY) == TODAY + next_on * DAY
