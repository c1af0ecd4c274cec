"""The pages of a plan: proposed by a template, written, revised, reviewed and carried out, and kept from others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from assistance.models import Measure, Plan
from desk.queries import my_work
from tests import factories
from tests.assistance.planning import DAY, TODAY, case_of, planned
from tests.assistance.rows import measure, plan
from tests.casework import NOTICE_ENDED
from tests.rows import spell

PLANS, MISSING = reverse("assistance:plans"), reverse("assistance:without_plan")


@pytest.fixture
def case(city, monday):
    case = case_of(city)
    monday.move_to(NOTICE_ENDED)
    return case


def waiting(user):
    return {work.pile.kind: work.total for work in my_work(user, on=TODAY)}


def typed(worker, **values):
    """What the form holds: one measure proposed, one spare row left empty."""
    row = {"channel": "1", "what": "推荐培训", "owner": worker.pk, "due_on": TODAY + DAY}
    form = {
        "template": "young",
        "situation": "愿意就业",
        "needs": ["post"],
        "review_on": TODAY + 9 * DAY,
        "measures-TOTAL_FORMS": 2,
        "measures-INITIAL_FORMS": 1,
    }
    return form | {f"measures-0-{name}": value for name, value in row.items()} | values


def test_a_worker_makes_the_plan_that_is_lacking(as_user, city, case):
    client, page = as_user(city.worker), reverse("assistance:plan", args=[case.pk])
    assert waiting(city.worker)["without-plan"] == 1
    assert case.person.name in client.get(MISSING).content.decode()
    form = client.get(page).context["measures"]
    assert form.forms[0]["what"].value().startswith("按就业意向")

    assert client.post(page, typed(city.worker)).url == reverse("assistance:case", args=[case.pk])
    assert waiting(city.worker)["without-plan"] == 0
    assert waiting(city.worker)["own-measures"] == 1
    assert case.person.name in client.get(PLANS).content.decode()
    shown = client.get(reverse("assistance:case", args=[case.pk])).content.decode()
    for words in ("推荐培训", "技能就业", "愿意就业", "修订方案"):
        assert words in shown


def test_another_template_proposes_other_measures(as_user, city, case):
    page = reverse("assistance:plan", args=[case.pk])
    shown = as_user(city.worker).get(page, {"template": "older-light"}).content.decode()

    assert "轻体力" in shown
    made = as_user(city.worker).post(page, typed(city.worker, template="older-light"))
    assert made.status_code == 302
    assert (Plan.objects.get().segment, Plan.objects.get().health) == ("older", "light")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"situation": ""}, "请填写基本情况和就业愿望。"),
        ({"needs": []}, "请选择援助需求。"),
        ({"measures-0-due_on": TODAY - DAY}, "完成期限不能早于今天。"),
        ({"measures-0-channel": ""}, "请选择就业渠道。"),
        ({"measures-0-DELETE": "on"}, "请至少写一项援助措施。"),
        ({"review_on": TODAY + 60 * DAY}, "下次评估日期须在今天之后"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_user, city, case, values, sentence):
    page = reverse("assistance:plan", args=[case.pk])
    answer = as_user(city.worker).post(page, typed(city.worker, **values)).content.decode()

    assert sentence in answer
    assert "推荐培训" in answer
    assert not Plan.objects.exists()


def test_a_revision_starts_from_what_is_still_to_be_done(as_user, city, case):
    planned(city, case)
    client, page = as_user(city.worker), reverse("assistance:plan", args=[case.pk])
    start = client.get(page).context
    assert start["form"]["situation"].value() == "愿意在附近就业"
    assert start["measures"].forms[0]["what"].value() == "推荐技能培训"
    assert "请写明修订原因。" in client.post(page, typed(city.worker)).content.decode()
    client.post(page, typed(city.worker, because="有新的岗位"))

    shown = client.get(reverse("assistance:case", args=[case.pk])).content.decode()
    for words in ("第 2 版", "第 1 版", "有新的岗位", "以前的方案"):
        assert words in shown


def test_a_review_is_entered_on_the_page_of_the_case(as_user, city, case):
    planned(city, case)
    client, page = as_user(city.worker), reverse("assistance:review", args=[case.pk])
    empty = client.post(page, {"review-finding": "", "review-next_on": ""}).content.decode()
    assert "请填写评估情况。" in empty
    given = {"review-finding": "继续执行", "review-next_on": TODAY + 25 * DAY}
    assert client.post(page, given, follow=True).content.decode().count("继续执行") >= 1

    assert Plan.objects.get().review_on == TODAY + 25 * DAY


def test_a_measure_is_carried_out_by_the_worker_of_the_case_or_by_whom_it_was_given_to(as_user, city, case):
    helper = factories.UserFactory(area=city.street, role=Role.HELPER)
    made = planned(city, case)
    own = measure(made, owner=helper, what="陪同面试")
    client, page = as_user(helper), reverse("assistance:own_measure_done", args=[own.pk])
    assert "陪同面试" in client.get(reverse("assistance:own_families")).content.decode()
    assert client.get(page).status_code == 200
    assert "请填写落实情况。" in client.post(page, {"on": TODAY, "outcome": ""}).content.decode()
    assert client.post(page, {"on": TODAY, "outcome": "已面试"}).url == reverse("assistance:own_families")
    other = made.measures.exclude(pk=own.pk).get()
    assert client.get(reverse("assistance:own_measure_done", args=[other.pk])).status_code == 404
    assert client.get(reverse("assistance:measure_done", args=[other.pk])).status_code == 403

    worker = as_user(city.second_worker)
    worker.post(reverse("assistance:measure_done", args=[other.pk]), {"on": TODAY, "outcome": "已报名"})
    assert sorted(Measure.objects.values_list("outcome", flat=True)) == ["已报名", "已面试"]


def test_the_lists_ask_as_often_for_many_plans_as_for_few(as_user, city, monday):
    client = as_user(city.street_officer)

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def cases(count):
        for _ in range(count):
            measure(plan(spell(factories.member(factories.HouseholdFactory(area=city.community)))))
            spell(factories.member(factories.HouseholdFactory(area=city.community)))

    cases(2)
    few = asked(PLANS), asked(MISSING)
    cases(8)
    assert (asked(PLANS), asked(MISSING)) == few
    assert max(few) <= 15
