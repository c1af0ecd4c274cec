"""What the registry's pages read, each in a fixed number of statements."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from accounts.identifiers import age_on
from households.enums import FactKind, FamilyKind, IncomeSource, RegistrationKind, Relation
from households.models import (
    Correction,
    Couple,
    Fact,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    Membership,
    MonthlyConfirmation,
    Person,
    PersonFinding,
    Registration,
    Responsibility,
    Survey,
    ZeroFamilyCase,
)
from households.models.identity import DESCRIBING
from households.models.registry import HouseholdQuerySet, PersonQuerySet
from households.queries.rowwise import exists_by_row
from households.rules.clears import WORKING_MIN, Clears, clears_of


def _is_unemployed(registrations: Sequence[Registration]) -> bool:
    return any(registration.kind == RegistrationKind.UNEMPLOYED for registration in registrations)


@dataclass(frozen=True)
class KnownMember:
    """A member as registered on a day. ``registrations`` and ``facts`` stand on that day, the latest first;
    ``past`` are the registrations that had ended before it. ``spouse`` is the spouse's key;
    ``is_child`` whether the survey asks nothing about work. ``described`` is the latest correction of the birth date or
    sex, which says why they are not those of the ID number."""

    person: Person
    relation: str
    registrations: tuple[Registration, ...] = ()
    past: tuple[Registration, ...] = ()
    facts: dict[int, Fact] = field(default_factory=dict)
    spouse: int | None = None
    is_child: bool = False
    described: Correction | None = None

    @property
    def relation_label(self) -> str:
        return Relation(self.relation).label

    @property
    def clears(self) -> Clears:
        return clears_of(self.person, unemployed=_is_unemployed(self.registrations), child=self.is_child)


def members_on(household: Household, on: dt.date) -> list[KnownMember]:
    """The present members with all that stands of them on the day ``on``: the head first, then by age."""
    descriptions = Correction.objects.filter(kind__in=DESCRIBING)
    memberships = list(
        household.memberships.filter(validity__upper_inf=True)
        .select_related("person")
        .prefetch_related(
            Prefetch("person__registrations", Registration.objects.order_by("-validity", "-pk")),
            Prefetch("person__facts", Fact.objects.order_by("validity", "pk")),
            Prefetch("person__corrections", descriptions.order_by("-pk"), to_attr="descriptions"),
        )
    )
    memberships.sort(key=lambda m: (m.relation != "head", m.relation != "spouse", m.person.born, m.pk))
    spouses = spouses_in(household)
    return [_known(membership, spouses, on) for membership in memberships]


def income_each(household: Household, members: Sequence[KnownMember]) -> Decimal | None:
    """人均月收入: the household's income by its living members, to the cent; None where either is unknown."""
    living = sum(member.person.dead_on is None for member in members)
    if household.monthly_income is None or not living:
        return None
    return (household.monthly_income / living).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _known(membership: Membership, spouses: dict[int, int], on: dt.date) -> KnownMember:
    registrations = membership.person.registrations.all()
    standing = tuple(r for r in registrations if r.validity.upper is None or r.validity.upper > on)
    return KnownMember(
        person=membership.person,
        relation=membership.relation,
        registrations=standing,
        past=tuple(r for r in registrations if r not in standing),
        facts={f.kind: f for f in membership.person.facts.all() if f.validity.upper is None or f.validity.upper > on},
        spouse=spouses.get(membership.person_id),
        is_child=age_on(membership.person.born, on) < WORKING_MIN,
        described=next(iter(membership.person.descriptions), None),  # type: ignore[attr-defined]  # prefetched
    )


def spouses_in(household: Household) -> dict[int, int]:
    """Who is married to whom in the household, both ways."""
    pairs = Couple.objects.filter(household=household, validity__upper_inf=True).values_list("first_id", "second_id")
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


