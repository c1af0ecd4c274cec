"""What an old system knew is accepted by somebody else, entered once, and leads to what it became."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from households.models import ColumnMapping, ControlFigure, Opening, OpeningRow
from tests.factories import UserFactory
from tests.rows import DAY, NOON

from . import breaks, refused


@pytest.fixture
def officer(city):
    return UserFactory(area=city.district)


def opening(city, officer, **values):
    told = {"area": city.district, "cut_over_on": DAY, "system": "旧系统", "drafted_by": officer, "drafted_at": NOON}
    return Opening.objects.create(**told | values)


def file(made, officer, **values):
    told = {"kind": "people", "file": "openings/x", "size": 1, "sha256": "0" * 64}
    return made.files.create(**told | values, uploaded_by=officer, uploaded_at=NOON)


def row(made, of, person, line=1, **values):
    home = person.memberships.get().household
    told = {"kind": "people", "values": "{}", "outcome": "ready", "key": str(person.pk), "since": DAY}
    about = {"person": person, "household": home, "community": home.area}
    return OpeningRow.objects.create(opening=made, file=of, line=line, **told | about | values)


@breaks("opening_one_under_way_per_area")
def test_an_area_has_one_opening_under_way(city, officer, constraint):
    opening(city, officer)
    with refused(constraint):
        opening(city, officer)


@breaks("opening_cuts_over_by_the_day_it_begins")
def test_an_old_system_has_ended_when_it_is_taken_over(city, officer, constraint):
    with refused(constraint):
        opening(city, officer, cut_over_on=DAY + dt.timedelta(days=1))


@breaks("opening_is_accepted_by_somebody_else_at_a_time")
def test_an_opening_is_accepted_by_somebody_else(city, officer, constraint):
    other = UserFactory(area=city.city)
    by_other = {"presented_by": other, "presented_at": NOON, "status": "accepted", "accepted_at": NOON}
    for values in ({"accepted_by": officer}, {"accepted_by": other}, {"accepted_by": None}):
        with refused(constraint):
            opening(city, officer, **by_other | values)


@breaks("opening_is_presented_before_it_is_accepted")
def test_an_opening_is_presented_by_somebody(city, officer, constraint):
    with refused(constraint):
        opening(city, officer, status="presented")


@breaks("opening_is_withdrawn_by_somebody_for_a_reason")
def test_an_opening_is_withdrawn_for_a_reason(city, officer, constraint):
    for values in ({"status": "withdrawn"}, {"withdrawal": "错"}):
        with refused(constraint):
            opening(city, officer, **values)


@breaks("opening_is_entered_at_a_time")
def test_an_opening_is_entered_at_a_time(city, officer, constraint):
    with refused(constraint):
        opening(city, officer, entered_at=NOON)


@breaks("opening_file_same_file_once")
def test_a_file_is_given_once(city, officer, constraint):
    made = opening(city, officer)
    file(made, officer)
    with refused(constraint):
        file(made, officer)


@breaks("opening_file_holds_a_file")
def test_a_file_holds_something(city, officer, constraint):
    made = opening(city, officer)
    for values in ({"file": ""}, {"size": 0}):
        with refused(constraint):
            file(made, officer, **values)


@breaks("column_mapping_one_per_kind_and_system")
def test_columns_are_told_once_per_kind_and_system(officer, constraint):
    told = {"kind": "people", "system": "旧系统", "saved_by": officer, "saved_at": NOON}
    ColumnMapping.objects.create(**told)
    with refused(constraint):
        ColumnMapping.objects.create(**told)


@breaks("opening_row_one_per_line", "opening_row_enters_a_thing_once", "opening_row_enters_a_number_once")
def test_a_line_a_thing_and_a_number_come_once(city, officer, person, constraint):
    made = opening(city, officer)
    of = file(made, officer)
    row(made, of, person, also="n")
    again = {
        "opening_row_one_per_line": {"key": "other"},
        "opening_row_enters_a_thing_once": {"line": 2},
        "opening_row_enters_a_number_once": {"line": 2, "key": "other", "also": "n"},
    }
    with refused(constraint):
        row(made, of, person, **again[constraint])


@breaks(
    "opening_row_to_enter_is_about_somebody_since_a_day",
    "opening_row_says_why_it_is_not_entered",
    "opening_row_leads_to_what_it_became",
)
def test_a_row_says_what_becomes_of_it(city, officer, person, constraint):
    made = opening(city, officer)
    of = file(made, officer)
    faults = {
        "opening_row_to_enter_is_about_somebody_since_a_day": [{"household": None}, {"since": None}, {"key": ""}],
        "opening_row_says_why_it_is_not_entered": [{"outcome": "refused"}, {"outcome": "present"}],
        "opening_row_leads_to_what_it_became": [{"outcome": "entered"}, {"made_id": 1}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            row(made, of, person, **values)


@breaks("control_figure_one_per_kind_and_community", "control_figure_explains_a_difference")
def test_a_figure_of_the_old_system_stands_once_and_explains_its_difference(city, officer, constraint):
    told = {"opening": opening(city, officer), "kind": "people", "community": city.community, "value": 3}
    said = {"set_by": officer, "set_at": NOON}
    if constraint == "control_figure_one_per_kind_and_community":
        ControlFigure.objects.create(**told, **said)
    with refused(constraint):
        ControlFigure.objects.create(**told, **said, counted=3 if "one_per" in constraint else 2)


def test_what_was_entered_is_final(city, officer, person):
    made = opening(city, officer)
    of = file(made, officer)
    entered = row(made, of, person, outcome="entered", made_label="households.certification", made_id=1)
    figure = made.control_figures.create(
        kind="people", community=city.community, value=1, counted=1, set_by=officer, set_at=NOON
    )
    made.status, made.withdrawn_by, made.withdrawn_at, made.withdrawal = "withdrawn", officer, NOON, "错"
    made.save()
    for rows, changes in (
        (OpeningRow.objects.filter(pk=entered.pk), {"outcome": "refused"}),
        (ControlFigure.objects.filter(pk=figure.pk), {"value": 2, "counted": 2}),
        (Opening.objects.filter(pk=made.pk), {"system": "别的"}),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**changes)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows._raw_delete(rows.db)
    OpeningRow.objects.filter(pk=entered.pk).update(values="{}")  # as when the keys are rotated
