import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from ui import exports, tables
from ui.tables import Column

AT = dt.datetime(2026, 10, 5, 1, 30, tzinfo=dt.UTC)
COLUMNS = (
    Column("name", "姓名", lambda row: row.name),
    Column("id", "身份证号", lambda row: row.number, cell=tables.id_number),
    Column("amount", "金额", lambda row: row.amount, cell=tables.money),
    Column("on", "日期", lambda row: row.on, cell=tables.day),
    Column("at", "时间", lambda row: row.at, cell=tables.moment),
)
ROW = SimpleNamespace(
    name="=HYPERLINK(1)", number="230102197501010016", amount=Decimal("12.50"), on=dt.date(2026, 10, 5), at=AT
)


@pytest.mark.parametrize("start", exports.FORMULA_STARTS)
def test_words_that_a_spreadsheet_would_compute_are_guarded(start):
    assert exports.guarded(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["王秀兰", "", "3-1", -5, Decimal("-1.5"), dt.date(2026, 10, 5), None])
def test_other_values_pass_unchanged(value):
    assert exports.guarded(value) == value


def test_what_no_workbook_may_hold_is_dropped():
    assert exports.guarded("\x00=1\x0b") == "'=1"


def test_the_workbook_holds_title_note_headings_and_rows():
    empty = SimpleNamespace(name="王", number=None, amount=None, on=None, at=None)

    file = exports.workbook(COLUMNS, [ROW, empty], title="家庭[明细]", note="导出：张敏")

    sheet = load_workbook(file).active
    title, note, heads, first, second = sheet.iter_rows(values_only=True)
    assert sheet.title == "家庭 明细"
    assert sheet.freeze_panes == "A4"
    assert (title[0], note[0]) == ("家庭[明细]", "导出：张敏")
    assert heads == ("姓名", "身份证号", "金额", "日期", "时间")
    assert first[:3] == ("'=HYPERLINK(1)", "230102********0016", 12.5)
    assert first[3:] == (dt.datetime(2026, 10, 5, 0, 0), dt.datetime(2026, 10, 5, 9, 30))  # noqa: DTZ001
    assert second == ("王", None, None, None, None)


def test_the_note_says_who_when_and_of_what():
    assert exports.note(exporter="张敏", at=AT, filters=["类别 零就业家庭"]) == (
        "内部资料，不得外传  导出：张敏  2026-10-05 09:30  筛选：类别 零就业家庭"
    )
