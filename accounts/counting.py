"""How many rows of many kinds there are, in one statement that is put together once.

What waits for an officer is some thirty questions, and Django takes longer to put them into SQL than PostgreSQL to
answer. Their text follows from who asks, the day, and the values of policy: it is kept for whoever asks the same again.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import LENT, absent_for

STATEMENTS_KEPT = 1000  # of some 40 KB each at most

WITHOUT_BEARING = {"password", "last_login", "id_number"}  # of an officer, on what the officer sees

Statement = tuple[str, tuple[Any, ...]]
_kept: OrderedDict[Hashable, Statement] = OrderedDict()
_keeping = Lock()


def numbers_of(queries: Sequence[QuerySet]) -> list[int]:
    """How many rows each of the queries has."""
    return _answer(_together(queries))


def numbers_for(
    officer: User, on: dt.date, questions: Hashable, ask: Callable[[], Sequence[QuerySet]], *, policy: int = 0
) -> list[int]:
    """How many rows each query of ``ask`` has, which is called only where ``officer`` has not asked these ``questions``
    before on that day, ``policy`` (the last value enacted) being the same.

    Nothing else may decide what ``ask`` gives: in particular it asks the database for values of policy and for whom the
    officer stands in, and for nothing more.
    """
    key = (questions, _known_of(officer, on), on, policy)
    with _keeping:
        statement = _kept.get(key)
        if statement is not None:
            _kept.move_to_end(key)
    if statement is None:
        statement = _together(ask())
        with _keeping:
            _kept[key] = statement
            while len(_kept) > STATEMENTS_KEPT:
                _kept.popitem(last=False)
    return _answer(statement)


def forget() -> None:
    """Keep nothing of what was put together, as in a new process."""
    with _keeping:
        _kept.clear()


def _known_of(officer: User, on: dt.date) -> Hashable:
    """All that decides which rows are the officer's, and those of whom the officer stands in for."""
    lent = tuple((act, _columns(one)) for act in LENT for one in absent_for(officer, on, act))
    return _columns(officer), officer.area and officer.area.path, lent


def _columns(officer: User) -> Hashable:
    columns = (field.attname for field in officer._meta.concrete_fields if field.attname not in WITHOUT_BEARING)
    return tuple(getattr(officer, column) for column in columns)


def _together(queries: Sequence[QuerySet]) -> Statement:
    """The text is joined, not the queries: as values of another query Django would resolve each of them anew."""
    counts = ["0"]
    parameters: list[Any] = []
    for rows in queries:
        try:
            sql, given = rows.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            counts.append("0")
        else:
            counts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608 -- what Django wrote
            parameters += given
    return f"SELECT {', '.join(counts)}", tuple(parameters)


def _answer(statement: Statement) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return list(cursor.fetchone()[1:])
