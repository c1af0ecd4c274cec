"""What is decided many at once; a batch left to a worker: how its job is told, and what became of each row."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import AuditEntry, Job, User
from approvals.workflow import DECISION_TITLES, Decision
from households.actions.batch import Chosen
from households.case_tables import EXIT_DECISIONS
from households.models import Certification, Exit
from households.queries import cases


@dataclass(frozen=True)
class Kind:
    """Cases that can be decided many at once: what they and the decisions on them are called, an officer's worklist in
    the order it should be done, and every case of the kind as the lists show it on a day."""

    pile: str
    title: str
    noun: str
    titles: Mapping[Decision, str]
    model: type[Certification] | type[Exit]
    waiting: Callable[[User, dt.date], cases.Rows]
    listed: Callable[[dt.date], cases.Rows]

    def found(self, keys: Sequence[int], user: User, on: dt.date) -> dict[int, Any]:
        """Those of the cases that lie in the user's sight, by key."""
        rows = self.listed(on).visible_to(user).select_related("household__area")
        return {case.pk: case for case in rows.filter(pk__in=keys)}


CERTIFICATIONS = Kind(
    "decisions", "待审批的认定", "认定", DECISION_TITLES, Certification, cases.to_decide, cases.certifications
)
EXITS = Kind("exits", "待决定的退出", "退出", EXIT_DECISIONS, Exit, cases.exits_to_decide, cases.exits)
KINDS = {kind.pile: kind for kind in (CERTIFICATIONS, EXITS)}


@dataclass(frozen=True)
class Row:
    """One row of a batch as the job was told of it. ``case`` is None where it lies no longer in the owner's sight."""

    key: int
    case: Any
    decision: Decision
    comment: str

    @property
    def chosen(self) -> Chosen:
        return Chosen(self.case, self.decision, self.comment)


def told(kind: Kind, chosen: Sequence[Chosen], on_behalf_of: User | None) -> dict[str, Any]:
    """The arguments of the job that decides what was chosen."""
    return {
        "pile": kind.pile,
        "rows": [[one.application.pk, one.decision.value, one.comment] for one in chosen],
        "on_behalf_of": on_behalf_of.pk if on_behalf_of else None,
    }


def sentence(kind: Kind, done: Sequence[Decision], total: int) -> str:
    """What became of ``total`` rows, of which were ``done`` so many by each decision."""
    counts = Counter(kind.titles[decision] for decision in done)
    words = "，".join(f"{title} {count} 件" for title, count in counts.items())
    said = [f"已办理 {len(done)} 件：{words}。"] if done else []
    return "".join([*said, *([f"有 {total - len(done)} 件没有办成。"] if len(done) < total else [])])


def kind_of(job: Job) -> Kind:
    return KINDS[job.told["pile"]]


def rows_of(job: Job, on: dt.date) -> list[Row]:
    """The rows of the batch in their order, with the cases as they are on the day ``on``."""
    rows = job.told["rows"]
    found = kind_of(job).found([key for key, _, _ in rows], job.owner, on)
    return [Row(key, found.get(key), Decision(decision), comment) for key, decision, comment in rows]


def decided_by(job: Job) -> set[int]:
    """The keys of the cases this job has decided: by the audit, which an act writes in its own transaction, so that it
    is known whatever became of the worker."""
    model = kind_of(job).model._meta
    entries = AuditEntry.objects.filter(
        object_label=model.label_lower,
        object_id__in=[key for key, _, _ in job.told["rows"]],
        event__in=[f"{model.model_name}.{decision}" for decision in Decision],
        request=job.trace,
    )
    return set(entries.values_list("object_id", flat=True))
