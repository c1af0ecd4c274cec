"""Sealing the audit and having it verified."""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from accounts import audit
from accounts.models import AuditEntry, User

from . import links, queries
from .keys import audit_key
from .models import AuditSeal

logger = logging.getLogger(__name__)

SEALED_AT_ONCE = 2000
ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('accounts_auditseal'))"


@transaction.atomic
def seal(*, at: dt.datetime, whole: bool = False) -> int:
    """Put every committed entry that is not sealed yet under a seal. Returns how many; 0 while another is at it.

    What is written meanwhile waits for nothing and comes under the next seal. ``whole`` also looks for what a
    transaction longer than ``queries.SETTLED`` left behind.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
        if cursor.fetchone() != (True,):
            return 0
    keys = queries.unsealed(at=None if whole else at)
    last = queries.last_seal()
    for batch in _batches(keys):
        last = _seal(batch, last, at)
        # The only trace outside the database: kept by whoever collects the log, it shows a tail cut off.
        logger.info("audit.sealed", extra={"seal": last.position, "link": last.mark, "entries": len(batch)})
    return len(keys)


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), SEALED_AT_ONCE):
        yield keys[start : start + SEALED_AT_ONCE]


def _seal(keys: Sequence[int], last: AuditSeal | None, at: dt.datetime) -> AuditSeal:
    key, entries = audit_key(), AuditEntry.objects.in_bulk(keys)
    position, previous = (last.position + 1, last.last_link) if last else (1, links.START)
    made = [links.opening(position=position, sealed_at=at, previous=previous, key=key)]
    for number in keys:
        made.append(links.link(made[-1], entries[number], key=key))
    new = AuditSeal(
        position=position,
        sealed_at=at,
        entry_ids=list(keys),
        up_to=max(keys[-1], last.up_to if last else 0),
        previous=previous,
        links=b"".join(made[1:]),
    )
    new.save(force_insert=True)
    return new


def verify(
    *, actor: User, at: dt.datetime, anchor: str = "", report: queries.Report = queries.in_silence
) -> queries.Verification:
    """Look at the whole chain for ``actor``, write down what was found, and seal what was not sealed yet."""
    found = queries.verify(anchor=anchor, report=report)
    with transaction.atomic():
        record = audit.record if found.holds else audit.record_refused
        record(
            event="audit.verified",
            subject=actor,
            actor=actor,
            at=at,
            entries=found.entries,
            faults=found.faults,
            last=found.last,
            **({"first": found.first.words, "entry": found.first.entry} if found.first else {}),
        )
        seal(at=at, whole=True)
    return found
