"""Households of the demo city on the move: one given to another community, one of which a member has left, one in
mourning."""

import datetime as dt

from django.db.models import Count

from accounts.models import Area
from households.actions.deaths import register_death
from households.actions.handovers import Giving, propose_handover
from households.actions.splitting import Move, split_household
from households.enums import Relation
from households.models import Household, Membership

from .areas import Offices
from .story import SHANGHAI


def play_moves(offices: Offices, until: dt.date) -> None:
    """On the last day: the second community gives a household to the first, one of the first's is split, and in another
    somebody has died."""
    at = dt.datetime.combine(until, dt.time(9, 45), SHANGHAI)
    own, other = offices.communities[:2]
    given = _without_cases(other)
    if given is not None:
        giving = Giving(own, until, "家庭已搬到该社区居住", "建设路88号2单元301")
        propose_handover(household=given, giving=giving, worker=offices.workers[other.pk], at=at)
    home = _without_cases(own)
    if home is not None:
        leaving = home.memberships.filter(validity__upper_inf=True).order_by("-pk")[0]
        move = Move({leaving.person_id: Relation.HEAD}, until, "户口簿已分立")
        split_household(household=home, move=move, address="建设路16号1单元502", worker=offices.workers[own.pk], at=at)

    elders = Membership.objects.filter(household__area=own, validity__upper_inf=True, person__spells=None)
    elder = elders.exclude(relation=Relation.HEAD).order_by("person__born", "pk").select_related("person").first()
    if elder is not None:
        worker = offices.workers[own.pk]
        register_death(person=elder.person, on=until, evidence="医学死亡证明", head=None, worker=worker, at=at)


def _without_cases(area: Area) -> Household | None:
    """The first household of a community with several members and nothing applied for."""
    rows = Household.objects.filter(area=area, certifications=None).annotate(people=Count("memberships"))
    return rows.filter(people__gt=1).order_by("pk").first()
