"""Who employs, and what is looked for."""

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.employing import agreement, employer, push_member, readiness, vacancy
from tests.offering import offer
from tests.rows import DAY, NOON, ONE_DAY

from . import breaks, refused


@breaks("employer_has_a_name_and_an_address")
def test_an_employer_has_a_name_and_an_address(city, constraint):
    for empty in ("name", "address"):
        with refused(constraint):
            employer(city.community, **{empty: ""})


@breaks("employer_number_is_of_its_kind")
@pytest.mark.parametrize(
    ("number", "kind"),
    [("91350100M000100Y43", ""), ("", "licence"), ("91350100M000100Y43", "licence"), ("123", "organisation_code")],
)
def test_an_employers_number_is_of_its_kind(city, constraint, number, kind):
    with refused(constraint):
        employer(city.community, number=number, number_kind=kind)
    employer(city.community, number="230100100012345", number_kind="licence")


@breaks("employer_of_a_street_tells_since_when_and_how_many")
def test_only_an_enterprise_of_a_street_tells_since_when_it_exists_and_how_many_work_there(city, constraint):
    for values in ({"kind": "labour_service", "established_on": DAY}, {"staff": 3}):
        with refused(constraint):
            employer(city.community, **values)
    employer(city.community, kind="labour_service", established_on=DAY, staff=0)


@breaks("employer_number_is_one_employers")
def test_an_employers_number_is_one_employers(city, constraint):
    own = {"number": "230100100012345", "number_kind": "licence"}
    employer(city.community, **own)
    employer(city.community, name="没有代码的商店")
    with refused(constraint):
        employer(city.neighbour, **own)
    employer(city.neighbour, name="另一家没有代码的商店")


@breaks("vacancy_says_what_and_where")
def test_a_vacancy_says_what_and_where(city, constraint):
    for empty in ("position", "post_type", "place"):
        with refused(constraint):
            vacancy(employer(city.community), **{empty: ""})


@breaks("vacancy_wants_somebody_for_some_wage")
@pytest.mark.parametrize("values", [{"wanted": 0}, {"wage": -1}])
def test_a_vacancy_wants_somebody_for_some_wage(city, constraint, values):
    with refused(constraint):
        vacancy(employer(city.community), **values)


@breaks("vacancy_holds_from_the_day_it_was_collected")
@pytest.mark.parametrize("values", [{"expires_on": DAY - ONE_DAY}, {"published_on": DAY - ONE_DAY}])
def test_a_vacancy_holds_from_the_day_it_was_collected(city, constraint, values):
    with refused(constraint):
        vacancy(employer(city.community), **values)
    vacancy(employer(city.community), published_on=None, expires_on=DAY)


@breaks("vacancy_is_published_with_a_telephone")
def test_a_vacancy_is_published_with_a_telephone(city, constraint):
    with refused(constraint):
        vacancy(employer(city.community), enquiries="")
    vacancy(employer(city.community), enquiries="", published_on=None)


@breaks("vacancy_is_closed_for_a_reason")
@pytest.mark.parametrize(
    "values", [{"closed_on": DAY}, {"closing": "filled"}, {"closed_on": DAY - ONE_DAY, "closing": "filled"}]
)
def test_a_vacancy_is_closed_for_a_reason(city, constraint, values):
    with refused(constraint):
        vacancy(employer(city.community), **values)
    vacancy(employer(city.community), closed_on=DAY, closing="filled")


@breaks("offer_of_a_vacancy_stands_once_for_a_person")
def test_an_offer_of_a_vacancy_stands_once_for_a_person(city, person, constraint):
    own = vacancy(employer(city.community))
    first = offer(person, vacancy=own)
    with refused(constraint):
        offer(person, vacancy=own)
    offer(person), offer(person)
    first.struck_by, first.struck_at, first.struck_because = first.recorded_by, NOON, "登记错了"
    first.save()
    offer(person, vacancy=own)


@breaks("agreement_holds_from_the_day_it_was_signed")
def test_an_agreement_holds_from_the_day_it_was_signed(city, constraint):
    with refused(constraint):
        agreement(employer(city.community), valid_until=DAY - ONE_DAY)


@breaks("agreement_says_what_and_with_whom")
def test_an_agreement_says_what_and_with_whom(city, constraint):
    for empty in ("terms", "contact"):
        with refused(constraint):
            agreement(employer(city.community), **{empty: ""})


@breaks("agreement_ends_for_a_reason")
@pytest.mark.parametrize("values", [{"ended_on": DAY}, {"ended_because": "单位停业"}])
def test_an_agreement_ends_for_a_reason(city, constraint, values):
    with refused(constraint):
        agreement(employer(city.community), **values)
    agreement(employer(city.community), ended_on=DAY, ended_because="单位停业")


@breaks("readiness_stands_once_for_a_street")
def test_readiness_stands_once_for_a_street(city, constraint):
    first = readiness(city.street)
    with refused(constraint):
        readiness(city.street)
    first.struck_by, first.struck_at, first.struck_because = first.found_by, NOON, "认定有误"
    first.save()
    readiness(city.street)


@breaks("readiness_is_due_after_it_was_found_on_some_ground")
@pytest.mark.parametrize("values", [{"ground": ""}, {"due_on": DAY - ONE_DAY}])
def test_readiness_is_due_after_it_was_found_on_some_ground(city, constraint, values):
    with refused(constraint):
        readiness(city.street, **values)


@breaks("readiness_is_struck_off_for_a_reason")
def test_readiness_is_struck_off_for_a_reason(city, constraint):
    with refused(constraint):
        readiness(city.street, struck_at=NOON)


@breaks("push_member_is_one_for_a_district")
def test_one_member_pushes_a_district_at_a_time(city, constraint):
    push_member(city.district, validity=DateRange(DAY, DAY + ONE_DAY))
    with refused(constraint):
        push_member(city.district, validity=DateRange(DAY, None))
    push_member(city.district, validity=DateRange(DAY + ONE_DAY, None))


@breaks("push_member_has_a_name_and_a_post")
def test_a_push_member_has_a_name_and_a_post(city, constraint):
    for empty in ("name", "post"):
        with refused(constraint):
            push_member(city.district, **{empty: ""})


@breaks("push_member_begins_on_a_day_and_serves_one_at_least")
@pytest.mark.parametrize("days", [DateRange(None, DAY), DateRange(DAY, DAY)])
def test_a_push_member_begins_on_a_day_and_serves_one_at_least(city, constraint, days):
    with refused(constraint):
        push_member(city.district, validity=days)
