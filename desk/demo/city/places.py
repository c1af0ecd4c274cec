"""Harbin's districts and counties, and made-up streets and communities in them. Pure.

Codes and the six districts of 市区: GB/T 2260 as of December 2007. 493 urban communities stand in those six, as many as
the city counted; the rest of the city has 239.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from accounts.enums import AreaLevel

# code, name, whether within 市区, streets, communities
UNITS = (
    ("230102", "道里区", True, 16, 88),
    ("230103", "南岗区", True, 17, 105),
    ("230104", "道外区", True, 19, 110),
    ("230110", "香坊区", True, 16, 95),
    ("230108", "平房区", True, 8, 45),
    ("230109", "松北区", True, 8, 50),
    ("230111", "呼兰区", False, 5, 24),
    ("230112", "阿城区", False, 5, 24),
    ("230182", "双城市", False, 4, 21),
    ("230183", "尚志市", False, 4, 20),
    ("230184", "五常市", False, 4, 20),
    ("230125", "宾县", False, 4, 20),
    ("230126", "巴彦县", False, 4, 20),
    ("230123", "依兰县", False, 4, 18),
    ("230124", "方正县", False, 3, 18),
    ("230127", "木兰县", False, 3, 18),
    ("230128", "通河县", False, 3, 18),
    ("230129", "延寿县", False, 3, 18),
)
_FIRST = "和新兴安文建康平福春东西南北中长永广大光"
_SECOND = "平阳华乐化设宁安民江园山河泰明兴顺源城庆"


@dataclass(frozen=True, slots=True)
class Place:
    """An area to be: ``above`` is its parent's code, "" for the districts."""

    code: str
    name: str
    level: AreaLevel
    above: str
    in_city_proper: bool = False


def districts_and_below() -> Iterator[Place]:
    """Every area under the city, parents first: 18, 130 and 732."""
    for code, name, in_city_proper, streets, communities in UNITS:
        yield Place(code, name, AreaLevel.DISTRICT, "", in_city_proper)
        names = (first + second for first in _FIRST for second in _SECOND)
        kind = "街道" if in_city_proper else "镇"
        for street in range(streets):
            street_code = f"{code}{street + 1:03d}"
            yield Place(street_code, next(names) + kind, AreaLevel.STREET, code)
            share = communities // streets + (street < communities % streets)
            for number, _ in zip(count(1), range(share), strict=False):
                community = f"{street_code}{number:03d}"
                yield Place(community, next(names) + "社区", AreaLevel.COMMUNITY, street_code)
