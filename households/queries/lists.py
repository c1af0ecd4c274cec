"""Households and people as their lists show them: what stands beside a row comes with it, in one statement."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery

from households.models import (
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    Membership,
    Person,
    PersonFinding,
    Registration,
    Responsibility,
    Survey,
    ZeroFamilyCase,
)
from households.models.registry import HouseholdQuerySet, PersonQuerySet
from households.queries.keys import among
from households.queries.rowwise import exists_by_row


def household_list(on: dt.date) -> HouseholdQuerySet:
    """Households with the ``names`` of their members, the kinds of family they are ``found`` to be, who is in status
    (``people_certified``) and who looks like it (``people_found``), and their ``open_cases``, as keys."""
    here = {"household": OuterRef("pk")}
    latest = Survey.objects.filter(**here).order_by("-visited_on", "-pk")
    answering = Responsibility.objects.filter(**here, validity__upper_inf=True)
    members = Membership.objects.filter(**here, validity__upper_inf=True).order_by("pk")
    cases = ZeroFamilyCase.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), **here, certified_on__lte=on)
    return Household.objects.select_related("area").annotate(
        surveyed_on=Subquery(latest.values("visited_on")[:1]),
        is_answered_for=exists_by_row(answering),
        names=ArraySubquery(members.values("person__name")),
        found=ArraySubquery(HouseholdFinding.objects.on(on).filter(**here).order_by("kind").values("kind")),
        people_found=ArraySubquery(PersonFinding.objects.on(on).filter(**here).values("person")),
        people_certified=ArraySubquery(HardToEmploySpell.objects.open().filter(**here).values("person")),
        open_cases=ArraySubquery(cases.values("pk")),
    )


def mark_certified(rows: Sequence[Any], on: dt.date) -> None:
    """Tells each of ``household_list`` whether a case of it runs (``is_certified``). Few families have one, and whether
    it runs is the longest of questions: it is asked of those alone, in one statement however many there are."""
    cases = ZeroFamilyCase.objects.filter(pk__in=among(key for row in rows for key in row.open_cases))
    certified = set(cases.running(on).values_list("household_id", flat=True))
    for row in rows:
        row.is_certified = row.pk in certified


def person_list(on: dt.date) -> PersonQuerySet:
    """People with their ``community``, the kind of the latest registration standing on the day (``situation``), the
    categories they are ``certified`` in, or None, and those they are ``found`` in."""
    them = {"person": OuterRef("pk")}
    home = Membership.objects.filter(**them, left_for=None).order_by("-validity")
    registered = Registration.objects.on(on).filter(**them).order_by("-validity", "-pk")
    status = HardToEmploySpell.objects.open().filter(**them)
    return Person.objects.annotate(
        community=Subquery(home.values("household__area__name")[:1]),
        situation=Subquery(registered.values("kind")[:1]),
        certified=Subquery(status.values("categories")[:1]),
        found=ArraySubquery(PersonFinding.objects.on(on).filter(**them).order_by("category").values("category")),
    )
