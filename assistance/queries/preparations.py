"""工作预案 of the area: which families have none, and that of one."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from assistance.models import Preparation
from households.models import ZeroFamilyCase
from households.queries import cases
from households.queries.cases import Rows


def cases_unprepared(user: User, on: dt.date) -> Rows:
    """Open cases of families of the area that nobody prepared for."""
    drawn = Preparation.objects.filter(case=OuterRef("pk"), replaced_at=None)
    rows = ZeroFamilyCase.objects.visible_to(user).filter(ended_on=None, certified_on__lte=on)
    return rows.filter(~Exists(drawn))


def unprepared(user: User, on: dt.date) -> Rows:
    """``cases_unprepared`` as the lists show them; the most urgent first."""
    return cases.most_urgent(cases.families(on), cases_unprepared(user, on))


def preparations_of(case: ZeroFamilyCase) -> list[Any]:
    """Every version for a case, the latest first."""
    return list(case.preparations.select_related("owner", "drawn_by").order_by("-version"))
