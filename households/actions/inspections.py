"""年检: a round opened over an area, each certificate inspected in it, and those that nobody inspected lapse."""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.jobs import actions as jobs
from accounts.models import Area, Job, User
from accounts.refusing import refused_if_taken
from approvals.actions import DecisionRefused, in_the_name_of
from households.enums import InspectionResult
from households.models import Certificate, Inspection, InspectionRound
from households.queries.certificates import names_to_inspect
from policy import parameters
from policy.models import Document, value_on

logger = logging.getLogger(__name__)

BATCH = 1000
LISTED_AT_ONCE = 10_000  # certificates of a round; more are a job's
OPEN_ROUND = "households.tasks.open_round"  # by name: the task asks us
ONE_DAY = dt.timedelta(days=1)
OPENING_LEVELS = (AreaLevel.DISTRICT, AreaLevel.CITY)


class InspectionRefused(Exception):
    """The round or the inspection is not possible; the message is for the officer."""


@dataclass(frozen=True)
class RoundPlan:
    """Where and when a year's inspection is held, and by what document."""

    area: Area
    year: int
    opens_on: dt.date
    closes_on: dt.date
    document: Document
    article: str = ""

    def written(self) -> dict[str, Any]:
        """The plan as a job keeps it."""
        days = {"opens_on": self.opens_on.isoformat(), "closes_on": self.closes_on.isoformat()}
        return {"area": self.area.pk, "year": self.year, "document": self.document.pk, "article": self.article} | days

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """The plan that ``written`` gave."""
        return cls(
            area=Area.objects.get(pk=written["area"]),
            year=written["year"],
            opens_on=dt.date.fromisoformat(written["opens_on"]),
            closes_on=dt.date.fromisoformat(written["closes_on"]),
            document=Document.objects.get(pk=written["document"]),
            article=written["article"],
        )


@transaction.atomic
def open_round(*, plan: RoundPlan, officer: User, at: dt.datetime) -> InspectionRound:
    """Open a year's inspection; every certificate in hand of a kind to be inspected is due in it.

    A certificate that is due in another round of the same year stays in that one. Raises InspectionRefused for an
    area that is not the officer's or no district or city, dates that do not follow each other or lie in the past,
    or a second round of the year; ParameterNotInForce.
    """
    due = due_in(plan=plan, officer=officer, at=at)
    with refused_if_taken(InspectionRefused(f"{plan.area.name}已发起过 {plan.year} 年度年检。")):
        made = InspectionRound.objects.create(
            area=plan.area,
            year=plan.year,
            opens_on=plan.opens_on,
            closes_on=plan.closes_on,
            document=plan.document,
            article=plan.article.strip(),
            opened_by=officer,
            opened_at=at,
        )
    _list_due(due, made)
    audit.record(event="inspection_round.opened", subject=made, actor=officer, at=at, on=plan.opens_on.isoformat())
    return made


def opened_words(made: InspectionRound) -> str:
    """What the officer is told of a round just opened."""
    return f"已发起{made.area.name} {made.year} 年度年检，{made.inspections.count():,} 本证件列入待年检。"


def due_in(*, plan: RoundPlan, officer: User, at: dt.datetime) -> QuerySet[Certificate]:
    """The certificates that would be due in the round. Raises as ``open_round`` does."""
    today = timezone.localdate(at)
    if not Area.objects.visible_to(officer).filter(pk=plan.area.pk, level__in=OPENING_LEVELS).exists():
        raise InspectionRefused("年检由区县或市在本辖区内发起。")
    if not today <= plan.opens_on < plan.closes_on:
        raise InspectionRefused("开始日期不能早于今天，截止日期须晚于开始日期。")
    if InspectionRound.objects.filter(area=plan.area, year=plan.year, cancelled_on=None).exists():
        raise InspectionRefused(f"{plan.area.name}已发起过 {plan.year} 年度年检。")
    kinds = value_on(parameters.CERTIFICATE_INSPECTED_KINDS, plan.opens_on, plan.area).value
    if not kinds:
        raise InspectionRefused("按现行参数，没有须年检的证件种类。")
    return Certificate.objects.in_hand().filter(household__area__path__startswith=plan.area.path, kind__in=kinds)


