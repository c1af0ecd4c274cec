"""What the policy says about a person and a household. Pure: facts in, verdict out.

No database, no clock, no settings. Every reason names the article in force.
"""

from .category import CategoryTerms, PersonVerdict, assess_person
from .facts import (
    ALWAYS,
    HouseholdFacts,
    PersonFacts,
    Reason,
    Registration,
    Span,
    Term,
    parameters_of,
    terms_in_force,
)
from .family import FamilyTerms, FamilyVerdict, ZeroFamily, assess_household
from .promise import Promise, PromiseStatus, PromiseTerms, Stability, due, promise, stability
from .retirement import Retirement, RetirementTerms, is_of_working_age, retirement

__all__ = [
    "ALWAYS",
    "CategoryTerms",
    "FamilyTerms",
    "FamilyVerdict",
    "HouseholdFacts",
    "PersonFacts",
    "PersonVerdict",
    "Promise",
    "PromiseStatus",
    "PromiseTerms",
    "Reason",
    "Registration",
    "Retirement",
    "RetirementTerms",
    "Span",
    "Stability",
    "Term",
    "ZeroFamily",
    "assess_household",
    "assess_person",
    "due",
    "is_of_working_age",
    "parameters_of",
    "promise",
    "retirement",
    "stability",
    "terms_in_force",
]
