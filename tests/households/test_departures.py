"""Death, leaving the city and coming back: what ends, what is proposed, what is open again."""

import datetime as dt

import pytest

from households.actions import deaths, departures
from households.actions.departures import Comeback, Departure
from households.actions.memberships import MoveRefused
from households.actions.surveys import SurveyedHousehold, SurveyedMember, SurveyRefused, record_survey
from households.enums import RegistrationKind
from households.models import Exit, HardToEmploySpell, Household, Movement, Person, ZeroFamilyCase
from households.queries.cases import exits_to_confirm
from households.queries.moves import absent_members
from tests import factories
from tests.casework import NOTICE_ENDED, applied, certified, disabled_person, household_of

DAY = dt.timedelta(days=1)
LATER = NOTICE_ENDED + 20 * DAY
TODAY = LATER.date()
LAST = TODAY - 5 * DAY


@pytest.fixture
def home(city):
    home = household_of(city, {"name": "赵户主"}, {"name": "赵弟", "born": dt.date(1974, 2, 2)})
    certified(city, home)
    return home


def people(home):
    rows = home.memberships.filter(validity__upper_inf=True).select_related("person").order_by("pk")
    return [row.person for row in rows]


def died(city, person, on=LAST, head=None, evidence="医学死亡证明"):
    return deaths.register_death(person=person, on=on, evidence=evidence, head=head, worker=city.worker, at=LATER)


def left(city, home, *who, on=LAST, head=None):
    departure = Departure([person.pk for person in who], on, "随子女迁往外省", head)
    return departures.leave_city(household=home, departure=departure, worker=city.worker, at=LATER)


def back(city, home, *who, on=TODAY, address="幸福路7号"):
    comeback = Comeback([person.pk for person in who], on, "返回原住址", address)
    return departures.come_back(household=home, comeback=comeback, worker=city.worker, at=LATER)


def test_a_death_ends_with_its_day_and_proposes_the_exit(city, home):
    head, brother = people(home)
    died(city, head, head=brother.pk)
    assert head.memberships.get().validity.upper == LAST + DAY
    registration = head.registrations.get()
    assert (registration.validity.upper, registration.end_reason) == (LAST + DAY, "死亡")
    assert home.memberships.get(validity__upper_inf=True).relation == "head"
    (proposed,) = exits_to_confirm(city.worker, TODAY)
    assert (proposed.spell.person, proposed.reason, proposed.effective_on) == (head, "dead", LAST)
    assert Movement.objects.get().kind == "died"
    assert Person.objects.visible_to(city.worker).filter(pk=head.pk).exists()


def test_the_death_of_the_last_member_to_be_placed_proposes_the_familys_exit_too(city):
    home = household_of(city, {"name": "孙独"})
    certified(city, home)
    died(city, people(home)[0])
    assert {(row.reason, row.family_case_id is None) for row in exits_to_confirm(city.worker, TODAY)} == {
        ("dead", True),
        ("dead", False),
    }


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"on": TODAY + DAY}, "不能晚于今天"),
        ({"on": dt.date(1970, 1, 1)}, "早于出生"),
        ({"evidence": " "}, "原因"),
        ({"head": None}, "选择一人为户主"),
    ],
)
def test_a_death_that_cannot_be_so_is_refused(city, home, values, sentence):
    head, brother = people(home)
    with pytest.raises(MoveRefused, match=sentence):
        died(city, head, **({"head": brother.pk} | values))
    head.refresh_from_db()
    assert head.dead_on is None


def test_nobody_dies_before_work_that_began_later_or_twice(city, home):
    head, brother = people(home)
    head.registrations.all().delete()
    factories.registered(head, RegistrationKind.FLEXIBLE, LAST + DAY)
    with pytest.raises(MoveRefused, match="灵活就业"):
        died(city, head, head=brother.pk)
    died(city, brother)
    with pytest.raises(MoveRefused, match="已登记"):
        died(city, brother)


def test_one_member_leaves_the_city_and_the_household_stays(city, home):
    head, brother = people(home)
    left(city, home, brother)
    assert people(home) == [head]
    (proposed,) = exits_to_confirm(city.worker, TODAY)
    assert (proposed.spell.person, proposed.reason, proposed.effective_on) == (brother, "moved_out", LAST)
    assert home.responsibilities.filter(validity__upper_inf=True).exists()
    assert [row.person for row in absent_members(home)] == [brother]


def test_a_household_that_leaves_is_nobodys_and_proposes_its_exit(city, home):
    left(city, home, *people(home))
    assert home.responsibilities.get().validity.upper == LAST
    assert not home.residences.filter(validity__upper_inf=True).exists()
    assert Exit.objects.filter(status="draft", reason="moved_out").count() == 3
    assert not home.findings.filter(validity__upper_inf=True).exists()
    head = SurveyedMember("赵户主", factories.made_up_id(dt.date(1972, 1, 5)), "M", dt.date(1972, 1, 5), "head", "M60")
    said = SurveyedHousehold(address="幸福路7号", hukou="urban", visited_on=TODAY, members=(head,))
    with pytest.raises(SurveyRefused, match="返回本市"):
        record_survey(survey=said, household=home, worker=city.worker, at=LATER)


def test_coming_back_opens_it_again_and_withdraws_the_exits(city, home):
    head, brother = people(home)
    left(city, home, head, brother)
    with pytest.raises(MoveRefused, match="住址"):
        back(city, home, head, address="")
    back(city, home, head, brother)
    assert people(home) == [head, brother]
    assert home.memberships.filter(validity__upper_inf=True, relation="head").count() == 1
    assert home.responsibilities.order_by("-validity").first().validity.lower == TODAY
    assert set(Exit.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert HardToEmploySpell.objects.open().count() == 2
    assert ZeroFamilyCase.objects.get().ended_on is None
    assert Household.objects.get().address == "幸福路7号"
    assert absent_members(home) == []
    with pytest.raises(MoveRefused, match="返回的成员"):
        back(city, home, head)


def test_nobody_comes_back_before_having_left(city, home):
    brother = people(home)[1]
    left(city, home, brother)
    with pytest.raises(MoveRefused, match="不能更早"):
        back(city, home, brother, on=LAST - DAY)


def test_nobody_leaves_while_a_certification_is_under_way(city):
    home, person = disabled_person(city)
    applied(city, home, person)
    with pytest.raises(MoveRefused, match="正在办理"):
        left(city, home, person)
    assert person in people(home)