def start_round(*, plan: RoundPlan, officer: User, at: dt.datetime) -> Job:
    """Have a job open the round. Raises as ``open_round`` does."""
    due_in(plan=plan, officer=officer, at=at)
    title = f"发起年检 {plan.area.name} {plan.year} 年度"
    return jobs.start(task=OPEN_ROUND, title=title, arguments=plan.written(), owner=officer, at=at)


def _list_due(due: QuerySet[Certificate], made: InspectionRound) -> None:
    """Inspections for certificates, in one statement however many: all of them are there, or the round is not."""
    columns: dict[str, Combinable] = {
        "certificate_id": F("pk"),
        "round_id": Value(made.pk),
        "year": Value(made.year),
        "result": Value(InspectionResult.PENDING.value),
        "reason": Value(""),
        "barred_by": Value(""),
    }
    chosen, values = due.order_by().values_list(*columns.values()).query.sql_with_params()
    names = ", ".join(columns)
    table = Inspection._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) {chosen} ON CONFLICT (certificate_id, year) DO NOTHING", values)


@transaction.atomic
def inspect(
    *,
    certificate: Certificate,
    result: InspectionResult,
    reason: str,
    officer: User,
    at: dt.datetime,
    on_behalf_of: User | None = None,
) -> Inspection:
    """Write down the inspection of the latest round that has begun: passed, or failed for a reason.

    Within the round the community or anybody above does it; one that failed or was missed is inspected late by the
    street or above, or a deputy in the name of ``on_behalf_of``, and passing lifts the bar from that day on. Raises
    InspectionRefused.
    """
    today = timezone.localdate(at)
    rows = Inspection.objects.visible_to(officer).filter(certificate=certificate, certificate__surrendered_on=None)
    in_order = rows.select_for_update(of=("self",)).select_related("round").order_by("-year")
    latest = in_order.filter(round__opens_on__lte=today).first() or in_order.last()
    if latest is None:
        raise InspectionRefused("该证件没有待办的年检，或不在您的辖区。")
    if latest.result == InspectionResult.PASSED:
        raise InspectionRefused(f"该证件 {latest.year} 年度年检已合格。")
    if today < latest.round.opens_on:
        raise InspectionRefused(f"{latest.year} 年度年检 {latest.round.opens_on} 开始。")
    latest.inspected_for = _for_whom(latest, officer, on_behalf_of, today)
    if result == InspectionResult.FAILED and not reason.strip():
        raise InspectionRefused("请填写不合格的原因。")
    _write(latest, result, reason.strip(), officer, at)
    return latest


def _for_whom(inspection: Inspection, officer: User, named: User | None, today: dt.date) -> User | None:
    """The absent officer for whom ``officer`` inspects, None in the own name. Raises InspectionRefused."""
    names = names_to_inspect(inspection, officer, today)
    if not names.may_act:
        late = inspection.is_late(today)
        raise InspectionRefused("年检不合格或逾期的，由街道补办。" if late else "年检期限内由社区办理，代理人只补办。")
    try:
        return in_the_name_of(named, names=names)
    except DecisionRefused as error:
        raise InspectionRefused(str(error)) from error


def _write(own: Inspection, result: InspectionResult, reason: str, officer: User, at: dt.datetime) -> None:
    """``result`` as of the day of ``at``. What bars goes on barring from the day it began."""
    today = timezone.localdate(at)
    if own.result == InspectionResult.PENDING and today > own.round.closes_on:
        own.barred_since, own.barred_by = own.round.closes_on + ONE_DAY, InspectionResult.LAPSED
    if result == InspectionResult.FAILED:
        own.barred_since, own.barred_by = own.barred_since or today, InspectionResult.FAILED
    own.result, own.result_on, own.reason, own.inspected_by = result, today, reason, officer
    said = ["result", "result_on", "reason", "inspected_by", "inspected_for"]
    own.save(update_fields=[*said, "barred_since", "barred_by"])
    details = audit.named(own.inspected_for) | ({"reason": reason} if reason else {})
    audit.record(event=f"inspection.{result}", subject=own, actor=officer, at=at, **details)


