"""Streets and their labour-service enterprises: what each has, what it must have, and who pushes its district."""

import datetime as dt
from typing import Any

from django.db.models import Case, Count, F, Min, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from accounts.enums import AreaLevel
from accounts.models import Area, User
from assistance.enums import EmployerKind
from assistance.models import Employer, PushMember, Readiness


def streets(user: User, on: dt.date) -> QuerySet[Any]:
    """The streets of the user's area on the day ``on``, each with ``enterprises``, ``established_on`` (of the first),
    ``staff``, ``hires``, ``readiness_id``, ``due_on``, the ``member`` who pushes the district, and how it ``stands``:
    an enterprise is there, late, due, or not due to be."""
    rows = (
        Employer.objects.with_hires()
        .open()
        .filter(kind=EmployerKind.LABOUR_SERVICE, area__path__startswith=OuterRef("path"))
    )
    own = rows.order_by().annotate(street=OuterRef("pk")).values("street")
    ready = Readiness.objects.standing().filter(area=OuterRef("pk"))
    member = PushMember.objects.on(on).filter(area=OuterRef("parent"))
    found = Area.objects.visible_to(user).existing(on).filter(level=AreaLevel.STREET)
    counted = found.annotate(
        district_name=F("parent__name"),
        enterprises=Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0),
        established_on=Subquery(own.annotate(first=Min("established_on")).values("first")),
        staff=Subquery(own.annotate(all=Sum("staff")).values("all")),
        hires=Subquery(own.annotate(all=Sum("hires")).values("all")),
        readiness_id=Subquery(ready.values("pk")),
        due_on=Subquery(ready.values("due_on")),
        member=Subquery(member.values("name")),
    )
    return counted.annotate(
        stands=Case(
            When(enterprises__gt=0, then=Value("there")),
            When(due_on=None, then=Value("not")),
            When(due_on__lt=on, then=Value("late")),
            default=Value("due"),
        )
    )
