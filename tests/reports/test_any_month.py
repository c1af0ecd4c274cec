"""Whatever happened to whom: the parts add up to the whole, and every figure is the number of its names."""

import datetime as dt
from collections import Counter

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.cells import listed
from assistance.enums import DELIVERIES, Channel, ServiceKind
from assistance.models import Offer, Service, Visit
from households.enums import Category, ExitReason
from households.models import Responsibility
from reports.cells import EP8
from reports.queries import checks_hold, figures_of
from reports.rules import OPENINGS

from .conftest import DECEMBER, KINDS, LONG_AGO, NOVEMBER

ANY = settings(
    max_examples=4,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
DAYS = st.integers(-40, 45).map(lambda days: NOVEMBER.first + dt.timedelta(days=days))
LENGTHS = st.none() | st.integers(0, 40)
SPELLS = st.lists(
    st.tuples(DAYS, LENGTHS, st.sampled_from(ExitReason), st.sets(st.sampled_from(Category), min_size=1, max_size=3)),
    max_size=3,
)
WORKS = st.lists(
    st.tuples(DAYS, LENGTHS, st.sampled_from(list(KINDS)), st.none() | st.sampled_from(Channel)), max_size=3
)
SERVED = st.lists(st.tuples(DAYS, st.sampled_from([*ServiceKind][:9])), max_size=4)
CALLED = st.lists(DAYS, max_size=2)
PEOPLE = st.lists(st.tuples(SPELLS, WORKS, SERVED, CALLED, st.none() | DAYS), min_size=6, max_size=12)
# A line, and the lines into which its rows fall, each into one.
PARTS = {
    "02": [f"{line:02}" for line in range(3, 13)],
    "13": ["14", "15", "16", "17", "18"],
    "19": ["20", "21"],
    "29": ["30", "31", "32", "33"],
    "53": ["53.1", "53.2", "53.3", "53.4"],
}
SERVICE_LINES = {
    "22": ("guidance",),
    "23": ("referral",),
    "24": ("training",),
    "25": ("startup_training",),
    "26": DELIVERIES,
}


def until(first, length):
    return None if length is None else first + dt.timedelta(days=length)


def certified(roster, name, spells):
    """Statuses one after the other; what begins before the last one ended is left out. Those that were entered."""
    entered, free_from = [], dt.date.min
    for first, length, reason, categories in sorted(spells, key=lambda spell: spell[0]):
        last = until(first, length)
        if first < free_from:
            continue
        leaving = (last.isoformat(), reason) if last else None
        roster.certify(name, first.isoformat(), *(category.name for category in sorted(categories)), exit=leaving)
        entered.append((first, last or dt.date.max, reason if last else ""))
        free_from = (last or dt.date.max - dt.timedelta(days=1)) + dt.timedelta(days=1)
    return entered


def serve(roster, name, kind, on):
    return roster.refer(name, on) if kind == ServiceKind.REFERRAL else roster.serve(name, kind, on)


def lived(roster, city, people):
    """Everything that happened, and by line whom the services of November, counted by hand, were given to."""
    by_hand: dict[str, Counter] = {line: Counter() for line in ("22", "23", "24", "25", "26", "27")}
    for number, (spells, works, served, called, moves_on) in enumerate(people):
        name = f"众{number}"
        person = roster.person(name, home=name)
        statuses = certified(roster, name, spells)
        jobs = {(kind, first): (length, channel) for first, length, kind, channel in works}
        for (kind, first), (length, channel) in jobs.items():
            last = until(first, length)
            told = (name, kind, first.isoformat())
            ends = last.isoformat() if last else None
            roster.place(*told, channel.name, ends) if channel else roster.employ(*told, ends)
        before = roster.employ(name, "enterprise", "2009-02-01", "2009-02-02")
        for on, kind in served:
            serve(roster, name, kind, on.isoformat())
        for on in called:
            roster.call_back(name, before, on.isoformat())
        for on, kind in [*served, *((on, "callback") for on in called)]:
            line = next(
                (line for line, kinds in SERVICE_LINES.items() if kind in kinds), "27" if kind == "callback" else ""
            )
            within = any(first <= on <= last and why != ExitReason.REVOKED for first, last, why in statuses)
            if line and within and NOVEMBER.contains(on):
                by_hand[line][person.pk] += 1
        if moves_on:
            home = roster.homes[name]
            home.responsibilities.update(validity=DateRange(LONG_AGO, moves_on))
            Responsibility.objects.create(household=home, area=city.neighbour, validity=DateRange(moves_on, None))
    return by_hand


def humans(line, keys):
    """Whom the rows of a line of services are about, each as often as it was served."""
    model = {"23": Offer, "27": Visit}.get(line, Service)
    return Counter(model.objects.filter(pk__in=keys).values_list("person", flat=True))


@ANY
@given(people=PEOPLE)
@pytest.mark.django_db
def test_whatever_happened_the_parts_add_up_and_every_figure_is_the_number_of_its_names(city, roster, people):
    with transaction.atomic():
        by_hand = lived(roster, city, people)
        below = [city.community, city.neighbour]
        figures = figures_of([city.street, *below], periods=[NOVEMBER, DECEMBER], within=city.street)
        whole = Counter()
        for area in below:
            told = figures["2010-11", area.pk]
            names = listed(EP8.values(), period=NOVEMBER, community=area)
            assert {line: len(keys) for line, keys in names.items()} == told
            assert all(len(set(keys)) == len(keys) for keys in names.values())
            assert checks_hold(told)
            for line, parts in PARTS.items():
                assert sorted(key for part in parts for key in names[part]) == names[line], line
            served = Counter()
            for line in by_hand:
                served += humans(line, names[line])
            assert sorted(served) == names["28"]
            whole += Counter(told)
        of_street = figures["2010-11", city.street.pk]
        assert {line: whole[line] for line in EP8} == of_street
        assert {line: by_hand[line].total() for line in by_hand} == {line: of_street[line] for line in by_hand}
        next_month = figures["2010-12", city.street.pk]
        assert {line: next_month[line] for line in OPENINGS} == {o: of_street[c] for o, c in OPENINGS.items()}
        transaction.set_rollback(True)
    for known in (roster.people, roster.homes, roster.spells, roster.rows):
        known.clear()
