"""培训意愿调查: who wishes to learn what, and of whom only the survey knows that something is wished."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from assistance.models import Enrolment, TrainingWish
from households.models import Membership, Person
from households.queries.humans import human_of

NO_WISH = "不需要"  # as the survey offers it


def wishes(user: User) -> Any:
    """What the user's people wish to learn, with ``is_enrolled``: whether they have a place in a course of the trade
    since they were asked."""
    places = Enrolment.objects.standing().annotate(human=human_of("person"))
    places = places.filter(
        human=OuterRef("human"), course__trade=OuterRef("trade"), course__ends_on__gte=OuterRef("asked_on")
    )
    rows = TrainingWish.objects.visible_to(user).standing().annotate(human=human_of("person"))
    return rows.annotate(is_enrolled=Exists(places)).select_related("person", "household__area")


def willing(user: User, on: dt.date) -> Any:
    """The memberships of who told the survey of a wish to learn, without a trade noted."""
    noted = TrainingWish.objects.standing().filter(
        Q(person=OuterRef("person")) | Q(person__merged_into=OuterRef("person"))
    )
    rows = Membership.objects.last_visible_to(user).filter(~Exists(noted), validity__contains=on, person__dead_on=None)
    asked = rows.exclude(person__training_wish__in=["", NO_WISH])
    return asked.select_related("person", "household__area")


def wishes_of(person: Person) -> Any:
    """What somebody wishes to learn, those struck off among them."""
    return TrainingWish.objects.of(person).select_related("struck_by").order_by("-asked_on", "-pk")
