"""What is shipped with the product, entered for a city."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts import audit
from accounts.models import Area, User
from policy import parameters
from policy.kinds import CalendarDay
from policy.models import CalendarYear, Document, ParameterKey, ParameterValue
from policy.seed_files import SeedFile

from . import Enactment, enact, register_document
from .calendar import announce_calendar


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
