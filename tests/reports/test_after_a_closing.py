"""A community that closed publishes no more: what changes of its published months, whoever follows it corrects."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actions.areas import Closing
from accounts.enums import Role
from desk.actions import close_area
from households.models import HardToEmploySpell
from reports.actions import publish
from reports.queries.publications import draft
from reports.queries.sheets import sheet
from tests import factories
from tests.setting import SHANGHAI

from .conftest import DECEMBER, NOVEMBER, after, published

JANUARY = DECEMBER.next()
CLOSED = dt.date(2010, 11, 30)


@pytest.fixture
def followed(city, november):
    """November is published by all; then 向阳社区 closes and 光明社区 follows it."""
    published(city, NOVEMBER)
    return closed(city, city.community, city.neighbour, CLOSED)


def closed(city, area, successor, last_day):
    closing = Closing(area, successor, last_day, "社区合并", "南区政发〔2010〕9号")
    administrator = factories.UserFactory(area=city.city, role=Role.SYSTEM_ADMIN)
    return close_area(closing=closing, actor=administrator, at=dt.datetime.combine(last_day, dt.time(9), SHANGHAI))


def backdate(roster, name="P05", on=dt.date(2010, 11, 19)):
    """The spell turns out to have begun in November, or whenever it is said."""
    HardToEmploySpell.objects.filter(pk=roster.spells[name].pk).update(certified_on=on)


def republished(city, period):
    """The month published by all that are left; the publications by office."""
    offices = (
        (city.neighbour, city.neighbour_worker),
        (city.street, city.street_officer),
        (city.district, city.district_officer),
        (city.city, city.statistician),
    )
    return [publish(area=area, period=period, actor=actor, at=after(period)) for area, actor in offices]


def corrections(publication_or_draft):
    return [one for one in publication_or_draft.adjustments if "by" in one]


def test_the_successor_carries_the_correction_up_to_the_city_once(followed, november, city):
    backdate(november)
    of = {"period": "2010-11", "by": 1, "of": city.community.code}
    made = republished(city, DECEMBER)
    assert corrections(made[0]) == [{"line": "02"} | of, {"line": "03"} | of]
    for publication in made:
        told = dict(publication.figures.values_list("line", "adjustment"))
        assert (told["02"], told["03"]) == (1, 1)
        assert not sheet(publication.area, DECEMBER).failures
    assert corrections(republished(city, JANUARY)[0]) == []


def test_what_the_closed_community_corrected_itself_is_not_corrected_again(november, city):
    published(city, NOVEMBER)
    backdate(november)
    published(city, DECEMBER)
    closed(city, city.community, city.neighbour, DECEMBER.last + dt.timedelta(days=5))
    assert corrections(draft(city.neighbour, JANUARY)) == []


def test_where_the_successor_closes_too_the_next_one_goes_on(followed, november, city):
    third = factories.AreaFactory(code="990103001003", name="朝阳社区", parent=city.street)
    backdate(november)
    publish(area=city.neighbour, period=DECEMBER, actor=city.neighbour_worker, at=after(DECEMBER))
    backdate(november, "P03", dt.date(2010, 10, 19))
    closed(city, city.neighbour, third, DECEMBER.last + dt.timedelta(days=5))
    found = {(one["line"], one["period"], one["of"]): one["by"] for one in corrections(draft(third, JANUARY))}
    assert found["02", "2010-11", city.community.code] == -1
    assert not {of for _, _, of in found} - {city.community.code, city.neighbour.code}


def test_a_year_later_it_is_shown_and_no_more_corrected(followed, november, city):
    backdate(november)
    late = DECEMBER
    for _ in range(12):
        late = late.next()
    assert corrections(draft(city.neighbour, late)) == []


def test_the_page_says_whose_month_it_was(followed, november, city, as_user, monday):
    backdate(november)
    monday.move_to(after(DECEMBER))
    url = reverse("reports:publish", kwargs={"label": DECEMBER.label, "area": city.neighbour.code})
    said = as_user(city.neighbour_worker).get(url).content.decode()
    assert "第02行：向阳社区（已并入）2010-11 期上报后变更 +1" in said
