"""认定, action by action: the climb, return, objection, withdrawal, and what the last approval brings."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import AuditEntry
from approvals import actions as approvals
from approvals.actions import DecisionRefused
from approvals.workflow import Decision, Status
from households.actions import certification as actions
from households.actions.certification import ApplicationRefused
from households.enums import Category, FactKind, RegistrationKind
from households.models import (
    Certification,
    CertificationRecord,
    CertificationSeat,
    HardToEmploySpell,
    Person,
    PersonFinding,
    ZeroFamilyCase,
)
from policy.models import CalendarException, CalendarYear
from tests import factories
from tests.casework import (
    MONDAY,
    NOTICE_ENDED,
    applied,
    certified,
    decided,
    disabled_person,
    household_of,
    in_notice,
    works,
)

DAY = dt.timedelta(days=1)


@pytest.fixture
def home(city):
    return household_of(city)


def test_submitting_decides_nothing(city, home):
    case = applied(city, home)
    assert (case.status, case.step, case.due_on) == (Status.PENDING, 1, dt.date(2026, 9, 14))
    assert not case.approval_records.exists()
    assert list(Certification.objects.waiting_for(city.worker, on=MONDAY.date())) == [case]


def test_the_notice_runs_between_community_and_street_and_nobody_decides_it(city, home):
    case = in_notice(city, home)
    notice = case.notices.get()
    assert (notice.posted_on, notice.ends_on) == (dt.date(2026, 9, 7), dt.date(2026, 9, 14))
    assert notice.source
    for officer in (city.worker, city.street_officer, city.district_officer):
        assert not Certification.objects.waiting_for(officer, on=notice.ends_on).exists()
    assert Certification.objects.waiting_for(city.street_officer, on=notice.ends_on + DAY).exists()


def test_a_decision_before_the_notice_ends_is_refused(city, home):
    case = in_notice(city, home)
    with pytest.raises(DecisionRefused, match="公示期"):
        decided(case, city.street_officer, at=MONDAY + 7 * DAY)


def test_certifying_a_family_certifies_its_members_in_the_same_act(city):
    home = household_of(city, {"name": "户主"}, {"name": "儿子", "born": dt.date(2000, 1, 1)})
    case = certified(city, home)
    family = ZeroFamilyCase.objects.get()
    assert (family.certification_id, family.certified_on) == (case.pk, NOTICE_ENDED.date())
    assert family.due_on == dt.date(2026, 12, 15)
    assert "12号" in family.due_source
    held = {spell.person.name: (spell.categories, spell.primary) for spell in HardToEmploySpell.objects.all()}
    assert held == {"户主": ([Category.C01, Category.C02], Category.C01), "儿子": ([Category.C02], Category.C02)}
    assert {spell.certification_id for spell in HardToEmploySpell.objects.all()} == {case.pk}
    assert case.decided_reasons == case.reasons
    assert PersonFinding.objects.on(NOTICE_ENDED.date()).filter(category=Category.C02).count() == 2


def test_a_member_without_wish_is_not_certified_and_a_family_without_wish_has_no_clock(city):
    home = household_of(city)
    person = Person.objects.get()
    factories.fact(person, FactKind.UNWILLING_TO_WORK, dt.date(2026, 8, 1))
    certified(city, home)
    family = ZeroFamilyCase.objects.get()
    assert (family.due_on, family.due_source) == (None, "")
    assert not HardToEmploySpell.objects.exists()


def test_a_person_is_certified_alone(city):
    home, person = disabled_person(city)
    case = certified(city, home, person)
    spell = HardToEmploySpell.objects.get()
    assert (spell.certification_id, spell.categories) == (case.pk, [Category.C03])
    assert not ZeroFamilyCase.objects.exists()


def test_one_certified_alone_gains_the_family_category_with_the_family(city):
    home = household_of(city)
    person = Person.objects.get()
    certified(city, home, person)
    certified(city, home)
    spell = HardToEmploySpell.objects.get()
    assert spell.categories == [Category.C01, Category.C02]


def test_a_returned_case_resumes_at_the_step_that_returned_it_and_its_lateness_stays(city, home):
    case = in_notice(city, home)
    late = dt.datetime.combine(dt.date(2026, 9, 21), MONDAY.timetz())
    case = decided(case, city.street_officer, Decision.RETURN, "材料不全", at=late)
    assert (case.status, case.step, case.due_on) == (Status.RETURNED, 2, None)
    assert case.approval_records.get(step=2).days_late == 2  # due on Friday the 18th; Sunday the 20th is worked
    case = actions.resubmit(certification=case, worker=city.worker, at=late + DAY)
    assert (case.status, case.step, case.round, case.opens_on) == (Status.PENDING, 2, 2, late.date() + DAY)
    case = decided(case, city.street_officer, at=late + DAY)
    assert sum(case.approval_records.values_list("days_late", flat=True)) == 2
    assert case.step == 3


def test_a_returned_case_whose_ground_is_gone_is_not_sent_again(city, home):
    case = decided(applied(city, home), city.worker, Decision.RETURN, "请核对")
    works(city, Person.objects.get(), RegistrationKind.ENTERPRISE, MONDAY.date(), MONDAY)
    with pytest.raises(ApplicationRefused, match="就业"):
        actions.resubmit(certification=case, worker=city.worker, at=MONDAY)
    with pytest.raises(DecisionRefused, match="没有被退回"):
        actions.resubmit(certification=in_notice(city, household_of(city)), worker=city.worker, at=MONDAY)


def test_a_return_needs_a_reason(city, home):
    with pytest.raises(DecisionRefused, match="说明"):
        decided(applied(city, home), city.worker, Decision.RETURN, " ")


def test_an_objection_upheld_refuses_the_case(city, home):
    case = approvals.object_to(application=in_notice(city, home), text="有人在上班", actor=city.worker, at=MONDAY + DAY)
    assert (case.status, case.step, case.round) == (Status.OBJECTED, 1, 2)
    with pytest.raises(DecisionRefused):
        decided(case, city.worker, Decision.APPROVE, at=MONDAY + DAY)
    case = decided(case, city.worker, Decision.UPHOLD, "属实", at=MONDAY + DAY)
    assert (case.status, case.notices.get().outcome) == (Status.REFUSED, "upheld")


def test_an_objection_dismissed_runs_the_notice_anew(city, home):
    case = approvals.object_to(
        application=in_notice(city, home), text="有人在上班", actor=city.worker, at=MONDAY + 2 * DAY
    )
    case = decided(case, city.worker, Decision.DISMISS, "不属实", at=MONDAY + 3 * DAY)
    first, second = case.notices.order_by("round")
    assert (first.outcome, second.posted_on, second.ends_on) == (
        "dismissed",
        dt.date(2026, 9, 10),
        dt.date(2026, 9, 17),
    )
    assert (case.status, case.step, case.opens_on) == (Status.PENDING, 2, dt.date(2026, 9, 18))
    with pytest.raises(DecisionRefused):
        decided(case, city.street_officer, at=MONDAY + 8 * DAY)
    assert decided(case, city.street_officer, at=MONDAY + 11 * DAY).step == 3


def test_no_objection_outside_the_notice(city, home):
    case = applied(city, home)
    with pytest.raises(DecisionRefused, match="公示期"):
        approvals.object_to(application=case, text="反映", actor=city.worker, at=MONDAY)
    case = decided(case, city.worker)
    with pytest.raises(DecisionRefused, match="公示期"):
        approvals.object_to(application=case, text="反映", actor=city.worker, at=NOTICE_ENDED)
    with pytest.raises(DecisionRefused, match="异议内容"):
        approvals.object_to(application=case, text=" ", actor=city.worker, at=MONDAY)


def test_nobody_decides_two_steps_of_one_case(city, home):
    case = in_notice(city, home)
    city.worker.area, city.worker.role = city.street, "street_officer"
    city.worker.save()
    assert not Certification.objects.waiting_for(city.worker, on=NOTICE_ENDED.date()).exists()
    with pytest.raises(DecisionRefused):
        decided(case, city.worker, at=NOTICE_ENDED)
    with pytest.raises(IntegrityError, match="one_step_per_person"), transaction.atomic():
        CertificationSeat.objects.create(application=case, actor=city.worker, step=2)
    seat = CertificationSeat.objects.get(actor=city.worker)
    with pytest.raises(IntegrityError, match="agrees_with_its_seat"), transaction.atomic():
        _record(case, seat, step=2)


def _record(case, seat, **values):
    day = MONDAY.date()
    fields = {"round": 1, "step": 1, "decision": "approved", "opened_on": day, "due_on": day, "decided_at": MONDAY}
    return CertificationRecord.objects.create(application=case, seat=seat, **(fields | values))


def test_nobody_decides_outside_the_own_area(city, home):
    case = applied(city, home)
    assert not Certification.objects.waiting_for(city.neighbour_worker, on=MONDAY.date()).exists()
    with pytest.raises(DecisionRefused):
        decided(case, city.neighbour_worker)
    seat = CertificationSeat.objects.create(application=case, actor=city.neighbour_worker, step=1)
    with pytest.raises(IntegrityError, match="outside the officer's own area"), transaction.atomic():
        _record(case, seat)


def test_nobody_decides_on_the_own_household(city, home):
    case = applied(city, home)
    relative = factories.PersonFactory(born=dt.date(1980, 1, 1))
    factories.MembershipFactory(household=home, person=relative, relation="other")
    city.worker.id_number, city.worker.id_digest = relative.id_number, relative.id_digest
    city.worker.save()
    assert not Certification.objects.waiting_for(city.worker, on=MONDAY.date()).exists()
    with pytest.raises(DecisionRefused):
        decided(case, city.worker)
    relative.memberships.update(validity=DateRange(dt.date(2020, 1, 1), MONDAY.date() + DAY))  # left after it was begun
    assert not Certification.objects.waiting_for(city.worker, on=MONDAY.date() + DAY).exists()
    relative.memberships.update(validity=DateRange(dt.date(2020, 1, 1), MONDAY.date()))  # left before it was begun
    assert Certification.objects.waiting_for(city.worker, on=MONDAY.date()).exists()
    assert Certification.objects.waiting_for(city.second_worker, on=MONDAY.date()).exists()


def test_a_withdrawn_case_is_over_and_can_be_applied_for_again(city, home):
    case = applied(city, home)
    with pytest.raises(DecisionRefused, match="撤回原因"):
        approvals.withdraw(application=case, reason="", actor=city.worker, at=MONDAY)
    with pytest.raises(DecisionRefused, match="辖区"):
        approvals.withdraw(application=case, reason="录入有误", actor=city.neighbour_worker, at=MONDAY)
    case = approvals.withdraw(application=case, reason="录入有误", actor=city.worker, at=MONDAY)
    assert (case.status, case.step, case.due_on) == (Status.WITHDRAWN, None, None)
    with pytest.raises(DecisionRefused, match="已撤回"):
        approvals.withdraw(application=case, reason="再撤", actor=city.worker, at=MONDAY)
    assert applied(city, home).pk != case.pk


def test_what_is_under_way_or_certified_is_not_applied_for_again(city, home):
    applied(city, home)
    with pytest.raises(ApplicationRefused, match="已在办理中"):
        applied(city, home)
    other = household_of(city)
    certified(city, other)
    with pytest.raises(ApplicationRefused, match="正在安置期内"):
        applied(city, other, at=NOTICE_ENDED)


def test_what_the_rules_do_not_find_is_not_applied_for(city):
    home, person = disabled_person(city)
    with pytest.raises(ApplicationRefused, match="就业"):
        applied(city, home)
    with pytest.raises(ApplicationRefused, match="不在本户"):
        applied(city, household_of(city), person)


def test_the_last_approval_is_refused_when_the_ground_is_gone(city, home):
    case = decided(in_notice(city, home), city.street_officer, at=NOTICE_ENDED)
    person = Person.objects.get()
    works(city, person, RegistrationKind.FLEXIBLE, MONDAY.date() + DAY, NOTICE_ENDED)
    with pytest.raises(DecisionRefused, match="不再符合"):
        decided(case, city.district_officer, at=NOTICE_ENDED)
    case.refresh_from_db()
    assert (case.status, case.step, case.approval_records.count()) == (Status.PENDING, 3, 2)
    assert decided(case, city.district_officer, Decision.REFUSE, "已就业", at=NOTICE_ENDED).status == Status.REFUSED


def test_a_relapse_is_a_new_case_linked_to_the_old(city, home):
    certified(city, home)
    first, person = ZeroFamilyCase.objects.get(), Person.objects.get()
    january = dt.datetime(2027, 1, 11, 9, tzinfo=MONDAY.tzinfo)
    works(city, person, RegistrationKind.ENTERPRISE, dt.date(2026, 10, 9), january)
    works(city, person, RegistrationKind.UNEMPLOYED, dt.date(2026, 12, 1), january)
    case = decided(applied(city, home, at=january), city.worker, at=january)
    later = january + 10 * DAY
    for officer in (city.street_officer, city.district_officer):
        case = decided(case, officer, at=later)
    first.refresh_from_db()
    second = ZeroFamilyCase.objects.exclude(pk=first.pk).get()
    assert (second.previous_id, first.ended_on, first.end_reason) == (first.pk, later.date(), "relapsed")


def test_a_deadline_beyond_the_calendar_is_provisional_until_the_calendar_comes(city, home):
    december = dt.datetime(2026, 12, 28, 9, tzinfo=MONDAY.tzinfo)
    case = decided(applied(city, home, at=december), city.worker, at=december)
    notice = case.notices.get()
    assert case.due_is_provisional
    assert (notice.end_is_provisional, notice.ends_on) == (True, dt.date(2027, 1, 4))
    year = CalendarYear.objects.create(year=2027, document=CalendarYear.objects.get(year=2026).document)
    CalendarException.objects.create(day=dt.date(2027, 1, 1), is_workday=False, calendar_year=year)
    assert approvals.settle_provisional(Certification, actor=city.city_officer, at=december) == 1
    case.refresh_from_db()
    notice.refresh_from_db()
    assert (notice.ends_on, notice.end_is_provisional) == (dt.date(2027, 1, 5), False)
    assert (case.opens_on, case.due_is_provisional) == (dt.date(2027, 1, 6), False)


def test_a_notice_long_over_does_not_move_a_later_step(city, home):
    december = dt.datetime(2026, 12, 28, 9, tzinfo=MONDAY.tzinfo)
    case = decided(applied(city, home, at=december), city.worker, at=december)
    january = dt.datetime(2027, 1, 8, 9, tzinfo=MONDAY.tzinfo)
    case = decided(case, city.street_officer, at=january)
    CalendarYear.objects.create(year=2027, document=CalendarYear.objects.get(year=2026).document)
    approvals.settle_provisional(Certification, actor=city.city_officer, at=january)
    case.refresh_from_db()
    assert (case.step, case.opens_on, case.due_is_provisional) == (3, january.date(), False)


def test_every_act_is_on_record(city, home):
    case = certified(city, home)
    rows = AuditEntry.objects.filter(object_label="households.certification", object_id=case.pk).order_by("pk")
    assert [row.event.partition(".")[2] for row in rows] == ["drafted", "submitted", *["approved"] * 3]
