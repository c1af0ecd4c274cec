import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User

from . import parameters, queries, words
from .models import (
    CalendarException,
    CalendarYear,
    Document,
    ParameterKey,
    ParameterValue,
    Proposal,
    Replacement,
)
from .parameters import Kind, Parameter
from .seed_files import SeedFile


class EnactmentRefused(Exception):
    """The value cannot be put in force; the message is for the officer."""


class DocumentRefused(Exception):
    """The entry in the register cannot be made; the message is for the officer."""


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
def replace_document(
    *, replaced: Document, document: Document, kind: Replacement.Kind, on: dt.date, actor: User, at: dt.datetime
) -> Replacement:
    """Enter that ``document`` repeals or replaces another from the day ``on``. What that one set stays in force.

    Raises DocumentRefused where the other is replaced already, or is ``document`` itself.
    """
    if replaced.pk == document.pk:
        raise DocumentRefused("文件不能废止或替代自己。")
    standing = Replacement.objects.filter(replaced=replaced).select_related("document").first()
    if standing is not None:
        raise DocumentRefused(f"该文件已登记：{standing}。")
    entered = Replacement.objects.create(replaced=replaced, document=document, kind=kind, on=on)
    audit.record(event="document.replaced", subject=document, actor=actor, at=at, replaced=replaced.pk, on=str(on))
    return entered


def refuse_out_of_order(enactment: Enactment) -> None:
    """Raise EnactmentRefused for what cannot be put in force there or on that day, or is out of bounds."""
    parameter, area, since = enactment.parameter, enactment.area, enactment.since
    if parameter.kind is Kind.BOUNDS and area.level < AreaLevel.CITY:
        raise EnactmentRefused("自定范围由市局规定。")
    if area.level < AreaLevel.DISTRICT:
        raise EnactmentRefused("取值只能由市或区县规定。")
    if ParameterValue.objects.filter(key__key=parameter.key, area=area, validity__startswith=since).exists():
        raise EnactmentRefused(f"“{parameter.title}”已有自 {since} 起施行的取值，请另定施行日期。")
    if area.level == AreaLevel.DISTRICT:
        _keep_within(enactment)


def _keep_within(enactment: Enactment) -> None:
    """A district differs only where the city lets it, and as far (哈人社发〔2010〕230号 第八条)."""
    parameter, city = enactment.parameter, enactment.area.parent
    bounds = queries.bounds_on(parameter, enactment.since, city) if city else None
    if bounds is None:
        raise EnactmentRefused(
            f"市局没有允许区县自定“{parameter.title}”（{enactment.since}），请先由市局规定自定范围。"
        )
    if not bounds.allow(parameter.read(enactment.value)):
        row = queries.in_force(enactment.since, city)[parameters.bounds_of(parameter).key]
        within = words.value_words(parameters.bounds_of(parameter), row.value)
        raise EnactmentRefused(f"取值超出市定范围：{within}（{row.source}）。")


@transaction.atomic
def propose(enactment: Enactment, *, reason: str, actor: User, at: dt.datetime) -> Proposal:
    """Propose a value for another person to confirm. Raises ValueOfWrongKind, or EnactmentRefused."""
    enactment.parameter.read(enactment.value)
    refuse_out_of_order(enactment)
    key, _ = ParameterKey.objects.get_or_create(key=enactment.parameter.key)
    ParameterKey.objects.select_for_update().get(pk=key.pk)
    if Proposal.objects.open().filter(key=key, area=enactment.area, since=enactment.since).exists():
        raise EnactmentRefused(f"已有自 {enactment.since} 起的同一取值提案待确认，请先处理该提案。")
    proposal = Proposal.objects.create(
        key=key,
        area=enactment.area,
        value=enactment.value,
        since=enactment.since,
        document=enactment.document,
        article=enactment.article,
        reason=reason,
        proposed_by=actor,
        proposed_at=at,
    )
    audit.record(event="proposal.made", subject=proposal, actor=actor, at=at, key=key.key, value=proposal.value)
    return proposal


def enactment_of(proposal: Proposal) -> Enactment:
    """What the proposal would put in force."""
    return Enactment(
        proposal.parameter, proposal.value, proposal.area, proposal.since, proposal.document, proposal.article
    )


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, comment: str, actor: User, at: dt.datetime) -> ParameterValue:
    """Put in force what another person proposed. Raises EnactmentRefused, also where the law changed meanwhile."""
    waiting = _decidable(proposal, actor)
    refuse_out_of_order(enactment_of(waiting))
    enacted = enact(enactment_of(waiting), actor=actor, at=at)
    _close(waiting, Proposal.Status.CONFIRMED, comment, enacted=enacted, actor=actor, at=at)
    return enacted


@transaction.atomic
def refuse_proposal(*, proposal: Proposal, reason: str, actor: User, at: dt.datetime) -> Proposal:
    """Refuse what another person proposed. Raises EnactmentRefused."""
    return _close(_decidable(proposal, actor), Proposal.Status.REFUSED, reason, actor=actor, at=at)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, actor: User, at: dt.datetime) -> Proposal:
    """Take back what one proposed oneself. Raises EnactmentRefused."""
    own = Proposal.objects.visible_to(actor).open().select_for_update(of=("self",))
    found = own.filter(pk=proposal.pk, proposed_by=actor).first()
    if found is None:
        raise EnactmentRefused("只有提出人可以撤回尚待确认的提案。")
    return _close(found, Proposal.Status.WITHDRAWN, "", actor=actor, at=at)


def _decidable(proposal: Proposal, actor: User) -> Proposal:
    waiting = Proposal.objects.waiting_for(actor).select_for_update(of=("self",)).filter(pk=proposal.pk).first()
    if waiting is None:
        raise EnactmentRefused("该提案当前不由您确认：已经办结，或者是您本人提出的。")
    return waiting


def _close(
    proposal: Proposal,
    status: Proposal.Status,
    comment: str,
    *,
    enacted: ParameterValue | None = None,
    actor: User,
    at: dt.datetime,
) -> Proposal:
    proposal.status, proposal.comment, proposal.enacted = status, comment, enacted
    proposal.decided_by, proposal.decided_at = actor, at
    proposal.save(update_fields=["status", "comment", "enacted", "decided_by", "decided_at"])
    audit.record(event=f"proposal.{status.value}", subject=proposal, actor=actor, at=at, key=proposal.key.key)
    return proposal


@transaction.atomic
def enact(enactment: Enactment, *, actor: User, at: dt.datetime) -> ParameterValue:
    """Put a new value in force; the one before it ends on that day and is kept, one announced after it stays.

    Of officers it takes two: ``propose`` and ``confirm_proposal``. Raises ValueOfWrongKind, or EnactmentRefused if a
    value begins on that very day.
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
