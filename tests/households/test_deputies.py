"""代理: who stands in for whom, named by the officer or the administrator, never wider than the own area."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from accounts.actions.deputies import DeputationRefused, NewDeputation, confirm_deputation, end_deputation, name_deputy
from accounts.enums import Role
from accounts.models import AuditEntry, Deputation, Post
from accounts.permissions import absent_for, may_decide
from accounts.uploads import checked
from approvals.actions import DecisionRefused
from approvals.uploads import actions as uploads
from approvals.workflow import Decision
from households.actions import certification
from households.models import Certification
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, applied, decided, household_of, in_notice
from tests.pictures import pdf

DAY = dt.timedelta(days=1)
TODAY = NOTICE_ENDED.date()


@pytest.fixture
def leader(city):
    return factories.UserFactory(area=city.street, role=Role.STREET_LEADER, full_name="周领导")


@pytest.fixture
def administrator(city):
    return factories.UserFactory(area=city.city, role=Role.SYSTEM_ADMIN)


def named(officer, deputy, actor=None, *, first=TODAY, last=TODAY + 5 * DAY, at=NOTICE_ENDED):
    new = NewDeputation(officer=officer, deputy=deputy, first_day=first, last_day=last, reason="休假")
    return name_deputy(new, actor=actor or officer, at=at)


def scanned(case, worker):
    file = checked(SimpleUploadedFile("x.pdf", pdf(), "application/pdf"))
    return uploads.attach(application=case, kind="id_card", files=[file], actor=worker, at=MONDAY)[0]


def at_the_street(city):
    return in_notice(city, household_of(city))


def waiting(user, on=TODAY):
    return list(Certification.objects.waiting_for(user, on=on))


def test_what_a_deputy_may_decide_is_counted_on_every_page(as_user, city, leader):
    at_the_street(city)
    with time_machine.travel(NOTICE_ENDED, tick=False):
        client, page = as_user(leader), reverse("accounts:me")
        assert "待审批" not in client.get(page).content.decode()
        named(city.street_officer, leader)
        assert 'aria-label="待审批 1 件"' in client.get(page).content.decode()


def test_the_deputy_has_what_waits_for_the_absent_officer_while_it_lasts(city, leader):
    case = at_the_street(city)
    assert waiting(leader) == []
    named(city.street_officer, leader)

    assert waiting(leader) == [case]
    assert waiting(leader, TODAY + 5 * DAY) == [case]
    assert waiting(leader, TODAY + 6 * DAY) == []
    assert (may_decide(leader, TODAY), may_decide(leader, TODAY - DAY)) == (True, False)


def test_the_decision_names_both(city, leader):
    case = at_the_street(city)
    named(city.street_officer, leader)
    decided(case, leader, at=NOTICE_ENDED)

    record = case.approval_records.get(step=2)
    assert (record.seat.actor, record.on_behalf_of) == (leader, city.street_officer)
    assert record.signature == f"周领导（代 {city.street_officer}）"
    entry = AuditEntry.objects.get(event="certification.approved", details__step=2)
    assert (entry.actor, entry.details["on_behalf_of"]) == (leader, city.street_officer.username)


def test_a_colleague_decides_in_the_own_name_unless_another_is_named(city):
    colleague = factories.UserFactory(area=city.street, role=Role.STREET_OFFICER)
    named(city.street_officer, colleague)
    decided(at_the_street(city), colleague, at=NOTICE_ENDED)
    case = at_the_street(city)
    lent = {"actor": colleague, "decision": Decision.APPROVE, "comment": "", "at": NOTICE_ENDED}
    certification.decide(certification=case, **lent, on_behalf_of=city.street_officer)

    signed = [case.approval_records.get(step=2).on_behalf_of for case in Certification.objects.order_by("pk")]
    assert signed == [None, city.street_officer]


def test_nobody_decides_two_steps_in_one_name(city):
    """The absent officer decided the first step; the deputy may not decide the second in the officer's name."""
    case = at_the_street(city)
    officer = city.worker  # moved up to the street since
    officer.area, officer.role = city.street, Role.STREET_OFFICER
    officer.save()
    leader = factories.UserFactory(area=city.street, role=Role.STREET_LEADER)
    named(officer, leader)

    assert waiting(leader) == []
    with pytest.raises(DecisionRefused):
        decided(case, leader, at=NOTICE_ENDED)


def test_what_was_decided_in_ones_name_bars_oneself_from_another_step(city, leader):
    case = at_the_street(city)
    named(city.street_officer, leader)
    decided(case, leader, at=NOTICE_ENDED)
    officer = city.street_officer
    officer.area, officer.role = city.district, Role.DISTRICT_OFFICER
    officer.save()

    assert waiting(officer) == []
    assert waiting(city.district_officer) == [case]


