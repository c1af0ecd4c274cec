"""Bringing dated periods up to what is known now."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ..enums import FactKind, RegistrationKind
from ..models import Person


class PeriodRefused(Exception):
    """The periods contradict what is registered; ``field`` names the form field, the message is for the worker."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


def end(row: Any, last_day_after: dt.date) -> None:
    """End the period of ``row`` before ``last_day_after``; one that began no earlier is taken out altogether."""
    if row.validity.lower >= last_day_after:
        row.delete()
        return
    row.validity = DateRange(row.validity.lower, last_day_after)
    row.save(update_fields=["validity"])


def reconcile(person: Person, registrations: Sequence[Any], facts: Sequence[Any], *, visited_on: dt.date) -> None:
    """Make the person's registrations and facts agree with what was said on ``visited_on``.

    What is said of a kind corrects the stored period it touches, and is added where it touches none. What stands open
    and was not said ends on the day of the visit, at the latest when what replaces it begins. Raises PeriodRefused.
    """
    _reconcile(person.registrations, registrations, visited_on, field="situation")
    _reconcile(person.facts, facts, visited_on, field="facts")


def _reconcile(stored: Any, said: Sequence[Any], visited_on: dt.date, *, field: str) -> None:
    standing = list(stored.select_for_update())
    matched = {id(period): _touched(period, standing) for period in said}
    kept = {row.pk for row in matched.values() if row is not None}
    _check_against_each_other(said, field)
    for row in standing:
        if row.pk not in kept and row.validity.upper is None:
            end(row, _replaced_on(row, said, visited_on))
    for period in sorted(said, key=lambda period: period.since):
        _write(stored, matched[id(period)], period, field)


def _touched(period: Any, standing: Sequence[Any]) -> Any:
    """The stored row of the same kind that ``period`` speaks of: the one begun that day, else one it overlaps."""
    same_kind = [row for row in standing if row.kind == period.kind]
    for row in same_kind:
        if row.validity.lower == period.since:
            return row
    for row in same_kind:
        ends_before = period.until is not None and period.until < row.validity.lower
        begins_after = row.validity.upper is not None and row.validity.upper <= period.since
        if not ends_before and not begins_after:
            return row
    return None


def _replaced_on(row: Any, said: Sequence[Any], visited_on: dt.date) -> dt.date:
    """The day an unsaid open row ends: when the registration that excludes it begins, else the day of the visit."""
    unemployed = RegistrationKind.UNEMPLOYED
    begins = [
        period.since
        for period in said
        if isinstance(period.kind, RegistrationKind)
        and (period.kind == unemployed) != (row.kind == unemployed)
        and period.since > row.validity.lower
    ]
    return min([*begins, visited_on])


def _check_against_each_other(said: Sequence[Any], field: str) -> None:
    for period in said:
        if period.until is not None and period.until < period.since:
            raise PeriodRefused(f"“{_title(period)}”的结束日期早于开始日期。", field=field)


def _write(stored: Any, row: Any, period: Any, field: str) -> None:
    values = {
        name: getattr(period, name)
        for name in ("employer", "employer_code", "position", "level", "number", "evidence")
        if hasattr(period, name)
    }
    try:
        with transaction.atomic():
            if row is None:
                stored.create(kind=period.kind, validity=period.validity, **values)
            else:
                for name, value in (("validity", period.validity), *values.items()):
                    setattr(row, name, value)
                row.save(update_fields=["validity", *values])
    except IntegrityError as error:
        raise PeriodRefused(f"“{_title(period)}”的起止日期与已登记的期间重叠，请核对日期。", field=field) from error


def _title(period: Any) -> str:
    kind = period.kind
    return kind.label if isinstance(kind, FactKind | RegistrationKind) else str(kind)
