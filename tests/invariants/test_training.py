"""Courses, places in them, results and wishes."""

import pytest

from assistance.models import Attendance
from tests.care_rows import service
from tests.employing import employer
from tests.factories import UserFactory, member
from tests.rows import DAY, NOON, ONE_DAY
from tests.teaching import certificate, completed, course, place, wish

from . import breaks, refused


def struck():
    return {"struck_at": NOON, "struck_by": UserFactory(), "struck_because": "登记错误"}


@pytest.fixture
def taught(city):
    return course(city.community)


@breaks("course_says_what_is_taught_and_where")
def test_a_course_says_what_is_taught_and_where(city, constraint):
    for lacking in ("title", "trade", "place"):
        with refused(constraint):
            course(city.community, **{lacking: ""})


@breaks("course_has_hours_and_places")
def test_a_course_has_hours_and_places(city, constraint):
    for nothing in ("hours", "capacity"):
        with refused(constraint):
            course(city.community, **{nothing: 0})


@breaks("course_ends_after_it_starts")
def test_a_course_ends_after_it_starts(city, constraint):
    with refused(constraint):
        course(city.community, ends_on=DAY - ONE_DAY)


@breaks("course_of_a_skill_has_its_level")
def test_a_skill_has_a_level_and_nothing_else_has(city, constraint):
    for values in ({"level": None}, {"kind": "guidance"}):
        with refused(constraint):
            course(city.community, **values)


@breaks("course_on_order_says_within_how_many_days")
def test_an_ordered_course_says_within_how_many_days(city, constraint):
    ordered = {"ordered_by": employer(city.community), "placed_within_days": 30}
    course(city.community, **ordered)
    faults = ({"ordered_by": None}, {"placed_within_days": None}, {"kind": "guidance", "level": None})
    for fault in faults:
        with refused(constraint):
            course(city.community, **ordered | fault)


@breaks(
    "course_is_struck_off_for_a_reason",
    "enrolment_is_struck_off_for_a_reason",
    "trainingwish_is_struck_off_for_a_reason",
)
def test_what_is_struck_off_has_a_reason(city, person, taught, constraint):
    made = {"course": taught, "enrolment": place(taught, person), "trainingwish": wish(person)}
    row = made[constraint.split("_")[0]]
    for lacking in ("struck_at", "struck_by", "struck_because"):
        values = struck() | {lacking: "" if lacking == "struck_because" else None}
        with refused(constraint):
            type(row).objects.filter(pk=row.pk).update(**values)


@breaks("enrolment_once_per_person_and_course")
def test_nobody_is_enrolled_twice_unless_the_place_was_given_up(person, taught, constraint):
    place(taught, person, **struck())
    place(taught, person)
    with refused(constraint):
        place(taught, person)


@breaks("enrolment_result_is_somebodys")
def test_a_result_is_somebodys(person, taught, constraint):
    for values in ({"result": "failed"}, {"result_by": taught.recorded_by, "result_at": NOON}):
        with refused(constraint):
            place(taught, person, **values)


@breaks("enrolment_completed_is_a_service")
def test_what_was_completed_is_a_service_and_nothing_else_is(person, taught, constraint):
    ended = {"result_by": taught.recorded_by, "result_at": NOON}
    with refused(constraint):
        place(taught, person, result="completed", **ended)
    done = service(person, taught.recorded_by, kind="training")
    with refused(constraint):
        place(taught, person, result="failed", service=done, **ended)


@breaks("enrolment_certificate_is_whole_and_of_a_completed_course")
def test_a_certificate_is_whole_and_of_a_completed_course(person, taught, constraint):
    whole = certificate("A1")
    with refused(constraint):
        place(taught, person, **whole)
    for lacking in ("certificate_level", "certified_on", "certificate_digest"):
        with refused(constraint):
            completed(taught, person, **whole | {lacking: None})


@breaks("enrolment_struck_off_has_no_result")
def test_a_place_given_up_has_no_result(person, taught, constraint):
    with refused(constraint):
        completed(taught, person, **struck())


@breaks("attendance_once_a_day", "attendance_is_of_a_day")
def test_attendance_is_noted_once_for_a_day(person, taught, constraint):
    noted = {"enrolment": place(taught, person), "on": DAY, "recorded_by": taught.recorded_by, "recorded_at": NOON}
    Attendance.objects.create(hours=0, **noted)
    again = {"hours": 6} if constraint == "attendance_once_a_day" else {"hours": 13, "on": DAY + ONE_DAY}
    with refused(constraint):
        Attendance.objects.create(**noted | again)


@breaks("training_wish_once_per_person_and_trade")
def test_a_trade_is_wished_once(person, constraint):
    wish(person, **struck())
    wish(person)
    with refused(constraint):
        wish(person)


@breaks("training_wish_names_a_trade")
def test_a_wish_names_a_trade(person, constraint):
    with refused(constraint):
        wish(person, trade="")


@breaks("course_takes_no_more_than_its_places")
def test_a_course_takes_no_more_than_its_places(city, home, person, constraint):
    small = course(city.community, capacity=1)
    given_up = place(small, member(home), **struck())
    place(small, person)
    with refused(constraint):
        place(small, member(home))
    with refused(constraint):
        type(given_up).objects.filter(pk=given_up.pk).update(struck_at=None, struck_by=None, struck_because="")
    small.capacity = 0
    with refused(constraint):
        small.save()


@breaks("service_of_a_course_stands_with_its_result")
def test_the_service_of_a_course_stands_with_its_result(home, person, taught, constraint):
    made = completed(taught, person)
    with refused(constraint):
        type(made.service).objects.filter(pk=made.service_id).update(**struck())
    other = service(member(home), taught.recorded_by, kind="training")
    refused_one = service(person, taught.recorded_by, kind="training", outcome="refused")
    for wrong in (other, refused_one):
        with refused(constraint):
            type(made).objects.filter(pk=made.pk).update(service=wrong)
