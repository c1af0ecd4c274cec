"""Courses in the demo city: one over that was ordered, one that runs, one to come; and two who start a business."""

import datetime as dt
from decimal import Decimal
from typing import Any

from accounts.models import User
from assistance.actions import startups, training, training_results, training_wishes
from assistance.models import Course, Employer, Enrolment
from assistance.queries.startups import bodies
from assistance.training_enums import CourseKind, CourseResult, Pairing, SkillLevel, StartUpStep
from households.models import HardToEmploySpell, Person

from .areas import Offices

ONE_DAY = dt.timedelta(days=1)
TRADES = ("家政服务员", "中式面点师", "缝纫工")
PROJECTS = (
    startups.NewProject("社区早餐店", "餐饮", Decimal(20000), "在社区开办早餐店，三人左右", "区创业指导中心征集"),
    startups.NewProject("家政服务站", "家政", Decimal(8000), "承接保洁、护理，按单结算", "区妇联推介"),
)
CERTIFIED_LEVEL = SkillLevel.FIVE


def teach(offices: Offices, *, at: dt.datetime) -> None:
    """Three courses of the first district with people of its communities, and what some wish to learn."""
    officer, until = next(iter(offices.districts.values())), at.date()
    people = _people(officer, until)
    over, running, coming = (_open(said, officer, at) for said in _courses(until))
    places = _enrol(over, people[:6], officer, at)
    _enrol(running, people[6:10], officer, at)
    _enrol(coming, people[10:12], officer, at)
    for day in (over.starts_on, over.starts_on + ONE_DAY):
        came = [place.pk for place in places[1:]]
        training_results.note_attendance(course=over, on=day, hours=6, came=came, actor=officer, at=at)
    _finish(over, places, officer, at)
    for number, person in enumerate(people[3:9]):
        held = SkillLevel.FIVE if number == 0 else None
        wish = training_wishes.NewWish(CourseKind.SKILL, TRADES[number % len(TRADES)], held, until)
        training_wishes.note_wish(person=person, wish=wish, actor=officer, at=at)


def start(offices: Offices, *, at: dt.datetime) -> None:
    """Projects to choose from, and two chains: a leader who gives work, and somebody who prepares."""
    officer = next(iter(offices.districts.values()))
    library = [startups.enter_project(project=said, actor=officer, at=at) for said in PROJECTS]
    for number, person in enumerate(_people(officer, at.date())[-2:]):
        chain = startups.open_startup(person=person, on=at.date(), actor=officer, at=at)
        common: dict[str, Any] = {"startup": chain, "actor": officer, "at": at}
        startups.note_step(step=StartUpStep.GUIDANCE, on=at.date(), note="开业指导一次", **common)
        startups.choose_project(project=library[number], on=at.date(), **common)
        if number == 0:
            body = bodies(officer, at.date()).order_by("pk").first()
            assert body is not None  # the demo's member units take part from its first day
            startups.pair(said=startups.NewPair(body, Pairing.PAIRED, "王主任", at.date()), **common)
            startups.name_leader(since=at.date(), **common)
            for name in ("周帮工", "吴帮厨"):
                startups.add_job(job=startups.NewJob(name=name, since=at.date()), **common)


def _people(officer: User, on: dt.date) -> list[Person]:
    rows = HardToEmploySpell.objects.in_status(on).visible_to(officer).filter(person__dead_on=None)
    known: dict[int, Person] = {row.person_id: row.person for row in rows.select_related("person").order_by("pk")}
    return list(known.values())[:12]


def _courses(until: dt.date) -> list[training.NewCourse]:
    school, factory = (Employer.objects.get(name=name) for name in ("南岗职业培训学校", "松江家政服务中心"))
    common: dict[str, Any] = {"institution": school, "place": "果戈里大街8号三楼"}
    return [
        training.NewCourse(
            kind=CourseKind.SKILL, title="家政服务订单班", trade=TRADES[0], level=CERTIFIED_LEVEL, hours=60,
            capacity=20, starts_on=until - 40 * ONE_DAY, ends_on=until - 10 * ONE_DAY, ordered_by=factory,
            placed_within_days=30, **common,
        ),
        training.NewCourse(
            kind=CourseKind.GUIDANCE, title="求职引导培训班", trade="求职指导", level=None, hours=8, capacity=30,
            starts_on=until - 2 * ONE_DAY, ends_on=until + 2 * ONE_DAY, **common,
        ),
        training.NewCourse(
            kind=CourseKind.STARTUP, title="SYB创业培训班", trade="创办你的企业", level=None, hours=80, capacity=15,
            starts_on=until + 10 * ONE_DAY, ends_on=until + 25 * ONE_DAY, **common,
        ),
    ]  # fmt: skip


def _open(said: training.NewCourse, officer: User, at: dt.datetime) -> Course:
    return training.open_course(course=said, actor=officer, at=at)


def _enrol(course: Course, people: list[Person], officer: User, at: dt.datetime) -> list[Enrolment]:
    return training.enrol(course=course, people=[person.pk for person in people], actor=officer, at=at)


def _finish(course: Course, places: list[Enrolment], officer: User, at: dt.datetime) -> None:
    """All but the first complete the course; whom training was logged for by hand those days stays open."""
    for number, place in enumerate(places):
        result = CourseResult.COMPLETED if number else CourseResult.LEFT
        try:
            training_results.record_results(course=course, results={place.pk: result}, actor=officer, at=at)
        except training.TrainingRefused:
            continue
        if number > 1:
            paper = training_results.NewCertificate(f"1508{place.pk:08d}", CERTIFIED_LEVEL, at.date())
            training_results.certify(enrolment=place, certificate=paper, actor=officer, at=at)
