"""A course: opened, filled, attended, completed; what is completed is the service, counted once."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from assistance.actions import services, training, training_results
from assistance.enums import Reception, ServiceKind
from assistance.models import Course, Enrolment, Service
from assistance.queries.cards import card_of
from assistance.queries.served import services_in_status
from assistance.queries.training import counting_of, of_course, of_person, tally
from assistance.rules.training import Counting
from assistance.training_enums import CourseKind, CourseResult, SkillLevel
from households.actions.registrations import NewRegistration, register
from households.enums import RegistrationKind
from households.models import Person
from tests import factories, teaching
from tests.casework import MONDAY, household_of
from tests.employing import employer
from tests.rows import spell

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def people(city) -> list[Person]:
    household_of(city, {"name": "赵甲"}, {"name": "钱乙"}, {"name": "孙丙"})
    return list(Person.objects.order_by("pk"))


@pytest.fixture
def school(city):
    return employer(city.community, name="职业培训学校")


@pytest.fixture
def course(city, school) -> Course:
    """Of the district, for two; it ended yesterday."""
    return opened(city, school, capacity=2, starts_on=TODAY - 20 * DAY, ends_on=TODAY - DAY)


def opened(city, school, **values) -> Course:
    said = teaching.said(school, **{"starts_on": TODAY - 20 * DAY, "ends_on": TODAY - DAY} | values)
    return training.open_course(course=said, actor=city.district_officer, at=MONDAY)


def enrolled(city, course, *people) -> list[Enrolment]:
    return training.enrol(course=course, people=[one.pk for one in people], actor=city.worker, at=MONDAY)


def ended(city, places, result=CourseResult.COMPLETED) -> list[Enrolment]:
    return training_results.record_results(
        course=places[0].course, results={one.pk: result for one in places}, actor=city.district_officer, at=MONDAY
    )


def certified(city, place, number="国1"):
    paper = training_results.NewCertificate(number, SkillLevel.FIVE, TODAY)
    return training_results.certify(enrolment=place, certificate=paper, actor=city.district_officer, at=MONDAY)


def test_a_form_sent_twice_is_one_course(city, school):
    key, said = uuid.uuid4(), teaching.said(school)
    made = [training.open_course(course=said, actor=city.district_officer, at=MONDAY, submission=key) for _ in range(2)]
    assert made[0] == made[1]
    assert AuditEntry.objects.filter(event="course.opened").count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": dt.date(2026, 1, 1)}, "ends_on"),
        ({"level": None}, "level"),
        ({"kind": CourseKind.GUIDANCE}, "level"),
        ({"placed_within_days": 30}, "placed_within_days"),
        ({"title": " "}, "title"),
    ],
)
def test_what_makes_no_course_is_refused_at_its_field(city, school, values, field):
    with pytest.raises(training.TrainingRefused) as refusal:
        opened(city, school, **values)
    assert refusal.value.field == field


def test_a_course_takes_nobody_twice_and_no_more_than_its_places(city, course, people):
    enrolled(city, course, people[0])
    with pytest.raises(training.TrainingRefused, match="勾选"):
        enrolled(city, course, people[0])
    with pytest.raises(training.TrainingRefused, match="只剩 1 个名额"):
        enrolled(city, course, people[1], people[2])
    enrolled(city, course, people[0], people[1])  # who has a place keeps it
    assert course.enrolments.count() == 2
    small = teaching.said(course.institution, capacity=1)
    with pytest.raises(training.TrainingRefused, match="少于已报名人数"):
        training.correct_course(course=course, content=small, actor=city.district_officer, at=MONDAY)


def test_a_place_given_up_is_free_again(city, course, people):
    first, _ = enrolled(city, course, *people[:2])
    training.give_up_place(enrolment=first, reason="已找到工作", actor=city.worker, at=MONDAY)
    enrolled(city, course, people[2])
    assert course.enrolments.standing().count() == 2


def test_only_people_of_where_the_course_is_held_get_a_place(city, school, people):
    own = training.open_course(course=teaching.said(school), actor=city.neighbour_worker, at=MONDAY)
    with pytest.raises(training.TrainingRefused):
        enrolled(city, own, people[0])
    with pytest.raises(training.TrainingRefused, match="勾选"):  # seen by the district, and yet of elsewhere
        training.enrol(course=own, people=[people[0].pk], actor=city.district_officer, at=MONDAY)
    with pytest.raises(training.TrainingRefused, match="不是您的辖区"):
        training.call_off(course=own, reason="无人", actor=city.worker, at=MONDAY)


def test_a_course_called_off_keeps_nobody(city, course, people):
    enrolled(city, course, people[0])
    training.call_off(course=course, reason="人数不足", actor=city.district_officer, at=MONDAY)
    assert not course.enrolments.standing().exists()
    with pytest.raises(training.TrainingRefused, match="已取消"):
        enrolled(city, course, people[1])


def test_who_came_is_noted_by_the_day_and_corrected_by_noting_it_anew(city, course, people):
    first, second = enrolled(city, course, *people[:2])
    taken = {"course": course, "on": TODAY - 2 * DAY, "hours": 6, "actor": city.district_officer, "at": MONDAY}
    assert training_results.note_attendance(came=[first.pk, second.pk], **taken) == 2
    assert training_results.note_attendance(came=[second.pk], **taken) == 1
    assert {row.person: row.attended for row in of_course(course, city.worker)} == {people[0]: 0, people[1]: 6}
    with pytest.raises(training.TrainingRefused, match="开班"):
        training_results.note_attendance(came=[first.pk], **taken | {"on": TODAY})


def test_what_is_completed_is_a_service_counted_once(city, course, people):
    held = spell(people[0], certified_on=TODAY - 30 * DAY)
    done, failed = enrolled(city, course, *people[:2])
    ended(city, [done])
    ended(city, [failed], CourseResult.FAILED)
    service = Service.objects.get()
    assert (service.person, service.kind, service.on) == (people[0], ServiceKind.TRAINING, course.ends_on)
    assert list(services_in_status(TODAY - 30 * DAY, TODAY)) == [service]
    card = card_of(held.person, TODAY)
    assert [row.kind for row in card.given] == [ServiceKind.TRAINING]


@pytest.mark.parametrize("number", range(2))
def test_training_is_not_logged_beside_the_course(city, course, people, number):
    """Neither before the result nor after it."""
    places = enrolled(city, course, people[0])
    if number:
        ended(city, places)
    said = services.NewService(ServiceKind.TRAINING, course.ends_on, Reception.ACCEPTED, "参加培训")
    with pytest.raises(services.ServiceRefused, match="不在这里重复登记"):
        services.log_service(person=people[0], service=said, actor=city.worker, at=MONDAY)
    fair = services.NewEvent(ServiceKind.TRAINING, "培训", course.ends_on, "广场", "讲座")
    with pytest.raises(services.ServiceRefused, match="赵甲"):
        services.hold_event(event=fair, people=[people[0].pk], actor=city.worker, at=MONDAY)


def test_what_was_logged_by_hand_before_is_struck_off_before_the_result(city, course, people):
    said = services.NewService(ServiceKind.TRAINING, course.ends_on, Reception.ACCEPTED, "参加培训")
    logged = services.log_service(person=people[0], service=said, actor=city.worker, at=MONDAY)
    places = enrolled(city, course, people[0])
    with pytest.raises(training.TrainingRefused, match="请先在其服务卡上划去"):
        ended(city, places)
    services.strike_off(service=logged, reason="重复登记", actor=city.worker, at=MONDAY)
    ended(city, places)


def test_a_result_taken_back_takes_its_service_and_certificate_along(city, course, people):
    (place,) = ended(city, enrolled(city, course, people[0]))
    certified(city, place)
    with pytest.raises(services.ServiceRefused, match="培训班页面"):
        services.strike_off(service=place.service, reason="错", actor=city.worker, at=MONDAY)
    back = training_results.take_back_result(
        enrolment=place, reason="结果登记错误", actor=city.district_officer, at=MONDAY
    )
    assert (back.result, back.service, back.certificate) == ("", None, "")
    assert Service.objects.get().struck_because == "结果登记错误"
    ended(city, [back], CourseResult.LEFT)


def test_before_the_last_day_somebody_may_only_have_left(city, school, people):
    running = opened(city, school, ends_on=TODAY + DAY)
    places = enrolled(city, running, people[0])
    with pytest.raises(training.TrainingRefused, match="只能登记中途退出"):
        ended(city, places)
    ended(city, places, CourseResult.LEFT)
    assert not Service.objects.exists()


def test_a_certificate_is_one_persons_and_shown_masked(city, course, people, as_user):
    first, second = ended(city, enrolled(city, course, *people[:2]))
    certified(city, first, "1906003012400123")
    with pytest.raises(training.TrainingRefused, match="别人名下") as refusal:
        certified(city, second, " 1906003012400123 ")
    assert refusal.value.field == "number"
    page = as_user(city.district_officer).get(reverse("assistance:course", args=[course.pk])).content.decode()
    assert "1906003012400123" not in page
    assert "0123" in page


def test_an_ordered_class_counts_by_work_with_who_ordered_it(city, school, people):
    factory = employer(city.community, name="纸箱厂", number="91990100MA0000001X", number_kind="credit_code")
    ordered = opened(city, school, ordered_by=factory, placed_within_days=30, ends_on=TODAY - 10 * DAY)
    first, second, third = ended(city, enrolled(city, ordered, *people))
    for place, firm in ((first, {"employer": "纸箱厂"}), (second, {"employer": "别的厂"})):
        job = NewRegistration(RegistrationKind.ENTERPRISE, TODAY - 5 * DAY, **firm)
        register(person=place.person, registration=job, worker=city.worker, at=MONDAY)
    rows = {row.pk: row for row in of_course(ordered, city.district_officer)}

    assert counting_of(rows[first.pk], TODAY) is Counting.COUNTS
    assert rows[second.pk].employed_at == "别的厂"
    assert counting_of(rows[second.pk], TODAY) is Counting.TO_BE_PLACED
    assert counting_of(rows[third.pk], TODAY + 60 * DAY) is Counting.NOT_PLACED
    found = tally(list(rows.values()), TODAY)
    assert (found.enrolled, found.completed, found.certified, found.employed, found.counted) == (3, 3, 0, 2, 1)


def test_the_same_trade_and_level_counts_once_also_of_somebody_registered_twice(city, school, people):
    early = opened(city, school, starts_on=TODAY - 60 * DAY, ends_on=TODAY - 40 * DAY)
    late = opened(city, school)
    twin = factories.member(people[0].memberships.get().household, name="赵甲重")
    places = [*enrolled(city, early, twin), *enrolled(city, late, people[0])]
    for number, place in enumerate(places):
        ended(city, [place])
        certified(city, place, f"国{number}")
    Person.objects.filter(pk=twin.pk).update(merged_into=people[0])

    assert [counting_of(row, TODAY) for row in of_person(people[0])] == [Counting.LEARNT_BEFORE, Counting.COUNTS]


def test_lists_and_pages_take_a_fixed_number_of_statements(city, course, people, as_user):
    client = as_user(city.worker)

    def statements():
        found = []
        for page in (reverse("assistance:enrolments"), reverse("assistance:course", args=[course.pk])):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            found.append(len(queries))
        return found

    enrolled(city, course, people[0])
    few = statements()
    enrolled(city, course, people[1])
    assert statements() == few
    assert max(few) <= 15
