"""撤并: what an area keeps that is of no household goes to the area that follows it."""

from django.db import transaction

from accounts.models import Area
from assistance.models import REGISTERS, Employer, Vacancy, WelfarePost


@transaction.atomic
def follow(*, area: Area, successor: Area) -> None:
    """Let the successor keep the employers, vacancies and public-welfare posts of a closed area, and answer for what is
    open in its registers."""
    Employer.objects.filter(area=area).update(area=successor)
    Vacancy.objects.filter(area=area).update(area=successor)
    Vacancy.objects.filter(works_in=area).update(works_in=successor)
    for register in REGISTERS:
        register.objects.open().filter(area=area).update(area=successor)
    WelfarePost.objects.filter(area=area).update(area=successor)
