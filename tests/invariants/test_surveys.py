"""Incomes, the merger, notices, rounds of surveys, reasons without a case, and requests about one's data."""

import datetime as dt

from households.enums import FactKind
from households.models import DataRequest, NoCase, Person, SurveyRound
from tests.factories import fact
from tests.rows import DAY, NOON, ONE_DAY, survey

from . import breaks, refused


@breaks("household_names_the_source_of_an_income_only")
def test_a_household_names_the_source_of_an_income_only(home, constraint):
    for income in (None, 0):
        home.monthly_income, home.income_source = income, "wage"
        with refused(constraint):
            home.save()
    home.monthly_income = 1
    home.save()


@breaks("person_income_is_not_negative_and_has_a_source")
def test_a_persons_income_is_not_negative_and_has_a_source(person, constraint):
    for income, source in ((-1, "wage"), (-1, ""), (1, ""), (0, "wage"), (None, "wage")):
        with refused(constraint):
            Person.objects.filter(pk=person.pk).update(monthly_income=income, income_source=source)
    Person.objects.filter(pk=person.pk).update(monthly_income=1, income_source="wage")


@breaks("fact_only_of_the_merger_names_an_enterprise")
def test_the_merger_and_nothing_else_names_an_enterprise(person, constraint):
    with refused(constraint):
        fact(person, FactKind.MERGED, DAY)
    with refused(constraint):
        fact(person, FactKind.LAID_OFF, DAY, employer="第一纺织厂")
    fact(person, FactKind.MERGED, DAY, employer="第一纺织厂")


@breaks("fact_of_special_hardship_names_its_source")
def test_special_hardship_names_its_source(person, constraint):
    with refused(constraint):
        fact(person, FactKind.SPECIAL_HARDSHIP, DAY)


@breaks("survey_notice_has_a_version_a_day_and_a_way")
def test_a_notice_given_has_a_version_a_day_and_a_way(city, home, constraint):
    given = {"notice_version": "2026-1", "notice_given_on": DAY, "notice_way": "read_out"}
    survey(home, city.worker, **given)
    for name, nothing in (("notice_version", ""), ("notice_given_on", None), ("notice_way", "")):
        with refused(constraint):
            survey(home, city.worker, **given | {name: nothing})


def survey_round(city, **values):
    values = {"title": "调查", "starts_on": DAY, "ends_on": DAY, "document": "通知"} | values
    return SurveyRound.objects.create(area=city.street, set_by=city.street_officer, set_at=NOON, **values)


@breaks("survey_round_ends_after_it_starts")
def test_a_round_ends_after_it_starts(city, constraint):
    with refused(constraint):
        survey_round(city, ends_on=DAY - ONE_DAY)


@breaks("survey_round_names_its_document")
def test_a_round_names_its_document(city, constraint):
    with refused(constraint):
        survey_round(city, document="")


@breaks("survey_round_is_called_off_with_a_reason")
def test_a_round_is_called_off_on_a_day_with_a_reason(city, constraint):
    for values in ({"cancelled_on": DAY}, {"cancel_reason": "另行部署"}):
        with refused(constraint):
            survey_round(city, **values)


def no_case(city, home, **values):
    values = {"reason": "unwilling", "evidence": "声明", "holds_until": DAY, "source": "条款"} | values
    return NoCase.objects.create(household=home, recorded_on=DAY, recorded_by=city.worker, **values)


@breaks("no_case_has_evidence")
def test_a_reason_without_a_case_has_evidence(city, home, constraint):
    with refused(constraint):
        no_case(city, home, evidence="")


@breaks("no_case_holds_from_its_day_by_an_article")
def test_a_reason_holds_from_its_day_on_by_an_article(city, home, constraint):
    with refused(constraint):
        no_case(city, home, holds_until=DAY - ONE_DAY)
    with refused(constraint):
        no_case(city, home, source="")


@breaks("no_case_of_a_person_names_categories")
def test_a_persons_reason_names_categories_and_a_familys_none(city, home, person, constraint):
    with refused(constraint):
        no_case(city, home, person=person)
    with refused(constraint):
        no_case(city, home, categories=[1])
    no_case(city, home, person=person, categories=[1])


def request(city, person, **values):
    values = {"kind": "see", "applicant": "self", "applicant_name": "张三", "wish": "查阅", "received_on": DAY} | values
    values = {"area": city.community, "received_by": city.worker, "due_on": DAY, "due_source": "条款"} | values
    return DataRequest.objects.create(person=person, **values)


@breaks("data_request_is_due_after_receipt_by_an_article")
def test_a_request_is_due_after_its_receipt_by_an_article(city, person, constraint):
    with refused(constraint):
        request(city, person, due_on=DAY - ONE_DAY)
    with refused(constraint):
        request(city, person, due_source="")


@breaks("data_request_closes_by_somebody_with_an_outcome")
def test_a_request_closes_by_somebody_with_an_outcome_and_an_answer(city, person, constraint):
    closed = {"closed_on": DAY, "closed_by": city.worker, "outcome": "refused", "answer": "理由"}
    request(city, person, **closed)
    for name, nothing in (("closed_on", None), ("closed_by", None), ("outcome", ""), ("answer", "")):
        with refused(constraint):
            request(city, person, **closed | {name: nothing})
    with refused(constraint):
        request(city, person, **closed | {"closed_on": DAY - dt.timedelta(days=1)})
