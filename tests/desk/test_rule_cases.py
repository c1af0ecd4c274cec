"""规则用例: written and run from the page, and tried on every proposed value."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Area, AuditEntry
from desk.models import CaseTrial, RuleCase, RuleCaseVersion
from desk.rulecases import shipped
from policy import parameters
from policy.models import Document, ParameterKey, Proposal, value_on
from tests.casework import household_of
from tests.factories import UserFactory
from tests.rows import case_version

pytestmark = pytest.mark.usefixtures("monday")

LIMIT = parameters.ZF_DEADLINE_MONTHS
TYPED = {
    "title": "认定之日起三个月内安置",
    "topic": "deadline",
    "source": "哈就办字[2007]12号 三",
    "as_of": "2026-09-01",
    "given": "promise:\n  certified: 2026-09-01",
    "expect": "due: 2026-12-01",
    "parameters": "",
    "note": "",
}


@pytest.fixture
def second(city):
    return UserFactory(area=city.city, role=Role.CITY_OFFICER)


@pytest.fixture
def desk(client, city):
    client.force_login(city.city_officer)
    return client


def write(desk, city, **change):
    return desk.post(reverse("desk:write_case"), TYPED | {"area": city.city.pk} | change)


def propose(desk, city, value, **change):
    given = {
        "value": value,
        "since": "2027-01-01",
        "area": city.city.pk,
        "document": Document.objects.get(number="哈就办字[2007]12号").pk,
        "article": "三",
        "reason": "市局会议决定。",
    }
    answer = desk.post(reverse("desk:propose", args=[LIMIT.key]), given | change)
    assert answer.status_code == 302
    return Proposal.objects.latest("pk")


def confirm(client, proposal, **word):
    return client.post(reverse("desk:confirm_proposal", args=[proposal.pk]), word)


def test_a_case_is_written_run_and_kept_in_every_version(desk, city):
    answer = write(desk, city)
    case = RuleCase.objects.get()
    assert answer.url == reverse("desk:rule_case", args=[case.pk])
    assert "通过" in desk.get(answer.url).content.decode()

    revised = TYPED | {"expect": "due: 2026-12-02", "note": "试改"}
    desk.post(reverse("desk:revise_case", args=[case.pk]), revised)
    shown = desk.get(answer.url).content.decode()
    assert "due：应为 2026-12-02，实为 2026-12-01。" in shown
    assert "第1版" in shown
    assert "第2版" in shown
    assert list(case.versions.order_by("version").values_list("version", "written_by")) == [
        (1, city.city_officer.pk),
        (2, city.city_officer.pk),
    ]
    events = AuditEntry.objects.filter(object_label="desk.rulecase").order_by("pk").values_list("event", flat=True)
    assert list(events) == ["rule_case.written", "rule_case.revised"]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (
            {"given": "promise: {certified: 昨天}"},
            "given",
            "“promise.certified”：应为日期，如 2010-10-15，写的是“昨天”。",
        ),
        ({"given": "promise:\n  certfied: 2026-09-01"}, "given", "“promise.certfied”：没有这一项"),
        ({"given": "promise: ["}, "given", "看不懂"),
        ({"given": "就这样"}, "given", "应写成“名称: 值”"),
        ({"given": "a: &x [1]\nb: *x"}, "given", "不能用“&amp;”“*”引用"),
        ({"given": "promise: {}"}, "given", "“promise.certified”：不能空着。"),
        ({"expect": "due: 三个月"}, "expect", "“due”：应为日期"),
        ({"expect": "{}"}, "expect", "至少写一项"),
        ({"topic": "category"}, "given", "“promise”：没有这一项"),
        (
            {"topic": "category", "given": "person: {hukou: 城镇}", "expect": "age: 30"},
            "given",
            "以下之一：urban、rural",
        ),
        ({"parameters": "zf.deadline_months: 三"}, "parameters", "“zf.deadline_months”：应为一个整数"),
        ({"parameters": "zf.no_such: 3"}, "parameters", "没有这一项"),
        ({"as_of": "2026-02-30"}, "as_of", "有效的日期"),
        ({"title": ""}, "title", "必填项"),
    ],
)
def test_what_is_wrong_in_a_case_is_said_at_its_place(desk, city, change, field, sentence):
    answer = write(desk, city, **change)

    assert answer.status_code == 200
    assert sentence in str(answer.context["form"].errors[field])
    assert not RuleCase.objects.exists()
    assert "哈就办字[2007]12号 三" in answer.content.decode()


def test_a_case_goes_by_the_value_in_force_where_it_states_none(desk, city):
    case_version(city)
    stated = RuleCaseVersion.objects.get()
    assert "没有不符的" in desk.get(reverse("desk:run_cases")).content.decode()

    write(desk, city, parameters="zf.deadline_months: 2", expect="due: 2026-11-01", given=stated.given)
    shown = desk.get(reverse("desk:run_cases")).content.decode()
    assert "运行 2 个用例" in shown
    assert "没有不符的" in shown


def test_cases_that_would_no_longer_pass_are_never_passed_over(desk, as_user, city, second):
    write(desk, city)
    write(desk, city, title="自带参数", parameters="zf.deadline_months: 3")
    proposal = propose(desk, city, "2")
    tried = CaseTrial.objects.get()
    assert (tried.occasion, tried.asked, tried.broken) == ("proposed", 2, 1)
    assert [outcome["after"] for outcome in tried.outcomes] == ["FAIL", "PASS"]
    assert "1 个现在通过的将不再通过" in desk.get(reverse("desk:proposal", args=[proposal.pk])).content.decode()

    stopped = confirm(as_user(second), proposal)
    assert "逐个核对并写明理由" in str(stopped.context["form"].errors["acknowledgement"])
    assert "due：应为 2026-12-01，实为 2026-11-01。" in stopped.content.decode()
    assert value_on(LIMIT, dt.date(2027, 1, 1), city.city).value == 3

    assert confirm(as_user(second), proposal, acknowledgement="期限已改为两个月。").status_code == 302
    kept = CaseTrial.objects.get(occasion="confirmed")
    assert (kept.broken, kept.acknowledgement, kept.run_by) == (1, "期限已改为两个月。", second)
    assert value_on(LIMIT, dt.date(2027, 1, 1), city.city).value == 2


def test_a_districts_value_is_tried_on_the_citys_cases_too(desk, as_user, city, second):
    write(desk, city)
    bounds = reverse("desk:propose", args=[parameters.bounds_of(LIMIT).key])
    given = {
        "may_differ": "1",
        "since": "2026-10-01",
        "area": city.city.pk,
        "document": Document.objects.get(number="哈就办字[2007]12号").pk,
        "article": "三",
        "reason": "允许自定",
    }
    desk.post(bounds, given)
    confirm(as_user(second), Proposal.objects.get())
    proposal = propose(as_user(city.district_officer), city, "2", area=city.district.pk)

    assert proposal.trials.get().broken == 1


def test_a_retired_case_is_asked_no_more(desk, city):
    write(desk, city)
    case = RuleCase.objects.get()
    retire = reverse("desk:retire_case", args=[case.pk])
    assert "必填项" in desk.post(retire, {"retire-reason": ""}).content.decode()
    desk.post(retire, {"retire-reason": "文件已废止。"})

    assert "还没有自己的用例" in desk.get(reverse("desk:run_cases")).content.decode()
    assert "文件已废止" in desk.get(reverse("desk:rule_case", args=[case.pk])).content.decode()
    propose(desk, city, "2")
    assert CaseTrial.objects.get().asked == 0


def test_the_shipped_cases_are_read_and_begun_from(desk, city):
    shown = desk.get(reverse("desk:shipped_cases", args=["deadline"])).content.decode()
    assert "认定之日起三个月内安置" in shown
    form = desk.get(reverse("desk:write_case"), {"from": "G07-a-due"}).context["form"]
    typed = {name: form.initial[name] for name in ("title", "topic", "source", "as_of", "given", "expect")}

    assert write(desk, city, **typed, parameters=form.initial["parameters"]).status_code == 302
    assert desk.get(reverse("desk:shipped_cases", args=["no-such"])).status_code == 404


def test_every_shipped_case_that_can_be_asked_has_a_chinese_title():
    cases = [
        case for topic, _, is_served in shipped.shipped_topics() if is_served for case in shipped.shipped_cases(topic)
    ]
    assert [case.id for case in cases if case.title.isascii()] == []
    assert len(cases) > 190


def test_the_page_says_how_many_findings_a_value_would_change(desk, as_user, city, second):
    household_of(city, {"name": "李一", "born": dt.date(1972, 1, 5)}, {"name": "李二", "born": dt.date(1980, 1, 5)})
    key = parameters.ZF_MIN_COUNTABLE_MEMBERS.key
    given = {
        "value": "3",
        "since": "2026-10-01",
        "area": city.city.pk,
        "document": Document.objects.get(number="哈就办字[2007]12号").pk,
        "article": "三",
        "reason": "理由",
    }
    answer = desk.post(reverse("desk:propose", args=[key]), given)

    assert "疑似零就业家庭新增 0 户、减少 1 户" in desk.get(answer.url).content.decode()
    assert Proposal.objects.get().status == "open"


@pytest.mark.parametrize("name", ["desk:rule_cases", "desk:proposals"])
def test_many_rows_ask_the_database_no_more_than_ten(desk, city, name):
    def rows(count):
        for number in range(count):
            case_version(city)
            since = dt.date(2027, 1, 1) + dt.timedelta(days=Proposal.objects.count())
            Proposal.objects.create(
                **(Proposal.objects.values("key_id", "document_id").first() or first()),
                area=Area.objects.get(pk=city.city.pk),
                value=number,
                since=since,
                article="三",
                reason="理由",
                proposed_by=city.city_officer,
                proposed_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
            )

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert desk.get(reverse(name)).status_code == 200
        return len(caught)

    rows(10)
    few = queries()
    rows(30)
    assert queries() == few <= 15


def first():
    document = Document.objects.get(number="哈就办字[2007]12号")
    return {"key_id": ParameterKey.objects.get(key=LIMIT.key).pk, "document_id": document.pk}
