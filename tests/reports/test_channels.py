"""Line 53: of those who found work, through which of the four channels (S0-24), by the last employment."""

import pytest

from assistance.enums import Channel
from households.enums import ExitReason
from reports.queries import checks_hold, ep8_figures, ep8_rows
from tests import offering

from .conftest import NOVEMBER

LINES = ("29", "53", "53.1", "53.2", "53.3", "53.4")


def counted(roster):
    figures = ep8_figures(roster.community, NOVEMBER)
    assert checks_hold(figures)
    return [figures[line] for line in LINES]


def named(roster, line):
    return roster.names(ep8_rows(roster.community, NOVEMBER, line))


@pytest.fixture
def certified(roster):
    for name in ("甲", "乙", "丙"):
        roster.person(name)
        roster.certify(name, "2010-09-01")
    return roster


def test_each_channel_has_its_line_and_they_add_up(certified):
    certified.place("甲", "enterprise", "2010-11-01", "SKILL")
    certified.place("乙", "public_welfare_post", "2010-11-02", "PUBLIC_WELFARE_POST")
    certified.place("丙", "flexible", "2010-11-03", "COMMUNITY_HELP")
    assert counted(certified) == [3, 3, 1, 1, 0, 1]
    assert [named(certified, line) for line in LINES[1:]] == [["甲", "乙", "丙"], ["甲"], ["丙"], [], ["乙"]]


def test_the_channel_says_nothing_of_the_kind_of_work(certified):
    """A public-welfare post may be found through a labour service enterprise."""
    certified.place("甲", "public_welfare_post", "2010-11-01", "LABOUR_SERVICE_ENTERPRISE")
    figures = ep8_figures(certified.community, NOVEMBER)
    assert (figures["31"], figures["53.3"], figures["53.4"]) == (1, 1, 0)


def test_who_found_work_twice_counts_by_the_last_alone(certified):
    certified.place("甲", "enterprise", "2010-11-01", "SKILL", until="2010-11-05")
    certified.place("甲", "flexible", "2010-11-10", "COMMUNITY_HELP")
    assert counted(certified) == [1, 1, 0, 1, 0, 0]


def test_who_has_no_story_yet_found_work_through_no_channel(certified):
    certified.place("甲", "enterprise", "2010-11-01", "SKILL", until="2010-11-05")
    certified.employ("甲", "flexible", "2010-11-10")
    certified.employ("乙", "flexible", "2010-11-10")
    assert counted(certified) == [2, 0, 0, 0, 0, 0]


def test_a_story_struck_off_counts_in_no_channel_and_the_one_told_anew_does(certified, city):
    work = certified.place("甲", "enterprise", "2010-11-01", "SKILL")
    work.placements.update(struck_by=city.worker, struck_at=offering.NOON, struck_because="登记错误")
    assert counted(certified) == [1, 0, 0, 0, 0, 0]
    offering.placement(work, channel=Channel.COMMUNITY_HELP)
    assert counted(certified) == [1, 1, 0, 1, 0, 0]


@pytest.mark.parametrize("since", ["2010-10-20", "2010-11-21"])
def test_another_months_employment_is_not_this_months(certified, since):
    certified.place("甲", "enterprise", since, "SKILL")
    assert counted(certified) == [0] * 6


def test_a_revoked_status_has_no_placement(roster):
    roster.person("甲")
    roster.certify("甲", "2010-09-01", exit=("2010-11-30", ExitReason.REVOKED))
    roster.place("甲", "enterprise", "2010-11-01", "SKILL")
    assert counted(roster) == [0] * 6


def test_the_list_says_through_which_channel(certified, city, as_user):
    certified.place("甲", "enterprise", "2010-11-01", "SKILL")
    client = as_user(city.statistician)
    for line in ("53", "53.1"):
        page = client.get(f"/reports/EP8/2010-11/{city.city.code}/{line}/").content.decode()
        assert '<td class="off-phone" data-label="就业渠道">技能就业</td>' in page
