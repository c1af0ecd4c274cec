"""Building a city at full size: made up family by family, copied in street by street, all of it or nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Model

from accounts import audit
from accounts.actions import NewAccount, open_account, system_user
from accounts.enums import ORGANISATION_ROLES, AreaLevel, OrganisationKind, Role
from accounts.models import Area, Organisation, User
from approvals.workflow import Chain
from desk.demo.areas import ROLES, WITH_PEOPLE
from households.enums import RoundScope
from households.models import Household, Person, RefreshRun, SurveyRound
from policy.deadlines import ONE_DAY, add_months
from policy.models import Document, calendar

from .cards import NOTICE, Cards
from .cases import Casework
from .climbs import Climbing, Stop
from .homes import CHAINS, Rules
from .lives import Lives
from .offices import Founding, Seat
from .people import Population
from .places import UNITS
from .response import Assistance, Hands, papers
from .sheets import Sheet, Sheets
from .surveys import Surveyor
from .tables import TABLES

RURAL_SHARE = 0.7  # of the families of a community outside 市区, beside one within
LARGE, LARGE_SHARE = "230102001002", 11.5  # one as large as the largest are: its worker has some 300 open cases
IN_CITY_PROPER = {code for code, _, is_proper, *_ in UNITS if is_proper}
ROUND_DAYS = 60
Told = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Size:
    """How big a city: so many households, who lived there so many months up to ``until``."""

    households: int
    months: int
    seed: int
    until: dt.date

    @property
    def first(self) -> dt.date:
        return add_months(self.until, -self.months)


@transaction.atomic
def build_city(
    *,
    size: Size,
    city: Area,
    partners: dict[OrganisationKind, Organisation],
    password: str,
    at: dt.datetime,
    tell: Told,
) -> None:
    """Fill the empty ``city`` with districts, officers, people and two years of work; one audit entry a street.

    ``tell`` is told the households done, how many there are, and where. Policy is in force from before ``size.first``.
    """
    actor = system_user()
    _open_city_accounts(city, partners, password, at)
    sheets = Sheets(TABLES, _next_key)
    population = Population(Random(size.seed), size.until)  # noqa: S311 -- a play, no secret
    rules, climbing = Rules(city, size.first, size.until), Climbing(calendar(), size.until)
    opened_on = size.first - ONE_DAY
    founding = Founding(sheets, city, population, make_password(password), actor.pk, opened_on)
    seats = founding.open()
    _prepare()
    _copy(sheets)
    casework = Casework(sheets, population, rules, climbing, _stops(rules, size.until))
    cards = Cards(casework, actor.pk, Document.objects.get(number=NOTICE).pk, size.first)
    hands = Hands(sheets, rules, climbing, Random(size.seed + 1))  # noqa: S311 -- a play, no secret
    done = 0
    with papers() as signed:
        surveyor = Surveyor(sheets, population.random, size.until)
        lives = Lives(casework, surveyor, Assistance(hands, signed), size.first)
        for street, families, rows in _ahead(_streets(seats, lives, cards, size.households)):
            _copy_rows(rows)
            done += families
            where = Area.objects.get(pk=street)
            audit.record(event="city.copied", subject=where, actor=actor, at=at, households=families)
            tell(done, size.households, f"已建立{where.name}")
    _look_back(sheets, size, city, actor)
    _copy(sheets)
    for sheet in sheets:
        _advance(sheet)


# --- What is copied ------------------------------------------------------------------------------------------------

Rows = list[tuple[Sheet, str]]


def _streets(seats: list[Seat], lives: Lives, cards: Cards, households: int) -> Iterator[tuple[int, int, Rows]]:
    """Street by street its key, how many families live there, and the rows of them all."""
    weights = [
        LARGE_SHARE if seat.code == LARGE else 1.0 if seat.code[:6] in IN_CITY_PROPER else RURAL_SHARE for seat in seats
    ]
    share, reached, settled = households / sum(weights), 0.0, 0
    of_seat = dict(zip((seat.area for seat in seats), weights, strict=True))
    for street, here in groupby(seats, key=lambda seat: seat.street):
        before = settled
        for seat in here:
            cards.open_rounds(seat)
            reached += share * of_seat[seat.area]
            while settled < round(reached):
                lives.settle(seat)
                settled += 1
        cards.give_out()
        yield street, settled - before, _taken(lives.sheets)


def _ahead(made: Iterator[tuple[int, int, Rows]]) -> Iterator[tuple[int, int, Rows]]:
    """The same, the next made up while this one is copied: neither the database nor we wait for the other."""
    with ThreadPoolExecutor(1) as worker:
        waiting = worker.submit(next, made, None)
        while (ready := waiting.result()) is not None:
            waiting = worker.submit(next, made, None)
            yield ready


def _taken(sheets: Iterable[Sheet]) -> Rows:
    return [(sheet, rows) for sheet in sheets if (rows := sheet.taken())]


def _copy(sheets: Sheets) -> None:
    _copy_rows(_taken(sheets))


def _copy_rows(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for sheet, text in rows:
            columns = ", ".join(f'"{column}"' for column in sheet.columns)
            with cursor.copy(f'COPY "{sheet.model._meta.db_table}" ({columns}) FROM STDIN') as copy:
                copy.write(text)


def _prepare() -> None:
    """Each COPY answers for its own rows. And while nothing is known yet of the tables that fill up here, foreign keys
    and triggers would be checked by reading them from end to end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL enable_seqscan = off")


