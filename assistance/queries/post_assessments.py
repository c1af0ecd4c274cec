"""考核: who holds a post, and when they are to be assessed."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import DateField, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Lower

from accounts.models import Area, User
from assistance.models import PostAssessment, PostHolding
from assistance.rules.posts import assessment_due
from households.queries.cases import Rows
from policy import parameters
from policy.deadlines import months_before
from policy.models import value_on
from policy.parameters import ParameterNotInForce

from .posts import with_days


def months_on(area: Area | None, on: dt.date) -> int | None:
    """How many months lie between two assessments; None where the policy is silent."""
    try:
        return value_on(parameters.POST_ASSESSMENT_MONTHS, on, area).value if area else None
    except ParameterNotInForce:
        return None


def holders() -> Rows:
    """Who holds a post, with ``begun``, ``assessed_on`` (the last time) and ``counts_from``: the later of them."""
    last = PostAssessment.objects.standing().filter(holding=OuterRef("pk")).order_by().values("holding")
    assessed = Subquery(last.annotate(last=Max("on")).values("last"))
    begun = Lower("placement__registration__validity", output_field=DateField())
    rows = with_days(PostHolding.objects.lasting())
    return rows.annotate(begun=begun, assessed_on=assessed, counts_from=Coalesce(assessed, begun))


def assessments_due(user: User, on: dt.date) -> Rows:
    """Whose day of assessment has come, the longest overdue first."""
    months = months_on(user.area, on)
    if months is None:
        return PostHolding.objects.none()
    due = holders().visible_to(user).filter(counts_from__lte=months_before(on, months))
    return due.order_by("counts_from", "pk")


@dataclass(frozen=True)
class Rhythm:
    """When a row of ``holders`` is to be assessed."""

    months: int | None

    def due_on(self, row: Rows) -> dt.date | None:
        return assessment_due(row.begun, row.assessed_on, self.months) if self.months else None
