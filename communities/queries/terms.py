"""The policy by which communities are certified, by area and day."""

import datetime as dt

from accounts.models import Area
from communities.rules.facts import CertificationTerms
from households.rules.facts import parameters_of, terms_in_force
from policy.models import values_on
from policy.parameters import Parameter, Value

PARAMETERS = frozenset(parameters_of(CertificationTerms))


def terms_on(on: dt.date, area: Area) -> CertificationTerms:
    """The terms in force in ``area`` on the day ``on``, in one query. Raises ParameterNotInForce."""
    held = values_on(PARAMETERS, on, area)

    def value_of(parameter: Parameter) -> Value:
        return held[parameter.key]

    return terms_in_force(CertificationTerms, value_of)
