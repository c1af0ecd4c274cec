"""What the registry's lists are filtered by. The request says which day it is, as ``request.today``."""

import datetime as dt
from typing import Any

import django_filters as filters
from django.core.validators import MaxValueValidator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from accounts.enums import AreaLevel
from accounts.models import Area, User
from households.enums import BenefitKind, Category, DataRequestKind, FactKind, FamilyKind, RegistrationKind
from households.forms.case_filters import AreaFilter
from households.models import (
    DataRequest,
    Fact,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    Membership,
    Person,
    PersonFinding,
    Registration,
    SurveyRound,
    ZeroFamilyCase,
)
from households.queries import ledger
from households.queries.ledger import SHOWN_FACTS
from households.queries.merged import Standing
from households.queries.pages import looks_like
from households.queries.responsibility_links import LINKS
from households.queries.rounds import rounds_of
from ui.forms import DateInput, Picker

ZERO, DUAL, CERTIFIED, UNSURVEYED = "zero", "dual", "certified", "unsurveyed"
SUSPECTED, NEITHER = "suspected", "neither"
UNREGISTERED = "none"
CATEGORIES = [(str(c.value), f"{c.name} {c.label}") for c in Category]


def _areas(request: HttpRequest | None) -> QuerySet[Area]:
    """The streets and communities of the user's own area."""
    if request is None or not isinstance(request.user, User):
        return Area.objects.none()
    return Area.objects.visible_to(request.user).filter(level__lte=AreaLevel.STREET).order_by("path")


