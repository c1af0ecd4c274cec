"""援助工作方案: set by a city or district for itself, and reported on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Organisation, User
from accounts.refusing import FieldRefused
from accounts.uploads import CheckedFile
from accounts.uploads import actions as kept
from assistance.models import Programme, ProgrammeAttachment, Progress

SETTERS = (AreaLevel.DISTRICT, AreaLevel.CITY)


class ProgrammeRefused(FieldRefused):
    """The programme cannot be set so."""


@dataclass(frozen=True)
class Draft:
    """What a programme says; both days count."""

    title: str
    document: str
    goals: str
    tasks: str
    requirements: str
    responsible: str
    starts_on: dt.date
    ends_on: dt.date
    organisations: Sequence[Organisation] = ()


@transaction.atomic
def set_programme(*, draft: Draft, officer: User, at: dt.datetime) -> Programme:
    """Set a programme for the officer's own city or district. Raises ProgrammeRefused."""
    if officer.area is None or officer.area.level not in SETTERS:
        raise ProgrammeRefused("援助工作方案由市和区县制定。")
    if draft.ends_on < draft.starts_on:
        raise ProgrammeRefused("结束日期不能早于开始日期。", field="ends_on")
    texts = ("title", "goals", "tasks", "requirements", "responsible")
    said = {name: getattr(draft, name).strip() for name in texts}
    for name, words in said.items():
        if not words:
            raise ProgrammeRefused("目标、任务、要求和责任分工都要填写。", field=name)
    made = Programme.objects.create(
        area=officer.area,
        document=draft.document.strip(),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        set_by=officer,
        set_at=at,
        **said,
    )
    made.organisations.set(draft.organisations)
    last_day = made.ends_on.isoformat()
    since = made.starts_on.isoformat()
    audit.record(event="programme.set", subject=made, actor=officer, at=at, since=since, last_day=last_day)
    return made


@transaction.atomic
def attach(
    *, programme: Programme, title: str, files: Sequence[CheckedFile], officer: User, at: dt.datetime
) -> list[ProgrammeAttachment]:
    """Keep checked files with the programme of the officer's own area, under one title: all, or none.

    Raises ProgrammeRefused, and UploadRefused for a file that is there already.
    """
    own = _own(programme, officer, "该方案不是本级制定的，由制定单位上传附件。")
    if not title.strip():
        raise ProgrammeRefused("请填写附件名称。", field="title")

    def blank() -> ProgrammeAttachment:
        return ProgrammeAttachment(programme=own, title=title.strip())

    made = kept.keep(files, blank=blank, beside=own.attachments.all(), actor=officer, at=at)
    audit.record(event="programme.attached", subject=own, actor=officer, at=at, files=len(made))
    return made


@transaction.atomic
def strike_attachment(*, attachment: ProgrammeAttachment, reason: str, officer: User, at: dt.datetime) -> None:
    """Strike an attachment off: it stays, with the reason. Raises ProgrammeRefused outside the officer's own area, and
    UploadRefused without a reason, or a second time."""
    own = _own(attachment.programme, officer, "该方案不是本级制定的，由制定单位划去附件。")
    kept.strike(attachment, reason=reason, actor=officer, at=at)
    reason = attachment.struck_because
    audit.record(event="programme.attachment_struck_off", subject=own, actor=officer, at=at, reason=reason)


@transaction.atomic
def report_progress(*, programme: Programme, report: str, officer: User, at: dt.datetime) -> Progress:
    """Report how the programme of the officer's own area goes. Raises ProgrammeRefused."""
    own = _own(programme, officer, "该方案不是本级制定的，由制定单位填报进展。")
    if not report.strip():
        raise ProgrammeRefused("请填写进展情况。", field="report")
    row = own.progress.create(on=timezone.localdate(at), report=report.strip(), reported_by=officer, reported_at=at)
    audit.record(event="programme.reported_on", subject=own, actor=officer, at=at)
    return row


def _own(programme: Programme, officer: User, refusal: str) -> Programme:
    """The programme, locked, of whoever set it."""
    own = Programme.objects.select_for_update(of=("self",)).filter(pk=programme.pk, area=officer.area_id).first()
    if own is None:
        raise ProgrammeRefused(refusal)
    return own
