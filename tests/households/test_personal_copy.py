"""The copy of one's data is all that is held: every table that leads to a person has its place in it."""

import datetime as dt

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from approvals.models import Seat
from households.actions import certificate_keeping as keeping
from households.actions.corrections import Corrected, correct_identity
from households.actions.departures import Departure, leave_city
from households.enums import BenefitKind
from households.models import Couple, Household, Person
from households.queries.personal_copy import copy_of
from tests import factories
from tests.casework import NOTICE_ENDED, certified, household_of
from tests.certificates import issued_to, round_opened
from tests.rows import attachment, days, home_visit

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


def tables_that_lead_to_a_person() -> set[type[Model]]:
    """Person and household, and every table with a foreign key to one of these, or to one that has."""
    found: set[type[Model]] = {Person, Household}
    rest = {model for model in apps.get_models() if model not in found}
    while True:
        more = {model for model in rest if any(_leads_to(field, found) for field in model._meta.get_fields())}
        if not more:
            return found
        found |= more
        rest -= more


def _leads_to(field, models) -> bool:
    return isinstance(field, ForeignKey) and field.related_model in models


def test_every_table_that_leads_to_a_person_is_told_of(city):
    """A new one fails here until the copy says what it holds. Seats are told by the decisions taken from them."""
    person = household_of(city).memberships.get().person
    told = {model for section in copy_of(person, is_whole=False) for model in section.models}
    needed = {model for model in tables_that_lead_to_a_person() if not issubclass(model, Seat)}
    assert {model.__name__ for model in needed - told} == set()


@pytest.fixture
def person(city):
    """Certified with the family, married, inspected, corrected, and gone: much is held."""
    home = household_of(city, {"name": "李零"}, {"name": "李一", "sex": "F"})
    person, wife = Person.objects.order_by("pk")
    Couple.objects.create(household=home, first=person, second=wife, validity=days("2020-01-01"))
    case = certified(city, home)
    attachment(case)
    home_visit(case, city.worker)
    held = issued_to(city, person, NOTICE_ENDED)
    round_opened(city, at=NOTICE_ENDED)
    benefit = keeping.Benefit(BenefitKind.INSURANCE, "社保补贴", NOTICE_ENDED.date(), None, None, "第五条")
    keeping.endorse(certificate=held, benefit=benefit, officer=city.worker, at=NOTICE_ENDED)
    right = Corrected("李铃", "录入时写错", "身份证原件")
    correct_identity(person=person, corrected=right, worker=city.worker, at=NOTICE_ENDED)
    leaving = Departure([person.pk], NOTICE_ENDED.date() + DAY, "随子女外迁", head=wife.pk)
    leave_city(household=home, departure=leaving, worker=city.worker, at=NOTICE_ENDED + DAY)
    person.refresh_from_db()
    return person


def told(person: Person, *, is_whole: bool = False) -> dict[str, str]:
    return {
        section.title: "\n".join(" ".join(line) for line in section.lines)
        for section in copy_of(person, is_whole=is_whole)
    }


def test_the_copy_tells_of_the_family_and_of_what_was_done(person):
    copy = told(person)
    assert "原为李零：录入时写错" in copy["更正和合并"]
    assert "配偶李一" in copy["婚姻"]
    assert "离开本市" in copy["迁移和变动"]
    assert "随子女外迁" in copy["迁移和变动"]
    assert "负责" in copy["家庭在户期间的住址、负责社区和责任人"]
    for words in ("家庭认定 J", "区县认定", "公示", "入户核实", "上传材料 居民身份证", "零就业家庭在册", "在册"):
        assert words in copy["认定、在册与退出"]
    assert "家庭：零就业家庭" in copy["系统评估（疑似）"]
    for words in ("2026 年度年检", "享受政策", "社保补贴"):
        assert words in copy["证件"]


def test_the_number_of_the_certificate_is_masked_unless_the_copy_is_whole(person):
    held = person.certificates.get()
    assert held.masked_serial in told(person)["证件"]
    assert held.serial not in told(person)["证件"]
    assert held.serial in told(person, is_whole=True)["证件"]


def test_what_was_before_and_after_the_person_lived_there_is_not_told(city, person):
    home = person.memberships.get().household
    other = factories.PersonFactory(name="赵二")
    factories.MembershipFactory(
        household=home, person=other, relation="other", validity=days("2010-01-01", "2012-01-01")
    )
    copy = told(other)
    assert copy["认定、在册与退出"] == ""
    assert copy["系统评估（疑似）"] == ""
    assert copy["证件"] == ""
