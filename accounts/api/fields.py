"""How what we keep looks outside: codes as words, days within reason, periods with both days counted."""

import datetime as dt
from typing import Any

from django.db.models import IntegerChoices
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Area

ONE_DAY = dt.timedelta(days=1)
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)


class DayField(serializers.DateField):
    """A day (2026-10-05) between EARLIEST and LATEST."""

    def to_internal_value(self, value: Any) -> dt.date:
        day = super().to_internal_value(value)
        if not EARLIEST <= day <= LATEST:
            raise serializers.ValidationError(f"日期应在 {EARLIEST} 与 {LATEST} 之间。")
        return day


class CodeField(serializers.ChoiceField):
    """A code that is a number inside, by its name in small letters."""

    def __init__(self, codes: type[IntegerChoices], **kwargs: Any) -> None:
        self.by_name = {code.name.lower(): code for code in codes}
        self.by_number = {int(code): name for name, code in self.by_name.items()}
        super().__init__(choices=[(name, str(code.label)) for name, code in self.by_name.items()], **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        return self.by_name[super().to_internal_value(data)]

    def to_representation(self, value: Any) -> Any:
        return self.by_number[int(value)] if value is not None else None


@extend_schema_field(OpenApiTypes.DATE)
class FirstDay(serializers.Field):
    """The first day of a period, null where it always was so."""

    def to_representation(self, value: Any) -> str | None:
        return value.lower.isoformat() if value.lower else None


@extend_schema_field({"type": ["string", "null"], "format": "date"})
class LastDay(serializers.Field):
    """The last day of a period, itself counted; null while it goes on."""

    def to_representation(self, value: Any) -> str | None:
        return (value.upper - ONE_DAY).isoformat() if value.upper else None


class AreaRef(serializers.ModelSerializer):
    """An area by its code and name."""

    class Meta:
        model = Area
        fields = ("code", "name")
