"""预警预报: raised once each, ended when their cause is gone, left to the level above when nobody answers."""

import datetime as dt

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.refusing import FieldRefused
from assistance.models import Alert, Digest
from assistance.models.alerts import AlertQuerySet
from assistance.queries.causes import Cause, causes, terms_on
from policy.models import calendar


class AlertRefused(FieldRefused):
    """The warning is not answered."""


@transaction.atomic
def watch(*, community: Area, on: dt.date, actor: User, at: dt.datetime) -> Digest | None:
    """Look through a community as of the day ``on``: raise what is new, end what is past, leave to the level above what
    nobody answered in time, and make the day's digest. None if it was looked through on that day already.

    Raises ParameterNotInForce.
    """
    held = Area.objects.select_for_update(no_key=True).get(pk=community.pk)
    if Digest.objects.filter(area=held, on=on).exists():
        return None
    terms = terms_on(held, on)
    answer_by = calendar().due(on, terms.answer_workdays)
    found = causes(held, on, terms)
    here = Alert.objects.open().within(held.path)
    _end(here, {cause.key for cause in found}, on)
    unanswered = here.filter(answer_by__lt=on, level__lt=AreaLevel.CITY)
    unanswered.update(level=F("level") + 1, level_on=on, answer_by=answer_by)
    raised = (_raised(cause, on, answer_by) for cause in found)
    Alert.objects.bulk_create(raised, ignore_conflicts=True, batch_size=1000)
    return sum_up(area=held, on=on, actor=actor, at=at)


@transaction.atomic
def sum_up(*, area: Area, on: dt.date, actor: User, at: dt.datetime) -> Digest:
    """Make the digest of an area, once what lies below it was looked through on the day."""
    below = Alert.objects.within(area.path)
    counts = below.aggregate(
        came=Count("pk", filter=Q(level=area.level, level_on=on)),
        left=Count("pk", filter=Q(level=area.level + 1, level_on=on)),
        waiting=Count("pk", filter=Q(level__gte=area.level, answered_at=None, ended_on=None)),
    )
    made = Digest.objects.create(area=area, on=on, made_at=at, **counts)
    audit.record(event="digest.made", subject=made, actor=actor, at=at, area=area.code, on=on.isoformat(), **counts)
    return made


@transaction.atomic
def answer(*, alert: Alert, words: str, actor: User, at: dt.datetime) -> Alert:
    """Say what was done about a warning of the actor's area. Raises AlertRefused."""
    own = Alert.objects.visible_to(actor).open().select_for_update(of=("self",)).filter(pk=alert.pk).first()
    if own is None:
        raise AlertRefused("该预警已经处理或消除，或不在您的辖区。")
    if not words.strip():
        raise AlertRefused("请写明处理情况。", field="answer")
    own.answer, own.answered_by, own.answered_at = words.strip(), actor, at
    own.save(update_fields=["answer", "answered_by", "answered_at"])
    on = timezone.localdate(at)
    audit.record(event="alert.answered", subject=own, actor=actor, at=at, kind=own.get_kind_display(), on=str(on))
    return own


def _end(here: AlertQuerySet, standing: set[tuple[str, int, dt.date, int]], on: dt.date) -> None:
    """What is open and has no cause any more is past."""
    rows = here.values_list("pk", "kind", "about", "happens_on", "step")
    past = [key for key, *cause in rows if tuple(cause) not in standing]
    Alert.objects.filter(pk__in=past).update(ended_on=on)


def _raised(cause: Cause, on: dt.date, answer_by: dt.date) -> Alert:
    return Alert(
        kind=cause.kind,
        household_id=cause.household,
        person_id=cause.person,
        employer_id=cause.employer,
        about=cause.about,
        step=cause.step,
        happens_on=cause.happens_on,
        detail=cause.detail,
        raised_on=on,
        level=AreaLevel.COMMUNITY,
        level_on=on,
        answer_by=answer_by,
    )
