"""Who is out of work, in the order of 优先帮扶, and what of each the list shows (第二条; 第四条(三))."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add

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
KINDS = dict(ServiceKind.choices) | dict(VisitKind.choices)  # no value of one is one of the other


@dataclass(frozen=True)
class Terms:
    """The terms in force: what each ground is worth, days ahead of a promise, months without contact."""

    worth: Mapping[str, int]
    warn_days: Collection[int]
    contact_months: int


def terms_on(area: Area | None, on: dt.date) -> Terms | None:
    """None where the policy does not set all of them: then nobody comes before others."""
    wanted = (parameters.PRIORITY_POINTS, parameters.ZF_WARN_DAYS, parameters.ZF_LOST_CONTACT_MONTHS)
    if area is None:
        return None
    try:
        values = values_on(wanted, on, area)
    except ParameterNotInForce:
        return None
    return Terms(*(values[parameter.key].value for parameter in wanted))


def conditions(on: dt.date, terms: Terms | None) -> Mapping[Ground, Q]:
    """Of each ground the condition on cases under which it holds on the day ``on``; without terms of those that need
    none."""
    running = ZeroFamilyCase.objects.running(on)
    dual = HouseholdFinding.objects.filter(
        household=OuterRef("household"), kind=FamilyKind.DUAL_UNEMPLOYED, validity__contains=on
    )
    held = {
        Ground.ZERO_FAMILY: _of_families(running),
        Ground.PROMISE_OVERDUE: _of_families(running.filter(due_on__lt=on)),
        Ground.NO_PLAN: Q(without_plan()),
        Ground.DUAL_UNEMPLOYED: Q(Exists(dual)),
        Ground.DISABLED: Q(categories__contains=[Category.C03]),
        Ground.LOW_INCOME: Q(categories__contains=[Category.C04]),
        Ground.SINGLE_PARENT: Q(categories__contains=[Category.C07]),
    }
    if terms is not None:
        soon = on + dt.timedelta(days=max(terms.warn_days, default=0))
        silent_since = months_before(on, terms.contact_months)
        held[Ground.PROMISE_NEAR] = _of_families(running.filter(due_on__range=(on, soon)))
        held[Ground.NO_CONTACT] = Q(certified_on__lte=silent_since) & ~is_met(silent_since + ONE_DAY, on)
    return held


def _of_families(cases: Rows) -> Q:
    """Families with a running case are few: one table of them serves every row there is to be put in order."""
    return Q(household__in=cases.values("household"))


def of_zero_families(user: User, on: dt.date) -> Rows:
    """The unemployed of zero-employment families (定向帮扶), who has been on record longest first."""
    rows = out_of_work(user, on).filter(conditions(on, None)[Ground.ZERO_FAMILY])
    return rows.order_by("certified_on", "pk")


def with_points(rows: Rows, on: dt.date, terms: Terms | None) -> Rows:
    """Annotates cases with ``points``: the worth of all grounds that hold, added up by the database for the order as
    ``Priority`` adds it up for who reads it."""
    worth = terms.worth if terms else {}
    parts = [
        Case(When(condition, then=Value(worth[ground])), default=Value(0), output_field=IntegerField())
        for ground, condition in conditions(on, terms).items()
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


def cared_for(rows: Collection[HardToEmploySpell], on: dt.date, terms: Terms | None) -> Mapping[int, Caring]:
    """Of each case what the list tells, in four statements however many they are."""
    people = {row.person_id for row in rows}
    standing, steps = _standing(rows, on, terms), _next(rows)
    helped, met = last_help(people, on), last_contacts(people, on)
    return {
        row.pk: Caring(
            *standing[row.pk],
            helped.get(row.person_id),
            (on - max(met.get(row.person_id, row.certified_on), row.certified_on)).days,
            steps.get(row.pk, Step("制定援助方案", is_plan=True)),
        )
        for row in rows
    }


def _standing(
    rows: Iterable[HardToEmploySpell], on: dt.date, terms: Terms | None
) -> Mapping[int, tuple[Priority, dt.date | None]]:
    """The priority of each, and when its family is to be placed while that promise runs."""
    held = conditions(on, terms)
    tests = [Case(When(held[one], then=True), default=False, output_field=BooleanField()) for one in held]
    running = ZeroFamilyCase.objects.running(on).filter(household=OuterRef("household"))
    due_on = Subquery(running.order_by("pk").values("due_on")[:1])
    asked = HardToEmploySpell.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", due_on, *tests)
    worth = terms.worth if terms else {}
    return {
        pk: (priority([one for one, holds in zip(held, answers, strict=True) if holds], worth), due)
        for pk, due, *answers in asked
    }


def last_help(people: Collection[int], on: dt.date) -> Mapping[int, Help]:
    """The last service given, post offered or visit made to each of the people by ``on``, also under a registration
    merged into theirs. One statement."""
    registered = Person.objects.of_humans(people)
    offered = Offer.objects.annotate(kind=Value(ServiceKind.REFERRAL.value), day=F("made_on"))
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
