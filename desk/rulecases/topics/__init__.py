"""For each served topic a function from a case to its answers by key, asked of what serves the screens."""

from collections.abc import Callable, Mapping
from typing import Any

from desk.rulecases.reading import Case

from . import category, certification, deadline, ep8, household, identifier, loan, refusal, retirement, subsidy

Answers = Mapping[str, Any]

SERVED: Mapping[str, Callable[[Case], Answers]] = {
    "identifier": identifier.answers,
    "category": category.answers,
    "household": household.answers,
    "retirement": retirement.answers,
    "deadline": deadline.answers,
    "refusal": refusal.answers,
    "ep8": ep8.answers,
    "subsidy": subsidy.answers,
    "loan": loan.answers,
    "certification": certification.answers,
}
