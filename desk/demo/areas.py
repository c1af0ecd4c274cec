"""The tree of the demo city and who sits where."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.actions import NewAccount, open_account, open_area, system_user
from accounts.enums import ORGANISATION_ROLES, AreaLevel, OrganisationKind, Role
from accounts.models import Area, Organisation, User

SINCE = dt.date(2000, 1, 1)

# district (code, name) → streets (code, name) → communities
TREE: dict[tuple[str, str], dict[tuple[str, str], tuple[str, ...]]] = {
    ("230103", "南岗区"): {
        ("230103001", "花园街道"): ("海城社区", "繁荣社区", "夹树社区"),
        ("230103002", "奋斗路街道"): ("鼎新社区", "国庆社区"),
    },
    ("230102", "道里区"): {
        ("230102001", "兆麟街道"): ("霁虹社区", "西头社区"),
        ("230102002", "新阳路街道"): ("安丰社区", "民安社区"),
    },
}

# role → user name, full name; the account sits in the first area of its level
ROLES = (
    (Role.COMMUNITY_WORKER, "shequ", "刘桂芳", AreaLevel.COMMUNITY),
    (Role.COMMUNITY_DIRECTOR, "zhuren", "孙立新", AreaLevel.COMMUNITY),
    (Role.STREET_OFFICER, "jiedao", "陈志强", AreaLevel.STREET),
    (Role.STREET_LEADER, "jiedaold", "周建国", AreaLevel.STREET),
    (Role.DISTRICT_OFFICER, "quxian", "赵丽娟", AreaLevel.DISTRICT),
    (Role.CITY_OFFICER, "shiju", "王文军", AreaLevel.CITY),
    (Role.CITY_OFFICER, "shiju2", "于海波", AreaLevel.CITY),
    (Role.STATISTICIAN, "tongji", "李静", AreaLevel.CITY),
    (Role.GUARANTEE_CENTRE, "danbao", "郭海涛", AreaLevel.CITY),
    (Role.BANK, "yinhang", "何敏", AreaLevel.CITY),
    (Role.FINANCE, "caizheng", "马晓红", AreaLevel.CITY),
    (Role.HELPER, "bangfu", "高明", AreaLevel.COMMUNITY),
    (Role.PROVINCE, "shengting", "徐刚", AreaLevel.PROVINCE),
    (Role.HOTLINE, "rexian", "杨艳", AreaLevel.CITY),
    (Role.AUDITOR, "shenji", "唐伟", AreaLevel.CITY),
    (Role.SYSTEM_ADMIN, "xitong", "韩春生", AreaLevel.CITY),
    (Role.SECURITY_ADMIN, "anquan", "冯丽", AreaLevel.CITY),
)

# Whose people have demo accounts.
WITH_PEOPLE = (OrganisationKind.BANK, OrganisationKind.GUARANTEE_CENTRE, OrganisationKind.FINANCE)
USERNAMES = tuple(username for _, username, _, _ in ROLES)


@dataclass(frozen=True)
class Offices:
    """Who decides where, by area; ``communities`` in the order of the tree."""

    city: Area
    communities: tuple[Area, ...]
    workers: dict[int, User]
    directors: dict[int, User]
    streets: dict[int, User]
    districts: dict[int, User]
    statistician: User


def build(city: Area, *, partners: Mapping[OrganisationKind, Organisation], password: str, at: dt.datetime) -> Offices:
    """Open the areas and the accounts of the demo city; ``partners`` are the organisations of its people."""
    communities: list[Area] = []
    for (code, name), streets in TREE.items():
        district = _area(code, name, AreaLevel.DISTRICT, city, in_city_proper=True)
        for (street_code, street_name), names in streets.items():
            street = _area(street_code, street_name, AreaLevel.STREET, district)
            for number, community in enumerate(names, 1):
                code = f"{street_code}{number:03d}"
                communities.append(_area(code, community, AreaLevel.COMMUNITY, street))
    of_role = {ORGANISATION_ROLES[kind]: partners[kind] for kind in WITH_PEOPLE}
    first = _Accounts(password, at, of_role)
    seats = {AreaLevel.COMMUNITY: communities[0], AreaLevel.CITY: city}
    seats[AreaLevel.STREET] = _parent(communities[0])
    seats[AreaLevel.DISTRICT] = _parent(seats[AreaLevel.STREET])
    seats[AreaLevel.PROVINCE] = _parent(city)
    by_role = {role: first.open(username, name, role, seats[level]) for role, username, name, level in ROLES}
    return _offices(city, communities, first, by_role)


def _offices(city: Area, communities: list[Area], accounts: "_Accounts", by_role: dict[Role, User]) -> Offices:
    workers = {communities[0].pk: by_role[Role.COMMUNITY_WORKER]}
    directors = {communities[0].pk: by_role[Role.COMMUNITY_DIRECTOR]}
    streets = {_parent(communities[0]).pk: by_role[Role.STREET_OFFICER]}
    districts = {_parent(_parent(communities[0])).pk: by_role[Role.DISTRICT_OFFICER]}
    for number, community in enumerate(communities[1:], 2):
        street = _parent(community)
        district = _parent(street)
        workers[community.pk] = accounts.open(f"shequ{number}", "", Role.COMMUNITY_WORKER, community)
        directors[community.pk] = accounts.open(f"zhuren{number}", "", Role.COMMUNITY_DIRECTOR, community)
        if street.pk not in streets:
            streets[street.pk] = accounts.open(f"jiedao{number}", "", Role.STREET_OFFICER, street)
        if district.pk not in districts:
            districts[district.pk] = accounts.open(f"quxian{number}", "", Role.DISTRICT_OFFICER, district)
    return Offices(city, tuple(communities), workers, directors, streets, districts, by_role[Role.STATISTICIAN])


class _Accounts:
    """Opens demo accounts, all with one password."""

    def __init__(self, password: str, at: dt.datetime, organisations: Mapping[Role, Organisation]) -> None:
        self.password, self.at, self.organisations = password, at, organisations

    def open(self, username: str, full_name: str, role: Role, area: Area) -> User:
        new = NewAccount(
            username=username,
            full_name=full_name or f"{area.name}经办",
            role=role,
            area=area,
            organisation=self.organisations.get(role),
            password=self.password,
            office_phone="0451-8400" + f"{area.pk:04d}"[-4:],
            is_demo=True,
        )
        return open_account(new, actor=system_user(), at=self.at)


def _area(code: str, name: str, level: AreaLevel, parent: Area, *, in_city_proper: bool = False) -> Area:
    return open_area(code=code, name=name, level=level, parent=parent, valid_from=SINCE, in_city_proper=in_city_proper)


def _parent(area: Area) -> Area:
    if area.parent is None:
        raise ValueError(f"{area.code} has no parent")
    return area.parent
