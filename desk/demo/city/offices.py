"""Who sits where in a big city: the areas below it, and officers at every desk."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.enums import AreaLevel, ChargeKind, Role
from accounts.models import Area, Charge, Post, User
from desk.demo.identities import GIVEN_F, GIVEN_M, SURNAMES

from .people import Population
from .places import Place, districts_and_below
from .sheets import Sheets, span

# level → role, how its user names begin; the first of each level are the ``USERNAMES`` of the small city
STAFF: Mapping[AreaLevel, tuple[tuple[Role, str], ...]] = {
    AreaLevel.DISTRICT: ((Role.DISTRICT_OFFICER, "quxian"), (Role.DISTRICT_OFFICER, "quxianb")),
    AreaLevel.STREET: ((Role.STREET_OFFICER, "jiedao"), (Role.STREET_LEADER, "jiedaold")),
    AreaLevel.COMMUNITY: ((Role.COMMUNITY_WORKER, "shequ"), (Role.COMMUNITY_DIRECTOR, "zhuren")),
}
HELPER = "bangfu"  # of the first community


@dataclass(frozen=True, slots=True)
class Seat:
    """A community and, by their keys, those who decide on its cases: director, street and district, in this order."""

    area: int
    code: str
    name: str
    street: int
    district: int
    worker: int
    desks: tuple[int, int, int]


@dataclass(slots=True)
class Founding:
    """Opens areas and accounts under a city, on the day ``on``; every account has the password ``encoded``."""

    sheets: Sheets
    city: Area
    population: Population
    encoded: str
    opened_by: int
    on: dt.date

    def open(self) -> list[Seat]:
        """Every community of the city with its officers."""
        keys: dict[str, int] = {}
        paths: dict[str, str] = {}
        staff: dict[str, list[int]] = {}
        seats: list[Seat] = []
        opened: dict[AreaLevel, int] = {}
        for place in districts_and_below():
            above = paths.get(place.above, self.city.path)
            keys[place.code] = self._area(place, keys.get(place.above, self.city.pk), f"{above}{place.code}/")
            paths[place.code] = f"{above}{place.code}/"
            opened[place.level] = opened.get(place.level, 0) + 1
            number = "" if opened[place.level] == 1 else str(opened[place.level])
            staff[place.code] = [
                self._account(f"{name}{number}", role, keys[place.code]) for role, name in STAFF[place.level]
            ]
            self._charge(place, keys, staff)
            if place.level is AreaLevel.COMMUNITY:
                if not seats:
                    self._account(HELPER, Role.HELPER, keys[place.code])
                seats.append(_seat(place, keys, staff))
        return seats

    def _area(self, place: Place, parent: int, path: str) -> int:
        since = dt.date(2000, 1, 1)
        return self.sheets[Area].add(place.code, place.name, place.level, parent, path, place.in_city_proper, since)

    def _account(self, username: str, role: Role, area: int) -> int:
        at = f"{self.on} 08:00:00+08"
        population = self.population
        name = population.one_of(SURNAMES) + population.one_of((*GIVEN_M, *GIVEN_F))
        phone = f"0451-8400{area:04d}"[:14]
        values = (username, name, role, area, self.encoded, phone, at, at, at, False, True, self.opened_by)
        user = self.sheets[User].add(*values)
        self.sheets[Post].add(user, role, area, span(self.on))
        return user

    def _charge(self, place: Place, keys: Mapping[str, int], staff: Mapping[str, list[int]]) -> None:
        """A street's officer answers for it and for its communities; a community's worker for the community."""
        if place.level is AreaLevel.DISTRICT:
            return
        area, own = keys[place.code], staff[place.code][0]
        self.sheets[Charge].add(ChargeKind.RESPONSIBLE, own, area, span(self.on))
        if place.level is AreaLevel.COMMUNITY:
            self.sheets[Charge].add(ChargeKind.OFFICER, staff[place.above][0], area, span(self.on))


def _seat(place: Place, keys: Mapping[str, int], staff: Mapping[str, list[int]]) -> Seat:
    district = place.above[:6]
    worker, director = staff[place.code]
    desks = (director, staff[place.above][0], staff[district][0])
    return Seat(keys[place.code], place.code, place.name, keys[place.above], keys[district], worker, desks)
