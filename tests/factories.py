"""Synthetic rows. ID numbers are made up with an area code that was never given out."""

import datetime as dt
import itertools

import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from accounts.enums import ADMINISTRATORS, AreaLevel, Role
from accounts.fields import resident_id_digest
from accounts.models import Area, User
from households.enums import FactKind, RegistrationKind, Relation, RetirementTrack, Sex
from households.models import Household, Membership, Person, Registration, Responsibility
from households.names import search_columns

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_sequence = itertools.count(1)


def made_up_id(born: dt.date, sex: str = "M", *, number: int | None = None) -> str:
    """A valid, made-up ID number of a person of that birth date and sex; a new one at each call."""
    number = next(_sequence) if number is None else number
    area, sequence = divmod(number, 400)
    digits = f"99{area:04d}{born:%Y%m%d}{sequence * 2 + (sex == 'M'):03d}"
    check = "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]
    return digits + check


class AreaFactory(DjangoModelFactory):
    """A community by default; ``level=…`` and ``parent=…`` for the rest of the tree."""

    class Meta:
        model = Area
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"9901{n:08}")
    name = factory.Sequence(lambda n: f"第{n}社区")
    level = AreaLevel.COMMUNITY
    parent = factory.SubFactory("tests.factories.CityFactory")
    path = factory.LazyAttribute(lambda a: f"{a.parent.path if a.parent else ''}{a.code}/")


class CityFactory(AreaFactory):
    code = "990100"
    name = "示例市"
    level = AreaLevel.CITY
    parent = None


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"officer-{n}")
    full_name = factory.Sequence(lambda n: f"经办{n}")
    area = factory.SubFactory(AreaFactory)
    role = Role.COMMUNITY_WORKER
    must_change_password = False
    # Who administers is a known person.
    id_number = factory.LazyAttribute(lambda u: made_up_id(dt.date(1980, 1, 1)) if u.role in ADMINISTRATORS else "")
    id_digest = factory.LazyAttribute(lambda u: resident_id_digest(u.id_number) if u.id_number else None)


class HouseholdFactory(DjangoModelFactory):
    """A household with the responsibility of its community since 2020."""

    class Meta:
        model = Household
        skip_postgeneration_save = True

    area = factory.SubFactory(AreaFactory)
    address = factory.Sequence(lambda n: f"幸福路{n}号")

    @factory.post_generation
    def responsibility(self, create, extracted, **kwargs):
        Responsibility.objects.create(household=self, area=self.area, validity=DateRange(dt.date(2020, 1, 1), None))


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    class Params:
        found_by = factory.LazyAttribute(lambda p: search_columns(p.name))

    name = factory.Sequence(lambda n: f"张{n}")
    pinyin = factory.LazyAttribute(lambda p: p.found_by["pinyin"])
    initials = factory.LazyAttribute(lambda p: p.found_by["initials"])
    other_pinyin = factory.LazyAttribute(lambda p: p.found_by["other_pinyin"])
    other_initials = factory.LazyAttribute(lambda p: p.found_by["other_initials"])
    pinyin_of = factory.SelfAttribute("name")
    sex = Sex.MALE
    born = dt.date(1975, 6, 1)
    id_number = factory.LazyAttribute(lambda p: made_up_id(p.born, p.sex))
    id_digest = factory.LazyAttribute(lambda p: resident_id_digest(p.id_number))
    retirement_track = factory.LazyAttribute(lambda p: RetirementTrack.M60 if p.sex == "M" else RetirementTrack.F50)
    retirement_override = None
    retirement_evidence = factory.LazyAttribute(lambda p: "提前退休审批表" if p.retirement_override else "")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    household = factory.SubFactory(HouseholdFactory)
    person = factory.SubFactory(PersonFactory)
    relation = Relation.HEAD
    validity = DateRange(dt.date(2020, 1, 1), None)


def member(household: Household, **person) -> Person:
    """A person living in ``household`` since 2020."""
    return MembershipFactory(household=household, person=PersonFactory(**person)).person


def registered(person: Person, kind: RegistrationKind, since: dt.date, until: dt.date | None = None) -> Registration:
    """A registration from ``since`` to ``until``, both days included."""
    last = until + dt.timedelta(days=1) if until else None
    return person.registrations.create(kind=kind, validity=DateRange(since, last))


def fact(person: Person, kind: FactKind, since: dt.date, until: dt.date | None = None, **values):
    """A fact from ``since`` to ``until``, both days included."""
    last = until + dt.timedelta(days=1) if until else None
    return person.facts.create(kind=kind, validity=DateRange(since, last), **values)
