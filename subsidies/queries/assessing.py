"""What a claim comes to by the rules, before and while it is written: nothing is kept here."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from accounts.models import Area
from households.models import Person
from households.rules.facts import Span, Term
from subsidies.enums import Formula, Insurance, LineReason, MedicalKind, Scheme
from subsidies.models import Claim
from subsidies.rules import ClaimVerdict, Portion, judge_claim, portions
from subsidies.rules.facts import ClaimFacts, Contribution, Payment, Recipient, SubsidyTerms, TermsOn
from subsidies.rules.months import Months

from .recipients import recipients
from .terms import terms_of


@dataclass(frozen=True)
class NewMember:
    """What is told of one person of a claim: as ``ClaimFacts`` has it."""

    person: Person
    payments: tuple[Payment, ...] = ()
    base: Decimal | None = None
    medical_rate: Decimal | None = None
    medical_kind: MedicalKind = MedicalKind.EMPLOYEE
    employer_rates: Mapping[Insurance, Decimal] = field(default_factory=dict)
    personal_rates: Mapping[Insurance, Decimal] = field(default_factory=dict)
    contract: Span | None = None
    contributions: tuple[Contribution, ...] = ()
    post_field: str = ""
    is_restricted_industry: bool = False


@dataclass(frozen=True)
class Assessed:
    """One person of a claim, judged: ``facts`` and ``recipient`` are what it was judged by."""

    member: NewMember
    recipient: Recipient
    facts: ClaimFacts
    verdict: ClaimVerdict
    portions: Sequence[Portion]

    @property
    def amount(self) -> Decimal:
        return self.verdict.amount

    @property
    def refused_months(self) -> list[Portion]:
        return [one for one in self.portions if one.reason is not LineReason.OK]


@dataclass(frozen=True)
class Asked:
    """What is judged: for which months of a scheme by which formula, by the policy of ``area`` on the day ``on``,
    ``without`` the lines of a claim that is being written anew."""

    scheme: Scheme
    formula: Formula
    months: Months | None
    area: Area
    on: dt.date
    without: Claim | None = None


def assess(asked: Asked, members: Collection[NewMember]) -> list[Assessed]:
    """Judge each of ``members``: a fixed number of statements, however many they are. Raises ParameterNotInForce."""
    found = recipients({one.person.pk for one in members}, asked.scheme, without=asked.without)
    terms = terms_of(asked.area)
    return [_assessed(asked, one, found[one.person.pk], terms) for one in members]


def _assessed(asked: Asked, member: NewMember, recipient: Recipient, terms: TermsOn) -> Assessed:
    facts = ClaimFacts(
        scheme=asked.scheme,
        formula=asked.formula,
        months=None if asked.formula == Formula.LAST_YEAR_SHARE else asked.months,
        payments=member.payments,
        base=member.base,
        medical_rate=member.medical_rate,
        medical_kind=member.medical_kind,
        employer_rates=member.employer_rates,
        contract=member.contract,
        is_restricted_industry=member.is_restricted_industry,
        contributions=member.contributions,
        post_field=member.post_field,
    )
    verdict = judge_claim(recipient, facts, terms, on=asked.on)
    return Assessed(member, recipient, facts, verdict, portions(facts, verdict, terms, on=asked.on))


def terms_told(terms: SubsidyTerms) -> dict[str, dict[str, Any]]:
    """The values of policy and their sources, as they are copied onto a claim: by the names of the terms."""
    told: dict[str, dict[str, Any]] = {}
    for part in (terms.limit, terms.amounts, terms.conditions, terms):
        for name in part.__slots__:
            term = getattr(part, name)
            if isinstance(term, Term):
                told[name] = {"value": _plain(term.value), "source": term.source}
    return told


def _plain(value: Any) -> Any:
    """As JSON keeps it: numbers as text, so that none is rounded."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
