"""What is noted of every act. Whatever was typed by hand loses its numbers on the way in."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from . import crypto, origin
from .chain.keys import audit_key
from .chain.links import sign
from .models import AuditEntry, Outcome, User

# Of 15 digits and more, an ID number or a bank account; of 11, a mobile phone: of any width, in groups or together.
_GAP = r"[\s\-\u2010-\u2015]?"
_NUMBER = re.compile(
    rf"(?<!\d)(?:\d(?:{_GAP}\d){{14,}}(?:{_GAP}[XxＸｘ])?|(?:\+?86{_GAP})?[1１]{_GAP}[3-9３-９](?:{_GAP}\d){{9}})(?!\d)"
)
_DAYS = re.compile(r"(?:\d{4}-\d\d-\d\d\s?)+")
_OURS = {"digest", "hash"}  # made by us, and looked up by


def record(*, event: str, subject: models.Model, actor: User, at: dt.datetime, **details: Any) -> AuditEntry:
    """Append one audit entry. Call it inside the transaction of the change it describes.

    ``event`` is ``<noun>.<past participle>``, e.g. ``"household.surveyed"``. ``details`` hold ids, codes and dates,
    never a name, an ID number or an address; ``before=`` and ``after=``, two mappings with the same keys, are shown
    side by side. In what was typed by hand, such as a reason, numbers of people are masked (``without_numbers``). The
    requester's address comes from ``origin``.
    """
    entry = _entry(event, subject, details, actor=actor, at=at)
    entry.save(force_insert=True)
    return entry


def record_refused(*, event: str, subject: models.Model, actor: User, at: dt.datetime, **details: Any) -> AuditEntry:
    """``record`` for what was tried and not let through."""
    entry = _entry(event, subject, details, actor=actor, at=at, outcome=Outcome.REFUSED)
    entry.save(force_insert=True)
    return entry


def record_each(
    *, event: str, subjects: Iterable[tuple[models.Model, Mapping[str, Any]]], actor: User, at: dt.datetime
) -> None:
    """``record`` for many subjects of one act, each with its own details, in one statement."""
    AuditEntry.objects.bulk_create(_entry(event, subject, details, actor=actor, at=at) for subject, details in subjects)


def named(absent: User | None) -> dict[str, str]:
    """The detail of an entry that says for whom a deputy acted; none where somebody acted in the own name."""
    return {"on_behalf_of": absent.username} if absent else {}


def _entry(
    event: str,
    subject: models.Model,
    details: Mapping[str, Any],
    *,
    actor: User,
    at: dt.datetime,
    outcome: Outcome = Outcome.DONE,
) -> AuditEntry:
    source = origin.current()
    entry = AuditEntry(
        event=event,
        object_label=subject._meta.label_lower,
        object_id=subject.pk,
        actor=actor,
        at=at,
        details=without_numbers(dict(details)),
        outcome=outcome,
        address=source.address,
        agent=source.agent,
        request=source.request,
        actor_role=actor.role,
        actor_area=actor.area.path if actor.area else "",
    )
    entry.signature = sign(entry, key=audit_key())
    return entry


def without_numbers(value: Any) -> Any:
    """``value``, whatever is nested in it, with every run of digits in words that may be somebody's ID number, bank
    account or mobile phone masked, and all else as it was."""
    if isinstance(value, str):
        return _NUMBER.sub(_masked, value)
    if isinstance(value, Mapping):
        return {key: item if key in _OURS else without_numbers(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_numbers(item) for item in value]
    return value


def _masked(found: re.Match[str]) -> str:
    return found[0] if _DAYS.fullmatch(found[0]) else "*" * len(found[0])


def query_digest(words: str) -> str:
    """What stands in the audit for words searched by: alike for alike words, and not to be turned back into them."""
    return crypto.digest(words.strip(), key=crypto.IndexKey(audit_key()), purpose="audit.query").hex()[:16]
