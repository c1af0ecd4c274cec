"""补充人选: who may be placed in a public-welfare post, in the order they are to be asked."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Q, When

from accounts.models import User
from assistance.models import WelfarePost
from households.queries.cases import Rows

from . import caseload
from .plans import out_of_work


def candidates(post: WelfarePost, user: User, seen: caseload.Outlook) -> Rows:
    """Cases of the post's area that are out of work, with ``of_zero_family`` and ``points``: for a post the government
    pays for, zero-employment families before all others (哈就办字[2007]12号 三); then in the order of 优先帮扶."""
    first = Q(household__in=list(seen.promises)) if post.line.is_government_funded else Q(pk__in=())
    rows = out_of_work(user, seen.on).filter(household__area__path__startswith=post.area.path)
    marked = rows.annotate(of_zero_family=Case(When(first, then=True), default=False, output_field=BooleanField()))
    return caseload.with_points(marked, seen).order_by("-of_zero_family", "-points", "certified_on", "pk")


@dataclass(frozen=True)
class Place:
    """Where somebody stands among the candidates, first of whom comes ``first``."""

    rank: int
    zero_families: int
    first: int


def place_of(person: int, ranked: Sequence[tuple[int, bool]]) -> Place | None:
    """Of (person, whether of a zero-employment family) in their order; None for who is no candidate."""
    for before, (candidate, _) in enumerate(ranked):
        if candidate == person:
            return Place(before + 1, sum(is_zero for _, is_zero in ranked[:before]), ranked[0][0])
    return None


def ranked(post: WelfarePost, user: User, on: dt.date) -> list[tuple[int, bool]]:
    """Every candidate in order, as ``place_of`` takes them. Three statements."""
    rows = candidates(post, user, caseload.outlook(user, on))
    return list(rows.values_list("person", "of_zero_family"))
