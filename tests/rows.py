"""Rows as no action would write them: each valid, but for what a test says."""

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import Deputation
from approvals.workflow import Status
from households.models import (
    Certification,
    CertificationNotice,
    CertificationRecord,
    CertificationSeat,
    Exit,
    ExitNotice,
    ExitRecord,
    ExitSeat,
    HardToEmploySpell,
    Revocation,
    RevocationNotice,
    RevocationRecord,
    RevocationSeat,
    Survey,
    ZeroFamilyCase,
)
from tests.factories import UserFactory
from tests.setting import SHANGHAI

NOON = dt.datetime(2026, 9, 1, 12, tzinfo=SHANGHAI)
DAY = dt.date(2026, 9, 1)
ONE_DAY = dt.timedelta(days=1)
WHY = [{"code": "C01", "text": "理由", "article": "条款"}]
SEATS: dict[str, Any] = {"certification": CertificationSeat, "exit": ExitSeat, "revocation": RevocationSeat}
RECORDS: dict[str, Any] = {"certification": CertificationRecord, "exit": ExitRecord, "revocation": RevocationRecord}
NOTICES: dict[str, Any] = {"certification": CertificationNotice, "exit": ExitNotice, "revocation": RevocationNotice}


def days(first: str | None, last: str | None = None) -> DateRange:
    """From ``first`` up to, not including, ``last`` (ISO dates)."""
    return DateRange(*(dt.date.fromisoformat(day) if day else None for day in (first, last)))


def certification(home: Any, person: Any = None, **values: Any) -> Certification:
    drafted_by: Any = values.pop("drafted_by", None) or UserFactory(area=home.area)
    values = {"reasons": WHY, "facts": {}, "chain_code": "certification-1", "drafted_at": NOON} | values
    return Certification.objects.create(household=home, person=person, area=home.area, drafted_by=drafted_by, **values)


def approved(home: Any, person: Any = None, **values: Any) -> Certification:
    values = {"status": Status.APPROVED, "certified_on": DAY, "decided_reasons": WHY} | values
    return certification(home, person, **values)


def spell(person: Any, **values: Any) -> HardToEmploySpell:
    home = person.memberships.get().household
    values = {"categories": [1, 5], "primary": 1, "certified_on": DAY} | values
    certified: Any = values.pop("certification", None) or approved(home, person)
    return HardToEmploySpell.objects.create(person=person, household=home, certification=certified, **values)


def zero_case(home: Any, **values: Any) -> ZeroFamilyCase:
    values = {"certified_on": DAY, "due_on": dt.date(2026, 12, 1), "due_source": "条款"} | values
    certified: Any = values.pop("certification", None) or approved(home)
    return ZeroFamilyCase.objects.create(household=home, certification=certified, **values)


def leaving(ends: Any, **values: Any) -> Exit:
    subject = {"spell": ends} if isinstance(ends, HardToEmploySpell) else {"family_case": ends}
    values = subject | {"reason": "other", "effective_on": DAY, "evidence": "证明", "source": "条款"} | values
    worker: Any = UserFactory(area=ends.household.area)
    return Exit.objects.create(
        household=ends.household,
        area=ends.household.area,
        chain_code="exit-1",
        drafted_by=worker,
        drafted_at=NOON,
        **values,
    )


def revocation(certified: Any, **values: Any) -> Revocation:
    worker: Any = UserFactory(area=certified.area)
    values = {"falsehood": "不实", "evidence": "证据", "article": "条款"} | values
    return Revocation.objects.create(
        household=certified.household,
        certification=certified,
        area=certified.area,
        chain_code="revocation-1",
        drafted_by=worker,
        drafted_at=NOON,
        **values,
    )


def deputation(officer: Any, deputy: Any, **values: Any) -> Deputation:
    """From ``DAY`` for ten days."""
    period = DateRange(DAY, DAY + 10 * ONE_DAY)
    values = {"validity": period, "reason": "休假", "named_by": officer, "named_at": NOON} | values
    return Deputation.objects.create(officer=officer, deputy=deputy, **values)


def application(kind: str, person: Any) -> Any:
    """A draft of that kind about the person."""
    if kind == "exit":
        return leaving(spell(person))
    if kind == "revocation":
        return revocation(approved(person.memberships.get().household, person))
    return certification(person.memberships.get().household, person)


def seat(kind: str, application: Any, actor: Any, step: int = 1) -> Any:
    return SEATS[kind].objects.create(application=application, actor=actor, step=step)


def record(kind: str, taken: Any, **values: Any) -> Any:
    """The decision of a seat."""
    values = {
        "application": taken.application,
        "round": 1,
        "step": taken.step,
        "decision": "approved",
        "decided_at": NOON,
    } | values
    return RECORDS[kind].objects.create(seat=taken, opened_on=DAY, due_on=DAY, **values)


def notice(kind: str, application: Any, **values: Any) -> Any:
    values = {"round": 1, "posted_on": DAY, "ends_on": DAY + 7 * ONE_DAY} | values
    return NOTICES[kind].objects.create(application=application, step=1, source="条款", **values)


def survey(home: Any, surveyor: Any, **values: Any) -> Survey:
    values = {"answers": {}, "member_count": 2, "clear_members": 2} | values
    return Survey.objects.create(
        household=home, area=home.area, visited_on=DAY, surveyor=surveyor, recorded_at=NOON, **values
    )
