"""Cells as people write them."""

import datetime as dt
from decimal import Decimal

import pytest

from households.rosters import values
from households.rosters.values import Day, ValueRefused

TODAY = dt.date(2026, 3, 2)
BIRTHDAY = dt.date(1970, 3, 12)


@pytest.mark.parametrize(
    "cell",
    [
        "1970.3.12", "1970-03-12", "1970/3/12", "1970年3月12日", "1970 年 3 月 12 日", "1970年3月12号", "19700312",
        "１９７０．３．１２", "1970-03-12 00:00:00", "1970、3、12", "1970.03.12.", "一九七〇年三月十二日", "25639",
        25639.0, 25639.5, 19700312.0, BIRTHDAY, dt.datetime.fromisoformat("1970-03-12T08:30"),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell):
    assert values.day(cell) == Day(BIRTHDAY)


@pytest.mark.parametrize("cell", ["1970.3", "1970年3月", "1970-03", "197003", 197003.0, 1970.3, "一九七〇年三月"])
def test_a_month_alone_is_told_from_a_day(cell):
    assert values.day(cell) == Day(dt.date(1970, 3, 1), is_whole=False)


def test_october_as_words_is_no_january():
    assert values.day("1970.10") == Day(dt.date(1970, 10, 1), is_whole=False)


@pytest.mark.parametrize("cell", ["", "　", "无", "-", "至今", "长期"])
def test_no_day_is_none(cell):
    assert values.day(cell) is None


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1970.2.30", "不是存在的日期"), ("1970-13-01", "不是存在的日期"), ("19701301", "不是存在的日期"),
        ("1970", "只写了年份"), (1970.0, "只写了年份"), ("1970年", "只写了年份"), (1970.1, "是1月还是10月"),
        ("70.3.12", "看不出是哪一天"), ("春天", "看不出是哪一天"), (1e300, "看不出是哪一天"), ("nan", "看不出是哪一天"),
        (True, "看不出是哪一天"), ("3570.3.12", "年份不对"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_told_in_words(cell, words):
    with pytest.raises(ValueRefused, match=words):
        values.day(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２ｘ",
        " 110105 19491231 002X", "'11010519491231002X",
        '="11010519491231002X"', "110105\u200b19491231002X", "110105491231002", 110105491231002.0,
    ],
)  # fmt: skip
def test_an_id_number_is_read_however_it_is_written(cell):
    assert values.id_number(cell, on=TODAY).normalized == "11010519491231002X"


@pytest.mark.parametrize("cell", [1.10105194912310e17, 110105194912310000, "1.10105E+17", "1.10105194912310E+17"])
def test_an_id_number_that_has_lost_digits_is_refused_in_words(cell):
    with pytest.raises(ValueRefused, match="第16位起已被表格程序改成0"):
        values.id_number(cell, on=TODAY)


@pytest.mark.parametrize(
    ("cell", "words"),
    [("", "请填写身份证号"), ("1101051949", "应为18位"), ("110105194912310021", "校验码"), ("张三", "应为18位")],
)
def test_a_wrong_id_number_is_told_in_words(cell, words):
    with pytest.raises(ValueRefused, match=words):
        values.id_number(cell, on=TODAY)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("张 三", "张三"),
        ("　王　五 \u200b", "王五"),
        ("阿不都 • 热西提", "阿不都·热西提"),
        ("John  Smith", "John Smith"),
        ("㙍䶮", "㙍䶮"),
    ],
)
def test_a_name_is_read_without_the_spaces_that_spread_it(cell, name):
    assert values.name(cell) == name


@pytest.mark.parametrize("cell", ["", "张3", "无", "字" * 51])
def test_what_is_no_name_is_refused(cell):
    with pytest.raises(ValueRefused):
        values.name(cell)


@pytest.mark.parametrize("cell", [13812345678.0, "138-1234-5678", "138 1234 5678", "１３８１２３４５６７８"])
def test_a_phone_number_is_digits_alone(cell):
    assert values.phone(cell) == "13812345678"


def test_of_two_phone_numbers_one_is_asked_for():
    with pytest.raises(ValueRefused, match="只能登记一个电话"):
        values.phone("13812345678/13912345678")


def test_yes_and_no_in_words_and_signs():
    assert [values.yes_no(cell) for cell in ("是", "√", "有", True, "否", "", "×", 0.0)] == [True] * 4 + [False] * 4
    with pytest.raises(ValueRefused, match="请填“是”或“否”"):
        values.yes_no("大概")


def test_money_is_exact():
    assert [values.amount(cell) for cell in ("1,200元", 1200.5, 0.1 + 0.2, "")] == [
        Decimal("1200.00"), Decimal("1200.50"), Decimal("0.30"), None,
    ]  # fmt: skip
    for cell in ("很多", "-5", "nan", 1.005):
        with pytest.raises(ValueRefused):
            values.amount(cell)


def test_a_choice_names_what_there_is_to_choose_from():
    meanings = {"男": "M", "女": "F"}
    assert (values.choice(" 男 ", meanings, "男、女"), values.choice("", meanings, "男、女")) == ("M", None)
    with pytest.raises(ValueRefused, match="“未知”不认识，请填：男、女。"):
        values.choice("未知", meanings, "男、女")


def test_words_longer_than_there_is_room_for_are_refused():
    with pytest.raises(ValueRefused, match="最多 3 个字"):
        values.text("幸福路一号", 3)
