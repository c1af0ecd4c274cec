"""Members who leave into a household of their own, or join another: periods, cases, and what the rules then say."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from households.actions import splitting
from households.actions.memberships import MoveRefused
from households.actions.splitting import Move
from households.enums import RegistrationKind, Relation
from households.models import Certification, Couple, Exit, HardToEmploySpell, Household, Movement, ZeroFamilyCase
from households.queries.facts import household_facts
from tests import factories
from tests.casework import NOTICE_ENDED, applied, certified, household_of

DAY = dt.timedelta(days=1)
TODAY = NOTICE_ENDED.date()


@pytest.fixture
def home(city):
    """A couple and a grown-up son, all registered unemployed."""
    home = household_of(
        city,
        {"name": "王父"},
        {"name": "王母", "sex": "F", "born": dt.date(1978, 3, 3)},
        {"name": "王子", "born": dt.date(2000, 3, 3)},
    )
    father, mother, _ = people(home).values()
    first, second = sorted((father.pk, mother.pk))
    Couple.objects.create(household=home, first_id=first, second_id=second, validity=DateRange(dt.date(2020, 1, 1)))
    return home


def people(home):
    rows = home.memberships.filter(validity__upper_inf=True).select_related("person").order_by("pk")
    return {row.person.name: row.person for row in rows}


def going(home, head=None, on=TODAY, reason="户口簿已分立", **relations):
    who = people(home)
    named = {who[name].pk: Relation(relation) for name, relation in relations.items()}
    return Move(named, on, reason, who[head].pk if head else None)


def split(city, home, move, address="和平路9号", at=NOTICE_ENDED):
    return splitting.split_household(household=home, move=move, address=address, worker=city.worker, at=at)


def test_a_son_leaves_into_a_household_of_his_own(city, home):
    son = people(home)["王子"]
    new = split(city, home, going(home, 王子="head"))
    assert list(people(home)) == ["王父", "王母"]
    assert list(people(new)) == ["王子"]
    old, present = son.memberships.order_by("validity")
    assert (old.validity.upper, old.left_for) == (TODAY, present)
    assert (new.area, new.hukou, new.address) == (home.area, home.hukou, "和平路9号")
    assert new.responsibilities.get().validity.lower == new.residences.get().validity.lower == TODAY
    movement = Movement.objects.get()
    assert (movement.kind, movement.person, movement.household, movement.other) == ("split", son, home, new)
    assert new.findings.filter(validity__upper_inf=True).count() == 1  # the son alone looks like a zero family


def test_a_couple_that_leaves_together_stays_a_couple_and_the_old_household_gets_a_head(city, home):
    with pytest.raises(MoveRefused, match="选择一人为户主"):
        split(city, home, going(home, 王父="head", 王母="spouse"))
    new = split(city, home, going(home, head="王子", 王父="head", 王母="spouse"))
    assert home.memberships.get(validity__upper_inf=True).relation == Relation.HEAD
    former, present = Couple.objects.order_by("validity")
    assert (former.household, former.validity.upper) == (home, TODAY)
    assert (present.household, present.validity.lower) == (new, TODAY)


def test_a_couple_one_of_whom_leaves_is_one_no_more_in_the_household(city, home):
    split(city, home, going(home, 王母="head"))
    assert Couple.objects.get().validity.upper == TODAY


@pytest.mark.parametrize(
    ("move", "sentence"),
    [
        ({}, "至少选择一名"),
        ({"王子": "child"}, "有且只有一人为新户的户主"),
        ({"王子": "head", "王母": "head"}, "有且只有一人为新户的户主"),
        ({"王父": "head", "王母": "spouse", "王子": "child"}, "留在原户"),
        ({"王子": "head", "reason": " "}, "原因"),
        ({"王子": "head", "on": TODAY + DAY}, "不能晚于今天"),
        ({"王子": "head", "on": dt.date(2020, 1, 1)}, "应晚于这一天"),
    ],
)
def test_a_split_that_makes_no_sense_changes_nothing(city, home, move, sentence):
    with pytest.raises(MoveRefused, match=sentence):
        split(city, home, going(home, **move))
    assert Household.objects.count() == 1
    assert len(people(home)) == 3


def test_the_family_case_stays_and_what_is_the_persons_goes_along(city, home):
    certified(city, home)
    son, case = people(home)["王子"], ZeroFamilyCase.objects.get()
    new = split(city, home, going(home, 王子="head"))
    spell = HardToEmploySpell.objects.get(person=son)
    case.refresh_from_db()
    assert (spell.household, spell.certification, spell.exited_on) == (new, case.certification, None)
    assert (case.household, case.ended_on) == (home, None)
    son.registrations.all().delete()
    factories.registered(son, RegistrationKind.ENTERPRISE, TODAY + DAY)
    assert ZeroFamilyCase.objects.with_placement().get().placed_on is None  # he is no member of the family any more


def test_a_persons_certification_under_way_goes_along(city, home):
    son = people(home)["王子"]
    factories.fact(son, 21, dt.date(2020, 1, 1))
    case = applied(city, home, son)
    new = split(city, home, going(home, 王子="head"))
    case.refresh_from_db()
    assert case.household == new


def test_members_join_another_household_and_the_emptied_one_proposes_its_exit(city, home):
    certified(city, home)
    other = household_of(city, {"name": "李祖母", "sex": "F", "born": dt.date(1950, 1, 1)})
    move = going(home, 王父="child", 王母="other", 王子="other")
    splitting.join_household(household=home, into=other, move=move, worker=city.worker, at=NOTICE_ENDED)
    assert people(home) == {}
    assert list(people(other)) == ["李祖母", "王父", "王母", "王子"]
    assert ZeroFamilyCase.objects.get().household == home
    exit_ = Exit.objects.get(family_case__isnull=False)
    assert (exit_.status, exit_.reason, exit_.effective_on) == ("draft", "other", TODAY)
    assert household_facts([other.pk])[other.pk].couples[-1][2].first == TODAY


@pytest.mark.parametrize(
    ("relations", "sentence"),
    [({"王子": "head"}, "已有户主"), ({"王父": "other", "王母": "other", "王子": "other"}, "认定")],
)
def test_a_join_that_makes_no_sense_is_refused(city, home, relations, sentence):
    applied(city, home)
    other = household_of(city, {"name": "李祖母"})
    with pytest.raises(MoveRefused, match=sentence):
        splitting.join_household(
            household=home, into=other, move=going(home, **relations), worker=city.worker, at=NOTICE_ENDED
        )
    assert Certification.objects.get().household == home


def test_only_households_of_ones_own_are_joined(city, home):
    other = household_of(city, {"name": "李远"}, area=city.neighbour, worker=city.neighbour_worker)
    for into in (other, home):
        with pytest.raises(MoveRefused):
            splitting.join_household(
                household=home, into=into, move=going(home, 王子="other"), worker=city.worker, at=NOTICE_ENDED
            )
