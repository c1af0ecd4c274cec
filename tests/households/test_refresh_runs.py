"""A refresh twice, cut off, beside another, on a past day: the result is that of one run."""

import datetime as dt
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from households.actions import refresh as refreshing
from households.actions.assessment import judge
from households.actions.refresh import refresh
from households.models import (
    Exit,
    Household,
    HouseholdFinding,
    MonthlyConfirmation,
    Person,
    PersonFinding,
    RefreshRun,
)
from households.models.findings import Origin
from households.queries.facts import household_facts
from households.queries.terms import terms_on
from tests.dumping import everything, what_a_refresh_wrote
from tests.factories import HouseholdFactory
from tests.rows import spell
from tests.setting import SHANGHAI, load_policy_for, small_city

from .building import FAMILIES, many_households

FIRST = dt.date(2026, 10, 1)
NEXT = dt.date(2026, 11, 1)
COUNT = 3 * FAMILIES


@pytest.fixture
def full(town):
    """The town with households in all situations, some people in status, one of them dead and one retired."""
    return fill(town)


def fill(town):
    many_households(town.community, COUNT)
    many_households(town.neighbour, FAMILIES)
    certified = list(Person.objects.filter(sex="M", born__year__range=(1970, 1990)).order_by("pk")[:10])
    for person in certified:
        spell(person, certified_on=dt.date(2026, 9, 1))
    Person.objects.filter(pk=certified[0].pk).update(dead_on=dt.date(2026, 9, 20))
    Person.objects.filter(pk=certified[1].pk).update(
        retirement_override=dt.date(2026, 9, 25), retirement_evidence="审批表"
    )
    return town


def run(town, on, area=None):
    at = dt.datetime.combine(on, dt.time(0, 30), SHANGHAI)
    return refresh(area=area or town.city, on=on, actor=town.city_officer, at=at)


def test_a_run_says_how_far_it_came(full):
    done = run(full, FIRST)
    assert (done.households_total, done.households_done) == (COUNT + FAMILIES, COUNT + FAMILIES)
    assert done.finished_at >= done.started_at
    assert not Household.objects.exclude(assessed_on=FIRST).exists()
    assert HouseholdFinding.objects.count() > FAMILIES
    assert PersonFinding.objects.count() > FAMILIES
    assert Exit.objects.count() == 2


def test_a_second_run_changes_nothing(full):
    for day in (FIRST, NEXT):
        run(full, day)
        before = everything(without=("households_refreshrun",))
        run(full, day)
        assert everything(without=("households_refreshrun",)) == before


def test_a_second_run_changes_nothing_though_no_run_is_remembered(full):
    run(full, FIRST)
    RefreshRun.objects.all().delete()
    before = everything(without=("households_refreshrun",))
    run(full, FIRST)
    assert everything(without=("households_refreshrun",)) == before


def test_one_area_alone_is_refreshed(full):
    run(full, FIRST, area=full.neighbour)
    assert set(Household.objects.filter(assessed_on=FIRST).values_list("area", flat=True)) == {full.neighbour.pk}
    assert Household.objects.filter(assessed_on=None).count() == COUNT


def in_one_run(town, *days):
    """What uninterrupted runs on these days write; the database is then as before."""
    with transaction.atomic():
        for day in days:
            run(town, day)
        written = what_a_refresh_wrote()
        transaction.set_rollback(True)
    return written


class PulledPlug(Exception):
    pass


def break_in_batch(monkeypatch, number, where):
    """Let the refresh fail in its ``number``-th batch, in the function ``where`` of it."""
    whole, calls = getattr(refreshing, where), []

    def failing(*args, **kwargs):
        calls.append(args)
        if len(calls) == number:
            raise PulledPlug
        return whole(*args, **kwargs)

    monkeypatch.setattr(refreshing, where, failing)


@pytest.mark.parametrize("where", ["assess_all", "propose_calendar_exits"])
@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_run_cut_off_is_completed_by_the_next(full, monkeypatch, where, number):
    monkeypatch.setattr(refreshing, "BATCH", 7)
    expected = in_one_run(full, FIRST, NEXT)
    run(full, FIRST)
    with monkeypatch.context() as broken:
        break_in_batch(broken, number, where)
        with pytest.raises(PulledPlug):
            run(full, NEXT)
    cut_off = RefreshRun.objects.latest("pk")
    assert (cut_off.finished_at, cut_off.households_done) == (None, 7 * (number - 1))
    assert what_a_refresh_wrote() != expected
    run(full, NEXT)
    assert what_a_refresh_wrote() == expected


def test_the_size_of_a_batch_changes_nothing(full, monkeypatch):
    expected = in_one_run(full, FIRST, NEXT)
    monkeypatch.setattr(refreshing, "BATCH", 1)
    assert in_one_run(full, FIRST, NEXT) == expected


def test_a_household_assessed_for_a_later_day_keeps_its_findings(full):
    later = Household.objects.filter(area=full.neighbour)
    run(full, NEXT, area=full.neighbour)
    found = set(PersonFinding.objects.values_list("pk", "validity"))
    done = run(full, FIRST)
    assert done.households_done == done.households_total == COUNT
    assert set(PersonFinding.objects.filter(household__in=later).values_list("pk", "validity")) == found
    assert set(later.values_list("assessed_on", flat=True)) == {NEXT}


