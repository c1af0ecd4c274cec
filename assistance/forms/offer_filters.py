"""What the lists of offers, placements, campaigns and stages are filtered by."""

import datetime as dt
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.models import Area, User
from assistance.enums import Answer, Channel, PlacementSource, Stage
from assistance.models import Campaign, Offer, Placement
from assistance.queries.placements import is_told
from households.forms.case_filters import AreaFilter
from households.models import Couple, HardToEmploySpell, Membership, Registration, ZeroFamilyCase
from ui.forms import DateInput

OPEN, STRUCK, TOLD, UNTOLD = "open", "struck", "told", "untold"


class OfPeopleFilter(filters.FilterSet):
    """Rows about people, by where they live and what they are called."""

    area = AreaFilter(method="in_area")
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")

    def in_area(self, rows: QuerySet[Any], name: str, area: Area) -> QuerySet[Any]:
        homes = Membership.objects.filter(
            person=OuterRef("person"), left_for=None, household__area__path__startswith=area.path
        )
        return rows.filter(Exists(homes))


class OfferFilter(OfPeopleFilter):
    answer = filters.ChoiceFilter(
        label="答复",
        choices=[(OPEN, "待答复"), *Answer.choices, (STRUCK, "已划去")],
        method="answered",
        empty_label="全部",
    )

    class Meta:
        model = Offer
        fields: tuple[str, ...] = ()

    def answered(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == STRUCK:
            return rows.filter(struck_at__isnull=False)
        return rows.filter(answer="" if value == OPEN else value, struck_at=None)


class PlacementFilter(OfPeopleFilter):
    told = filters.ChoiceFilter(
        label="安置情况", choices=[(TOLD, "已登记"), (UNTOLD, "未登记")], method="by_story", empty_label="全部"
    )
    channel = filters.ChoiceFilter(label="就业渠道", choices=Channel.choices, method="as_told", empty_label="全部")
    source = filters.ChoiceFilter(
        label="就业门路", choices=PlacementSource.choices, method="as_told", empty_label="全部"
    )

    class Meta:
        model = Registration
        fields: tuple[str, ...] = ()

    def by_story(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_told() if value == TOLD else ~is_told())

    def as_told(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        stories = Placement.objects.standing().filter(registration=OuterRef("pk"), **{name: value})
        return rows.filter(Exists(stories))


class EmploymentFilter(OfPeopleFilter):
    class Meta:
        model = Registration
        fields: tuple[str, ...] = ()


def campaigns_known(request: HttpRequest | None) -> QuerySet[Campaign]:
    if request is None or not isinstance(request.user, User):
        return Campaign.objects.none()
    return Campaign.objects.known_to(request.user).select_related("area").order_by("-validity", "pk")


class CampaignPeopleFilter(filters.FilterSet):
    """People in status; which campaign the list itself reads from the address."""

    campaign = filters.ModelChoiceFilter(
        label="专项活动", queryset=campaigns_known, method="as_read", empty_label="最近一次"
    )
    area = AreaFilter(field_name="household__area")
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")

    class Meta:
        model = HardToEmploySpell
        fields: tuple[str, ...] = ()

    def as_read(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return rows


STAGES = [(str(stage.value), stage.label) for stage in Stage if stage is not Stage.APPEARED]


class StagePeopleFilter(filters.FilterSet):
    area = AreaFilter(field_name="household__area")
    stage = filters.ChoiceFilter(label="阶段", choices=STAGES, empty_label="全部")
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")

    class Meta:
        model = HardToEmploySpell
        fields: tuple[str, ...] = ()


class StageFamilyFilter(filters.FilterSet):
    area = AreaFilter(field_name="household__area")
    stage = filters.ChoiceFilter(label="阶段", choices=STAGES, empty_label="全部")
    name = filters.CharFilter(label="户主姓名", field_name="head_name", lookup_expr="contains")

    class Meta:
        model = ZeroFamilyCase
        fields: tuple[str, ...] = ()


ONE, BOTH, NOBODY = "one", "both", "nobody"


class StageCouplesFilter(filters.FilterSet):
    """The days are those on which one spouse was at work, or both where both are asked for."""

    area = AreaFilter(field_name="household__area")
    at_work = filters.ChoiceFilter(
        label="就业情况",
        choices=[(ONE, "一人以上就业"), (BOTH, "双方就业"), (NOBODY, "均未就业")],
        empty_label="全部",
        method="by_work",
    )
    since = filters.DateFilter(label="安置日期自", widget=DateInput, method="from_day")
    until = filters.DateFilter(label="至", widget=DateInput, method="to_day")
    certified = filters.BooleanFilter(label="只看零就业家庭", widget=forms.CheckboxInput, method="if_certified")

    class Meta:
        model = Couple
        fields: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        return "both_on" if self.form.cleaned_data.get("at_work") == BOTH else "one_on"

    def by_work(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(one_on=None) if value == NOBODY else rows.filter(**{f"{self.day}__isnull": False})

    def from_day(self, rows: QuerySet[Any], name: str, first: dt.date) -> QuerySet[Any]:
        return rows.filter(**{f"{self.day}__gte": first})

    def to_day(self, rows: QuerySet[Any], name: str, last: dt.date) -> QuerySet[Any]:
        return rows.filter(**{f"{self.day}__lte": last})

    def if_certified(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(is_certified=True) if is_wanted else rows
