"""四包一帮: five links for each family, and the list of families that lack one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import areas as acting
from accounts.enums import ChargeKind, Role
from accounts.models import AuditEntry, Courtyard
from households.actions.responsibility_links import Links, LinksRefused, set_links
from households.models import CourtyardStay, FamilyLink
from tests import factories
from tests.casework import MONDAY
from tests.households.building import many_households

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
LINKS = reverse("households:links")


@pytest.fixture
def home(city):
    home = factories.HouseholdFactory(area=city.community, address="幸福路9号")
    factories.member(home)
    return home


@pytest.fixture
def cadre(city):
    return factories.UserFactory(area=city.street, role=Role.HELPER, full_name="高明")


@pytest.fixture
def answered_for(city):
    """The three links that end at an area: leader, officer, director. Returns the 楼院."""
    leader = factories.UserFactory(area=city.street, role=Role.STREET_LEADER)
    director = factories.UserFactory(area=city.community, role=Role.COMMUNITY_DIRECTOR)
    by = {"actor": city.street_officer, "at": MONDAY}
    patch = acting.draw_patch(street=city.street, name="东片", communities=[city.community], **by)
    (yard,) = acting.draw_courtyards(community=city.community, names=["一号院"], **by)
    for kind, place, officer in (
        (ChargeKind.LEADER, patch, leader),
        (ChargeKind.OFFICER, city.community, city.street_officer),
        (ChargeKind.DIRECTOR, yard, director),
    ):
        acting.give_charge(kind=kind, place=place, officer=officer, since=TODAY, **by)
    return yard


def test_a_family_is_listed_until_all_five_answer_for_it(client, city, home, answered_for, cadre, monday):
    client.force_login(city.worker)
    assert home.number in client.get(LINKS).content.decode()
    assert home.number in client.get(LINKS, {"lacks": "has_cadre"}).content.decode()
    assert home.number not in client.get(LINKS, {"lacks": "has_leader"}).content.decode()
    edit = reverse("households:edit_links", args=[home.pk])
    given = {"courtyard": answered_for.pk, "worker": city.worker.pk, "cadre": cadre.pk}

    assert client.post(edit, given).url == reverse("households:household", args=[home.pk])
    assert home.number not in client.get(LINKS).content.decode()
    page = client.get(reverse("households:household", args=[home.pk])).content.decode()
    for named in ("高明", "一号院", "东片", city.worker.full_name, city.street_officer.full_name):
        assert named in page
    assert AuditEntry.objects.get(event="household.linked").details == {"links": ["courtyard", "worker", "cadre"]}


def test_the_coverage_counts_what_is_lacking_area_by_area(client, city, home, answered_for, cadre, monday):
    many_households(city.neighbour, 3)
    links = Links(courtyard=answered_for, worker=city.worker, cadre=cadre)
    set_links(household=home, links=links, actor=city.worker, at=MONDAY)
    client.force_login(city.street_officer)
    parts = {part.area.name: part for part in client.get(LINKS).context["coverage"]}

    assert (parts["向阳社区"].households, parts["向阳社区"].complete, parts["向阳社区"].percent) == (1, 1, 100.0)
    assert (parts["光明社区"].complete, parts["光明社区"].lacking) == (0, (3, 3, 3, 3, 3))


def test_who_was_linked_before_stays_known(city, home, cadre):
    for at, worker in ((MONDAY, city.worker), (MONDAY + DAY, city.second_worker), (MONDAY + 2 * DAY, None)):
        set_links(household=home, links=Links(None, worker, cadre), actor=city.worker, at=at)

    assert [(link.officer, link.validity.upper) for link in FamilyLink.objects.order_by("kind", "validity")] == [
        (city.worker, TODAY + DAY),
        (city.second_worker, TODAY + 2 * DAY),
        (cadre, None),
    ]


def test_a_courtyard_of_another_community_is_refused(client, city, home, monday):
    other = Courtyard.objects.create(community=city.neighbour, name="三号院", valid_from=TODAY)
    with pytest.raises(LinksRefused, match="责任社区"):
        set_links(household=home, links=Links(other, None, None), actor=city.worker, at=MONDAY)
    client.force_login(city.worker)
    page = client.post(reverse("households:edit_links", args=[home.pk]), {"courtyard": other.pk})

    assert "courtyard" in page.context["form"].errors
    assert not CourtyardStay.objects.exists()


def test_a_closed_courtyard_or_account_is_a_gap_again(client, city, home, answered_for, cadre, monday):
    set_links(household=home, links=Links(answered_for, city.worker, cadre), actor=city.worker, at=MONDAY)
    client.force_login(city.worker)
    assert home.number not in client.get(LINKS).content.decode()
    acting.close_courtyard(courtyard=answered_for, actor=city.street_officer, at=MONDAY)

    assert home.number in client.get(LINKS, {"lacks": "has_director"}).content.decode()


def test_the_list_asks_as_often_for_many_families_as_for_ten(client, city):
    client.force_login(city.street_officer)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LINKS).status_code == 200
        return len(queries)

    many_households(city.community, 10)
    few = asked()
    many_households(city.neighbour, 200)
    assert asked() == few <= 15
