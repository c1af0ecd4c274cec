"""What lists are filtered by: codes, keys and days. What names somebody stands in no address."""

import datetime as dt
from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet

from accounts.api.filters import DayFilter, InArea
from accounts.api.paging import LARGEST_KEY
from households.enums import Category, FactKind, FamilyKind
from households.models import (
    Certification,
    Fact,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    Membership,
    Person,
    PersonFinding,
    Survey,
    ZeroFamilyCase,
)
from households.queries.pages import looks_like


def codes(kinds: Any) -> list[tuple[str, str]]:
    return [(kind.name.lower(), str(kind.label)) for kind in kinds]


class KeyFilter(filters.NumberFilter):
    """The key of another row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_KEY, decimal_places=0, **kwargs)


class OfKind(filters.ChoiceFilter):
    """A code by its name; ``kinds`` are the numbers inside."""

    def __init__(self, kinds: Any, **kwargs: Any) -> None:
        self.kinds = kinds
        super().__init__(choices=codes(kinds), **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs.filter(**{self.field_name: self.kinds[value.upper()]}) if value else qs


class Standing(filters.FilterSet):
    """Rows with a ``validity``, by a day in it."""

    on = DayFilter(label="在这一天有效", field_name="validity", lookup_expr="contains")


class HouseholdFilter(filters.FilterSet):
    area = InArea(field_name="area")
    surveyed = filters.BooleanFilter(label="是否调查过", method="if_surveyed")
    family = OfKind(FamilyKind, label="今天疑似的类别", method="looking_like")
    certified = filters.BooleanFilter(label="是否在册零就业家庭", method="if_certified")

    class Meta:
        model = Household
        fields: tuple[str, ...] = ()

    @property
    def today(self) -> dt.date:
        return self.request.today

    def if_surveyed(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        surveys = Exists(Survey.objects.filter(household=OuterRef("pk")))
        return rows.filter(surveys if value else ~surveys)

    def looking_like(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(looks_like(FamilyKind[value.upper()], self.today))

    def if_certified(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        running = Exists(ZeroFamilyCase.objects.running(self.today).filter(household=OuterRef("pk")))
        return rows.filter(running if value else ~running)


class HomeInArea(InArea):
    """People whose present or last home lies in the area."""

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value is None:
            return qs
        homes = Membership.objects.filter(
            person=OuterRef("pk"), left_for=None, household__area__path__startswith=value.path
        )
        return qs.filter(Exists(homes))


class PersonFilter(filters.FilterSet):
    area = HomeInArea()
    household = KeyFilter(label="家庭", method="of_household")
    certified = filters.BooleanFilter(label="是否在册就业困难人员", method="if_certified")
    category = filters.ChoiceFilter(label="在册的类别", choices=codes(Category), method="of_category")

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def of_household(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        homes = Membership.objects.filter(person=OuterRef("pk"), household=int(value), validity__upper_inf=True)
        return rows.filter(Exists(homes))

    def if_certified(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        held = Exists(self._held())
        return rows.filter(held if value else ~held)

    def of_category(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(Exists(self._held().filter(categories__contains=[Category[value.upper()]])))

    def _held(self) -> Any:
        return HardToEmploySpell.objects.open().filter(person=OuterRef("pk"))


class FactFilter(Standing):
    person = KeyFilter(label="人员")
    kind = OfKind(FactKind, label="事项")

    class Meta:
        model = Fact
        fields: tuple[str, ...] = ()


class PersonFindingFilter(Standing):
    area = InArea(field_name="household__area")
    person = KeyFilter(label="人员")
    category = OfKind(Category, label="类别")

    class Meta:
        model = PersonFinding
        fields: tuple[str, ...] = ()


class HouseholdFindingFilter(Standing):
    area = InArea(field_name="household__area")
    household = KeyFilter(label="家庭")
    kind = OfKind(FamilyKind, label="类别")

    class Meta:
        model = HouseholdFinding
        fields: tuple[str, ...] = ()


class CertificationFilter(filters.FilterSet):
    area = InArea(field_name="area")
    household = KeyFilter(label="家庭")
    person = KeyFilter(label="人员")
    status = filters.ChoiceFilter(label="状态", choices=Certification._meta.get_field("status").choices)
    waiting = filters.BooleanFilter(label="今天由本人办理的", method="if_waiting")

    class Meta:
        model = Certification
        fields: tuple[str, ...] = ()

    def if_waiting(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        mine = Certification.objects.waiting_for(self.request.user, on=self.request.today).values("pk")
        return rows.filter(pk__in=mine) if value else rows.exclude(pk__in=mine)
