"""The policy in force for the rules, by area and day."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import Area
from households.rules.category import CategoryTerms
from households.rules.facts import parameters_of, terms_in_force
from households.rules.family import FamilyTerms
from households.rules.promise import PromiseTerms
from policy.models import values_on
from policy.parameters import Parameter, Value


@dataclass(frozen=True)
class RuleTerms:
    """What the rules on people, families and promises go by, on one day in one area."""

    category: CategoryTerms
    family: FamilyTerms
    promise: PromiseTerms


def terms_on(on: dt.date, area: Area) -> RuleTerms:
    """The terms in force in ``area`` on the day ``on``, in one query. Raises ParameterNotInForce."""
    classes = (CategoryTerms, FamilyTerms, PromiseTerms)
    values = values_on({p for terms in classes for p in parameters_of(terms)}, on, area)

    def value_of(parameter: Parameter) -> Value:
        return values[parameter.key]

    return RuleTerms(
        category=terms_in_force(CategoryTerms, value_of),
        family=terms_in_force(FamilyTerms, value_of),
        promise=terms_in_force(PromiseTerms, value_of),
    )
