"""What there is to warn of in a community on a day, kind by kind, in as many statements however many live there."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Subquery
from django.db.models.functions import Upper

from accounts.models import Area
from assistance.enums import AlertKind
from assistance.models import Placement, Service, WorkforcePlan
from assistance.register_enums import PlanOutcome
from households.enums import FactKind
from households.models import (
    Endorsement,
    Fact,
    HardToEmploySpell,
    Membership,
    MonthlyConfirmation,
    Registration,
    ZeroFamilyCase,
)
from policy import parameters
from policy.deadlines import add_months
from policy.models import values_on

from .contacts import last_contacts

ONE_DAY = dt.timedelta(days=1)
PROOFS = (
    FactKind.DISABILITY_CERTIFICATE,
    FactKind.LOW_INCOME,
    FactKind.SPECIAL_HARDSHIP,
    FactKind.SINGLE_PARENT,
    FactKind.LAND_LOSS,
    FactKind.MILITARY_SPOUSE,
)


@dataclass(frozen=True)
class Cause:
    """Something to warn of: see ``Alert``."""

    kind: AlertKind
    about: int
    happens_on: dt.date
    household: int | None
    detail: str
    person: int | None = None
    employer: int | None = None
    step: int = 0

    @property
    def key(self) -> tuple[str, int, dt.date, int]:
        return self.kind.value, self.about, self.happens_on, self.step


@dataclass(frozen=True)
class Terms:
    """The terms in force: days ahead of a promise, days ahead of what ends, months without contact."""

    promise_days: Sequence[int]
    days: int
    contact_months: int
    answer_workdays: int


def terms_on(area: Area, on: dt.date) -> Terms:
    """Raises ParameterNotInForce."""
    wanted = (
        parameters.ZF_WARN_DAYS,
        parameters.ALERT_DAYS,
        parameters.ZF_LOST_CONTACT_MONTHS,
        parameters.ALERT_TERM_WORKDAYS,
    )
    values = values_on(wanted, on, area)
    return Terms(*(values[parameter.key].value for parameter in wanted))


def causes(area: Area, on: dt.date, terms: Terms) -> list[Cause]:
    """Everything to warn of in a community on the day ``on``."""
    looks: tuple[Callable[[Area, dt.date, Terms], Iterator[Cause]], ...] = (
        _promises,
        _proofs,
        _contracts,
        _benefits,
        _supports,
        _contacts,
        _updates,
        _lay_offs,
    )
    return [cause for look in looks for cause in look(area, on, terms)]


def _promises(area: Area, on: dt.date, terms: Terms) -> Iterator[Cause]:
    """Each reminder ahead of a promise's last day, and one on that day."""
    steps = (*terms.promise_days, 0)
    horizon = on + dt.timedelta(days=max(steps))
    for case in ZeroFamilyCase.objects.running(on).filter(household__area=area, due_on__lte=horizon):
        assert case.due_on is not None  # filtered by it
        left = (case.due_on - on).days
        step = min(step for step in steps if left <= step or step == max(steps))
        words = f"距应安置日期 {case.due_on} 不足 {step} 天" if step else f"应安置日期 {case.due_on} 已到"
        yield Cause(AlertKind.PROMISE, case.pk, case.due_on, case.household_id, words, step=step)


def _in_status(on: dt.date) -> Exists:
    """Whether the person of a row is in status on the day."""
    return Exists(HardToEmploySpell.objects.in_status(on).filter(person=OuterRef("person")))


def _living(rows: Any, area: Area) -> Any:
    """Those of rows about people who live in the community, each with the household as ``home``."""
    living = Membership.objects.filter(person=OuterRef("person"), household__area=area, left_for=None)
    home = Subquery(living.filter(validity__upper_inf=True).values("household")[:1])
    return rows.annotate(home=home).filter(home__isnull=False).order_by("pk")


def _ending(rows: Any, area: Area, on: dt.date, terms: Terms, *, period: str = "validity") -> Any:
    """Of dated rows about people of the community those whose end is so near, or so lately gone by; each with the day
    ``after`` its last."""
    near = dt.timedelta(days=terms.days)
    window = (on - near + ONE_DAY, on + near + ONE_DAY)
    ending = rows.annotate(after=Upper(period, output_field=DateField())).filter(after__range=window)
    return _living(ending, area)


def _proofs(area: Area, on: dt.date, terms: Terms) -> Iterator[Cause]:
    renewed = Fact.objects.filter(
        person=OuterRef("person"), kind=OuterRef("kind"), validity__startswith__gte=OuterRef("after")
    )
    held = Fact.objects.filter(_in_status(on), kind__in=PROOFS)
    for fact in _ending(held, area, on, terms).exclude(Exists(renewed)):
        last = fact.after - ONE_DAY
        words = f"{fact.get_kind_display()}有效期至 {last}"
        yield Cause(AlertKind.PROOF, fact.pk, last, fact.home, words, fact.person_id)


