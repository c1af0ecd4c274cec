"""残疾人证 at the door: its type and grade are typed or read from its number, shown, and kept by the next survey."""

import datetime as dt

import pytest
from django.urls import reverse

from households.enums import Disability, DisabilityGrade, FactKind
from households.models import Fact, Household
from tests.factories import fact
from tests.households import doorstep
from tests.households.doorstep import as_sent, errors_at

NEW = "households:survey_new"
NUMBER = "23010319710504123442"  # 肢体二级
CARD = {"fact_21": "on", "fact_21_since": "2019-05-06"}
TYPED = {"fact_21_disability": "hearing", "fact_21_grade": "3"}
AT_THE_TYPE, AT_THE_GRADE = "id_members-0-fact_21_disability", "id_members-0-fact_21_grade"


@pytest.fixture
def send(as_user, town):
    def sent(**values: str):
        row = doorstep.member("张建国", dt.date(1971, 5, 4), relation="head", **doorstep.CLEARS)
        return as_user(town.worker).post(reverse(NEW), doorstep.form(town.worker, row | CARD | values))

    return sent


def graded() -> tuple[str, int | None]:
    known = Fact.objects.get(kind=FactKind.DISABILITY_CERTIFICATE)
    return known.disability, known.grade


def test_an_older_certificate_is_typed_as_it_reads(send, as_user, town):
    assert send(**TYPED, fact_21_number="哈残字7号").status_code == 302
    assert graded() == (Disability.HEARING, DisabilityGrade.THIRD)
    person = Fact.objects.get().person
    page = as_user(town.worker).get(reverse("households:person", args=[person.pk])).content.decode()
    assert "听力三级" in page
    assert "哈残字7号" not in page


def test_the_number_of_a_newer_one_says_it(send):
    assert send(fact_21_number=NUMBER).status_code == 302
    assert graded() == (Disability.LIMBS, DisabilityGrade.SECOND)


def test_what_is_neither_chosen_nor_numbered_is_asked_for_at_the_field(send):
    found = errors_at(send(fact_21_number="哈残字7号"))
    assert "残疾类别" in found[AT_THE_TYPE]
    assert "残疾等级" in found[AT_THE_GRADE]
    assert not Household.objects.exists()


def test_what_contradicts_the_number_is_said_at_the_field(send):
    found = errors_at(send(**TYPED, fact_21_number=NUMBER))
    assert "肢体二级" in found[AT_THE_TYPE]
    assert "肢体二级" in found[AT_THE_GRADE]


def test_the_next_survey_begins_with_them_and_keeps_them(send, as_user, town):
    send(**TYPED)
    again = reverse("households:survey", args=[Household.objects.get().pk])
    client = as_user(town.worker)
    opened = as_sent(client.get(again).context["form"])
    assert (opened["members-0-fact_21_disability"], opened["members-0-fact_21_grade"]) == ("hearing", "3")
    assert client.post(again, opened).status_code == 302
    assert graded() == (Disability.HEARING, DisabilityGrade.THIRD)


def test_a_certificate_registered_of_old_without_them_holds_up_no_survey(as_user, town):
    client = as_user(town.worker)
    row = doorstep.member("张建国", dt.date(1971, 5, 4), relation="head", **doorstep.CLEARS)
    assert client.post(reverse(NEW), doorstep.form(town.worker, row)).status_code == 302
    home = Household.objects.get()
    fact(home.memberships.get().person, FactKind.DISABILITY_CERTIFICATE, dt.date(2015, 1, 1))
    again = reverse("households:survey", args=[home.pk])
    opened = as_sent(client.get(again).context["form"])
    assert client.post(again, opened).status_code == 302
    assert graded() == ("", None)
    half = as_sent(client.get(again).context["form"]) | {"members-0-fact_21_disability": "sight"}
    assert "残疾等级" in errors_at(client.post(again, half))[AT_THE_GRADE]
