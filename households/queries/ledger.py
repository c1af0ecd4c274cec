"""台账 (苏劳社就管〔2005〕19号 三2): laid-off and unemployed people with what was known of them on a day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.identifiers import age_on
from households.enums import Category, FactKind, FamilyKind, IncomeSource, RegistrationKind
from households.models import (
    Certificate,
    Endorsement,
    Fact,
    HardToEmploySpell,
    HouseholdFinding,
    Membership,
    Registration,
    Residence,
    Responsibility,
    Survey,
    ZeroFamilyCase,
)
from households.models.registry import MembershipQuerySet
from households.queries.rowwise import exists_by_row

LAID_OFF = "下岗"
SITUATIONS = {RegistrationKind.UNEMPLOYED: "失业"}
SHOWN_FACTS = (
    FactKind.SPECIAL_HARDSHIP,
    FactKind.LOW_INCOME,
    FactKind.DISABILITY_CERTIFICATE,
    FactKind.MERGED,
    FactKind.LAND_LOSS,
    FactKind.MILITARY_SPOUSE,
    FactKind.SINGLE_PARENT,
    FactKind.MODEL_WORKER,
    FactKind.MARTYR_DEPENDANT,
)


def everybody_on(day: dt.date) -> MembershipQuerySet:
    """Who lived in a household on the day, with all that a line of the ledger says: see ``Line``."""
    home = OuterRef("household")
    surveys = Survey.objects.filter(household=home, visited_on__lte=day).order_by("-visited_on", "-pk")
    answering = Responsibility.objects.filter(household=home, validity__contains=day)
    lived = Residence.objects.filter(household=home, validity__contains=day)
    living = Membership.objects.on(day).filter(_alive(day), household=home).order_by().values("household")
    certificates = Certificate.objects.filter(issued_on__lte=day).order_by("issued_on", "pk")
    return (
        Membership.objects.on(day)
        .filter(_alive(day), person__merged_into=None)
        .select_related("person", "household")
        .annotate(
            said=Subquery(surveys.values("answers")[:1]),
            living=Subquery(living.annotate(count=Count("pk")).values("count")),
            lived_at=Coalesce(Subquery(lived.values("address")[:1]), "household__address"),
            community=Subquery(answering.values("area__name")[:1]),
            street=Subquery(answering.values("area__parent__name")[:1]),
            community_path=Subquery(answering.values("area__path")[:1]),
            is_dual=exists_by_row(dual_families(day).filter(household=home)),
            is_zero=exists_by_row(zero_families(day).filter(household=home)),
        )
        .prefetch_related(
            Prefetch("person__registrations", Registration.objects.on(day).order_by("-validity", "-pk"), "work"),
            Prefetch("person__facts", Fact.objects.filter(validity__contains=day).order_by("kind"), "standing"),
            Prefetch("person__spells", HardToEmploySpell.objects.in_status(day).order_by("pk"), "in_status"),
            Prefetch("person__certificates", certificates, "issued"),
            Prefetch("person__issued__endorsements", _endorsed(day).order_by("first_day", "pk"), "taken"),
        )
    )


def ledger_on(day: dt.date) -> MembershipQuerySet:
    """Who was unemployed or laid off on the day; both spouses of a dual-unemployed family are among them."""
    # One list of people, not two conditions either of which may hold: then the few are looked up among the many.
    unemployed = Registration.objects.unemployment().on(day).order_by().values("person")
    laid_off = Fact.objects.filter(kind=FactKind.LAID_OFF, validity__contains=day).order_by().values("person")
    return everybody_on(day).filter(person__in=unemployed.union(laid_off))


def unemployed_on(day: dt.date) -> QuerySet[Registration]:
    """Of a row that names a ``person``."""
    return Registration.objects.unemployment().on(day).filter(person=OuterRef("person"))


def facts_on(day: dt.date, kind: int) -> QuerySet[Fact]:
    return Fact.objects.filter(person=OuterRef("person"), kind=kind, validity__contains=day)


def benefits_on(day: dt.date) -> QuerySet[Endorsement]:
    """What the person had taken up to the day, as endorsed on any certificate and not struck off since."""
    return _endorsed(day).filter(certificate__person=OuterRef("person"))


def _endorsed(day: dt.date) -> QuerySet[Endorsement]:
    return Endorsement.objects.filter(first_day__lte=day, cancels=None, cancelled_by=None)


def dual_families(day: dt.date) -> QuerySet[HouseholdFinding]:
    return HouseholdFinding.objects.on(day).filter(kind=FamilyKind.DUAL_UNEMPLOYED)


def zero_families(day: dt.date) -> QuerySet[ZeroFamilyCase]:
    return ZeroFamilyCase.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), certified_on__lte=day)


def certified(on: dt.date) -> QuerySet[HardToEmploySpell]:
    """Everybody's times in status, with the work of the day ``on``."""
    work = Registration.objects.on(on).order_by("-validity", "-pk")
    rows = HardToEmploySpell.objects.select_related("person", "household__area", "certification")
    return rows.prefetch_related(Prefetch("person__registrations", work, "open_now"))


