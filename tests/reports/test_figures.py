"""Every line of EP8, from rows entered straight into the tables."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from households.enums import ExitReason, Sex
from households.models import Membership, Responsibility, ZeroFamilyCase
from policy.periods import report_month
from reports.cells import EP8
from reports.queries import (
    UnknownPeriod,
    checks_hold,
    ep8_figures,
    ep8_rows,
    figures_of,
    overlap,
    period_of_day,
    period_of_month,
)

from .conftest import DECEMBER, NOVEMBER


def figures(roster, period=NOVEMBER):
    return ep8_figures(roster.community, period)


def listed(roster, line, period=NOVEMBER):
    return roster.names(ep8_rows(roster.community, period, line))


def test_the_roster_of_the_cases(november):
    found = figures(november)
    assert found == {
        "01": 8, "02": 4, "03": 0, "04": 1, "05": 1, "06": 2, "07": 0, "08": 0, "09": 0, "10": 0, "11": 0, "12": 0,
        "13": 2, "14": 0, "15": 1, "16": 1, "17": 0, "18": 0, "19": 10, "20": 6, "21": 4,
        "22": 1, "23": 0, "24": 0, "25": 0, "26": 0, "27": 0, "28": 1,
        "29": 4, "30": 1, "31": 1, "32": 1, "33": 1, "34": 1, "35": 0, "36": 1, "37": 0, "38": 0, "39": 5,
        "40": 1, "41": 1, "42": 1, "43": 0, "44": 1, "45": 0, "46": 1,
        "47": 0, "47.1": 0, "47.2": 0, "48": 0, "49": 0, "50": 0,
        "53": 0, "53.1": 0, "53.2": 0, "53.3": 0, "53.4": 0,
    }  # fmt: skip
    assert checks_hold(found)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("01", "P01 P02 P06 P07 P09 P10 P11 P13"),
        ("02", "P03 P04 P08 P12"),
        ("06", "P04 P12"),
        ("13", "P09 P10"),
        ("19", "P01 P02 P03 P04 P06 P07 P08 P11 P12 P13"),
        ("21", "P01 P06 P11 P12"),
        ("22", "P02"),
        ("28", "P02"),
        ("29", "P01 P06 P12 P13"),
        ("33", "P13"),
        ("39", "P01 P06 P11 P12 P13"),
        ("44", "H2"),
        ("46", "P06"),
    ],
)
def test_a_figure_opens_its_names(november, line, names):
    assert listed(november, line) == names.split()


def test_every_figure_is_the_number_of_its_rows(november):
    found = figures(november)
    for line in EP8:
        assert ep8_rows(november.community, NOVEMBER, line).count() == found[line], line


def test_the_next_month_opens_as_this_one_closed(november):
    this, following = figures(november), figures(november, DECEMBER)
    assert (following["01"], following["40"]) == (this["19"], this["44"])
    assert (following["02"], following["39"]) == (1, 5)


def test_one_line_for_several_categories_and_the_overlap_beside_it(roster):
    roster.person("P01", sex=Sex.FEMALE)
    roster.certify("P01", "2010-11-01", "C01", "C03", "C04", "C07")
    found = figures(roster)
    assert [found[line] for line in ("02", "03", "05", "06", "09")] == [1, 1, 0, 0, 0]
    held = overlap(roster.community, NOVEMBER)
    assert {name for name, count in held.items() if count} == {"C01", "C03", "C04", "C07"}


def test_a_quiet_month(roster):
    for name in ("P01", "P02"):
        roster.person(name)
    roster.certify("P01", "2010-09-01", "C05")
    roster.certify("P02", "2010-09-02", "C04")
    roster.employ("P02", "enterprise", "2010-09-30")
    found = figures(roster)
    assert [found[line] for line in ("01", "02", "13", "19", "21", "29")] == [2, 0, 0, 2, 1, 0]


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        (ExitReason.STABLE, "14"),
        (ExitReason.RETIRED, "15"),
        (ExitReason.NO_DESIRE, "16"),
        (ExitReason.LOST_CONTACT, "17"),
        (ExitReason.MOVED_OUT, "17"),
        (ExitReason.DEAD, "17"),
        (ExitReason.UNABLE, "18"),
        (ExitReason.REVOKED, "18"),
        (ExitReason.OTHER, "18"),
    ],
)
def test_exits_by_reason(roster, reason, line):
    roster.person("P01")
    roster.certify("P01", "2010-09-01", exit=("2010-11-20", reason))
    found = figures(roster)
    assert {name for name in ("14", "15", "16", "17", "18") if found[name]} == {line}
    assert (found["01"], found["13"], found["19"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("exit_on", "in_01", "in_13"), [("2010-10-20", 0, 0), ("2010-10-21", 1, 1), ("2010-11-21", 1, 0)]
)
def test_the_day_of_exit_still_belongs_to_the_status(roster, exit_on, in_01, in_13):
    roster.person("P01")
    roster.certify("P01", "2010-09-01", exit=(exit_on, ExitReason.OTHER))
    found = figures(roster)
    assert (found["01"], found["13"]) == (in_01, in_13)
    assert checks_hold(found)


@pytest.mark.parametrize(
    ("begun", "counts"), [("2010-10-31", 0), ("2010-11-01", 1), ("2010-11-10", 1), ("2010-11-11", 0)]
)
def test_an_employment_counts_only_if_it_begins_within_the_status(roster, begun, counts):
    roster.person("P01")
    roster.certify("P01", "2010-11-01", exit=("2010-11-10", ExitReason.STABLE))
    roster.employ("P01", "flexible", begun)
    found = figures(roster)
    assert (found["29"], found["39"], found["32"]) == (counts, counts, counts)


def test_an_employment_from_before_the_status_is_none(roster):
    roster.person("P01")
    roster.employ("P01", "enterprise", "2010-08-01")
    roster.certify("P01", "2010-09-01")
    assert (figures(roster)["20"], figures(roster)["21"]) == (1, 0)


def test_the_last_employment_decides_the_kind_and_the_categories(roster):
    roster.person("P01", sex=Sex.FEMALE)
    roster.certify("P01", "2010-09-01", "C01", exit=("2010-11-05", ExitReason.OTHER))
    roster.certify("P01", "2010-11-06", "C03")
    roster.employ("P01", "flexible", "2010-11-01", "2010-11-07")
    roster.employ("P01", "enterprise", "2010-11-10")
    roster.employ("P01", "self_employed", "2010-11-10")
    found = figures(roster)
    assert [found[f"{line}"] for line in range(29, 38)] == [1, 0, 0, 0, 1, 0, 1, 0, 1]
    assert checks_hold(found)


@pytest.mark.parametrize(("until", "counts"), [("2010-11-01", 1), ("2010-10-31", 0)])
def test_registered_unemployed_the_day_before(roster, until, counts):
    roster.person("P01")
    roster.certify("P01", "2010-09-01")
    roster.unemployed("P01", "2010-08-01", until)
    roster.employ("P01", "flexible", "2010-11-02")
    assert figures(roster)["38"] == counts


def test_the_year_begins_on_the_21st_of_december(roster):
    for name, begun in (("P01", "2009-12-20"), ("P02", "2009-12-21")):
        roster.person(name)
        roster.certify(name, "2009-06-01")
        roster.employ(name, "flexible", begun)
    assert listed(roster, "39") == ["P02"]
    assert figures(roster, report_month(2010, 1))["39"] == 1
    assert figures(roster, report_month(2010, 12))["39"] == 1
    assert figures(roster, report_month(2011, 1))["39"] == 0


def test_a_family_is_cleared_once_and_overdue_while_open(roster):
    for name, home in (("P01", "H1"), ("P02", "H2"), ("P03", "H3"), ("P04", "H4")):
        roster.person(name, home=home)
    roster.family("H1", "2010-08-19")  # due on 11-19
    roster.family("H2", "2010-08-20")  # due on the last day: not before it
    roster.family("H3", "2010-08-01", end=("2010-11-15", ZeroFamilyCase.End.NO_DESIRE))
    roster.family("H4", "2010-08-01", end=("2010-11-15", ZeroFamilyCase.End.STABLE))
    roster.employ("P03", "flexible", "2010-11-16")  # after the exit it clears nothing
    roster.employ("P04", "flexible", "2010-08-02")  # cleared long before it ended
    found = figures(roster)
    assert [found[f"{line}"] for line in range(40, 46)] == [3, 0, 0, 1, 2, 1]
    assert listed(roster, "45") == ["H1"]
    assert checks_hold(found)


def test_a_relapsed_family_is_one_open_case(roster):
    roster.person("P01", home="H1")
    former = roster.family("H1", "2010-05-01", end=("2010-11-01", ZeroFamilyCase.End.RELAPSED))
    roster.employ("P01", "flexible", "2010-06-01", "2010-09-30")
    roster.cases["old"] = former
    roster.family("H1", "2010-11-01")
    found = figures(roster)
    assert [found[f"{line}"] for line in range(40, 45)] == [0, 1, 0, 0, 1]
    assert figures(roster, report_month(2010, 6))["42"] == 1


def test_a_household_counts_where_it_belonged_on_the_last_day(november, city):
    home = november.homes["H1"]
    home.responsibilities.update(validity=DateRange(dt.date(2009, 1, 1), dt.date(2010, 11, 20)))
    Responsibility.objects.create(household=home, area=city.neighbour, validity=DateRange(dt.date(2010, 11, 20), None))
    here, there = figures(november), ep8_figures(city.neighbour, NOVEMBER)
    assert (here["19"], there["19"], there["42"], there["46"]) == (8, 2, 1, 1)
    assert november.names(ep8_rows(city.neighbour, NOVEMBER, "19")) == ["P06", "P07"]
    october = NOVEMBER.previous()
    assert ep8_figures(city.community, october)["40"] == 1
    assert ep8_figures(city.street, NOVEMBER)["19"] == 10


def test_a_person_counts_with_the_household_of_the_last_day(november, city):
    membership = Membership.objects.get(person=november.people["P12"])
    membership.validity = DateRange(membership.validity.lower, dt.date(2010, 11, 19))
    membership.save()
    there = november.home(community=city.neighbour)
    Membership.objects.create(
        household=there, person=november.people["P12"], validity=DateRange(dt.date(2010, 11, 19), None)
    )
    assert ep8_figures(city.neighbour, NOVEMBER)["29"] == 1
    assert ep8_figures(city.neighbour, NOVEMBER)["02"] == 1
    assert figures(november)["29"] == 3


def test_one_whose_household_was_entered_later_counts_where_the_status_stands(roster, city):
    roster.person("P01")
    roster.certify("P01", "2010-11-01")
    roster.employ("P01", "flexible", "2010-11-02")
    Membership.objects.update(validity=DateRange(dt.date(2020, 1, 1), None))
    Responsibility.objects.update(validity=DateRange(dt.date(2020, 1, 1), None))
    assert (figures(roster)["19"], figures(roster)["29"]) == (1, 1)


def test_many_figures_cost_few_queries(november, city, django_assert_num_queries):
    areas = [city.city, city.district, city.street, city.community, city.neighbour]
    with django_assert_num_queries(2):
        found = figures_of(areas, periods=[NOVEMBER, DECEMBER], within=city.city)
    assert found["2010-11", city.city.pk] == figures(november)
    assert found["2010-12", city.street.pk] == figures(november, DECEMBER)
    assert not any(found["2010-11", city.neighbour.pk].values())


def test_months_by_name_and_by_day(city):
    assert period_of_month("2010-11", city.community) == NOVEMBER
    assert period_of_day(dt.date(2010, 11, 21), city.street) == DECEMBER
    for wrong in ("2010-13", "201011", "1999-12", "2010-1"):
        with pytest.raises(UnknownPeriod, match="不是报告期"):
            period_of_month(wrong, city.city)
