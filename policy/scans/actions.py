"""Scans of a document of the register: kept beside it, struck off for a reason."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.uploads import CheckedFile
from accounts.uploads import actions as kept
from policy.models import Document, DocumentScan


@transaction.atomic
def add_scans(*, document: Document, files: Sequence[CheckedFile], actor: User, at: dt.datetime) -> list[DocumentScan]:
    """Keep checked files as scans of the document: all or, where one is there already (UploadRefused), none."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    made = kept.keep(files, blank=lambda: DocumentScan(document=locked), beside=locked.scans.all(), actor=actor, at=at)
    audit.record(event="document.scanned", subject=locked, actor=actor, at=at, files=len(made))
    return made


@transaction.atomic
def strike_off(*, scan: DocumentScan, reason: str, actor: User, at: dt.datetime) -> None:
    """Strike a scan off: it stays, with the reason. Raises UploadRefused without a reason, or a second time."""
    Document.objects.select_for_update().get(pk=scan.document_id)
    kept.strike(scan, reason=reason, actor=actor, at=at)
    audit.record(
        event="document.scan_struck_off", subject=scan.document, actor=actor, at=at, reason=scan.struck_because
    )
