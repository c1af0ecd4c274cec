"""Whether there is a row, asked of each row of a page alone."""

from typing import Any

from django.db.models import BooleanField, Subquery, Value
from django.db.models.functions import Coalesce


def exists_by_row(rows: Any) -> Coalesce:
    """What ``Exists(rows)`` says, as a column of a list that shows a page of many rows.

    PostgreSQL plans an EXISTS among the columns for all rows there are, not for the page, and reads the whole other
    table to answer it; a subquery with a limit it looks up for each row shown.
    """
    return Coalesce(Subquery(rows.order_by().values_list(Value(True))[:1]), False, output_field=BooleanField())
