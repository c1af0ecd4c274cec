"""What the page of one person shows: work and its stability, facts, and status."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.models import Area
from households.enums import RegistrationKind
from households.models import Fact, HardToEmploySpell, Membership, MonthlyConfirmation, Person, Registration
from households.queries.facts import household_facts, span_of
from households.queries.terms import terms_on
from households.rules.facts import Span
from households.rules.promise import Stability, stability
from households.rules.retirement import Retirement, retirement
from policy import parameters
from policy.models import value_on


@dataclass(frozen=True)
class Work:
    """A registration with its days; of an employment also since when it is stable, and the article that says so."""

    registration: Registration
    span: Span
    stability: Stability | None
    source: str

    @property
    def is_open(self) -> bool:
        return self.span.last is None

    @property
    def kind(self) -> RegistrationKind:
        return RegistrationKind(self.registration.kind)


def home_of(person: Person) -> Membership | None:
    """The person's present or last membership."""
    return person.memberships.filter(left_for=None).select_related("household__area").order_by("-validity").first()


def work_of(person: Person, area: Area, on: dt.date) -> list[Work]:
    """All registrations of a person, the latest first. Raises ParameterNotInForce."""
    months = value_on(parameters.ZF_STABLE_MONTHS, on, area)
    works = []
    for registration in person.registrations.order_by("-validity", "-pk"):
        span = span_of(registration.validity)
        lasts = None
        if registration.kind != RegistrationKind.UNEMPLOYED:
            lasts = stability(span.first, span.last, months.value, on)
        works.append(Work(registration, span, lasts, months.source))
    return works


def retirement_of(person: Person, home: Membership, on: dt.date) -> Retirement | None:
    """When the person retires, as it stands on the day. Raises ParameterNotInForce."""
    terms = terms_on(on, home.household.area).category.retirement
    for facts, _ in household_facts([home.household_id])[home.household_id].members:
        if facts.key == person.pk:
            return retirement(facts, terms, on=on)
    return None


@dataclass(frozen=True)
class DatedFact:
    """A fact with its days; ``holds`` on the day asked about."""

    fact: Fact
    span: Span
    holds: bool


def facts_of(person: Person, on: dt.date) -> list[DatedFact]:
    rows = person.facts.order_by("-validity", "pk")
    return [DatedFact(fact, span, span.holds(on)) for fact in rows for span in (span_of(fact.validity),)]


def spells_of(person: Person) -> QuerySet[HardToEmploySpell]:
    """The person's times in status, each with its latest confirmations."""
    confirmations = MonthlyConfirmation.objects.select_related("confirmed_by").order_by("-month")
    return (
        person.spells.select_related("certification", "household__area")
        .prefetch_related(Prefetch("confirmations", confirmations))
        .order_by("-certified_on", "-pk")
    )
