"""Coming and going at a glance: hand-overs and merges for the lists, and who left the city from a household."""

import datetime as dt

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When

from accounts.models import User
from households.models import Handover, HandoverStatus, Household, Membership, Movement, MovementKind, PersonMerge
from households.queries.cases import Rows, with_head


def handovers(on: dt.date) -> Rows:
    """Hand-overs as their list shows them on the day ``on``, those that wait first (``rank``)."""
    rows = Handover.objects.select_related("household", "from_area", "to_area")
    ranks = (When(status=HandoverStatus.PROPOSED, then=Value(0)), When(status=HandoverStatus.RETURNED, then=Value(1)))
    return with_head(rows, on).annotate(rank=Case(*ranks, default=Value(2)))


def handovers_to_answer(user: User, on: dt.date) -> Rows:
    """Households other communities give to the user's: the first agreed day first."""
    return handovers(on).to_answer(user).order_by("on", "pk")


def handovers_returned(user: User, on: dt.date) -> Rows:
    """Households of the user's community that were sent back."""
    return handovers(on).of_giver(user).filter(status=HandoverStatus.RETURNED).order_by("answered_at", "pk")


def merges() -> QuerySet[PersonMerge]:
    return PersonMerge.objects.select_related("survivor", "duplicate", "community", "area", "proposed_by")


def merges_to_decide(user: User, on: dt.date) -> Rows:
    return merges().waiting_for(user).order_by("proposed_at", "pk")  # type: ignore[attr-defined]  # its own class


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
