import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max

from accounts import audit
from accounts.models import Area, User

from . import parameters
from .models import CalendarException, CalendarYear, Document, ParameterKey, ParameterValue
from .parameters import Parameter
from .seed_files import SeedFile


class EnactmentRefused(Exception):
    """The value cannot be put in force; the message is for the officer."""


class CalendarRefused(Exception):
    """The calendar cannot be entered; the message is for the officer."""


@dataclass(frozen=True)
class Enactment:
    """What a document sets: the value of a parameter in an area, from the day ``since`` on."""

    parameter: Parameter
    value: Any
    area: Area
    since: dt.date
    document: Document
    article: str


@transaction.atomic
def register_document(*, number: str, fields: Mapping[str, Any], actor: User, at: dt.datetime) -> Document:
    """Enter a policy document, or correct what is registered under its number."""
    document, is_new = Document.objects.update_or_create(number=number, defaults=dict(fields))
    event = "document.registered" if is_new else "document.corrected"
    audit.record(event=event, subject=document, actor=actor, at=at)
    return document


@transaction.atomic
def enact(enactment: Enactment, *, actor: User, at: dt.datetime) -> ParameterValue:
    """Put a new value in force; the one before it ends on that day and is kept, one announced after it stays.

    Raises ValueOfWrongKind, or EnactmentRefused if a value begins on that very day.
    """
    enactment.parameter.read(enactment.value)
    key, _ = ParameterKey.objects.get_or_create(key=enactment.parameter.key)
    own = ParameterValue.objects.select_for_update(of=("self",)).filter(key=key, area=enactment.area)
    current = own.filter(validity__contains=enactment.since).first()
    later = own.filter(validity__startswith__gt=enactment.since).order_by("validity").first()
    if current is not None:
        if current.validity.lower == enactment.since:
            raise EnactmentRefused(
                f"“{enactment.parameter.title}”已有自 {enactment.since} 起施行的取值，请另定施行日期。"
            )
        current.validity = DateRange(current.validity.lower, enactment.since)
        current.save(update_fields=["validity"])
    try:
        with transaction.atomic():
            enacted = ParameterValue.objects.create(
                key=key,
                area=enactment.area,
                value=enactment.value,
                validity=DateRange(enactment.since, later.validity.lower if later else None),
                document=enactment.document,
                article=enactment.article,
            )
    except IntegrityError as error:
        raise EnactmentRefused("该参数刚刚由他人登记了取值，请刷新后核对。") from error
    audit.record(event="parameter.enacted", subject=enacted, actor=actor, at=at, key=key.key, value=enacted.value)
    return enacted


@dataclass(frozen=True)
class CalendarDay:
    """One announced exception: a weekday off, or a weekend day worked."""

    day: dt.date
    is_workday: bool
    title: str = ""


@transaction.atomic
def announce_calendar(
    *, year: int, days: Sequence[CalendarDay], document: Document, actor: User, at: dt.datetime
) -> CalendarYear:
    """Enter a year's announced holidays and swapped days, in place of what stood for it.

    Raises CalendarRefused for days of another year or named twice, and for a year that would leave a gap behind it:
    the calendar is known up to the end of its last year.
    """
    strangers = [day.day.isoformat() for day in days if day.day.year != year]
    if strangers:
        raise CalendarRefused(f"以下日期不在{year}年内：{'、'.join(strangers)}")
    twice = [day.isoformat() for day, times in Counter(day.day for day in days).items() if times > 1]
    if twice:
        raise CalendarRefused(f"以下日期重复：{'、'.join(twice)}")
    last = CalendarYear.objects.aggregate(last=Max("year"))["last"]
    if last is not None and year > last + 1:
        raise CalendarRefused(f"请先录入{last + 1}年的工作日历。")
    calendar_year, _ = CalendarYear.objects.update_or_create(year=year, defaults={"document": document})
    CalendarException.objects.filter(day__year=year).delete()
    CalendarException.objects.bulk_create(
        CalendarException(calendar_year=calendar_year, day=day.day, is_workday=day.is_workday, title=day.title)
        for day in days
    )
    audit.record(event="calendar.announced", subject=calendar_year, actor=actor, at=at, days=len(days))
    return calendar_year


@transaction.atomic
def load_seeds(seeds: Sequence[SeedFile], *, city: Area, actor: User, at: dt.datetime) -> int:
    """Enter the shipped documents, values and calendars for ``city``. Returns how many values came into force.

    What is there already stays as it is: a document as the city corrected it, a value it enacted for the same day, a
    calendar entered for the year.
    """
    documents = {document.number: document for document in Document.objects.all()}
    for seed in seeds:
        number = seed.document["number"]
        if number not in documents:
            fields = {name: value for name, value in seed.document.items() if name != "number"}
            documents[number] = register_document(number=number, fields=fields, actor=actor, at=at)
        if seed.year is not None and not CalendarYear.objects.filter(year=seed.year).exists():
            days = [CalendarDay(*day) for day in seed.days]
            announce_calendar(year=seed.year, days=days, document=documents[number], actor=actor, at=at)
    standing = set(ParameterValue.objects.filter(area=city).values_list("key__key", "validity__startswith"))
    fresh = [
        Enactment(parameters.ALL[value.key], value.value, city, value.since, documents[number], value.article)
        for number, values in ((seed.document["number"], seed.values) for seed in seeds)
        for value in values
        if (value.key, value.since) not in standing
    ]
    known = {key for key, _ in standing}
    _enact_first([enactment for enactment in fresh if enactment.parameter.key not in known], actor=actor, at=at)
    for enactment in sorted(fresh, key=lambda enactment: enactment.since):
        if enactment.parameter.key in known:
            enact(enactment, actor=actor, at=at)
    return len(fresh)


def _enact_first(enactments: Sequence[Enactment], *, actor: User, at: dt.datetime) -> None:
    """Put all values of parameters without any in force at once; each ends on the day the next of its key begins."""
    named = {enactment.parameter.key for enactment in enactments}
    ParameterKey.objects.bulk_create((ParameterKey(key=key) for key in sorted(named)), ignore_conflicts=True)
    keys = ParameterKey.objects.in_bulk(named, field_name="key")
    rows: list[ParameterValue] = []
    ends: dict[str, dt.date] = {}
    for enactment in sorted(enactments, key=lambda enactment: enactment.since, reverse=True):
        enactment.parameter.read(enactment.value)
        key = enactment.parameter.key
        rows.append(
            ParameterValue(
                key=keys[key],
                area=enactment.area,
                value=enactment.value,
                validity=DateRange(enactment.since, ends.get(key)),
                document=enactment.document,
                article=enactment.article,
            )
        )
        ends[key] = enactment.since
    made = ParameterValue.objects.bulk_create(reversed(rows))
    subjects = [(row, {"key": row.key.key, "value": row.value}) for row in made]
    audit.record_each(event="parameter.enacted", subjects=subjects, actor=actor, at=at)
