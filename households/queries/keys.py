"""Many keys as one parameter: a statement about a thousand rows is built and planned as quickly as one about a few."""

from collections.abc import Iterable

from django.db.models import BigIntegerField, Func, Value


def array_of(keys: Iterable[int]) -> str:
    """Keys as PostgreSQL writes an array of them."""
    return f"{{{','.join(map(str, keys))}}}"


def among(keys: Iterable[int]) -> Func:
    """These keys to look among: ``filter(pk__in=among(keys))``."""
    template = "(SELECT unnest(%(expressions)s::bigint[]))"
    return Func(Value(array_of(keys)), template=template, output_field=BigIntegerField())
