"""What a dossier holds beside the papers of the application: objections, reviews, revocations, exits, scans."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.crypto import ValueUnreadable
from accounts.uploads import UploadRefused, pdf
from approvals.models import Approvable, Attachment
from approvals.workflow import DECISION_TITLES, Decision
from households.case_tables import (
    EXIT_DECISIONS,
    REVOCATION_DECISIONS,
    certification_mark,
    exit_mark,
    kind_of,
    revocation_mark,
    subject_of,
)
from households.enums import Material
from households.models import Certification
from households.queries import cases

from .case_page import records_of


@dataclass(frozen=True)
class Opinion:
    """One decision as a dossier lists it."""

    step: str
    decision: str
    record: Any


@dataclass(frozen=True)
class Matter:
    """A revocation or an exit on its sheet: what was proposed, what was decided, and the review, if there was one."""

    title: str
    number: str
    subject: str
    status: str
    fields: list[tuple[str, Any]]
    opinions: list[Opinion]
    review: Mapping[str, Any] | None


@dataclass(frozen=True)
class Scan:
    """Material as the dossier names it. ``pages`` are those of a PDF: 0 where they cannot be told."""

    attachment: Any
    pages: int

    @property
    def is_pdf(self) -> bool:
        return self.attachment.content_type == Attachment.ContentType.PDF


def opinions_of(application: Approvable, titles: Mapping[Any, str] = DECISION_TITLES) -> list[Opinion]:
    """Every decision in order of time."""
    return [
        Opinion(application.chain.step(record.step).title, titles[Decision(record.decision)], record)
        for record in records_of(application)
    ]


def review_of(application: Approvable) -> dict[str, Any] | None:
    """The context of ``households/sheets/review.html``: the request, and what became of it."""
    review = application.reviews.select_related("recorded_by").first()
    if review is None:
        return None
    number = application.chain.review_of(review.step) or 0
    records = [record for record in records_of(application) if record.step == number]
    return {"review": review, "title": application.chain.step(number).title, "record": next(iter(records), None)}


def objections_of(certification: Certification) -> list[dict[str, Any]]:
    """Every objection with the finding on it, in order of time."""
    found = []
    records = records_of(certification)
    for notice in (
        certification.notices.filter(objected_on__isnull=False).select_related("recorded_by").order_by("round")
    ):
        findings = (Decision.UPHOLD, Decision.DISMISS)
        decided = [one for one in records if one.round > notice.round and one.decision in findings]
        found.append({"notice": notice, "record": next(iter(decided), None)})
    return found


def revocations_of(certification: Certification, on: dt.date) -> list[tuple[Matter, Any]]:
    """Every revocation proposed, each with its row."""
    rows = cases.revocations(on).filter(certification=certification).order_by("pk")
    return [(_revocation(row), row) for row in rows]


def _revocation(row: Any) -> Matter:
    fields = [("不实的事实", row.falsehood), ("证据", row.evidence), ("依据", row.article)]
    fields += [("提出", f"{row.drafted_by} {row.drafted_at:%Y-%m-%d}")]
    status, opinions = revocation_mark(row).words, opinions_of(row, REVOCATION_DECISIONS)
    return Matter(
        f"撤销{kind_of(row)}认定办理表", row.number, subject_of(row), status, fields, opinions, review_of(row)
    )


def exits_of(certification: Certification, on: dt.date) -> list[Matter]:
    """Every exit from what the certification opened."""
    of_case = cases.exits(on).filter(spell__certification=certification)
    rows = of_case | cases.exits(on).filter(family_case__certification=certification)
    return [_exit(row) for row in rows.order_by("pk")]


def _exit(row: Any) -> Matter:
    fields = [("退出原因", row.get_reason_display()), ("退出日期", row.effective_on), ("事实与证明材料", row.evidence)]
    fields += [("依据", row.source), ("登记", f"{row.drafted_by} {row.drafted_at:%Y-%m-%d}")]
    status, opinions = exit_mark(row).words, opinions_of(row, EXIT_DECISIONS)
    return Matter(f"{kind_of(row)}退出办理表", row.number, subject_of(row), status, fields, opinions, review_of(row))


def scans_of(certification: Certification) -> list[Scan]:
    """The material that stands, but for the signature, with how many pages a PDF has."""
    rows = certification.attachments.filter(struck_at=None).exclude(kind=Material.SIGNATURE).select_related("added_by")
    return [Scan(row, _pages(row)) for row in rows.order_by("pk")]


def _pages(attachment: Any) -> int:
    if attachment.content_type != Attachment.ContentType.PDF:
        return 1
    try:
        with attachment.file.storage.open(str(attachment.file.name)) as file:
            return pdf.pages(file.read())
    except (OSError, ValueUnreadable, UploadRefused):
        return 0


def status_of(certification: Certification, on: dt.date) -> str:
    """Where the case stands, in the words of its page."""
    return certification_mark(certification, on).words
