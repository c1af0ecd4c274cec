"""Coming and going at a glance: hand-overs and merges for the lists, and who left the city from a household."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.models import User
from households.models import (
    Certification,
    Exit,
    Handover,
    HandoverStatus,
    Household,
    Membership,
    Movement,
    MovementKind,
    PersonMerge,
)
from households.queries.cases import Rows, with_head


def handovers(on: dt.date) -> Rows:
    """Hand-overs as their list shows them on the day ``on``, those that wait first (``rank``)."""
    rows = Handover.objects.select_related("household", "from_area", "to_area")
    ranks = (When(status=HandoverStatus.PROPOSED, then=Value(0)), When(status=HandoverStatus.RETURNED, then=Value(1)))
    return with_head(rows, on).annotate(rank=Case(*ranks, default=Value(2)))


def handovers_waiting(user: User, on: dt.date) -> Rows:
    """What the user's community has to do: households given to it to accept, and its own that were sent back."""
    given = Handover.objects.to_answer(user).values("pk")
    sent_back = Handover.objects.of_giver(user).filter(status=HandoverStatus.RETURNED).values("pk")
    return handovers(on).filter(Q(pk__in=given) | Q(pk__in=sent_back)).order_by("rank", "on", "pk")


@dataclass(frozen=True)
class Carried:
    """What goes along with a household: its members, and what of its is open."""

    members: int
    due_on: dt.date | None
    in_status: int
    under_way: int


def carried(home: Household) -> Carried:
    case = home.zero_cases.filter(ended_on=None).first()
    applications = Certification.objects.live().filter(household=home).count()
    return Carried(
        members=home.memberships.filter(validity__upper_inf=True).count(),
        due_on=case.due_on if case else None,
        in_status=home.spells.open().count(),
        under_way=applications + Exit.objects.live().filter(household=home).count(),
    )


def merges() -> QuerySet[PersonMerge]:
    return PersonMerge.objects.select_related("survivor", "duplicate", "community", "area", "proposed_by")


def merges_to_decide(user: User, on: dt.date) -> Rows:
    return merges().waiting_for(user, on=on).order_by("proposed_at", "pk")  # type: ignore[attr-defined]  # its own class


def absent_members(home: Household) -> list[Membership]:
    """Who left the city from this household and is not back: the last membership of each, of the living."""
    last = Movement.objects.filter(person=OuterRef("person")).order_by("-on", "-pk")
    rows = home.memberships.filter(
        validity__upper_inf=False, left_for=None, person__dead_on=None, person__merged_into=None
    ).annotate(last_kind=Subquery(last.values("kind")[:1]), left_from=Subquery(last.values("household")[:1]))
    gone = rows.filter(last_kind=MovementKind.LEFT, left_from=home.pk)
    return list(gone.select_related("person").order_by("pk"))


def is_departed(home: Household) -> bool:
    """Whether nobody answers for the household since all its members left the city."""
    return not home.responsibilities.filter(validity__upper_inf=True).exists()
