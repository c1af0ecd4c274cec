"""The survey form: a whole household in one sending, and every error at its field."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from households.enums import Category, FactKind, FamilyKind, RegistrationKind
from households.models import Correction, Couple, Household, Movement, Person, Survey
from tests.households import doorstep

NEW = "households:survey_new"


@pytest.fixture
def worker(town):
    return town.worker


@pytest.fixture
def send(as_user, worker):
    """Sends the form of a new household and gives the answer."""
    client = as_user(worker)

    def sent(data):
        return client.post(reverse(NEW), data)

    return sent


@pytest.fixture
def surveyed(send, worker):
    """A family of three, surveyed today."""
    assert send(doorstep.form(worker, *doorstep.family())).status_code == 302
    return Household.objects.get()


def errors_at(response) -> dict[str, list[str]]:
    """The errors of the page by the id of the field they lead to."""
    assert response.status_code == 200, response.headers
    return {error.target: error.message for error in response.context["errors"]}


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
    "child of tomorrow": ({}, {"child_1": TOMORROW}, "id_members-0-child_1", "不能晚于今天"),
    "died tomorrow": ({}, {"dead_on": TOMORROW}, "id_members-0-dead_on", "不能晚于今天"),
    "died before birth": ({}, {"dead_on": "1970-01-01"}, "id_members-0-dead_on", "死亡日期"),
    "own spouse": ({}, {"spouse": "0"}, "id_members-0-spouse", ""),
}


@pytest.mark.parametrize(("household", "row", "field", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_at_its_field_and_nothing_is_saved(send, worker, household, row, field, words):
    typed = doorstep.member("张一", dt.date(1980, 1, 1), relation="head", health="健康") | row
    response = send(doorstep.form(worker, typed, **household))
    found = errors_at(response)
    assert words in found[field]
    assert (Household.objects.count(), Person.objects.count()) == (0, 0)
    page = response.content.decode()
    assert f'href="#{field}"' in page
    assert f'id="{field}"' in page
    assert 'value="张一"' in page or not typed["name"]


def test_a_woman_needs_a_retirement_track(send, worker):
    row = doorstep.member("李一", dt.date(1980, 1, 1), "F", relation="head", retirement_track="")
    assert "请选择退休类别" in errors_at(send(doorstep.form(worker, row)))["id_members-0-retirement_track"]


def test_two_members_with_one_number(send, worker):
    first = doorstep.member("张一", dt.date(1980, 1, 1), relation="head")
    found = errors_at(send(doorstep.form(worker, first, first | {"name": "张二", "relation": "other"})))
    assert "身份证号相同" in found["id_members-1-id_number"]


def test_two_heads(send, worker):
    rows = [doorstep.member(name, dt.date(1980, 1, 1), relation="head") for name in ("张一", "张二")]
    assert "只能有一名户主" in errors_at(send(doorstep.form(worker, *rows)))["id_members-1-relation"]


def test_two_claim_one_spouse(send, worker):
    rows = [
        doorstep.member("张一", dt.date(1980, 1, 1), relation="head", spouse="2"),
        doorstep.member("张二", dt.date(1981, 1, 1), spouse="2"),
        doorstep.member("李三", dt.date(1982, 1, 1), "F"),
    ]
    assert "只能有一名配偶" in errors_at(send(doorstep.form(worker, *rows)))["id_members-2-spouse"]


def test_a_member_of_another_household_is_refused(send, as_user, town, surveyed):
    known = Person.objects.get(name="张建国")
    row = doorstep.member("张建国", known.born, relation="head", id_number=known.id_number)
    response = as_user(town.neighbour_worker).post(reverse(NEW), doorstep.form(town.neighbour_worker, row))
    assert "已登记在另一户" in errors_at(response)["id_members-0-id_number"]
    assert Household.objects.count() == 1


def test_a_birth_date_against_the_number_needs_a_reason_and_what_shows_it(send, worker):
    row = doorstep.member("张一", dt.date(1980, 1, 1), relation="head") | {"born": "1970-01-01", "checked": "on"}
    row["differs_why"] = "干部档案记载"
    refused = send(doorstep.form(worker, row))
    assert "不符" in errors_at(refused)["id_members-0-born"]
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
    again = as_sent(as_user(worker).get(url).context["form"])
    assert again["members-0-differs_why"] == "干部档案记载"
    assert as_user(worker).post(url, again).status_code == 302
    assert Correction.objects.count() == 1


def test_a_row_left_empty_is_no_member_and_one_taken_off_is_not_read(send, worker):
    rows = [doorstep.member("张一", dt.date(1980, 1, 1), relation="head"), {}, {"name": "录错了", "DELETE": "on"}]
    assert send(doorstep.form(worker, *rows)).status_code == 302
    assert Survey.objects.get().member_count == 1


def test_nobody_is_no_household(send, worker):
    response = send(doorstep.form(worker, {}))
    assert "至少登记一名家庭成员" in errors_at(response)[""]


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
    assert any("另一个账号" in message for message in errors_at(response).values())


def test_only_those_who_survey_may_open_the_form(as_user, town):
    assert as_user(town.street_officer).get(reverse(NEW)).status_code == 403
    assert as_user(town.city_officer).post(reverse(NEW), {}).status_code == 403


class TestSurveyedAgain:
    @pytest.fixture
    def url(self, surveyed):
        return reverse("households:survey", args=[surveyed.pk])

    @pytest.fixture
    def opened(self, as_user, worker, url):
        """The form as it opens, as it would be sent unchanged."""
        form = as_user(worker).get(url).context["form"]
        return as_sent(form)

    def test_it_starts_from_what_is_registered(self, as_user, worker, url, opened):
        assert opened["address"] == "幸福路1号3单元201"
        assert [opened[f"members-{n}-name"] for n in range(3)] == ["张建国", "李秀英", "张小明"]
        assert (opened["members-0-situation"], opened["members-0-since"]) == ("1", "2025-03-01")
        assert (opened["members-0-spouse"], opened["members-1-spouse"]) == ("1", "0")
        assert opened["members-2-fact_1_since"] == "2019-09-01"
        assert opened["members-0-job_wish"] == "灵活就业"
        page = as_user(worker).get(url).content.decode()
        for person in Person.objects.all():
            assert person.id_number not in page
            assert person.masked_id in page
        assert "13900001234" not in page

    def test_sent_unchanged_it_changes_nothing(self, as_user, worker, url, opened):
        before = state()
        assert as_user(worker).post(url, opened).status_code == 302
        assert state() == before
        assert Survey.objects.count() == 2

    def test_what_is_taken_off_ends_and_what_is_new_begins(self, as_user, worker, url, opened):
        today = timezone.localdate()
        changed = opened | {"members-0-situation": "4", "members-0-since": today.isoformat()}
        changed |= {"members-2-DELETE": "on", "members-2-mistaken": "邻居的孩子，登记时误记入本户"}
        assert as_user(worker).post(url, changed).status_code == 302
        head = Person.objects.get(name="张建国")
        flexible, unemployed = head.registrations.order_by("-validity")
        assert (flexible.kind, flexible.validity.lower) == (RegistrationKind.FLEXIBLE, today)
        assert unemployed.validity.upper == today
        home = Household.objects.get()
        assert home.memberships.filter(validity__upper_inf=True).count() == 2
        assert not home.findings.filter(kind=FamilyKind.ZERO_EMPLOYMENT).exists()
        moved = Movement.objects.get()
        assert (moved.kind, moved.person.name, moved.on) == ("mistaken", "张小明", today)
        page = as_user(worker).get(reverse("households:household", args=[home.pk])).content.decode()
        assert "登记错误移出：张小明" in page
        assert "误记入本户" in page

    def test_nobody_leaves_by_a_tick(self, as_user, worker, url, opened):
        """Who moved apart, left or died leaves by the act for that; the form says so and loses nothing."""
        response = as_user(worker).post(url, opened | {"members-2-DELETE": "on", "members-0-employer": "新厂"})
        assert "另行办理" in errors_at(response)["id_members-2-mistaken"]
        page = response.content.decode()
        assert 'value="新厂"' in page
        home = Household.objects.get()
        for name, key in (("split", home.pk), ("leave", home.pk), ("death", Person.objects.get(name="张小明").pk)):
            assert reverse(f"households:{name}", args=[key]) in page
        assert home.memberships.filter(validity__upper_inf=True).count() == 3
        assert Survey.objects.count() == 1

    def test_a_second_job_is_kept(self, as_user, worker, url):
        head = Person.objects.get(name="张建国")
        head.registrations.all().delete()
        for since, employer in ((dt.date(2024, 1, 1), "甲公司"), (dt.date(2025, 1, 1), "乙公司")):
            head.registrations.create(kind=2, validity=(since, None), employer=employer)
        sent = as_sent(as_user(worker).get(url).context["form"])
        assert as_user(worker).post(url, sent).status_code == 302
        assert head.registrations.filter(validity__upper_inf=True).count() == 2
        sent = as_sent(as_user(worker).get(url).context["form"]) | {"members-0-also": []}
        assert as_user(worker).post(url, sent).status_code == 302
        assert [r.employer for r in head.registrations.filter(validity__upper_inf=True)] == ["乙公司"]

    def test_a_sealed_number_left_empty_stays_and_one_typed_replaces_it(self, as_user, worker, url, opened):
        assert opened["members-0-phone"] == opened["members-0-bank_account"] == ""
        as_user(worker).post(url, opened)
        head = Person.objects.get(name="张建国")
        assert (head.phone, head.bank_account) == ("13900001234", "6222021001000000018")
        again = as_sent(as_user(worker).get(url).context["form"])
        as_user(worker).post(url, again | {"members-0-bank_account": "900123456"})
        head.refresh_from_db()
        assert (head.phone, head.bank_account) == ("13900001234", "900123456")

    def test_an_earlier_visit_than_the_last_is_refused(self, as_user, worker, url, opened):
        response = as_user(worker).post(url, opened | {"visited_on": "2026-01-01"})
        assert "不能更早" in errors_at(response)["id_visited_on"]

    def test_a_household_elsewhere_is_not_found(self, as_user, town, url):
        assert as_user(town.neighbour_worker).get(url).status_code == 404
        assert as_user(town.neighbour_worker).post(url, {}).status_code == 404

    def test_a_member_who_has_left_meanwhile_is_told(self, as_user, worker, url, opened):
        Household.objects.get().memberships.filter(person__name="张小明").update(
            validity=(dt.date(2026, 1, 1), dt.date(2026, 1, 2))
        )
        found = errors_at(as_user(worker).post(url, opened))
        assert "重新打开" in found["members-2-card"]


def as_sent(form) -> dict[str, object]:
    """What a browser sends of a form it has just opened."""
    sent: dict[str, object] = {}
    for part in (form.household, form.members.management_form, *form.members):
        for name in part.fields:
            bound = part[name]
            value = bound.value()
            if value in (None, "", False):
                if name not in ("DELETE", "checked") and not name.startswith("fact_"):
                    sent[bound.html_name] = ""
                continue
            sent[bound.html_name] = "on" if value is True else value if isinstance(value, list) else str(value)
    return sent


def state() -> list[object]:
    return [
        [
            (
                (p.name, p.phone, p.bank_account, p.health, p.education, p.retirement_track),
                sorted((r.kind, str(r.validity), r.employer) for r in p.registrations.all()),
                sorted((f.kind, str(f.validity), f.evidence) for f in p.facts.all()),
            )
            for p in Person.objects.order_by("pk")
        ],
        [(m.person_id, str(m.validity), m.relation) for m in Household.objects.get().memberships.order_by("pk")],
        [(c.first_id, c.second_id, str(c.validity)) for c in Couple.objects.all()],
    ]


def test_of_a_girl_no_retirement_track_is_asked(send, worker):
    rows = [
        doorstep.member("李一", dt.date(1980, 1, 1), relation="head"),
        doorstep.member("李小", dt.date(2015, 1, 1), "F", retirement_track="", situation="na", since=""),
    ]
    assert send(doorstep.form(worker, *rows)).status_code == 302
    assert Person.objects.get(name="李小").retirement_track == "F50"
