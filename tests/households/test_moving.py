"""A household handed from one community to another: who answers, who sees it, what its cases become."""

import datetime as dt

import pytest

from accounts.enums import Role
from accounts.models import Courtyard
from households.actions import handovers
from households.actions.memberships import MoveRefused
from households.actions.responsibility_links import Links, set_links
from households.models import (
    Certification,
    Handover,
    HardToEmploySpell,
    Household,
    MonthlyConfirmation,
    Person,
    Survey,
    ZeroFamilyCase,
)
from households.queries.cases import to_decide
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, applied, certified, decided, household_of
from tests.rows import survey

DAY = dt.timedelta(days=1)
AGREED = NOTICE_ENDED + 2 * DAY


@pytest.fixture
def home(city):
    return household_of(city)


def giving(city, **values):
    said = {"to_area": city.neighbour, "on": AGREED.date(), "reason": "搬到光明社区", "address": "光明路8号"}
    return handovers.Giving(**(said | values))


def proposed(city, home, at=NOTICE_ENDED, **values):
    return handovers.propose_handover(household=home, giving=giving(city, **values), worker=city.worker, at=at)


def accepted(city, home, at=AGREED):
    return handovers.accept_handover(handover=proposed(city, home), worker=city.neighbour_worker, at=at)


def answering(home):
    rows = home.responsibilities.order_by("validity")
    return [(row.area.name, row.validity.lower, row.validity.upper) for row in rows]


def test_the_giving_community_answers_until_the_other_accepts(city, home):
    handover = proposed(city, home)
    assert list(Handover.objects.to_answer(city.neighbour_worker)) == [handover]
    assert list(Handover.objects.to_answer(city.worker)) == []
    assert list(Handover.objects.of_giver(city.worker)) == [handover]
    home.refresh_from_db()
    assert home.area == city.community
    assert answering(home) == [("向阳社区", dt.date(2020, 1, 1), None)]


def test_on_acceptance_the_community_and_the_address_change_with_their_days(city, home):
    handover = accepted(city, home)
    home.refresh_from_db()
    assert (handover.status, handover.effective_on) == ("accepted", AGREED.date())
    assert (home.area, home.address) == (city.neighbour, "光明路8号")
    assert answering(home) == [
        ("向阳社区", dt.date(2020, 1, 1), AGREED.date()),
        ("光明社区", AGREED.date(), None),
    ]
    assert home.residences.get(validity__upper_inf=True).area == city.neighbour


def test_it_is_not_accepted_before_the_day_agreed_on_nor_backdated_after_it(city, home):
    handover = proposed(city, home)
    with pytest.raises(MoveRefused, match="约定的交接日期"):
        handovers.accept_handover(handover=handover, worker=city.neighbour_worker, at=AGREED - DAY)
    late = handovers.accept_handover(handover=handover, worker=city.neighbour_worker, at=AGREED + 5 * DAY)
    assert late.effective_on == (AGREED + 5 * DAY).date()


def test_a_returned_one_comes_back_with_its_reason_and_is_sent_again(city, home):
    handover = proposed(city, home)
    back = handovers.return_handover(
        handover=handover, reason="该地址不在本社区", worker=city.neighbour_worker, at=NOTICE_ENDED
    )
    assert (back.status, back.answer) == ("returned", "该地址不在本社区")
    assert list(Handover.objects.to_answer(city.neighbour_worker)) == []
    again = handovers.send_handover_again(
        handover=back, giving=giving(city, address="光明路9号"), worker=city.worker, at=NOTICE_ENDED
    )
    assert list(Handover.objects.to_answer(city.neighbour_worker)) == [again]
    handovers.withdraw_handover(handover=again, worker=city.worker, at=NOTICE_ENDED)
    assert not Handover.objects.live().exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"on": MONDAY.date()}, "不能早于今天"),
        ({"reason": " "}, "原因"),
        ({"to_area": "street"}, "请选择接收的社区"),
        ({"to_area": "community"}, "变更住址"),
    ],
)
def test_a_giving_that_makes_no_sense_is_refused(city, home, values, sentence):
    if "to_area" in values:
        values = {"to_area": getattr(city, values["to_area"])}
    with pytest.raises(MoveRefused, match=sentence):
        proposed(city, home, **values)
    assert not Handover.objects.exists()


