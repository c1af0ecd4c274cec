"""The content of a publication in one canonical form, and its hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from reports.models import Publication, PublishedFigure


def content_of(publication: Publication, figures: Iterable[PublishedFigure]) -> dict[str, Any]:
    """Everything that was published, as plain JSON: what ``Publication.content_hash`` is the hash of."""
    return {
        "return": str(publication.return_code),
        "layout": publication.layout,
        "period": [publication.label, str(publication.first), str(publication.last)],
        "area": publication.area.code,
        "adjustments": publication.adjustments,
        "previous": publication.previous_hash,
        "figures": {one.line: [one.value, one.adjustment, one.row_ids] for one in figures},
    }


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content as canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(publication: Publication) -> bool:
    """Whether the stored figures and rows are still those whose hash was taken when it was published."""
    return hash_of(content_of(publication, publication.figures.all())) == publication.content_hash