@pytest.mark.parametrize("whose", ["deputy", "officer"])
def test_neither_decides_on_the_own_household_nor_has_it_decided(city, leader, whose):
    case = at_the_street(city)
    person = case.household.memberships.get().person
    one = leader if whose == "deputy" else city.street_officer
    one.id_number, one.id_digest = person.id_number, person.id_digest
    one.save()
    named(city.street_officer, leader)

    assert waiting(leader) == []


def test_a_deputy_who_moves_away_stands_in_no_more(city, leader):
    at_the_street(city)
    named(city.street_officer, leader)
    leader.area = city.city
    leader.save()

    assert absent_for(leader, TODAY) == []
    assert waiting(leader) == []


def test_the_officer_or_an_administrator_names_and_nobody_else(city, leader, administrator):
    with pytest.raises(DeputationRefused, match="由本人或"):
        named(city.street_officer, leader, actor=leader)
    with pytest.raises(DeputationRefused, match="由本人或"):
        named(city.street_officer, leader, actor=city.district_officer)
    with pytest.raises(DeputationRefused, match="由本人或"):
        named(leader, city.street_officer, actor=administrator)  # a leader decides nothing
    named(city.street_officer, leader, actor=administrator)


def test_the_deputy_is_of_the_same_area_and_at_work(city, leader):
    helper = factories.UserFactory(area=city.street, role=Role.HELPER)
    for deputy in (city.neighbour_worker, city.district_officer, helper, city.street_officer):
        with pytest.raises(DeputationRefused, match=r"同一区划|自己指定自己"):
            named(city.street_officer, deputy)
    with pytest.raises(DeputationRefused, match="第一天"):
        named(city.street_officer, leader, last=TODAY - DAY, first=TODAY - 2 * DAY)
    named(city.street_officer, leader)
    with pytest.raises(DeputationRefused, match="已有代理人"):
        named(city.street_officer, leader, first=TODAY + 5 * DAY, last=TODAY + 9 * DAY)
    other = factories.UserFactory(area=city.street, role=Role.STREET_OFFICER)
    with pytest.raises(DeputationRefused, match="自己也由他人代理"):
        named(other, city.street_officer)
    third = factories.UserFactory(area=city.street, role=Role.STREET_OFFICER)
    named(other, third)
    with pytest.raises(DeputationRefused, match="正代理他人"):
        named(third, leader)


def test_ended_early_it_lends_nothing_more(city, leader):
    at_the_street(city)
    made = named(city.street_officer, leader)
    with pytest.raises(DeputationRefused, match="本人"):
        end_deputation(deputation=made, actor=city.district_officer, at=NOTICE_ENDED)
    end_deputation(deputation=made, actor=city.street_officer, at=NOTICE_ENDED)

    assert waiting(leader) == []
    named(city.street_officer, leader)


def test_it_is_named_and_ended_on_its_page(as_user, city, leader, monday):
    monday.move_to(NOTICE_ENDED)
    case = at_the_street(city)
    officer = as_user(city.street_officer)
    new = reverse("accounts:name_deputy")
    said = {"officer": city.street_officer.pk, "deputy": leader.pk, "first_day": "2026-09-15", "last_day": "2026-09-20"}
    answer = officer.post(new, said | {"last_day": "2026-09-10", "reason": "休假"})
    assert "最后一天不能早于第一天" in answer.content.decode()
    answer = officer.post(new, said | {"deputy": city.neighbour_worker.pk, "reason": "休假"})
    assert "请从名单中选择代理人" in answer.content.decode()
    assert officer.post(new, said | {"reason": "休假"}).status_code == 302
    made = Deputation.objects.get()
    listed = officer.get(reverse("accounts:deputations")).content.decode()
    assert "代理中" in listed
    assert "周领导" in listed
    desk = as_user(leader)
    page = reverse("households:certification", args=[case.pk])
    assert f"代 {city.street_officer} 办理" in desk.get(page).content.decode()
    decide = reverse("households:decide", args=[case.pk]) + "?decision=approved"
    assert desk.post(decide, {"comment": ""}).status_code == 302
    assert f"周领导（代 {city.street_officer}）" in officer.get(page).content.decode()
    assert officer.post(reverse("accounts:end_deputation", args=[made.pk])).status_code == 302
    assert "已提前结束" in officer.get(reverse("accounts:deputation", args=[made.pk])).content.decode()
    assert desk.post(decide, {"comment": ""}).status_code == 403


