"""Pinyin for names that were written without."""

import datetime as dt

from django.db import connection, transaction

from accounts import audit
from accounts.models import User
from households.models import Person
from households.names import SEARCH_COLUMNS, search_columns

UPDATE = f"""
    UPDATE households_person person SET {", ".join(f"{column} = made.{column}" for column in SEARCH_COLUMNS)}
    FROM (SELECT unnest(%s::bigint[]) AS id{"".join(f", unnest(%s::text[]) AS {one}" for one in SEARCH_COLUMNS)}) made
    WHERE person.id = made.id
"""  # noqa: S608 -- of our own columns' names


@transaction.atomic
def fill_pinyin(*, actor: User, at: dt.datetime, size: int = 5_000) -> int:
    """Fill what people are found by beside their names, of up to ``size`` who lack it; how many they were.

    Safe to run twice, and beside other work: rows being written to just now are left to the next call.
    """
    lacking = Person.objects.select_for_update(skip_locked=True).filter(pinyin_of="").exclude(name="")
    names = dict(lacking.order_by("pk").values_list("pk", "name")[:size])
    if not names:
        return 0
    columns = zip(*(search_columns(name).values() for name in names.values()), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [[*names], *map(list, columns)])
    audit.record(event="pinyin.filled", subject=actor, actor=actor, at=at, rows=len(names))
    return len(names)
