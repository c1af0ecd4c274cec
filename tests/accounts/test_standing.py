"""Opened by two, moved, left unused, run out, opened again: what becomes of an account."""

import datetime as dt
import time

import pytest
from django.conf import settings as configured
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from accounts.actions import AccountRefused, NewAccount, close_account, open_account, system_user
from accounts.actions.particulars import Particulars, edit_account
from accounts.actions.standing import (
    NextPost,
    close_idle_accounts,
    confirm_account,
    decline_account,
    move_account,
    reopen_account,
)
from accounts.enums import ADMINISTRATORS, AccountStanding, ChargeKind, Role
from accounts.models import AuditEntry, Charge, Post, User
from accounts.permissions import Act, may
from accounts.tasks import tidy_accounts
from tests import factories
from tests.accounts.conftest import PASSWORD
from tests.casework import MONDAY
from tests.rows import days
from tests.setting import small_city

SIGN_IN, ME, OPEN = (reverse(f"accounts:{name}") for name in ("sign_in", "me", "open_account"))
DAY = dt.timedelta(days=1)


def at(user, name="user"):
    return reverse(f"accounts:{name}", args=[user.pk])


def can_sign_in(client, user):
    client.logout()
    return client.post(SIGN_IN, {"username": user.username, "password": PASSWORD}).status_code == 302


@pytest.fixture
def security(city):
    return factories.UserFactory(area=city.district, role=Role.SECURITY_ADMIN)


@pytest.fixture
def reviewer(city, administrator):
    """A street officer just opened by the system administrator."""
    new = NewAccount(username="new", full_name="新人", role=Role.STREET_OFFICER, area=city.street, password=PASSWORD)
    return open_account(new, actor=administrator, at=MONDAY)


def test_who_reviews_can_sign_in_only_after_a_second_person_confirmed(client, reviewer, security):
    assert not can_sign_in(client, reviewer)
    client.force_login(security)
    assert "1 个账号待安全管理员确认" in client.get(reverse("accounts:users")).content.decode()
    assert client.post(at(reviewer, "confirm_account")).status_code == 302

    assert can_sign_in(client, reviewer)
    reviewer.refresh_from_db()
    assert reviewer.confirmed_by == security
    assert AuditEntry.objects.filter(event="account.confirmed", actor=security, object_id=reviewer.pk).exists()


def test_who_opened_an_account_cannot_confirm_it(reviewer, administrator):
    with pytest.raises(AccountRefused, match="另一人"):
        confirm_account(user=reviewer, actor=administrator, at=MONDAY)


def test_the_system_administrator_is_offered_no_confirmation(client, reviewer, administrator):
    client.force_login(administrator)

    assert "确认账号" not in client.get(at(reviewer)).content.decode()
    assert client.post(at(reviewer, "confirm_account")).status_code == 403


def test_an_account_that_is_not_confirmed_is_closed_with_the_reason(client, reviewer, security):
    client.force_login(security)
    assert "data-open" in client.post(at(reviewer, "decline_account"), {"decline-reason": ""}).content.decode()
    client.post(at(reviewer, "decline_account"), {"decline-reason": "与任职文件不符。"})

    reviewer.refresh_from_db()
    assert (reviewer.standing, reviewer.is_active) == (AccountStanding.CLOSED, False)


def test_a_community_worker_needs_no_second_person(city, administrator):
    new = NewAccount(username="w", full_name="", role=Role.COMMUNITY_WORKER, area=city.community, password=PASSWORD)

    assert open_account(new, actor=administrator, at=MONDAY).is_active


def test_none_of_the_three_administrators_decides_cases(city):
    assert set(ADMINISTRATORS) == {Role.AUDITOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}
    for role in ADMINISTRATORS:
        user = factories.UserFactory(area=city.city, role=role)
        assert [act for act in (Act.READ_CASES, Act.SURVEY, Act.DECIDE, Act.PUBLISH, Act.ENACT) if may(user, act)] == []