def test_one_at_a_time_and_only_by_those_concerned(city, home):
    handover = proposed(city, home)
    with pytest.raises(MoveRefused, match="已有交接"):
        proposed(city, home)
    for act in (handovers.accept_handover, handovers.withdraw_handover):
        with pytest.raises(MoveRefused):
            act(handover=handover, worker=city.street_officer, at=AGREED)
    with pytest.raises(MoveRefused):
        handovers.withdraw_handover(handover=handover, worker=city.neighbour_worker, at=AGREED)
    with pytest.raises(MoveRefused, match="不在您的社区"):
        handovers.propose_handover(household=home, giving=giving(city), worker=city.neighbour_worker, at=NOTICE_ENDED)


def test_nobody_accepts_what_one_proposed_not_even_after_a_transfer(city, home):
    handover = proposed(city, home)
    city.worker.area = city.neighbour
    city.worker.save()
    with pytest.raises(MoveRefused, match="本人"):
        handovers.accept_handover(handover=handover, worker=city.worker, at=AGREED)


def test_what_is_in_force_goes_along_and_the_clock_stays(city, home):
    certified(city, home)
    case, spell = ZeroFamilyCase.objects.get(), HardToEmploySpell.objects.get()
    MonthlyConfirmation.objects.create(spell=spell, month=dt.date(2026, 9, 1))
    survey(home, city.worker)
    before = (case.certified_on, case.due_on, case.due_source, spell.certified_on, spell.categories)
    accepted(city, home)
    case.refresh_from_db()
    spell.refresh_from_db()
    assert (case.certified_on, case.due_on, case.due_source, spell.certified_on, spell.categories) == before
    scoped = (Household, Person, Certification, ZeroFamilyCase, HardToEmploySpell, MonthlyConfirmation, Survey)
    assert {model.__name__: model.objects.visible_to(city.neighbour_worker).count() for model in scoped} == {
        model.__name__: 1 for model in scoped
    }
    assert [model.__name__ for model in scoped if model.objects.visible_to(city.worker).exists()] == []


def test_a_certification_under_way_is_decided_by_the_new_community(city, home):
    case = applied(city, home)
    accepted(city, home)
    assert list(to_decide(city.worker, AGREED.date())) == []
    assert list(to_decide(city.neighbour_worker, AGREED.date())) == [case]
    assert decided(case, city.neighbour_worker, at=AGREED).step == 2


def test_a_household_lives_elsewhere_while_the_old_community_answers(city, home):
    moved = handovers.NewAddress("光明路1号", city.neighbour, AGREED.date(), "租房到期")
    handovers.change_address(household=home, moved=moved, worker=city.worker, at=AGREED)
    home.refresh_from_db()
    assert (home.address, home.area) == ("光明路1号", city.community)
    assert home.residences.get().area == city.neighbour
    corrected = handovers.NewAddress("光明路2号", city.neighbour, AGREED.date(), "录入有误")
    handovers.change_address(household=home, moved=corrected, worker=city.worker, at=AGREED)
    assert home.residences.get().address == "光明路2号"
    later = handovers.NewAddress("外省", None, (AGREED + DAY).date(), "投靠子女")
    handovers.change_address(household=home, moved=later, worker=city.worker, at=AGREED + DAY)
    assert home.residences.count() == 2
    with pytest.raises(MoveRefused, match="不能更早"):
        handovers.change_address(household=home, moved=moved, worker=city.worker, at=AGREED + DAY)


def test_a_household_registered_today_can_be_handed_over_today(city):
    home = factories.HouseholdFactory(area=city.community)
    home.responsibilities.update(validity=factories.DateRange(AGREED.date(), None))
    accepted(city, home)
    assert answering(home) == [("光明社区", AGREED.date(), None)]


def test_its_courtyard_and_its_worker_stay_behind_and_its_cadre_goes_along(city, home):
    yard = Courtyard.objects.create(community=city.community, name="一号院", valid_from=dt.date(2020, 1, 1))
    cadre = factories.UserFactory(area=city.community, role=Role.HELPER)
    set_links(household=home, links=Links(yard, city.worker, cadre), actor=city.worker, at=MONDAY)
    accepted(city, home)
    assert home.courtyard_stays.get().validity.upper == AGREED.date()
    running = home.family_links.filter(validity__upper_inf=True)
    assert [link.officer for link in running] == [cadre]
