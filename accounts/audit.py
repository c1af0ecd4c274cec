import datetime as dt
from typing import Any

from django.db import models

from .models import AuditEntry, User


def record(*, event: str, subject: models.Model, actor: User, at: dt.datetime, **details: Any) -> AuditEntry:
    """Append one audit entry. Call it inside the transaction of the change it describes.

    ``event`` is ``<noun>.<past participle>``, e.g. ``"household.surveyed"``. ``details`` hold ids, codes and dates,
    never a name, an ID number or an address.
    """
    return AuditEntry.objects.create(
        event=event,
        object_label=subject._meta.label_lower,
        object_id=subject.pk,
        actor=actor,
        at=at,
        details=details,
    )
