"""What every register does: by when a matter is due, whom it is about, and its office when that closes."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.identifiers import normalize_id
from accounts.models import Area, User
from accounts.refusing import FieldRefused
from assistance.models import Employer
from assistance.queries.homes import homes_on
from households.models import Household, Person
from households.queries.numbers import holders
from policy import parameters
from policy.models import calendar, value_on
from policy.parameters import ParameterNotInForce


class MatterRefused(FieldRefused):
    """The matter cannot be entered, or not gone on with so."""


@dataclass(frozen=True)
class Whom:
    """Whom a matter is about, as it was typed: an ID number, the number of a family (H000123), the name or the number
    of an employer; any may lack."""

    id_number: str = ""
    family: str = ""
    employer: str = ""


@dataclass(frozen=True)
class Receipt:
    """When a matter came in, whom it is about, and the key of its form."""

    received_on: dt.date
    whom: Whom = Whom()
    submission: uuid.UUID | None = None


def said(words: str, lacking: str, *, field: str) -> str:
    """The words, trimmed. Raises MatterRefused where there are none."""
    if not words.strip():
        raise MatterRefused(lacking, field=field)
    return words.strip()


def about(whom: Whom, *, actor: User, on: dt.date) -> dict[str, Any]:
    """The person and the family meant, of the actor's area, and the employer, of the city; of a person the family is
    the own one unless another is named. Raises MatterRefused for what is typed and not registered there."""
    person = _person(whom.id_number, actor) if whom.id_number.strip() else None
    home = _family(whom.family, actor).pk if whom.family.strip() else None
    if home is None and person is not None:
        home = homes_on([person.pk], on).get(person.pk)
    employer = _employer(whom.employer, actor) if whom.employer.strip() else None
    return {"person": person, "household_id": home, "employer": employer}


def _person(number: str, actor: User) -> Person:
    found = Person.objects.visible_to(actor).filter(pk__in=holders(normalize_id(number))).first()
    if found is None:
        raise MatterRefused("辖区内没有登记过这个身份证号；不确定的可以不填。", field="id_number")
    return found


def _family(number: str, actor: User) -> Household:
    digits = number.strip().upper().removeprefix("H")
    known = Household.objects.visible_to(actor)
    found = known.filter(pk=int(digits)).first() if digits.isdecimal() and len(digits) < 19 else None
    if found is None:
        raise MatterRefused("辖区内没有这个家庭编号，编号如 H000123。", field="family")
    return found


def _employer(words: str, actor: User) -> Employer:
    meant = Q(name=words.strip()) | Q(number=normalize_id(words))
    found = list(Employer.objects.visible_to(actor).filter(meant).order_by("closed_on", "pk")[:2])
    if not found:
        raise MatterRefused("没有登记过这个单位，请核对全称或代码，或先在用人单位中登记。", field="employer")
    if len(found) > 1 and found[1].closed_on is None:
        raise MatterRefused("有几个同名的单位，请填写单位代码。", field="employer")
    return found[0]


def due_by(kind: str, received_on: dt.date, area: Area, *, at: dt.datetime) -> dict[str, Any]:
    """By when a matter of this kind is due, by ``register.workdays`` as in force on the day of receipt.

    Raises MatterRefused for a day to come, and where the policy says nothing.
    """
    if received_on > timezone.localdate(at):
        raise MatterRefused("收到日期不能晚于今天。", field="received_on")
    try:
        days = value_on(parameters.REGISTER_WORKDAYS, received_on, area)
    except ParameterNotInForce as silent:
        raise MatterRefused(str(silent), field="received_on") from silent
    return {"due_on": calendar().due(received_on, days.value[kind]), "due_source": days.source}
