"""个人信息申请 (个人信息保护法 第四十四条至第五十条): receiving, answering, and the whole copy."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused
from households.enums import Applicant, DataRequestKind, Erasable, Outcome
from households.models import DataRequest, Person
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce

from .registrations import UnmaskRefused, unmask

KEPT_BY_LAW = "请选择删除的内容。认定等依法须保存的信息不能删除，只涉及这些信息的，选择“不予办理”并写明理由。"
COPIED = (DataRequestKind.SEE, DataRequestKind.COPY)


class DataRequestRefused(FieldRefused):
    """The request cannot be received or closed."""


@dataclass(frozen=True)
class NewRequest:
    """Who asks what; ``applicant_name`` is the person's own where they ask themselves."""

    kind: DataRequestKind
    applicant: Applicant
    applicant_name: str
    wish: str
    received_on: dt.date


@transaction.atomic
def receive_request(*, person: Person, request: NewRequest, officer: User, at: dt.datetime) -> DataRequest:
    """Enter a request about the data of a person of the officer's area, with the day its answer is due
    (``privacy.request_days``). Raises DataRequestRefused."""
    today = timezone.localdate(at)
    own = Person.objects.visible_to(officer).filter(pk=person.pk).first()
    if own is None or officer.area is None:
        raise DataRequestRefused("该人员不在您的辖区。")
    if request.received_on > today:
        raise DataRequestRefused("收到日期不能晚于今天。", field="received_on")
    if not request.wish.strip():
        raise DataRequestRefused("请写明申请内容。", field="wish")
    try:
        days = value_on(parameters.PRIVACY_REQUEST_DAYS, request.received_on, officer.area)
    except ParameterNotInForce as silent:
        raise DataRequestRefused(str(silent), field="received_on") from silent
    row = DataRequest.objects.create(
        person=own,
        area=officer.area,
        kind=request.kind,
        applicant=request.applicant,
        applicant_name=own.name if request.applicant == Applicant.SELF else request.applicant_name.strip(),
        wish=request.wish.strip(),
        received_on=request.received_on,
        received_by=officer,
        due_on=request.received_on + dt.timedelta(days=days.value),
        due_source=days.source,
    )
    audit.record(
        event="data_request.received",
        subject=row,
        actor=officer,
        at=at,
        kind=row.get_kind_display(),
        due_on=row.due_on.isoformat(),
    )
    return row


@dataclass(frozen=True)
class Answer:
    """How a request ends: what was done, or why nothing. ``erases`` is what is deleted of the person with it."""

    outcome: Outcome
    words: str
    erases: Sequence[Erasable] = ()


@transaction.atomic
def close_request(*, request: DataRequest, answer: Answer, officer: User, at: dt.datetime) -> DataRequest:
    """Close an open request with its outcome. A request to delete is granted by deleting something, at once and for
    good: the rest is kept by law, which is a refusal. Raises DataRequestRefused."""
    own, outcome = _waiting(request, officer), answer.outcome
    if not answer.words.strip():
        sentence = "不予办理的，请写明理由。" if outcome == Outcome.REFUSED else "请写明办理情况。"
        raise DataRequestRefused(sentence, field="answer")
    if own.kind == DataRequestKind.DELETE and outcome == Outcome.GRANTED and not answer.erases:
        raise DataRequestRefused(KEPT_BY_LAW, field="erases")
    if answer.erases and (own.kind, outcome) != (DataRequestKind.DELETE, Outcome.GRANTED):
        raise DataRequestRefused("只有准予的删除申请可以删除信息。", field="erases")
    _erase(own.person, answer.erases, officer, at)
    own.closed_on, own.closed_by = timezone.localdate(at), officer
    own.outcome, own.answer = outcome, answer.words.strip()
    own.save(update_fields=["closed_on", "closed_by", "outcome", "answer"])
    audit.record(event="data_request.closed", subject=own, actor=officer, at=at, reason=own.get_outcome_display())
    return own


def _erase(person: Person, fields: Sequence[Erasable], officer: User, at: dt.datetime) -> None:
    """Every registration of the person loses them, also those merged into it."""
    if not fields:
        return
    Person.objects.of_humans([person.pk]).update(**{field.value: "" for field in fields})
    said = "、".join(str(field.label) for field in fields)
    audit.record(event="person.erased", subject=person, actor=officer, at=at, erased=said)


@transaction.atomic
def copy_for(*, request: DataRequest, officer: User, at: dt.datetime, reason: str = "") -> bool:
    """Make the copy an open request to see or copy asks for, on record; whether it holds the whole numbers, which takes
    a ``reason`` and is on record as their sight. Raises DataRequestRefused."""
    own = _waiting(request, officer)
    if own.kind not in COPIED:
        raise DataRequestRefused("只有查阅、复制申请可以打印个人信息副本。")
    if reason.strip():
        try:
            unmask(person=own.person, reason=reason, actor=officer, at=at)
        except UnmaskRefused as refused:
            raise DataRequestRefused(str(refused), field="reason") from refused
    audit.record(event="data_request.copied", subject=own, actor=officer, at=at)
    return bool(reason.strip())


def _waiting(request: DataRequest, officer: User) -> DataRequest:
    """The request, held, from the officer's worklist."""
    rows = DataRequest.objects.open().visible_to(officer).select_related("person")
    own = rows.select_for_update(of=("self",)).filter(pk=request.pk).first()
    if own is None:
        raise DataRequestRefused("该申请不在您的待办中，可能已经答复。")
    return own
