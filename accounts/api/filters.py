"""What lists of the API are filtered by, everywhere alike."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import HttpRequest
from drf_spectacular.utils import extend_schema_field

from accounts.enums import AreaLevel
from accounts.models import Area, User

from .fields import EARLIEST, LATEST

CODE = {"type": "string", "pattern": "^[0-9]{2,12}$"}
DAY = {"type": "string", "format": "date", "formatMinimum": str(EARLIEST), "formatMaximum": str(LATEST)}


def reading_areas(request: HttpRequest | None) -> QuerySet[Area]:
    """The areas of the one who asks."""
    user = getattr(request, "user", None)
    return Area.objects.visible_to(user) if isinstance(user, User) else Area.objects.none()


@extend_schema_field(CODE)
class InArea(filters.ModelChoiceFilter):
    """The rows of an area, by its code, and of all below it; ``field_name`` leads to the area."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="区划代码，含其下级", queryset=reading_areas, to_field_name="code", **kwargs)

    def filter(self, qs: QuerySet[Any], value: Area | None) -> QuerySet[Any]:
        return qs if value is None else qs.filter(**{f"{self.field_name}__path__startswith": value.path})


@extend_schema_field(DAY)
class DayFilter(filters.DateFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], **kwargs)


class AreaFilter(filters.FilterSet):
    parent = filters.ModelChoiceFilter(label="上级区划代码", queryset=reading_areas, to_field_name="code")
    level = filters.ChoiceFilter(
        label="层级", choices=[(level.name.lower(), level.label) for level in AreaLevel], method="of_level"
    )
    on = DayFilter(label="在这一天存在", method="existing_on")

    class Meta:
        model = Area
        fields: tuple[str, ...] = ()

    def of_level(self, rows: QuerySet[Any], name: str, level: str) -> QuerySet[Any]:
        return rows.filter(level=AreaLevel[level.upper()])

    def existing_on(self, rows: Any, name: str, day: Any) -> QuerySet[Any]:
        return rows.existing(day)