class Scoped(filters.FilterSet):
    """A filter set whose choice of areas is left out where there is only one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if isinstance(user, User) and user.area is not None and user.area.level == AreaLevel.COMMUNITY:
            del self.filters["area"]


class HouseholdFilter(Scoped):
    area = filters.ModelChoiceFilter(
        label="街道、社区", queryset=_areas, method="in_area", widget=Picker, empty_label="全部"
    )
    q = filters.CharFilter(label="住址、姓名或户编号", method="named")
    state = filters.ChoiceFilter(
        label="状态",
        choices=[(ZERO, "疑似零就业"), (DUAL, "双失业"), (CERTIFIED, "在册零就业家庭"), (UNSURVEYED, "未调查")],
        method="in_state",
        empty_label="全部",
    )

    class Meta:
        model = Household
        fields: tuple[str, ...] = ()

    def in_area(self, rows: QuerySet[Any], name: str, area: Area) -> QuerySet[Any]:
        return rows.filter(area__path__startswith=area.path)

    def named(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        words = words.strip()
        number = words.upper().removeprefix("H")
        by_name = Membership.objects.filter(
            household=OuterRef("pk"), validity__upper_inf=True, person__name__contains=words
        )
        by_number = Q(pk=int(number)) if number.isdecimal() and len(number) <= 18 else Q()
        return rows.filter(Q(address__contains=words) | Exists(by_name) | by_number)

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        today = self.request.today
        if state == UNSURVEYED:
            return rows.filter(surveyed_on=None)
        if state == CERTIFIED:
            return rows.filter(Exists(ZeroFamilyCase.objects.running(today).filter(household=OuterRef("pk"))))
        kind = FamilyKind.ZERO_EMPLOYMENT if state == ZERO else FamilyKind.DUAL_UNEMPLOYED
        return rows.filter(looks_like(kind, today))


class PersonFilter(Scoped):
    area = filters.ModelChoiceFilter(
        label="街道、社区", queryset=_areas, method="in_area", widget=Picker, empty_label="全部"
    )
    name = filters.CharFilter(label="姓名", lookup_expr="contains")
    category = filters.ChoiceFilter(
        label="类别",
        choices=CATEGORIES,
        method="of_category",
        empty_label="全部",
    )
    status = filters.ChoiceFilter(
        label="状态",
        choices=[(CERTIFIED, "在册"), (SUSPECTED, "疑似"), (NEITHER, "其他人员")],
        method="in_status",
        empty_label="全部",
    )
    situation = filters.ChoiceFilter(
        label="就业状况",
        choices=[*((str(kind.value), kind.label) for kind in RegistrationKind), (UNREGISTERED, "未登记")],
        method="in_situation",
        empty_label="全部",
    )
    fact = filters.ChoiceFilter(label="特殊情况", choices=FactKind.choices, method="with_fact", empty_label="全部")

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def in_area(self, rows: QuerySet[Any], name: str, area: Area) -> QuerySet[Any]:
        homes = Membership.objects.filter(
            person=OuterRef("pk"), left_for=None, household__area__path__startswith=area.path
        )
        return rows.filter(Exists(homes))

    def of_category(self, rows: QuerySet[Any], name: str, category: str) -> QuerySet[Any]:
        return rows.filter(
            Exists(self._found().filter(category=int(category)))
            | Exists(self._held().filter(categories__contains=[int(category)]))
        )

    def in_status(self, rows: QuerySet[Any], name: str, status: str) -> QuerySet[Any]:
        if status == CERTIFIED:
            return rows.filter(Exists(self._held()))
        if status == SUSPECTED:
            return rows.filter(Exists(self._found()), ~Exists(self._held()))
        return rows.filter(~Exists(self._found()), ~Exists(self._held()))

    def in_situation(self, rows: QuerySet[Any], name: str, situation: str) -> QuerySet[Any]:
        open_now = Registration.objects.on(self.request.today).filter(person=OuterRef("pk"))
        if situation == UNREGISTERED:
            return rows.filter(~Exists(open_now))
        return rows.filter(Exists(open_now.filter(kind=int(situation))))

    def with_fact(self, rows: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        facts = Fact.objects.filter(person=OuterRef("pk"), validity__contains=self.request.today)
        return rows.filter(Exists(facts.filter(kind=int(kind))))

    def _found(self) -> QuerySet[PersonFinding]:
        return PersonFinding.objects.on(self.request.today).filter(person=OuterRef("pk"))

    def _held(self) -> QuerySet[HardToEmploySpell]:
        return HardToEmploySpell.objects.open().filter(person=OuterRef("pk"))


def _rounds(request: HttpRequest | None) -> QuerySet[SurveyRound]:
    if request is None or not isinstance(request.user, User):
        return SurveyRound.objects.none()
    rows: QuerySet[SurveyRound] = rounds_of(request.user).filter(cancelled_on=None)
    return rows


class UnvisitedFilter(Scoped):
    """Households a round goes to: which round the list itself reads from the address."""

    round = filters.ModelChoiceFilter(label="调查计划", queryset=_rounds, method="as_read", empty_label="最近一轮")
    area = AreaFilter(field_name="area")
    q = filters.CharFilter(label="住址或户主姓名", method="named")

    class Meta:
        model = Household
        fields: tuple[str, ...] = ()

    def as_read(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return rows

    def named(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        return rows.filter(Q(address__contains=words.strip()) | Q(head_name__contains=words.strip()))


class MergedFilter(Scoped):
    """People of the merger by where they stand; ``standing`` is annotated."""

    open_words = ("employer",)
    area = filters.ModelChoiceFilter(
        label="街道、社区", queryset=_areas, method="in_area", widget=Picker, empty_label="全部"
    )
    name = filters.CharFilter(label="姓名", lookup_expr="contains")
    employer = filters.CharFilter(label="并轨企业", lookup_expr="contains")
    standing = filters.ChoiceFilter(
        label="就业情况", choices=Standing.choices, empty_label="全部", method="standing_at"
    )

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def in_area(self, rows: QuerySet[Any], name: str, area: Area) -> QuerySet[Any]:
        return rows.filter(community_path__startswith=area.path)

    def standing_at(self, rows: QuerySet[Any], name: str, standing: str) -> QuerySet[Any]:
        wanted = [Standing.STABLE, Standing.EMPLOYED] if standing == Standing.EMPLOYED else [standing]
        return rows.filter(standing__in=wanted)


class CertifiedLedgerFilter(Scoped):
    """Certified people by the days they were in status, category and whether they still are."""

    since = filters.DateFilter(label="自", method="from_day", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="certified_on", lookup_expr="lte", widget=DateInput)
    area = AreaFilter(field_name="household__area")
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    category = filters.ChoiceFilter(
        label="类别",
        choices=CATEGORIES,
        method="of_category",
        empty_label="全部",
    )
    is_open = filters.ChoiceFilter(
        label="状态", choices=[("open", "在册"), ("left", "已退出")], method="by_state", empty_label="全部"
    )

    class Meta:
        model = HardToEmploySpell
        fields: tuple[str, ...] = ()

    def from_day(self, rows: QuerySet[Any], name: str, day: dt.date) -> QuerySet[Any]:
        return rows.filter(Q(exited_on=None) | Q(exited_on__gte=day))

    def of_category(self, rows: QuerySet[Any], name: str, category: str) -> QuerySet[Any]:
        return rows.filter(categories__contains=[int(category)])

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(exited_on__isnull=state == "open")


class LedgerFilter(Scoped):
    """The ledger as of a day, which the list itself reads from the address; the area is that of the day."""

    on = filters.DateFilter(label="截至", method="as_read", widget=DateInput)
    area = filters.ModelChoiceFilter(
        label="街道、社区", queryset=_areas, method="in_area", widget=Picker, empty_label="全部"
    )
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    family = filters.ChoiceFilter(
        label="家庭类别",
        choices=[(DUAL, "双下岗、双失业家庭"), (ZERO, "在册零就业家庭"), (NEITHER, "其他家庭")],
        method="of_family",
        empty_label="全部",
    )
    situation = filters.ChoiceFilter(
        label="就业状况",
        choices=[("unemployed", "失业"), ("laid_off", "下岗")],
        method="in_situation",
        empty_label="全部",
    )
    fact = filters.ChoiceFilter(
        label="特殊情况", choices=[(k.value, k.label) for k in SHOWN_FACTS], method="with_fact", empty_label="全部"
    )
    benefit = filters.ChoiceFilter(
        label="享受政策",
        choices=[("none", "未享受"), ("any", "已享受"), *BenefitKind.choices],
        method="with_benefit",
        empty_label="全部",
    )

    class Meta:
        model = Membership
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = MaxValueValidator(self.request.today, "截至日期不能晚于今天。")
        self.filters["on"].extra["validators"] = [latest]

    @property
    def day(self) -> dt.date:
        return self.form.cleaned_data.get("on") or self.request.today

    def as_read(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return rows

    def in_area(self, rows: QuerySet[Any], name: str, area: Area) -> QuerySet[Any]:
        return rows.filter(community_path__startswith=area.path)

    def of_family(self, rows: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        wanted = {DUAL: {"is_dual": True}, ZERO: {"is_zero": True}, NEITHER: {"is_dual": False, "is_zero": False}}
        return rows.filter(**wanted[kind])

    def in_situation(self, rows: QuerySet[Any], name: str, situation: str) -> QuerySet[Any]:
        if situation == "unemployed":
            return rows.filter(Exists(ledger.unemployed_on(self.day)))
        return rows.filter(Exists(ledger.facts_on(self.day, FactKind.LAID_OFF)))

    def with_fact(self, rows: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        return rows.filter(Exists(ledger.facts_on(self.day, int(kind))))

    def with_benefit(self, rows: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        taken = ledger.benefits_on(self.day)
        if kind in ("none", "any"):
            return rows.filter(Exists(taken) if kind == "any" else ~Exists(taken))
        return rows.filter(Exists(taken.filter(benefit=kind)))


EXPLAINED, UNEXPLAINED = "explained", "unexplained"
EXPLAINED_CHOICES = [(UNEXPLAINED, "没有登记原因"), (EXPLAINED, "已登记原因")]


class Unfiled(Scoped):
    """Findings without a case, with a reason or without."""

    state = filters.ChoiceFilter(label="原因", choices=EXPLAINED_CHOICES, method="in_state", empty_label="全部")
    area = AreaFilter(field_name="household__area")

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(no_case__isnull=state == UNEXPLAINED)


class UnfiledFamilyFilter(Unfiled):
    q = filters.CharFilter(label="户主姓名", field_name="head_name", lookup_expr="contains")

    class Meta:
        model = HouseholdFinding
        fields: tuple[str, ...] = ()


class UnfiledPersonFilter(Unfiled):
    q = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    category = filters.ChoiceFilter(label="类别", choices=CATEGORIES, empty_label="全部")

    class Meta:
        model = PersonFinding
        fields: tuple[str, ...] = ()


class DataRequestFilter(Scoped):
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    kind = filters.ChoiceFilter(label="申请事项", choices=DataRequestKind.choices, empty_label="全部")
    state = filters.ChoiceFilter(
        label="状态",
        choices=[("open", "待答复"), ("overdue", "已逾期"), ("closed", "已答复")],
        method="in_state",
        empty_label="全部",
    )
    area = AreaFilter(field_name="area")

    class Meta:
        model = DataRequest
        fields: tuple[str, ...] = ()

    def in_state(self, rows: Any, name: str, state: str) -> QuerySet[Any]:
        if state == "closed":
            return rows.filter(closed_on__isnull=False)
        return rows.overdue(self.request.today) if state == "overdue" else rows.open()


class LinkFilter(Scoped):
    area = filters.ModelChoiceFilter(label="街道或社区", queryset=_areas, method="in_area", widget=Picker())
    lacks = filters.ChoiceFilter(label="缺少", choices=list(LINKS.items()), empty_label="任一联系", method="by_link")

    class Meta:
        model = Household
        fields: tuple[str, ...] = ()

    def in_area(self, rows: QuerySet[Any], name: str, area: Area) -> QuerySet[Any]:
        return rows.filter(area__path__startswith=area.path)

    def by_link(self, rows: QuerySet[Any], name: str, link: str) -> QuerySet[Any]:
        return rows.filter(**{link: False})
