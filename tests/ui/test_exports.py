import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from ui import exports, ledgers, tables
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


@pytest.mark.parametrize("start", sorted(exports.FORMULA_STARTS))
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


def test_groups_stand_over_their_headings_and_titles_may_repeat():
    columns = [
        Column("a", "人数", lambda row: 1, group="甲", cell=tables.number),
        Column("b", "金额", lambda row: 2.5, group="甲", cell=tables.money),
        Column("c", "人数", lambda row: True, group="乙", cell=tables.number),
    ]
    sheet = load_workbook(exports.workbook(columns, [ROW], title="汇总")).active
    _, _, over, heads, row = sheet.iter_rows(values_only=True)
    assert (over, heads, row) == (("甲", None, "乙"), ("人数", "金额", "人数"), (1, 2.5, True))
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A3:B3"]
    assert sheet.freeze_panes == "A5"


def test_cells_look_like_what_they_hold():
    sheet = load_workbook(exports.workbook(COLUMNS, [ROW], title="家庭")).active
    assert [cell.number_format for cell in sheet[4]] == ["@", "@", "#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert [sheet["A1"].font.b, sheet["A3"].fill.fgColor.rgb, sheet["A3"].border.left.style] == [
        True,
        "FFEAEEF4",
        "thin",
    ]
    assert sheet.column_dimensions["B"].width == tables.id_number.width


@pytest.mark.parametrize("words", ["<王 & 李>", '"引号"', "半个\ud83d字", "\ufffe", "  两头空  ", "第一行\n第二行"])
def test_any_words_make_a_file_that_opens(words):
    rows = [SimpleNamespace(name=words, number="", amount=None, on=None, at=None)]
    sheet = load_workbook(exports.workbook(COLUMNS, rows, title=words, note=words)).active
    kept = words.replace("\ud83d", "").replace("\ufffe", "")
    assert (sheet["A4"].value or "") == kept


def test_many_rows_are_asked_for_as_they_are_written():
    asked = []

    def rows():
        for number in range(1200):
            asked.append(number)
            yield ROW

    sheet = load_workbook(exports.workbook(COLUMNS, rows(), title="家庭"), read_only=True).active
    assert (sheet.max_row or len(list(sheet.rows))) == 1203
    assert len(asked) == 1200


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_columns_are_called_by_letters(column, name):
    assert ledgers.letters(column) == name
