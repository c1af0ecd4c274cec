"""What happened to a person: each kind of thing a query of its own, all of them one statement in order of time.

Every app tells what it knows as ``Source``s; whoever shows a person's life asks for those of its own app and below.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.db.models import DateField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, JSONObject

from accounts.models import User
from households.enums import Block
from households.models import Membership, Person
from ui.marks import Event

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """What was read of one thing that happened: its day, its key, and what its source says of it."""

    on: dt.date
    key: int
    said: Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """One kind of thing that happens to people. ``rows`` happen on the day ``on`` (a path or an expression), bring what
    is ``said`` along (a name each, and a path or an expression), and are put into words by ``tell``."""

    block: Block
    rows: Any
    on: Any
    tell: Callable[[Row], Event]
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where a thing stands in time: its day, the rank of its source within a day, its key."""

    on: dt.date
    rank: int
    key: int

    @classmethod
    def read(cls, words: str) -> Self | None:
        """The place written so by ``str``, None for anything else."""
        day, _, rest = words.partition(".")
        rank, _, key = rest.partition(".")
        try:
            return cls(dt.date.fromisoformat(day), int(rank), int(key)) if len(words) <= 40 else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.on}.{self.rank}.{self.key}"


def happened(
    sources: Sequence[Source], *, limit: int, before: Place | None = None, block: str = ""
) -> tuple[list[Event], Place | None]:
    """The latest things that happened ``before`` a place, at most ``limit``, those of one ``block`` or of all; and the
    place to ask on from where there are more. One statement."""
    asked = [(rank, one) for rank, one in enumerate(sources) if block in ("", one.block)]
    if not asked:
        return [], None
    first, *others = [_listed(rank, one, before) for rank, one in asked]
    rows = list(first.union(*others, all=True).order_by("-happened_on", "-rank", "-key")[: limit + 1])
    events = [_told(sources[rank], Row(on, key, said)) for on, rank, key, said in rows[:limit]]
    on, rank, key, _ = rows[limit - 1] if len(rows) > limit else (None, 0, 0, None)
    return events, Place(on, rank, key) if on else None


def _told(source: Source, row: Row) -> Event:
    return replace(source.tell(row), topic=source.block.label)


def _listed(rank: int, source: Source, before: Place | None) -> Any:
    on = F(source.on) if isinstance(source.on, str) else source.on
    told = source.rows.order_by().annotate(
        happened_on=on, rank=Value(rank), key=F("pk"), said=JSONObject(**source.said)
    )
    rows = told.filter(_before(rank, before)) if before else told
    return rows.values_list("happened_on", "rank", "key", "said")


def _before(rank: int, place: Place) -> Q:
    if rank != place.rank:
        return Q(happened_on__lte=place.on) if rank < place.rank else Q(happened_on__lt=place.on)
    return Q(happened_on__lt=place.on) | Q(happened_on=place.on, key__lt=place.key)


def registrations_of(person: Person) -> list[int]:
    """The keys under which the person is registered: the own, and those merged into it."""
    return [person.pk, *person.duplicates.order_by("pk").values_list("pk", flat=True)]


def while_living(people: Iterable[int], household: str, on: str) -> Exists:
    """As a condition: whether any of the ``people`` belonged on the day ``on`` to the ``household`` of a row."""
    return Exists(
        Membership.objects.filter(person__in=people, household=OuterRef(household), validity__contains=OuterRef(on))
    )


def last_day(period: str = "validity") -> Cast:
    """The last day of a closed period, for ``Source.on``."""
    return Cast(F(f"{period}__endswith") - Value(DAY), DateField())


def lies_in(user: User, path: str) -> bool:
    """Whether the area of that path is the user's, so that a link leads to something the user may see."""
    return user.area is not None and path.startswith(user.area.path)
