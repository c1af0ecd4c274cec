"""Headings in any order, under titles, in two lines, on several sheets; and what below them is data."""

import pytest

from households.rosters.headings import Field, find, table
from households.rosters.reading import Sheet, read

from .books import xlsx

FIELDS = (
    Field("seq", "序号"),
    Field("name", "姓名", ("成员姓名",)),
    Field("id_number", "身份证号", ("身份证号码", "公民身份号码", "身份证")),
    Field("address", "住址", ("家庭住址",)),
    Field("born", "出生日期", ("出生年月",)),
)


def sheet(*rows, merge=()):
    return read(xlsx(list(rows), merge=merge)).sheets[0] if merge else Sheet("", [list(row) for row in rows])


def understood(given, **kwargs):
    return table(given, find(given, FIELDS), ("name", "id_number"), numbering="seq", **kwargs)


def test_headings_are_found_in_any_order_under_titles_and_notes():
    found = find(
        sheet(
            ["幸福社区就业援助对象花名册", "", ""],
            ["填报单位：幸福社区", "", "2010年3月"],
            ["公民身份号码", "姓 名", "家庭住址"],
            ["110101199003070011", "张三", "幸福路1号"],
        ),
        FIELDS,
    )
    assert (found.line, found.columns) == (2, {"id_number": 0, "name": 1, "address": 2})


@pytest.mark.parametrize(
    "title", ["身份证号", "身份证\n号码", "*身份证号码", "身 份 证 号", "身份证号码（18位）", "身份证号：", "身份证"]
)
def test_the_usual_ways_to_write_a_heading_are_one(title):
    assert find(sheet(["姓名", title]), FIELDS).columns["id_number"] == 1


def test_a_title_merged_over_all_columns_is_no_heading():
    given = sheet(["姓名与身份证号花名册"], ["姓名", "身份证号", "出生年月"], ["张三", "1", "2"], merge=["A1:C1"])
    assert find(given, FIELDS).line == 1


def test_headings_in_two_lines_are_told_by_both():
    given = sheet(
        ["姓名", "身份证号", "配偶", ""],
        ["", "", "姓名", "身份证号"],
        ["张三", "1", "李四", "2"],
        merge=["A1:A2", "B1:B2", "C1:D1"],
    )
    found = find(given, FIELDS)
    assert (found.line, found.columns, found.doubled) == (1, {"name": 0, "id_number": 1}, ())
    assert [line.number for line in understood(given).lines] == [3]


def test_two_columns_of_one_meaning_are_told():
    assert find(sheet(["姓名", "身份证号", "身份证号码"]), FIELDS).doubled == ("id_number",)


def test_a_saved_mapping_goes_before_the_synonyms():
    given = sheet(["姓名", "身份证号", "旧系统地址"])
    assert find(given, FIELDS, {"旧系统地址": "address", "姓名": ""}).columns == {"id_number": 1, "address": 2}


def test_a_sheet_without_headings_is_told():
    assert find(sheet(["说明"], ["请按要求填写"]), FIELDS) is None


def test_columns_nobody_reads_are_named():
    assert find(sheet(["姓名", "身份证号", "人员类别", "【原因】姓名"]), FIELDS).unused == ("人员类别",)


def test_blank_lines_totals_and_footnotes_are_no_data_and_are_told():
    found = understood(
        sheet(
            ["序号", "姓名", "身份证号", "住址"],
            ["1", "张三", "110101199003070011", "幸福路1号"],
            ["", "　", "", ""],
            ["2", "", "", ""],
            ["序号", "姓名", "身份证号", "住址"],
            ["2", "李四", "", ""],
            ["", "合 计", "2", ""],
            ["注：1.本表由社区填写，一式两份。", "", "", ""],
            ["", "以上人员情况均已入户核实并经本人签字确认", "", ""],
            ["填表人：王五", "", "", "审核人：赵六"],
        )
    )
    assert [(line.number, line.cells["name"]) for line in found.lines] == [(2, "张三"), (6, "李四")]
    assert list(found.skipped) == [7, 8, 9, 10]
    assert found.skipped[7] == "合 计"


def test_what_is_merged_over_lines_stands_in_each():
    given = sheet(
        ["住址", "姓名", "身份证号"],
        ["幸福路1号", "张三", "1"],
        ["", "李四", "2"],
        ["", "", ""],
        ["幸福路2号", "王五", "3"],
        merge=["A2:A4"],
    )
    assert [(line.number, line.cells["address"]) for line in understood(given).lines] == [
        (2, "幸福路1号"),
        (3, "幸福路1号"),
        (5, "幸福路2号"),
    ]
