"""Giving a roster, reading what its check says, confirming it, and putting right what comes back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry, Job
from households import tasks
from households.models import Household, Person, Roster

from .books import csv_text, xls
from .importing import HEAD, book, checked, entered, families, faults, fresh, given, imported, line, number, outcomes

pytestmark = pytest.mark.usefixtures("monday")


def give(client, content, name="名册.xlsx", **typed):
    data = {"file": SimpleUploadedFile(name, content), "track": "F50"} | typed
    return client.post(reverse("households:roster_new"), data)


def page(client, name, *args, query=""):
    return client.get(reverse(f"households:{name}", args=args) + query).content.decode()


def test_a_roster_is_given_checked_confirmed_and_entered(as_user, city):
    client = as_user(city.worker)
    answer = give(client, book(families(2)), area=city.community.pk)
    job = Job.objects.get()
    assert answer.url == reverse("accounts:job", args=[job.pk])
    tasks.check_roster(job=job.pk, a_later_argument=1)
    roster = Roster.objects.get()
    shown = page(client, "roster", roster.pk)
    for words in ("待确认导入", "2 户", "可以导入", "确认导入", "李一甲"):
        assert words in shown
    answer = client.post(reverse("households:roster_confirm", args=[roster.pk]))
    job = Job.objects.order_by("-pk")[0]
    assert answer.url == reverse("accounts:job", args=[job.pk])
    tasks.enter_roster(job=job.pk)
    assert "已导入" in page(client, "roster", roster.pk)
    assert Household.objects.count() == 2
    assert "幸福路1号" in page(client, "list")
    assert "名册导入" in page(client, "household", Household.objects.order_by("pk")[0].pk)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "这不是 Excel 工作簿"),
        (b"<html><table></table></html>", "只是扩展名像表格"),
        (b"PK\x03\x04 cut off", "已损坏、不完整或内容过大"),
        (xls([["姓名"]], is_protected=True), "设有打开密码"),
    ],
)
def test_what_is_no_workbook_is_told_at_the_field(as_user, city, content, words):
    answer = give(as_user(city.worker), content, area=city.community.pk)
    assert words in answer.content.decode()
    assert not Roster.objects.exists()


def test_a_file_too_large_is_told_at_the_field(as_user, city, settings):
    settings.ROSTER_MAX_BYTES = 2**20
    answer = give(as_user(city.worker), b"a" * (2**20 + 1), area=city.community.pk)
    assert "文件超过 1 MB 的上限" in answer.content.decode()


def test_another_area_is_not_offered(as_user, city):
    answer = give(as_user(city.worker), book(families(1)), area=city.neighbour.pk)
    assert "所选区划不在您的辖区" in answer.content.decode()


@pytest.mark.parametrize("content", [xls([HEAD, *families(1)]), csv_text([HEAD, *families(1)]).encode("gb18030")])
def test_an_old_workbook_and_a_csv_are_entered_as_well(city, content):
    assert outcomes(imported(city, content)) == ["entered"]


def test_faulty_lines_come_back_with_the_reason_beside_the_cell_and_can_be_given_again(as_user, city):
    rows = families(3)
    rows[1][3] = rows[1][3][:-1] + str((int(rows[1][3][-1].replace("X", "0")) + 1) % 10)
    rows[4] = line(3, "李三甲", 230103197003120000.0)
    roster = checked(city, book(rows, [*HEAD, "备注"]))
    client = as_user(city.worker)
    answer = client.get(reverse("households:roster_returned", args=[roster.pk]))
    assert AuditEntry.objects.get(event="list.exported").details["rows"] == 2
    sheet = load_workbook(io.BytesIO(answer.content))["Sheet1"]
    back = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    head = back[0]
    assert head[: HEAD.index("身份证号") + 2] == ["户号", "住址", "姓名", "身份证号", "【原因】身份证号"]
    assert head[-1] == "【原因】原表行号"
    reasons = {row[-1]: row[head.index("【原因】身份证号")] for row in back[1:]}
    assert list(reasons) == ["2", "3", "6", "7"]
    assert "校验码" in reasons["3"]
    assert "第16位起已被表格程序改成0" in reasons["6"]
    assert "同户第 3 行有误" in back[1][head.index("【原因】整行")]

    for row, right in zip(
        back[1:], (None, number("1978-07-02", "F", 1), number("1975-06-01", "M", 3), None), strict=True
    ):
        row[head.index("身份证号")] = right or row[head.index("身份证号")]
    entered(roster, city.worker)
    again = imported(city, book(back[1:], head))
    assert (outcomes(roster), outcomes(again), faults(again)) == (["faulty", "entered", "faulty"], ["entered"] * 2, [])
    assert Person.objects.count() == 6


def test_the_empty_roster_is_itself_a_roster(as_user, city):
    answer = as_user(city.worker).get(reverse("households:roster_empty"))
    content = io.BytesIO(b"".join(answer.streaming_content))
    filled = load_workbook(content)
    sheet = filled["名册"]
    titles = [cell.value for cell in sheet[1]]
    for title, value in {
        "户号": "1", "住址": "幸福路1号", "姓名": "张三", "身份证号": number(count=1), "与户主关系": "户主",
        "就业状况": "失业", "起始日期": "2024-01-05", "享受城镇低保": "是", "享受城镇低保起始日期": "2020-03",
    }.items():  # fmt: skip
        sheet.cell(2, titles.index(title) + 1).value = value
    made = io.BytesIO()
    filled.save(made)
    roster = imported(city, made.getvalue())
    assert (outcomes(roster), faults(roster)) == (["entered"], [])


def test_a_job_that_was_cancelled_is_gone_on_with(as_user, city):
    roster = checked(city, book(families(3)))
    client = as_user(city.worker)
    client.post(reverse("households:roster_confirm", args=[roster.pk]))
    job = fresh(roster).job
    client.post(reverse("accounts:cancel_job", args=[job.pk]))
    assert Household.objects.count() == 0
    assert "继续导入" in page(client, "roster", roster.pk)
    entered(roster, city.worker)
    assert outcomes(roster) == ["entered"] * 3


def test_a_check_done_by_a_worker_that_died_is_told_by_the_next(city):
    roster = given(city, book(families(1)))
    tasks.rosters.check(roster=roster, actor=city.worker, at=roster.added_at, report=lambda *_: None)
    tasks.check_roster(job=roster.job_id)
    assert fresh(roster).job.sentence == "可以导入 1 户。"


def test_the_same_file_is_told(as_user, city):
    content = book(families(1))
    first = imported(city, content)
    again = checked(city, content)
    assert f"由{city.worker}上传并导入" in page(as_user(city.worker), "roster", again.pk)
    assert first.number in page(as_user(city.worker), "roster", again.pk)


def test_the_lists_ask_as_much_for_many_as_for_few(as_user, city):
    client = as_user(city.worker)

    def queries(rows):
        roster = checked(city, book(rows))
        found = []
        for address in (reverse("households:rosters"), reverse("households:roster", args=[roster.pk])):
            with CaptureQueriesContext(
                connection,
            ) as caught:
                assert client.get(address).status_code == 200
            found.append(len(caught))
        return found

    few = queries(families(1))
    many = queries(families(9, first=2))
    assert many == few
    assert max(many) <= 15


def test_the_neighbours_see_nothing_of_ours(as_user, city):
    roster = checked(city, book(families(1)))
    client = as_user(city.neighbour_worker)
    assert roster.number not in page(client, "rosters")
    assert client.get(reverse("households:roster", args=[roster.pk])).status_code == 404
    assert client.get(reverse("households:roster_returned", args=[roster.pk])).status_code == 404
