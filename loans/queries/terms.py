"""The policy by which loans go, by area and day."""

import datetime as dt
from functools import cache

from accounts.models import Area
from households.rules.facts import parameters_of, terms_in_force
from loans.rules.facts import LoanTerms, TermsOn
from policy.models import History
from policy.parameters import Parameter, Value

PARAMETERS = frozenset(parameters_of(LoanTerms))


def terms_of(area: Area) -> TermsOn:
    """What is in force in ``area`` on any day, in one query. Where a value is missing on the day asked for,
    ParameterNotInForce is raised then."""
    history = History(PARAMETERS, area)

    @cache
    def terms_on(day: dt.date) -> LoanTerms:
        held = history.on(day)

        def value_of(parameter: Parameter) -> Value:
            return held[parameter.key]

        return terms_in_force(LoanTerms, value_of)

    return terms_on
