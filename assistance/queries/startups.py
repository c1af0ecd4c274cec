"""创业“一条龙” as it stands: each of the six steps read from where it was recorded, the jobs, the pairs, and the visits
since the business began."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import Count, DateField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from accounts.enums import OrganisationKind
from accounts.models import User
from accounts.queries import organisations
from assistance.enums import SUPPORTS, ServiceKind
from assistance.models import LumpSum, Project, Service, StartUp, Visit
from assistance.training_enums import StartUpStep
from households.enums import BenefitKind, FactKind
from households.models import Endorsement, Fact, Person, Registration
from households.queries.humans import human_of, of_humans
from households.queries.numbers import holders
from households.queries.person import home_of
from households.rules.promise import Stability, stability
from policy import parameters
from policy.deadlines import ONE_DAY
from policy.models import value_on
from policy.parameters import ParameterNotInForce

from .placements import OWN_BUSINESS

PARTNERS = (
    OrganisationKind.DEPARTMENT,
    OrganisationKind.MASS_ORGANISATION,
    OrganisationKind.MEMBER_UNIT,
    OrganisationKind.LEADING_OFFICE,
)


@dataclass(frozen=True)
class Entry:
    """One thing that shows a step was taken. ``row`` is the step as it was written down here, where it was."""

    on: dt.date
    words: str
    row: Any = None


Found: TypeAlias = Iterator[tuple[StartUpStep, Entry]]


@dataclass
class Step:
    kind: StartUpStep
    entries: list[Entry] = field(default_factory=list)

    @property
    def done_on(self) -> dt.date | None:
        """The first day something stands for it."""
        return min((entry.on for entry in self.entries), default=None)


@dataclass(frozen=True)
class Follow:
    """The business since it began: its registration, whether it lasts, and who called on it."""

    business: Registration | None
    stability: Stability | None
    visits: list[Any]


def projects(user: User) -> Any:
    """The projects the user's people may choose, with ``chosen``: how often."""
    chosen = Count("startups", filter=Q(startups__struck_at=None))
    return Project.objects.known_to(user).select_related("area").annotate(chosen=chosen)


def startups(user: User) -> Any:
    """The chains of the user's people, with ``begun_on``: since when they work on the own account, ``jobs_created`` and
    ``visited_on``: the last visit since the chain was opened."""
    rows = StartUp.objects.visible_to(user).standing().annotate(human=human_of("person"))
    begun = Registration.objects.filter(
        person=OuterRef("human"), kind__in=OWN_BUSINESS, validity__upper_inf=True
    ).order_by("-validity")
    visits = Visit.objects.met().filter(person=OuterRef("human"), on__gte=OuterRef("opened_on")).order_by("-on")
    return rows.select_related("person", "household__area", "project").annotate(
        begun_on=Subquery(begun.annotate(first=Lower("validity")).values("first")[:1]),
        jobs_created=Count("jobs", filter=Q(jobs__struck_at=None)),
        visited_on=Subquery(visits.values("on")[:1]),
    )


def leaders(user: User) -> Any:
    """Those named 创业带头人."""
    return startups(user).filter(leader_since__isnull=False)


def steps_of(startup: StartUp) -> list[Step]:
    """The six steps in their order. What was recorded of a registration merged into the person's is the person's."""
    made = {kind: Step(kind) for kind in StartUpStep}
    people = [startup.person.merged_into_id or startup.person_id]
    for found in (_chosen(startup), _served(people), _granted(people), _licensed(people)):
        for kind, entry in found:
            made[kind].entries.append(entry)
    for row in startup.steps.standing():
        made[StartUpStep(row.step)].entries.append(Entry(row.on, row.note, row))
    for step in made.values():
        step.entries.sort(key=lambda entry: entry.on)
    return list(made.values())


def _chosen(startup: StartUp) -> Found:
    if startup.project is not None and startup.project_on is not None:
        yield StartUpStep.PROJECT, Entry(startup.project_on, startup.project.name)


