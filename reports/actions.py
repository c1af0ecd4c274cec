"""上报: a return is published once, level by level, and never changed."""

import datetime as dt
import logging

from django.db import OperationalError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Area, User
from accounts.refusing import refused_if_taken
from policy.periods import Period

from .enums import ReturnCode
from .layout import layout_of
from .models import Publication, PublishedFigure
from .queries.contents import content_of, hash_of
from .queries.publications import Draft, draft, failing, obstacles

logger = logging.getLogger(__name__)


class PublishRefused(Exception):
    """The return cannot be published; the message is for the officer."""


@transaction.atomic
def publish(*, area: Area, period: Period, actor: User, at: dt.datetime) -> Publication:
    """Publish the return of the actor's own area: figures, their rows and their hash, for good.

    Raises PublishRefused before the period has ended, a second time, out of turn, before all children have published,
    or if a check does not hold; the message names what is missing or which lines disagree.
    """
    _lock(area)
    reasons = obstacles(area, period, actor=actor, on=timezone.localdate(at))
    if reasons:
        raise PublishRefused("".join(reasons))
    ready = draft(area, period, with_rows=True)
    failures = failing(ready)
    if failures:
        raise PublishRefused("校验关系不成立，不能上报：" + "".join(failures))
    with refused_if_taken(PublishRefused(f"{area}{period.label}的报表已经上报，不能再次上报。")):
        publication = _write(ready, actor, at)
    audit.record(
        event="return.published",
        subject=publication,
        actor=actor,
        at=at,
        period=period.label,
        area=area.code,
        hash=publication.content_hash,
    )
    logger.info("return.published", extra={"publication": publication.pk, "area": area.pk, "period": period.label})
    return publication


def _lock(area: Area) -> None:
    """One publication of an area at a time; whoever comes second is told at once."""
    try:
        with transaction.atomic():
            Area.objects.select_for_update(no_key=True, nowait=True).get(pk=area.pk)
    except OperationalError as error:
        raise PublishRefused("本级报表正在由他人上报，请稍后刷新页面。") from error


def _write(ready: Draft, actor: User, at: dt.datetime) -> Publication:
    publication = Publication(
        return_code=ReturnCode.EP8,
        layout=layout_of(ReturnCode.EP8).code,
        label=ready.period.label,
        first=ready.period.first,
        last=ready.period.last,
        area=ready.area,
        published_by=actor,
        published_at=at,
        adjustments=ready.adjustments,
        previous_hash=ready.previous.content_hash if ready.previous else "",
    )
    figures = [
        PublishedFigure(
            publication=publication, line=line, value=one.value, adjustment=one.adjustment, row_ids=one.row_ids
        )
        for line, one in ready.figures.items()
    ]
    publication.content_hash = hash_of(content_of(publication, figures))
    publication.save(force_insert=True)
    PublishedFigure.objects.bulk_create(figures)
    return publication


def record_export(*, area: Area, period: Period, line: str, actor: User, at: dt.datetime, purpose: str = "") -> None:
    """Note in the audit that the names behind a figure, with their purpose, or with line "" the whole return, left as a
    workbook."""
    told = {"period": period.label, "line": line} | ({"purpose": purpose} if purpose else {})
    audit.record(event="return.exported", subject=area, actor=actor, at=at, **told)


def record_opening(*, area: Area, period: Period, line: str, actor: User, at: dt.datetime) -> None:
    """Note in the audit that somebody looked at the names behind a figure."""
    audit.record(event="return.opened", subject=area, actor=actor, at=at, period=period.label, line=line)
