"""The working calendar of a year: proposed by one person, put in force by another."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import User
from policy import parameters, queries
from policy.kinds import CalendarDay
from policy.models import CalendarException, CalendarYear, Document, Proposal

from . import Enactment, EnactmentRefused, close, decidable, keep_proposal

NAMED = 5  # days named in a refusal; of more the number is said


class CalendarRefused(EnactmentRefused):
    """The calendar cannot be entered; the message is for the officer."""


@transaction.atomic
def propose_calendar(
    *, year: int, days: Sequence[CalendarDay], document: Document, reason: str, actor: User, at: dt.datetime
) -> Proposal:
    """Propose a year's holidays and swapped days, or their correction, for another person to confirm.

    Raises CalendarRefused for what ``announce_calendar`` would refuse, for what changes nothing, and while another
    proposal for the year waits.
    """
    today, area = timezone.localdate(at), actor.area
    if area is None or area.level < AreaLevel.CITY:
        raise CalendarRefused("工作日历由市局录入。")
    standing = CalendarYear.objects.filter(year=year).first()
    changes = _changes(year, days, since=today if standing else None)
    if standing is not None and not changes and standing.document_id == document.pk:
        raise CalendarRefused(f"与现有的{year}年安排相同，没有可更正的。")
    parameter = parameters.calendar_of(year)
    if Proposal.objects.open().filter(key__key=parameter.key).exists():
        raise CalendarRefused(f"已有{year}年工作日历的提案待确认，请先处理该提案。")
    since = dt.date(year, 1, 1) if standing is None else min(changes, default=today)
    value = {day.day.isoformat(): [day.is_workday, day.title] for day in days}
    enactment = Enactment(parameter, value, area, since, document, article="")
    proposal = keep_proposal(enactment, reason=reason, actor=actor, at=at)
    audit.record(event="proposal.made", subject=proposal, actor=actor, at=at, key=parameter.key, days=len(days))
    return proposal


@transaction.atomic
def confirm_calendar(*, proposal: Proposal, comment: str, actor: User, at: dt.datetime) -> CalendarYear:
    """Put in force the calendar another person proposed. Raises EnactmentRefused, also where its days are past now."""
    waiting = decidable(proposal, actor)
    year, days = calendar_proposed(waiting)
    announced = announce_calendar(year=year, days=days, document=waiting.document, actor=actor, at=at)
    close(waiting, Proposal.Status.CONFIRMED, comment, in_force=announced, actor=actor, at=at)
    return announced


def calendar_proposed(proposal: Proposal) -> tuple[int, tuple[CalendarDay, ...]]:
    """The year and the days of a proposal whose parameter is a calendar."""
    return int(proposal.key.key.partition(":")[2]), proposal.parameter.read(proposal.value)


@transaction.atomic
def announce_calendar(
    *, year: int, days: Sequence[CalendarDay], document: Document, actor: User, at: dt.datetime
) -> CalendarYear:
    """Put a year's announced holidays and swapped days in force, in place of what stood for the days to come.

    Of officers it takes two: ``propose_calendar`` and ``confirm_calendar``. Raises CalendarRefused for days of another
    year or named twice, for a year that would leave a gap behind it (the calendar is known up to the end of its last
    year), and for a change of days gone by in a year that is in force: lateness run up by them is kept for ever.
    """
    today = timezone.localdate(at)
    calendar_year, is_new = CalendarYear.objects.select_for_update(of=("self",)).get_or_create(
        year=year, defaults={"document": document}
    )
    changes = _changes(year, days, since=None if is_new else today)
    given = {day.day: day for day in days}
    CalendarException.objects.filter(day__in=changes).delete()
    CalendarException.objects.bulk_create(
        CalendarException(calendar_year=calendar_year, **asdict(given[day])) for day in changes if day in given
    )
    before, after = ({day.isoformat(): words[end] for day, words in changes.items()} for end in (0, 1))
    if calendar_year.document_id != document.pk:
        before["document"], after["document"] = str(calendar_year.document_id), str(document.pk)
    calendar_year.document, calendar_year.fixed_before = document, today
    calendar_year.save(update_fields=["document", "fixed_before"])
    details = {"days": len(days), "before": before, "after": after}
    audit.record(event="calendar.announced", subject=calendar_year, actor=actor, at=at, **details)
    return calendar_year


def _changes(year: int, days: Sequence[CalendarDay], *, since: dt.date | None) -> dict[dt.date, tuple[str, str]]:
    """Which days would differ, and how they read before and after. Days before ``since`` may not be among them."""
    strangers = [day.day.isoformat() for day in days if day.day.year != year]
    if strangers:
        raise CalendarRefused(f"以下日期不在{year}年内：{'、'.join(strangers)}")
    twice = [day.isoformat() for day, times in Counter(day.day for day in days).items() if times > 1]
    if twice:
        raise CalendarRefused(f"以下日期重复：{'、'.join(twice)}")
    last = CalendarYear.objects.exclude(year=year).aggregate(last=Max("year"))["last"]
    if last is not None and year > last + 1:
        raise CalendarRefused(f"请先录入{last + 1}年的工作日历。")
    changes = queries.calendar_changes(year, days)
    gone_by = [day.isoformat() for day in changes if since is not None and day < since]
    if gone_by:
        raise CalendarRefused(
            f"{year}年的工作日历已经施行，今天（{since}）以前的日子不能再改：{_few(gone_by)}。"
            "按这些日子算出的逾期天数永久保留。"
        )
    return changes


def _few(days: Sequence[str]) -> str:
    return "、".join(days[:NAMED]) + (f"等 {len(days)} 天" if len(days) > NAMED else "")
