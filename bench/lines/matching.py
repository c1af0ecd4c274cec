"""人岗匹配: whom a vacancy suits of all who are out of work in the city, and which of 5,000 vacancies suit somebody:
the first page with its reasons, against the plain SQL of the same order."""

import datetime as dt
import os
from typing import Any

from bench.measuring import Line, execute, repeated, run_sql, statements_of

VACANCIES = 5_000
SKILLS = ("", "家政", "缝纫", "", "烹饪")
OFFICER = "shiju"


def lines() -> list[Line]:
    from django.utils import timezone

    from accounts.models import User
    from assistance.queries.matching import seeking

    today = timezone.localdate()
    _fill(today)
    user = User.objects.select_related("area").get(username=OFFICER)
    assert user.area is not None
    people = seeking(user, today)
    return [_people(user, today, people.count()), _vacancies(user, today, people.order_by("pk")[0])]


def _fill(today: dt.date) -> None:
    """The vacancies, one employer to a community, where there are not so many yet."""
    import psycopg
    from django.utils import timezone

    from accounts.actions import system_user
    from accounts.enums import AreaLevel
    from accounts.models import Area
    from assistance.models import Employer, Vacancy

    missing = VACANCIES - Vacancy.objects.open(today).count()
    if missing <= 0:
        return
    common: dict[str, Any] = {"collected_by": system_user(), "collected_at": timezone.now(), "collected_on": today}
    communities = list(Area.objects.filter(level=AreaLevel.COMMUNITY, valid_to=None).order_by("path"))
    kept = {"registered_by": system_user(), "registered_at": timezone.now(), "address": "和平路1号"}
    employers = Employer.objects.bulk_create(Employer(area=one, name=f"{one.name}商店", **kept) for one in communities)
    Vacancy.objects.bulk_create(
        Vacancy(
            employer=(own := employers[number % len(employers)]),
            area=own.area,
            works_in=own.area,
            position=f"岗位{number}",
            post_type="其他岗位",
            wanted=number % 5 + 1,
            wage=2000 + number % 20 * 100,
            place=own.address,
            skill=SKILLS[number % len(SKILLS)],
            strength="light" if number % 3 else "fit",
            expires_on=today + dt.timedelta(days=number % 30),
            **common,
        )
        for number in range(missing)
    )
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:  # what autovacuum would have done
        owner.execute("ANALYZE assistance_vacancy, assistance_employer")


def _people(user: Any, today: dt.date, people: int) -> Line:
    from django.test import Client
    from django.urls import reverse

    from assistance.models import Vacancy
    from households.enums import RegistrationKind

    own = Vacancy.objects.lacking(today).exclude(skill="").select_related("works_in__parent").order_by("pk")[0]
    asked = {
        "skill": own.skill,
        "strength": own.strength,
        **_where(own.works_in),
        "path": f"{user.area.path}%",
        "on": today,
        "unemployed": RegistrationKind.UNEMPLOYED.value,
    }
    client = Client()
    client.force_login(user)
    address = reverse("assistance:vacancy_people", args=[own.pk])
    statements = statements_of(lambda: client.get(address, HTTP_HOST="localhost"))
    return Line(
        f"matching, one vacancy and {people} people out of work ({len(statements)} statements)",
        5,
        "the order of all is asked once for the page and once for its number; reasons are asked of fifty",
        lambda number: run_sql("matching_people", asked),
        lambda number: execute(statements),
    )


def _vacancies(user: Any, today: dt.date, case: Any) -> Line:
    from django.test import Client
    from django.urls import reverse

    asked = {"skills": case.person.skills, "frail": False, **_where(case.household.area), "on": today}
    client = Client()
    client.force_login(user)
    address = reverse("assistance:person_vacancies", args=[case.person_id])
    statements = statements_of(lambda: client.get(address, HTTP_HOST="localhost"))
    return Line(
        f"matching, one person and {VACANCIES} vacancies ({len(statements)} statements)",
        5,
        "how many were placed is counted of every vacancy, for the page and for its number",
        lambda number: repeated(lambda: run_sql("matching_vacancies", asked)),
        lambda number: repeated(lambda: execute(statements)),
    )


def _where(area: Any) -> dict[str, int]:
    return {"community": area.pk, "street": area.parent_id, "district": area.parent.parent_id}
