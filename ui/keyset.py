"""Paging by the order itself: a page starts behind a row, not after so many rows.

An address names the boundary row by its primary key alone, so that no name or date of a person stands in a log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet

from .tables import inverted

COUNT_LIMIT = 10_000


@dataclass(frozen=True)
class Page:
    """``after`` and ``before`` are the keys from which the next and the previous page go on; None if there is none."""

    rows: list[Any] = field(default_factory=list)
    after: Any = None
    before: Any = None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Boundary:
    """The key of the row to go on from, and the direction."""

    key: str
    backwards: bool = False


def page(rows: QuerySet, ordering: Sequence[str], *, size: int, boundary: Boundary | None, anchors: QuerySet) -> Page:
    """``size`` rows of ``rows`` behind (or before) the boundary in the total order ``ordering``.

    The boundary is looked up in ``anchors``, the rows the user may see before any filter: a row that has since left
    the filter still marks its place. An unknown boundary gives the first page. One query, or two behind a boundary.
    """
    place = _place(anchors, ordering, boundary.key) if boundary else None
    backwards = boundary is not None and boundary.backwards and place is not None
    order = [inverted(term) for term in ordering] if backwards else list(ordering)
    if place is not None:
        rows = rows.filter(beyond(rows, order, place))
    found = list(rows.order_by(*order)[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, has_more) if backwards else (has_more, place is not None)
    return Page(
        found,
        after=found[-1].pk if found and has_next else None,
        before=found[0].pk if found and has_previous else None,
    )


def count(rows: QuerySet) -> int:
    """How many rows, counted no further than COUNT_LIMIT + 1."""
    return rows.order_by().values("pk")[: COUNT_LIMIT + 1].count()


def _place(anchors: QuerySet, ordering: Sequence[str], key: str) -> tuple[Any, ...] | None:
    try:
        pk = anchors.model._meta.pk.to_python(key)
    except ValidationError:
        return None
    paths = [term.removeprefix("-") for term in ordering]
    return anchors.filter(pk=pk).order_by().values_list(*paths).first()


def beyond(rows: QuerySet, ordering: Sequence[str], place: Sequence[Any]) -> Q:
    """The rows that come after ``place`` in ``ordering``, as PostgreSQL orders: null is greater than any value."""
    condition = Q(pk__in=[])
    for term, value in reversed(list(zip(ordering, place, strict=True))):
        condition = _after(rows, term, value) | (_same(term, value) & condition)
    return condition & _from(rows, ordering[0], place[0])


def _after(rows: QuerySet, term: str, value: Any) -> Q:
    path, descending = term.removeprefix("-"), term.startswith("-")
    if value is None:
        return Q(**{f"{path}__isnull": False}) if descending else Q(pk__in=[])
    if descending:
        return Q(**{f"{path}__lt": value})
    return _with_null(rows, path, Q(**{f"{path}__gt": value}))


def _same(term: str, value: Any) -> Q:
    path = term.removeprefix("-")
    return Q(**{f"{path}__isnull": True}) if value is None else Q(**{path: value})


def _from(rows: QuerySet, term: str, value: Any) -> Q:
    """A bound that follows from the rest, said once more so that an index on the first field can start there."""
    path, descending = term.removeprefix("-"), term.startswith("-")
    if value is None:
        return Q()
    if descending:
        return Q(**{f"{path}__lte": value})
    return _with_null(rows, path, Q(**{f"{path}__gte": value}))


def _with_null(rows: QuerySet, path: str, condition: Q) -> Q:
    return condition | Q(**{f"{path}__isnull": True}) if may_be_null(rows, path) else condition


def may_be_null(rows: QuerySet, path: str) -> bool:
    """Whether ``path`` can be null in a row; in doubt, as with annotations, it can."""
    model: type[Model] = rows.model
    for name in path.split("__"):
        if name == "pk":
            return False
        try:
            step = model._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        if getattr(step, "null", True):
            return True
        model = step.related_model or model
    return False
