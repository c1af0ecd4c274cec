"""撤销认定: two people of the district take a certification back that rests on false data."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.cells import counted
from accounts.enums import Role
from approvals import actions as approvals
from approvals.actions import DecisionRefused
from approvals.workflow import Decision, Status
from desk import queries
from households.actions import exits, reviews, revocations
from households.actions.revocations import Falsehood, RevocationRefused, propose_revocation
from households.enums import Category, ExitReason, RegistrationKind
from households.models import HardToEmploySpell, Revocation, ZeroFamilyCase
from policy.periods import report_month
from reports.cells import EP8
from tests import factories
from tests.casework import NOTICE_ENDED, applied, certified, decided, disabled_person, household_of, works

DAY = dt.timedelta(days=1)
LATER = NOTICE_ENDED + 40 * DAY
FALSE = Falsehood("认定时已在企业就业", "社会保险缴费记录", "哈人社发〔2010〕230号 第三条")


@pytest.fixture
def second(city):
    return factories.UserFactory(area=city.district, role=Role.DISTRICT_OFFICER)


def proposed(city, case, at=LATER):
    return propose_revocation(certification=case, found=FALSE, officer=city.worker, at=at)


def judged(case, officer, decision=Decision.APPROVE, comment="", at=LATER):
    return revocations.decide(application=case, actor=officer, decision=decision, comment=comment, at=at)


def revoked(city, second, certification):
    return judged(judged(proposed(city, certification), city.district_officer), second)


def figures(city, month, *codes):
    period = report_month(2026, month)
    found = counted([EP8[code] for code in codes], periods=[period], area=city.city)
    row = found.get((period.label, city.community.pk), {})
    return [row.get(code, 0) for code in codes]


def test_the_familys_case_and_everybody_certified_with_it_end_on_that_day(city, second):
    home = household_of(city, {}, {})
    case = revoked(city, second, certified(city, home))

    assert (case.status, case.revoked_on) == (Status.APPROVED, LATER.date())
    assert "哈人社发〔2010〕230号 第三条" in case.decision_text
    family = ZeroFamilyCase.objects.get()
    assert (family.ended_on, family.end_reason) == (LATER.date(), ZeroFamilyCase.End.REVOKED)
    ends = HardToEmploySpell.objects.values_list("exited_on", "exit_reason")
    assert list(ends) == [(LATER.date(), ExitReason.REVOKED)] * 2


def test_one_person_alone_cannot_revoke(city):
    case = judged(proposed(city, certified(city, household_of(city))), city.district_officer)

    assert (case.status, case.step) == (Status.PENDING, 2)
    with pytest.raises(DecisionRefused):
        judged(case, city.district_officer)
    assert ZeroFamilyCase.objects.get().ended_on is None


def test_a_member_certified_before_loses_only_what_the_family_gave(city, second):
    home, person = disabled_person(city)
    certified(city, home, person)
    works(city, person.memberships.get().household.memberships.exclude(person=person).get().person,
          RegistrationKind.UNEMPLOYED, NOTICE_ENDED.date(), NOTICE_ENDED)  # fmt: skip
    spell = HardToEmploySpell.objects.get()
    assert spell.categories == [Category.C03]
    later = NOTICE_ENDED + 20 * DAY
    case = decided(applied(city, home, at=NOTICE_ENDED), city.worker, at=NOTICE_ENDED)
    for officer in (city.street_officer, city.district_officer):
        case = decided(case, officer, at=later)
    spell.refresh_from_db()
    assert Category.C02 in spell.categories
    revoked(city, second, case)
    spell.refresh_from_db()
    assert (spell.categories, spell.exited_on) == ([Category.C03], None)


def test_a_revoked_family_never_counted_as_placed(city, second):
    home = household_of(city)
    case = certified(city, home)
    person = home.memberships.get().person
    works(city, person, RegistrationKind.ENTERPRISE, NOTICE_ENDED.date() + DAY, NOTICE_ENDED + 2 * DAY)
    assert figures(city, 9, "42", "29", "44") == [1, 1, 0]
    revoked(city, second, case)  # on the 25th of October: in November's month

    assert ZeroFamilyCase.objects.with_placement().get().placed_on is None
    assert figures(city, 9, "42", "29", "44") == [0, 0, 1]
    assert figures(city, 11, "40", "42", "43", "44", "18") == [1, 0, 1, 0, 1]


def test_only_what_is_in_force_is_revoked_and_once(city, second):
    case = certified(city, household_of(city))
    with pytest.raises(RevocationRefused, match="辖区"):
        propose_revocation(certification=case, found=FALSE, officer=city.neighbour_worker, at=LATER)
    with pytest.raises(RevocationRefused, match="证据"):
        propose_revocation(certification=case, found=Falsehood("不实", " ", "条"), officer=city.worker, at=LATER)
    proposed(city, case)
    with pytest.raises(RevocationRefused, match="在办理"):
        proposed(city, case)
    for officer in (city.district_officer, second):
        judged(Revocation.objects.get(), officer)
    with pytest.raises(RevocationRefused, match="没有生效"):
        proposed(city, case)


def test_what_is_refused_is_not_returned_but_can_be_proposed_anew(city):
    certification = certified(city, household_of(city))
    case = proposed(city, certification)
    with pytest.raises(DecisionRefused, match="只能同意或不同意"):
        judged(case, city.district_officer, Decision.RETURN, "证据不足")
    assert judged(case, city.district_officer, Decision.REFUSE, "证据不足").status == Status.REFUSED
    assert ZeroFamilyCase.objects.get().ended_on is None
    assert proposed(city, certification).step == 1


def test_it_is_proposed_on_the_page_and_stands_on_every_page_afterwards(as_user, city, second, monday):
    home = household_of(city)
    case = certified(city, home)
    monday.move_to(LATER)
    worker = as_user(city.worker)
    revoke = reverse("households:revoke", args=[case.pk])
    assert revoke in worker.get(reverse("households:certification", args=[case.pk])).content.decode()
    assert "请写明证据" in worker.post(revoke, {"falsehood": "不实", "article": "第三条"}).content.decode()
    said = {"falsehood": FALSE.falsehood, "evidence": FALSE.evidence, "article": FALSE.article}
    assert worker.post(revoke, said).status_code == 302
    made = Revocation.objects.get()
    for officer in (city.district_officer, second):
        work = queries.my_work(officer, on=LATER.date())
        assert {one.pile.kind: one.total for one in work if one.total}["revocations"] == 1
        desk = as_user(officer)
        assert FALSE.falsehood in desk.get(reverse("desk:worklist", args=["revocations"])).content.decode()
        decide = reverse("households:revocation_decide", args=[made.pk]) + "?decision=approved"
        assert desk.post(decide, {"comment": ""}).status_code == 302
    shown = worker.get(reverse("households:revocation", args=[made.pk])).content.decode()
    for words in ("撤销决定", str(city.district_officer), str(second), "认定已撤销"):
        assert words in shown
    person = home.memberships.get().person
    assert "认定撤销" in worker.get(reverse("households:person", args=[person.pk])).content.decode()
    assert "认定撤销" in worker.get(reverse("households:household", args=[home.pk])).content.decode()
    assert made.number in worker.get(reverse("households:revocations")).content.decode()


def test_only_who_proposed_it_or_decides_it_takes_it_back(as_user, city, second, monday):
    certification = certified(city, household_of(city))
    monday.move_to(LATER)
    made = propose_revocation(certification=certification, found=FALSE, officer=city.district_officer, at=LATER)
    withdraw, said = reverse("households:revocation_withdraw", args=[made.pk]), {"reason": "经核实属实"}
    page = reverse("households:revocation", args=[made.pk])
    for officer in (city.worker, city.street_officer):
        assert withdraw not in as_user(officer).get(page).content.decode()
        assert as_user(officer).post(withdraw, said).status_code == 403
        with pytest.raises(DecisionRefused, match="不由您撤回"):
            approvals.withdraw(application=made, reason="我家亲戚", actor=officer, at=LATER)
    assert as_user(city.neighbour_worker).post(withdraw, said).status_code == 404
    made.refresh_from_db()
    assert made.status == Status.PENDING
    judged(made, city.district_officer)
    assert withdraw in as_user(second).get(page).content.decode()
    assert as_user(city.district_officer).post(withdraw, said).status_code == 302
    made.refresh_from_db()
    assert made.status == Status.WITHDRAWN


def test_a_case_of_the_community_is_not_taken_back_from_above(city):
    case = applied(city, household_of(city))
    for officer in (city.street_officer, city.district_officer):
        with pytest.raises(DecisionRefused, match="不由您撤回"):
            approvals.withdraw(application=case, reason="x", actor=officer, at=LATER)


def review_asked(city, case, at=LATER + DAY):
    return reviews.request_review(application=case, reason="从未就业，缴费系冒用身份", worker=city.worker, at=at)


def test_the_family_has_the_revocation_reviewed_at_the_city_while_it_stays_in_force(city, second):
    case = review_asked(city, revoked(city, second, certified(city, household_of(city))))
    assert (case.status, case.current_step.title, case.revoked_on) == (Status.IN_REVIEW, "市级复核", LATER.date())
    assert ZeroFamilyCase.objects.get().end_reason == ZeroFamilyCase.End.REVOKED
    for officer in (city.worker, city.district_officer, second):
        with pytest.raises(DecisionRefused):
            judged(case, officer, Decision.OVERTURN, "无误", at=LATER + DAY)
    case = judged(case, city.city_officer, Decision.SUSTAIN, "证据充分", at=LATER + 2 * DAY)

    assert (case.status, case.revoked_on) == (Status.APPROVED, LATER.date())
    assert case.reviews.get().outcome == Decision.SUSTAIN
    with pytest.raises(DecisionRefused, match="只复核一次"):
        review_asked(city, case, LATER + 2 * DAY)


def test_what_a_review_sets_aside_goes_on_as_if_it_had_never_ended(city, second):
    home = household_of(city, {}, {})
    certification = certified(city, home)
    due_on = ZeroFamilyCase.objects.get().due_on
    case = review_asked(city, revoked(city, second, certification))
    case = judged(case, city.city_officer, Decision.OVERTURN, "缴费记录系他人冒用", at=LATER + 2 * DAY)

    assert case.status == Status.REFUSED
    family = ZeroFamilyCase.objects.get()
    assert (family.ended_on, family.end_reason, family.due_on) == (None, "", due_on)
    assert list(HardToEmploySpell.objects.values_list("exited_on", "exit_reason")) == [(None, "")] * 2
    assert figures(city, 11, "40", "43", "44") == [1, 0, 1]
    assert proposed(city, certification, LATER + 3 * DAY).step == 1


def test_a_member_certified_before_has_the_familys_category_back(city, second):
    home, person = disabled_person(city)
    certified(city, home, person)
    works(city, home.memberships.exclude(person=person).get().person,
          RegistrationKind.UNEMPLOYED, NOTICE_ENDED.date(), NOTICE_ENDED)  # fmt: skip
    case = decided(applied(city, home, at=NOTICE_ENDED), city.worker, at=NOTICE_ENDED)
    for officer in (city.street_officer, city.district_officer):
        case = decided(case, officer, at=NOTICE_ENDED + 20 * DAY)
    spell = person.spells.get()
    held = spell.categories
    made = revoked(city, second, case)
    judged(review_asked(city, made), city.city_officer, Decision.OVERTURN, "不实", at=LATER + 2 * DAY)
    spell.refresh_from_db()
    assert spell.categories == held


def test_what_was_certified_anew_meanwhile_stays(city, second):
    home, person = disabled_person(city)
    made = revoked(city, second, certified(city, home, person))
    again = decided(applied(city, home, person, at=LATER), city.worker, at=LATER)
    for officer in (city.street_officer, city.district_officer):
        again = decided(again, officer, at=LATER + 10 * DAY)
    judged(
        review_asked(city, made, LATER + 11 * DAY), city.city_officer, Decision.OVERTURN, "不实", at=LATER + 11 * DAY
    )
    assert list(person.spells.order_by("pk").values_list("exit_reason", flat=True)) == [ExitReason.REVOKED, ""]


def test_what_has_ended_is_found_wrong_from_the_start_and_keeps_how_it_ended(city, second):
    home = household_of(city)
    certification = certified(city, home)
    for ends in (ZeroFamilyCase.objects.get(), HardToEmploySpell.objects.get()):
        proposal = exits.Proposal(ExitReason.LOST_CONTACT, NOTICE_ENDED.date(), "三个月未联系上")
        gone = exits.propose_exit(ends=ends, proposal=proposal, worker=city.worker, at=NOTICE_ENDED)
        exits.decide(
            application=gone, actor=city.street_officer, decision=Decision.APPROVE, comment="", at=NOTICE_ENDED
        )
    before = figures(city, 9, "40", "42", "43")
    case = revoked(city, second, certification)

    assert case.status == Status.APPROVED
    assert "自始不符合条件" in case.decision_text
    assert HardToEmploySpell.objects.get().exit_reason == ExitReason.LOST_CONTACT
    assert ZeroFamilyCase.objects.get().end_reason == ZeroFamilyCase.End.LOST_CONTACT
    assert figures(city, 9, "40", "42", "43") == before


def test_the_decision_is_printed_with_its_remedy(as_user, city, second, monday):
    monday.move_to(LATER)
    made = proposed(city, certified(city, household_of(city)))
    sheet = reverse("households:revocation_sheet", args=[made.pk])
    assert as_user(city.worker).get(sheet).status_code == 302
    made = judged(judged(made, city.district_officer), second)
    shown = as_user(city.worker).get(sheet).content.decode()
    for words in (
        "撤销零就业家庭认定决定书",
        *vars(FALSE).values(),
        "市级复核",
        "复核申请",
        city.district.name,
        "收到人签名",
    ):
        assert words in shown
    page = reverse("households:revocation", args=[made.pk])
    assert sheet in as_user(city.worker).get(page).content.decode()
    ask = reverse("households:revocation_review", args=[made.pk])
    assert ask in as_user(city.worker).get(page).content.decode()
    assert "请填写申请复核的理由" in as_user(city.worker).post(ask, {"reason": ""}).content.decode()
    assert as_user(city.worker).post(ask, {"reason": "从未就业"}).status_code == 302
    city_desk = as_user(city.city_officer)
    assert "从未就业" in city_desk.get(reverse("desk:worklist", args=["revocations"])).content.decode()
    withdraw = reverse("households:revocation_withdraw", args=[made.pk])
    assert withdraw not in city_desk.get(page).content.decode()
    decide = reverse("households:revocation_decide", args=[made.pk]) + "?decision=overturned"
    assert city_desk.post(decide, {"comment": "缴费系冒用"}).status_code == 302
    assert "复核后撤销决定无效" in as_user(city.worker).get(page).content.decode()
    assert "不再有效" in as_user(city.worker).get(sheet).content.decode()
    assert made.approval_records.order_by("pk").last().article == FALSE.article
