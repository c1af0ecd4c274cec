"""补贴发放台帐: what was granted to whom by which claim, a row for each person of a claim."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from accounts.models import User
from subsidies.enums import LineReason
from subsidies.models import ClaimLine, ClaimMember, ClaimRecord


def granted_members(user: User) -> QuerySet[Any]:
    """Everybody granted something by a claim of the user's area that stands, with ``granted``, the months, and
    ``approved_on``, the day of the last decision (of what an old system had granted, the day it was filed there)."""
    decided = ClaimRecord.objects.filter(application=OuterRef("claim")).order_by("-decided_at", "-pk")
    months = ClaimLine.objects.filter(member=OuterRef("pk"), reason=LineReason.OK).order_by("month")
    rows = ClaimMember.objects.visible_to(user).filter(claim__status="approved", amount__gt=0)
    return rows.select_related("person", "claim__area", "claim__person", "claim__employer").annotate(
        approved_on=Coalesce(
            Subquery(decided.values(day=TruncDate("decided_at"))[:1]), "claim__filed_on", output_field=DateField()
        ),
        granted=ArraySubquery(months.values("month").distinct()),
    )