def _contracts(area: Area, on: dt.date, terms: Terms) -> Iterator[Cause]:
    """Work that was registered up to a day, and contracts that end before the work does."""
    works = Registration.objects.employment().filter(_in_status(on))
    goes_on = Registration.objects.filter(person=OuterRef("person"), validity__upper_inf=True)
    for work in _ending(works, area, on, terms).exclude(Exists(goes_on)):
        last = work.after - ONE_DAY
        words = f"{work.get_kind_display()} {work.employer} 至 {last}".replace("  ", " ")
        yield Cause(AlertKind.CONTRACT, work.pk, last, work.home, words, work.person_id)
    near = dt.timedelta(days=terms.days)
    ends = Placement.objects.standing().filter(registration=OuterRef("pk")).values("contract_until")
    told = works.filter(validity__upper_inf=True).annotate(contract_until=Subquery(ends))
    for work in _living(told.filter(contract_until__range=(on - near, on + near)), area):
        last = work.contract_until
        words = f"劳动合同 {work.employer} 至 {last}".replace("  ", " ")
        yield Cause(AlertKind.CONTRACT, work.pk, last, work.home, words, work.person_id)


def _benefits(area: Area, on: dt.date, terms: Terms) -> Iterator[Cause]:
    near = dt.timedelta(days=terms.days)
    rows = Endorsement.objects.filter(
        certificate__household__area=area, last_day__range=(on - near, on + near), cancels=None, cancelled_by=None
    )
    for row in rows.select_related("certificate").order_by("pk"):
        held, words = row.certificate, f"{row.title}至 {row.last_day}"
        assert row.last_day is not None  # filtered by it
        yield Cause(AlertKind.BENEFIT, row.pk, row.last_day, held.household_id, words[:200], held.person_id)


def _supports(area: Area, on: dt.date, terms: Terms) -> Iterator[Cause]:
    """Premises and tax relief granted up to a day and not granted anew."""
    given = Service.objects.given()
    renewed = given.filter(person=OuterRef("person"), kind=OuterRef("kind"), period__startswith__gte=OuterRef("after"))
    rows = _ending(given.filter(period__isnull=False), area, on, terms, period="period").exclude(Exists(renewed))
    for row in rows:
        words = f"{row.get_kind_display()}（{row.authority}）至 {row.last_day}"
        yield Cause(AlertKind.SUPPORT, row.pk, row.last_day, row.home, words, row.person_id)


def _contacts(area: Area, on: dt.date, terms: Terms) -> Iterator[Cause]:
    """Who is in status and was not met for so many months."""
    spells = list(HardToEmploySpell.objects.open().counted().filter(household__area=area).order_by("pk"))
    met = last_contacts({spell.person_id for spell in spells}, on)
    for spell in spells:
        last = max(met.get(spell.person_id, spell.certified_on), spell.certified_on)
        since = add_months(last, terms.contact_months)
        if since <= on:
            words = f"{last} 以后没有调查、走访、服务、推荐岗位的答复或确认记录"
            yield Cause(AlertKind.CONTACT, spell.pk, since, spell.household_id, words, spell.person_id)


def _updates(area: Area, on: dt.date, terms: Terms) -> Iterator[Cause]:
    rows = MonthlyConfirmation.objects.open().filter(
        spell__household__area=area, spell__exited_on=None, spell__person__merged_into=None, month__lt=on.replace(day=1)
    )
    for row in rows.select_related("spell").order_by("pk"):
        words = f"{row.month:%Y年%-m月}的基本信息没有确认"
        since = add_months(row.month, 1)
        yield Cause(AlertKind.UPDATE, row.pk, since, row.spell.household_id, words, row.spell.person_id)


def _lay_offs(area: Area, on: dt.date, terms: Terms) -> Iterator[Cause]:
    """Employers of the community that will let people go, from the day they say so; what was refused is none."""
    since = on - dt.timedelta(days=terms.days)
    plans = WorkforcePlan.objects.filter(employer__area=area, received_on__lte=on, planned_on__gte=since)
    for plan in plans.exclude(outcome=PlanOutcome.REFUSED).select_related("employer").order_by("pk"):
        words = f"{plan.get_kind_display()}，涉及职工 {plan.workers} 人，拟自 {plan.planned_on} 实施"
        yield Cause(AlertKind.LAY_OFF, plan.pk, plan.planned_on, None, words, employer=plan.employer_id)
