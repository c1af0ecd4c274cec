"""The arithmetic of the form."""

import pytest

from reports.cells import EP8
from reports.layout import layout_of
from reports.rules import Opening, checks, checks_hold

NOTHING = dict.fromkeys(EP8, 0)
WHOLE = NOTHING | {"01": 8, "02": 4, "04": 4, "13": 2, "18": 2, "19": 10, "20": 6, "21": 4}


def test_all_checks_hold_for_a_sound_form():
    assert checks_hold(NOTHING)
    assert checks_hold(WHOLE, {"01": Opening(7, 1), "40": Opening(0, 0)})


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("05", "第02行（4）应等于第03至12行之和（5）"),
        ("15", "第13行（2）应等于第14至18行之和（3）"),
        ("01", "第19行（10）应等于第01行＋第02行－第13行（11）"),
        ("20", "第19行（10）应等于第20行＋第21行（11）"),
        ("28", "第28行（1）不应大于第22至27行之和（0）"),
        ("30", "第29行（0）应等于第30至33行之和（1）"),
        ("34", "第34行（1）不应大于第29行（0）"),
        ("38", "第38行（1）不应大于第29行（0）"),
        ("41", "第44行（0）应等于第40行＋第41行－第42行－第43行（1）"),
        ("45", "第45行（1）不应大于第44行（0）"),
        ("53.1", "第53行（0）应等于第53.1至53.4行之和（1）"),
    ],
)
def test_a_check_that_fails_names_its_lines(line, sentence):
    figures = WHOLE | {line: WHOLE[line] + 1}
    assert [outcome.sentence for outcome in checks(figures) if not outcome.holds] == [sentence]
    assert not checks_hold(figures)


def test_an_opening_is_last_months_closing_with_its_adjustment():
    failing = [one for one in checks(WHOLE, {"01": Opening(10, -1)}) if not one.holds]
    assert [one.sentence for one in failing] == ["第01行（8）应等于上期上报的第19行（10）加调整（-1）"]
    assert failing[0].lines == ("01",)


def test_the_layout_has_a_row_for_every_line():
    form = layout_of("EP8")
    assert [line.code for line in form.lines] == list(EP8)
    assert len({line.row for line in form.lines}) == len(EP8)
    assert min(line.row for line in form.lines) > form.heading_row
