"""人岗匹配, both ways: whom a vacancy suits, and which vacancies suit a person (S0-18, S1-10, S2-52).

What a vacancy demands is one of the dated trades (``vacancy.trades``); somebody has it who says so in the survey: the
name stands in the words told of the own skills, those the survey offers and any other.

A condition stands once, between the terms of a seeker and those of a post; either may be columns of the rows that are
ordered, or values of the one thing they are held against.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from accounts.models import Area, User
from assistance.enums import Health, MatchGround, Need
from assistance.models import Offer, Plan, Vacancy
from assistance.rules.matching import Match, match
from households.enums import Category
from households.models import HardToEmploySpell, Membership, ZeroFamilyCase
from households.queries.cases import Rows
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce

from .caseload import add_up, held_by
from .plans import out_of_work

FRAIL = ("一般或较弱", "有慢性病", "患重病")  # answers of the survey
FUNDED_WISH, OTHER_WISH = "公益性岗位", "单位就业"
NO_SKILL = ""
Terms = Mapping[str, Any]


def worth_on(area: Area, on: dt.date) -> Mapping[str, int]:
    """What each ground is worth; nothing where the policy does not say."""
    try:
        worth: Mapping[str, int] = value_on(parameters.MATCHING_POINTS, on, area).value
    except ParameterNotInForce:
        return {}
    return worth


def _seekers(rows: Rows) -> Rows:
    """Annotates cases with what a post is held against."""
    plans = Plan.objects.filter(spell=OuterRef("pk"), replaced_at=None)
    is_frail = Q(person__health__in=FRAIL) | Q(categories__contains=[Category.C03])
    return rows.annotate(
        seeker_frail=_truth(is_frail | Q(Exists(plans.filter(health=Health.LIGHT)))),
        seeker_wants_post=_truth(Q(Exists(plans.filter(needs__contains=[Need.POST])))),
    )


SEEKER: Mapping[str, str] = {
    "skills": "person__skills",
    "wish": "person__job_wish",
    "frail": "seeker_frail",
    "wants_post": "seeker_wants_post",
    "community": "household__area_id",
    "street": "household__area__parent_id",
    "district": "household__area__parent__parent_id",
}
POST: Mapping[str, str] = {
    "skill": "skill",
    "strength": "strength",
    "funded": "is_funded",
    "community": "works_in_id",
    "street": "works_in__parent_id",
    "district": "works_in__parent__parent_id",
}


def conditions(seeker: Terms, post: Terms) -> Mapping[MatchGround, Q]:
    """Of each ground the condition under which it holds between a seeker and a post."""
    asks_none = Q(Exact(post["skill"], Value(NO_SKILL)))
    funded = Q(Exact(post["funded"], Value(True)))
    same = {name: Q(Exact(seeker[name], post[name])) for name in ("community", "street", "district")}
    light = Q(Exact(post["strength"], Value(Health.LIGHT.value)))
    return {
        MatchGround.SKILL: ~asks_none & Q(GreaterThan(StrIndex(seeker["skills"], post["skill"]), Value(0))),
        MatchGround.NO_SKILL: asks_none,
        MatchGround.HEALTH: light | Q(Exact(seeker["frail"], Value(False))),
        MatchGround.COMMUNITY: same["community"],
        MatchGround.STREET: same["street"] & ~same["community"],
        MatchGround.DISTRICT: same["district"] & ~same["street"],
        MatchGround.WISH: Q(Exact(seeker["wish"], Value(FUNDED_WISH))) & funded
        | Q(Exact(seeker["wish"], Value(OTHER_WISH))) & ~funded,
        MatchGround.NEEDS_POST: Q(Exact(seeker["wants_post"], Value(True))),
    }


def suits(held: Mapping[MatchGround, Q]) -> Q:
    """``rules.matching.is_suited`` as a condition."""
    return held[MatchGround.HEALTH] & (held[MatchGround.SKILL] | held[MatchGround.NO_SKILL])


class Seekers:
    """Whom a vacancy suits, of the people out of work in the user's area."""

    def __init__(self, vacancy: Vacancy, user: User, on: dt.date) -> None:
        self.vacancy, self.user, self.on = vacancy, user, on
        self.worth = worth_on(user.area or vacancy.area, on)
        self.held = conditions(_columns(SEEKER), _values(vacancy, POST))
        families = ZeroFamilyCase.objects.running(on).visible_to(user).values_list("household", flat=True)
        self.first = Q(household__in=list(families)) if vacancy.is_funded else None

    def rows(self) -> Rows:
        """With ``comes_first`` and ``points``: of the area, at no work, alive, living here, not asked already."""
        asked = Offer.objects.standing().filter(vacancy=self.vacancy, person=OuterRef("person"))
        rows = _seekers(seeking(self.user, self.on)).filter(~Exists(asked))
        first = _truth(self.first) if self.first is not None else Value(False)
        return add_up(rows.annotate(comes_first=first), self.held, self.worth)

    def passed_over_for(self, person: int) -> Rows:
        """Who comes first and is suited, best first, where the person does not come first."""
        rows = self.rows().filter(comes_first=True)
        if self.first is None or HardToEmploySpell.objects.open().filter(self.first, person=person).exists():
            return rows.none()
        return rows.filter(suits(self.held)).exclude(person=person).order_by("-points", "certified_on", "pk")

    def told(self, rows: Collection[Any]) -> Mapping[int, Match]:
        """Of each of these rows why it stands where it stands. One statement."""
        asked = _seekers(HardToEmploySpell.objects.filter(pk__in=[row.pk for row in rows]))
        found = held_by(asked, self.held)
        return {row.pk: match(found[row.pk], self.worth, comes_first=row.comes_first) for row in rows}