def test_an_administrator_is_a_known_person_with_one_account(client, city, administrator):
    client.force_login(administrator)
    asked = {"username": "a", "full_name": "王", "area": city.district.pk, "password": PASSWORD, "role": Role.AUDITOR}
    page = client.post(OPEN, asked)
    assert "三人分任" in str(page.context["form"].errors["id_number"])

    number = factories.made_up_id(dt.date(1980, 1, 1))
    assert client.post(OPEN, asked | {"id_number": number}).status_code == 302
    second = client.post(OPEN, asked | {"id_number": number, "username": "b", "role": Role.SECURITY_ADMIN})
    assert "一人只开立一个账号" in str(second.context["form"].errors["id_number"])


def test_a_moved_officer_is_signed_out_and_the_past_stays(client, city, administrator, monday):
    new = NewAccount(username="m", full_name="", role=Role.COMMUNITY_WORKER, area=city.community, password=PASSWORD)
    moved = open_account(new, actor=administrator, at=MONDAY - 30 * DAY)
    Charge.objects.create(kind=ChargeKind.RESPONSIBLE, officer=moved, area=city.community, validity=days("2026-01-01"))
    theirs = type(client)()
    assert can_sign_in(theirs, moved)
    client.force_login(administrator)
    answer = client.post(at(moved, "move_account"), {"role": Role.COMMUNITY_DIRECTOR, "area": city.neighbour.pk})

    assert answer.url == at(moved)
    moved.refresh_from_db()
    assert (moved.role, moved.area) == (Role.COMMUNITY_DIRECTOR, city.neighbour)
    assert theirs.get(ME).status_code == 302
    held = Post.objects.filter(user=moved).order_by("validity")
    assert [(post.role, post.area) for post in held] == [
        (Role.COMMUNITY_WORKER, city.community),
        (Role.COMMUNITY_DIRECTOR, city.neighbour),
    ]
    assert held[0].validity.upper == held[1].validity.lower == MONDAY.date()
    assert Charge.objects.get().validity.upper == MONDAY.date()
    assert "社区专干" in client.get(at(moved)).content.decode()


def test_a_move_into_review_waits_for_the_second_person(client, city, administrator, security):
    moved = move_account(
        user=city.worker, to=NextPost(Role.STREET_OFFICER, city.street), actor=administrator, at=MONDAY
    )
    assert moved.standing == AccountStanding.AWAITING

    assert confirm_account(user=moved, actor=security, at=MONDAY).is_active


NUMBER = factories.made_up_id(dt.date(1980, 1, 1))


def test_name_phone_number_and_last_day_are_corrected_and_the_audit_keeps_both(client, city, administrator, monday):
    worker = city.worker
    User.objects.filter(pk=worker.pk).update(full_name="王小明", office_phone="8400", valid_until=MONDAY.date())
    client.force_login(administrator)
    assert at(worker, "edit_account") in client.get(at(worker)).content.decode()
    page = client.get(at(worker, "edit_account")).content.decode()
    assert 'value="王小明"' in page
    asked = {"full_name": "王晓明", "office_phone": "84006001", "id_number": NUMBER, "valid_until": "2027-01-31"}
    assert client.post(at(worker, "edit_account"), asked).url == at(worker)

    worker.refresh_from_db()
    assert (worker.full_name, worker.office_phone, worker.id_number) == ("王晓明", "84006001", NUMBER)
    assert worker.valid_until == dt.date(2027, 1, 31)
    entry = AuditEntry.objects.get(event="account.edited")
    assert entry.details["changed"] == ["姓名", "办公电话", "身份证号", "有效期至"]
    assert entry.details["before"]["full_name"] == "王**"
    assert entry.details["after"]["masked"] == f"{NUMBER[:6]}********{NUMBER[-4:]}"
    assert NUMBER not in str(entry.details)

    again = client.post(at(worker, "edit_account"), asked | {"id_number": ""})
    assert "没有需要修改的内容" in again.content.decode()
    for wrong in ({"full_name": ""}, {"valid_until": "2020-01-01"}, {"id_number": NUMBER[:-2]}):
        assert client.post(at(worker, "edit_account"), asked | wrong).context["form"].errors.keys() == wrong.keys()
    other = client.post(at(city.second_worker, "edit_account"), asked)
    assert "一人只开立一个账号" in str(other.context["form"].errors["id_number"])


