"""What a kind of file is: its columns, how its rows are judged and entered, and what is counted of them.

Whoever takes something over from an old system declares a ``Kind``; the desk assembles them in the order in which they
are entered. An app above this one declares its own in the same words.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from accounts.models import Area, User
from households.models import Membership, Opening, Person, RowOutcome
from households.queries.terms import RuleTerms, terms_on
from households.rosters.headings import Field
from households.rosters.reading import Cell
from policy.parameters import ParameterNotInForce

Values = dict[str, Any]
"""What a line says, by field, as JSON holds it: days in ISO form, codes as words."""


@dataclass(frozen=True)
class Column:
    """A column of a file. ``read`` gives what a cell means and raises ValueRefused; of a column of ``codes`` (code →
    our word) it gives the words, which the mapping makes codes of, one or, with ``is_list``, several."""

    field: Field
    read: Callable[[Cell], Any]
    is_required: bool = False
    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_list: bool = False

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def title(self) -> str:
        return self.field.title


@dataclass
class Candidate:
    """A line on its way. ``person`` and ``home`` are found by its ID number before a kind judges it; one that is judged
    has an ``outcome``, and one to be entered ``key``, ``since`` and perhaps ``also`` (see ``OpeningRow``)."""

    sheet: str
    line: int
    values: Values
    person: Person | None = None
    home: Membership | None = None
    outcome: str = ""
    reason: str = ""
    key: str = ""
    also: str = ""
    since: dt.date | None = None

    @property
    def who(self) -> Person:
        """The person, once found."""
        assert self.person is not None
        return self.person

    @property
    def where(self) -> Membership:
        """The membership, once found."""
        assert self.home is not None
        return self.home

    @property
    def begun(self) -> dt.date:
        """``since``, once judged."""
        assert self.since is not None
        return self.since

    def refuse(self, reason: str) -> None:
        self.outcome, self.reason = RowOutcome.REFUSED, reason

    def stands(self, reason: str) -> None:
        """It is in the registry already."""
        self.outcome, self.reason = RowOutcome.PRESENT, reason

    def day(self, name: str) -> dt.date | None:
        return dt.date.fromisoformat(self.values[name]) if self.values.get(name) else None


@dataclass
class Ground:
    """What candidates are judged on: their opening, and the policy of its area by day."""

    opening: Opening
    _terms: dict[tuple[dt.date, int], RuleTerms | str] = dataclasses.field(default_factory=dict)

    def terms(self, on: dt.date, community: Area) -> RuleTerms | str:
        """The terms of that day there, or the sentence that says which is missing."""
        where = on, community.parent_id or community.pk  # nothing is in force for less than a district
        if where not in self._terms:
            try:
                self._terms[where] = terms_on(on, community)
            except ParameterNotInForce as missing:
                self._terms[where] = str(missing)
        return self._terms[where]


@dataclass(frozen=True)
class Entering:
    """By whom and when rows are entered: ``actor`` accepted them, ``importer`` presented them."""

    opening: Opening
    actor: User
    importer: User
    at: dt.datetime
    today: dt.date


Judge = Callable[[Sequence[Candidate], Ground], None]
"""Gives each candidate, whose person and home are known, an outcome; a fixed number of statements for all."""

Enter = Callable[[Sequence[Candidate], Entering], list[Model]]
"""Writes what the candidates stand for and its audit; returns what each became. Inside a transaction."""


Stand = Callable[[Sequence[Candidate], Entering], None]
"""Does what the acceptance of lines means that stand in the registry already; once, however often it is called."""


@dataclass(frozen=True)
class Kind:
    """One kind of file. ``control`` is what the old system's last return calls the number of its rows; ``counted`` says
    which rows that number counts, of those known. ``note`` tells who prepares the files what belongs there."""

    code: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    control: str
    judge: Judge
    enter: Enter
    counted: Callable[[QuerySet], QuerySet] = lambda rows: rows
    stand: Stand | None = None
    note: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(column.field for column in self.columns)

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True)
class Meanings:
    """How a kind of file of an old system is to be read: heading → field, and field → word → code."""

    columns: Mapping[str, str] = dataclasses.field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
