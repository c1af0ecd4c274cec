"""Everybody stands in one stage, and the stages add up; of dual-unemployed families both spouses are counted."""

import datetime as dt
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistance.enums import Stage
from assistance.queries import stages
from households.actions.assessment import assess
from households.actions.registrations import end_registration
from households.enums import RegistrationKind
from households.models import Couple, HardToEmploySpell, Person, Registration, ZeroFamilyCase
from households.models.findings import Origin
from tests import care_rows, factories
from tests.assistance.planning import planned
from tests.assistance.rows import preparation
from tests.casework import NOTICE_ENDED, certified, household_of, works
from tests.offering import noon, offered
from tests.rows import days

DAY = dt.timedelta(days=1)
START = NOTICE_ENDED.date() + 5 * DAY
STABLE = dt.date(2027, 3, 20)


def stages_of(city, on, *, of_families, user=None):
    rows = stages.progress(user or city.street_officer, on, of_families=of_families)
    for one in rows:
        assert one.total == sum(count for _, count in one.by_stage)
        assert one.certified >= one.placed
    assert sum((row.counts for row in rows[:-1]), start=type(rows[-1].counts)()) == rows[-1].counts
    return {stage: count for stage, count in rows[-1].by_stage if count}


def test_a_family_and_its_people_pass_from_stage_to_stage(city):
    home = household_of(city)
    person = home.memberships.get().person

    def stand(on):
        family, people = (stages_of(city, on, of_families=flag) for flag in (True, False))
        assert family == people
        [(stage, one)] = family.items()
        assert one == 1
        return stage

    assert stand(NOTICE_ENDED.date()) is Stage.APPEARED
    certified(city, home)
    assert stand(START) is Stage.CERTIFIED
    offered(person, city.worker, START)
    assert stand(START) is Stage.HELPED
    works(city, person, RegistrationKind.ENTERPRISE, START, noon(START))
    assert stand(START) is Stage.PLACED
    assert stand(STABLE - DAY) is Stage.PLACED
    assert stand(STABLE) is Stage.STABLE
    work = Registration.objects.employment().get()
    end_registration(registration=work, last_day=STABLE, reason="合同到期", worker=city.worker, at=noon(STABLE))
    assert stand(STABLE + DAY) is Stage.HELPED
    case = ZeroFamilyCase.objects.get()
    ZeroFamilyCase.objects.filter(pk=case.pk).update(ended_on=STABLE + DAY, end_reason="moved_out")
    family = stages_of(city, STABLE + DAY, of_families=True)
    assert family[Stage.LEFT] == 1


@pytest.mark.parametrize("help_given", ["plan", "service", "offer", "twin"])
def test_whatever_is_done_for_somebody_is_help_from_its_day(city, help_given):
    home = household_of(city)
    person = home.memberships.get().person
    certified(city, home)
    care_rows.service(person, city.worker, on=START, outcome="refused")
    care_rows.service(person, city.worker, on=NOTICE_ENDED.date() - DAY)
    assert_stage(city, Stage.CERTIFIED, START)
    match help_given:
        case "plan":
            planned(city, HardToEmploySpell.objects.get(), at=noon(START + DAY))
        case "service":
            care_rows.service(person, city.worker, on=START + DAY, kind="training")
        case "offer":
            offered(person, city.worker, START + DAY)
        case "twin":
            care_rows.service(merged_into(person), city.worker, on=START + DAY)
    assert_stage(city, Stage.CERTIFIED, START)
    assert_stage(city, Stage.HELPED, START + DAY, helped_on=START + DAY)


def assert_stage(city, stage, on, helped_on=None):
    for of_families, rows in ((False, stages.people_by_stage), (True, stages.families_by_stage)):
        assert stages_of(city, on, of_families=of_families) == {stage: 1}
        assert rows(city.street_officer, on).get().helped_on == helped_on


def merged_into(person):
    twin = factories.member(person.memberships.get().household, name=person.name)
    Person.objects.filter(pk=twin.pk).update(merged_into=person)
    return twin


def test_what_is_prepared_for_a_family_is_help_to_the_family(city):
    home = household_of(city)
    certified(city, home)
    preparation(ZeroFamilyCase.objects.get(), drawn_at=noon(START))
    [family] = stages.families_by_stage(city.street_officer, START)
    assert (family.stage, family.helped_on) == (Stage.HELPED, START)


