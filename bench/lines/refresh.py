"""The refresh of the whole city against the same facts fetched by COPY into Python and the same differences copied in;
and the refresh with nothing to change against the fetch alone."""

from typing import Any

from bench.measuring import Line, floor_sql, peak_memory

MOST_MB = 512


def lines() -> list[Line]:
    from django.utils import timezone

    from accounts.actions import system_user
    from accounts.models import Area
    from desk.actions import refresh
    from policy.deadlines import add_months

    city, first = Area.objects.get(code="230100"), add_months(timezone.localdate().replace(day=1), 1)
    reached = [_last_run() or first]

    def run(on: Any) -> None:
        refresh(area=city, on=on, actor=system_user(), at=timezone.now())

    def next_month(number: int) -> None:
        reached[0] = add_months(reached[0], 1)
        run(reached[0])

    def again(number: int) -> None:
        run(reached[0])

    def fetch_and_copy_in(number: int) -> None:
        _fetch()
        _copy_in(_begun_on(reached[0]))

    def memory() -> list[tuple[str, str, bool]]:
        with peak_memory() as held:
            again(0)
        return [("内存", f"{held[0]:.0f} MB", held[0] <= MOST_MB)]

    return [
        Line(
            "refresh of the city, a month later",
            5,
            "the rules, asked of every household in Python",
            fetch_and_copy_in,
            next_month,
            extra=memory,
        ),
        Line("refresh, nothing to change", 3, "the rules", lambda number: _fetch(), again),
    ]


def _last_run() -> Any:
    from households.models import RefreshRun

    return RefreshRun.objects.order_by("-on").values_list("on", flat=True).first()


def _fetch() -> None:
    """Every fact the rules read, through COPY, into rows in Python."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in filter(str.strip, floor_sql("refresh_facts").split(";")):
            with cursor.copy(f"COPY ({statement}) TO STDOUT") as copy:
                for _row in copy.rows():
                    pass


def _begun_on(on: Any) -> list[tuple[Any, ...]]:
    from households.models import PersonFinding

    rows = PersonFinding.objects.filter(validity__startswith=on)
    return list(rows.values_list("person_id", "household_id", "category"))


def _copy_in(rows: list[tuple[Any, ...]]) -> None:
    """As many rows as the refresh wrote, into a table of the same columns and indexes."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(floor_sql("refresh_table"))
        with cursor.copy("COPY found (person_id, household_id, category) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
