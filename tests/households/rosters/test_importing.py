"""From a workbook to the registry: checked first, entered once, judged by the rules."""

import pytest

from accounts.models import AuditEntry, User
from households.actions import rosters
from households.actions.rosters import RosterRefused
from households.enums import Category, FactKind, FamilyKind, RegistrationKind
from households.models import Fact, Household, HouseholdFinding, Person, PersonFinding, Registration
from tests.casework import MONDAY

from .importing import (
    HEAD,
    book,
    checked,
    counts,
    families,
    family,
    faults,
    fresh,
    given,
    imported,
    line,
    number,
    outcomes,
    registered,
)

pytestmark = pytest.mark.usefixtures("monday")
EMPTY = dict.fromkeys(
    ("Household", "Responsibility", "Residence", "Person", "Membership", "Couple", "Registration", "Fact"), 0
)


def test_a_check_registers_nothing_and_says_what_would_be(city):
    roster = checked(city, book(families(3)))
    assert (roster.state, roster.line_count, outcomes(roster)) == ("checked", 6, ["planned"] * 3)
    assert counts() == EMPTY
    assert roster.job.state == "done"
    assert roster.job.sentence == "可以导入 3 户。"


def test_good_lines_become_households_with_all_that_is_of_them(city):
    roster = imported(city, book(families(2)))
    assert (roster.state, outcomes(roster)) == ("entered", ["entered", "entered"])
    home = Household.objects.order_by("pk").first()
    assert (home.area, home.address, home.assessed_on.isoformat()) == (
        city.community,
        "幸福路1号",
        MONDAY.date().isoformat(),
    )
    assert [row.area for row in home.responsibilities.all()] == [city.community]
    assert [row.address for row in home.residences.all()] == ["幸福路1号"]
    assert sorted(home.memberships.values_list("person__name", "relation")) == [
        ("李一甲", "head"),
        ("王一乙", "spouse"),
    ]
    assert home.couples.count() == 1
    assert home.surveys.count() == 0
    person = Person.objects.get(name="李一甲")
    assert (person.id_number, person.retirement_track) == (number("1975-06-01", "M", 1), "M60")
    work = person.registrations.get()
    assert (work.kind, work.validity.lower.isoformat()) == (RegistrationKind.UNEMPLOYED, "2024-01-05")
    assert [entry.plan for entry in roster.entries.all()] == ["", ""]


def test_the_rules_are_asked_about_what_was_entered(city):
    imported(city, book(families(2)))
    assert HouseholdFinding.objects.filter(kind=FamilyKind.ZERO_EMPLOYMENT).count() == 2
    assert PersonFinding.objects.filter(category=Category.C01).exists()


def test_every_household_entered_stands_in_the_audit(city):
    roster = imported(city, book(families(2)))
    entries = AuditEntry.objects.filter(event="household.entered")
    assert [(entry.actor, entry.details) for entry in entries] == [
        (city.worker, {"roster": roster.pk, "members": 2})
    ] * 2
    for event in ("roster.added", "roster.checked", "roster.confirmed", "roster.entered"):
        assert AuditEntry.objects.filter(event=event, object_id=roster.pk).count() == 1


def test_the_same_file_again_changes_nothing(city):
    content = book(families(3))
    imported(city, content)
    before, rows = registered(), counts()
    again = checked(city, content)
    assert outcomes(again) == ["known"] * 3
    with pytest.raises(RosterRefused, match="没有可以导入的家庭"):
        rosters.confirm(roster=again, officer=city.worker, at=again.added_at)
    assert (registered(), counts()) == (before, rows)


def test_only_what_is_new_in_a_longer_file_is_entered(city):
    imported(city, book(families(2)))
    roster = imported(city, book(families(3)))
    assert outcomes(roster) == ["known", "known", "entered"]
    assert Household.objects.count() == 3


def test_a_household_with_a_fault_waits_whole_and_the_others_are_entered(city):
    rows = [*family(1), *family(2), *family(3)]
    rows[3][3] = "230103197001011234"
    roster = imported(city, book(rows))
    assert outcomes(roster) == ["entered", "faulty", "entered"]
    assert [(line, field) for line, field, _ in faults(roster)] == [(5, "id_number")]
    assert not Person.objects.filter(name="李二甲").exists()


