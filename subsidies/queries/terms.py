"""The policy by which subsidies go, by area and day."""

import datetime as dt
from functools import cache

from accounts.models import Area
from households.rules.facts import parameters_of, terms_in_force
from policy.models import History
from policy.parameters import Parameter, Value
from subsidies.rules.facts import SubsidyTerms, TermsOn

PARAMETERS = frozenset(parameters_of(SubsidyTerms))


def terms_of(area: Area) -> TermsOn:
    """What is in force in ``area`` on any day, in one query. Where a value is missing on the day asked for,
    ParameterNotInForce is raised then."""
    history = History(PARAMETERS, area)

    @cache
    def terms_on(day: dt.date) -> SubsidyTerms:
        held = history.on(day)

        def value_of(parameter: Parameter) -> Value:
            return held[parameter.key]

        return terms_in_force(SubsidyTerms, value_of)

    return terms_on
