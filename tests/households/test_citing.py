"""Whoever decides against somebody says by which article: offered, chosen already, kept, shown and printed."""

import datetime as dt

import pytest
from django.urls import reverse

from approvals import actions as approvals
from approvals.actions import DecisionRefused
from approvals.workflow import Decision, Said, Status
from households.actions import batch
from households.actions.citing import grounds_of
from households.enums import RegistrationKind
from households.models import Certification
from tests.casework import MONDAY, NOTICE_ENDED, applied, decided, disabled_person, household_of, in_notice, works

SINCE = dt.date(2026, 9, 1)
DAY = dt.timedelta(days=1)
TYPED = "哈人社发〔2010〕230号 第九条"


def page(name, case):
    return reverse(f"households:{name}", args=[case.pk])


def refuse(client, case, **values):
    return client.post(f"{page('decide', case)}?decision=refused", {"comment": "不符合条件"} | values)


@pytest.fixture
def case(city):
    """Waits in the community; the only member of the family found work since it was applied for."""
    home = household_of(city)
    made = applied(city, home)
    works(city, home.memberships.get().person, RegistrationKind.ENTERPRISE, SINCE, MONDAY)
    return made


def test_what_the_rules_find_unmet_today_comes_first_then_what_was_applied_for_by(city, case):
    grounds = grounds_of(case, MONDAY.date())

    assert grounds[0].text
    articles = [ground.article for ground in grounds]
    assert case.reasons[0]["article"] in articles
    assert len(set(articles)) == len(articles)
    unchanged = applied(city, household_of(city))
    assert [ground.text for ground in grounds_of(unchanged, MONDAY.date())] == [""]


def test_a_refusal_keeps_the_article_chosen_already(as_user, city, case):
    first = grounds_of(case, MONDAY.date())[0]
    shown = as_user(city.worker).get(page("certification", case)).content.decode()
    assert first.text in shown
    assert refuse(as_user(city.worker), case).status_code == 302
    assert case.approval_records.get().article == first.article
    assert (
        f"不符合条件（依据：{first.article}）" in as_user(city.worker).get(page("certification", case)).content.decode()
    )


def test_another_article_can_be_typed_and_none_at_all_is_sent_back(as_user, city, case):
    answer = refuse(as_user(city.worker), case, article="other").content.decode()
    assert "请写明依据的文件和条款" in answer
    assert "不符合条件" in answer
    assert not case.approval_records.exists()
    refuse(as_user(city.worker), case, article="other", other_article=TYPED)
    assert case.approval_records.get().article == TYPED


def test_a_reason_the_rules_found_brings_its_article_along(as_user, city):
    home, person = disabled_person(city)
    made = applied(city, home, person)
    works(city, person, RegistrationKind.ENTERPRISE, SINCE, MONDAY)
    found = [ground for ground in grounds_of(made, MONDAY.date()) if ground.text]
    refuse(as_user(city.worker), made, comment=found[-1].text)
    assert made.approval_records.get().article == found[-1].article


def test_no_refusal_without_an_article(city, case):
    said = Said("不符合条件", " ")
    with pytest.raises(DecisionRefused, match="文件和条款"):
        approvals.decide(application=case, actor=city.worker, decision=Decision.REFUSE, said=said, at=MONDAY)
    decided(case, city.worker, Decision.RETURN, "补材料")
    assert case.approval_records.get().article == ""


def test_an_objection_upheld_and_its_review_cite_theirs(city):
    made = in_notice(city, household_of(city))
    approvals.object_to(application=made, text="在外做工", actor=city.worker, at=MONDAY + DAY)
    decided(made, city.worker, Decision.UPHOLD, Said("属实", TYPED), at=MONDAY + DAY)
    approvals.request_review(application=made, reason="没有", actor=city.worker, at=MONDAY + 2 * DAY)
    made.refresh_from_db()
    assert grounds_of(made, MONDAY.date())[0].article == TYPED
    made = decided(made, city.street_officer, Decision.SUSTAIN, "原决定正确", at=MONDAY + 2 * DAY)

    assert made.status == Status.REFUSED
    assert list(made.approval_records.order_by("pk").values_list("article", flat=True)) == ["", TYPED, TYPED]


def test_many_refused_in_one_go_cite_each_its_own(city, case):
    other = applied(city, household_of(city))
    chosen = [batch.Chosen(one, Decision.REFUSE, "不符合条件") for one in (case, other)]
    batch.decide_each(chosen=chosen, actor=city.worker, at=MONDAY)
    for one in (case, other):
        assert one.approval_records.get().article == grounds_of(one, MONDAY.date())[0].article


def test_the_letter_says_what_it_was_refused_by_and_not_what_it_was_applied_for_by(as_user, city):
    made = in_notice(city, household_of(city))
    decided(made, city.street_officer, Decision.REFUSE, Said("名下有营业执照", TYPED), at=NOTICE_ENDED)
    shown = as_user(city.worker).get(page("decision_sheet", Certification.objects.get())).content.decode()
    assert TYPED in shown
    assert "名下有营业执照" in shown
    assert made.reasons[0]["text"] not in shown
