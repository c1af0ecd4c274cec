"""Files as they come in: what they hold, or one sentence that says why they cannot be read."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from households.rosters.reading import (
    BROKEN,
    DISGUISED,
    EMPTY,
    NO_BOOK,
    PROTECTED,
    WorkbookRefused,
    read,
)

from .books import csv_text, xls, xlsx

ROWS = [["姓名", "身份证号"], ["张三", "110101199003070011"]]


def refusal(content):
    with pytest.raises(WorkbookRefused) as refused:
        read(content)
    return str(refused.value)


def test_an_xlsx_is_read_with_numbers_days_and_every_visible_sheet():
    content = xlsx(
        ("东社区", [["姓名", "出生日期", "人数"], ["张三", dt.date(1970, 3, 12), 3]]),
        ("西社区", [["李四"]]),
        ("选项", [["男"]]),
        hidden=("选项",),
    )
    book = read(content)
    assert (book.kind, [sheet.name for sheet in book.sheets], book.hidden) == ("xlsx", ["东社区", "西社区"], ("选项",))
    assert book.sheets[0].rows[1] == ["张三", dt.date(1970, 3, 12), 3.0]


def test_merged_areas_are_told_and_rows_counted_from_the_top():
    sheet = read(xlsx([[], ["花名册"], ["姓名", "身份证号"]], merge=["A2:B2"])).sheets[0]
    assert sheet.merged == ((1, 0, 1, 1),)
    assert sheet.rows[2] == ["姓名", "身份证号"]


def test_an_old_xls_is_read():
    book = read(xls([["姓名", "出生日期"], ["张三", dt.date(1970, 3, 12)]]))
    assert (book.kind, book.sheets[0].rows) == ("xls", [["姓名", "出生日期"], ["张三", dt.date(1970, 3, 12)]])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_is_read_in_every_usual_encoding(encoding, separator):
    book = read(csv_text(ROWS, separator).encode(encoding))
    assert (book.kind, book.sheets[0].rows) == ("csv", ROWS)


def test_a_csv_keeps_the_rare_characters_of_names():
    assert read("姓名,住址\n㙍䶮,𠮷街1号\n".encode("gb18030")).sheets[0].rows[1] == ["㙍䶮", "𠮷街1号"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", EMPTY),
        (b"\0" * 100, EMPTY),
        (b"%PDF-1.7 something", NO_BOOK),
        (b"\x89PNG\r\n\x1a\n....", NO_BOOK),
        (b"MZ\x90\0\3", NO_BOOK),
        (bytes(range(256)) * 8, NO_BOOK),
        (b"<html><table><tr><td>1</td></tr></table></html>", DISGUISED),
        (b'<?xml version="1.0"?><Workbook/>', DISGUISED),
        (b"PK\x03\x04 cut off", BROKEN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 3000, BROKEN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), PROTECTED),
        (xls([["姓名"]], is_protected=True), PROTECTED),
        (xlsx(*[ROWS])[:-200], BROKEN),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(content, sentence):
    assert refusal(content) == sentence


def zipped(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def test_another_zip_is_no_workbook():
    assert refusal(zipped(word__document_xml="<w/>")) == NO_BOOK


def test_a_zip_bomb_is_known_before_it_is_opened(settings):
    settings.ROSTER_MAX_UNPACKED_BYTES = 8 * 2**20
    content = zipped(xl__workbook_xml="<w/>", xl__sheet_xml=bytes(9 * 2**20))
    assert "解开后超过 8 MB" in refusal(content)


def test_a_zip_bomb_that_lies_about_its_size_fails_in_its_own_process(settings):
    settings.ROSTER_MEMORY_BYTES = 200 * 2**20
    with zipfile.ZipFile(io.BytesIO(xlsx(ROWS))) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("张三".encode(), b"x" * (120 * 2**20))
    content = zipped(**{name.replace("/", "__"): part for name, part in parts.items()})
    honest = len(parts["xl/worksheets/sheet1.xml"]).to_bytes(4, "little")
    assert refusal(content.replace(honest, (1000).to_bytes(4, "little"))) == BROKEN


def test_two_cells_at_the_ends_of_a_sheet_take_no_worker_down():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 2
    made = io.BytesIO()
    book.save(made)
    assert refusal(made.getvalue()) == BROKEN


def test_a_sheet_that_reaches_far_down_is_named(settings):
    settings.ROSTER_MAX_CELLS = 1000
    book = openpyxl.Workbook()
    book.active["A1"], book.active["C900"] = 1, 2
    made = io.BytesIO()
    book.save(made)
    assert refusal(made.getvalue()) == "工作表“Sheet”一直占到第 900 行，范围过大：请删去名册以外的行和列，另存后再传。"


def test_too_large_and_too_many_rows_are_refused(settings):
    settings.ROSTER_MAX_ROWS = 1
    assert "超过 1 行" in refusal(xlsx(ROWS))
    assert "超过 1 行" in refusal(csv_text(ROWS).encode())
    settings.ROSTER_MAX_BYTES = 2**20
    assert "超过 1 MB 的上限" in refusal(b"a" * (2**20 + 1))
