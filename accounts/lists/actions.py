"""What is noted when somebody searches a list or takes it away; and who lets a long list of people leave."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.jobs import actions as jobs
from accounts.models import ExportRequest, User

EXPORT_TASK = "accounts.tasks.export_list"  # by name: the task itself asks the views


def record_export(*, details: Mapping[str, Any], actor: User, at: dt.datetime) -> None:
    """Note in the audit that a list left as a workbook. ``details``: ``list``, ``filters`` (words), ``rows``, and
    ``purpose`` where one was asked for."""
    audit.record(event="list.exported", subject=actor, actor=actor, at=at, **details)


def record_search(*, title: str, typed: Mapping[str, str], actor: User, at: dt.datetime) -> None:
    """Note in the audit what a list was searched by: for each field a digest of the words, never the words."""
    digests = {label: audit.query_digest(words) for label, words in typed.items()}
    audit.record(
        event="list.searched", subject=actor, actor=actor, at=at, list=title, by=[*digests], digest=[*digests.values()]
    )


class ExportRefused(Exception):
    """The request cannot be made, decided or taken back; the message is for the officer."""


@dataclass(frozen=True)
class Wanted:
    """A list somebody wants to take away. ``address`` is the list with all its filters, kept sealed; ``filters`` are
    those in words that name nobody; ``rows`` how many there are now."""

    title: str
    address: str
    filters: Sequence[str]
    rows: int
    purpose: str


@transaction.atomic
def request_export(*, wanted: Wanted, actor: User, at: dt.datetime) -> ExportRequest:
    """Ask that a long list of people may leave. Raises ExportRefused if no purpose is stated."""
    if not wanted.purpose.strip():
        raise ExportRefused("请写明用途。")
    asked = ExportRequest.objects.create(
        title=wanted.title,
        address=wanted.address,
        filters=list(wanted.filters),
        rows=wanted.rows,
        purpose=wanted.purpose.strip(),
        requested_by=actor,
        requested_at=at,
    )
    _record("requested", asked, actor, at)
    return asked


@transaction.atomic
def approve_export(*, asked: ExportRequest, actor: User, at: dt.datetime) -> ExportRequest:
    """Let the list leave: a job makes the file for whoever asked, and nobody else sees it. Raises ExportRefused if it
    does not wait for ``actor``."""
    waiting = _waiting_for(actor, asked)
    waiting.job = jobs.start(
        task=EXPORT_TASK,
        title=str(waiting),
        arguments={"address": waiting.address, "purpose": waiting.purpose, "approved_by": str(actor)},
        owner=waiting.requested_by,
        at=at,
    )
    waiting.status, waiting.decided_by, waiting.decided_at = ExportRequest.Status.APPROVED, actor, at
    waiting.save(update_fields=["job", "status", "decided_by", "decided_at"])
    _record("approved", waiting, actor, at)
    return waiting


@transaction.atomic
def refuse_export(*, asked: ExportRequest, reason: str, actor: User, at: dt.datetime) -> ExportRequest:
    """The list stays. Raises ExportRefused if it does not wait for ``actor``, or no reason is given."""
    waiting = _waiting_for(actor, asked)
    if not reason.strip():
        raise ExportRefused("请写明不批准的理由，申请人会看到。")
    waiting.status, waiting.reason = ExportRequest.Status.REFUSED, reason.strip()
    waiting.decided_by, waiting.decided_at = actor, at
    waiting.save(update_fields=["status", "reason", "decided_by", "decided_at"])
    _record("refused", waiting, actor, at)
    return waiting


@transaction.atomic
def withdraw_export(*, asked: ExportRequest, actor: User, at: dt.datetime) -> ExportRequest:
    """Take one's own request back. Raises ExportRefused once it is decided, or if it is somebody else's."""
    rows = ExportRequest.objects.select_for_update(of=("self",)).filter(status=ExportRequest.Status.PENDING)
    own = rows.filter(pk=asked.pk, requested_by=actor).first()
    if own is None:
        raise ExportRefused("该申请已经办结，或不是您提出的，不能撤回。")
    own.status, own.decided_at = ExportRequest.Status.WITHDRAWN, at
    own.save(update_fields=["status", "decided_at"])
    _record("withdrawn", own, actor, at)
    return own


def _waiting_for(actor: User, asked: ExportRequest) -> ExportRequest:
    rows = ExportRequest.objects.waiting_for(actor).select_for_update(of=("self",)).select_related("requested_by")
    waiting = rows.filter(pk=asked.pk).first()
    if waiting is None:
        raise ExportRefused("该申请已经办结，或不由您批准：本人的申请须由他人批准。")
    return waiting


def _record(done: str, asked: ExportRequest, actor: User, at: dt.datetime) -> None:
    audit.record(
        event=f"export.{done}",
        subject=asked,
        actor=actor,
        at=at,
        list=asked.title,
        filters=asked.filters,
        rows=asked.rows,
        purpose=asked.purpose,
    )


def record_listing(*, title: str, filters: list[str], actor: User, at: dt.datetime) -> None:
    """Note in the audit that a list is taken through the API, from its first page on."""
    audit.record(event="api.listed", subject=actor, actor=actor, at=at, list=title, filters=filters)
