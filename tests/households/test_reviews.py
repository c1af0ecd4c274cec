"""复核: a refusal looked at again by the level above, once, within its days."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.enums import Role
from approvals import actions as approvals
from approvals.actions import DecisionRefused
from approvals.workflow import Decision, Status
from desk import queries
from households.actions import exits
from households.actions.reviews import request_review
from households.enums import ExitReason
from households.models import Certification, HardToEmploySpell, ZeroFamilyCase
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, applied, certified, decided, disabled_person, household_of, in_notice

DAY = dt.timedelta(days=1)
LATER = NOTICE_ENDED + 2 * DAY
WHY = "补充了新的证明材料"


def refused_at_the_district(city, home, person=None):
    case = decided(in_notice(city, home, person), city.street_officer, at=NOTICE_ENDED)
    return decided(case, city.district_officer, Decision.REFUSE, "名下有营业执照", at=NOTICE_ENDED)


def reviewed(city, case, at=LATER):
    return request_review(application=case, reason=WHY, worker=city.worker, at=at)


def test_a_refusal_by_the_district_set_aside_by_the_city_certifies_that_day(city):
    case = reviewed(city, refused_at_the_district(city, household_of(city)))

    assert (case.status, case.current_step.title) == (Status.IN_REVIEW, "市级复核")
    assert list(Certification.objects.waiting_for(city.city_officer, on=LATER.date())) == [case]
    assert not Certification.objects.waiting_for(city.district_officer, on=LATER.date()).exists()
    case = decided(case, city.city_officer, Decision.OVERTURN, "执照已注销", at=LATER + DAY)
    assert (case.status, case.certified_on) == (Status.APPROVED, (LATER + DAY).date())
    assert ZeroFamilyCase.objects.get().certified_on == (LATER + DAY).date()
    assert case.reviews.get().outcome == Decision.OVERTURN


def test_a_refusal_that_is_sustained_stays_and_is_not_reviewed_again(city):
    case = reviewed(city, refused_at_the_district(city, household_of(city)))
    case = decided(case, city.city_officer, Decision.SUSTAIN, "属实", at=LATER)

    assert (case.status, case.step, case.due_on) == (Status.REFUSED, None, None)
    assert case.reviews.get().outcome == Decision.SUSTAIN
    assert not ZeroFamilyCase.objects.exists()
    with pytest.raises(DecisionRefused, match="只复核一次"):
        reviewed(city, case)


def test_a_refusal_at_the_first_step_set_aside_goes_on_with_the_notice(city):
    case = decided(applied(city, household_of(city)), city.worker, Decision.REFUSE, "不符")
    case = decided(reviewed(city, case, MONDAY), city.street_officer, Decision.OVERTURN, "符合", at=MONDAY)

    assert (case.status, case.step) == (Status.PENDING, 2)
    assert case.notices.get().ends_on == dt.date(2026, 9, 14)
    assert case.opens_on == NOTICE_ENDED.date()


def test_whoever_decided_before_does_not_review_and_the_reviewer_decides_no_other_step(city):
    case = decided(in_notice(city, household_of(city)), city.street_officer, Decision.REFUSE, "不符", at=NOTICE_ENDED)
    promoted = city.street_officer
    promoted.area, promoted.role = city.district, Role.DISTRICT_OFFICER
    promoted.save()
    case = reviewed(city, case)

    with pytest.raises(DecisionRefused):
        decided(case, promoted, Decision.SUSTAIN, "维持", at=LATER)
    case = decided(case, city.district_officer, Decision.OVERTURN, "符合", at=LATER)
    assert (case.status, case.step) == (Status.PENDING, 3)
    assert not Certification.objects.waiting_for(city.district_officer, on=LATER.date()).exists()
    colleague = factories.UserFactory(area=city.district, role=Role.DISTRICT_OFFICER)
    assert decided(case, colleague, at=LATER).status == Status.APPROVED


def test_the_days_for_the_request_are_working_days_with_their_article(city):
    case = refused_at_the_district(city, household_of(city))
    until, source = approvals.reviewable_until(case, approvals.contested_record(case), approvals.calendar())

    assert until == dt.date(2026, 10, 12)  # fifteen working days after the 15th of September, past two holidays
    assert "就援〔2026〕默认值" in source
    with pytest.raises(DecisionRefused, match="届满"):
        reviewed(city, case, dt.datetime(2026, 10, 13, 9, tzinfo=MONDAY.tzinfo))
    review = reviewed(city, case, dt.datetime(2026, 10, 12, 9, tzinfo=MONDAY.tzinfo)).reviews.get()
    assert (review.requestable_until, review.source) == (until, source)


def test_a_review_needs_a_reason_and_a_refusal(city):
    with pytest.raises(DecisionRefused, match="没有被不予认定"):
        reviewed(city, applied(city, household_of(city)))
    case = refused_at_the_district(city, household_of(city))
    with pytest.raises(DecisionRefused, match="理由"):
        request_review(application=case, reason=" ", worker=city.worker, at=LATER)
    with pytest.raises(DecisionRefused, match="辖区"):
        request_review(application=case, reason=WHY, worker=city.neighbour_worker, at=LATER)


def test_a_new_application_takes_the_place_of_a_review(city):
    home = household_of(city)
    case = refused_at_the_district(city, home)
    applied(city, home, at=NOTICE_ENDED)
    with pytest.raises(DecisionRefused, match="重新提出申请"):
        reviewed(city, case)


def test_a_request_taken_back_leaves_the_refusal(city):
    case = reviewed(city, refused_at_the_district(city, household_of(city)))
    case = approvals.withdraw(application=case, reason="不再坚持", actor=city.worker, at=LATER)

    assert (case.status, case.reviews.get().outcome) == (Status.REFUSED, "withdrawn")


def test_a_refused_exit_is_reviewed_by_the_district(city):
    home, person = disabled_person(city)
    certified(city, home, person)
    proposal = exits.Proposal(ExitReason.LOST_CONTACT, NOTICE_ENDED.date(), "三个月未联系上")
    spell = HardToEmploySpell.objects.get()
    case = exits.propose_exit(ends=spell, proposal=proposal, worker=city.worker, at=NOTICE_ENDED)
    refuse = {"decision": Decision.REFUSE, "comment": "证据不足", "at": NOTICE_ENDED}
    case = exits.decide(application=case, actor=city.street_officer, **refuse)
    case = reviewed(city, case)
    overturn = {"decision": Decision.OVERTURN, "comment": "证据充分", "at": LATER}
    case = exits.decide(application=case, actor=city.district_officer, **overturn)

    spell.refresh_from_db()
    assert (case.status, spell.exited_on) == (Status.APPROVED, NOTICE_ENDED.date())


def test_the_page_shows_the_term_the_request_and_both_deciders(as_user, city, monday):
    case = refused_at_the_district(city, household_of(city))
    monday.move_to(LATER)
    address = reverse("households:certification", args=[case.pk])
    worker = as_user(city.worker)
    shown = worker.get(address).content.decode()
    assert "2026-10-12" in shown
    assert "申请复核" in shown

    answer = worker.post(reverse("households:review", args=[case.pk]), {"reason": ""})
    assert "请填写申请复核的理由" in answer.content.decode()
    assert worker.post(reverse("households:review", args=[case.pk]), {"reason": WHY}).status_code == 302
    work = queries.my_work(city.city_officer, on=LATER.date())
    assert {one.pile.kind: one.total for one in work if one.total} == {"decisions": 1}
    reviewer = as_user(city.city_officer)
    for words in ("市级复核", "撤销原决定", "维持原决定", WHY):
        assert words in reviewer.get(address).content.decode()
    decide = reverse("households:decide", args=[case.pk]) + "?decision=overturned"
    assert reviewer.post(decide, {"comment": "执照已注销"}).status_code == 302
    shown = worker.get(address).content.decode()
    for words in ("撤销原决定", str(city.district_officer), str(city.city_officer), "执照已注销", "已认定"):
        assert words in shown
