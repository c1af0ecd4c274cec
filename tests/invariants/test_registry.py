"""Households, people, and what was so from when to when."""

import datetime as dt
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import Courtyard
from households.enums import FactKind, LinkKind, RegistrationKind
from households.models import Couple, HouseholdFinding, Membership, Person, PersonFinding, Responsibility
from tests.factories import HouseholdFactory, PersonFactory, member
from tests.rows import WHY, days, survey

from . import breaks, refused


@breaks("household_income_is_not_negative")
def test_an_income_is_not_negative(city, constraint):
    with refused(constraint):
        HouseholdFactory(area=city.community, monthly_income=Decimal("-0.01"))


@breaks("person_dies_after_birth")
def test_nobody_dies_before_birth(db, constraint):
    with refused(constraint):
        PersonFactory(born=dt.date(1980, 1, 2), dead_on=dt.date(1980, 1, 1))


@breaks("person_retires_by_a_track_of_the_own_sex")
def test_everybody_retires_by_a_track_of_the_own_sex(db, constraint):
    for sex, track in (("M", "F50"), ("M", "F55"), ("F", "M60"), ("X", "M60")):
        with refused(constraint):
            PersonFactory(sex=sex, retirement_track=track, id_number=f"{sex}{track}")


@breaks("responsibility_one_community_per_day")
def test_one_community_answers_for_a_household_at_a_time(city, home, constraint):
    with refused(constraint):
        Responsibility.objects.create(household=home, area=city.neighbour, validity=days("2026-01-01"))


@breaks("responsibility_lasts_a_day", "membership_lasts_a_day", "couple_lasts_a_day")
def test_what_is_dated_lasts_a_day(city, home, person, constraint):
    spouse, empty = member(home), days("2019-01-01", "2019-01-01")
    with refused(constraint):
        match constraint.partition("_")[0]:
            case "responsibility":
                Responsibility.objects.create(household=home, area=city.community, validity=empty)
            case "membership":
                Membership.objects.create(household=home, person=person, validity=empty)
            case "couple":
                Couple.objects.create(household=home, first=person, second=spouse, validity=empty)


@breaks("membership_one_household_per_person_and_day")
def test_a_person_lives_in_one_household_at_a_time(city, person, constraint):
    other = HouseholdFactory(area=city.neighbour)
    Membership.objects.create(household=other, person=person, validity=days("2019-01-01", "2020-01-01"))
    with refused(constraint):
        Membership.objects.create(household=other, person=person, validity=days("2026-01-01"))


@breaks("couple_one_per_person_and_day")
def test_a_person_is_in_one_couple_at_a_time(home, person, constraint):
    second, third = member(home), member(home)
    Couple.objects.create(household=home, first=person, second=second, validity=days("2020-01-01", "2025-01-01"))
    for first, other in ((person, third), (second, third), (third, person), (second, person)):
        with refused(constraint):
            Couple.objects.create(household=home, first=first, second=other, validity=days("2024-12-31"))
    Couple.objects.create(household=home, first=third, second=person, validity=days("2025-01-01"))


@breaks("couple_is_of_two_people")
def test_nobody_marries_oneself(home, person, constraint):
    with refused(constraint):
        Couple.objects.create(household=home, first=person, second=person, validity=days("2020-01-01"))


@breaks("registration_unemployment_excludes_employment")
def test_nobody_is_registered_unemployed_and_employed_on_one_day(person, constraint):
    made = person.registrations.create
    made(kind=RegistrationKind.ENTERPRISE, validity=days("2020-01-01", "2026-08-01"))
    made(kind=RegistrationKind.FLEXIBLE, validity=days("2021-01-01", "2026-08-01"))  # two jobs side by side may be
    made(kind=RegistrationKind.UNEMPLOYED, validity=days("2026-08-01"))
    for kind, validity in (
        (RegistrationKind.ENTERPRISE, days("2026-09-01")),
        (RegistrationKind.UNEMPLOYED, days("2026-07-31", "2026-08-01")),
        (RegistrationKind.UNEMPLOYED, days("2026-09-01", "2026-09-02")),
    ):
        with refused(constraint):
            made(kind=kind, validity=validity)


@breaks("registration_one_of_a_kind_begins_a_day")
def test_one_registration_of_a_kind_begins_on_a_day(person, constraint):
    person.registrations.create(kind=RegistrationKind.ENTERPRISE, validity=days("2020-01-01", "2020-02-01"))
    with refused(constraint):
        person.registrations.create(kind=RegistrationKind.ENTERPRISE, validity=days("2020-01-01"))


@breaks("registration_begins_and_lasts_a_day", "fact_begins_and_lasts_a_day")
def test_a_registration_and_a_fact_begin_and_last_a_day(person, constraint):
    of_a_kind = {"registration": (person.registrations, RegistrationKind.UNEMPLOYED)}
    rows, kind = of_a_kind.get(constraint.partition("_")[0], (person.facts, FactKind.STUDENT))
    for validity in (days("2026-01-01", "2026-01-01"), days(None, "2026-01-01"), DateRange(None, None)):
        with refused(constraint):
            rows.create(kind=kind, validity=validity)


@breaks("fact_one_of_a_kind_per_person_and_day")
def test_facts_of_a_kind_do_not_overlap(person, constraint):
    made = person.facts.create
    made(kind=FactKind.LOW_INCOME, validity=days("2025-01-01", "2026-01-01"))
    made(kind=FactKind.LOW_INCOME, validity=days("2026-01-01"))
    made(kind=FactKind.STUDENT, validity=days("2025-01-01"))
    with refused(constraint):
        made(kind=FactKind.LOW_INCOME, validity=days("2025-12-31", "2026-01-01"))


