"""The survey form: a whole household in one sending, and every error at its field."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from households.enums import Category, FactKind, FamilyKind, RegistrationKind
from households.models import Correction, Couple, Household, Person, Survey
from tests.households import doorstep

NEW = "households:survey_new"


def test_one_sending_records_the_whole_household(surveyed, worker):
    survey = Survey.objects.get()
    assert (survey.surveyor, survey.area, survey.member_count) == (worker, worker.area, 3)
    assert (survey.clear_members, survey.visited_on) == (2, timezone.localdate())
    head, wife, child = Person.objects.order_by("born")
    assert head.phone == "13900001234"
    assert (head.bank_account, head.masked_account) == ("6222021001000000018", "****0018")
    assert [r.kind for r in wife.registrations.order_by("validity")] == [
        RegistrationKind.ENTERPRISE,
        RegistrationKind.UNEMPLOYED,
    ]
    assert [fact.kind for fact in child.facts.all()] == [FactKind.STUDENT]
    couple = Couple.objects.get()
    assert {couple.first_id, couple.second_id} == {head.pk, wife.pk}
    assert {f.kind for f in surveyed.findings.all()} == {FamilyKind.ZERO_EMPLOYMENT, FamilyKind.DUAL_UNEMPLOYED}
    found = {(f.person_id, f.category) for f in surveyed.person_findings.all()}
    assert (head.pk, Category.C01) in found
    assert (wife.pk, Category.C05) in found


def test_the_answer_names_categories_grounds_and_articles(as_user, worker, surveyed):
    page = as_user(worker).get(reverse("households:survey_done", args=[Survey.objects.get().pk]))
    text = page.content.decode()
    for words in (
        "疑似零就业家庭",
        "双失业",
        "疑似C01",
        "疑似C05",
        "哈就办字[2007]12号 三",
        "哈人社发〔2010〕230号 第三条(五)",
    ):
        assert words in text
    assert "申请认定零就业家庭" in text
    assert "data-wipe-draft" in text


def test_a_form_sent_twice_is_one_survey(send, worker):
    data = doorstep.form(worker, *doorstep.family())
    first, second = send(data), send(data)
    assert first.url == second.url
    assert (Survey.objects.count(), Household.objects.count(), Person.objects.count()) == (1, 1, 3)


def test_full_width_and_lower_case_numbers_are_read(send, worker):
    row = doorstep.member("张一", dt.date(1980, 1, 1), relation="head")
    while not row["id_number"].endswith("X"):
        row = doorstep.member("张一", dt.date(1980, 1, 1), relation="head")
    number = row["id_number"]
    row["id_number"] = " ".join((number[:6].translate({48 + n: 0xFF10 + n for n in range(10)}), number[6:].lower()))
    assert send(doorstep.form(worker, row)).status_code == 302
    assert Person.objects.get().id_number == number


TOMORROW = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
BAD = {
    "no address": ({"address": ""}, {}, "id_address", "请填写住址"),
    "visit tomorrow": ({"visited_on": TOMORROW}, {}, "id_visited_on", "不能晚于今天"),
    "no visit": ({"visited_on": ""}, {}, "id_visited_on", "请填写走访日期"),
    "income in words": ({"monthly_income": "很多"}, {}, "id_monthly_income", "请填写金额"),
    "negative income": ({"monthly_income": "-1"}, {}, "id_monthly_income", "不能小于0"),
    "unknown hukou": ({"hukou": "moon"}, {}, "id_hukou", ""),
    "no name": ({}, {"name": ""}, "id_members-0-name", "请填写姓名"),
    "no number": ({}, {"id_number": ""}, "id_members-0-id_number", "请填写身份证号"),
    "short number": ({}, {"id_number": "12345"}, "id_members-0-id_number", "应为18位"),
    "wrong check digit": ({}, {"id_number": "990001198001010011"}, "id_members-0-id_number", "校验码"),
    "letters in number": ({}, {"id_number": "99000119800101AB11"}, "id_members-0-id_number", "只能是数字"),
    "no sex": ({}, {"sex": ""}, "id_members-0-sex", "请选择性别"),
    "other sex than the number": ({}, {"sex": "F", "retirement_track": "F50"}, "id_members-0-sex", "第17位不符"),
    "other birthday": ({}, {"born": "1980-01-02"}, "id_members-0-born", "第7至14位"),
    "born tomorrow": ({}, {"born": TOMORROW}, "id_members-0-born", "不能晚于今天"),
    "no day": ({}, {"born": "1980-02-31"}, "id_members-0-born", ""),
    "no head": ({}, {"relation": "child"}, "id_members-0-relation", "户主"),
    "short account": ({}, {"bank_account": "622202"}, "id_members-0-bank_account", "9至30位"),
    "letters in account": ({}, {"bank_account": "62220210A1000000018"}, "id_members-0-bank_account", "只能是数字"),
    "short phone": ({}, {"phone": "139"}, "id_members-0-phone", "电话号码"),
    "no situation": ({}, {"situation": ""}, "id_members-0-situation", "请选择就业状况"),
    "no beginning": ({}, {"since": ""}, "id_members-0-since", "请填写起始日期"),
    "begins tomorrow": ({}, {"since": TOMORROW}, "id_members-0-since", "不能晚于今天"),
    "begins before birth": ({}, {"since": "1970-01-01"}, "id_members-0-since", "早于本人出生日期"),
    "no employer": ({}, {"situation": "2"}, "id_members-0-employer", "请填写用人单位"),
    "wrong credit code": (
        {},
        {"situation": "2", "employer": "甲公司", "employer_code": "91230100MA18WRONG1"},
        "id_members-0-employer_code",
        "统一社会信用代码",
    ),
    "half a last job": ({}, {"last_job_since": "2010-01-01"}, "id_members-0-last_job_until", "结束日期"),
    "last job backwards": (
        {},
        {"last_job_since": "2010-01-01", "last_job_until": "2009-01-01"},
        "id_members-0-last_job_until",
        "不能早于",
    ),
    "last job while unemployed": (
        {},
        {"last_job_since": "2010-01-01", "last_job_until": "2025-06-01"},
        "id_members-0-last_job_until",
        "失业登记之前",
    ),
    "fact without a day": ({}, {"fact_22": "on"}, "id_members-0-fact_22_since", "请填写开始日期"),
    "fact backwards": (
        {},
        {"fact_22": "on", "fact_22_since": "2025-01-01", "fact_22_until": "2024-01-01"},
        "id_members-0-fact_22_until",
        "不能早于",
    ),
    "honour without a level": (
        {},
        {"fact_26": "on", "fact_26_since": "2020-01-01"},
        "id_members-0-fact_26_level",
        "劳模级别",
    ),
    "unwilling without evidence": (
        {},
        {"fact_34": "on", "fact_34_since": "2025-01-01"},
        "id_members-0-fact_34_evidence",
        "证明材料",
    ),
    "fact before birth": ({}, {"fact_22": "on", "fact_22_since": "1970-01-01"}, "id_members-0-fact_22_since", "出生"),
    "retirement without its paper": (
        {},
        {"retirement_override": "2030-01-01", "retirement_evidence": " "},
        "id_members-0-retirement_evidence",
        "批准退休的文件",
    ),
    "child of tomorrow": ({}, {"child_1": TOMORROW}, "id_members-0-child_1", "不能晚于今天"),
    "died tomorrow": ({}, {"dead_on": TOMORROW}, "id_members-0-dead_on", "不能晚于今天"),
    "died before birth": ({}, {"dead_on": "1970-01-01"}, "id_members-0-dead_on", "死亡日期"),
    "own spouse": ({}, {"spouse": "0"}, "id_members-0-spouse", ""),
}


@pytest.mark.parametrize(("household", "row", "field", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_at_its_field_and_nothing_is_saved(send, worker, household, row, field, words):
    typed = doorstep.member("张一", dt.date(1980, 1, 1), relation="head", health="健康") | row
    response = send(doorstep.form(worker, typed, **household))
    found = doorstep.errors_at(response)
    assert words in found[field]
    assert (Household.objects.count(), Person.objects.count()) == (0, 0)
    page = response.content.decode()
    assert f'href="#{field}"' in page
    assert f'id="{field}"' in page
    assert 'value="张一"' in page or not typed["name"]


def test_a_woman_needs_a_retirement_track(send, worker):
    row = doorstep.member("李一", dt.date(1980, 1, 1), "F", relation="head", retirement_track="")
    assert "请选择退休类别" in doorstep.errors_at(send(doorstep.form(worker, row)))["id_members-0-retirement_track"]


def test_two_members_with_one_number(send, worker):
    first = doorstep.member("张一", dt.date(1980, 1, 1), relation="head")
    found = doorstep.errors_at(send(doorstep.form(worker, first, first | {"name": "张二", "relation": "other"})))
    assert "身份证号相同" in found["id_members-1-id_number"]


def test_two_heads_of_one_household_are_refused_at_the_second(send, worker):
    rows = [doorstep.member(name, dt.date(1980, 1, 1), relation="head") for name in ("张一", "张二")]
    assert "只能有一名户主" in doorstep.errors_at(send(doorstep.form(worker, *rows)))["id_members-1-relation"]


def test_two_claim_one_spouse(send, worker):
    rows = [
        doorstep.member("张一", dt.date(1980, 1, 1), relation="head", spouse="2"),
        doorstep.member("张二", dt.date(1981, 1, 1), spouse="2"),
        doorstep.member("李三", dt.date(1982, 1, 1), "F"),
    ]
    assert "只能有一名配偶" in doorstep.errors_at(send(doorstep.form(worker, *rows)))["id_members-2-spouse"]


def test_a_member_of_another_household_is_refused(send, as_user, town, surveyed):
    known = Person.objects.get(name="张建国")
    row = doorstep.member("张建国", known.born, relation="head", id_number=known.id_number)
    response = as_user(town.neighbour_worker).post(reverse(NEW), doorstep.form(town.neighbour_worker, row))
    assert "已登记在另一户" in doorstep.errors_at(response)["id_members-0-id_number"]
    assert Household.objects.count() == 1


def test_a_birth_date_against_the_number_needs_a_reason_and_what_shows_it(send, worker):
    row = doorstep.member("张一", dt.date(1980, 1, 1), relation="head") | {"born": "1970-01-01", "checked": "on"}
    row["differs_why"] = "干部档案记载"
    refused = send(doorstep.form(worker, row))
    assert "不符" in doorstep.errors_at(refused)["id_members-0-born"]
    assert 'value="1970-01-01"' in refused.content.decode()
    assert "干部档案记载</textarea>" in refused.content.decode()
    assert send(doorstep.form(worker, row | {"differs_evidence": "人事档案"})).status_code == 302
    person = Person.objects.get()
    kept = person.corrections.get()
    assert person.born == dt.date(1970, 1, 1)
    assert (kept.kind, kept.old, kept.reason, kept.evidence) == ("born", "1980-01-01", "干部档案记载", "人事档案")


def test_what_was_explained_once_is_not_asked_again(send, as_user, worker):
    row = doorstep.member("张一", dt.date(1980, 1, 1), relation="head") | {"born": "1970-01-01"}
    send(doorstep.form(worker, row | {"differs_why": "干部档案记载", "differs_evidence": "人事档案"}))
    url = reverse("households:survey", args=[Household.objects.get().pk])
    again = doorstep.as_sent(as_user(worker).get(url).context["form"])
    assert again["members-0-differs_why"] == "干部档案记载"
    assert as_user(worker).post(url, again).status_code == 302
    assert Correction.objects.count() == 1


def test_a_row_left_empty_is_no_member_and_one_taken_off_is_not_read(send, worker):
    rows = [doorstep.member("张一", dt.date(1980, 1, 1), relation="head"), {}, {"name": "录错了", "DELETE": "on"}]
    assert send(doorstep.form(worker, *rows)).status_code == 302
    assert Survey.objects.get().member_count == 1


def test_nobody_is_no_household(send, worker):
    response = send(doorstep.form(worker, {}))
    assert "至少登记一名家庭成员" in doorstep.errors_at(response)[""]


def test_without_script_a_member_is_added_and_nothing_is_lost(send, worker):
    rows = [doorstep.member("张一", dt.date(1980, 1, 1), relation="head", fact_22="on", since="不知道")]
    response = send(doorstep.form(worker, *rows, add_member="1"))
    page = response.content.decode()
    assert 'name="members-TOTAL_FORMS" value="2"' in page
    for typed in ('value="张一"', f'value="{rows[0]["id_number"]}"', 'value="不知道"'):
        assert typed in page
    assert response.context["errors"] == []
    assert Household.objects.count() == 0


def test_a_form_opened_by_somebody_else_is_refused(send, town, worker):
    response = send(doorstep.form(town.second_worker, *doorstep.family()))
    assert any("另一个账号" in message for message in doorstep.errors_at(response).values())


def test_only_those_who_survey_may_open_the_form(as_user, town):
    assert as_user(town.street_officer).get(reverse(NEW)).status_code == 403
    assert as_user(town.city_officer).post(reverse(NEW), {}).status_code == 403


def test_of_a_girl_no_retirement_track_is_asked(send, worker):
    rows = [
        doorstep.member("李一", dt.date(1980, 1, 1), relation="head"),
        doorstep.member("李小", dt.date(2015, 1, 1), "F", retirement_track="", situation="na", since=""),
    ]
    assert send(doorstep.form(worker, *rows)).status_code == 302
    assert Person.objects.get(name="李小").retirement_track == "F50"
