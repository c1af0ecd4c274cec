"""培训、提供岗位、介绍就业“一体化” (苏劳社就管〔2005〕19号 三4): one person's way from training to work, each step read
from where it stands."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from assistance.models import Offer, Placement
from households.models import Person, Registration
from households.queries.humans import of_humans

from .training import of_person
from .training_demand import wishes_of


@dataclass(frozen=True)
class Chain:
    """What was wished, the courses, the posts offered and the work, the latest first of each."""

    wishes: list[Any]
    places: list[Any]
    offers: list[Any]
    works: list[Any]

    @property
    def learnt_on(self) -> dt.date | None:
        """The first day something was completed."""
        return min((row.finished_on for row in self.places if row.finished_on), default=None)

    @property
    def offered_on(self) -> dt.date | None:
        """The first post offered since."""
        return self._first([row.made_on for row in self.offers if row.struck_at is None])

    @property
    def placed_on(self) -> dt.date | None:
        """The first work begun since."""
        return self._first([row.validity.lower for row, _ in self.works])

    @property
    def steps(self) -> list[tuple[str, dt.date | None]]:
        return [("培训结业", self.learnt_on), ("推荐岗位", self.offered_on), ("就业", self.placed_on)]

    def _first(self, days: list[dt.date]) -> dt.date | None:
        since = self.learnt_on
        return min((day for day in days if since and day >= since), default=None)


def chain_of(person: Person) -> Chain:
    """The chain of a human, in a fixed number of statements."""
    offers = Offer.objects.of(person).prefetch_related("looks").order_by("-made_on", "-pk")
    works = of_humans(Registration.objects.employment(), [person.pk]).order_by("-validity", "-pk")
    told = {row.registration_id: row for row in Placement.objects.standing().of(person).select_related("offer")}
    return Chain(
        wishes=list(wishes_of(person)),
        places=list(of_person(person)),
        offers=list(offers),
        works=[(work, told.get(work.pk)) for work in works],
    )
