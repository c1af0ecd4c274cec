"""Who is out of work, in the order of 优先帮扶, and what of each the list shows (第二条; 第四条(三))."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, Exists, F, IntegerField, Max, OuterRef, Q, Subquery, Value, When

from accounts.models import Area, User
from assistance.enums import Ground, ServiceKind, VisitKind
from assistance.models import Measure, Offer, Plan, Service, Visit
from assistance.rules.priority import Priority, priority
from households.enums import Category, FamilyKind
from households.models import HardToEmploySpell, HouseholdFinding, Person, ZeroFamilyCase
from households.queries.cases import Rows
from policy import parameters
from policy.deadlines import months_before
from policy.models import values_on
from policy.parameters import ParameterNotInForce

from .contacts import is_met, last_contacts
from .plans import out_of_work, without_plan

ONE_DAY = dt.timedelta(days=1)
OneGround = TypeVar("OneGround")
KINDS = dict(ServiceKind.choices) | dict(VisitKind.choices)  # no value of one is one of the other


@dataclass(frozen=True)
class Terms:
    """The terms in force: what each ground is worth, days ahead of a promise, months without contact."""

    worth: Mapping[str, int]
    warn_days: Collection[int]
    contact_months: int


def terms_on(area: Area, on: dt.date) -> Terms | None:
    """None where the policy does not set all of them: then nobody comes before others."""
    wanted = (parameters.PRIORITY_POINTS, parameters.ZF_WARN_DAYS, parameters.ZF_LOST_CONTACT_MONTHS)
    try:
        values = values_on(wanted, on, area)
    except ParameterNotInForce:
        return None
    return Terms(*(values[parameter.key].value for parameter in wanted))


@dataclass(frozen=True)
class Outlook:
    """What the grounds of a day are judged by: the terms, and of each household whose promise runs the day it is due.

    Families with a running case are few, and asked for once: where the promise stands takes the database longest.
    """

    on: dt.date
    terms: Terms | None
    promises: Mapping[int, dt.date | None]

    @property
    def worth(self) -> Mapping[str, int]:
        return self.terms.worth if self.terms else {}

    def families(self, *, first: dt.date = dt.date.min, last: dt.date = dt.date.max) -> Q:
        """As a condition on cases: whether the family is to be placed on one of these days."""
        return Q(household__in=[home for home, due in self.promises.items() if due and first <= due <= last])


def outlook(user: User, on: dt.date) -> Outlook:
    """What the grounds are judged by in the user's area. Two statements."""
    if user.area is None:
        return Outlook(on, None, {})
    running = ZeroFamilyCase.objects.running(on).visible_to(user)
    return Outlook(on, terms_on(user.area, on), dict(running.values_list("household", "due_on")))


def conditions(seen: Outlook) -> Mapping[Ground, Q]:
    """Of each ground the condition on cases under which it holds; without terms of those that need none."""
    on, terms = seen.on, seen.terms
    dual = HouseholdFinding.objects.filter(
        household=OuterRef("household"), kind=FamilyKind.DUAL_UNEMPLOYED, validity__contains=on
    )
    held = {
        Ground.ZERO_FAMILY: Q(household__in=list(seen.promises)),
        Ground.PROMISE_OVERDUE: seen.families(last=on - ONE_DAY),
        Ground.NO_PLAN: Q(without_plan()),
        Ground.DUAL_UNEMPLOYED: Q(Exists(dual)),
        Ground.DISABLED: Q(categories__contains=[Category.C03]),
        Ground.LOW_INCOME: Q(categories__contains=[Category.C04]),
        Ground.SINGLE_PARENT: Q(categories__contains=[Category.C07]),
    }
    if terms is not None:
        soon = on + dt.timedelta(days=max(terms.warn_days, default=0))
        silent_since = months_before(on, terms.contact_months)
        held[Ground.PROMISE_NEAR] = seen.families(first=on, last=soon)
        held[Ground.NO_CONTACT] = Q(certified_on__lte=silent_since) & ~is_met(silent_since + ONE_DAY, on)
    return held


def of_zero_families(user: User, on: dt.date) -> Rows:
    """The unemployed of families whose promise runs (定向帮扶), who has been on record longest first."""
    running = ZeroFamilyCase.objects.running(on).visible_to(user)
    return out_of_work(user, on).filter(household__in=running.values("household")).order_by("certified_on", "pk")


