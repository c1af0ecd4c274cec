"""Areas, accounts, documents and the values they set."""

import datetime as dt

from accounts.enums import AreaLevel
from accounts.fields import resident_id_digest
from policy.models import Document, ParameterKey, ParameterValue
from tests.factories import AreaFactory, UserFactory, made_up_id
from tests.rows import DAY, NOON, ONE_DAY, days, deputation

from . import breaks, refused

BORN = dt.date(1980, 1, 1)


@breaks("area_path_ends_with_own_code")
def test_the_path_of_an_area_ends_with_its_own_code(city, constraint):
    with refused(constraint):
        AreaFactory(code="77", path=f"{city.city.path}78/")


@breaks("area_below_a_city_has_a_parent")
def test_an_area_below_a_city_has_a_parent(city, constraint):
    AreaFactory(code="23", level=AreaLevel.PROVINCE, parent=None)
    with refused(constraint):
        AreaFactory(level=AreaLevel.DISTRICT, parent=None)


@breaks("area_closes_after_it_opens")
def test_an_area_closes_after_it_opens(city, constraint):
    with refused(constraint):
        AreaFactory(parent=city.street, valid_from=dt.date(2010, 1, 2), valid_to=dt.date(2010, 1, 1))


@breaks("area_has_a_successor_only_when_closed")
def test_an_area_that_exists_has_no_successor(city, constraint):
    AreaFactory(parent=city.street, valid_to=dt.date(2010, 1, 1), successor=city.community)
    with refused(constraint):
        AreaFactory(parent=city.street, successor=city.community)


@breaks("user_id_number_comes_with_its_digest")
def test_an_officers_id_number_comes_with_its_digest(city, constraint):
    number = made_up_id(BORN)
    with refused(constraint):
        UserFactory(area=city.street, id_number=number, id_digest=None)
    with refused(constraint):
        UserFactory(area=city.street, id_number="", id_digest=resident_id_digest(number))
    UserFactory(area=city.street, id_number=number, id_digest=resident_id_digest(number))


def document(**values):
    values = {"number": "文〔2026〕1号", "title": "通知", "issuer": "市局", "level": "city"} | values
    return Document.objects.create(issued_on=dt.date(2026, 1, 1), **values)


@breaks("document_lapses_after_it_takes_effect")
def test_a_document_lapses_after_it_takes_effect(db, constraint):
    with refused(constraint):
        document(effective_from=dt.date(2026, 2, 2), effective_to=dt.date(2026, 2, 1))


def enacted(area, validity):
    key, _ = ParameterKey.objects.get_or_create(key="zf.deadline_months")
    paper = Document.objects.first() or document()
    return ParameterValue.objects.create(key=key, area=area, value=3, validity=validity, document=paper, article="一")


@breaks("parameter_value_one_per_area_and_day")
def test_a_parameter_has_one_value_per_area_and_day(city, constraint):
    enacted(city.city, days("2020-01-01", "2026-01-01"))
    enacted(city.city, days("2026-01-01"))
    enacted(city.district, days("2024-01-01"))
    with refused(constraint):
        enacted(city.city, days("2025-12-31", "2026-01-01"))


@breaks("parameter_value_holds_for_a_day_at_least")
def test_a_value_holds_for_a_day_at_least(city, constraint):
    with refused(constraint):
        enacted(city.city, days("2026-01-01", "2026-01-01"))


@breaks("deputation_one_per_officer_and_day")
def test_an_officer_has_one_deputy_a_day(city, constraint):
    deputation(city.worker, city.second_worker, ended_at=NOON, ended_by=city.worker)
    deputation(city.worker, city.second_worker)
    with refused(constraint):
        deputation(city.worker, city.second_worker, validity=(DAY + 9 * ONE_DAY, DAY + 12 * ONE_DAY))
    deputation(city.worker, city.second_worker, validity=(DAY + 10 * ONE_DAY, DAY + 12 * ONE_DAY))


@breaks("deputation_has_a_first_and_a_last_day")
def test_a_deputation_has_a_first_and_a_last_day(city, constraint):
    for period in ((DAY, DAY), (None, DAY), (DAY, None)):
        with refused(constraint):
            deputation(city.worker, city.second_worker, validity=period)


@breaks("deputation_is_of_somebody_else")
def test_nobody_is_the_own_deputy(city, constraint):
    with refused(constraint):
        deputation(city.worker, city.worker, named_by=city.second_worker, confirmed_by=None, confirmed_at=None)


@breaks("deputation_is_not_named_by_the_deputy")
def test_nobody_names_himself_as_deputy(city, constraint):
    with refused(constraint):
        deputation(city.worker, city.second_worker, named_by=city.second_worker)


@breaks("deputation_is_confirmed_by_the_officer_or_a_third_person")
def test_a_deputation_is_not_confirmed_by_the_deputy_or_whoever_else_named_it(city, constraint):
    named = {"named_by": city.street_officer}
    for confirmer in (city.second_worker, city.street_officer):
        with refused(constraint):
            deputation(city.worker, city.second_worker, confirmed_by=confirmer, **named)
    with refused(constraint):
        deputation(city.worker, city.second_worker, confirmed_by=None, **named)
    deputation(city.worker, city.second_worker, confirmed_by=city.district_officer, **named)


@breaks("deputation_gives_a_reason")
def test_a_deputation_gives_a_reason(city, constraint):
    with refused(constraint):
        deputation(city.worker, city.second_worker, reason="")


@breaks("deputation_is_ended_by_somebody_at_a_time")
def test_a_deputation_is_ended_by_somebody_at_a_time(city, constraint):
    for values in ({"ended_at": NOON}, {"ended_by": city.worker}):
        with refused(constraint):
            deputation(city.worker, city.second_worker, **values)


@breaks("deputation_stays_in_the_area")
def test_a_deputy_is_of_the_very_same_area(city, constraint):
    for deputy in (city.neighbour_worker, city.street_officer, UserFactory(area=None)):
        with refused(constraint):
            deputation(city.worker, deputy)
