"""并轨人员 and what became of them: the people, and how many of them are in stable employment (S1-01)."""

import datetime as dt
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.functions import Lower

from households.enums import FactKind
from households.models import Fact, Membership, Person, Registration
from households.models.registry import PersonQuerySet
from households.rules.promise import stable_if_begun_by


class Standing(TextChoices):
    """Where somebody of the merger stands. Who is in stable employment is employed."""

    STABLE = "stable", "稳定就业"
    EMPLOYED = "employed", "就业"
    UNEMPLOYED = "unemployed", "失业"
    NEITHER = "neither", "未登记"


def merged_people(on: dt.date, stable_months: int | None) -> PersonQuerySet:
    """People of the merger with ``employer``, ``left_on``, ``community``, ``standing``, and the kind (``situation``)
    and first day of what stands registered, of the day ``on``. None is in stable employment while nobody says how many
    months make one."""
    fact = Fact.objects.filter(person=OuterRef("pk"), kind=FactKind.MERGED, validity__contains=on)
    home = Membership.objects.filter(person=OuterRef("pk"), left_for=None).order_by("-validity")
    work = Registration.objects.employment().on(on).filter(person=OuterRef("pk"))
    begun = stable_if_begun_by(on, stable_months) if stable_months is not None else None
    stable = Exists(work.filter(validity__startswith__lte=begun)) if begun else Q(pk__in=[])
    unemployed = Exists(Registration.objects.unemployment().on(on).filter(person=OuterRef("pk")))
    shown = Registration.objects.on(on).filter(person=OuterRef("pk")).order_by("-validity", "-pk")
    return Person.objects.filter(Exists(fact), Q(dead_on=None) | Q(dead_on__gt=on)).annotate(
        employer=Subquery(fact.values("employer")[:1]),
        left_on=Subquery(fact.annotate(first=Lower("validity")).values("first")[:1]),
        community=Subquery(home.values("household__area__name")[:1]),
        situation=Subquery(shown.values("kind")[:1]),
        registered_since=Subquery(shown.annotate(first=Lower("validity")).values("first")[:1]),
        community_path=Subquery(home.values("household__area__path")[:1]),
        standing=Case(
            When(stable, then=Value(Standing.STABLE.value)),
            When(Exists(work), then=Value(Standing.EMPLOYED.value)),
            When(unemployed, then=Value(Standing.UNEMPLOYED.value)),
            default=Value(Standing.NEITHER.value),
        ),
    )


def counts_of(rows: Any) -> dict[str, int]:
    """How many of ``merged_people`` stand where; ``all`` of them."""
    counted = rows.order_by().values_list("standing").annotate(count=Count("pk"))
    found = {standing.value: 0 for standing in Standing} | dict(counted)
    everybody = sum(found.values())
    return found | {"all": everybody, Standing.EMPLOYED: found[Standing.EMPLOYED] + found[Standing.STABLE]}
