"""创业“一条龙”: a chain is opened for somebody, a project chosen, steps noted, a body paired, a leader named with the
jobs created. What stands elsewhere is never written down here."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Organisation, User
from accounts.refusing import FieldRefused, refused_if_taken
from accounts.striking import StruckOff
from assistance.models import CreatedJob, Project, StartUp, StartUpPair, StepDone
from assistance.queries.homes import homes_on
from assistance.queries.startups import bodies, work_to_count
from assistance.training_enums import WRITTEN_STEPS, Pairing, StartUpStep
from households.models import Person

Entry = TypeVar("Entry", bound=StruckOff)


class StartUpRefused(FieldRefused):
    """It cannot be recorded so."""


@dataclass(frozen=True)
class NewProject:
    name: str
    field: str
    capital: Decimal
    description: str
    source: str
    withdrawn_on: dt.date | None = None


@dataclass(frozen=True)
class NewPair:
    """Which body helps, how, and since when."""

    organisation: Organisation
    kind: Pairing
    contact: str
    since: dt.date


@dataclass(frozen=True)
class NewJob:
    """Somebody who works with a start-up: by the ID number, in the registry, else by name with the day."""

    id_number: str = ""
    name: str = ""
    since: dt.date | None = None


@transaction.atomic
def enter_project(*, project: NewProject, actor: User, at: dt.datetime, known: Project | None = None) -> Project:
    """Enter a project of the actor's own area, or correct one of it or of an area below. Raises StartUpRefused."""
    if actor.area is None:
        raise StartUpRefused("您的账号没有所属区划，不能登记项目。")
    own = Project(area=actor.area, recorded_by=actor, recorded_at=at)
    if known is not None:
        found = Project.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=known.pk).first()
        if found is None:
            raise StartUpRefused("该项目不是您的辖区登记的。")
        own = found
    for name, value in vars(project).items():
        setattr(own, name, value.strip() if isinstance(value, str) else value)
    for name in ("name", "field", "description", "source"):
        if not getattr(own, name):
            raise StartUpRefused("名称、行业、简介和来源都要填写。", field=name)
    with refused_if_taken(StartUpRefused("辖区内已有同名项目。", field="name")):
        own.save()
    event = "project.corrected" if known else "project.entered"
    audit.record(event=event, subject=own, actor=actor, at=at, name=own.name)
    return own


@transaction.atomic
def open_startup(*, person: Person, on: dt.date, actor: User, at: dt.datetime) -> StartUp:
    """Open somebody's chain; one that is open already is that one. Raises StartUpRefused."""
    people = Person.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
    own = people.filter(pk=person.pk, dead_on=None).first()
    if own is None:
        raise StartUpRefused("该人员不在您的辖区，或已经死亡。")
    _check_day(on, at, field="opened_on")
    if (there := StartUp.objects.standing().of(own).first()) is not None:
        return there
    home = homes_on([own.pk], on)[own.pk]
    made = StartUp.objects.create(person=own, household_id=home, opened_on=on, recorded_by=actor, recorded_at=at)
    audit.record(event="startup.opened", subject=made, actor=actor, at=at, on=on.isoformat())
    return made


@transaction.atomic
def choose_project(*, startup: StartUp, project: Project, on: dt.date, actor: User, at: dt.datetime) -> StartUp:
    """Choose a project of the library, or another one instead. Raises StartUpRefused."""
    own = _own(startup, actor)
    _check_day(on, at, field="on")
    if not Project.objects.known_to(actor).filter(pk=project.pk, withdrawn_on=None).exists():
        raise StartUpRefused("该项目已下架，或不在您能选的项目库。", field="project")
    own.project, own.project_on = project, on
    own.save(update_fields=["project", "project_on"])
    audit.record(event="startup.project_chosen", subject=own, actor=actor, at=at, name=project.name)
    return own


@transaction.atomic
def note_step(*, startup: StartUp, step: StartUpStep, on: dt.date, note: str, actor: User, at: dt.datetime) -> StepDone:
    """Note a step that stands nowhere else. Raises StartUpRefused."""
    own = _own(startup, actor)
    _check_day(on, at, field="on")
    if step not in WRITTEN_STEPS:
        raise StartUpRefused("这个环节在别处登记，直接读取。", field="step")
    if not note.strip():
        raise StartUpRefused("请写明内容。", field="note")
    common = {"startup": own, "step": step, "on": on}
    with refused_if_taken(StartUpRefused("该环节当日已登记。", field="on")):
        made = StepDone.objects.create(note=note.strip(), recorded_by=actor, recorded_at=at, **common)
    audit.record(event="startup.step_noted", subject=made, actor=actor, at=at, kind=step.label, on=on.isoformat())
    return made


