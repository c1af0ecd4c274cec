"""The survey on paper: blank, or as registered with its numbers masked."""

import pytest
from django.urls import reverse

from households.models import Household, Person
from households.rules.clears import TITLES
from tests.households import doorstep

BLANK = "households:survey_blank"


@pytest.fixture
def client(as_user, town):
    return as_user(town.worker)


def test_a_blank_sheet_asks_the_five_clears_gives_the_notice_and_is_signed(client, town):
    page = client.get(reverse(BLANK)).content.decode()
    assert all(title in page for title in TITLES.values())
    for words in ("个人信息告知书（2026-1版）", "调查对象签名", "本人确认签名", "并轨人员", town.community.name):
        assert words in page
    assert "☑" not in page


@pytest.mark.parametrize(("asked", "pages"), [("4", 4), ("0", 1), ("99", 10), ("二", 2), ("", 2)])
def test_a_blank_sheet_has_as_many_pages_as_asked_for(client, asked, pages):
    page = client.get(reverse(BLANK), {"people": asked}).content.decode()
    assert page.count("成员调查表") == pages


def test_a_households_sheet_holds_what_is_registered_but_no_whole_number(client, town):
    client.post(reverse("households:survey_new"), doorstep.form(town.worker, *doorstep.family()))
    home = Household.objects.get()
    sheet = reverse("households:survey_sheet", args=[home.pk])
    assert sheet in client.get(reverse("households:household", args=[home.pk])).content.decode()
    page = client.get(sheet).content.decode()
    assert page.count("成员调查表") == 3
    for words in ("幸福路1号3单元201", "张建国", "☑ 自有住房", "☑ 家政服务", "☑ 在校学生", home.number):
        assert words in page
    for person in Person.objects.all():
        assert person.masked_id in page
        assert person.id_number not in page
    assert "13900001234" not in page
    assert "6222021001000000018" not in page


def test_an_answer_in_ones_own_words_stands_on_the_sheet(client, town):
    row = doorstep.family()[0] | {"skills": "其他", "skills_other": "修表"}
    client.post(reverse("households:survey_new"), doorstep.form(town.worker, row))
    sheet = reverse("households:survey_sheet", args=[Household.objects.get().pk])
    assert "☑ 修表" in client.get(sheet).content.decode()