def test_the_month_is_opened_also_for_whom_a_worker_visited_meanwhile(full):
    Household.objects.update(assessed_on=dt.date(2026, 10, 2))
    run(full, FIRST)
    assert MonthlyConfirmation.objects.filter(month=FIRST).count() == 10
    assert Exit.objects.count() == 2
    assert not PersonFinding.objects.exists()


def test_a_refresh_may_be_made_for_a_past_day(full):
    past = dt.date(2026, 3, 1)
    run(full, past)
    assert set(PersonFinding.objects.values_list("validity__startswith", flat=True)) == {past}
    assert not MonthlyConfirmation.objects.exists()
    run(full, FIRST)
    assert set(Household.objects.values_list("assessed_on", flat=True)) == {FIRST}
    assert_found_is_what_the_rules_say(full, FIRST)


def assert_found_is_what_the_rules_say(town, on):
    people, families = set(), set()
    for area in (town.community, town.neighbour):
        homes = list(Household.objects.filter(area=area).values_list("pk", flat=True))
        for home, facts in household_facts(homes).items():
            judgement = judge(facts, terms_on(on, area), on=on)
            people |= {(person, c) for person, found in judgement.people.items() for c in found.categories}
            families |= {(home, 1)} if judgement.family.zero_family == "ZERO" else set()
            families |= {(home, 2)} if judgement.family.dual else set()
    assert set(PersonFinding.objects.on(on).values_list("person", "category")) == people
    assert set(HouseholdFinding.objects.on(on).values_list("household", "kind")) == families


@pytest.mark.django_db(transaction=True)
def test_two_refreshes_at_once_give_what_one_gives(monkeypatch):
    town = small_city()
    load_policy_for(town.city)
    fill(town)
    monkeypatch.setattr(refreshing, "BATCH", 5)
    failures = []
    together = threading.Barrier(2)

    def refresh_elsewhere():
        try:
            together.wait(timeout=120)
            run(town, FIRST)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=refresh_elsewhere) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    assert failures == []
    assert RefreshRun.objects.exclude(finished_at=None).count() == 2
    assert_found_is_what_the_rules_say(town, FIRST)
    assert (Exit.objects.count(), MonthlyConfirmation.objects.count()) == (2, 10)
    before = what_a_refresh_wrote()
    run(town, FIRST)
    assert what_a_refresh_wrote() == before
    Exit.objects.all().delete()
    for model in (PersonFinding, HouseholdFinding, MonthlyConfirmation):
        model.objects.all().delete()
    Household.objects.update(assessed_on=None)
    run(town, FIRST)
    after = what_a_refresh_wrote()
    assert {**after, "audit": []} == {**before, "audit": []}


@pytest.mark.parametrize("day", [FIRST, NEXT])
def test_a_batch_asks_the_database_a_fixed_number_of_questions(town, day):
    """For a first run, when everything begins, and for one in which certificates have ended."""

    def questions(count):
        with transaction.atomic():
            many_households(town.community, count)
            if day == NEXT:
                run(town, dt.date(2025, 12, 1))
            with CaptureQueriesContext(connection) as queries:
                run(town, day)
            transaction.set_rollback(True)
        return len(queries)

    few, many = questions(4 * FAMILIES), questions(20 * FAMILIES)
    assert many == few <= 50


def test_the_command_says_what_changed(full, capsys):
    call_command("refresh", on=FIRST)
    assert capsys.readouterr().out.startswith(f"示例市：2026-10-01 评估 {COUNT + FAMILIES} 户。家庭新增 ")
    call_command("refresh", "--on", "2026-11-01", "--area", full.neighbour.code)
    out = capsys.readouterr().out
    assert out.startswith(f"光明社区：2026-11-01 评估 {FAMILIES} 户。家庭新增 ")
    assert Household.objects.filter(assessed_on=NEXT).count() == FAMILIES


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--on", "2026-11-01", "--area", "000"], "没有这个区划"),
        (["--on", "1999-12-31"], "尚未登记任何市"),
        (["--on", "1999-12-31", "--area", "990100"], "没有取值，请市局在“政策参数”中补录"),
        (["--on", "11月1日"], "--on"),
        ([], "--on"),
    ],
)
def test_the_command_refuses_in_words(full, options, words):
    with pytest.raises(CommandError, match=words):
        call_command("refresh", *options)
    assert not Household.objects.exclude(assessed_on=None).exists()


def test_an_empty_area_is_refreshed_in_no_time(town):
    HouseholdFactory(area=town.community)
    done = run(town, FIRST, area=town.neighbour)
    assert (done.households_done, done.finished_at is not None) == (0, True)


def test_findings_of_a_refresh_are_marked_as_such(full):
    run(full, FIRST)
    run(full, NEXT)
    origins = set(PersonFinding.objects.values_list("origin", "closing_origin"))
    assert origins == {(Origin.REFRESH, ""), (Origin.REFRESH, Origin.REFRESH)}
