"""What is noted when somebody searches a list or takes it away."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from accounts import audit
from accounts.models import User


def record_export(*, details: Mapping[str, Any], actor: User, at: dt.datetime) -> None:
    """Note in the audit that a list left as a workbook. ``details``: ``list``, ``filters`` (words), ``rows``."""
    audit.record(event="list.exported", subject=actor, actor=actor, at=at, **details)


def record_search(*, title: str, typed: Mapping[str, str], actor: User, at: dt.datetime) -> None:
    """Note in the audit what a list was searched by: for each field a digest of the words, never the words."""
    digests = {label: audit.query_digest(words) for label, words in typed.items()}
    audit.record(
        event="list.searched", subject=actor, actor=actor, at=at, list=title, by=[*digests], digest=[*digests.values()]
    )


def record_listing(*, title: str, filters: list[str], actor: User, at: dt.datetime) -> None:
    """Note in the audit that a list is taken through the API, from its first page on."""
    audit.record(event="api.listed", subject=actor, actor=actor, at=at, list=title, filters=filters)
