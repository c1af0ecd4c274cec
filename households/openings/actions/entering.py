"""A second person accepts an opening, or gives it back; what was accepted is entered batch by batch, for good."""

import datetime as dt
import json
from collections.abc import Callable, Collection, Sequence
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.permissions import Act, may
from accounts.refusing import tried_again
from households.models import ControlFigure, Opening, OpeningRow, OpeningStatus, RowOutcome
from households.openings.reconciling import counted_of, unsettled
from households.openings.shape import Candidate, Entering, Ground, Kind

from .preparing import OpeningRefused
from .reading import BATCH, judge_all

OVERTAKEN = "其中有人正在由他人办理，没有登记完。请稍后继续登记：已登记的不会重复。"


@transaction.atomic
def accept(*, opening: Opening, kinds: Collection[Kind], officer: User, at: dt.datetime) -> Opening:
    """Accept what was presented: from here on it is dated and final. Raises OpeningRefused for whoever had a hand in
    it, and where the figures no longer agree."""
    own = _presented(opening, officer)
    if reasons := unsettled(own, kinds):
        raise OpeningRefused("".join(reasons))
    own.status, own.accepted_by, own.accepted_at = OpeningStatus.ACCEPTED, officer, at
    own.save(update_fields=["status", "accepted_by", "accepted_at"])
    _freeze(own, kinds)
    audit.record(event="opening.accepted", subject=own, actor=officer, at=at, on=own.cut_over_on.isoformat())
    return own


def _freeze(opening: Opening, kinds: Collection[Kind]) -> None:
    counted = counted_of(opening, kinds)
    figures = list(opening.control_figures.all())
    for figure in figures:
        figure.counted = counted[figure.kind].get(figure.community_id, 0)
    ControlFigure.objects.bulk_update(figures, ["counted"])


@transaction.atomic
def give_back(*, opening: Opening, reason: str, officer: User, at: dt.datetime) -> Opening:
    """Return what was presented, to be prepared further. Raises OpeningRefused."""
    own = _presented(opening, officer)
    if not reason.strip():
        raise OpeningRefused("请填写退回原因。")
    own.status, own.returned_because = OpeningStatus.PREPARING, reason.strip()
    own.save(update_fields=["status", "returned_because"])
    audit.record(event="opening.returned", subject=own, actor=officer, at=at, reason=reason.strip())
    return own


def _presented(opening: Opening, officer: User) -> Opening:
    rows = Opening.objects.visible_to(officer).select_for_update(of=("self",)).select_related("area")
    own = rows.filter(pk=opening.pk).first() if may(officer, Act.ACCEPT_OPENING) else None
    if own is None:
        raise OpeningRefused("期初导入由市局接收。")
    if own.status != OpeningStatus.PRESENTED:
        raise OpeningRefused("该期初导入没有提交核对，或已由他人办理。")
    if officer.pk in hands_of(own):
        raise OpeningRefused("您参与了该期初导入的准备，须由另一人核对和接收。")
    return own


def hands_of(opening: Opening) -> set[int]:
    """Whoever had a hand in preparing the opening."""
    files = opening.files.values_list("uploaded_by", flat=True)
    figures = opening.control_figures.values_list("set_by", flat=True)
    everybody = (opening.drafted_by_id, opening.presented_by_id, *files, *figures)
    return {key for key in everybody if key is not None}


def enter(
    *, opening: Opening, kinds: Sequence[Kind], at: dt.datetime, report: Callable[[int, int, str], None]
) -> Opening:
    """Enter what was accepted, kind by kind; each batch is one transaction, so a run cut off is completed by the next.

    A line that has become impossible since it was read, as when somebody was certified here meanwhile, is not entered
    and says why. ``report`` is told after each batch how many rows are done; it may raise, to stop. Raises
    OpeningRefused.
    """
    ready = OpeningRow.objects.filter(opening=opening, outcome=RowOutcome.READY)
    total = OpeningRow.objects.filter(opening=opening).exclude(outcome=RowOutcome.REFUSED).count()
    for kind in kinds:
        rows = ready.filter(kind=kind.code).order_by("person", "since", "pk")
        while tried_again(partial(_enter_batch, opening, kind, rows, at), OpeningRefused(OVERTAKEN)):
            report(total - ready.count(), total, f"正在登记：{kind.title}")
        _stand(opening, kind, at)
    return _finish(opening, at)


def _enter_batch(opening: Opening, kind: Kind, rows: QuerySet[OpeningRow], at: dt.datetime) -> bool:
    entering = _entering(opening, at)
    batch = list(rows.select_for_update(of=("self",))[:BATCH])
    if not batch:
        return False
    told = [Candidate(row.sheet, row.line, json.loads(row.values)) for row in batch]
    judge_all(told, kind, Ground(entering.opening))
    able = [(row, one) for row, one in zip(batch, told, strict=True) if one.outcome == RowOutcome.READY]
    made = kind.enter([one for _, one in able], entering) if able else []
    for row, one in zip(batch, told, strict=True):
        row.outcome, row.reason = one.outcome, one.reason[:500]
    for (row, _), thing in zip(able, made, strict=True):
        row.outcome, row.made_label, row.made_id = RowOutcome.ENTERED, thing._meta.label_lower, thing.pk
    OpeningRow.objects.bulk_update(batch, ["outcome", "reason", "made_label", "made_id"])
    return True


@transaction.atomic
def _stand(opening: Opening, kind: Kind, at: dt.datetime) -> None:
    """What acceptance means for lines that stood in the registry before."""
    rows = OpeningRow.objects.filter(opening=opening, kind=kind.code, outcome=RowOutcome.PRESENT)
    if kind.stand is None or not rows.exists():
        return
    entering = _entering(opening, at)
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = OpeningRow.objects.filter(pk__in=keys[start : start + BATCH]).order_by("pk")
        told = [Candidate(row.sheet, row.line, json.loads(row.values)) for row in batch]
        judge_all(told, kind, Ground(entering.opening))
        kind.stand([one for one in told if one.outcome == RowOutcome.PRESENT], entering)


def _entering(opening: Opening, at: dt.datetime) -> Entering:
    rows = Opening.objects.select_for_update(of=("self",)).select_related("area", "accepted_by__area", "presented_by")
    own = rows.get(pk=opening.pk)
    if own.status != OpeningStatus.ACCEPTED or own.accepted_by is None or own.presented_by is None:
        raise OpeningRefused("该期初导入没有被接收，或已登记完毕。")
    return Entering(own, own.accepted_by, own.presented_by, at, timezone.localdate(at))


@transaction.atomic
def _finish(opening: Opening, at: dt.datetime) -> Opening:
    entering = _entering(opening, at)
    own = entering.opening
    own.status, own.entered_at = OpeningStatus.ENTERED, at
    own.save(update_fields=["status", "entered_at"])
    entered = own.rows.filter(outcome=RowOutcome.ENTERED).count()
    audit.record(event="opening.entered", subject=own, actor=entering.actor, at=at, rows=entered)
    return own
