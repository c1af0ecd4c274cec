"""The made-up city of one case: areas nobody counts, the policy of the case, a clerk, and a supply of ID numbers."""

import datetime as dt
import itertools
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.enums import AreaLevel, Role
from accounts.models import Area, User
from desk.rulecases.reading import Case
from desk.rulecases.schema import dated
from policy.models import CalendarException, CalendarYear, Document, ParameterKey, ParameterValue
from policy.parameters import ALL, Parameter

COMMUNITY = "230103001001"
LONG_AGO = dt.date(1900, 1, 1)  # the first day of what a case gives no beginning

# The parameters that the served topics ask for, by the beginning of their key.
GROUPS = ("age", "cat", "retire", "zf", "refusal", "valid_post", "ep8", "sb", "ln", "fec", "dual")
_UNDER = ((AreaLevel.DISTRICT, 6), (AreaLevel.STREET, 9), (AreaLevel.COMMUNITY, 12))
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass
class Ground:
    """Where the facts of one case are built. Its areas, numbers and names are its own, whatever the database holds."""

    as_of: dt.date
    city: Area
    clerk: User
    document: Document
    mark: str
    areas: dict[str, Area] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def community(self, code: str | None = None) -> Area:
        """The made-up community that stands for the one the case names, under a street and a district of its own."""
        area, code = self.city, code or COMMUNITY
        for level, digits in _UNDER:
            area = self.areas.get(f"{level}{code[:digits]}") or self._open(level, code[:digits], area)
        return area

    def _open(self, level: AreaLevel, code: str, parent: Area) -> Area:
        own = f"{self.mark}{len(self.areas) + 1:04}"
        area = Area.objects.create(
            code=own, name=f"算例{code}", level=level, parent=parent, path=f"{parent.path}{own}/", valid_from=LONG_AGO
        )
        self.areas[f"{level}{code}"] = area
        return area

    def id_number(self, born: dt.date, sex: str) -> str:
        """A valid ID number of an area that was never given out, another at each call."""
        area, sequence = divmod(next(self.numbers), 400)
        digits = f"00{area:04}{born:%Y%m%d}{2 * sequence + (sex == 'M'):03}"
        total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
        return digits + "10X98765432"[total % 11]


def stage(policy: Mapping[str, Any]) -> Ground:
    """A made-up city for many cases of one policy. Build it in a transaction that is rolled back after the last."""
    ground = _found(Case("", "", LONG_AGO, {}, {}, {}, policy))
    ground.community()
    return ground


def prepare(case: Case) -> Ground:
    """The made-up city of ``case``, with its policy in force; the parameters it does not state have the values of
    ``case.policy``, or their default."""
    if case.stage is not None and not case.parameters:
        ground = replace(case.stage, as_of=case.as_of, areas=dict(case.stage.areas), numbers=itertools.count(1))
    else:
        ground = _found(case)
    if "calendar" in case.given:
        _announce(case.given["calendar"], ground.document)
    return ground


def _found(case: Case) -> Ground:
    mark = f"q{secrets.token_hex(3)}"
    city = Area.objects.create(code=mark, name="算例市", level=AreaLevel.CITY, path=f"{mark}/", valid_from=LONG_AGO)
    clerk = User.objects.create(username=mark, full_name="算例", role=Role.SYSTEM, area=city)
    document = Document.objects.create(
        number=f"算例 {mark}", title="规则算例", issuer="算例", issued_on=LONG_AGO, level=Document.Level.DESIGN
    )
    ground = Ground(case.as_of, city, clerk, document, mark)
    _enact(case, ground)
    return ground


def _enact(case: Case, ground: Ground) -> None:
    asked = {key: parameter for key, parameter in ALL.items() if key.partition(".")[0] in GROUPS}
    ParameterKey.objects.bulk_create([ParameterKey(key=key) for key in asked], ignore_conflicts=True)
    keys = dict(ParameterKey.objects.filter(key__in=asked).values_list("key", "pk"))
    ParameterValue.objects.bulk_create(
        ParameterValue(
            key_id=keys[key],
            area=ground.city,
            value=value,
            validity=validity,
            document=ground.document,
            article=key,
        )
        for key, parameter in asked.items()
        for value, validity in _periods(parameter, case)
    )


def _periods(parameter: Parameter, case: Case) -> Iterator[tuple[Any, DateRange]]:
    """The values of a parameter and their days; before the first day of a dated list its default holds."""
    default = parameter.default[0][1] if isinstance(parameter.default, tuple) else parameter.default
    entries: list[tuple[dt.date, Any]] = []
    stated = case.parameters
    if parameter.key not in stated and parameter.key in case.policy:
        default = case.policy[parameter.key]
    elif parameter.key not in stated:
        entries = list(parameter.default) if isinstance(parameter.default, tuple) else []
    elif dated(stated[parameter.key]):
        entries = sorted((entry["from"], entry.get("value")) for entry in dated(stated[parameter.key]))
    else:
        default = stated[parameter.key]
    begins: list[dt.date | None] = [None, *(since for since, _ in entries)]
    ends = [*begins[1:], None]
    for value, since, until in zip([default, *(value for _, value in entries)], begins, ends, strict=True):
        yield value, DateRange(since, until)


def _announce(stated: Mapping[str, list[dt.date]], document: Document) -> None:
    """The calendar of the case in place of the stored one."""
    CalendarException.objects.all().delete()
    CalendarYear.objects.all().delete()
    is_workday = dict.fromkeys(stated.get("holidays", ()), False) | dict.fromkeys(stated.get("workdays", ()), True)
    years = {year: CalendarYear(year=year, document=document) for year in {day.year for day in is_workday}}
    CalendarYear.objects.bulk_create(years.values())
    CalendarException.objects.bulk_create(
        CalendarException(day=day, is_workday=works, calendar_year=years[day.year]) for day, works in is_workday.items()
    )
