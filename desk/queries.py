"""What gathers across apps: my work, search, and what a refresh changed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from accounts.fields import resident_id_digest
from accounts.identifiers import halfwidth, normalize_id
from accounts.models import Area, User
from accounts.permissions import Act, may
from households.models import (
    Certification,
    Exit,
    Household,
    HouseholdFinding,
    Membership,
    MonthlyConfirmation,
    Person,
    PersonFinding,
    RefreshRun,
)
from households.models.findings import Origin
from households.queries import cases
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce

FIRST_ROWS = 5
QUEUE_ROWS = 100
FOUND_ROWS = 50
EXPLAINED_ROWS = 200


@dataclass(frozen=True)
class Pile:
    """One kind of work: for those who may do ``act``, ``rows(user, on)`` in the order they should be done."""

    kind: str
    title: str
    icon: str
    act: Act
    rows: Callable[[User, dt.date], cases.Rows]


@dataclass(frozen=True)
class Work:
    """What waits of one kind: how many in all, and the first of them."""

    pile: Pile
    total: int
    rows: list[Any]


def _decides(user: User, kind: Any) -> bool:
    """Whether any chain of this kind of application has a step at the officer's level."""
    return user.area is not None and any(s.level == user.area.level for chain in kind.chains for s in chain.steps)


def _to_decide(user: User, on: dt.date) -> cases.Rows:
    return cases.to_decide(user, on) if _decides(user, Certification) else Certification.objects.none()


def _exits_to_decide(user: User, on: dt.date) -> cases.Rows:
    return cases.exits_to_decide(user, on) if _decides(user, Exit) else Exit.objects.none()


def _families_near(user: User, on: dt.date) -> cases.Rows:
    if user.area is None:
        return cases.families(on).none()
    try:
        warn_days = value_on(parameters.ZF_WARN_DAYS, on, user.area).value
    except ParameterNotInForce:
        warn_days = []
    return cases.families_near(user, on, warn_days=warn_days)


PILES = (
    Pile("decisions", "待审批的认定", "clipboard-check", Act.DECIDE, _to_decide),
    Pile("exits", "待决定的退出", "logout", Act.DECIDE, _exits_to_decide),
    Pile("families", "临近到期和已逾期的零就业家庭", "calendar-due", Act.READ_CASES, _families_near),
    Pile("returned", "退回待补正的认定", "arrow-back-up", Act.SURVEY, cases.returned),
    Pile("proposed-exits", "待确认的退出", "list-check", Act.SURVEY, cases.exits_to_confirm),
    Pile("families-found", "疑似零就业家庭，未申请认定", "home-heart", Act.SURVEY, cases.families_found),
    Pile("people-found", "疑似就业困难人员，未申请认定", "user-search", Act.SURVEY, cases.people_found),
    Pile("notices", "正在公示", "speakerphone", Act.SURVEY, cases.notices_ending),
    Pile("confirmations", "每月更新待确认", "refresh", Act.SURVEY, cases.confirmations_open),
)


def piles_of(user: User) -> list[Pile]:
    """The kinds of work the user's role knows."""
    return [pile for pile in PILES if may(user, pile.act)]


def my_work(user: User, *, on: dt.date) -> list[Work]:
    """What waits for ``user`` on the day ``on``, over all apps: one query for each kind of work."""
    found = []
    for pile in piles_of(user):
        rows = list(cases.with_total(pile.rows(user, on))[:FIRST_ROWS])
        found.append(Work(pile, rows[0].total if rows else 0, rows))
    return found


@dataclass(frozen=True)
class Found:
    """What a search found; ``is_cut`` says that there is more."""

    people: list[Any]
    households: list[Any]
    certifications: list[Any]
    exits: list[Any]
    is_cut: bool = False

    @property
    def total(self) -> int:
        return len(self.people) + len(self.households) + len(self.certifications) + len(self.exits)


