import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from .models import AuditEntry, User


def record(*, event: str, subject: models.Model, actor: User, at: dt.datetime, **details: Any) -> AuditEntry:
    """Append one audit entry. Call it inside the transaction of the change it describes.

    ``event`` is ``<noun>.<past participle>``, e.g. ``"household.surveyed"``. ``details`` hold ids, codes and dates,
    never a name, an ID number or an address.
    """
    entry = _entry(event, subject, details, actor=actor, at=at)
    entry.save(force_insert=True)
    return entry


def record_each(
    *, event: str, subjects: Iterable[tuple[models.Model, Mapping[str, Any]]], actor: User, at: dt.datetime
) -> None:
    """``record`` for many subjects of one act, each with its own details, in one statement."""
    AuditEntry.objects.bulk_create(_entry(event, subject, details, actor=actor, at=at) for subject, details in subjects)


def _entry(
    event: str, subject: models.Model, details: Mapping[str, Any], *, actor: User, at: dt.datetime
) -> AuditEntry:
    label = subject._meta.label_lower
    return AuditEntry(event=event, object_label=label, object_id=subject.pk, actor=actor, at=at, details=dict(details))
