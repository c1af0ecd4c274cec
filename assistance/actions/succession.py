"""撤并: what an area keeps that is of no household goes to the area that follows it."""

from django.db import transaction

from accounts.models import Area
from assistance.models import Employer


@transaction.atomic
def follow(*, area: Area, successor: Area) -> None:
    """Let the successor keep the employers of a closed area."""
    Employer.objects.filter(area=area).update(area=successor)