def test_faults_are_told_cell_by_cell(city):
    rows = [
        line(1, "张三", 230103197003120000.0),
        line(2, "李四", number(count=2), sex="女"),
        line(3, "王五", number(count=3), work=("失业", "", "")),
        line(4, "赵六", number(count=4), work=("单位就业", "2020-01-01", "")),
        line(5, "孙七", number(count=5), work=("闲着", "", "")),
        line(6, "周八", number(count=6), "弟弟"),
        [*line(7, "吴九", number(count=7))[:1], "", *line(7, "吴九", number(count=7))[2:]],
        line(8, "郑十", number(count=8), phone="12345"),
        line(9, "钱一", number("2015-01-01", count=9)),
        line(10, "冯二", number(count=10), work=("失业", "2099-01-01", "")),
    ]
    found = {line: (field, text) for line, field, text in faults(checked(city, book(rows)))}
    assert {line: field for line, (field, _) in found.items()} == {
        2: "id_number", 3: "sex", 4: "since", 5: "employer", 6: "situation", 7: "relation", 8: "address", 9: "phone",
        10: "situation", 11: "since",
    }  # fmt: skip
    assert "第16位起已被表格程序改成0" in found[2][1]
    assert "未满16周岁" in found[10][1]


def test_facts_come_with_their_days(city):
    head = [
        *HEAD,
        "是否残疾",
        "发证日期",
        "残疾证号",
        "低保",
        "农村户口",
        "无就业愿望",
        "无就业愿望证明材料",
        "无就业愿望起始日期",
    ]
    head[11] = "残疾证发证日期"
    rows = [
        [*line(1, "张三", number(count=1)), "是", "2019-05-06", "23010319750601123442", "2020年3月", "是", "", "", ""],
        [*line(2, "李四", number(count=2)), "否", "", "", "是", "", "是", "声明", "2021-01-01"],
    ]
    roster = imported(city, book(rows, head))
    assert outcomes(roster) == ["entered", "faulty"]
    found = {fact.kind: fact for fact in Fact.objects.all()}
    assert set(found) == {FactKind.DISABILITY_CERTIFICATE, FactKind.LOW_INCOME, FactKind.RURAL_HUKOU}
    card = found[FactKind.DISABILITY_CERTIFICATE]
    assert (card.number, card.disability, card.grade) == ("23010319750601123442", "limbs", 2)
    assert found[FactKind.LOW_INCOME].validity.lower.isoformat() == "2020-03-01"
    assert found[FactKind.RURAL_HUKOU].validity.lower.isoformat() == "1975-06-01"
    assert faults(roster) == [(3, f"fact_{int(FactKind.LOW_INCOME)}", "请在“享受城镇低保起始日期”一列写明从哪天起。")]


def test_households_are_told_apart_by_the_head_where_there_is_no_number(city):
    head = ["姓名", "身份证号", "与户主关系", "住址"]
    rows = [
        ["张三", number(count=1), "户主", "幸福路1号"],
        ["张小", number("2015-06-01", "M", 2), "子", ""],
        ["李四", number(count=3), "户主", "幸福路1号"],
    ]
    imported(city, book(rows, head))
    assert [home.memberships.count() for home in Household.objects.order_by("pk")] == [2, 1]
    assert Registration.objects.count() == 0


def test_households_are_told_apart_by_the_name_of_the_head_and_the_address(city):
    head = ["户主姓名", "住址", "姓名", "身份证号", "与户主关系"]
    rows = [
        ["张三", "幸福路1号", "张三", number(count=1), ""],
        ["李四", "幸福路2号", "李四", number(count=3), ""],
        ["张三", "幸福路1号", "张小", number("2015-06-01", "M", 2), "子"],
    ]
    imported(city, book(rows, head))
    assert sorted(home.memberships.count() for home in Household.objects.all()) == [1, 2]


def test_a_woman_is_asked_about_her_track_unless_one_was_agreed(city):
    head = ["户号", "住址", "姓名", "身份证号", "与户主关系", "退休类别"]
    rows = [
        ["1", "幸福路1号", "张三", number("1980-01-01", "F", 1), "户主", "干部"],
        ["2", "幸福路2号", "李四", number("1980-01-01", "F", 2), "户主", ""],
        ["3", "幸福路3号", "王五", number("2015-01-01", "F", 3), "户主", ""],
    ]
    asked = checked(city, book(rows, head), track=None)
    assert [(line, field) for line, field, _ in faults(asked)] == [(3, "track")]
    imported(city, book(rows, head))
    assert dict(Person.objects.values_list("name", "retirement_track")) == {"张三": "F55", "李四": "F50", "王五": "F50"}