def test_the_numbers_open_lists_of_as_many(city, as_user, monday):
    for _ in range(3):
        certified(city, household_of(city))
    household_of(city, area=city.neighbour, worker=city.neighbour_worker)
    monday.move_to(noon(START))
    client = as_user(city.street_officer)
    page = client.get(reverse("assistance:stages")).content.decode()
    here = f"?stage={Stage.CERTIFIED.value}&amp;area={city.community.pk}"
    for name in ("assistance:stage_people", "assistance:stage_families"):
        assert f'href="{reverse(name)}{here}">3</a>' in page
        query = {"stage": Stage.CERTIFIED.value, "area": city.community.pk}
        assert "共 <b>3</b>" in client.get(reverse(name), query).content.decode()
    assert f"{reverse('households:unfiled_families')}?area={city.neighbour.pk}" in page


LISTS = ["assistance:stages", "assistance:stage_people", "assistance:stage_families", "assistance:stage_couples"]


@pytest.mark.parametrize("name", LISTS)
def test_more_families_take_no_more_queries(city, as_user, monday, name):
    monday.move_to(noon(START))
    client, counts = as_user(city.street_officer), []
    for more in (1, 4):
        for number in range(more):
            certified(city, household_of(city))
            couple_of(city, number)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 25 if name == "assistance:stages" else counts[0] == counts[1] <= 15


def couple_of(city, number) -> tuple[Person, Person]:
    """A couple found dual-unemployed."""
    wife = {"name": f"王{number}", "sex": "F", "born": dt.date(1980, 1, 1)}
    home = household_of(city, {"name": f"张{number}"}, wife)
    first, second = (row.person for row in home.memberships.order_by("pk"))
    Couple.objects.create(household=home, first=first, second=second, validity=days("2010-01-01"))
    assess(household=home, actor=city.worker, at=NOTICE_ENDED, origin=Origin.ACT)
    return first, second


def counted(city, on=START, since=START, **which) -> tuple[int, ...]:
    own = stages.spouses(city.street_officer, on, since, **which)[-1]
    return own.families, own.one, own.both, own.one_since, own.both_since


def test_one_spouse_at_work_is_enough_for_the_share_and_both_are_counted(city):
    couples = [couple_of(city, number) for number in range(2)]
    certified(city, couples[0][0].memberships.get().household)
    for person in couples[0]:
        works(city, person, RegistrationKind.ENTERPRISE, START, noon(START))
    own = stages.spouses(city.street_officer, START, START)[-1]
    assert (counted(city), own.share, own.met) == ((2, 1, 1, 1, 1), Fraction(1, 2), False)
    zero = stages.spouses(city.street_officer, START, START, certified_only=True)[-1]
    assert (counted(city, certified_only=True), zero.met) == ((1, 1, 1, 1, 1), True)
    works(city, couples[1][1], RegistrationKind.FLEXIBLE, START, noon(START))
    own = stages.spouses(city.street_officer, START, START)[-1]
    assert (own.one, own.both, own.met) == (2, 1, True)


def test_a_couple_counts_in_the_time_in_which_one_or_both_came_to_work(city):
    husband, wife = couple_of(city, 0)
    later = START + 40 * DAY
    works(city, husband, RegistrationKind.ENTERPRISE, START, noon(START))
    works(city, wife, RegistrationKind.ENTERPRISE, later, noon(later))
    assert counted(city, later - DAY, START) == (1, 1, 0, 1, 0)
    assert counted(city, later, START + DAY) == (1, 1, 1, 0, 1)
    assert counted(city, later, later + DAY) == (1, 1, 1, 0, 0)


def test_the_counted_couples_are_behind_the_numbers(city, as_user, monday):
    couples = [couple_of(city, number) for number in range(3)]
    certified(city, couples[0][0].memberships.get().household)
    for person in (*couples[0], couples[1][0]):
        works(city, person, RegistrationKind.ENTERPRISE, START, noon(START))
    monday.move_to(noon(START))
    client, address = as_user(city.street_officer), reverse("assistance:stage_couples")
    page = client.get(reverse("assistance:stages")).content.decode()
    for query, number in (
        ("", 3),
        ("at_work=one", 2),
        ("at_work=both", 1),
        ("at_work=one&since=2026-01-01", 2),
        ("certified=on&at_work=both&since=2026-01-01", 1),
    ):
        assert f'href="{address}?{query.replace("&", "&amp;")}">{number}</a>' in page
        assert client.get(f"{address}?{query}").context["count"] == number
    assert f'{address}?at_work=both&amp;area={city.community.pk}">1</a>' in page
    assert client.get(address, {"at_work": "nobody"}).context["count"] == 1
    assert client.get(address, {"until": START - DAY}).context["count"] == 0
    assert "张0" in client.get(address, {"at_work": "both"}).content.decode()
    assert as_user(city.neighbour_worker).get(address).context["count"] == 0
