"""How a name is read: surnames as surnames, in both readings, kept beside the name and never beside another's."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.identifiers import resident_id
from accounts.models import AuditEntry
from households.actions.corrections import Corrected, correct_identity
from households.actions.surveys import SurveyedHousehold, SurveyedMember, record_survey
from households.models import Household, Person
from households.names import folded, pinyin_typed, readings, search_columns
from tests import factories
from tests.casework import MONDAY, household_of

TODAY = MONDAY.date()
SURNAMES = {
    "单": "shan dan", "曾": "zeng ceng", "仇": "qiu chou", "解": "xie jie", "查": "zha cha", "翟": "zhai di",
    "覃": "qin tan", "朴": "piao pu", "区": "ou qu", "员": "yun yuan", "乐": "yue le", "盖": "ge gai", "繁": "po fan",
    "召": "shao zhao", "缪": "miao mou", "折": "she zhe", "种": "chong zhong", "祭": "zhai ji", "卜": "bu bo",
    "牟": "mu mou", "佴": "nai er", "阚": "kan han", "隗": "wei kui", "郇": "xun huan", "么": "yao me", "乜": "nie mie",
    "薄": "bo bao", "藏": "zang cang", "都": "du dou", "黑": "he hei", "尉迟": "yuchi weichi", "万俟": "moqi wanqi",
    "澹台": "tantai dantai", "单于": "chanyu shanyu", "长孙": "zhangsun changsun", "乐正": "yuezheng yuezheng",
}  # fmt: skip
PLAIN = {"欧阳": "ouyang", "诸葛": "zhuge", "王": "wang", "吕": "lv", "沈": "shen", "任": "ren", "华": "hua"}


@pytest.mark.parametrize("surname", SURNAMES)
def test_a_surname_is_read_as_one_and_as_the_word(surname):
    given = search_columns(f"{surname}明")
    as_surname, as_word = SURNAMES[surname].split()
    assert given["pinyin"] == f"{as_surname}ming"
    assert given["other_pinyin"] in (f"{as_word}ming", "lezhengming")
    assert given["initials"][-1] == given["other_initials"][-1] == "m"


@pytest.mark.parametrize("surname", PLAIN)
def test_most_surnames_have_one_reading(surname):
    assert search_columns(f"{surname}明") == {
        "pinyin": f"{PLAIN[surname]}ming",
        "initials": "".join(syllable[0] for syllable in readings(f"{surname}明")[0]),
        "other_pinyin": "",
        "other_initials": "",
        "pinyin_of": f"{surname}明",
    }


def test_given_names_letters_and_points_are_read_too():
    assert readings("王重阳")[0] == ("wang", "chong", "yang")
    assert search_columns("麦麦提·热合曼")["pinyin"] == "maimaitireheman"
    assert search_columns("Ａnna 李")["pinyin"] == "annali"
    assert search_columns("")["pinyin"] == ""


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Wang Xiao-ming", "wangxiaoming"),
        ("ＷＸＭ", "wxm"),
        ("Lü Bu", "lvbu"),
        ("xi'an", "xian"),
        ("王", ""),
        ("w1", ""),
    ],
)
def test_pinyin_is_typed_in_many_ways(typed, wanted):
    assert pinyin_typed(typed) == wanted


def test_the_database_folds_as_we_do(db):
    signs = "".join(
        map(chr, [*range(1, 0x250), *range(0x2000, 0x2070), *range(0x3000, 0x3040), *range(0xFF00, 0xFFF0)])
    )
    words = [*signs, "ＡＢＣ　王·小．明１２号", "哈尔滨市 道里区", "①㎡ﬁ", "𠮷野家", ""]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(folded(one) ORDER BY place) FROM unnest(%s::text[]) WITH ORDINALITY t(one, place)",
            [words],
        )
        assert cursor.fetchone()[0] == [folded(one) for one in words]
        cursor.execute("SELECT grams('王 小·明', 1), grams('Ａ座12', 2), grams('王', 2), grams('', 1)")
        assert cursor.fetchone() == (["王", "小", "明", "王小", "小明"], ["a座", "座1", "12"], [], [])


def columns_of(person):
    person.refresh_from_db()
    return {column: getattr(person, column) for column in search_columns("")}


def test_whoever_is_surveyed_is_found_by_pinyin(city, monday):
    def said(name, number):
        member = SurveyedMember(name, number, "M", dt.date(1972, 1, 5), "head", "M60")
        return SurveyedHousehold(address="幸福路1号", hukou="urban", visited_on=TODAY, members=(member,))

    number = factories.made_up_id(dt.date(1972, 1, 5))
    record_survey(survey=said("曾明", number), household=None, worker=city.worker, at=MONDAY)
    person = Person.objects.get()
    assert columns_of(person) == search_columns("曾明")
    record_survey(survey=said("单明", number), household=Household.objects.get(), worker=city.worker, at=MONDAY)
    assert columns_of(person) == search_columns("单明")
    assert person.name_grams == ["单", "明", "单明"]


def test_a_name_put_right_is_found_by_the_right_one(city, monday):
    person = household_of(city, {"name": "仇明"}).memberships.get().person
    said = Corrected("解明", "录入时错一字", "身份证原件")
    correct_identity(person=person, corrected=said, worker=city.worker, at=MONDAY)
    assert columns_of(person) == search_columns("解明")
    right = resident_id(factories.made_up_id(person.born), on=TODAY)
    said = Corrected("解明", "录入时错一位", "身份证原件", id_number=right)
    correct_identity(person=person, corrected=said, worker=city.worker, at=MONDAY)
    assert columns_of(person) == search_columns("解明")


def test_names_written_before_there_was_pinyin_are_made_good(db):
    names = ["曾明", "王小明", "尉迟恭"]
    people = [factories.PersonFactory(name=name) for name in names]
    Person.objects.filter(pk__in=[one.pk for one in people[1:]]).update(**search_columns(""))
    printed = io.StringIO()
    for _ in range(2):
        call_command("fill_pinyin", stdout=printed)
    assert [columns_of(person) for person in people] == [search_columns(name) for name in names]
    assert printed.getvalue().splitlines() == ["已补 2", *["所有姓名都已有拼音。"] * 2]
    assert AuditEntry.objects.get(event="pinyin.filled").details == {"rows": 2}
