"""What is recorded beside a certification while it is under way: visits, originals, and where its notice hangs."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused
from approvals.workflow import LIVE
from households.enums import Material
from households.models import Certification, CertificationNotice, HomeVisit, MaterialShown

from .submissions import sent_before


class PaperRefused(FieldRefused):
    """The paper cannot be recorded."""


@dataclass(frozen=True)
class NewVisit:
    visited_on: dt.date
    visitors: str
    outcome: HomeVisit.Outcome
    findings: str
    met: str = ""
    submission: uuid.UUID | None = None


@dataclass(frozen=True)
class NewMaterial:
    material: Material
    issued_on: dt.date
    note: str = ""
    submission: uuid.UUID | None = None


@transaction.atomic
def record_visit(*, certification: Certification, visit: NewVisit, worker: User, at: dt.datetime) -> HomeVisit:
    """Record a visit for a certification under way in the worker's area (入户核实), once for each ``submission``.

    Raises PaperRefused.
    """
    today = timezone.localdate(at)
    own = _under_way(certification, worker)
    known = sent_before(own.visits, visit.submission)
    if known is not None:
        return known
    first = timezone.localdate(own.drafted_at)
    if not first <= visit.visited_on <= today:
        raise PaperRefused(f"走访日期应在申请日期（{first}）与今天之间。", field="visited_on")
    made = HomeVisit.objects.create(
        application=own,
        visited_on=visit.visited_on,
        visitors=visit.visitors,
        met=visit.met,
        outcome=visit.outcome,
        findings=visit.findings,
        recorded_by=worker,
        recorded_on=today,
        submission=visit.submission,
    )
    audit.record(event="home_visit.recorded", subject=own, actor=worker, at=at, outcome=visit.outcome.value)
    return made


@transaction.atomic
def show_material(*, certification: Certification, shown: NewMaterial, worker: User, at: dt.datetime) -> MaterialShown:
    """Write down that the original of a paper was seen (核对原件), once a ``submission``. Raises PaperRefused."""
    today = timezone.localdate(at)
    own = _under_way(certification, worker)
    known = sent_before(own.materials, shown.submission)
    if known is not None:
        return known
    if shown.issued_on > today:
        raise PaperRefused("出具日期不能晚于今天。", field="issued_on")
    made = MaterialShown.objects.create(
        application=own,
        material=shown.material,
        issued_on=shown.issued_on,
        note=shown.note,
        seen_by=worker,
        seen_on=today,
        submission=shown.submission,
    )
    audit.record(event="material.shown", subject=own, actor=worker, at=at, material=shown.material.value)
    return made


@transaction.atomic
def put_up_notice(*, certification: Certification, place: str, worker: User, at: dt.datetime) -> CertificationNotice:
    """Write down where the notice that runs today was put up (公示张贴); said again, it is put right.

    Raises PaperRefused where none runs, or no place is named.
    """
    today = timezone.localdate(at)
    own = _under_way(certification, worker)
    running = own.notices.filter(round=own.round, objected_on=None, posted_on__lte=today, ends_on__gte=today)
    notice: CertificationNotice | None = running.first()
    if notice is None:
        raise PaperRefused("该认定现不在公示期内，不能登记公示地点。")
    if not place.strip():
        raise PaperRefused("请填写公示地点。", field="place")
    told = {"before": {"place": notice.place}, "after": {"place": place.strip()}}
    notice.place, notice.put_up_by, notice.put_up_at = place.strip(), worker, at
    notice.save(update_fields=["place", "put_up_by", "put_up_at"])
    audit.record(event="certification.notice_put_up", subject=own, actor=worker, at=at, notice=notice.pk, **told)
    return notice


def _under_way(certification: Certification, worker: User) -> Certification:
    own = Certification.objects.visible_to(worker).filter(pk=certification.pk, status__in=LIVE)
    found = own.select_for_update(of=("self",)).first()
    if found is None:
        raise PaperRefused("该认定已办结，或不在您的辖区，不能再登记。")
    return found
