"""The lines of 《就业援助工作情况》(人社统EP8号): their bases, and what each line counts of them.

A status lasts from the day of certification to the day of exit, both included; an employment counts only if it begins
within one, a service only if it was given within one. A household counts for the community that answered for it on the
last day of the period, and so does what was done for its people.
"""

import datetime as dt
from collections.abc import Callable

from django.db.models import BigIntegerField, Case, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from accounts.cells import Base, Cell
from accounts.enums import AreaLevel
from accounts.models import Area
from assistance.enums import DELIVERIES, Channel, ServiceKind
from assistance.models import Offer, Placement, Service, Visit
from assistance.queries.served import (
    callbacks_in_status,
    people_served,
    referrals_in_status,
    services_in_status,
)
from households.enums import Category, ExitReason, RegistrationKind, Sex
from households.models import (
    HardToEmploySpell,
    Household,
    Membership,
    MergeStatus,
    Person,
    PersonMerge,
    Registration,
    Responsibility,
    ZeroFamilyCase,
)
from households.queries.humans import human_of
from policy.deadlines import ONE_DAY
from policy.periods import Period
from subsidies.queries.enjoying import by_subsidy, people_subsidised

from .enums import RowKind

Condition = Callable[[Period], Q]

# By what such a row leads to the person it is about.
HUMAN = {Person: "pk", Service: "human", Offer: "human", Visit: "human"}


# --- Which community answers for a row --------------------------------------------------------------------------------


def _begun(on: dt.date) -> Q:
    return Q(validity__startswith__lte=on) | Q(validity__lower_inf=True)


def _home(person: str, otherwise: F | Subquery | Coalesce, on: dt.date) -> Coalesce:
    """The household of the person's last membership begun by ``on``: the one of that day, else the one before it."""
    memberships = Membership.objects.filter(_begun(on), person=OuterRef(person)).order_by("-validity")
    return Coalesce(Subquery(memberships.values("household")[:1]), otherwise, output_field=BigIntegerField())


def _last_spell(model: type[Model], on: dt.date) -> QuerySet:
    """The person's last status by ``on``."""
    spells = HardToEmploySpell.objects.filter(person=OuterRef(HUMAN[model]), certified_on__lte=on)
    return spells.order_by("-certified_on", "-pk")


def _registered_as(model: type[Model], on: dt.date) -> F | Subquery:
    """The registration a person's last status by ``on`` was certified under, where that was merged into the person."""
    if model is HardToEmploySpell:
        return F("registered_as")
    return Subquery(_last_spell(model, on).values("registered_as")[:1])


def _home_of(model: type[Model], on: dt.date) -> Coalesce:
    if model is HardToEmploySpell:
        return _home("person", F("household"), on)
    return _home(HUMAN[model], Subquery(_last_spell(model, on).values("household")[:1]), on)


def _housed(rows: QuerySet, on: dt.date) -> QuerySet:
    """Annotates ``home``. What came with a merge after ``on`` stays where the registration merged then lived: a month
    that one community has published is nobody else's."""
    if rows.model is ZeroFamilyCase:
        return rows.annotate(home=F("household"))
    merged_since = PersonMerge.objects.filter(
        duplicate=OuterRef("registered"), status=MergeStatus.MERGED, decided_at__date__gt=on
    )
    home = _home_of(rows.model, on)
    before = When(Exists(merged_since), then=_home("registered", home, on))
    return rows.annotate(registered=_registered_as(rows.model, on)).annotate(home=Case(before, default=home))


def _answering(on: dt.date) -> Coalesce:
    """Who answered for ``home`` on ``on``, else last before, else does now."""
    responsible = Responsibility.objects.filter(_begun(on), household=OuterRef("home")).order_by("-validity")
    now = Household.objects.filter(pk=OuterRef("home")).values("area")
    return Coalesce(Subquery(responsible.values("area")[:1]), Subquery(now), output_field=BigIntegerField())


def attributed(rows: QuerySet, on: dt.date) -> QuerySet:
    """Annotates ``home``, and ``community``, which answered for it."""
    return _housed(rows, on).annotate(community=_answering(on))