@transaction.atomic
def pair(*, startup: StartUp, said: NewPair, actor: User, at: dt.datetime) -> StartUpPair:
    """Pair somebody who starts with a body that helps. Raises StartUpRefused."""
    own = _own(startup, actor)
    _check_day(said.since, at, field="since")
    if not bodies(actor, said.since).filter(pk=said.organisation.pk).exists():
        raise StartUpRefused("该单位当日不是协作单位。", field="organisation")
    with refused_if_taken(StartUpRefused("该单位已与其结对。", field="organisation")):
        made = StartUpPair.objects.create(startup=own, recorded_by=actor, recorded_at=at, **vars(said))
    audit.record(event="startup.paired", subject=made, actor=actor, at=at, organisation=said.organisation.name)
    return made


@transaction.atomic
def name_leader(*, startup: StartUp, since: dt.date | None, actor: User, at: dt.datetime) -> StartUp:
    """Name somebody 创业带头人 from a day on, or with None no longer. Raises StartUpRefused."""
    own = _own(startup, actor)
    if since is not None:
        _check_day(since, at, field="since")
    elif own.jobs.standing().exists():
        raise StartUpRefused("已登记带动就业的，先划去带动就业，再取消带头人。", field="since")
    own.leader_since = since
    own.save(update_fields=["leader_since"])
    event = "startup.leader_named" if since else "startup.leader_withdrawn"
    audit.record(event=event, subject=own, actor=actor, at=at)
    return own


@transaction.atomic
def add_job(*, startup: StartUp, job: NewJob, actor: User, at: dt.datetime) -> CreatedJob:
    """Add somebody whom a leader gave work: of the registry by the ID number, else a name with the day. Raises
    StartUpRefused."""
    own = _own(startup, actor)
    if own.leader_since is None:
        raise StartUpRefused("先确定为创业带头人，再登记带动就业。")
    said = _registered(own, job, actor) if job.id_number else _named(job, at)
    taken = StartUpRefused("该人员已登记为带动就业。", field="id_number" if job.id_number else "name")
    with refused_if_taken(taken):
        made = CreatedJob.objects.create(startup=own, recorded_by=actor, recorded_at=at, **said)
    audit.record(event="startup.job_added", subject=made, actor=actor, at=at)
    return made


def _registered(own: StartUp, job: NewJob, actor: User) -> dict[str, Any]:
    work = work_to_count(job.id_number, actor)
    if work is None:
        raise StartUpRefused("该号码在您的辖区没有在职的单位就业登记；没有登记的，填写姓名和日期。", field="id_number")
    if work.person_id in (own.person_id, own.person.merged_into_id):
        raise StartUpRefused("带头人本人不计入带动就业。", field="id_number")
    return {"registration": work}


def _named(job: NewJob, at: dt.datetime) -> dict[str, Any]:
    if not job.name.strip():
        raise StartUpRefused("请填写身份证号；没有就业登记的，填写姓名。", field="name")
    if job.since is None:
        raise StartUpRefused("请填写就业日期。", field="since")
    _check_day(job.since, at, field="since")
    return {"name": job.name.strip(), "since": job.since}


@transaction.atomic
def strike(*, entry: Entry, reason: str, actor: User, at: dt.datetime) -> Entry:
    """Strike off a step, a pair, a job or a whole chain: it stays, with the reason. Raises StartUpRefused."""
    rows: Any = type(entry)._default_manager
    own = rows.visible_to(actor).standing().select_for_update(of=("self",)).filter(pk=entry.pk).first()
    if own is None:
        raise StartUpRefused("该记录已经划去，或不在您的辖区。")
    if not reason.strip():
        raise StartUpRefused("请填写划去原因。", field="reason")
    own.struck_by, own.struck_at, own.struck_because = actor, at, reason.strip()
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    audit.record(event="startup.struck_off", subject=own, actor=actor, at=at, reason=own.struck_because)
    return own


def _own(startup: StartUp, actor: User) -> StartUp:
    """The chain, locked, of the actor's people."""
    rows = StartUp.objects.visible_to(actor).standing().select_for_update(of=("self",))
    own: StartUp | None = rows.select_related("person").filter(pk=startup.pk).first()
    if own is None:
        raise StartUpRefused("该创业档案已经划去，或不在您的辖区。")
    return own


def _check_day(day: dt.date, at: dt.datetime, *, field: str) -> None:
    if day > timezone.localdate(at):
        raise StartUpRefused("日期不能晚于今天。", field=field)
