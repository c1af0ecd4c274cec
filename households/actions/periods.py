"""Bringing dated periods up to what is known now."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError

from households.enums import FactKind, RegistrationKind
from households.models import Person

ONE_DAY = dt.timedelta(days=1)
DETAILS = ("employer", "employer_code", "position", "level", "number", "evidence", "disability", "grade")


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


def reconcile(
    person: Person, registrations: Sequence[Any], facts: Sequence[Any], *, visited_on: dt.date, today: dt.date
) -> None:
    """Make the person's registrations and facts agree with what was said on ``visited_on``.

    What is said of a kind corrects the stored period it touches, and is added where it touches none; a job with
    another employer is another job. What still stands ``today`` and was not said ends on the day of the visit, or
    when what replaces it begins, whichever is earlier. What had ended before stays. Raises PeriodRefused.
    """
    for period in (*registrations, *facts):
        _check(person, period, today)
    _reconcile(person.registrations, registrations, visited_on, today)
    _reconcile(person.facts, facts, visited_on, today)


def _check(person: Person, period: Any, today: dt.date) -> None:
    if period.until is not None and period.until < period.since:
        raise PeriodRefused(f"“{_title(period)}”的结束日期早于开始日期。", field=_field(period))
    if period.since > today:
        raise PeriodRefused(f"“{_title(period)}”的开始日期不能晚于今天。", field=_field(period))
    if period.since < person.born:
        raise PeriodRefused(f"“{_title(period)}”的开始日期早于本人出生日期。", field=_field(period))


def _reconcile(stored: Any, said: Sequence[Any], visited_on: dt.date, today: dt.date) -> None:
    standing = list(stored.select_for_update().order_by("-validity", "pk"))
    matched = _match(said, standing)
    spoken_of = {row.pk for row in matched.values()}
    for row in standing:
        if row.pk not in spoken_of and (row.validity.upper is None or row.validity.upper > today):
            _end_unsaid(row, _replaced_on(row, said, visited_on))
    in_order = sorted(said, key=lambda period: period.since)
    for period in in_order:
        if id(period) in matched:
            _narrow(matched[id(period)], period)
    for period in in_order:
        _write(stored, matched.get(id(period)), period, today)


def _end_unsaid(row: Any, last_day_after: dt.date) -> None:
    try:
        end(row, last_day_after)
    except ProtectedError as error:
        message = f"“{row.get_kind_display()}”（自 {row.validity.lower}）已有安置等记录，不能从登记中去掉，请照实填写。"
        raise PeriodRefused(message, field="situation") from error


def _match(said: Sequence[Any], standing: Sequence[Any]) -> dict[int, Any]:
    """For each period said (by its identity) the stored row it speaks of: the one of its kind begun that day, else
    the latest it overlaps. No row answers for two periods."""
    free, found = list(standing), {}
    for fits in (_begins_with, _overlaps):
        for period in said:
            if id(period) in found:
                continue
            row = next((row for row in free if row.kind == period.kind and fits(row, period)), None)
            if row is not None:
                found[id(period)] = row
                free.remove(row)
    return found


def _begins_with(row: Any, period: Any) -> bool:
    return row.validity.lower == period.since


def _overlaps(row: Any, period: Any) -> bool:
    if _is_employment(period) and row.employer and period.employer and row.employer != period.employer:
        return False
    ends_before = period.until is not None and period.until < row.validity.lower
    begins_after = row.validity.upper is not None and row.validity.upper <= period.since
    return not ends_before and not begins_after


def _is_employment(period: Any) -> bool:
    return isinstance(period.kind, RegistrationKind) and period.kind != RegistrationKind.UNEMPLOYED


def _replaced_on(row: Any, said: Sequence[Any], visited_on: dt.date) -> dt.date:
    """The day an unsaid row ends: when a registration that takes its place begins, else the day of the visit."""
    begins = [
        period.since
        for period in said
        if isinstance(period.kind, RegistrationKind)
        and period.since > row.validity.lower
        and (period.until is None or _is_employment(period) == (row.kind == RegistrationKind.UNEMPLOYED))
    ]
    return min([*begins, visited_on])


def _narrow(row: Any, period: Any) -> None:
    """Give up the days of a row that it will not keep, so that its neighbours can grow into them."""
    lower = max(row.validity.lower, period.since)
    uppers = [day for day in (row.validity.upper, period.validity.upper) if day is not None]
    narrowed = DateRange(lower, min(uppers, default=None))
    if narrowed == row.validity:
        return
    row.validity = narrowed
    try:
        with transaction.atomic():
            row.save(update_fields=["validity"])
    except IntegrityError as error:  # two jobs of a kind that would begin on one day
        raise PeriodRefused(f"“{_title(period)}”与另一条登记同日开始，请核对日期。", field=_field(period)) from error


def _write(stored: Any, row: Any, period: Any, today: dt.date) -> None:
    values = {name: getattr(period, name) for name in DETAILS if hasattr(period, name)}
    if isinstance(period.kind, RegistrationKind) and (row is None or row.validity.lower != period.since):
        values["recorded_on"] = today  # a beginning is known from the day it was said
    try:
        with transaction.atomic():
            if row is None:
                stored.create(kind=period.kind, validity=period.validity, **values)
            else:
                for name, value in (("validity", period.validity), *values.items()):
                    setattr(row, name, value)
                row.save(update_fields=["validity", *values])
    except IntegrityError as error:
        raise PeriodRefused(_contradiction(stored, row, period), field=_field(period)) from error


def _contradiction(stored: Any, row: Any, period: Any) -> str:
    """What the period collides with, in words."""
    others = stored.filter(validity__overlap=period.validity).exclude(pk=row.pk if row else None).order_by("validity")
    if isinstance(period.kind, FactKind):
        others = others.filter(kind=period.kind)
    for other in others:
        last = other.validity.upper - ONE_DAY if other.validity.upper else "今"
        known = f"{other.get_kind_display()}（{other.validity.lower}至{last}）"
        return f"“{_title(period)}”的起止日期与已登记的{known}重叠，请核对日期。"
    return f"“{_title(period)}”的起止日期与已登记的期间重叠，请核对日期。"


def _field(period: Any) -> str:
    """The form field a period is typed in: ``situation``, ``last_job`` for one that has ended, or ``fact_<kind>``."""
    if isinstance(period.kind, FactKind):
        return f"fact_{int(period.kind)}"
    return "situation" if period.until is None else "last_job"


def _title(period: Any) -> str:
    return str(period.kind.label)