def search(user: User, words: str, *, on: dt.date) -> Found:
    """People, households and cases of the user's area by exact number, or by a part of the name or address."""
    wanted = halfwidth(words)
    number = normalize_id(wanted)
    if len(number) == 18 and number[:17].isdecimal():
        return Found(_people(user, Q(id_digest=resident_id_digest(number)), on), [], [], [])
    letter, digits = wanted[:1].upper(), wanted[1:]
    if letter in "HJRT" and digits.isdecimal() and len(digits) < 12:
        return _by_number(user, letter, int(digits), on)
    if not wanted:
        return Found([], [], [], [])
    people = _people(user, Q(name__icontains=wanted), on)
    homes = cases.with_head(Household.objects.visible_to(user), on, household="pk").select_related("area")
    households = list(homes.filter(address__icontains=wanted).order_by("pk")[: FOUND_ROWS + 1])
    is_cut = len(people) > FOUND_ROWS or len(households) > FOUND_ROWS
    return Found(people[:FOUND_ROWS], households[:FOUND_ROWS], [], [], is_cut)


def _people(user: User, condition: Q, on: dt.date) -> list[Any]:
    """People with the household they live in, as ``home``."""
    people = list(Person.objects.visible_to(user).filter(condition).order_by("name", "pk")[: FOUND_ROWS + 1])
    rows = Membership.objects.filter(person__in=people, validity__contains=on).select_related("household__area")
    homes = {row.person_id: row.household for row in rows}
    for person in people:
        person.home = homes.get(person.pk)  # type: ignore[attr-defined]  # for the page
    return people


def _by_number(user: User, letter: str, key: int, on: dt.date) -> Found:
    households: list[Any] = []
    certifications: list[Any] = []
    exits: list[Any] = []
    if letter == "H":
        homes = cases.with_head(Household.objects.visible_to(user), on, household="pk")
        households = list(homes.select_related("area").filter(pk=key))
    elif letter == "T":
        exits = list(cases.exits(on).visible_to(user).filter(pk=key))
    else:
        rows = cases.certifications(on).visible_to(user)
        certifications = list(rows.filter(pk=key, person__isnull=letter == "J"))
    return Found([], households, certifications, exits)


def runs_over(area: Area) -> cases.Rows:
    """Refreshes that touched ``area``: of itself, of areas below it, and of those above it."""
    codes = area.path.split("/")[:-1]
    above = ["/".join(codes[:depth]) + "/" for depth in range(1, len(codes))]
    rows = RefreshRun.objects.filter(Q(area__path__startswith=area.path) | Q(area__path__in=above))
    return rows.select_related("area", "started_by").order_by("-on", "-pk")


@dataclass(frozen=True)
class Difference:
    """What a refresh changed in an area, with the reasons; each list is cut at EXPLAINED_ROWS."""

    entered: list[Any]
    left: list[Any]
    exits: list[Any]
    confirmations: int
    confirmed: int


def difference(user: User, run: RefreshRun) -> Difference:
    """What changed in the user's area on the day of ``run``, by all its refreshes: who entered, who left, and why."""
    on = run.on
    began = RefreshRun.objects.filter(on=on).values("started_at")
    exits = cases.exits(on).visible_to(user).filter(drafted_at__in=began).order_by("rank", "pk")
    confirmations = MonthlyConfirmation.objects.visible_to(user).filter(month=on.replace(day=1))
    counts = confirmations.aggregate(all=Count("pk"), done=Count("confirmed_at"))
    return Difference(
        entered=_findings(user, on, validity__startswith=on, origin=Origin.REFRESH),
        left=_findings(user, on, validity__endswith=on, closing_origin=Origin.REFRESH),
        exits=list(exits[:EXPLAINED_ROWS]),
        confirmations=counts["all"],
        confirmed=counts["done"],
    )


def _findings(user: User, on: dt.date, **which: Any) -> list[Any]:
    """Findings of families, then of people."""
    families = HouseholdFinding.objects.visible_to(user).filter(**which).select_related("household__area")
    people = PersonFinding.objects.visible_to(user).filter(**which).select_related("person", "household__area")
    found = [
        *cases.with_head(families, on).order_by("kind", "pk")[:EXPLAINED_ROWS],
        *people.order_by("category", "pk")[:EXPLAINED_ROWS],
    ]
    return found[:EXPLAINED_ROWS]


def families_of(area: Area) -> int:
    """How many households the area and what lies below it answer for."""
    return Household.objects.filter(area__path__startswith=area.path).count()