def test_whoever_left_and_comes_back_is_given_another_account(client, city, administrator):
    edit_account(user=city.worker, particulars=Particulars("王", "", NUMBER, None), actor=administrator, at=MONDAY)
    close_account(user=User.objects.get(pk=city.worker.pk), actor=administrator, at=MONDAY)
    client.force_login(administrator)
    asked = {"username": "back", "full_name": "王", "area": city.community.pk, "password": PASSWORD}
    assert client.post(OPEN, asked | {"role": Role.COMMUNITY_WORKER, "id_number": NUMBER}).status_code == 302
    assert client.post(at(city.worker, "edit_account"), {"full_name": "王"}).status_code == 404
    with pytest.raises(AccountRefused, match="已停用"):
        edit_account(user=city.worker, particulars=Particulars("李", "", "", None), actor=administrator, at=MONDAY)


def test_a_reviewer_opened_again_waits_for_the_second_person(client, reviewer, administrator, security):
    User.objects.filter(pk=reviewer.pk).update(standing=AccountStanding.UNUSED, is_active=False)
    client.force_login(administrator)
    answer = client.post(at(reviewer, "reopen_account"), {"reopen-valid_until": ""}, follow=True)
    assert "须经安全管理员确认" in answer.content.decode()
    assert not can_sign_in(client, reviewer)
    with pytest.raises(AccountRefused, match="另一人"):
        confirm_account(user=reviewer, actor=administrator, at=MONDAY)

    confirm_account(user=reviewer, actor=security, at=MONDAY)
    assert can_sign_in(client, reviewer)


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"role": Role.STREET_OFFICER}, "area", "须隶属一个街道"),
        ({"role": Role.BANK}, "organisation", "须选择所属单位"),
        ({"role": Role.SYSTEM_ADMIN}, "role", "须由三人分任"),
        ({"area": ""}, "area", "请选择所属区划"),
        ({}, "__all__", "没有变化"),
    ],
)
def test_a_move_that_cannot_be_is_refused_at_its_field(client, city, administrator, given, field, sentence):
    client.force_login(administrator)
    asked = {"role": Role.COMMUNITY_WORKER, "area": city.community.pk} | given
    page = client.post(at(city.worker, "move_account"), asked)

    assert sentence in str(page.context["form"].errors[field])
    assert not Post.objects.exists()


def test_two_moves_on_one_day_leave_one_post(city, administrator):
    for area in (city.neighbour, city.community):
        to = NextPost(Role.COMMUNITY_DIRECTOR, area)
        moved = move_account(user=city.worker, to=to, actor=administrator, at=MONDAY)

    assert [post.area for post in Post.objects.filter(user=moved, validity__upper_inf=True)] == [city.community]


def test_a_closed_account_ends_its_post_on_that_day(city, administrator):
    new = NewAccount(username="c", full_name="", role=Role.COMMUNITY_WORKER, area=city.community, password=PASSWORD)
    closed = close_account(user=open_account(new, actor=administrator, at=MONDAY), actor=administrator, at=MONDAY)

    assert Post.objects.get(user=closed).validity == DateRange(MONDAY.date(), MONDAY.date() + DAY)


def used(user, last):
    User.objects.filter(pk=user.pk).update(last_login=last, in_use_since=last)


def test_ninety_days_without_a_sign_in_stop_an_account_until_it_is_opened_again(client, city, officer, administrator):
    User.objects.update(in_use_since=MONDAY, last_login=MONDAY)
    used(officer, MONDAY - 91 * DAY)
    used(city.second_worker, MONDAY - 89 * DAY)

    assert close_idle_accounts(actor=system_user(), at=MONDAY) == (1, 0)
    assert not can_sign_in(client, officer)
    client.force_login(administrator)
    assert "长期未用停用" in client.get(at(officer)).content.decode()
    assert client.post(at(officer, "reopen_account"), {"reopen-valid_until": ""}).status_code == 302
    assert close_idle_accounts(actor=system_user(), at=MONDAY) == (0, 0)
    assert can_sign_in(client, officer)


