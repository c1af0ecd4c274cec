"""补贴期限: how long somebody may be subsidised. Pure.

Article: 哈人社发〔2010〕230号 第六条; the months themselves stand in the policy.
"""

import datetime as dt
from dataclasses import dataclass

from households.rules.facts import PersonFacts
from households.rules.retirement import retirement
from policy.deadlines import add_months
from subsidies.enums import CapMode, Scheme

from .facts import PaidMonths, SubsidyTerms, TermsOn
from .months import each_month, month_of, months_between


@dataclass(frozen=True, slots=True)
class Limit:
    """The term of a person, settled for good by the month of the first approval.

    ``retirement_date`` is the date as it stood on the first day of that month; near enough to it, the term runs up to
    and including its month. ``months`` are those of the term, ``last_month`` the last of an unbroken run, None where
    the person had retired before.
    """

    first_approved: dt.date
    retirement_date: dt.date
    extends_to_retirement: bool
    months: int
    last_month: dt.date | None
    mode: CapMode
    source: str

    def ends_before(self, month: dt.date) -> bool:
        """Whether the term ran to the retirement as it then stood, and ``month`` comes after: a retirement delayed
        since makes it no longer."""
        return self.extends_to_retirement and month > month_of(self.retirement_date)

    def is_reached(self, month: dt.date, used: int) -> bool:
        """Whether ``month`` lies beyond the term, of which ``used`` months are used up."""
        if self.extends_to_retirement:
            return False
        if self.mode == CapMode.CALENDAR_WINDOW:
            return months_between(self.first_approved, month) > self.months
        return used >= self.months


def limit_of(person: PersonFacts, first_approved: dt.date, terms_on: TermsOn) -> Limit:
    """The term of ``person``, first approved in the month that begins on ``first_approved``."""
    terms = terms_on(first_approved)
    retires = retirement(person, terms.retirement, on=first_approved).retirement_date
    near = terms.limit.near_retire_months
    extends = retires < add_months(first_approved, near.value)
    term = terms.limit.term_months
    until_retirement = months_between(first_approved, month_of(retires))
    months = until_retirement if extends else term.value
    return Limit(
        first_approved=first_approved,
        retirement_date=retires,
        extends_to_retirement=extends,
        months=months,
        last_month=_last_month(first_approved, min(months, until_retirement), retires, terms),
        mode=CapMode(terms.limit.cap_mode.value),
        source=near.source if extends else term.source,
    )


def _last_month(first: dt.date, run: int, retires: dt.date, terms: SubsidyTerms) -> dt.date | None:
    last = add_months(first, run - 1)
    if last == month_of(retires) and not terms.retire_month_included.value:
        run -= 1
    return add_months(first, run - 1) if run > 0 else None


def months_paid(prior: tuple[PaidMonths, ...], scheme: Scheme | None = None) -> set[dt.date]:
    """Every month subsidised before, whatever its amount; with ``scheme`` those under it alone."""
    paid = (one for one in prior if one.is_paid and scheme in (None, one.scheme))
    return {month for one in paid for month in each_month(one.months)}
