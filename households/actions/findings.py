"""Findings as they are kept: which stand on a day, and those of many households begun and ended at once."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from accounts.actions.copying import copy_in, new_keys
from households.queries.keys import among, array_of
from households.rules.facts import Reason

_OF_PEOPLE = """
    SELECT id, person_id, household_id, category FROM households_personfinding
    WHERE validity @> %(on)s AND household_id = ANY(%(homes)s::bigint[])
    UNION
    SELECT found.id, found.person_id, found.household_id, found.category FROM households_personfinding found
    JOIN households_membership member ON member.person_id = found.person_id
    WHERE found.validity @> %(on)s AND member.validity @> %(on)s AND member.household_id = ANY(%(homes)s::bigint[])
"""
_OF_FAMILIES = """
    SELECT id, household_id, kind FROM households_householdfinding
    WHERE validity @> %(on)s AND household_id = ANY(%(homes)s::bigint[])
"""
_END = """
    UPDATE {} SET validity = daterange(lower(validity), upto::date), closing = why::jsonb, closing_origin = asked_by
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS ended (key, upto, why, asked_by) WHERE id = key
"""


def standing_of_people(homes: Collection[int], on: dt.date) -> dict[int, tuple[int, ...]]:
    """By key the person, household and category of the findings of these households on the day, and of those their
    present members brought from another household."""
    return _standing(_OF_PEOPLE, homes, on)


def standing_of_families(homes: Collection[int], on: dt.date) -> dict[int, tuple[int, ...]]:
    """By key the household and kind of the findings of these households on the day."""
    return _standing(_OF_FAMILIES, homes, on)


def _standing(statement: str, homes: Collection[int], on: dt.date) -> dict[int, tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"homes": array_of(homes), "on": on})
        return {key: tuple(subject) for key, *subject in cursor.fetchall()}


def kept(model: Any, keys: Collection[int]) -> Any:
    """The findings of these keys, in order."""
    return model.objects.filter(pk__in=among(keys)).order_by("pk") if keys else model.objects.none()


def told(reasons: Iterable[Reason]) -> list[dict[str, str]]:
    """Reasons as a finding keeps them."""
    return [{"code": reason.code, "text": reason.text, "article": reason.article} for reason in reasons]


def write(model: Any, begun: Sequence[Any], ended: Sequence[Any], on: dt.date) -> list[Any]:
    """Write what ended and what began on the day ``on``; what began and ends on the same day never was."""
    moot = [finding.pk for finding in ended if finding.validity.lower >= on]
    if moot:
        model.objects.filter(pk__in=among(moot)).delete()
    lasted = [finding for finding in ended if finding.validity.lower < on]
    if lasted:
        _end(model, lasted)
    if begun:
        for finding, key in zip(begun, new_keys(model, len(begun)), strict=True):
            finding.pk = key
        copy_in(model, [vars(finding) for finding in begun])
    return [*begun, *lasted]


def _end(model: Any, ended: Sequence[Any]) -> None:
    columns = (
        [finding.pk for finding in ended],
        [str(finding.validity.upper) for finding in ended],
        [json.dumps(finding.closing, ensure_ascii=False) for finding in ended],
        [str(finding.closing_origin) for finding in ended],
    )
    with connection.cursor() as cursor:
        cursor.execute(_END.format(model._meta.db_table), columns)
