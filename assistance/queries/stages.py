"""出现、认定、扶助、稳定: in which stage every person and family stands, so that the stages add up to all (第二条;
哈就办字[2007]12号 三·三); and of the dual-unemployed families how many spouses are at work."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Case, Count, DateField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models import IntegerField as Int
from django.db.models.functions import Greatest, Least

from accounts.models import Area, User
from assistance.enums import Stage
from assistance.models import Plan, Preparation, Service
from households.enums import FamilyKind
from households.models import (
    Couple,
    HardToEmploySpell,
    HouseholdFinding,
    Membership,
    Person,
    PersonFinding,
    Registration,
    ZeroFamilyCase,
)
from households.queries.cases import Rows, with_head
from households.rules.promise import stable_if_begun_by
from policy import parameters
from policy.models import value_on

BEGUN = "validity__startswith"


def people_by_stage(user: User, on: dt.date) -> Rows:
    """Everybody ever certified by ``on``, with ``stage``, and ``helped_on``: the day of the first help since the
    certification, be it a plan, a service, the offer of a post or work. Raises ParameterNotInForce."""
    works = _works(on).filter(person=OuterRef("person"), validity__startswith__gte=OuterRef("certified_on"))
    began = Registration.objects.employment().filter(person=OuterRef("person"))
    plans = Plan.objects.filter(spell=OuterRef("pk"))
    given = _given(Person.objects.filter(pk=OuterRef("person")), "", on)
    rows = HardToEmploySpell.objects.visible_to(user).counted().filter(certified_on__lte=on)
    helped = rows.annotate(helped_on=Least(_first(plans, "opened_at__date", on), _first(began, BEGUN, on), *given))
    gone, stably = Q(exited_on__lte=on), Q(exit_reason="stable")
    staged = helped.annotate(stage=_stage(gone, stably, works, _stable_by(user, on)))
    return staged.select_related("person", "household__area")


def families_by_stage(user: User, on: dt.date) -> Rows:
    """Every family ever certified by ``on``, with ``stage``, and ``helped_on``: the day of the first help since the
    certification to anybody who lives there on the day, be it a plan, a service, the offer of a post or work; or of
    what was prepared for the family. Raises ParameterNotInForce."""
    members = Membership.objects.filter(household=OuterRef("household"), validity__contains=on)
    lives_here = {
        "person__memberships__household": OuterRef("household"),
        "person__memberships__validity__contains": on,
    }
    works = _works(on).filter(**lives_here, validity__startswith__gte=OuterRef("certified_on"))
    plans = Plan.objects.filter(spell__household=OuterRef("household"))
    prepared = Preparation.objects.filter(case=OuterRef("pk"))
    first = (_first(plans, "opened_at__date", on), _first(prepared, "drawn_at__date", on))
    rows = ZeroFamilyCase.objects.with_placement().visible_to(user).counted().filter(certified_on__lte=on)
    placed_on = Case(When(placed_on__lte=on, then="placed_on"))
    helped = rows.annotate(helped_on=Least(*first, placed_on, *_given(members, "person__", on)))
    gone, stably = Q(ended_on__lte=on), Q(end_reason="stable")
    staged = helped.annotate(stage=_stage(gone, stably, works, _stable_by(user, on)))
    return with_head(staged.select_related("household__area"), on)


def _given(humans: Rows, path: str, on: dt.date) -> Iterator[Subquery]:
    """The first post offered and the first service given to those whom ``path`` leads to from ``humans``, also under a
    registration merged into theirs."""
    for whose in (path, f"{path}duplicates__"):
        yield _first(humans, f"{whose}offers__made_on", on, **{f"{whose}offers__struck_at": None})
        yield _first(humans, f"{whose}services__on", on, **{f"{whose}services__in": Service.objects.given()})


def _first(rows: Rows, day: str, on: dt.date, **standing: Any) -> Subquery:
    """The first ``day`` of ``rows`` from the certification of the outer row to ``on``."""
    found = rows.filter(**{f"{day}__gte": OuterRef("certified_on"), f"{day}__lte": on}, **standing)
    return Subquery(found.order_by(day).values(day)[:1], output_field=DateField())


def people_appeared(user: User, on: dt.date) -> Rows:
    """Findings of people who are not certified, one for each person."""
    certified = HardToEmploySpell.objects.in_status(on).filter(person=OuterRef("person"))
    rows = PersonFinding.objects.visible_to(user).filter(~Exists(certified), validity__contains=on)
    first = rows.order_by("person", "pk").distinct("person").values("pk")
    return PersonFinding.objects.visible_to(user).filter(pk__in=first)


def families_appeared(user: User, on: dt.date) -> Rows:
    """Families found to have nobody at work that have no case."""
    open_case = ZeroFamilyCase.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=on), household=OuterRef("household"), certified_on__lte=on
    )
    return HouseholdFinding.objects.visible_to(user).filter(
        ~Exists(open_case), kind=FamilyKind.ZERO_EMPLOYMENT, validity__contains=on
    )


def _works(on: dt.date) -> Rows:
    return Registration.objects.employment().on(on)


def _stable_by(user: User, on: dt.date) -> dt.date:
    assert user.area is not None  # of nobody else there is anything to see
    return stable_if_begun_by(on, value_on(parameters.ZF_STABLE_MONTHS, on, user.area).value)


def _stage(gone: Q, stably: Q, works: Rows, stable_by: dt.date) -> Case:
    """The first that holds: gone for stable work, gone without it, at work for long enough or not yet, helped."""
    stages = (
        (gone & stably, Stage.STABLE),
        (gone, Stage.LEFT),
        (Exists(works.filter(validity__startswith__lte=stable_by)), Stage.STABLE),
        (Exists(works), Stage.PLACED),
        (Q(helped_on__isnull=False), Stage.HELPED),
    )
    whens = (When(condition, then=Value(stage.value)) for condition, stage in stages)
    return Case(*whens, default=Value(Stage.CERTIFIED.value), output_field=Int())


@dataclass
class Progress:
    """How many of an area stand in each stage."""

    area: Area
    counts: Counter[int] = field(default_factory=Counter)

    @property
    def by_stage(self) -> list[tuple[Stage, int]]:
        return [(stage, self.counts[stage]) for stage in Stage]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def certified(self) -> int:
        """Certified by now, whatever became of them."""
        return self.total - self.counts[Stage.APPEARED]

    @property
    def placed(self) -> int:
        return self.counts[Stage.PLACED] + self.counts[Stage.STABLE]


def progress(user: User, on: dt.date, *, of_families: bool) -> list[Progress]:
    """The stages of each area below the user's, last of the user's own: the sum. Three statements."""
    if user.area is None:
        return []
    staged = families_by_stage(user, on) if of_families else people_by_stage(user, on)
    appeared = families_appeared(user, on) if of_families else people_appeared(user, on)
    counted = staged.order_by().values_list("household__area__path", "stage").annotate(n=Count("pk"))
    found = appeared.order_by().values_list("household__area__path").annotate(n=Count("pk"))
    rows = [*counted, *((path, Stage.APPEARED.value, n) for path, n in found)]
    return [_summed(area, rows) for area in _parts(user.area)]


def _parts(area: Area) -> list[Area]:
    return [*Area.objects.filter(parent=area).order_by("path"), area]


def _summed(area: Area, rows: Iterable[tuple[str, int, int]]) -> Progress:
    summed = Progress(area)
    for path, stage, n in rows:
        if path.startswith(area.path):
            summed.counts[stage] += n
    return summed


@dataclass(frozen=True)
class Spouses:
    """Dual-unemployed families of an area: how many there are, with one spouse or more at work, and with both; and of
    these how many came to it since the day asked about.

    Article: 苏劳社就管〔2005〕19号 四(一)4 asks for one spouse in so great a share of the families.
    """

    area: Area
    required: Fraction
    families: int
    one: int
    both: int
    one_since: int
    both_since: int

    @property
    def met(self) -> bool:
        """By whole numbers, never by the rounded share; where there is no family, met."""
        return self.one * self.required.denominator >= self.required.numerator * self.families

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.one, self.families) if self.families else None


def couples(user: User, on: dt.date) -> Rows:
    """Couples of the families ever found dual-unemployed by ``on`` that still are one: since when the spouses are at
    work (``first_on``, ``second_on``), one of them and both (``one_on``, ``both_on``), and whether the family
    ``is_certified`` as a zero-employment family, or was."""
    if user.area is None:
        return Couple.objects.none()
    dual = HouseholdFinding.objects.filter(
        household=OuterRef("household"), kind=FamilyKind.DUAL_UNEMPLOYED, validity__startswith__lte=on
    )
    cases = ZeroFamilyCase.objects.filter(household=OuterRef("household"), certified_on__lte=on)
    rows = Couple.objects.filter(Exists(dual), household__area__path__startswith=user.area.path, validity__contains=on)
    at_work = rows.annotate(first_on=_at_work_since("first", on), second_on=_at_work_since("second", on))
    both = When(first_on__isnull=False, second_on__isnull=False, then=Greatest("first_on", "second_on"))
    return at_work.annotate(
        one_on=Least("first_on", "second_on"),  # of one null and a day PostgreSQL takes the day
        both_on=Case(both, output_field=DateField()),
        is_certified=Exists(cases),
    ).select_related("first", "second", "household__area")


def _at_work_since(spouse: str, on: dt.date) -> Subquery:
    works = _works(on).filter(person=OuterRef(spouse)).order_by(BEGUN)
    return Subquery(works.values(BEGUN)[:1], output_field=DateField())


def spouses(user: User, on: dt.date, since: dt.date, *, certified_only: bool = False) -> list[Spouses]:
    """The couples counted, by area; ``certified_only``: of families certified as zero-employment families. Raises
    ParameterNotInForce."""
    if user.area is None:
        return []
    required = value_on(parameters.DUAL_PLACED_RATE_MIN, on, user.area).value
    rows = couples(user, on).filter(is_certified=True) if certified_only else couples(user, on)
    counts = {
        "families": Count("pk"),
        "one": Count("pk", filter=Q(one_on__isnull=False)),
        "both": Count("pk", filter=Q(both_on__isnull=False)),
        "one_since": Count("pk", filter=Q(one_on__gte=since)),
        "both_since": Count("pk", filter=Q(both_on__gte=since)),
    }
    counted = list(rows.select_related(None).order_by().values("household__area__path").annotate(**counts))
    return [_spouses_of(area, counted, required, counts) for area in _parts(user.area)]


def _spouses_of(area: Area, counted: Iterable[Mapping[str, Any]], required: Fraction, names: Iterable[str]) -> Spouses:
    own = [row for row in counted if row["household__area__path"].startswith(area.path)]
    return Spouses(area, required, **{name: sum(row[name] for row in own) for name in names})
