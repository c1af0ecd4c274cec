"""Old headings and old words are told once per kind and system, and used again."""

import pytest

from households.models import ColumnMapping, OpeningRow
from households.openings import book
from households.openings.actions import preparing
from households.openings.kinds import PEOPLE
from households.openings.shape import Meanings

from .taking_over import AT, begun, certified, given, looked_into, registered

OLD = ["人名", "身份证", "困难类型", "何时认定"]
MEANT = Meanings(
    {"人名": "name", "身份证": "id_number", "困难类型": "categories", "何时认定": "certified_on"},
    {"categories": {"4050人员": "C01", "低保户": "C04", "其他": ""}},
)


def row_of(person, category="4050人员"):
    return [person.name, person.id_number, category, "2025-03-01"]


@pytest.fixture
def opening(city):
    return begun(city)


def told(city, file, meanings=MEANT):
    return preparing.map_columns(file=file, meanings=meanings, officer=city.district_officer, at=AT)


def test_a_file_waits_until_its_columns_and_words_are_told(city, opening):
    heads = ["姓名", "身份证号", "困难类别", "认定日期"]
    file = given(city, opening, PEOPLE, row_of(registered(city), "4050人员、低保户"), heads=heads)

    assert book.missing(file, PEOPLE) == ["“人员类别”列中有不认识的词：4050人员、低保户。"]
    assert not OpeningRow.objects.exists()

    told(city, file)
    assert looked_into(city, file, PEOPLE).rows.get().outcome == "ready"


def test_what_was_told_reads_the_next_file_of_the_same_system(city, opening):
    first, second = registered(city), registered(city, "王二")
    file = given(city, opening, PEOPLE, certified(first))
    told(city, file)
    looked_into(city, file, PEOPLE)

    other = given(city, opening, PEOPLE, row_of(second, "低保户"), heads=OLD)
    assert other.rows.get().outcome == "ready"
    assert ColumnMapping.objects.get().system == opening.system


def test_a_word_that_is_not_wanted_refuses_its_lines(city, opening):
    file = given(city, opening, PEOPLE, certified(registered(city)))
    told(city, file)
    other = given(city, opening, PEOPLE, row_of(registered(city, "王二"), "其他"), heads=OLD)
    row = other.rows.get()
    assert row.outcome == "refused"
    assert "“其他”没有对应" in row.reason


def test_telling_anew_reads_the_file_anew(city, opening):
    file = given(city, opening, PEOPLE, certified(registered(city)))
    assert file.read_at is not None
    told(city, file, Meanings())
    file.refresh_from_db()
    assert file.read_at is None
    assert not file.rows.exists()