def _households_of(area: Area) -> Q:
    """Of a model with ``household``: those for which a community under ``area`` answers or ever answered.

    It only narrows the search, so a whole city is not asked.
    """
    if area.level >= AreaLevel.CITY:
        return Q()
    responsible = Responsibility.objects.filter(area__path__startswith=area.path).values("household")
    present = Household.objects.filter(area__path__startswith=area.path).values("pk")
    return Q(household__in=responsible.union(present))  # by OR every household of the city would be looked at


def _nearby(rows: QuerySet, person: str, area: Area) -> QuerySet:
    """The rows whose person ever lived, or was certified, in a household of ``_households_of(area)``, be it under a
    registration merged since."""
    households = _households_of(area)
    if not households:
        return rows
    residents = Membership.objects.filter(households).values(human=human_of("person"))
    certified = HardToEmploySpell.objects.filter(households).values("person")
    return rows.filter(**{f"{person}__in": residents.union(certified)})


# --- Spells: lines 01 to 21 -------------------------------------------------------------------------------------------


def _spells(period: Period, area: Area, on: dt.date) -> QuerySet:
    relevant = HardToEmploySpell.objects.counted().filter(
        Q(exited_on=None) | Q(exited_on__gte=period.first), certified_on__lte=period.last
    )
    return _housed(_nearby(relevant, "person", area), on).annotate(at_work=_at_work(period))


def _at_work(period: Period) -> Exists:
    """In an employment on the last day that began within the status."""
    employments = Registration.objects.employment().filter(person=OuterRef("person"), validity__contains=period.last)
    return Exists(employments.filter(validity__startswith__gte=OuterRef("certified_on")))


def _opening(period: Period) -> Q:
    return Q(Q(exited_on=None) | Q(exited_on__gte=period.first), certified_on__lt=period.first)


def _certified(period: Period) -> Q:
    return Q(certified_on__range=(period.first, period.last))


def _certified_as(category: Category) -> Condition:
    return lambda period: _certified(period) & Q(primary=category)


def _exited(*reasons: ExitReason) -> Condition:
    return lambda period: Q(exited_on__range=(period.first, period.last), exit_reason__in=reasons)


def _closing(period: Period) -> Q:
    return Q(Q(exited_on=None) | Q(exited_on__gt=period.last), certified_on__lte=period.last)


# --- Services: lines 22 to 28 -----------------------------------------------------------------------------------------


def _services(period: Period, area: Area, on: dt.date) -> QuerySet:
    return _housed(_nearby(services_in_status(period.first, period.last), "human", area), on)


def _referrals(period: Period, area: Area, on: dt.date) -> QuerySet:
    return _housed(_nearby(referrals_in_status(period.first, period.last), "human", area), on)


def _callbacks(period: Period, area: Area, on: dt.date) -> QuerySet:
    return _housed(_nearby(callbacks_in_status(period.first, period.last), "human", area), on)


def _served(period: Period, area: Area, on: dt.date) -> QuerySet:
    served = Person.objects.filter(pk__in=people_served(period.first, period.last))
    return _housed(_nearby(served, "pk", area), on)


def _of_kind(*kinds: ServiceKind) -> Condition:
    return lambda period: Q(kind__in=kinds)


def _every(period: Period) -> Q:
    """Every row of the base."""
    return Q()


# --- People who found work: lines 29 to 39, 46 and 53 -----------------------------------------------------------------


NOT_REVOKED = ("", *(reason for reason in ExitReason if reason is not ExitReason.REVOKED))


def placements(period: Period, **spell: object) -> QuerySet[Registration]:
    """Employments begun in ``period`` within a status; ``spell`` asks more of that status.

    One appears twice if a status ended and another began on its first day. A status that was revoked has none.
    """
    asked = {f"person__spells__{name}": value for name, value in spell.items()}
    return Registration.objects.employment().filter(
        Q(person__spells__exited_on=None) | Q(person__spells__exited_on__gte=F("validity__startswith")),
        validity__startswith__gte=period.first,
        validity__startswith__lte=period.last,
        person__spells__certified_on__lte=F("validity__startswith"),
        person__spells__exit_reason__in=NOT_REVOKED,
        **asked,
    )


def last_placements(period: Period) -> QuerySet[Registration]:
    """Of each person the last employment of ``placements``: the one entered later of two that began the same day."""
    return placements(period).order_by("person", F("validity__startswith").desc(), "-pk").distinct("person")


