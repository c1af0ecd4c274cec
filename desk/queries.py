"""What gathers across apps: my work, and what a refresh changed."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from django.db.models import Count, OuterRef, Q, Subquery

from accounts.counting import numbers_for, numbers_of
from accounts.models import Area, User
from accounts.permissions import LENT, may, may_or_stands_in
from approvals.workflow import LIVE, Status
from desk.models import CaseTrial, RuleCase, RuleCaseQuerySet, RuleCaseVersion
from desk.piles import IN_CARE, PILES, Pile
from households.models import (
    Certificate,
    Certification,
    DataRequest,
    Exit,
    Handover,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    MergeStatus,
    MonthlyConfirmation,
    PersonFinding,
    PersonMerge,
    RefreshRun,
    Revocation,
    ZeroFamilyCase,
)
from households.models.findings import Origin
from households.queries import cases
from policy.models import ProposalQuerySet, last_enacted
from subsidies.models import Claim

FIRST_ROWS = 5
OPENED_PILES = 5
QUEUE_ROWS = 100
EXPLAINED_ROWS = 200


@dataclass(frozen=True)
class Work:
    """What waits of one kind: how many in all, and the first of them where it is among the first kinds."""

    pile: Pile
    total: int
    rows: list[Any]


def piles_of(user: User, on: dt.date) -> list[Pile]:
    """The kinds of work the user's role knows; whoever stands in for somebody also has what that one decides."""
    acts = {act for act in LENT if may_or_stands_in(user, act, on)}
    return [pile for pile in PILES if may(user, pile.act) or pile.act in acts]


@dataclass(frozen=True)
class Desk:
    """What waits for an officer, and how many people the officer answers for (``IN_CARE``)."""

    work: list[Work]
    in_care: list[Work]


def desk_of(user: User, *, on: dt.date) -> Desk:
    """What waits for ``user`` on the day ``on``, over all apps: one query counts every kind of work and all in care,
    and one more brings the first rows of each of the first ``OPENED_PILES`` kinds that have any."""
    piles = piles_of(user, on)
    care = [pile for pile in IN_CARE if may(user, pile.act)]
    asked = (*piles, *care)
    rows_of = cache(lambda pile: pile.rows(user, on))
    kinds = tuple(pile.kind for pile in asked)
    totals = numbers_for(user, on, kinds, lambda: [rows_of(pile) for pile in asked], policy=last_enacted())
    found: list[Work] = []
    for pile, total in zip(piles, totals, strict=False):
        is_opened = total and sum(1 for one in found if one.rows) < OPENED_PILES
        rows = list(pile.listed(rows_of(pile), on)[:FIRST_ROWS]) if is_opened else []
        found.append(Work(pile, total, rows))
    return Desk(found, [Work(pile, total, []) for pile, total in zip(care, totals[len(piles) :], strict=True)])


def my_work(user: User, *, on: dt.date) -> list[Work]:
    """What waits for ``user`` on the day ``on``, by kind."""
    return desk_of(user, on=on).work


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


def latest_versions() -> list[RuleCaseVersion]:
    """The last version of every rule case that is still asked, whosever it is."""
    return list(_latest(RuleCase.objects.kept()))


def versions_of(user: User) -> list[RuleCaseVersion]:
    """The last versions of the cases of the user's area that are still asked."""
    return list(_latest(RuleCase.objects.visible_to(user).kept()))


def _latest(cases: Any) -> Any:
    versions = RuleCaseVersion.objects.filter(case__in=cases).order_by("case", "-version").distinct("case")
    return versions.select_related("case__area", "written_by")


class RuleCaseRegister(RuleCaseQuerySet):
    """Rule cases with their last version's title, topic, day and writer."""

    def visible_to(self, user: User) -> Self:
        last = RuleCaseVersion.objects.filter(case=OuterRef("pk")).order_by("-version")
        names = ("version", "title", "topic", "as_of", "written_at", "written_by__full_name")
        latest = {f"last_{name}": Subquery(last.values(name)[:1]) for name in names}
        return super().visible_to(user).select_related("area").annotate(**latest)


class ProposalRegister(ProposalQuerySet):
    """Proposals with how many cases each broke when it was last tried."""

    def visible_to(self, user: User) -> Self:
        trials = CaseTrial.objects.filter(proposal=OuterRef("pk")).order_by("-run_at")
        people = ("key", "area", "document", "proposed_by", "decided_by")
        broken = Subquery(trials.values("broken")[:1])
        return super().visible_to(user).select_related(*people).annotate(broken=broken)


def families_of(area: Area) -> int:
    """How many households the area and what lies below it answer for."""
    return Household.objects.filter(area__path__startswith=area.path).count()


def carried_by(area: Area) -> list[tuple[str, str]]:
    """What goes along with the households of a community that closes, and how many of each, in words; one query."""
    applications: tuple[tuple[str, str, cases.Rows], ...] = (
        ("在办的认定", "件", Certification.objects.live().filter(area=area)),
        ("在办和待确认的退出", "件", Exit.objects.live().filter(area=area)),
        ("证件和在办的证件申请", "件", Certificate.objects.filter(area=area, status__in=[*LIVE, Status.APPROVED])),
        ("补贴申请", "件", Claim.objects.filter(area=area)),
        ("在办的撤销认定", "件", Revocation.objects.live().filter(area=area)),
        ("未结案的零就业家庭", "户", ZeroFamilyCase.objects.filter(household__area=area, ended_on=None)),
        ("在册就业困难人员", "人", HardToEmploySpell.objects.open().filter(household__area=area)),
        ("未办结的社区交接", "件", Handover.objects.live().filter(Q(from_area=area) | Q(to_area=area))),
        ("待决定的重复登记合并", "件", PersonMerge.objects.filter(status=MergeStatus.PROPOSED, community=area)),
        ("待答复的个人信息申请", "件", DataRequest.objects.open().filter(area=area)),
    )
    counts = zip(applications, numbers_of([rows for *_, rows in applications]), strict=True)
    return [(words, f"{count} {unit}") for (words, unit, _), count in counts if count]
