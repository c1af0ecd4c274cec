"""Plans of the area: which cases have none, which are to be reviewed, what is to be done by whom."""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.enums import AreaLevel, Role
from accounts.identifiers import age_on
from accounts.models import Area, User
from accounts.queries import accounts
from assistance.models import Measure, Plan, PlanReview
from assistance.rules.templates import template_of
from households.enums import EMPLOYMENT_KINDS, Category, FactKind, Sex
from households.models import HardToEmploySpell, Registration
from households.queries.cases import Rows
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce

WORKERS = (Role.COMMUNITY_WORKER, Role.COMMUNITY_DIRECTOR, Role.STREET_OFFICER, Role.DISTRICT_OFFICER, Role.HELPER)


def unemployed(on: dt.date, *, person: str = "person") -> Any:
    """As a condition: whether nobody registered the ``person`` of a row as employed on the day ``on``."""
    work = Registration.objects.employment().filter(person=OuterRef(person), validity__contains=on)
    return ~Exists(work)


def out_of_work(user: User, on: dt.date) -> Rows:
    """The unemployed cases of the area: who is in status and not employed on the day ``on``."""
    rows = HardToEmploySpell.objects.visible_to(user).open().counted().filter(certified_on__lte=on)
    return rows.filter(unemployed(on)).select_related("person", "household__area")


def without_plan() -> Any:
    """As a condition on cases: whether there is no plan in force."""
    return ~Exists(Plan.objects.filter(spell=OuterRef("pk"), replaced_at=None))


def cases_without_plan(user: User, on: dt.date) -> Rows:
    """Unemployed cases of the area without a plan; who has been on record longest comes first."""
    return out_of_work(user, on).filter(without_plan()).order_by("certified_on", "pk")


def listed() -> Rows:
    """Plans in force, with the number of their measures that are ``done`` and of all."""
    done = Count("measures", filter=Q(measures__done_on__isnull=False))
    rows = Plan.objects.active().filter(spell__person__merged_into=None)
    return rows.select_related("spell__person", "spell__household__area", "opened_by").annotate(
        done=done, planned=Count("measures")
    )


def to_review(user: User, on: dt.date) -> Rows:
    """Plans of unemployed people whose day of review has come, the longest overdue first."""
    due = listed().visible_to(user).filter(unemployed(on, person="spell__person"), review_on__lte=on)
    return due.order_by("review_on", "pk")


def own_measures(user: User, on: dt.date) -> Rows:
    """What ``user`` has to do by the plans in force, whoever's area the case is in; the most urgent first."""
    rows = Measure.objects.open().filter(owner=user)
    return rows.select_related("plan__spell__person", "plan__spell__household__area").order_by("due_on", "pk")


def plans_of(spell: HardToEmploySpell) -> QuerySet[Plan]:
    """Every version of the plan of a case, the latest first, with measures and reviews."""
    measures = Measure.objects.select_related("owner", "done_by").order_by("due_on", "pk")
    reviews = PlanReview.objects.select_related("reviewed_by").order_by("-reviewed_on", "-pk")
    return (
        spell.plans.select_related("opened_by")
        .prefetch_related(Prefetch("measures", measures), Prefetch("reviews", reviews))
        .order_by("-version")
    )


def owners_for(area: Area) -> QuerySet[User]:
    """Who may be asked to carry out a measure for a case of the community ``area``: its own people, those above it
    up to the district, and the helpers of either."""
    codes = area.path.split("/")[:-1]
    paths = ["/".join(codes[: end + 1]) + "/" for end in range(len(codes))]
    serving = accounts().filter(is_active=True, area__path__in=paths, role__in=WORKERS)
    return serving.filter(area__level__lte=AreaLevel.DISTRICT).order_by("area__level", "full_name", "pk")


def template_for(spell: HardToEmploySpell, on: dt.date) -> str:
    """The key of the template proposed for a case on the day ``on``, by what the registry knows of the person."""
    person = spell.person
    return template_of(
        has_a_trade=bool(person.skills),
        has_worked=person.registrations.filter(kind__in=EMPLOYMENT_KINDS).exists(),
        is_older=Category.C01 in spell.categories or _is_older(spell, on),
        is_frail=person.facts.filter(kind=FactKind.DISABILITY_CERTIFICATE, validity__contains=on).exists(),
    )


def _is_older(spell: HardToEmploySpell, on: dt.date) -> bool:
    key: Any = parameters.AGE_4050_F if spell.person.sex == Sex.FEMALE else parameters.AGE_4050_M
    try:
        from_age: int = value_on(key, on, spell.household.area).value
    except ParameterNotInForce:
        return False
    return age_on(spell.person.born, on) >= from_age