def with_points(rows: Rows, seen: Outlook) -> Rows:
    """Annotates cases with ``points``: the worth of all grounds that hold, added up by the database for the order as
    ``Priority`` adds it up for who reads it."""
    return add_up(rows, conditions(seen), seen.worth)


def add_up(rows: Any, held: Mapping[Any, Q], worth: Mapping[str, int]) -> Any:
    """Annotates rows with ``points``: the worth of each condition that holds, added up."""
    parts = [
        Case(When(condition, then=Value(worth[ground])), default=Value(0), output_field=IntegerField())
        for ground, condition in held.items()
        if worth.get(ground)
    ]
    return rows.annotate(points=reduce(add, parts, Value(0, IntegerField())))


@dataclass(frozen=True)
class Help:
    """What was done for somebody last."""

    on: dt.date
    what: str


@dataclass(frozen=True)
class Step:
    """What is to be done next, and by when; ``is_plan``: the plan itself is still to be made."""

    what: str
    due_on: dt.date | None = None
    is_plan: bool = False


@dataclass(frozen=True)
class Caring:
    """What the list tells of a case: its priority, the family's ``due_on`` while a promise runs, the last help, for how
    many days nobody met the person, and the next step."""

    priority: Priority
    due_on: dt.date | None
    last: Help | None
    silent_days: int
    next: Step


def cared_for(rows: Collection[HardToEmploySpell], seen: Outlook) -> Mapping[int, Caring]:
    """Of each case what the list tells, in four statements however many they are."""
    people, on = {row.person_id for row in rows}, seen.on
    grounds, steps = _grounds(rows, seen), _next(rows)
    helped, met = last_help(people, on), last_contacts(people, on)
    return {
        row.pk: Caring(
            priority(grounds[row.pk], seen.worth),
            seen.promises.get(row.household_id),
            helped.get(row.person_id),
            (on - max(met.get(row.person_id, row.certified_on), row.certified_on)).days,
            steps.get(row.pk, Step("制定援助方案", is_plan=True)),
        )
        for row in rows
    }


def _grounds(rows: Iterable[HardToEmploySpell], seen: Outlook) -> Mapping[int, list[Ground]]:
    return held_by(HardToEmploySpell.objects.filter(pk__in=[row.pk for row in rows]), conditions(seen))


def held_by(rows: Any, held: Mapping[OneGround, Q]) -> Mapping[int, list[OneGround]]:
    """Of each row the grounds whose condition holds. One statement."""
    tests = [Case(When(held[one], then=True), default=False, output_field=BooleanField()) for one in held]
    asked = rows.values_list("pk", *tests)
    return {pk: [one for one, holds in zip(held, answers, strict=True) if holds] for pk, *answers in asked}


def last_help(people: Collection[int], on: dt.date) -> Mapping[int, Help]:
    """The last service given, post offered or visit made to each of the people by ``on``, also under a registration
    merged into theirs. One statement."""
    registered = Person.objects.of_humans(people)
    offered = Offer.objects.standing().annotate(kind=Value(ServiceKind.REFERRAL.value), day=F("made_on"))
    done = (
        Service.objects.given().annotate(day=F("on")),
        Visit.objects.met().annotate(day=F("on")),
        offered,
    )
    first, *others = (
        rows.filter(person__in=registered, day__lte=on)
        .order_by()
        .values_list("person", "person__merged_into", "kind")
        .annotate(last=Max("day"))
        for rows in done
    )
    found: dict[int, Help] = {}
    for person, merged_into, kind, day in first.union(*others):
        human = person if person in people else merged_into
        if human not in found or found[human].on < day:
            found[human] = Help(day, KINDS[kind])
    return found


def _next(rows: Iterable[HardToEmploySpell]) -> Mapping[int, Step]:
    """The measure to be done first, else the next review of the plan; nothing of a case without one. One statement."""
    measures = Measure.objects.open().filter(plan=OuterRef("pk")).order_by("due_on", "pk")
    first = (Subquery(measures.values(name)[:1]) for name in ("what", "due_on"))
    plans = Plan.objects.active().filter(spell__in=[row.pk for row in rows]).values_list("spell", "review_on", *first)
    return {
        spell: Step(what, due_on) if what else Step("评估援助方案", review_on)
        for spell, review_on, what, due_on in plans
    }