def _alive(day: dt.date) -> Q:
    return Q(person__dead_on=None) | Q(person__dead_on__gt=day)


@dataclass(frozen=True)
class Line:
    """What the ledger says of one row of ``everybody_on``. ``is_today``: where no survey says anything, what is
    registered now is taken; of an earlier day it is not known."""

    row: Any  # a Membership with the annotations and prefetches of everybody_on
    day: dt.date
    is_today: bool

    @property
    def person(self) -> Any:
        return self.row.person

    @property
    def age(self) -> int:
        return age_on(self.person.born, self.day)

    @property
    def special(self) -> list[str]:
        """特殊情况 as the ledger names them, hardship first."""
        held = {fact.kind for fact in self.person.standing}
        return [kind.label for kind in SHOWN_FACTS if kind in held]

    @property
    def categories(self) -> list[str]:
        return [Category(number).name for spell in self.person.in_status for number in spell.categories]

    @property
    def laid_off(self) -> Fact | None:
        return next((fact for fact in self.person.standing if fact.kind == FactKind.LAID_OFF), None)

    @property
    def situation(self) -> str:
        said = [SITUATIONS.get(kind, kind.label) for kind in (RegistrationKind(one.kind) for one in self.person.work)]
        return "、".join([*([LAID_OFF] if self.laid_off else []), *dict.fromkeys(said)]) or "未登记"

    @property
    def since(self) -> dt.date | None:
        """Since when the person is out of work, else at work as now."""
        standing = [one for one in (self.laid_off, *self.person.work) if one is not None]
        return standing[0].validity.lower if standing else None

    @property
    def place(self) -> str:
        """Where the person works."""
        named = [f"{one.employer} {one.position}".strip() for one in self.person.work]
        return "、".join(filter(None, named))

    def answer(self, name: str) -> str:
        """What the person answered to a question of the survey's profile."""
        said = self._said.get("profile") or {}
        return said.get(name, "") or (getattr(self.person, name) if self.is_today else "")

    @property
    def education(self) -> str:
        return self.answer("education")

    @property
    def reason(self) -> str:
        return self.answer("unemployment_reason")

    @property
    def job_wish(self) -> str:
        return self.answer("job_wish")

    @property
    def income(self) -> Decimal | None:
        if "monthly_income" in self._said:
            return _decimal(self._said["monthly_income"])
        return self.person.monthly_income if self.is_today else None

    @property
    def income_source(self) -> str:
        said = self._said.get("income_source", self.person.income_source if self.is_today else "")
        return IncomeSource(said).label if said else ""

    @property
    def family_income(self) -> Decimal | None:
        if "monthly_income" in (self.row.said or {}):  # the first surveys did not ask
            return _decimal(self.row.said["monthly_income"])
        return self.row.household.monthly_income if self.is_today else None

    @property
    def income_each(self) -> Decimal | None:
        """人均月收入: the household's by its living members of the day, to the cent."""
        if self.family_income is None or not self.row.living:
            return None
        return (self.family_income / self.row.living).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def in_hand(self) -> list[Certificate]:
        """The certificates the person held on the day."""
        return [one for one in self.person.issued if one.surrendered_on is None or one.surrendered_on > self.day]

    @property
    def benefits(self) -> list[Endorsement]:
        return [taken for certificate in self.person.issued for taken in certificate.taken]

    @property
    def amount(self) -> Decimal | None:
        amounts = [taken.amount for taken in self.benefits if taken.amount is not None]
        return sum(amounts, Decimal()) if amounts else None

    @property
    def _said(self) -> dict[str, Any]:
        """What the latest survey of the household up to the day says of the person."""
        members = (self.row.said or {}).get("members", ())
        return next((member for member in members if member.get("person") == self.row.person_id), {})


def lines(rows: Sequence[Any], day: dt.date, *, is_today: bool) -> list[Line]:
    """The household's members as lines, the head first, then by age."""
    ordered = sorted(rows, key=lambda row: (row.relation != "head", row.person.born, row.pk))
    return [Line(row, day, is_today) for row in ordered]


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
