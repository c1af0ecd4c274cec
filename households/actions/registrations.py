"""就业登记 and 失业登记, the monthly confirmation, and the sight of a whole ID number."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import refused_if_taken
from households.enums import RegistrationKind
from households.models import Household, MonthlyConfirmation, Person, Registration
from households.models.findings import Origin
from households.queries.facts import lone_person
from households.queries.terms import terms_on
from households.rules.retirement import why_not_of_working_age

from .assessment import assess

ONE_DAY = dt.timedelta(days=1)


class RegistrationRefused(Exception):
    """The registration cannot be made; the message is for the worker."""


class UnmaskRefused(Exception):
    """The number is not shown; the message is for the officer."""


@dataclass(frozen=True)
class NewRegistration:
    """An employment or unemployment from ``since`` on; ``employer_code`` is a valid credit code or empty."""

    kind: RegistrationKind
    since: dt.date
    employer: str = ""
    employer_code: str = ""


@transaction.atomic
def register(*, person: Person, registration: NewRegistration, worker: User, at: dt.datetime) -> Registration:
    """Register an employment, or unemployment; what it excludes ends the day before.

    The household is assessed the same moment, and a family's clock ends by it. Raises RegistrationRefused.
    """
    today, kind, since = timezone.localdate(at), registration.kind, registration.since
    own = Person.objects.visible_to(worker).select_for_update(of=("self",), no_key=True).filter(pk=person.pk).first()
    if own is None:
        raise RegistrationRefused("该人员不在您的辖区。")
    if since > today:
        raise RegistrationRefused("起始日期不能晚于今天。")
    _refuse_outside_working_life(own, since, today, worker)
    excluded = own.registrations.filter(validity__upper_inf=True)
    excluded = excluded.employment() if kind == RegistrationKind.UNEMPLOYED else excluded.unemployment()
    for row in excluded:
        if row.validity.lower >= since:
            raise RegistrationRefused(f"起始日期须晚于现有登记的起始日期（{row.validity.lower}）。")
        row.validity = DateRange(row.validity.lower, since)
        row.save(update_fields=["validity"])
    with refused_if_taken(RegistrationRefused("该日期与已有的登记重叠，请核对登记记录。")):
        made = own.registrations.create(
            kind=kind,
            validity=DateRange(since, None),
            employer=registration.employer,
            employer_code=registration.employer_code,
            recorded_on=today,
        )
    audit.record(event="registration.made", subject=made, actor=worker, at=at, kind=int(kind), since=since.isoformat())
    _assess_household_of(own, worker, at)
    return made


def _refuse_outside_working_life(person: Person, since: dt.date, today: dt.date, worker: User) -> None:
    """Both registrations are for those of working age (就业促进法): nobody's clock ends by a pensioner's job."""
    if person.dead_on is not None and since > person.dead_on:
        raise RegistrationRefused(f"该人员已于 {person.dead_on} 死亡，不能办理登记。")
    assert worker.area is not None  # the person is visible to the worker
    terms = terms_on(today, worker.area).category.retirement
    why = why_not_of_working_age(lone_person(person), terms, on=since)
    if why:
        raise RegistrationRefused(f"{why}，不能从该日起办理就业失业登记。")


@transaction.atomic
def end_registration(
    *, registration: Registration, last_day: dt.date, reason: str, worker: User, at: dt.datetime
) -> Registration:
    """End an open registration with ``last_day`` as its last. Raises RegistrationRefused."""
    today = timezone.localdate(at)
    people = Person.objects.visible_to(worker)
    rows = Registration.objects.filter(person__in=people, validity__upper_inf=True)
    own = rows.select_for_update(of=("self",)).filter(pk=registration.pk).first()
    if own is None:
        raise RegistrationRefused("该登记已终止，或不在您的辖区。")
    if not own.validity.lower <= last_day <= today:
        raise RegistrationRefused(f"终止日期应在 {own.validity.lower} 与今天之间。")
    own.validity, own.end_reason = DateRange(own.validity.lower, last_day + ONE_DAY), reason
    own.save(update_fields=["validity", "end_reason"])
    audit.record(event="registration.ended", subject=own, actor=worker, at=at, last_day=last_day.isoformat())
    _assess_household_of(own.person, worker, at)
    return own


def _assess_household_of(person: Person, worker: User, at: dt.datetime) -> None:
    household = Household.objects.filter(
        memberships__person=person, memberships__validity__contains=timezone.localdate(at)
    ).first()
    if household is not None:
        assess(household=household, actor=worker, at=at, origin=Origin.ACT)


@transaction.atomic
def confirm_month(*, confirmations: Sequence[int], worker: User, at: dt.datetime) -> int:
    """Confirm that nothing has changed for these people this month (每月更新). Returns how many were confirmed."""
    open_rows = MonthlyConfirmation.objects.visible_to(worker).open().select_for_update(of=("self",))
    confirmed = 0
    for row in open_rows.filter(pk__in=confirmations).order_by("pk"):
        row.confirmed_at, row.confirmed_by = at, worker
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        audit.record(event="month.confirmed", subject=row, actor=worker, at=at, month=row.month.isoformat())
        confirmed += 1
    return confirmed


@transaction.atomic
def unmask(*, person: Person, reason: str, actor: User, at: dt.datetime) -> str:
    """The whole ID number of a person in the actor's area, for a stated reason, on record. Raises UnmaskRefused."""
    own = Person.objects.visible_to(actor).filter(pk=person.pk).first()
    if own is None:
        raise UnmaskRefused("该人员不在您的辖区。")
    if not reason.strip():
        raise UnmaskRefused("请填写查看完整证件号码的事由。")
    audit.record(event="id_number.unmasked", subject=own, actor=actor, at=at, reason=reason.strip())
    return own.id_number
