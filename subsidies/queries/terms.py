"""The policy by which subsidies go, by area and day."""

from accounts.models import Area
from households.queries.terms import terms_by_day
from subsidies.rules.facts import SubsidyTerms, TermsOn


def terms_of(area: Area) -> TermsOn:
    """What is in force in ``area`` on any day. Where a value is missing on the day asked for, ParameterNotInForce is
    raised then."""
    return terms_by_day(SubsidyTerms, area)
