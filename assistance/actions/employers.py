"""用人单位: entered and corrected by whose area it lies in."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.identifiers import employer_number
from accounts.models import Area, User
from accounts.refusing import FieldRefused, refused_if_taken
from assistance.enums import EmployerKind, NumberKind
from assistance.models import Employer
from households.actions.submissions import sent_before

TAKEN = "该单位代码已登记在别的单位名下，请在用人单位列表中按代码查找。"
TOLD = ("area", "name", "kind", "number", "address", "major_project", "established_on", "staff", "closed_on")
OF_SOMEBODY = ("contact", "phone")  # whom the audit does not name


class EmployerRefused(FieldRefused):
    """The employer cannot be entered so."""


@dataclass(frozen=True)
class EmployerSaid:
    """What is said of an employer. ``is_checked``: whoever types looked again at a number or name that was doubted."""

    area: Area
    name: str
    kind: EmployerKind
    number: str
    address: str
    contact: str = ""
    phone: str = ""
    major_project: str = ""
    established_on: dt.date | None = None
    staff: int | None = None
    closed_on: dt.date | None = None
    is_checked: bool = False


@transaction.atomic
def enter_employer(
    *, said: EmployerSaid, worker: User, at: dt.datetime, submission: uuid.UUID | None = None
) -> Employer:
    """Enter an employer of a community of the worker's area. A form sent twice is one employer.

    Raises EmployerRefused.
    """
    community = Area.objects.select_for_update(of=("self",), no_key=True).get(pk=said.area.pk)
    known = sent_before(Employer.objects.kept_by(worker), submission)
    if known is not None:
        return known
    made = Employer(area=community, submission=submission, registered_by=worker, registered_at=at)
    _keep(made, said, worker, at)
    audit.record(event="employer.entered", subject=made, actor=worker, at=at, after=_told(made))
    return made


@transaction.atomic
def correct_employer(*, employer: Employer, said: EmployerSaid, worker: User, at: dt.datetime) -> Employer:
    """Correct what is said of an employer of the worker's area. Raises EmployerRefused."""
    own = Employer.objects.kept_by(worker).select_for_update(of=("self",)).filter(pk=employer.pk).first()
    if own is None:
        raise EmployerRefused("该单位不在您的辖区，由所在社区更正。")
    before, known = _told(own), _known(own)
    _keep(own, said, worker, at)
    changed = [title for title, value in _known(own).items() if value != known[title]]
    if changed:
        told: dict[str, Any] = {"changed": changed, "before": before, "after": _told(own)}
        audit.record(event="employer.corrected", subject=own, actor=worker, at=at, **told)
    return own


def _keep(employer: Employer, said: EmployerSaid, worker: User, at: dt.datetime) -> None:
    _refuse(employer, said, worker, timezone.localdate(at))
    found = employer_number(said.number)
    is_of_street = said.kind == EmployerKind.LABOUR_SERVICE
    employer.area, employer.name, employer.kind = said.area, said.name.strip(), said.kind
    employer.number = found.number
    employer.number_kind = {kind.label: kind.value for kind in NumberKind}.get(found.kind, "")
    employer.address, employer.contact, employer.phone = said.address.strip(), said.contact.strip(), said.phone
    employer.major_project, employer.closed_on = said.major_project.strip(), said.closed_on
    employer.established_on = said.established_on if is_of_street else None
    employer.staff = said.staff if is_of_street else None
    with refused_if_taken(EmployerRefused(TAKEN, field="number")):
        employer.save()


def _refuse(employer: Employer, said: EmployerSaid, worker: User, today: dt.date) -> None:
    own = worker.area is not None and worker.area.contains(said.area)
    if not own or said.area.level != AreaLevel.COMMUNITY:
        raise EmployerRefused("请选择您辖区内的社区。", field="area")
    if said.area.valid_to is not None and said.area.valid_to < today:
        raise EmployerRefused("该社区已撤销。", field="area")
    for field, text in (("name", said.name), ("address", said.address)):
        if not text.strip():
            raise EmployerRefused(f"请填写{_title(field)}。", field=field)
    if said.kind == EmployerKind.LABOUR_SERVICE and (said.established_on is None or said.staff is None):
        raise EmployerRefused("街道劳务型服务企业须填写成立日期和从业人数。", field="established_on")
    for field, day in (("established_on", said.established_on), ("closed_on", said.closed_on)):
        if day is not None and day > today:
            raise EmployerRefused("日期不能晚于今天。", field=field)
    _refuse_number_and_name(employer, said)


def _refuse_number_and_name(employer: Employer, said: EmployerSaid) -> None:
    """A number that cannot be is refused, one that may be and a name that is there already until they were checked."""
    number = employer_number(said.number)
    if number.fault:
        raise EmployerRefused(number.fault, field="number")
    if said.is_checked:
        return
    if number.doubt:
        raise EmployerRefused(f"{number.doubt}确实如此的，请勾选“已核对”。", field="number")
    twins = Employer.objects.open().filter(area=said.area, name=said.name.strip()).exclude(pk=employer.pk)
    if twins.exists():
        raise EmployerRefused("本社区已登记同名单位，请先查找；确实不是同一单位的，请勾选“已核对”。", field="name")


def _told(employer: Employer) -> dict[str, str]:
    """What stands of the employer, as the audit may hold it."""
    return {_title(name): str(getattr(employer, name) or "") for name in TOLD}


def _known(employer: Employer) -> dict[str, Any]:
    return {_title(name): getattr(employer, name) for name in (*TOLD, *OF_SOMEBODY)}


def _title(name: str) -> str:
    return str(Employer._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a field of its own
