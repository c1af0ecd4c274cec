"""Whom an audit entry is about: every row of every app that concerns a person or a family."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Model, Q, QuerySet, Value

from accounts.models import User
from assistance.models import (
    REGISTERS,
    Alert,
    CreatedJob,
    EmploymentNotice,
    EmptyPostReport,
    Enrolment,
    LumpSum,
    Measure,
    ModelCase,
    Offer,
    PassingOver,
    Placement,
    Plan,
    Pledge,
    PostAssessment,
    PostExit,
    PostHolding,
    Preparation,
    RefusalLook,
    Service,
    StartUp,
    StartUpPair,
    StepDone,
    TrainingWish,
    Visit,
)
from desk.searching import Kind, asked_for
from households.models import (
    Certificate,
    Certification,
    DataRequest,
    Endorsement,
    Exit,
    Handover,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    Inspection,
    Membership,
    MonthlyConfirmation,
    NoCase,
    Person,
    PersonFinding,
    PersonMerge,
    PlacementCheck,
    Registration,
    Revocation,
    RosterEntry,
    ZeroFamilyCase,
)
from households.queries.numbers import holders
from subsidies.models import Claim, Payment, Recovery, Stop


@dataclass(frozen=True)
class About:
    """Whom the rows of a model concern: paths to a person, and one to the family where no person is named."""

    people: tuple[str, ...] = ()
    family: str = ""

    def condition(self, people: list[int], homes: list[int]) -> Q:
        found = Q()
        for path in self.people:
            found |= Q(**{f"{path}__in": people})
        if self.family:
            nobody = {f"{path}__isnull": True for path in self.people}
            found |= Q(**nobody, **{f"{self.family}__in": homes})
        return found


# Every model audit entries are about that leads to a person or a family.
ABOUT: Mapping[type[Model], About] = {
    Person: About(("pk",)),
    Registration: About(("person",)),
    PersonFinding: About(("person",)),
    HardToEmploySpell: About(("person",)),
    MonthlyConfirmation: About(("spell__person",)),
    DataRequest: About(("person",)),
    PersonMerge: About(("survivor", "duplicate")),
    Certificate: About(("person",)),
    PlacementCheck: About(("person",)),
    Endorsement: About(("certificate__person",)),
    Inspection: About(("certificate__person",)),
    Preparation: About(family="case__household"),
    Pledge: About(family="case__household"),
    Plan: About(("spell__person",)),
    Measure: About(("plan__spell__person",)),
    Service: About(("person",)),
    Visit: About(("person",)),
    Certification: About(("person",), "household"),
    Exit: About(("spell__person",), "household"),
    Revocation: About(("certification__person",), "household"),
    Alert: About(("person",), "household"),
    NoCase: About(("person",), "household"),
    Household: About(family="pk"),
    HouseholdFinding: About(family="household"),
    ZeroFamilyCase: About(family="household"),
    Handover: About(family="household"),
    RosterEntry: About(family="household"),
    Offer: About(("person",)),
    RefusalLook: About(("offer__person",)),
    Placement: About(("registration__person",)),
    EmploymentNotice: About(("registration__person",)),
    LumpSum: About(("person",)),
    **{register: About(("person",), "household") for register in REGISTERS},
    Enrolment: About(("person",)),
    TrainingWish: About(("person",)),
    PostHolding: About(("placement__registration__person",)),
    PostAssessment: About(("holding__placement__registration__person",)),
    PostExit: About(("holding__placement__registration__person",)),
    EmptyPostReport: About(("holding__placement__registration__person",)),
    PassingOver: About(("first", "placement__registration__person", "offer__person")),
    ModelCase: About(("person",)),
    StartUp: About(("person",)),
    StepDone: About(("startup__person",)),
    StartUpPair: About(("startup__person",)),
    CreatedJob: About(("startup__person", "registration__person")),
    Claim: About(("person", "members__person")),
    Stop: About(("person",)),
    Payment: About(("claim__person", "claim__members__person")),
    Recovery: About(("payment__claim__person", "payment__claim__members__person")),
}
# The path from a family to what bears a number with this letter.
NUMBERED = {
    "H": "pk",
    "J": "certifications",
    "R": "certifications",
    "T": "exits",
    "C": "revocations",
    "Z": "certificates",
    "Y": "handovers",
    "B": "memberships__person__merges",
    "X": "memberships__person__data_requests",
    "S": "memberships__person__claims",
}


def objects_about(user: User, words: str) -> dict[str, list[int]]:
    """Keys by label of what concerns the person whose ID number ``words`` are or once were, or the family of a number.

    Only people and families of the user's area are found; other words find nothing.
    """
    asked, homes = asked_for(words), Household.objects.visible_to(user)
    if asked.is_id_number:
        meant = holders(asked.wanted)
        homes = homes.filter(memberships__person__in=meant).distinct()
        members = Membership.objects.filter(household__in=homes, person__in=meant)
    elif asked.kind == Kind.NUMBER:
        homes = homes.filter(**{NUMBERED[asked.wanted[0]]: int(asked.wanted[1:])}).distinct()
        members = Membership.objects.filter(household__in=homes)
    else:
        return {}
    stays = set(members.values_list("person", "household"))  # no household is without somebody who belonged to it once
    people, families = {person for person, _ in stays}, {home for _, home in stays}
    merged = Person.objects.filter(merged_into__in=people).values_list("pk", flat=True)
    return _labelled([*people, *merged], list(families))


def _labelled(people: list[int], homes: list[int]) -> dict[str, list[int]]:
    first, *rest = (_keys(model, about.condition(people, homes)) for model, about in ABOUT.items())
    found: dict[str, list[int]] = {}
    for label, key in first.union(*rest, all=True):
        found.setdefault(label, []).append(key)
    return found


def _keys(model: type[Model], condition: Q) -> QuerySet[Any]:
    label = Value(model._meta.label_lower, output_field=CharField())
    return model._default_manager.filter(condition).values_list(label, "pk")
