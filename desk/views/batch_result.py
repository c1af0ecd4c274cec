"""What became of a batch that a worker decided: row by row, what was refused first."""

from dataclasses import dataclass
from typing import Any, cast

from django.utils import timezone
from django.views.generic import DetailView

from accounts.jobs.models import JobQuerySet
from accounts.jobs.views import OwnJobs
from accounts.models import Job
from desk import batches, tasks
from households.case_tables import certification_url, exit_url, subject_of
from households.case_tables import kind_of as what_is_certified
from households.models import Certification
from ui.marks import Mark
from ui.tables import Column, badge


@dataclass(frozen=True)
class Line:
    """One row as its page shows it; ``refusal`` says why it was not decided."""

    row: batches.Row
    decision: str
    mark: Mark
    refusal: str

    @property
    def subject(self) -> str:
        return f"{self.row.case.number} {subject_of(self.row.case)}" if self.row.case else ""

    @property
    def url(self) -> str | None:
        case = self.row.case
        if case is None:
            return None
        return certification_url(case) if isinstance(case, Certification) else exit_url(case)


COLUMNS = (
    Column("subject", "对象", lambda line: line.subject, link=lambda line: line.url),
    Column("kind", "事项", lambda line: what_is_certified(line.row.case) if line.row.case else "", on_phone=False),
    Column("decision", "决定", lambda line: line.decision),
    Column("comment", "意见或理由", lambda line: line.row.comment),
    Column("outcome", "结果", lambda line: line.mark, badge),
    Column("refusal", "没有办成的原因", lambda line: line.refusal),
)


class BatchResult(OwnJobs, DetailView):
    """The rows of one's own batch, also of one that was stopped on the way: what it decided stays decided."""

    template_name = "desk/batch_result.html"
    context_object_name = "job"

    def get_queryset(self) -> JobQuerySet:
        return super().get_queryset().filter(task=tasks.decide_batch.name).select_related("owner__area")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = cast(Job, self.object)
        kind, done, refused = batches.kind_of(job), batches.decided_by(job), job.came_of_it or {}
        lines = [
            _line(kind, row, row.key in done, refused.get(str(row.key), ""))
            for row in batches.rows_of(job, timezone.localdate())
        ]
        return super().get_context_data(
            lines=sorted(lines, key=lambda line: line.row.key in done),
            columns=COLUMNS,
            kind=kind,
            words=batches.sentence(kind, [line.row.decision for line in lines if line.row.key in done], len(lines)),
            **kwargs,
        )


def _line(kind: batches.Kind, row: batches.Row, is_done: bool, refusal: str) -> Line:
    mark = (
        Mark("已办理", "ok") if is_done else Mark("没有办成" if refusal else "没有办理", "bad" if refusal else "plain")
    )
    return Line(row, kind.titles[row.decision], mark, "" if is_done else refusal)
