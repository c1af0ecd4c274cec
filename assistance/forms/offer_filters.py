"""What the lists of offers, placements, campaigns and stages are filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.models import Area, User
from assistance.enums import Answer, Channel, PlacementSource, Stage
from assistance.models import Campaign, Offer, Placement
from assistance.queries.placements import is_told
from households.forms.case_filters import AreaFilter
from households.models import HardToEmploySpell, Membership, Registration, ZeroFamilyCase

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
