"""Visits and call-backs are recorded, some drawn by lot for a second look; what was wrong is struck off."""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused
from accounts.uploads import CheckedFile
from accounts.uploads import actions as kept
from assistance.enums import CALLBACKS, OF_CALLBACKS, OF_VISITS, VisitKind, VisitOutcome, VisitWay
from assistance.models import Recheck, Visit, VisitPhoto
from assistance.queries.homes import homes_on
from households.actions.registrations import confirm_month
from households.actions.submissions import sent_before
from households.models import MonthlyConfirmation, Person, Registration
from policy import parameters
from policy.models import values_on
from policy.parameters import ParameterNotInForce

LOTS = 10_000


class VisitRefused(FieldRefused):
    """The visit cannot be recorded."""


@dataclass(frozen=True)
class NewVisit:
    """Whom somebody called on and what was found. ``registration`` is the key of the employment called back on;
    ``confirms``: nothing has changed, so that the months still open are confirmed along with it."""

    kind: VisitKind
    on: dt.date
    way: VisitWay
    outcome: VisitOutcome
    findings: str
    place: str = ""
    registration: int | None = None
    confirms: bool = False
    photos: Sequence[CheckedFile] = field(default=())
    submission: uuid.UUID | None = None


@transaction.atomic
def record_visit(
    *, person: Person, visit: NewVisit, actor: User, at: dt.datetime, lot: Callable[[int], int] = secrets.randbelow
) -> Visit:
    """Record a visit to a person of the actor's area; the same form sent twice is one visit.

    ``visit.recheck_share`` of all visits are drawn by ``lot``, which gives a number below its argument. Raises
    VisitRefused, and UploadRefused for a photo that is refused.
    """
    today = timezone.localdate(at)
    own = Person.objects.visible_to(actor).select_for_update(of=("self",), no_key=True).filter(pk=person.pk).first()
    if own is None:
        raise VisitRefused("该人员不在您的辖区。")
    if (there := sent_before(own.visits, visit.submission)) is not None:
        return there
    called_on = _employment(own, visit, today)
    made = Visit.objects.create(
        person=own,
        household_id=homes_on([own.pk], visit.on)[own.pk],
        registration=called_on,
        kind=visit.kind,
        on=visit.on,
        way=visit.way,
        place=visit.place.strip(),
        outcome=visit.outcome,
        findings=visit.findings.strip(),
        visited_by=actor,
        recorded_at=at,
        submission=visit.submission,
    )
    kept.keep(visit.photos, blank=lambda: VisitPhoto(visit=made), beside=made.photos.all(), actor=actor, at=at)
    audit.record(event="visit.recorded", subject=made, actor=actor, at=at, kind=visit.kind.label, on=str(visit.on))
    if visit.confirms:
        months = MonthlyConfirmation.objects.open().filter(spell__person=own, month__lte=today)
        confirm_month(confirmations=list(months.values_list("pk", flat=True)), worker=actor, at=at)
    _draw(made, actor, today, lot)
    return made


def _employment(person: Person, visit: NewVisit, today: dt.date) -> Registration | None:
    """The employment of a call-back, None of another visit. Raises VisitRefused for what does not fit together."""
    if visit.on > today:
        raise VisitRefused("走访日期不能晚于今天。", field="on")
    if not visit.findings.strip():
        raise VisitRefused("请写明了解到的情况。", field="findings")
    is_callback = visit.kind in CALLBACKS
    if visit.outcome not in (OF_CALLBACKS if is_callback else OF_VISITS):
        raise VisitRefused("结果与走访对象不符，请重新选择。", field="outcome")
    if visit.confirms and visit.outcome == VisitOutcome.ABSENT:
        raise VisitRefused("未联系上的，不能确认信息没有变化。", field="confirms")
    if not is_callback:
        return None
    found = person.registrations.employment().filter(pk=visit.registration or 0).first()
    if found is None:
        raise VisitRefused("请选择所回访的就业登记。", field="registration")
    if visit.on < found.validity.lower:
        raise VisitRefused(f"回访日期不能早于就业日期（{found.validity.lower}）。", field="on")
    return found


def _draw(visit: Visit, actor: User, today: dt.date, lot: Callable[[int], int]) -> None:
    """Draw by lot whether another person looks again; without terms in force nobody does."""
    wanted = [parameters.VISIT_RECHECK_SHARE, parameters.VISIT_RECHECK_DAYS]
    try:
        values = values_on(wanted, today, visit.household.area)
    except ParameterNotInForce:
        return
    share, days = (values[parameter.key].value for parameter in wanted)
    if lot(LOTS) < share * LOTS / 100:
        due_on = today + dt.timedelta(days=days)
        Recheck.objects.create(visit=visit, visited_by=actor, drawn_on=today, due_on=due_on)


@transaction.atomic
def recheck(*, recheck: Recheck, agrees: bool, findings: str, actor: User, at: dt.datetime) -> Recheck:
    """Say whether a visit drawn by lot was as recorded. Raises VisitRefused for one's own visit, or a second time."""
    own = Recheck.objects.waiting_for(actor).select_for_update(of=("self",)).filter(pk=recheck.pk).first()
    if own is None:
        raise VisitRefused("该走访不由您复核：可能是您本人走访的，或已经复核。")
    if not findings.strip():
        raise VisitRefused("请写明复核情况。", field="findings")
    own.agrees, own.findings, own.checked_by = agrees, findings.strip(), actor
    own.checked_on = timezone.localdate(at)
    own.save(update_fields=["agrees", "findings", "checked_by", "checked_on"])
    outcome = "verified" if agrees else "not_verified"
    audit.record(event="visit.rechecked", subject=own.visit, actor=actor, at=at, outcome=outcome)
    return own


@transaction.atomic
def strike_off(*, visit: Visit, reason: str, actor: User, at: dt.datetime) -> Visit:
    """Strike off what was recorded by mistake: it stays, with the reason, and counts no more. Raises VisitRefused."""
    own = Visit.objects.visible_to(actor).standing().select_for_update(of=("self",)).filter(pk=visit.pk).first()
    if own is None:
        raise VisitRefused("该记录已经划去，或不在您的辖区。")
    if not reason.strip():
        raise VisitRefused("请填写划去原因。", field="reason")
    own.struck_by, own.struck_at, own.struck_because = actor, at, reason.strip()
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    audit.record(event="visit.struck_off", subject=own, actor=actor, at=at, reason=own.struck_because)
    return own


def open_photo(*, photo: VisitPhoto, actor: User, at: dt.datetime) -> tuple[File, str]:
    """The picture, to read from the beginning, and a name for it; who looked is noted. Raises UploadRefused."""
    file, name = kept.opened(photo, "走访照片")
    audit.record(event="visit.photo_opened", subject=photo.visit, actor=actor, at=at, attachment=photo.pk)
    return file, name
