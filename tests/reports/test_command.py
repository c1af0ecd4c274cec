"""``manage.py export_return``."""

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from .conftest import NOVEMBER, published


def export(tmp_path, code="EP8", month="2010-11", area="990100"):
    file = tmp_path / "out.xlsx"
    call_command("export_return", code, month, "--area", area, "--output", str(file))
    return load_workbook(file)["EP8"]


def test_a_return_not_published_is_marked_a_draft(november, tmp_path, capsys):
    page = export(tmp_path)
    assert page["A4"].value == "状态：草稿（未发布）"
    assert {page[f"A{row}"].value: page[f"D{row}"].value for row in range(7, 46)}["19"] == 10
    assert "已导出示例市2010-11" in capsys.readouterr().out


def test_a_published_return_is_exported_as_published(november, city, tmp_path):
    published(city, NOVEMBER)
    november.spells["P03"].__class__.objects.update(certified_on=NOVEMBER.first)
    page = export(tmp_path)
    assert page["A4"].value.startswith("状态：已上报")
    assert {page[f"A{row}"].value: page[f"D{row}"].value for row in range(7, 46)}["02"] == 4


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"code": "EP9"}, "没有报表“EP9”，现有：EP8"),
        ({"month": "2010-13"}, "不是报告期"),
        ({"month": "2098-01"}, "现在还没有数"),
        ({"area": "1"}, "没有代码为“1”的区划"),
    ],
)
def test_what_is_unknown_is_said_in_a_sentence(november, tmp_path, told, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        export(tmp_path, **told)
    assert refused.value.returncode == 1


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(november, tmp_path):
    with pytest.raises(CommandError, match="无法写入"):
        call_command("export_return", "EP8", "2010-11", "--area", "990100", "--output", str(tmp_path / "no" / "f.xlsx"))
