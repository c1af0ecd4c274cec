"""人岗匹配 both ways: who is proposed and who is not, in which order and why, and what passing somebody over takes."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from assistance.actions.offers import FromVacancy, NewOffer, OfferRefused, record_offer
from assistance.enums import MatchGround
from assistance.models import Offer, PassingOver
from assistance.queries.matching import Posts, Seekers
from households.enums import RegistrationKind
from households.models import HardToEmploySpell, Person
from tests import factories
from tests.casework import NOTICE_ENDED, certified, household_of, works
from tests.employing import employer, vacancy
from tests.offering import noon, offered
from tests.rows import spell

DAY = dt.timedelta(days=1)
TODAY = NOTICE_ENDED.date() + 5 * DAY
LATE = {"collected_on": TODAY, "published_on": TODAY, "expires_on": TODAY + 30 * DAY}
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def today(monday):
    monday.move_to(noon(TODAY))


def alone(area, name, **person) -> HardToEmploySpell:
    """Somebody certified, of a household of the area."""
    home = factories.HouseholdFactory(area=area)
    return spell(factories.member(home, name=name, **person), certified_on=TODAY - DAY, categories=[5], primary=5)


def family(city, name="李零") -> HardToEmploySpell:
    certified(city, household_of(city, {"name": name}))
    return HardToEmploySpell.objects.get(person__name=name)


def post(city, **values):
    return vacancy(employer(city.community), **LATE | values)


def people(city, of, user=None):
    rows = Seekers(of, user or city.worker, TODAY).rows().order_by("-comes_first", "-points", "certified_on", "pk")
    return [row.person.name for row in rows]


def told(city, case, of):
    """Both ways say the same of the two, the database and the rule."""
    seekers, posts = Seekers(of, city.city_officer, TODAY), Posts(case, city.city_officer, TODAY)
    row, other = seekers.rows().get(pk=case.pk), posts.rows().get(pk=of.pk)
    found = seekers.told([row])[case.pk]
    assert found == posts.told([other])[of.pk]
    assert row.points == other.points == found.points
    return found


def recommended(city, person, of, passing=""):
    new, source = NewOffer(TODAY, "", "", Decimal(0), 30), FromVacancy(of, passing)
    return record_offer(person=person, offer=new, source=source, worker=city.worker, at=noon(TODAY))


def test_nobody_is_proposed_from_elsewhere_or_at_work_or_dead_or_gone_or_asked_already(city, today):
    of, own = post(city), alone(city.community, "本社区")
    alone(city.neighbour, "邻社区")
    employed, asked = alone(city.community, "已就业"), alone(city.community, "推荐过")
    works(city, employed.person, RegistrationKind.ENTERPRISE, TODAY, noon(TODAY))
    dead, gone, left = (alone(city.community, name) for name in ("已故", "迁出", "已退出"))
    Person.objects.filter(pk=dead.person_id).update(dead_on=TODAY)
    membership = gone.person.memberships.get()
    gone.person.memberships.update(validity=DateRange(membership.validity.lower, TODAY))
    left.exited_on, left.exit_reason = TODAY, "lost_contact"
    left.save()
    recommended(city, asked.person, of)

    assert people(city, of) == [own.person.name]
    assert people(city, of, city.street_officer) == ["本社区", "邻社区"]
    assert people(city, of, city.neighbour_worker) == ["邻社区"]


def test_each_ground_holds_both_ways_and_adds_up_as_the_rule_says(city, today):
    of = post(city, skill="缝纫", strength="fit")
    strong = alone(city.community, "缝纫工", skills="缝纫", job_wish="单位就业", health="健康")
    weak = alone(city.neighbour, "体弱", skills="驾驶", health="有慢性病")
    own = {MatchGround.SKILL, MatchGround.HEALTH, MatchGround.COMMUNITY, MatchGround.WISH}
    assert {one for one, _ in told(city, strong, of).grounds} == own
    assert {one for one, _ in told(city, weak, of).grounds} == {MatchGround.STREET}
    assert people(city, of, city.street_officer) == ["缝纫工", "体弱"]

    light = post(city, skill="", strength="light", is_funded=True)
    found = told(city, weak, light)
    assert {one for one, _ in found.grounds} == {MatchGround.NO_SKILL, MatchGround.HEALTH, MatchGround.STREET}
    assert found.is_suited


def test_families_without_work_come_first_for_posts_of_public_money_alone(city, today):
    zero = family(city)
    alone(city.community, "会缝纫", skills="缝纫")
    of, funded = post(city, skill="缝纫"), post(city, skill="缝纫", is_funded=True)
    assert people(city, of)[0] == "会缝纫"
    assert people(city, funded)[0] == "李零"
    assert told(city, zero, funded).comes_first
    ranked = Posts(zero, city.worker, TODAY).rows().order_by("-comes_first", "-points", "expires_on", "pk")
    assert ranked[0].pk == funded.pk


def test_passing_somebody_over_takes_a_reason_that_the_district_sees(as_user, city, today):
    zero, other = family(city), alone(city.community, "王五")
    funded, free = post(city, is_funded=True), post(city)
    recommended(city, other.person, free)
    with pytest.raises(OfferRefused, match="1 名零就业家庭成员") as why:
        recommended(city, other.person, funded)
    assert why.value.field == "passing"

    client, told_why = as_user(city.worker), "李零已另有推荐的岗位"
    address = f"{reverse('assistance:offer_new', args=[other.person_id])}?vacancy={funded.pk}"
    assert zero.person.name in client.get(address).content.decode()
    form = {"made_on": TODAY, "commute_minutes": 20, "submission": str(uuid.uuid4())}
    assert "越过的须写明理由" in client.post(address, form).content.decode()
    client.post(address, form | {"passing": told_why})
    made = Offer.objects.get(vacancy=funded)
    kept = PassingOver.objects.get(offer=made)
    assert (kept.first, kept.people, kept.zero_families, kept.reason) == (zero.person, 1, 1, told_why)
    assert told_why in client.get(reverse("assistance:offer", args=[made.pk])).content.decode()
    shown = {
        officer: told_why in as_user(officer).get(reverse("assistance:passed_over")).content.decode()
        for officer in (city.district_officer, city.worker, city.neighbour_worker)
    }
    assert list(shown.values()) == [True, True, False]
    recommended(city, zero.person, post(city, is_funded=True))
    assert PassingOver.objects.count() == 1  # who comes first passes nobody over


def test_the_pages_show_the_points_with_their_grounds_and_lead_to_the_offer(as_user, city, today):
    case, of, client = alone(city.community, "王五"), post(city), as_user(city.worker)
    page = client.get(reverse("assistance:vacancy_people", args=[of.pk])).content.decode()
    assert "岗位在本社区 30" in page
    assert f"{reverse('assistance:offer_new', args=[case.person_id])}?vacancy={of.pk}" in page
    own = client.get(reverse("assistance:person_vacancies", args=[case.person_id])).content.decode()
    assert "岗位在本社区 30" in own
    assert "认定已 1 天，还没有推荐岗位" in own
    of.closed_on, of.closing = TODAY, "withdrawn"
    of.save()
    assert client.get(reverse("assistance:vacancy_people", args=[of.pk])).status_code == 404


def test_how_long_it_took_from_need_to_offer_is_measured(as_user, city, today):
    served, waiting = alone(city.community, "已推荐"), alone(city.community, "没推荐")
    offered(served.person, city.worker, TODAY)
    page = as_user(city.worker).get(reverse("assistance:need_to_offer"))
    assert {row.person.name: row.waited.days for row in page.context["rows"]} == {"已推荐": 1, "没推荐": 1}
    works(city, waiting.person, RegistrationKind.ENTERPRISE, TODAY, noon(TODAY))
    shown = as_user(city.worker).get(reverse("assistance:need_to_offer")).content.decode()
    assert reverse("assistance:person_vacancies", args=[served.person_id]) in shown
    assert reverse("assistance:person_vacancies", args=[waiting.person_id]) not in shown  # at work: nothing to match
    only = as_user(city.worker).get(reverse("assistance:need_to_offer"), {"without": "on"})
    assert [row.person.name for row in only.context["rows"]] == [waiting.person.name]
