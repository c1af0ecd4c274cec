"""Subsidies of the demo city: who went over to flexible employment claims for the quarter that has ended; one claim is
granted, one was returned by the street, one lacks papers yet."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from accounts.models import User
from approvals import actions as approvals
from approvals.uploads.actions import attach
from approvals.workflow import Decision, Said
from households.enums import RegistrationKind
from households.models import Registration
from policy.deadlines import add_months
from subsidies.actions.claims import Account, NewClaim, draft, submit
from subsidies.enums import Insurance, Scheme
from subsidies.models import Claim
from subsidies.queries.assessing import NewMember
from subsidies.queries.terms import filing_of
from subsidies.rules.facts import Payment
from subsidies.rules.months import Months, month_of

from .areas import Offices
from .photos import form_photo

SHANGHAI = ZoneInfo("Asia/Shanghai")
PAID = {Insurance.PENSION: Decimal("746.80"), Insurance.MEDICAL: Decimal("309.30")}
DAYS_AGO = 9
NEVER = 9_999  # of the lots that the city draws


def file(offices: Offices, *, until: dt.date) -> None:
    """File and decide the claims in the days before ``until``."""
    at = dt.datetime.combine(until - dt.timedelta(days=DAYS_AGO), dt.time(10), SHANGHAI)
    what = (_granted, _returned, _unfinished)
    for registration, act in zip(_flexible(offices), what, strict=False):
        area = registration.person.spells.get().household.area
        worker = offices.workers[area.pk]
        street = offices.streets[area.parent_id or 0]
        act(_drafted(registration, worker, at), worker, (offices.directors[area.pk], street), offices)


def _flexible(offices: Offices) -> Iterator[Registration]:
    """The flexible employments of people in status, the oldest first."""
    rows = Registration.objects.filter(kind=RegistrationKind.FLEXIBLE, validity__upper_inf=True)
    yield from rows.filter(person__spells__exited_on=None, person__spells__isnull=False).order_by("validity", "pk")


def _drafted(registration: Registration, worker: User, at: dt.datetime) -> Claim:
    person, area, today = registration.person, worker.area, at.date()
    assert area is not None
    rhythm = filing_of(Scheme.FLEXIBLE, area, today).rhythm
    assert rhythm is not None
    ended = rhythm.latest(today)
    months = Months(max(ended.first, month_of(registration.validity.lower)), ended.last)
    member = NewMember(person, payments=(Payment(months, PAID),))
    account = Account(person.name, "哈尔滨银行南岗支行", f"622202{person.pk:013d}")
    return draft(claim=NewClaim(Scheme.FLEXIBLE, (member,), account, months), worker=worker, at=at)


def _unfinished(claim: Claim, worker: User, officers: tuple[User, ...], offices: Offices) -> Claim:
    return _with_papers(claim, worker, most=3)


def _with_papers(claim: Claim, worker: User, most: int | None = None) -> Claim:
    at = claim.drafted_at
    for number, material in enumerate(filing_of(Scheme(claim.scheme), claim.area, claim.filed_on).materials[:most], 1):
        told = {"dated": add_months(claim.filed_on, -1)}
        attach(application=claim, kind=material, files=[form_photo(number)], actor=worker, at=at, told=told)
    return claim


def _sent(claim: Claim, worker: User) -> Claim:
    whole = _with_papers(claim, worker)
    return submit(application=whole, worker=worker, at=claim.drafted_at, lot=lambda _: NEVER)


def _returned(claim: Claim, worker: User, officers: tuple[User, ...], offices: Offices) -> Claim:
    director, street = officers
    sent = _decided(_sent(claim, worker), director, Decision.APPROVE)
    return _decided(sent, street, Decision.RETURN, "最后一个月的缴费凭证不清晰，请重新拍照上传。")


def _granted(claim: Claim, worker: User, officers: tuple[User, ...], offices: Offices) -> Claim:
    sent = _sent(claim, worker)
    district = offices.districts[officers[1].area.parent_id or 0] if officers[1].area else officers[1]
    for officer in (*officers, district):
        sent = _decided(sent, officer, Decision.APPROVE)
    return sent


def _decided(claim: Claim, officer: User, decision: Decision, words: str = "") -> Claim:
    at = claim.drafted_at + dt.timedelta(days=1)
    return approvals.decide(application=claim, actor=officer, decision=decision, said=Said(words), at=at)
