"""工作预案 of the area: which families have none, and that of one."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from assistance.models import Preparation
from households.models import ZeroFamilyCase
from households.queries import cases
from households.queries.cases import Rows


def unprepared(user: User, on: dt.date) -> Rows:
    """Open cases of families that nobody prepared for; the most urgent first."""
    drawn = Preparation.objects.filter(case=OuterRef("pk"), replaced_at=None)
    rows = cases.families(on).visible_to(user).filter(ended_on=None, certified_on__lte=on)
    return rows.exclude(Exists(drawn)).order_by("due_on", "pk")


def preparations_of(case: ZeroFamilyCase) -> list[Any]:
    """Every version for a case, the latest first."""
    return list(case.preparations.select_related("owner", "drawn_by").order_by("-version"))
