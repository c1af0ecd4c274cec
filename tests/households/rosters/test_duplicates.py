"""Who may be registered already waits for somebody's decision, and nothing is entered twice."""

import pytest
from django.utils import timezone

from accounts.identifiers import resident_id
from accounts.models import AuditEntry
from households.actions import rosters
from households.actions.corrections import Corrected, correct_identity
from households.actions.deaths import register_death
from households.actions.departures import Departure, leave_city
from households.actions.rosters import RosterRefused
from households.enums import RosterDecision
from households.models import Household, Person, RosterEntry
from households.queries.rosters import held_for
from tests import factories
from tests.casework import MONDAY

from .importing import book, checked, entered, families, family, imported, line, number, outcomes

pytestmark = pytest.mark.usefixtures("monday")
ENTER, REST, DROP = RosterDecision.ENTER, RosterDecision.REST, RosterDecision.DROP


def decided(entry, decision, officer):
    return rosters.decide(entry=entry, decision=decision, reason="已查看身份证", officer=officer, at=timezone.now())


def held(city):
    return RosterEntry.objects.get(outcome="held")


def registered_elsewhere(city, *, first=True):
    """A household of the neighbours with the husband, or the wife, of the first family."""
    home = factories.HouseholdFactory(area=city.neighbour)
    born, sex = (("1975-06-01", "M"), ("1978-07-02", "F"))[not first]
    person = factories.member(home, name="李一甲", sex=sex, id_number=number(born, sex, 1))
    return home, person


def test_a_number_registered_elsewhere_waits_and_the_others_are_entered(city):
    registered_elsewhere(city)
    roster = imported(city, book(families(2)))
    assert outcomes(roster) == ["held", "entered"]
    assert [question["kind"] for question in held(city).told["questions"]] == ["elsewhere"]
    assert held_for(city.worker).count() == 1
    assert held_for(city.street_officer).count() == 1
    assert held_for(city.neighbour_worker).count() == 0


def test_what_is_dropped_is_not_entered_and_its_data_are_wiped(city):
    registered_elsewhere(city)
    checked(city, book(families(1)))
    done = decided(held(city), DROP, city.worker)
    assert (done.outcome, done.plan, done.decided_by, done.reason) == ("dropped", "", city.worker, "已查看身份证")
    assert Person.objects.count() == 1
    assert AuditEntry.objects.get(event="roster_entry.decided").details == {"decision": "drop"}
    with pytest.raises(RosterRefused, match="已经判断"):
        decided(done, DROP, city.worker)


def test_without_the_head_who_lives_elsewhere_there_is_no_household(city):
    registered_elsewhere(city)
    checked(city, book(families(1)))
    for decision in (ENTER, REST):
        with pytest.raises(RosterRefused, match="登记情况有变化"):
            decided(held(city), decision, city.worker)


def test_the_rest_of_a_household_is_entered_without_who_lives_elsewhere(city):
    registered_elsewhere(city, first=False)
    checked(city, book(families(1)))
    home = decided(held(city), REST, city.worker).household
    assert list(home.memberships.values_list("person__name", "relation")) == [("李一甲", "head")]
    assert (home.area, home.address) == (city.community, "幸福路1号")
    assert Person.objects.count() == 2


def test_the_rest_of_a_household_joins_those_who_are_registered(city):
    imported(city, book([family(1)[0]]))
    home = Household.objects.get()
    checked(city, book(families(1)))
    assert [question["kind"] for question in held(city).told["questions"]] == ["part"]
    assert decided(held(city), REST, city.worker).household == home
    assert sorted(home.memberships.values_list("person__name", "relation")) == [
        ("李一甲", "head"),
        ("王一乙", "spouse"),
    ]
    assert Household.objects.count() == 1


def test_a_namesake_born_the_same_day_may_be_somebody_else(city):
    home = factories.HouseholdFactory(area=city.community)
    factories.member(home, name="李一甲", id_number=number(count=77))
    roster = imported(city, book(families(2)))
    assert outcomes(roster) == ["held", "entered"]
    assert [question["kind"] for question in held(city).told["questions"]] == ["namesake"]
    assert decided(held(city), ENTER, city.worker).outcome == "entered"
    assert Person.objects.filter(name="李一甲").count() == 2


def test_a_namesake_of_another_community_is_somebody_else(city):
    home = factories.HouseholdFactory(area=city.neighbour)
    factories.member(home, name="李一甲", id_number=number(count=77))
    assert outcomes(checked(city, book(families(1)))) == ["planned"]


def test_a_former_number_leads_to_its_person(city):
    home = factories.HouseholdFactory(area=city.community)
    person = factories.member(home, name="李一甲", id_number=number(count=1))
    right = Corrected("李一甲", "录错", "身份证原件", resident_id(number(count=88), on=MONDAY.date()))
    correct_identity(person=person, corrected=right, worker=city.worker, at=MONDAY)
    checked(city, book(families(1)))
    assert [question["kind"] for question in held(city).told["questions"]] == ["former"]
    with pytest.raises(RosterRefused):
        decided(held(city), ENTER, city.worker)


def test_somebody_dead_is_not_registered_anew(city):
    """Nor is who lives in no household any more: the page says what to do of either."""
    home = factories.HouseholdFactory(area=city.community)
    dead = factories.member(home, name="李一甲", id_number=number("1975-06-01", "M", 1))
    gone = factories.member(home, name="王一乙", sex="F", id_number=number("1978-07-02", "F", 1))
    factories.member(home, name="李小")
    told = {"evidence": "死亡证明", "head": home.memberships.get(person__name="李小").person_id}
    register_death(person=dead, on=MONDAY.date(), worker=city.worker, at=MONDAY, **told)
    leave_city(household=home, departure=Departure([gone.pk], MONDAY.date(), "迁出"), worker=city.worker, at=MONDAY)

    checked(city, book(families(1)))
    assert [question["kind"] for question in held(city).told["questions"]] == ["dead", "gone"]
    for decision in (ENTER, REST):
        with pytest.raises(RosterRefused, match="登记情况有变化"):
            decided(held(city), decision, city.worker)
    assert Person.objects.count() == 3


def test_who_was_registered_between_check_and_confirmation_is_not_entered_again(city):
    roster = checked(city, book(families(2)))
    other = imported(city, book(families(1)))
    assert outcomes(other) == ["entered"]
    entered(roster, city.worker)
    assert outcomes(roster) == ["known", "entered"]
    assert Household.objects.count() == 2


def test_the_neighbours_decide_nothing_of_ours(city):
    registered_elsewhere(city)
    checked(city, book(families(1)))
    with pytest.raises(RosterRefused, match="不在您的辖区"):
        decided(held(city), DROP, city.neighbour_worker)


def test_one_who_lives_alone_and_elsewhere_can_only_be_dropped(city, as_user):
    registered_elsewhere(city)
    checked(city, book([line(1, "李一甲", number(count=1))]))
    page = as_user(city.worker).get(f"/households/rosters/held/{held(city).pk}/").content.decode()
    assert "身份证号已登记在另一户中" in page
    assert "在光明社区登记，请与该社区联系" in page
    assert DROP.label in page
    assert REST.label not in page