def household_rows(on: dt.date) -> HouseholdQuerySet:
    """Households as their list shows them on the day ``on``."""
    latest = Survey.objects.filter(household=OuterRef("pk")).order_by("-visited_on", "-pk")
    members = Membership.objects.filter(validity__upper_inf=True).select_related("person").order_by("pk")
    answering = Responsibility.objects.filter(household=OuterRef("pk"), validity__upper_inf=True)
    return (
        Household.objects.select_related("area")
        .annotate(surveyed_on=Subquery(latest.values("visited_on")[:1]), is_answered_for=exists_by_row(answering))
        .prefetch_related(
            Prefetch("memberships", members, to_attr="present"),
            Prefetch("findings", HouseholdFinding.objects.on(on).order_by("kind"), to_attr="found"),
            Prefetch("zero_cases", ZeroFamilyCase.objects.running(on), to_attr="running_cases"),
            Prefetch("person_findings", PersonFinding.objects.on(on), to_attr="people_found"),
            Prefetch("spells", HardToEmploySpell.objects.open(), to_attr="open_spells"),
        )
    )


def looks_like(kind: FamilyKind, on: dt.date) -> Exists:
    """Whether a household (``pk``) is found to be of a kind on the day ``on``."""
    return Exists(HouseholdFinding.objects.on(on).filter(household=OuterRef("pk"), kind=kind))


def person_rows(on: dt.date) -> PersonQuerySet:
    """People as their list shows them on the day ``on``."""
    home = Membership.objects.filter(person=OuterRef("pk"), left_for=None).order_by("-validity")
    return Person.objects.annotate(community=Subquery(home.values("household__area__name")[:1])).prefetch_related(
        Prefetch("registrations", Registration.objects.on(on).order_by("-validity", "-pk"), to_attr="open_now"),
        Prefetch("spells", HardToEmploySpell.objects.open(), to_attr="open_spells"),
        Prefetch("findings", PersonFinding.objects.on(on).order_by("category"), to_attr="found"),
    )


@dataclass(frozen=True)
class MonthProgress:
    """How far the month's confirmations have come."""

    total: int
    done: int
    overdue: int

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def percent(self) -> float:
        return round(100 * self.done / self.total, 1) if self.total else 100.0


def month_progress(rows: MonthlyConfirmation.QuerySet, month: dt.date) -> MonthProgress:
    """Of ``rows``: those of ``month`` and how many are done; and how many of earlier months were never done, where
    the person was still in status."""
    counts = rows.aggregate(
        total=Count("pk", filter=Q(month=month)),
        done=Count("pk", filter=Q(month=month, confirmed_at__isnull=False)),
        overdue=Count("pk", filter=Q(month__lt=month, confirmed_at=None, spell__exited_on=None)),
    )
    return MonthProgress(**counts)


def open_confirmations(rows: MonthlyConfirmation.QuerySet, month: dt.date) -> MonthlyConfirmation.QuerySet:
    """What is still to be confirmed up to ``month``, of people in status."""
    return (
        rows.open()
        .filter(month__lte=month, spell__exited_on=None)
        .select_related("spell__person", "spell__household__area")
        .prefetch_related(
            Prefetch(
                "spell__person__registrations",
                Registration.objects.filter(validity__upper_inf=True).order_by("-validity"),
                to_attr="open_now",
            )
        )
        .order_by("month", "spell__household__area__path", "pk")
    )


def certified_of(people: Sequence[int]) -> dict[int, HardToEmploySpell]:
    """The open status of each of these people who has one."""
    return {spell.person_id: spell for spell in HardToEmploySpell.objects.open().filter(person__in=people)}


def former_members(household: Household) -> QuerySet[Membership]:
    """Who belonged to the household and left it, the latest first."""
    return household.memberships.filter(validity__upper_inf=False).select_related("person").order_by("-validity", "pk")


def said_words(member: dict[str, Any]) -> list[str]:
    """What a survey's record says of one member, in words."""
    words = [f"{member['born']}出生", Relation(member["relation"]).label]
    for kinds, said in ((RegistrationKind, member["registrations"]), (FactKind, member["facts"])):
        for period in said:
            named = f"，{period['employer']}" if period.get("employer") else ""
            words.append(f"{kinds(period['kind']).label}（{period['since']}至{period['until'] or '今'}{named}）")
    if member.get("income_source"):
        words.append(f"月收入{member['monthly_income']}元（{IncomeSource(member['income_source']).label}）")
    if member.get("differs_why"):
        words.append(f"出生日期或性别与证件号不符：{member['differs_why']}（{member['differs_evidence']}）")
    return [*words, *(answer for answer in member["profile"].values() if answer)]
