"""The policy by which loans go, by area and day."""

from accounts.models import Area
from households.queries.terms import terms_by_day
from loans.rules.facts import LoanTerms, TermsOn


def terms_of(area: Area) -> TermsOn:
    """What is in force in ``area`` on any day. Where a value is missing on the day asked for, ParameterNotInForce is
    raised then."""
    return terms_by_day(LoanTerms, area)
