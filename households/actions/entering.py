"""Households written many at a time, from what was read of them: the registry's rows, and what the rules find."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model
from django.utils import timezone

from accounts import audit
from accounts.actions.copying import copy_in, new_keys
from accounts.fields import resident_id_digest
from accounts.models import User
from households.enums import Relation
from households.models import Couple, Fact, Household, Membership, Person, Registration, Residence, Responsibility
from households.models.findings import Origin
from households.names import search_columns
from households.queries.terms import RuleTerms
from households.rosters.plans import Plan

from .assessment import assess_all
from .periods import DETAILS
from .surveyed import SurveyedFact, SurveyedMember, SurveyedRegistration

Rows = dict[type[Model], list[dict[str, Any]]]
"""What is to be written, by model: values by field."""

ORDER = (Household, Responsibility, Residence, Person, Membership, Couple, Registration, Fact)


def enter_households(
    plans: Sequence[Plan], *, terms: Callable[[int], RuleTerms], roster: int, actor: User, at: dt.datetime
) -> list[int]:
    """Register these households of which nobody is registered yet, and ask every rule about them. Returns their keys.

    ``terms`` are those in force in a community. To be called in a transaction; raises IntegrityError where somebody
    was registered in the meantime.
    """
    today, rows = timezone.localdate(at), _no_rows()
    homes = list(new_keys(Household, len(plans)))
    people = new_keys(Person, sum(len(plan.members) for plan in plans))
    for home, plan in zip(homes, plans, strict=True):
        _household(home, plan, today, rows)
        keys = [next(people) for _ in plan.members]
        for key, member in zip(keys, plan.members, strict=True):
            _member(home, key, member, today, rows)
        if plan.couple is not None:
            first, second = sorted(keys[place] for place in plan.couple)
            couple = {"household_id": home, "first_id": first, "second_id": second, "validity": DateRange(today, None)}
            rows[Couple].append(couple)
    for model in ORDER:
        copy_in(model, rows[model])
    _assess(homes, plans, terms, today)
    subjects = [
        (Household(pk=home), {"roster": roster, "members": len(plan.members)})
        for home, plan in zip(homes, plans, strict=True)
    ]
    audit.record_each(event="household.entered", subjects=subjects, actor=actor, at=at)
    return homes


def enter_members(home: Household, members: Sequence[SurveyedMember], *, today: dt.date) -> None:
    """Register people of whom none is registered yet, in a household that is. To be called in a transaction."""
    rows = _no_rows()
    for key, member in zip(new_keys(Person, len(members)), members, strict=True):
        _member(home.pk, key, member, today, rows)
    if home.memberships.filter(validity__upper_inf=True, relation=Relation.HEAD).exists():
        for row in rows[Membership]:
            row["relation"] = Relation.OTHER if row["relation"] == Relation.HEAD else row["relation"]
    for model in ORDER:
        copy_in(model, rows[model])


def _no_rows() -> Rows:
    return defaultdict(list)


def _household(home: int, plan: Plan, today: dt.date, rows: Rows) -> None:
    lives = {"address": plan.address, "area_id": plan.area}
    lasts = {"household_id": home, "validity": DateRange(today, None)}
    rows[Household].append({"id": home, **lives, "hukou": plan.hukou, "housing": plan.housing})
    rows[Responsibility].append({**lasts, "area_id": plan.area})
    rows[Residence].append({**lasts, **lives})


def _member(home: int, key: int, member: SurveyedMember, today: dt.date, rows: Rows) -> None:
    described = {
        "name": member.name,
        **search_columns(member.name),
        "sex": member.sex,
        "born": member.born,
        "id_number": member.id_number,
        "id_digest": resident_id_digest(member.id_number),
        "phone": member.phone,
        "retirement_track": member.retirement_track,
        "children_born": list(member.children_born),
    }
    rows[Person].append({"id": key, **described, **member.profile})
    stays = {"household_id": home, "person_id": key, "validity": DateRange(today, None)}
    rows[Membership].append({**stays, "relation": member.relation, "recorded_on": today})
    for one in member.registrations:
        rows[Registration].append({"person_id": key, **_period(one), "recorded_on": today})
    for fact in member.facts:
        rows[Fact].append({"person_id": key, **_period(fact)})


def _period(said: SurveyedRegistration | SurveyedFact) -> dict[str, Any]:
    details = {name: getattr(said, name) for name in DETAILS if hasattr(said, name)}
    return {"kind": said.kind, "validity": said.validity, **details}


def _assess(homes: Sequence[int], plans: Sequence[Plan], terms: Callable[[int], RuleTerms], today: dt.date) -> None:
    of_area: dict[int, list[int]] = defaultdict(list)
    for home, plan in zip(homes, plans, strict=True):
        of_area[plan.area or 0].append(home)
    for area, keys in of_area.items():
        assess_all(keys, terms(area), on=today, origin=Origin.ACT)
