"""The world a test works in: a small city with officers at each level, and the policy in force."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from accounts.actions import system_user
from accounts.enums import AreaLevel, Role
from accounts.models import Area, User
from policy.actions.seeds import load_seeds
from policy.seed_files import read_seeds
from tests import factories

SHANGHAI = ZoneInfo("Asia/Shanghai")
SEEDS = list(read_seeds())
DEMO_DAY = dt.datetime(2026, 11, 21, 10, tzinfo=SHANGHAI)  # the demo city's today


def load_policy_for(city: Area) -> None:
    """Everything shipped in ``policy/seeds``, in force in ``city``."""
    load_seeds(SEEDS, city=city, actor=system_user(), at=dt.datetime(2026, 1, 1, 9, tzinfo=SHANGHAI))


@dataclass(frozen=True)
class City:
    """A city, one district, one street with two communities, and somebody in each office."""

    city: Area
    district: Area
    street: Area
    community: Area
    neighbour: Area
    worker: User
    second_worker: User
    neighbour_worker: User
    street_officer: User
    district_officer: User
    city_officer: User
    statistician: User

    @property
    def officers(self) -> list[User]:
        return [one for one in vars(self).values() if isinstance(one, User)]


def small_city() -> City:
    """The areas and officers of ``City``, without policy."""
    city = factories.CityFactory()
    district = factories.AreaFactory(code="990103", name="南区", level=AreaLevel.DISTRICT, parent=city)
    street = factories.AreaFactory(code="990103001", name="和平街道", level=AreaLevel.STREET, parent=district)
    community = factories.AreaFactory(code="990103001001", name="向阳社区", parent=street)
    neighbour = factories.AreaFactory(code="990103001002", name="光明社区", parent=street)
    worker, second_worker = factories.UserFactory.create_batch(2, area=community)
    return City(
        city=city,
        district=district,
        street=street,
        community=community,
        neighbour=neighbour,
        worker=worker,
        second_worker=second_worker,
        neighbour_worker=factories.UserFactory(area=neighbour),
        street_officer=factories.UserFactory(area=street, role=Role.STREET_OFFICER),
        district_officer=factories.UserFactory(area=district, role=Role.DISTRICT_OFFICER),
        city_officer=factories.UserFactory(area=city, role=Role.CITY_OFFICER),
        statistician=factories.UserFactory(area=city, role=Role.STATISTICIAN),
    )
