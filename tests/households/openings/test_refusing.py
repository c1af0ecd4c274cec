"""Lines that cannot be taken over say why, in words; the same line again changes nothing."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from openpyxl import load_workbook

from households.models import OpeningRow, OpeningStatus
from households.openings.actions import preparing
from households.openings.actions.preparing import OpeningRefused
from households.openings.actions.reading import look_into
from households.openings.kinds import CERTIFICATES, FAMILIES, PEOPLE, PLACEMENTS
from households.openings.returning import returned
from households.openings.shape import Meanings
from tests import factories
from tests.casework import certified as certified_here
from tests.casework import household_of
from tests.households.rosters.books import xlsx
from tests.rows import issued, spell

from .taking_over import AT, HEADS, begun, card, certified, entered, family, given, looked_into, placed, registered


@pytest.fixture
def opening(city):
    return begun(city)


def said(city, opening, kind, *rows):
    """Outcome and reason of the last line of a file."""
    row = given(city, opening, kind, *rows).rows.order_by("line").last()
    return row.outcome, row.reason


def test_who_is_not_in_the_registry_waits_for_the_roster(city, opening):
    stranger = factories.PersonFactory.build(name="李一")
    outcome, reason = said(city, opening, PEOPLE, certified(stranger))
    assert outcome == "refused"
    assert "请先导入名册" in reason


def test_another_name_under_the_number_is_refused(city, opening):
    person = registered(city)
    outcome, reason = said(city, opening, PEOPLE, ["王五", *certified(person)[1:]])
    assert (outcome, "姓名" in reason) == ("refused", True)


def test_who_lives_outside_the_area_is_another_openings(city, opening):
    elsewhere = factories.AreaFactory(code="990104001001", name="远方社区", parent=city.city)
    outcome, reason = said(city, opening, PEOPLE, certified(registered(city, area=elsewhere)))
    assert (outcome, "远方社区" in reason) == ("refused", True)
    assert OpeningRow.objects.get().community is None


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        (FAMILIES, lambda p: family(p, "2026-09-01"), "晚于切换日"),
        (FAMILIES, lambda p: family(p, "2010-03-01", "2010-02-01", "条款"), "须晚于认定日期"),
        (FAMILIES, lambda p: family(p, "2010-03-01", "2010-04-01", ""), "期限依据"),
        (FAMILIES, lambda p: family(p, "1999-03-01"), "请在文件中写明应安置日期"),
        (PEOPLE, lambda p: certified(p, since="2010.3"), "年月日"),
        (PEOPLE, lambda p: [p.name, int(p.id_number[:17] + "0"), "C01", "2010-03-01", ""], "文本"),
        (CERTIFICATES, lambda p: card(p, "§"), "证号应为"),
        (CERTIFICATES, lambda p: card(p, inspected="2019-01-01"), "发证日期与切换日之间"),
        (PLACEMENTS, lambda p: placed(p, "2026-09-01"), "晚于切换日"),
        (PLACEMENTS, lambda p: placed(p, "2026-06-30"), "登记失业"),
    ],
)
def test_a_line_that_cannot_be_says_why(city, opening, kind, values, words):
    outcome, reason = said(city, opening, kind, values(registered(city)))
    assert outcome == "refused"
    assert words in reason


def test_nobody_outside_working_life_is_placed(city, opening):
    young = registered(city, born=dt.date(2012, 1, 5))
    assert "周岁" in said(city, opening, PLACEMENTS, placed(young, "2026-08-01"))[1]


def test_several_faults_of_a_line_are_all_told(city, opening):
    _, reason = said(city, opening, PEOPLE, ["李一", "123", "C01", "哪天", ""])
    assert "身份证号" in reason
    assert "认定日期" in reason


def test_what_was_certified_here_is_not_certified_again(city, opening):
    home = household_of(city, {"name": "李一"})
    certified_here(city, home)
    person = home.memberships.get().person
    assert "重叠" in said(city, opening, FAMILIES, family(person, "2026-07-15"))[1]
    assert "不同" in said(city, opening, PEOPLE, certified(person))[1]


def test_what_stands_here_already_is_noted_and_not_entered_twice(city, opening):
    person = registered(city)
    spell(person, certified_on=dt.date(2025, 3, 1), categories=[1], primary=1)
    issued(person, 7, kind="startup_card")
    assert said(city, opening, PEOPLE, certified(person))[0] == "present"
    assert said(city, opening, CERTIFICATES, card(person, f"{7:016d}", "就业创业证"))[0] == "present"


def test_a_number_that_is_somebody_elses_is_refused(city, opening):
    issued(registered(city, "王二"), 7, kind="startup_card")
    outcome, reason = said(city, opening, CERTIFICATES, card(registered(city), f"{7:016d}", "就业创业证"))
    assert (outcome, "另一人" in reason) == ("refused", True)


def test_a_thing_is_entered_by_its_first_line(city, opening):
    person, other = registered(city), registered(city, "王二")
    assert said(city, opening, PEOPLE, certified(person), certified(person))[0] == "repeated"
    outcome, reason = said(city, opening, PEOPLE, certified(person, "C04"))
    assert (outcome, "第 2 行" in reason) == ("refused", True)
    assert "另一人" in said(city, opening, CERTIFICATES, card(person), card(other))[1]


def test_the_same_file_again_changes_nothing(city, opening):
    person = registered(city)
    content = xlsx([HEADS["people"], certified(person)])
    told = {"opening": opening, "kind": PEOPLE, "officer": city.district_officer, "at": AT}
    preparing.take_in(content=ContentFile(content), **told)
    with pytest.raises(OpeningRefused, match="已经上传过"):
        preparing.take_in(content=ContentFile(content), **told)


def test_a_second_opening_finds_everything_there(city, opening):
    person = registered(city, since=dt.date(2025, 1, 1))
    rows = [
        (FAMILIES, family(person, "2026-07-15")),
        (PEOPLE, certified(person)),
        (CERTIFICATES, card(person)),
        (PLACEMENTS, placed(person)),
    ]
    for kind, row in rows:
        given(city, opening, kind, row)
    assert entered(city, opening).status == OpeningStatus.ENTERED

    again = begun(city)
    assert [given(city, again, kind, row).rows.get().outcome for kind, row in rows] == ["present"] * 4


def test_reading_stops_where_the_columns_are_told_anew(city, opening, monkeypatch):
    monkeypatch.setattr("households.openings.actions.reading.BATCH", 1)
    content = ContentFile(xlsx([HEADS["people"], *(certified(registered(city, name)) for name in ("李一", "王二"))]))
    file = preparing.take_in(opening=opening, kind=PEOPLE, content=content, officer=city.district_officer, at=AT)

    def told_anew(done, total, sentence):
        preparing.map_columns(file=file, meanings=Meanings(), officer=city.district_officer, at=AT)

    with pytest.raises(OpeningRefused, match="本任务停止"):
        looked_into(city, file, PEOPLE, told_anew)
    assert not file.rows.exists()
    assert looked_into(city, file, PEOPLE).rows.count() == 2


def test_reading_is_taken_up_where_it_stopped(city, opening, monkeypatch):
    monkeypatch.setattr("households.openings.actions.reading.BATCH", 2)

    class Killed(Exception):
        pass

    def killed(done, total, sentence):
        raise Killed

    people = [registered(city, f"李{name}") for name in "一二三四五"]
    rows = [certified(person) for person in people]
    content = ContentFile(xlsx([HEADS["people"], *rows]))
    file = preparing.take_in(opening=opening, kind=PEOPLE, content=content, officer=city.district_officer, at=AT)
    with pytest.raises(Killed):
        looked_into(city, file, PEOPLE, killed)
    assert file.rows.count() == 2

    looked_into(city, file, PEOPLE)
    looked_into(city, file, PEOPLE)
    assert list(file.rows.order_by("line").values_list("person", flat=True)) == [one.pk for one in people]


def test_a_file_taken_out_while_it_is_looked_into_is_refused(city, opening):
    file = given(city, opening, PEOPLE, certified(registered(city)))
    with file.file.open() as stored:
        content = stored.read()
    preparing.remove_file(file=file, officer=city.district_officer, at=AT)
    with pytest.raises(OpeningRefused):
        look_into(file=file, kind=PEOPLE, content=content)


def test_what_cannot_be_taken_over_comes_back_with_the_reason_and_can_be_given_again(city, opening):
    person, other = registered(city), registered(city, "王二")
    wrong = [other.name, other.id_number, "“4050”失业人员", "2027-01-01", ""]
    file = given(city, opening, PEOPLE, certified(person), wrong)
    with file.file.open() as stored:
        tables = look_into(file=file, kind=PEOPLE, content=stored.read())
    refused = {(row.sheet, row.line): row.reason for row in file.rows.filter(outcome="refused")}
    (sheet,) = load_workbook(returned(tables, refused)).worksheets
    head, line = ([cell.value or "" for cell in row] for row in sheet.iter_rows())
    assert head == [*HEADS["people"], "【原因】整行", "【原因】原表行号"]
    assert ("切换日" in line[-2], line[-1]) == (True, "3")

    line[HEADS["people"].index("认定日期")] = "2025-03-01"
    assert given(city, opening, PEOPLE, line, heads=head).rows.get().outcome == "ready"