def _served(people: list[int]) -> Found:
    """Start-up training, in a course or not, and support granted by an authority."""
    for row in of_humans(Service.objects.given(), people).filter(kind__in=(ServiceKind.STARTUP_TRAINING, *SUPPORTS)):
        if row.kind == ServiceKind.STARTUP_TRAINING:
            yield StartUpStep.TRAINING, Entry(row.on, row.detail)
        else:
            yield StartUpStep.SUBSIDY, Entry(row.on, f"{row.get_kind_display()}（{row.authority}）：{row.detail}")


def _granted(people: list[int]) -> Found:
    """What is endorsed on a certificate, a loan among it, and a benefit paid at once."""
    humans = Person.objects.of_humans(people)
    standing = Endorsement.objects.filter(cancels=None, cancelled_by=None, certificate__person__in=humans)
    for row in standing.exclude(benefit__in=[BenefitKind.TRAINING, BenefitKind.APPRAISAL, BenefitKind.INTRODUCTION]):
        kind = StartUpStep.LOAN if row.benefit == BenefitKind.LOAN else StartUpStep.SUBSIDY
        yield kind, Entry(row.first_day, row.title)
    for paid in LumpSum.objects.standing().filter(person__in=humans):
        yield StartUpStep.SUBSIDY, Entry(paid.paid_on, f"一次性发给失业保险金 {paid.amount} 元")


def _licensed(people: list[int]) -> Found:
    rows = Fact.objects.filter(kind=FactKind.BUSINESS_LICENCE, validity__lower_inf=False)
    for row in of_humans(rows, people):
        yield StartUpStep.REGISTRATION, Entry(row.validity.lower, row.get_kind_display())


def follow(startup: StartUp, on: dt.date) -> Follow:
    """How the business goes on since the chain was opened."""
    person = startup.person
    rows = of_humans(Registration.objects.filter(kind__in=OWN_BUSINESS), [person.pk])
    business = rows.filter(Q(validity__upper_inf=True) | Q(validity__endswith__gt=startup.opened_on))
    business = business.order_by("-validity", "-pk").first()
    since = startup.opened_on if business is None else min(startup.opened_on, business.validity.lower)
    visits = Visit.objects.standing().filter(person__in=Person.objects.of_humans([person.pk]), on__gte=since)
    return Follow(business, _stability(person, business, on), list(visits.select_related("visited_by").order_by("-on")))


def _stability(person: Person, business: Registration | None, on: dt.date) -> Stability | None:
    home = home_of(person)
    if business is None or home is None:
        return None
    try:
        months = value_on(parameters.ZF_STABLE_MONTHS, on, home.household.area).value
    except ParameterNotInForce:
        return None
    last = business.validity.upper and business.validity.upper - ONE_DAY
    return stability(business.validity.lower, last, months, on)


def jobs_of(startup: StartUp) -> Any:
    """The jobs a start-up created, those struck off among them, with ``who`` and ``begun_on``."""
    begun = Coalesce(Lower("registration__validity"), "since", output_field=DateField())
    rows = startup.jobs.select_related("registration__person", "struck_by").annotate(begun_on=begun)
    return rows.annotate(who=Coalesce("registration__person__name", "name")).order_by("begun_on", "pk")


def work_to_count(number: str, user: User) -> Registration | None:
    """The present employment, with somebody else, of the user's person whom the ID number is of."""
    people = Person.objects.visible_to(user).filter(pk__in=holders(number))
    rows = Registration.objects.employment().filter(person__in=people, validity__upper_inf=True)
    return rows.exclude(kind__in=OWN_BUSINESS).select_related("person").order_by("-validity", "-pk").first()


def bodies(user: User, on: dt.date) -> Any:
    """The partner bodies of the user's area, of those above it and of those below."""
    rows = organisations().existing(on).filter(kind__in=PARTNERS)
    if user.area is None:
        return rows.none()
    above = Q(_path__startswith=F("area__path"))
    return rows.alias(_path=Value(user.area.path)).filter(above | Q(area__path__startswith=user.area.path))
