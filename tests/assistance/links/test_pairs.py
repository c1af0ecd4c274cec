"""一对一: somebody answers by name for every zero-employment family, and sees that family and little of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from desk.queries import my_work
from households.actions.responsibility_links import Links, set_links
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, certified, household_of
from tests.rows import zero_case

UNPAIRED, OWN = reverse("assistance:unpaired"), reverse("assistance:own_families")
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def cadre(city):
    return factories.UserFactory(area=city.street, role=Role.HELPER, full_name="高明")


@pytest.fixture
def home(city, monday):
    """A certified family of which nobody in particular takes care."""
    home = household_of(city, {"name": "李一"})
    certified(city, home)
    monday.move_to(NOTICE_ENDED)
    return home


def waiting(user):
    return {work.pile.kind: work.total for work in my_work(user, on=NOTICE_ENDED.date())}["unpaired"]


def paired(city, home, worker=None, cadre=None, at=NOTICE_ENDED):
    set_links(household=home, links=Links(None, worker, cadre), actor=city.worker, at=at)


@pytest.mark.parametrize("who", ["worker", "cadre"])
def test_a_family_is_listed_until_somebody_answers_for_it_by_name(as_user, city, home, cadre, who):
    assert "李一" in as_user(city.street_officer).get(UNPAIRED).content.decode()
    assert "李一" not in as_user(city.neighbour_worker).get(UNPAIRED).content.decode()
    assert waiting(city.worker) == 1
    paired(city, home, **{who: {"worker": city.worker, "cadre": cadre}[who]})

    page = as_user(city.street_officer).get(UNPAIRED)
    assert "李一" not in page.content.decode()
    assert [(part.area.name, part.families, part.paired, part.percent) for part in page.context["coverage"]] == [
        ("向阳社区", 1, 1, 100.0),
        ("光明社区", 0, 0, 100.0),
    ]
    assert waiting(city.worker) == 0


def test_an_account_that_is_closed_answers_for_nobody(as_user, city, home, cadre):
    paired(city, home, cadre=cadre)
    type(cadre).objects.filter(pk=cadre.pk).update(is_active=False)

    assert "李一" in as_user(city.worker).get(UNPAIRED).content.decode()


def test_the_helper_sees_the_own_families_and_of_them_what_a_visit_needs(as_user, city, home, cadre):
    other = household_of(city, {"name": "赵二"})
    paired(city, home, cadre=cadre)
    page = as_user(cadre).get(OWN).content.decode()
    person = home.memberships.get().person

    assert home.address in page
    assert "李一" in page
    assert "登记失业" in page
    assert "还剩" in page  # the promise
    for hidden in (person.id_number, person.masked_id, other.address, "赵二"):
        assert hidden not in page


def test_a_family_that_was_given_to_somebody_else_is_seen_no_more(as_user, city, home, cadre):
    paired(city, home, cadre=cadre, at=MONDAY)
    paired(city, home, cadre=factories.UserFactory(area=city.street, role=Role.HELPER))

    assert "还没有明确由您帮扶的家庭" in as_user(cadre).get(OWN).content.decode()


def test_neither_page_asks_more_for_many_families_than_for_few(as_user, city, cadre):
    clients = {UNPAIRED: as_user(city.street_officer), OWN: as_user(cadre)}

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert clients[address].get(address).status_code == 200
        return len(queries)

    def families(count):
        for _ in range(count):
            home = factories.HouseholdFactory(area=city.community)
            factories.member(home)
            zero_case(home)
            home.family_links.create(kind=2, officer=cadre, validity=("2026-09-01", None))
            zero_case(factories.HouseholdFactory(area=city.community))

    families(2)
    few = asked(UNPAIRED), asked(OWN)
    families(8)
    assert (asked(UNPAIRED), asked(OWN)) == few
    assert max(few) <= 15