def test_whoever_stands_twice_is_told_and_a_household_repeated_is_left_out(city):
    rows = [*family(1), *family(1), line(2, "李一甲", number("1975-06-01", "M", 1))]
    for row in rows[2:4]:
        row[0] = "9"
    roster = checked(city, book(rows))
    assert outcomes(roster) == ["planned", "repeated", "faulty"]
    assert faults(roster)[0][2] == "与第 2 行的身份证号相同，请只留一行。"


def test_a_street_names_the_community_of_each_household(city):
    head = ["社区", *HEAD]
    rows = [
        ["向阳社区", *line(1, "张三", number(count=1))],
        ["光明", *line(2, "李四", number(count=2))],
        ["远方社区", *line(3, "王五", number(count=3))],
        ["", *line(4, "赵六", number(count=4))],
    ]
    roster = imported(city, book(rows, head), officer=city.street_officer, area=city.street)
    assert outcomes(roster) == ["entered", "entered", "faulty", "faulty"]
    assert list(Household.objects.order_by("address").values_list("area__name", flat=True)) == ["向阳社区", "光明社区"]
    assert [text for _, field, text in faults(roster)] == [
        "辖区内没有叫“远方社区”的社区。",
        "请填写社区，或在上传时选择社区。",
    ]


def test_a_community_takes_no_household_of_another(city):
    head = ["社区", *HEAD]
    roster = checked(city, book([["光明社区", *line(1, "张三", number(count=1))]], head))
    assert faults(roster) == [(2, "community", "“光明社区”不是所选的社区。")]
    with pytest.raises(RosterRefused, match="不在您的辖区"):
        given(city, book(families(1)), area=city.neighbour)


def test_a_file_that_holds_no_roster_is_refused_in_one_sentence(city):
    roster = checked(city, book([["甲"]], ["说明"]))
    assert (roster.state, roster.job.state) == ("refused", "failed")
    assert roster.sentence == roster.job.sentence == "没有读到名册。工作表“Sheet1”：没有找到“姓名”和“身份证号”两列。"


def test_what_is_not_read_is_told(city):
    head = [*HEAD, "人员类别"]
    roster = checked(city, book([*([*row, "4050"] for row in family(1)), ["合计", "", "2"]], head))
    assert roster.told["unused"] == {"Sheet1": ["人员类别"]}
    assert roster.told["skipped"] == {"Sheet1": {"4": "合计"}}


def test_the_lines_given_back_go_with_the_roster_once_that_is_certain(city, django_capture_on_commit_callbacks):
    wrong = [*family(1)[0][:-1], "说不清"]
    roster = checked(city, book([*families(1), wrong]))
    files, name = roster.returned.storage, roster.returned.name
    with django_capture_on_commit_callbacks(execute=True):
        gone = rosters.withdraw(roster=roster, officer=city.worker, at=roster.added_at)
        assert files.exists(name)
    assert (bool(gone.returned), files.exists(name)) == (False, False)


def test_the_lines_given_back_are_not_left_lying_where_the_check_is_not_kept(city):
    roster = given(city, book([[*family(1)[0][:-1], "说不清"]]))
    there = sorted(roster.file.storage.listdir("rosters")[1])
    with pytest.raises(ValueError, match="unsaved"):
        rosters.check(roster=roster, actor=User(), at=MONDAY, report=lambda *_: None)
    assert fresh(roster).state == "checking"
    assert sorted(roster.file.storage.listdir("rosters")[1]) == there


def test_a_roster_is_given_up_with_what_was_read_of_it(city):
    roster = checked(city, book(families(1)))
    gone = rosters.withdraw(roster=roster, officer=city.worker, at=roster.added_at)
    assert (gone.state, gone.entries.count()) == ("withdrawn", 0)
    with pytest.raises(RosterRefused):
        rosters.confirm(roster=gone, officer=city.worker, at=roster.added_at)


def test_a_worker_thought_dead_that_was_overtaken_enters_nothing_more(city):
    roster = checked(city, book(families(3)))
    confirmed = rosters.confirm(roster=roster, officer=city.worker, at=roster.added_at)
    told = {"roster": confirmed, "actor": city.worker, "at": roster.added_at}

    def overtaken(done, total, sentence):
        rosters.enter(**told, report=lambda done, total, sentence: None)

    assert rosters.enter(**told, report=overtaken).state == "entered"
    assert outcomes(roster) == ["entered"] * 3
    assert Household.objects.count() == 3