@breaks("fact_only_an_honour_has_a_level")
def test_only_an_honour_has_a_level(person, constraint):
    for kind, level in ((FactKind.STUDENT, "city"), (FactKind.MODEL_WORKER, "")):
        with refused(constraint):
            person.facts.create(kind=kind, level=level, validity=days("2020-01-01"))


@breaks("person_retires_on_an_approved_day_by_its_paper")
def test_a_person_retires_on_an_approved_day_by_its_paper(person, constraint):
    for day, paper in ((dt.date(2030, 1, 1), ""), (None, "审批表")):
        with refused(constraint):
            Person.objects.filter(pk=person.pk).update(retirement_override=day, retirement_evidence=paper)


@breaks("fact_only_of_a_disability_has_its_type_and_grade")
def test_only_a_disability_certificate_has_a_type_and_a_grade_and_both(person, constraint):
    made = person.facts.create
    for kind, disability, grade in (
        (FactKind.STUDENT, "limbs", 2),
        (FactKind.DISABILITY_CERTIFICATE, "limbs", None),
        (FactKind.DISABILITY_CERTIFICATE, "", 2),
        (FactKind.DISABILITY_CERTIFICATE, "limbs", 5),
    ):
        with refused(constraint):
            made(kind=kind, disability=disability, grade=grade, validity=days("2020-01-01"))
    made(kind=FactKind.DISABILITY_CERTIFICATE, disability="limbs", grade=2, validity=days("2020-01-01"))


@breaks("survey_clears_at_most_its_members")
def test_a_survey_clears_at_most_its_members(city, home, constraint):
    with refused(constraint):
        survey(home, city.worker, member_count=1, clear_members=2)


def finding(constraint, home, person, validity, **values):
    """A finding of the kind the constraint is about."""
    ended = {} if validity.upper is None else {"closing": WHY, "closing_origin": "refresh"}
    values = {"validity": validity, "reasons": WHY, "origin": "refresh"} | ended | values
    if constraint.startswith("person"):
        return PersonFinding.objects.create(person=person, household=home, category=1, **values)
    return HouseholdFinding.objects.create(household=home, kind=1, **values)


@breaks("person_finding_one_per_category_and_day", "household_finding_one_per_kind_and_day")
def test_findings_of_a_kind_do_not_overlap(home, person, constraint):
    finding(constraint, home, person, days("2026-01-01", "2026-02-01"))
    finding(constraint, home, person, days("2026-02-01"))
    with refused(constraint):
        finding(constraint, home, person, days("2026-01-31", "2026-02-01"))


@breaks("personfinding_lasts_a_day", "householdfinding_lasts_a_day")
def test_a_finding_lasts_a_day(home, person, constraint):
    with refused(constraint):
        finding(constraint, home, person, days("2026-01-01", "2026-01-01"))


@breaks("personfinding_gives_reasons", "householdfinding_gives_reasons")
def test_a_finding_gives_reasons(home, person, constraint):
    with refused(constraint):
        finding(constraint, home, person, days("2026-01-01"), reasons=[])


@breaks("personfinding_says_why_it_ended", "householdfinding_says_why_it_ended")
def test_a_finding_says_why_it_ended(home, person, constraint):
    ended, open_ = days("2026-01-01", "2026-02-01"), days("2026-01-01")
    for validity, values in (
        (ended, {"closing": []}),
        (ended, {"closing_origin": ""}),
        (open_, {"closing": WHY, "closing_origin": "act"}),
    ):
        with refused(constraint):
            finding(constraint, home, person, validity, **values)


@breaks("courtyard_stay_one_per_household_and_day")
def test_a_household_lives_in_one_courtyard_a_day(city, home, constraint):
    yards = [
        Courtyard.objects.create(community=city.community, name=name, valid_from=dt.date(2026, 1, 1))
        for name in ("一号院", "二号院")
    ]
    home.courtyard_stays.create(courtyard=yards[0], validity=days("2026-01-01", "2026-02-01"))
    home.courtyard_stays.create(courtyard=yards[1], validity=days("2026-02-01"))
    with refused(constraint):
        home.courtyard_stays.create(courtyard=yards[1], validity=days("2026-01-31", "2026-02-01"))


@breaks("courtyard_stay_lasts_a_day", "family_link_lasts_a_day")
def test_a_stay_or_link_lasts_a_day(city, home, constraint):
    nothing = days("2026-01-01", "2026-01-01")
    with refused(constraint):
        if constraint.startswith("courtyard"):
            yard = Courtyard.objects.create(community=city.community, name="院", valid_from=dt.date(2026, 1, 1))
            home.courtyard_stays.create(courtyard=yard, validity=nothing)
        else:
            home.family_links.create(kind=LinkKind.WORKER, officer=city.worker, validity=nothing)


@breaks("family_link_one_per_kind_and_day")
def test_one_worker_a_day_answers_for_a_family(city, home, constraint):
    home.family_links.create(kind=LinkKind.WORKER, officer=city.worker, validity=days("2026-01-01"))
    home.family_links.create(kind=LinkKind.CADRE, officer=city.worker, validity=days("2026-01-01"))
    with refused(constraint):
        home.family_links.create(kind=LinkKind.WORKER, officer=city.second_worker, validity=days("2026-03-01"))


@breaks("person_pinyin_is_of_the_present_name")
def test_the_pinyin_beside_a_name_is_its_own(db, person, constraint):
    with refused(constraint):
        Person.objects.filter(pk=person.pk).update(name="解新")
    with refused(constraint):
        Person.objects.filter(pk=person.pk).update(pinyin_of="", pinyin="xiexin")
