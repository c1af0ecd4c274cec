"""Somebody who may be subsidised, and claims made for them through the acts."""

import datetime as dt
import hashlib
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from accounts.uploads import CheckedFile
from approvals import actions as approvals
from approvals.uploads.actions import attach
from approvals.workflow import Decision, Said
from households.enums import RegistrationKind
from households.models import Person
from subsidies.actions.claims import Account, NewClaim, draft, submit
from subsidies.enums import Insurance, Material, Scheme
from subsidies.models import Claim
from subsidies.queries.assessing import NewMember
from subsidies.queries.terms import filing_of
from subsidies.rules.facts import Payment
from subsidies.rules.months import Months
from tests.factories import HouseholdFactory, member, registered
from tests.rows import spell
from tests.setting import SHANGHAI, City

NOW = dt.datetime(2026, 10, 12, 9, tzinfo=SHANGHAI)  # a Monday; the third quarter may be claimed
JULY, SEPTEMBER = dt.date(2026, 7, 1), dt.date(2026, 9, 1)
QUARTER = Months(JULY, SEPTEMBER)
PAID = {Insurance.PENSION: Decimal("600.00"), Insurance.MEDICAL: Decimal("300.00")}
ACCOUNT = Account("王芳", "哈尔滨银行", "6222020000000000123")


def flexible(city: City, **values: Any) -> Person:
    """A certified person in flexible employment."""
    person = member(HouseholdFactory(area=city.community), **{"born": dt.date(1974, 3, 1), "sex": "M"} | values)
    spell(person, certified_on=dt.date(2025, 1, 6))
    registered(person, RegistrationKind.FLEXIBLE, dt.date(2025, 2, 1))
    return person


def told(person: Person, months: Months = QUARTER, paid: Any = None) -> NewMember:
    return NewMember(person, payments=(Payment(months, PAID if paid is None else paid),))


def new_claim(person: Person, months: Months = QUARTER, **values: Any) -> NewClaim:
    return NewClaim(
        **{"scheme": Scheme.FLEXIBLE, "members": (told(person, months),), "account": ACCOUNT, "months": months} | values
    )


def drafted(city: City, person: Person, months: Months = QUARTER, at: dt.datetime = NOW, **values: Any) -> Claim:
    return draft(claim=new_claim(person, months, **values), worker=city.worker, at=at)


def with_papers(city: City, claim: Claim, at: dt.datetime = NOW) -> Claim:
    """With every paper its scheme asks for, dated the day it is given in."""
    for number, material in enumerate(filing_of(Scheme(claim.scheme), claim.area, at.date()).materials):
        give(city, claim, material, at=at, number=number)
    return claim


def give(city: City, claim: Claim, material: Material, *, at: dt.datetime = NOW, number: int = 0, **told: Any) -> None:
    content = f"%PDF-1.4 {claim.pk} {material} {number}".encode()
    digest = hashlib.sha256(content).hexdigest()
    file = CheckedFile(ContentFile(content), "application/pdf", len(content), digest)
    told = told or {"dated": at.date()}
    attach(application=claim, kind=material.value, files=[file], actor=city.worker, at=at, told=told)


def never(_: int) -> int:
    """A lot that draws nothing."""
    return 9_999


def submitted(city: City, person: Person, months: Months = QUARTER, at: dt.datetime = NOW, **values: Any) -> Claim:
    claim = with_papers(city, drafted(city, person, months, at, **values), at)
    return submit(application=claim, worker=city.worker, at=at, lot=never)


def decided(claim: Claim, officer: Any, decision: Decision = Decision.APPROVE, at: dt.datetime = NOW) -> Claim:
    said = Said("" if decision is Decision.APPROVE else "材料不实", "哈人社发〔2010〕230号 第六条(三)")
    return approvals.decide(application=claim, actor=officer, decision=decision, said=said, at=at)


def granted(city: City, person: Person, months: Months = QUARTER, at: dt.datetime = NOW, **values: Any) -> Claim:
    """Filed, and approved by community, street and district."""
    claim = submitted(city, person, months, at, **values)
    for officer in (city.second_worker, city.street_officer, city.district_officer):
        claim = decided(claim, officer, at=at)
    return claim
