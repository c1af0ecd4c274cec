"""跟踪服务卡 (沈阳市经验材料 一·二): where people stand, what was done for them, and what comes next."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from accounts.models import Area
from assistance.enums import DELIVERIES, POLICY_STEPS, Reception, ServiceKind
from assistance.rules.one_three_one import OneThreeOne, one_three_one
from households.enums import RegistrationKind
from households.models import (
    HardToEmploySpell,
    Household,
    Membership,
    MonthlyConfirmation,
    Person,
    Registration,
    ZeroFamilyCase,
)
from households.queries.humans import whose
from policy import parameters
from policy.models import values_on
from policy.parameters import ParameterNotInForce

from . import visits
from .referrals import Referral, referrals_of
from .services import of_people


@dataclass(frozen=True)
class Count:
    """How often something was given, and when last."""

    title: str
    times: int
    last_on: dt.date | None


@dataclass(frozen=True)
class Next:
    """What is to be done, by when (None: at once), and where."""

    title: str
    due_on: dt.date | None
    url: str


@dataclass
class Card:
    """One person's card. ``one_three_one`` is None for who is not helped now, or while its terms are not set."""

    person: Person
    membership: Membership | None
    spell: HardToEmploySpell | None = None
    works: list[Registration] = field(default_factory=list)
    services: list[Any] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    visits: list[Any] = field(default_factory=list)
    one_three_one: OneThreeOne | None = None
    next: list[Next] = field(default_factory=list)

    @property
    def given(self) -> list[Any]:
        """What counts: services accepted and not struck off, and the effective referrals that offered posts are."""
        accepted = [row for row in self.services if row.struck_at is None and row.outcome == Reception.ACCEPTED]
        return [*accepted, *(row for row in self.referrals if row.is_effective)]

    @property
    def deliveries(self) -> list[Count]:
        return [self._count(kind) for kind in DELIVERIES]

    @property
    def policy_steps(self) -> list[Count]:
        return [self._count(kind) for kind in POLICY_STEPS]

    def _count(self, kind: Any) -> Count:
        days = [row.on for row in self.given if row.kind == kind]
        return Count(kind.label, len(days), max(days, default=None))

    @property
    def one_three_one_counts(self) -> list[tuple[str, int, int]]:
        """Of each kind its name, how many were given and how many are needed."""
        counted = self.one_three_one
        if counted is None:
            return []
        return [(ServiceKind(kind).label, counted.done[kind], number) for kind, number in counted.needed.items()]


def card_of(person: Person, on: dt.date) -> Card:
    """The card of one person."""
    home = person.memberships.filter(left_for=None).select_related("household__area").order_by("-validity").first()
    return cards([(person, home)], on)[0]


def family_cards(household: Household, on: dt.date, person: int | None = None) -> list[Card]:
    """The cards of those who live in the household on the day, or of the one of them with the key ``person``."""
    living = household.memberships.on(on).select_related("person", "household__area").order_by("pk")
    chosen = living.filter(person=person) if person else living
    return cards([(row.person, row) for row in chosen], on)


def cards(people: Sequence[tuple[Person, Membership | None]], on: dt.date) -> list[Card]:
    """The cards of these people with where each lives, in a fixed number of statements."""
    made = {person.pk: Card(person, home) for person, home in people}
    for spell in HardToEmploySpell.objects.in_status(on).filter(person__in=made).order_by("certified_on"):
        made[spell.person_id].spell = spell
    for work in Registration.objects.on(on).filter(person__in=made).order_by("-validity", "-pk"):
        made[work.person_id].works.append(work)
    for service in of_people(made):
        made[whose(service, made)].services.append(service)
    for human, referral in referrals_of(made):
        made[human].referrals.append(referral)
    for visit in visits.of_people(made):
        made[whose(visit, made)].visits.append(visit)
    _count_131(made.values(), on)
    _plan(made, on)
    return list(made.values())


def _count_131(found: Iterable[Card], on: dt.date) -> None:
    """Counts from the day of certification on, else from that of the unemployment registration."""
    terms: dict[int, Any] = {}
    for card in found:
        since = _helped_since(card)
        if since is None or card.membership is None:
            continue
        area = card.membership.household.area
        if area.pk not in terms:
            terms[area.pk] = _terms(area, on)
        if (known := terms[area.pk]) is not None:
            needed, months = known
            given = ((row.kind, row.on) for row in card.given)
            card.one_three_one = one_three_one(since, given, needed=needed, months=months)


def _helped_since(card: Card) -> dt.date | None:
    if card.spell is not None:
        return card.spell.certified_on
    first: dt.date | None = next((w.validity.lower for w in card.works if w.kind == RegistrationKind.UNEMPLOYED), None)
    return first


def _terms(area: Area, on: dt.date) -> tuple[Mapping[str, int], int] | None:
    try:
        values = values_on([parameters.SERVICE_131_COUNTS, parameters.SERVICE_131_MONTHS], on, area)
    except ParameterNotInForce:
        return None
    return values[parameters.SERVICE_131_COUNTS.key].value, values[parameters.SERVICE_131_MONTHS.key].value


def _plan(made: Mapping[int, Card], on: dt.date) -> None:
    """What comes next for each: the family's promise, the month's confirmation, the rest of 一三一."""
    homes = {card.membership.household_id for card in made.values() if card.membership is not None}
    running = ZeroFamilyCase.objects.running(on).filter(household__in=homes)
    promises = {case.household_id: case for case in running}
    confirmations = MonthlyConfirmation.objects.open().filter(spell__person__in=made, month__lte=on)
    for confirmation in confirmations.select_related("spell").order_by("-month"):
        words = f"确认{confirmation.month:%Y年%-m月}的基本信息"
        made[confirmation.spell.person_id].next.append(Next(words, None, reverse("households:confirmations")))
    for work in _callbacks(made, on):
        url = f"{reverse('assistance:visit_new', args=[work.person_id])}?registration={work.pk}"
        made[work.person_id].next.append(Next("就业后回访", work.due_on, url))
    for card in made.values():
        if card.membership is not None and (case := promises.get(card.membership.household_id)) is not None:
            url = reverse("households:certification", args=[case.certification_id])
            card.next.append(Next("帮助家庭至少一人就业", case.due_on, url))
        counted = card.one_three_one
        if counted is not None and counted.completed_on is None:
            page = "offer_new" if counted.missing == (ServiceKind.REFERRAL,) else "service_new"
            url = reverse(f"assistance:{page}", args=[card.person.pk])
            card.next.append(Next("完成“一三一”服务", counted.due, url))
        card.next.sort(key=lambda one: one.due_on or on)


def _callbacks(made: Mapping[int, Card], on: dt.date) -> Any:
    """The employments whose next call-back is still to come or overdue, by the terms of the first one's area."""
    homes = (card.membership for card in made.values() if card.membership is not None)
    first = next(homes, None)
    days = visits.callback_days(first.household.area if first else None, on)
    rows = visits.employed_cases(on).filter(person__in=made)
    return visits.with_callbacks(rows, days).filter(due_on__isnull=False)
