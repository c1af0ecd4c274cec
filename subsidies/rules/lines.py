"""Which months of a claim are subsidised, and why others are not. Pure."""

import datetime as dt
from collections.abc import Iterator

from households.enums import FactKind, RegistrationKind
from households.rules.facts import Span
from households.rules.retirement import retirement
from subsidies.enums import CapMode, LineReason, Scheme

from .facts import ClaimFacts, Recipient, TermsOn
from .limits import Limit, months_paid
from .months import each_month, last_day, month_of

EMPLOYED_KINDS = (RegistrationKind.ENTERPRISE, RegistrationKind.PUBLIC_WELFARE_POST)


def judge_months(
    recipient: Recipient, claim: ClaimFacts, limit: Limit, terms_on: TermsOn
) -> tuple[tuple[dt.date, LineReason], ...]:
    """Every month claimed with the first reason that applies. Only months granted use up the term."""
    if claim.months is None:
        return ()
    paid = months_paid(recipient.prior)
    counted = months_paid(recipient.prior, claim.scheme if limit.mode == CapMode.PER_SCHEME else None)
    used = len(counted)
    judged = []
    for month in each_month(claim.months):
        reason = next(_objections(recipient, claim, limit, month, paid, terms_on), None)
        if reason is None:
            reason = LineReason.CAP_REACHED if limit.is_reached(month, used) else LineReason.OK
        used += reason is LineReason.OK
        judged.append((month, reason))
    return tuple(judged)


def _objections(
    recipient: Recipient, claim: ClaimFacts, limit: Limit, month: dt.date, paid: set[dt.date], terms_on: TermsOn
) -> Iterator[LineReason]:
    """What speaks against ``month``, the term aside, in the order in which it is told."""
    if limit.ends_before(month) or _is_retired(recipient, month, terms_on):
        yield LineReason.RETIRED
    if month in paid:
        yield LineReason.DUPLICATE_MONTH
    if _is_on_benefit(recipient, month):
        yield LineReason.UI_OVERLAP
    if claim.scheme == Scheme.FLEXIBLE:
        yield from _not_flexible(recipient, month)
    if not any(month in payment.months for payment in claim.payments):
        yield LineReason.NOT_PAID


def _is_retired(recipient: Recipient, month: dt.date, terms_on: TermsOn) -> bool:
    """After the month of the retirement date as it stands in that month, or from it on where the policy says so."""
    terms = terms_on(month)
    retires = month_of(retirement(recipient.person, terms.retirement, on=month).retirement_date)
    return month > retires or (month == retires and not terms.retire_month_included.value)


def _is_on_benefit(recipient: Recipient, month: dt.date) -> bool:
    """On unemployment benefit; what was left of it paid at once, no longer in the months after."""
    is_over = recipient.lump_sum is not None and month > recipient.lump_sum
    return not is_over and any(month in months for months in recipient.on_benefit)


def _not_flexible(recipient: Recipient, month: dt.date) -> Iterator[LineReason]:
    """What shows that the work of ``month`` was not the person's own flexible work."""
    person = recipient.person
    if any(month in months for months in recipient.employer_paid):
        yield LineReason.EMPLOYER_PAID
    if any(one.kind in EMPLOYED_KINDS and touches(one.span, month) for one in person.registrations):
        yield LineReason.EMPLOYED
    if any(touches(span, month) for span in person.facts.get(FactKind.BUSINESS_LICENCE, ())):
        yield LineReason.BUSINESS_OWNER


def touches(span: Span, month: dt.date) -> bool:
    """Whether any day of ``month`` lies in ``span``."""
    return span.first <= last_day(month) and (span.last is None or span.last >= month)