def _sequence(model: type[Model]) -> list[str]:
    return [model._meta.db_table, str(model._meta.pk.column)]


def _next_key(model: type[Model]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", _sequence(model))
        return int(cursor.fetchone()[0])


def _advance(sheet: Sheet) -> None:
    """Let the table's own keys go on after those given out here: the application may take keys, not set them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(nextval(pg_get_serial_sequence(%s, %s))) FROM generate_series(2, %s)",
            [*_sequence(sheet.model), sheet.count],
        )


# --- What stands around it -----------------------------------------------------------------------------------------


def _open_city_accounts(
    city: Area, partners: dict[OrganisationKind, Organisation], password: str, at: dt.datetime
) -> None:
    """The sign-ins of the small city that sit in the city itself or above it."""
    of_role = {ORGANISATION_ROLES[kind]: partners[kind] for kind in WITH_PEOPLE}
    places = {AreaLevel.CITY: city, AreaLevel.PROVINCE: city.parent}
    for role, username, name, level in ROLES:
        if level in places:
            new = NewAccount(
                username=username,
                full_name=name,
                role=role,
                area=places[level],
                organisation=of_role.get(role),
                password=password,
                is_demo=True,
            )
            open_account(new, actor=system_user(), at=at)


def _stops(rules: Rules, on: dt.date) -> dict[str, tuple[Stop, ...]]:
    def stops(chain: Chain) -> tuple[Stop, ...]:
        return tuple(
            Stop(rules.value(step.workdays, on).value, rules.value(step.notice, on).value if step.notice else 0)
            for step in chain.steps
        )

    return {chain.code: stops(chain) for chain in CHAINS}


def _look_back(sheets: Sheets, size: Size, city: Area, actor: User) -> None:
    """The refreshes of the months, and each year's round of surveys over all districts."""
    visited = Counter(Household.objects.values_list("responsibilities__validity__startswith", flat=True))
    on = add_months(size.first.replace(day=1), 1)
    while on <= size.until:
        known = sum(count for day, count in visited.items() if day <= on)
        at = f"{on} 02:00:00+08"
        sheets[RefreshRun].add(city.pk, on, at, f"{on} 02:20:00+08", known, known, actor.pk)
        on = add_months(on, 1)
    officer = User.objects.filter(area=city, role=Role.CITY_OFFICER).order_by("pk")[0]
    districts = list(Area.objects.filter(parent=city).order_by("pk").values_list("pk", flat=True))
    opens_on = size.until - (ROUND_DAYS // 2) * ONE_DAY
    while opens_on > size.first:
        closes_on, title = opens_on + ROUND_DAYS * ONE_DAY, f"{opens_on.year}年就业失业状况入户调查"
        document = f"哈就办〔{opens_on.year}〕9号 关于开展就业失业状况调查的通知"
        at = f"{opens_on - 5 * ONE_DAY} 09:00:00+08"
        key = sheets[SurveyRound].add(title, city.pk, RoundScope.ALL, opens_on, closes_on, document, officer.pk, at)
        for district in districts:
            sheets[SurveyRound.areas.through].add(key, district)
        opens_on = add_months(opens_on, -12)


def population_of_city() -> tuple[int, int]:
    """How many households and people stand in the database."""
    return Household.objects.count(), Person.objects.count()
