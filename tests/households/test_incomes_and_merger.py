"""收入、并轨、特困 at the door: typed once, on record, shown, kept by the next survey, refused where they clash."""

import datetime as dt

import pytest
from django.urls import reverse

from households.enums import FactKind
from households.models import Household, Person, Survey
from tests.households import doorstep
from tests.households.doorstep import as_sent, errors_at

NEW = "households:survey_new"
MERGED = {"fact_13": "on", "fact_13_since": "2005-12-31", "fact_13_employer": "哈尔滨第一纺织厂"}
HARDSHIP = {"fact_28": "on", "fact_28_since": "2026-01-01", "fact_28_evidence": "道里民救〔2026〕3号"}
INCOME = {"monthly_income": "800", "income_source": "relief"}


@pytest.fixture
def client(as_user, town):
    return as_user(town.worker)


@pytest.fixture
def sent(town):
    """The form of one man with all of it."""

    def form(household: dict[str, str] | None = None, **values: str) -> dict[str, str]:
        row = doorstep.member("张建国", dt.date(1971, 5, 4), relation="head", **doorstep.CLEARS)
        household = {"monthly_income": "1500.50", "income_source": "relief"} | (household or {})
        return doorstep.form(town.worker, row | MERGED | HARDSHIP | INCOME | values, **household)

    return form


@pytest.fixture
def home(client, sent) -> Household:
    assert client.post(reverse(NEW), sent()).status_code == 302
    return Household.objects.get()


def facts() -> list[tuple[int, str, str, str]]:
    rows = Person.objects.get().facts.order_by("kind")
    return [(fact.kind, str(fact.validity.lower), fact.employer, fact.evidence) for fact in rows]


SAID = [
    (FactKind.MERGED, "2005-12-31", "哈尔滨第一纺织厂", ""),
    (FactKind.SPECIAL_HARDSHIP, "2026-01-01", "", "道里民救〔2026〕3号"),
]


def test_one_sending_holds_incomes_merger_and_hardship(home):
    person = Person.objects.get()
    assert (str(home.monthly_income), home.income_source) == ("1500.50", "relief")
    assert (str(person.monthly_income), person.income_source) == ("800.00", "relief")
    assert facts() == SAID
    record = Survey.objects.get().answers
    assert (record["monthly_income"], record["income_source"]) == ("1500.50", "relief")
    assert (record["members"][0]["monthly_income"], record["members"][0]["income_source"]) == ("800", "relief")


def test_a_re_survey_begins_with_them_and_keeps_them(client, home):
    url = reverse("households:survey", args=[home.pk])
    assert client.post(url, as_sent(client.get(url).context["form"])).status_code == 302
    home.refresh_from_db()
    assert (str(home.monthly_income), home.income_source) == ("1500.50", "relief")
    assert str(Person.objects.get().monthly_income) == "800.00"
    assert facts() == SAID


def test_they_stand_on_the_pages_and_in_the_record(client, home):
    person = Person.objects.get()
    page = client.get(reverse("households:person", args=[person.pk])).content.decode()
    assert "800.00 元（低保、救助金）" in page
    assert "哈尔滨第一纺织厂" in page
    assert "道里民救〔2026〕3号" in page
    page = client.get(reverse("households:household", args=[home.pk])).content.decode()
    assert "1,500.50 元（低保、救助金），人均 1,500.50 元" in page
    record = client.get(reverse("households:survey_done", args=[Survey.objects.get().pk])).content.decode()
    assert "并轨人员（2005-12-31至今，哈尔滨第一纺织厂）" in record
    assert "月收入800元（低保、救助金）" in record


def test_people_of_the_merger_are_found_by_it(client, home):
    people = reverse("households:people")
    assert "张建国" in client.get(people, {"fact": str(FactKind.MERGED.value)}).content.decode()
    assert "张建国" not in client.get(people, {"fact": str(FactKind.LAND_LOSS.value)}).content.decode()


@pytest.mark.parametrize(
    ("household", "member", "field", "words"),
    [
        ({}, {"fact_13_employer": ""}, "id_members-0-fact_13_employer", "请填写并轨企业"),
        ({}, {"fact_13_since": ""}, "id_members-0-fact_13_since", "请填写离开企业日期"),
        ({}, {"fact_28_evidence": ""}, "id_members-0-fact_28_evidence", "请写明证明材料"),
        ({}, {"income_source": ""}, "id_members-0-income_source", "请选择收入来源"),
        ({}, {"monthly_income": ""}, "id_members-0-income_source", "不选收入来源"),
        ({}, {"monthly_income": "-1"}, "id_members-0-monthly_income", "不能小于0"),
        ({"monthly_income": ""}, {}, "id_income_source", "不选收入来源"),
        ({"monthly_income": "799.99"}, {}, "id_monthly_income", "超过家庭月收入"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_saved(client, sent, household, member, field, words):
    response = client.post(reverse(NEW), sent(household, **member))
    assert words in errors_at(response)[field]
    assert not Household.objects.exists()