def test_a_temporary_account_lets_nobody_in_after_its_last_day(client, officer, monday):
    User.objects.filter(pk=officer.pk).update(valid_until=MONDAY.date(), in_use_since=MONDAY)
    assert can_sign_in(client, officer)
    monday.move_to(MONDAY.replace(hour=23, minute=50))
    assert can_sign_in(client, officer)
    monday.shift(dt.timedelta(minutes=15))
    assert client.get(ME).status_code == 302
    assert not can_sign_in(client, officer)

    assert close_idle_accounts(actor=system_user(), at=MONDAY + DAY)[1] == 1
    officer.refresh_from_db()
    assert officer.standing == AccountStanding.EXPIRED


def test_an_account_is_not_opened_again_until_yesterday(client, city, administrator, monday):
    User.objects.filter(pk=city.worker.pk).update(standing=AccountStanding.EXPIRED, is_active=False)
    client.force_login(administrator)
    page = client.post(at(city.worker, "reopen_account"), {"reopen-valid_until": MONDAY.date() - DAY})

    assert "不能早于今天" in page.content.decode()


def test_what_is_closed_is_not_opened_again(city, administrator):
    close_account(user=city.worker, actor=administrator, at=MONDAY)
    with pytest.raises(AccountRefused, match="可以重新启用"):
        reopen_account(user=city.worker, valid_until=None, actor=administrator, at=MONDAY)


def test_a_password_is_changed_every_ninety_days(client, officer, settings, monday):
    settings.PASSWORD_MAX_AGE = dt.timedelta(days=90)
    User.objects.filter(pk=officer.pk).update(password_set_at=MONDAY - 91 * DAY)
    can_sign_in(client, officer)
    assert client.get(ME).url == reverse("accounts:password")
    assert "已使用满期限" in client.get(reverse("accounts:password")).content.decode()
    given = {"old": PASSWORD, "new": "Another-Horse-7", "again": "Another-Horse-7"}
    client.post(reverse("accounts:password"), given)

    assert client.get(ME).status_code == 200


def test_none_of_the_last_five_passwords_is_taken_again(client, officer):
    client.force_login(officer)
    old = PASSWORD
    for number in range(1, 6):
        new = f"Another-Horse-{number}"
        client.post(reverse("accounts:password"), {"old": old, "new": new, "again": new})
        old = new
    page = client.post(reverse("accounts:password"), {"old": old, "new": "Another-Horse-1", "again": "Another-Horse-1"})
    assert "最近用过的 5 个密码" in str(page.context["form"].errors["new"])

    freed = client.post(reverse("accounts:password"), {"old": old, "new": PASSWORD, "again": PASSWORD})
    assert freed.status_code == 302
    assert officer.past_passwords.count() == 4


def test_the_timetable_stops_idle_accounts_every_night():
    entry = configured.CELERY_BEAT_SCHEDULE["tidy-accounts"]
    assert entry["task"] == tidy_accounts.name
    assert (entry["schedule"].hour, entry["schedule"].day_of_month) == ({0}, set(range(1, 32)))


def test_a_worker_stops_them(process_environment, celery_worker):
    made = small_city()
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    User.objects.filter(pk=made.worker.pk).update(last_login=long_ago, in_use_since=long_ago)
    tidy_accounts.delay(a_later_argument=1)
    deadline = time.monotonic() + 180
    while User.objects.filter(pk=made.worker.pk, is_active=True).exists():
        assert time.monotonic() < deadline, celery_worker.read_text()
        time.sleep(0.05)

    assert User.objects.get(pk=made.worker.pk).standing == AccountStanding.UNUSED
    assert User.objects.get(pk=made.second_worker.pk).is_active
    assert AuditEntry.objects.get(event="account.left_unused").actor == system_user()


def test_who_was_declined_can_be_given_the_right_account(city, administrator, security):
    number = factories.made_up_id(dt.date(1980, 1, 1))
    values = {"full_name": "新人", "area": city.street, "password": PASSWORD, "id_number": number}
    wrong = open_account(NewAccount(username="one", role=Role.AUDITOR, **values), actor=administrator, at=MONDAY)
    decline_account(user=wrong, reason="岗位登记错误", actor=security, at=MONDAY)
    right = NewAccount(username="two", role=Role.STREET_OFFICER, **values)
    assert open_account(right, actor=administrator, at=MONDAY).standing == AccountStanding.AWAITING
