"""援助承诺 of the area: which families have none in writing yet, and how those of the clock stand."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from assistance.models import Pledge, PledgeSignature
from households.models import Membership, Person, ZeroFamilyCase
from households.queries import cases
from households.queries.cases import Rows


def families(on: dt.date) -> Rows:
    """Every certified family, its clock, and whether its promise is ``is_signed`` by both."""
    signed = Pledge.objects.signed().filter(case=OuterRef("pk"))
    return cases.families(on).annotate(is_signed=Exists(signed))


def cases_unsigned(user: User, on: dt.date) -> Rows:
    """The cases of the area whose clock runs and whose promise is not signed by both."""
    signed = Pledge.objects.signed().filter(case=OuterRef("pk"))
    running = ZeroFamilyCase.objects.visible_to(user).running(on)
    return running.filter(~Exists(signed), due_on__isnull=False)


def unsigned(user: User, on: dt.date) -> Rows:
    """``cases_unsigned`` as ``families``; the most urgent first."""
    return cases.most_urgent(families(on), cases_unsigned(user, on))


def pledges_of(case: ZeroFamilyCase) -> list[Any]:
    """The promises written for a case, the latest first, each with its signatures."""
    rows = case.pledges.select_related("drafted_by", "withdrawn_by").order_by("-pk")
    return list(rows.prefetch_related("signatures__person", "signatures__added_by"))


def signers(pledge: Pledge, on: dt.date) -> QuerySet[Person]:
    """Who may sign for the family: its members on the day ``on``."""
    members = Membership.objects.filter(household=pledge.case.household_id, validity__contains=on)
    return Person.objects.filter(pk__in=members.values("person")).order_by("born", "pk")


def missing_sides(pledge: Pledge) -> set[str]:
    """The sides that have not signed yet."""
    given = set(PledgeSignature.objects.filter(pledge=pledge).values_list("side", flat=True))
    return {"office", "family"} - given