def _people(period: Period, area: Area, on: dt.date) -> QuerySet:
    """With ``placed``, whether in the period itself, and of the last placement of the period ``kind`` and ``channel``,
    told of it (S0-24) or not."""
    found = Person.objects.filter(pk__in=placements(period.year_so_far()).values("person"), merged_into=None)
    last = placements(period).filter(person=OuterRef("pk")).order_by(F("validity__startswith").desc(), "-pk")
    told = Placement.objects.standing().filter(registration=OuterRef("pk")).values("channel")
    placed = Q(pk__in=placements(period).values("person"))
    return _housed(_nearby(found, "pk", area), on).annotate(
        placed=Case(When(placed, then=True), default=False),
        kind=Case(When(placed, then=Subquery(last.values("kind")[:1]))),
        channel=Case(When(placed, then=Subquery(last.values(told=Subquery(told))[:1]))),
    )


def _placed(period: Period) -> Q:
    return Q(placed=True)


def _placed_last(kind: RegistrationKind) -> Condition:
    return lambda period: Q(kind=kind)


def _placed_holding(category: Category) -> Condition:
    """By the categories held in the status in which the last employment of the period began."""

    def condition(period: Period) -> Q:
        held = placements(period, categories__contains=[category]).filter(pk__in=last_placements(period).values("pk"))
        return Q(pk__in=held.values("person"))

    return condition


def _placed_through(*channels: Channel) -> Condition:
    """By the channel told of the last employment of the period, whatever its kind; untold, by none."""
    return lambda period: Q(channel__in=channels)


def _placed_women(period: Period) -> Q:
    return _placed(period) & Q(sex=Sex.FEMALE)


def _placed_from_unemployment(period: Period) -> Q:
    """Registered unemployed on the day before an employment of the period began."""
    day_before = Registration.objects.unemployment().filter(
        Q(validity__upper_inf=True) | Q(validity__endswith__gte=OuterRef("validity__startswith")),
        person=OuterRef("person"),
        validity__startswith__lt=OuterRef("validity__startswith"),
    )
    return Q(pk__in=placements(period).filter(Exists(day_before)).values("person"))


def _placed_of_family(period: Period) -> Q:
    """Of a household, on the last day, with a case certified by then."""
    certified = ZeroFamilyCase.objects.filter(certified_on__lte=period.last).exclude(
        end_reason=ZeroFamilyCase.End.REVOKED
    )
    members = Membership.objects.on(period.last).filter(Exists(certified.filter(household=OuterRef("household"))))
    as_themselves = members.filter(person=OuterRef("pk"))
    as_merged = members.filter(person__merged_into=OuterRef("pk"))
    return _placed(period) & (Q(Exists(as_themselves)) | Q(Exists(as_merged)))


# --- Zero-employment families: lines 40 to 45 -------------------------------------------------------------------------


def _not_ended_before(day: dt.date) -> Q:
    """A new case of the family ends the former one on paper only: what counts is placement, or an exit."""
    return Q(ended_on=None) | Q(end_reason=ZeroFamilyCase.End.RELAPSED) | Q(ended_on__gte=day)


def _not_placed_before(day: dt.date) -> Q:
    return Q(placed_on=None) | Q(placed_on__gte=day)


def _cases(period: Period, area: Area, on: dt.date) -> QuerySet:
    relevant = ZeroFamilyCase.objects.counted().filter(_not_ended_before(period.first), certified_on__lte=period.last)
    return _housed(relevant.filter(_households_of(area)).with_placement(), on)


def _open_before(day: dt.date) -> Q:
    return _not_ended_before(day) & _not_placed_before(day) & Q(certified_on__lt=day)


def _cleared(period: Period) -> Q:
    return Q(placed_on__range=(period.first, period.last))


def _ended(period: Period) -> Q:
    return Q(ended_on__range=(period.first, period.last), placed_on=None) & ~Q(end_reason=ZeroFamilyCase.End.RELAPSED)


def _still_open(period: Period) -> Q:
    return _open_before(period.last + ONE_DAY)


# --- People who are subsidised: lines 47 to 50 ------------------------------------------------------------------------


def _recipients(period: Period, area: Area, on: dt.date) -> QuerySet:
    """Everybody granted a subsidy in the period, with by what."""
    days = period.first, period.last
    found = Person.objects.filter(pk__in=people_subsidised(*days))
    told = {name: Case(When(pk__in=people, then=True), default=False) for name, people in by_subsidy(*days).items()}
    return _housed(_nearby(found, "pk", area), on).annotate(**told)


