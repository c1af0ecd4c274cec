"""What the page of one person shows: work and its stability, facts, status, and all of it in time."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Area, User
from households.enums import Category, RegistrationKind
from households.models import (
    Certification,
    Fact,
    HardToEmploySpell,
    Membership,
    MonthlyConfirmation,
    Person,
    PersonFinding,
    Registration,
    Survey,
)
from households.queries.facts import household_facts, span_of
from households.queries.history import events_of_moves
from households.queries.terms import terms_on
from households.rules.facts import Span
from households.rules.promise import Stability, stability
from households.rules.retirement import Retirement, retirement
from policy import parameters
from policy.models import value_on
from ui.marks import Event


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


def events_of(person: Person, user: User) -> list[Event]:
    """What happened to a person, the latest first; links only to what the user may see."""
    events = [
        *_surveyed(person, user),
        *_certified(person, user),
        *_status(person),
        *_worked(person),
        *_found(person),
        *events_of_moves(person, user),
    ]
    return sorted(events, key=lambda event: event.when, reverse=True)


def _surveyed(person: Person, user: User) -> list[Event]:
    households = person.memberships.values("household")
    surveys = Survey.objects.visible_to(user).filter(household__in=households).select_related("surveyor")
    return [
        Event(
            survey.visited_on,
            "入户调查",
            str(survey.surveyor),
            "info",
            reverse("households:survey_done", args=[survey.pk]),
        )
        for survey in surveys
        if any(member.get("person") == person.pk for member in survey.answers["members"])
    ]


def _certified(person: Person, user: User) -> list[Event]:
    cases = Certification.objects.visible_to(user).filter(person=person)
    return [
        Event(
            timezone.localdate(case.drafted_at),
            f"申请认定 {case.number}",
            case.get_status_display(),
            "info",
            reverse("households:certification", args=[case.pk]),
        )
        for case in cases
    ]


def _status(person: Person) -> list[Event]:
    events = []
    for spell in person.spells.all():
        words = "、".join(Category(category).label for category in spell.categories)
        events.append(Event(spell.certified_on, "认定为就业困难人员", words, "ok"))
        if spell.exited_on is not None:
            events.append(Event(spell.exited_on, "退出就业困难人员", spell.get_exit_reason_display(), "warn"))
    return events


def _worked(person: Person) -> list[Event]:
    events = []
    for registration in person.registrations.all():
        kind, span = RegistrationKind(registration.kind), span_of(registration.validity)
        events.append(
            Event(
                span.first,
                kind.label,
                registration.employer,
                "ok" if registration.kind != RegistrationKind.UNEMPLOYED else "warn",
            )
        )
        if span.last is not None:
            events.append(Event(span.last, f"{kind.label}终止", registration.end_reason))
    return events


def _found(person: Person) -> list[Event]:
    events = []
    for finding in PersonFinding.objects.filter(person=person):
        category = Category(finding.category)
        text = "；".join(reason["text"] for reason in finding.reasons)
        events.append(Event(finding.validity.lower, f"疑似{category.name} {category.label}", text, "warn"))
        if finding.validity.upper is not None:
            why = "；".join(reason["text"] for reason in finding.closing)
            events.append(Event(finding.validity.upper, f"不再疑似{category.name}", why))
    return events
