"""What the policy says about a person and a household. Pure: facts in, verdict out.

No database, no clock, no settings. Every reason names the article in force.
"""

from .category import CategoryTerms, PersonVerdict, assess_person, grounds_of
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
from .family import FamilyTerms, FamilyVerdict, ZeroFamily, assess_household, is_idle, is_plainly_neither
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
    "grounds_of",
    "is_idle",
    "is_of_working_age",
    "is_plainly_neither",
    "parameters_of",
    "promise",
    "retirement",
    "stability",
    "terms_in_force",
]