@transaction.atomic
def call_off(*, inspection_round: InspectionRound, reason: str, officer: User, at: dt.datetime) -> InspectionRound:
    """Call off a round opened by mistake, before anything was inspected in it (取消年检安排).

    Raises InspectionRefused for a round that is not of the officer's area, has results, or was called off before.
    """
    rows = InspectionRound.objects.visible_to(officer).select_for_update(of=("self",)).select_related("area")
    own = rows.filter(pk=inspection_round.pk, cancelled_on=None).first()
    if own is None:
        raise InspectionRefused("该年检安排不由您的辖区发起，或已取消。")
    if not reason.strip():
        raise InspectionRefused("请写明取消原因。")
    own.inspections.filter(result=InspectionResult.PENDING).delete()
    done = own.inspections.count()
    if done:
        raise InspectionRefused(f"已有 {done} 本证件登记了年检结果，不能取消。")
    own.cancelled_on, own.cancel_reason = timezone.localdate(at), reason.strip()
    own.save(update_fields=["cancelled_on", "cancel_reason"])
    audit.record(event="inspection_round.cancelled", subject=own, actor=officer, at=at, reason=own.cancel_reason)
    return own


@transaction.atomic
def pass_many(*, inspections: Sequence[int], officer: User, at: dt.datetime) -> int:
    """Pass what is due today among these. Returns how many passed."""
    rows = Inspection.objects.visible_to(officer).due(timezone.localdate(at)).select_for_update(of=("self",))
    passed = 0
    for row in rows.filter(pk__in=inspections).select_related("round").order_by("pk"):
        _write(row, InspectionResult.PASSED, "", officer, at)
        passed += 1
    return passed


def lapse_missed(*, area: Area, on: dt.date, actor: User, at: dt.datetime) -> int:
    """Let lapse what nobody inspected in a round of ``area`` that had closed by the day ``on``. Returns how many.

    Each batch is one transaction and only what is still pending lapses: safe to run twice, and after it was cut off.
    """
    missed = Inspection.objects.missed(on).filter(certificate__household__area__path__startswith=area.path)
    lapsed = sum(_lapse(batch, actor, at) for batch in _batches(missed.values_list("pk", flat=True)))
    logger.info("inspections.lapsed", extra={"area": area.code, "on": on.isoformat(), "lapsed": lapsed})
    return lapsed


@transaction.atomic
def _lapse(batch: Sequence[int], actor: User, at: dt.datetime) -> int:
    rows = Inspection.objects.pending().select_for_update(of=("self",)).filter(pk__in=batch)
    lapsing = list(rows.select_related("round__document").order_by("pk"))
    for one in lapsing:
        closed_on = one.round.closes_on
        one.result, one.result_on = InspectionResult.LAPSED, max(closed_on + ONE_DAY, timezone.localdate(at))
        one.barred_since, one.barred_by = closed_on + ONE_DAY, InspectionResult.LAPSED
        one.inspected_by = actor
        one.reason = f"{one.year} 年度年检于 {closed_on} 截止，逾期未检（{one.round.source}）"
    fields = ["result", "result_on", "barred_since", "barred_by", "inspected_by", "reason"]
    Inspection.objects.bulk_update(lapsing, fields)
    audit.record_each(
        event="inspection.lapsed",
        subjects=[(one, {"reason": one.reason}) for one in lapsing],
        actor=actor,
        at=at,
    )
    return len(lapsing)


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """The keys of a queryset, so many at a time."""
    found = list(keys)
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]
