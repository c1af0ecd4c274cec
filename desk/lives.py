"""One person's four blocks (哈人社发〔2010〕230号 第五条(三)): where each stands today, and all on one timeline."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from accounts.models import User
from assistance.models import Offer, Plan, Pledge, Service, Visit
from assistance.queries.happenings import assistance_sources
from households.models import Endorsement, HardToEmploySpell, Membership, Person, Registration, ZeroFamilyCase
from households.queries.happenings import Place, happened, registrations_of
from households.queries.registry_happenings import registry_sources
from ui.marks import Event


@dataclass(frozen=True)
class Standing:
    """Where each block stands: the running status with ``plan_on``, when its plan is looked at next, if it has one; the
    family's case with its clock; when somebody was last there; posts that wait for an answer; work and benefits."""

    home: Membership | None
    spell: Any
    family: Any
    visited_on: dt.date | None
    served_on: dt.date | None
    unanswered: int
    works: Sequence[Registration]
    benefits: Sequence[Endorsement]


@dataclass(frozen=True)
class Life:
    """The standing, a stretch of the timeline, the latest first, and the place to read on from."""

    standing: Standing
    events: Sequence[Event]
    following: Place | None


def life_of(
    person: Person, user: User, on: dt.date, *, limit: int, block: str = "", before: Place | None = None
) -> Life:
    """What is known of a person the user sees, under all registrations of the person, in nine statements."""
    people = registrations_of(person)
    sources = [*registry_sources(people, user), *assistance_sources(people, user)]
    events, following = happened(sources, limit=limit, block=block, before=before)
    return Life(_standing(people, on), events, following)


def _standing(people: Sequence[int], on: dt.date) -> Standing:
    home = Membership.objects.filter(person=people[0], left_for=None).select_related("household__area")
    lives = home.order_by("-validity").first()
    plans = Plan.objects.active().filter(spell=OuterRef("pk")).values("review_on")
    spells = HardToEmploySpell.objects.in_status(on).filter(person__in=people).annotate(plan_on=Subquery(plans))
    works = Registration.objects.on(on).filter(person__in=people).order_by("-validity", "-pk")
    endorsed = Endorsement.objects.filter(certificate__person__in=people, cancels=None, cancelled_by=None)
    benefits = endorsed.filter(Q(last_day=None) | Q(last_day__gte=on), first_day__lte=on).order_by("-first_day", "-pk")
    return Standing(
        home=lives,
        spell=spells.order_by("-certified_on").first(),
        family=_family(lives),
        **_care(people),
        works=list(works),
        benefits=list(benefits),
    )


def _care(people: Sequence[int]) -> dict[str, Any]:
    """When somebody was last there, last served or offered a post, and how many posts wait for an answer; one
    statement."""
    visited = Visit.objects.met().filter(person__in=people).order_by("-on")
    served = Service.objects.given().filter(person__in=people).order_by("-on")
    offered = Offer.objects.standing().filter(person__in=people).order_by("-made_on")
    waiting = Offer.objects.standing().filter(person__in=people, answer="").order_by().values(_one=Value(1))
    found = {
        "visited_on": Subquery(visited.values("on")[:1]),
        "served_on": Greatest(Subquery(served.values("on")[:1]), Subquery(offered.values("made_on")[:1])),
        "unanswered": Coalesce(Subquery(waiting.annotate(number=Count("pk")).values("number")), 0),
    }
    return dict(Person.objects.filter(pk=people[0]).values(**found).get())


def _family(lives: Membership | None) -> Any:
    """The open case of the family the person lives in, with ``placed_on`` and whether its promise ``is_signed``."""
    if lives is None or lives.validity.upper is not None:
        return None
    signed = Pledge.objects.signed().filter(case=OuterRef("pk"))
    cases = ZeroFamilyCase.objects.with_placement().filter(household=lives.household_id, ended_on=None)
    return cases.annotate(is_signed=Exists(signed)).first()