def _subsidised(**by: bool) -> Condition:
    return lambda period: Q(**by)


# --- The lines --------------------------------------------------------------------------------------------------------

SPELLS = Base(RowKind.SPELL, _spells, _answering)
SERVICES = Base(RowKind.SERVICE, _services, _answering)
REFERRALS = Base(RowKind.REFERRAL, _referrals, _answering)
CALLBACKS = Base(RowKind.CALLBACK, _callbacks, _answering)
SERVED = Base(RowKind.SERVED, _served, _answering)
RECIPIENTS = Base(RowKind.RECIPIENT, _recipients, _answering)
PEOPLE = Base(RowKind.PERSON, _people, _answering)
CASES = Base(RowKind.CASE, _cases, _answering)

GONE = (ExitReason.LOST_CONTACT, ExitReason.MOVED_OUT, ExitReason.DEAD)
NAMED = (ExitReason.STABLE, ExitReason.RETIRED, ExitReason.NO_DESIRE, *GONE)
OTHER = tuple(reason for reason in ExitReason if reason not in NAMED)

_LINES: tuple[tuple[str, Base, Condition], ...] = (
    ("01", SPELLS, _opening),
    ("02", SPELLS, _certified),
    *((f"{category + 2:02}", SPELLS, _certified_as(category)) for category in Category),
    ("13", SPELLS, _exited(*ExitReason)),
    ("14", SPELLS, _exited(ExitReason.STABLE)),
    ("15", SPELLS, _exited(ExitReason.RETIRED)),
    ("16", SPELLS, _exited(ExitReason.NO_DESIRE)),
    ("17", SPELLS, _exited(*GONE)),
    ("18", SPELLS, _exited(*OTHER)),
    ("19", SPELLS, _closing),
    ("20", SPELLS, lambda period: _closing(period) & Q(at_work=False)),
    ("21", SPELLS, lambda period: _closing(period) & Q(at_work=True)),
    ("22", SERVICES, _of_kind(ServiceKind.GUIDANCE)),
    ("23", REFERRALS, _every),
    ("24", SERVICES, _of_kind(ServiceKind.TRAINING)),
    ("25", SERVICES, _of_kind(ServiceKind.STARTUP_TRAINING)),
    ("26", SERVICES, _of_kind(*DELIVERIES)),
    ("27", CALLBACKS, _every),
    ("28", SERVED, _every),
    ("29", PEOPLE, _placed),
    ("30", PEOPLE, _placed_last(RegistrationKind.ENTERPRISE)),
    ("31", PEOPLE, _placed_last(RegistrationKind.PUBLIC_WELFARE_POST)),
    ("32", PEOPLE, _placed_last(RegistrationKind.FLEXIBLE)),
    ("33", PEOPLE, _placed_last(RegistrationKind.SELF_EMPLOYED)),
    ("34", PEOPLE, _placed_holding(Category.C01)),
    ("35", PEOPLE, _placed_holding(Category.C03)),
    ("36", PEOPLE, _placed_holding(Category.C02)),
    ("37", PEOPLE, _placed_women),
    ("38", PEOPLE, _placed_from_unemployment),
    ("39", PEOPLE, _every),  # placed since the year began
    ("40", CASES, lambda period: _open_before(period.first)),
    ("41", CASES, _certified),
    ("42", CASES, _cleared),
    ("43", CASES, _ended),
    ("44", CASES, _still_open),
    ("45", CASES, lambda period: _still_open(period) & Q(due_on__lt=period.last)),
    ("46", PEOPLE, _placed_of_family),
    ("47", RECIPIENTS, lambda period: Q(flexible=True) | Q(employed=True)),
    ("47.1", RECIPIENTS, _subsidised(flexible=True)),
    ("47.2", RECIPIENTS, _subsidised(employed=True)),
    ("48", RECIPIENTS, _subsidised(post_allowance=True)),
    ("49", RECIPIENTS, _subsidised(trained=True)),
    ("50", RECIPIENTS, _subsidised(introduced=True)),
    ("53", PEOPLE, _placed_through(*Channel)),
    *((f"53.{channel}", PEOPLE, _placed_through(channel)) for channel in Channel),
)
EP8 = {code: Cell(code, base, condition) for code, base, condition in _LINES}