def test_a_colleague_chooses_in_whose_name(as_user, city, monday):
    monday.move_to(NOTICE_ENDED)
    colleague = factories.UserFactory(area=city.street, role=Role.STREET_OFFICER)
    named(city.street_officer, colleague)
    case = at_the_street(city)
    desk = as_user(colleague)
    assert "以谁的名义" in desk.get(reverse("households:certification", args=[case.pk])).content.decode()
    decide = reverse("households:decide", args=[case.pk]) + "?decision=approved"
    assert desk.post(decide, {"comment": "", "on_behalf_of": city.street_officer.pk}).status_code == 302
    assert case.approval_records.get(step=2).on_behalf_of == city.street_officer


def test_the_list_takes_the_same_queries_however_many(as_user, city, django_assert_max_num_queries, monday):
    monday.move_to(NOTICE_ENDED)
    client = as_user(city.district_officer)
    most = 15
    for count in (1, 10):
        for _ in range(count):
            named(*factories.UserFactory.create_batch(2, area=city.community))
        with django_assert_max_num_queries(most) as taken:
            client.get(reverse("accounts:deputations"))
        most = len(taken)


def test_what_an_administrator_names_holds_once_the_officer_has_confirmed_it(as_user, city, leader, administrator):
    with time_machine.travel(NOTICE_ENDED, tick=False):
        made = named(city.street_officer, leader, actor=administrator)
        assert absent_for(leader, TODAY) == []
        assert waiting(leader) == []
        confirm = reverse("accounts:confirm_deputation", args=[made.pk])
        for stranger in (leader, administrator):
            with pytest.raises(DeputationRefused, match="不由您确认"):
                confirm_deputation(deputation=made, actor=stranger, at=NOTICE_ENDED)
        officer = as_user(city.street_officer)
        assert "待您确认后生效" in officer.get(reverse("desk:my_work")).content.decode()
        assert confirm in officer.get(reverse("accounts:me")).content.decode()
        assert officer.post(confirm).status_code == 302
        assert absent_for(leader, TODAY) == [city.street_officer]
        end = reverse("accounts:end_deputation", args=[made.pk])
        assert end in officer.get(reverse("accounts:me")).content.decode()
        officer.post(end)
        assert absent_for(leader, TODAY) == []
        assert "代您办理审批事项" not in officer.get(reverse("desk:my_work")).content.decode()


def test_the_security_administrator_confirms_for_an_officer_who_cannot(city, leader, administrator):
    security = factories.UserFactory(area=city.city, role=Role.SECURITY_ADMIN)
    made = named(city.street_officer, leader, actor=administrator)
    confirm_deputation(deputation=made, actor=security, at=NOTICE_ENDED)
    assert absent_for(leader, TODAY) == [city.street_officer]
    assert Deputation.objects.get().confirmed_by == security


def test_the_deputy_sees_the_material_of_what_waits_and_of_nothing_else(as_user, city, leader):
    case, other = in_notice(city, household_of(city)), applied(city, household_of(city))
    seen, unseen = (scanned(one, city.worker) for one in (case, other))
    address = {one: reverse("households:attachment", args=[one.pk]) for one in (seen, unseen)}
    with time_machine.travel(NOTICE_ENDED, tick=False):
        desk = as_user(leader)
        assert desk.get(address[seen]).status_code == 403
        named(city.street_officer, leader)
        page = reverse("households:certification", args=[case.pk])
        assert address[seen] in desk.get(page).content.decode()
        assert desk.get(address[seen]).status_code == 200
        assert desk.get(address[unseen]).status_code == 403
        entry = AuditEntry.objects.get(event="certification.attachment_opened")
        assert (entry.actor, entry.details["on_behalf_of"]) == (leader, city.street_officer.username)
        decided(case, leader, at=NOTICE_ENDED)
        assert desk.get(address[seen]).status_code == 403


def test_the_audit_names_officers_by_name_and_post_of_that_day(as_user, city, leader):
    with time_machine.travel(NOTICE_ENDED, tick=False):
        named(city.street_officer, leader)
        decided(at_the_street(city), leader, at=NOTICE_ENDED)
        officer, street = city.street_officer, city.street.name
        own = f"{officer}（{street}{officer.get_role_display()}）"
        leader.role = Role.STREET_OFFICER  # since; the leader's post of that day was another
        leader.save()
        Post.objects.create(user=leader, role=Role.STREET_LEADER, area=city.street, validity=DateRange(TODAY, None))
        desk = as_user(factories.UserFactory(role=Role.AUDITOR, area=city.city))
        listed = desk.get(reverse("desk:audit")).content.decode()
        assert f"代 {own}" in listed
        assert f"代理人 周领导（{street}{Role.STREET_LEADER.label}）" in listed
        entry = AuditEntry.objects.get(event="deputy.named")
        page = desk.get(reverse("accounts:audit_entry", args=[entry.pk])).content.decode()
        assert own in page
        assert officer.username not in page