class Posts:
    """Which vacancies of the city suit somebody out of work."""

    def __init__(self, case: HardToEmploySpell, user: User, on: dt.date) -> None:
        self.case, self.user, self.on = _seekers(HardToEmploySpell.objects.filter(pk=case.pk)).get(), user, on
        self.worth = worth_on(user.area or case.household.area, on)
        self.held = conditions(_values(self.case, SEEKER), _columns(POST))
        self.is_first = ZeroFamilyCase.objects.running(on).filter(household=case.household_id).exists()

    def rows(self) -> QuerySet[Any]:
        """With ``comes_first`` and ``points``: somebody is still to be found, and the person was not asked already."""
        asked = Offer.objects.standing().filter(vacancy=OuterRef("pk"), person=self.case.person_id)
        rows = Vacancy.objects.visible_to(self.user).lacking(self.on).filter(~Exists(asked))
        first = F("is_funded") if self.is_first else Value(False)
        return add_up(rows.annotate(comes_first=first), self.held, self.worth)

    def told(self, rows: Collection[Any]) -> Mapping[int, Match]:
        """Of each of these rows why it stands where it stands. One statement."""
        found = held_by(Vacancy.objects.filter(pk__in=[row.pk for row in rows]), self.held)
        return {row.pk: match(found[row.pk], self.worth, comes_first=row.comes_first) for row in rows}


def seeking(user: User, on: dt.date) -> Rows:
    """The certified people of the area to whom a post can be recommended: at no work, alive, and living there."""
    living = Membership.objects.on(on).filter(person=OuterRef("person"), household=OuterRef("household"))
    return out_of_work(user, on).filter(Exists(living), person__dead_on=None)


def waiting_for_an_offer(user: User, on: dt.date) -> Rows:
    """即时岗位援助 (S1-13): who is in status, with ``first_offer_on``, the first post recommended since the
    certification, ``until``, the day of it or today, and how long that took, ``waited``."""
    offers = Offer.objects.standing().filter(person=OuterRef("person"), made_on__gte=OuterRef("certified_on"))
    first = offers.order_by().values("person").annotate(first=Min("made_on")).values("first")
    rows = HardToEmploySpell.objects.visible_to(user).open().counted().select_related("person", "household__area")
    rows = rows.annotate(first_offer_on=Subquery(first)).annotate(until=Coalesce("first_offer_on", Value(on)))
    return rows.annotate(waited=ExpressionWrapper(F("until") - F("certified_on"), DurationField()))


def _truth(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def _columns(terms: Mapping[str, str]) -> Terms:
    return {name: F(path) for name, path in terms.items()}


def _values(row: Any, terms: Mapping[str, str]) -> Terms:
    """The same of one row, as values."""
    found = {}
    for name, path in terms.items():
        value = row
        for part in path.split("__"):
            value = getattr(value, part)
        found[name] = Value(value, IntegerField()) if name in ("community", "street", "district") else Value(value)
    return found
