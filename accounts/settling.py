"""Rows whose annotations are worked out once, however many questions are asked of them.

PostgreSQL draws a subquery into the query around it where it can, and with it every expression: what ten conditions ask
about is then worked out ten times for each row. ``OFFSET 0`` is where it does not.
"""

import copy
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Col
from django.db.models.sql.datastructures import BaseTable
from django.db.models.sql.query import Query


class _Rows(BaseTable):
    """The rows of ``query`` under the name of its table."""

    def __init__(self, query: Query, alias: str | None) -> None:
        super().__init__(query.get_meta().db_table, alias)
        self.query = query

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, parameters = self.query.get_compiler(connection=connection).as_sql()
        return f"({sql} OFFSET 0) {connection.ops.quote_name(self.table_alias)}", tuple(parameters)

    def relabeled_clone(self, change_map: dict[str | None, str]) -> "_Rows":
        return type(self)(self.query, change_map.get(self.table_alias, self.table_alias))

    @property
    def identity(self) -> tuple[Any, ...]:
        return (*super().identity, id(self.query))


def settled(rows: QuerySet) -> QuerySet:
    """The same rows, not ordered; their annotations are columns like those of the table."""
    inner = rows.order_by().query
    outer: QuerySet = QuerySet(rows.model, using=rows.db)
    alias = outer.query.get_initial_alias()
    assert alias is not None
    outer.query.alias_map[alias] = _Rows(inner, alias)
    return outer.annotate(
        **{name: _column(alias, name, expression) for name, expression in inner.annotation_select.items()}
    )


def _column(alias: str, name: str, expression: Any) -> Col:
    field = copy.copy(expression.output_field)
    field.column = name
    return Col(alias, field)
