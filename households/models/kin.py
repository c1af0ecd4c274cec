"""With whom an officer ever shared a household: whose cases the officer does not decide."""

import datetime as dt
from collections import defaultdict

from django.db import connection

from accounts.asking import once
from accounts.fields import resident_id_digests
from accounts.models import User

NOW = None  # of a day from which two people share a household no more: they still do

# A human is known by the present number or a former one of any registration, and is every registration that was merged.
_LIVED_WITH = """
    WITH human AS (
        SELECT coalesce(merged_into_id, id) AS id FROM households_person WHERE id_digest = ANY(%(digests)s)
        UNION
        SELECT coalesce(person.merged_into_id, person.id) FROM households_correction AS former
        JOIN households_person AS person ON person.id = former.person_id WHERE former.old_digest = ANY(%(digests)s)
    ), own AS (
        SELECT id FROM human
        UNION SELECT person.id FROM households_person AS person JOIN human ON person.merged_into_id = human.id
    ), shared AS (
        SELECT theirs.person_id AS id, upper(theirs.validity * mine.validity) AS until
        FROM households_membership AS mine JOIN own ON own.id = mine.person_id
        JOIN households_membership AS theirs ON theirs.household_id = mine.household_id
        WHERE theirs.validity && mine.validity
    ), told AS (
        SELECT id, until FROM shared
        UNION ALL
        SELECT person.merged_into_id, until FROM shared JOIN households_person AS person USING (id)
        WHERE person.merged_into_id IS NOT NULL
        UNION ALL SELECT id, NULL FROM own
    ), latest AS (
        SELECT id, CASE WHEN bool_and(until IS NOT NULL) THEN max(until) END AS until FROM told GROUP BY id
    )
    SELECT id, until FROM latest
    UNION SELECT person.id, until FROM households_person AS person JOIN latest ON person.merged_into_id = latest.id
"""


def lived_with(number: str) -> dict[dt.date | None, set[int]]:
    """The people whoever has the ID number ``number`` ever shared a household with, and that person, by the day from
    which they no longer did (``NOW`` where they still do). Every registration of each, also those merged.

    One statement; none without a number.
    """
    found: dict[dt.date | None, set[int]] = defaultdict(set)
    if number:
        with connection.cursor() as cursor:
            cursor.execute(_LIVED_WITH, {"digests": resident_id_digests(number)})
            for person, until in cursor.fetchall():
                found[until].add(person)
    return dict(found)


def kin_of(officer: User) -> dict[dt.date | None, set[int]]:
    """``lived_with`` of an officer, whom a page asks about for each kind of what waits."""
    return once(officer, "kin", lambda: lived_with(officer.id_number))
