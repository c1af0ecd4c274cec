"""A roster of ten thousand rows: checked and entered, against its rows read by the bare library and copied in."""

import csv
import datetime as dt
import io
import time
from collections.abc import Iterator
from random import Random
from typing import Any

from bench.measuring import Extra, Line

HOMES = 5_000
ROWS_A_SECOND = 2_000
HEAD = ("户号", "住址", "姓名", "身份证号", "与户主关系", "性别", "就业状况", "起始日期", "用人单位", "联系电话")
NOBODYS_AREA = "239801"  # no city of the demonstration has people of it
NUMERALS = "〇一二三四五六七八九"


def lines() -> list[Line]:
    from accounts.models import User

    officer = User.objects.select_related("area").get(username="shequ")
    content, times = _workbook(), []

    def imported(number: int) -> None:
        began = time.perf_counter()
        _imported(content, officer)
        times.append(time.perf_counter() - began)

    def rate() -> list[Extra]:
        times.sort()
        rows = 2 * HOMES / times[len(times) // 2]
        return [("checked and entered", f"{rows:,.0f} rows/s", rows >= ROWS_A_SECOND)]

    return [
        Line(
            f"roster of {2 * HOMES:,} rows",
            None,
            "each row checked, sealed, judged by the rules, and written to nine tables under their constraints",
            lambda number: _copied(content),
            imported,
            extra=rate,
        )
    ]


def _workbook() -> bytes:
    """Couples, one of each registered as out of work, whom nobody has registered."""
    from desk.demo.identities import Identities

    identities, text = Identities(Random(11), NOBODYS_AREA), io.StringIO()  # noqa: S311 - the same every time
    rows = csv.writer(text)
    rows.writerow(HEAD)
    for home in range(1, HOMES + 1):
        name = "".join(NUMERALS[int(digit)] for digit in str(home))
        born = dt.date(1980 + home % 5, 1 + home % 12, 1 + home // 12 % 28)
        husband, wife = identities.id_number(born, "M"), identities.id_number(born, "F")
        place, since = f"启航路{home}号", "2024-01-05"
        rows.writerow([home, place, f"李{name}", husband, "户主", "男", "失业", since, "", ""])
        rows.writerow([home, place, f"王{name}", wife, "妻子", "女", "就业", since, "市第一百货商店", ""])
    return text.getvalue().encode()


def _imported(content: bytes, officer: Any) -> None:
    """Checked, confirmed and entered as the workers do it, then given back."""
    from django.db import transaction
    from django.utils import timezone

    from households.actions import rosters
    from households.enums import RetirementTrack

    at = timezone.now()
    with transaction.atomic():
        given = rosters.Given(content, officer.area, RetirementTrack.F50)
        roster = rosters.submit(given=given, officer=officer, at=at)
        roster = rosters.check(roster=roster, actor=officer, at=at, report=_nothing)
        _end_job(roster)
        roster = rosters.confirm(roster=roster, officer=officer, at=at)
        roster = rosters.enter(roster=roster, actor=officer, at=at, report=_nothing)
        entered = roster.entries.filter(outcome="entered").count()
        if entered != HOMES:
            raise RuntimeError(f"{entered} of {HOMES} households were entered")
        transaction.set_rollback(True)


def _end_job(roster: Any) -> None:
    from django.utils import timezone

    from accounts.models import Job

    Job.objects.filter(pk=roster.job_id).update(state=Job.State.DONE, finished_at=timezone.now())


def _nothing(done: int, total: int, sentence: str) -> None:
    """Nobody looks."""


def _copied(content: bytes) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE given ({', '.join(f'c{n} text' for n in range(len(HEAD)))}) ON COMMIT DROP"
        )
        with cursor.copy("COPY given FROM STDIN") as copy:
            for row in _rows(content):
                copy.write_row(row)


def _rows(content: bytes) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(content.decode()))
    next(rows)
    yield from rows
