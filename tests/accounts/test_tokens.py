"""A token stands for an officer in one post, is shown once, and ends with whatever it was issued on."""

import base64
import contextlib
import datetime as dt
import re
import threading

import pytest
from django.db import connection
from django.urls import reverse
from django_otp.oath import TOTP

from accounts.actions import close_account, reset_password
from accounts.actions.second_factor import STEP_SECONDS, begin_enrolment, finish_enrolment
from accounts.actions.standing import NextPost, move_account
from accounts.enums import Role
from accounts.models import AuditEntry, GivenAnswer, Token
from accounts.tasks import forget_answers
from accounts.tokens.actions.issuing import NewToken, issue
from accounts.tokens.actions.revoking import TokenRefused, revoke
from accounts.tokens.queries import digest_of
from accounts.tokens.scopes import Scope
from tests import factories
from tests.api.asking import Asking, issued
from tests.casework import MONDAY
from tests.setting import small_city

ISSUE, MINE, ALL = (reverse(f"accounts:{name}") for name in ("issue_token", "my_tokens", "tokens"))
ASKED = {"purpose": "街道台账系统", "scopes": [Scope.READ_CASES], "days": "30"}


def enrolled(user):
    """The code the authenticator of ``user`` shows, half a minute after it was put in force."""
    factor = begin_enrolment(user=user)
    shown = TOTP(base64.b32decode(factor.secret), step=STEP_SECONDS)
    shown.time = MONDAY.timestamp()
    finish_enrolment(user=user, code=f"{shown.token():06}", at=MONDAY)
    shown.time += STEP_SECONDS
    user.refresh_from_db()
    return f"{shown.token():06}"


def test_a_token_is_shown_once_and_kept_as_a_digest(monday, city, as_user):
    client = as_user(city.worker)
    page = client.post(ISSUE, ASKED)
    secret = re.search(r'value="(jy_[^"]+)"', page.content.decode())[1]
    token = Token.objects.get()

    assert page["Cache-Control"] == "no-store"
    assert bytes(token.digest) == digest_of(secret)
    assert (token.owner, token.scopes, token.expires_at) == (
        city.worker,
        ["cases.read"],
        MONDAY + dt.timedelta(days=30),
    )
    assert secret not in client.get(MINE).content.decode() + client.get(ISSUE).content.decode()
    assert AuditEntry.objects.get(event="token.issued").details == {
        "scopes": ["cases.read"],
        "valid_until": "2026-10-07",
    }


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"purpose": " "}, "请写明用途"),
        ({"scopes": []}, "请至少选择一项"),
        ({"scopes": [Scope.READ_FIGURES, "accounts.manage"]}, "accounts.manage"),
        ({"days": "400"}, "400"),
    ],
)
def test_what_cannot_be_issued_is_said_at_the_field(city, as_user, change, sentence):
    assert sentence in as_user(city.worker).post(ISSUE, ASKED | change).content.decode()
    assert not Token.objects.exists()


def test_nobody_is_offered_more_than_the_role_allows(city):
    with pytest.raises(TokenRefused, match="岗位"):
        issued(city.statistician, Scope.APPLY)


def test_an_officer_has_so_many_tokens_at_once(city, settings):
    settings.TOKENS_AT_ONCE = 1
    issued(city.worker)
    with pytest.raises(TokenRefused, match="1 个"):
        issued(city.worker)


def test_whoever_has_a_second_factor_shows_it(monday, city, as_user):
    code = enrolled(city.worker)
    new = NewToken("系统", [Scope.READ_CASES], 30)
    with pytest.raises(TokenRefused, match="验证码不对"):
        issue(new=new, owner=city.worker, code="000000", at=MONDAY)
    monday.shift(dt.timedelta(seconds=STEP_SECONDS))

    token, _ = issue(new=new, owner=city.worker, code=code, at=MONDAY + dt.timedelta(seconds=STEP_SECONDS))

    assert token.pk


def moved(city):
    move_account(
        user=city.worker, to=NextPost(Role.COMMUNITY_WORKER, city.neighbour), actor=city.city_officer, at=MONDAY
    )


def closed(city):
    close_account(user=city.worker, actor=city.city_officer, at=MONDAY)


def given_a_new_password(city):
    reset_password(user=city.worker, password="Anders-2026", actor=city.city_officer, at=MONDAY)


def given_a_second_factor(city):
    enrolled(city.worker)


def past_its_last_day(city):
    city.worker.valid_until = dt.date(2026, 9, 6)
    city.worker.save()


@pytest.mark.parametrize("change", [moved, closed, given_a_new_password, given_a_second_factor, past_its_last_day])
def test_a_token_ends_with_what_it_was_issued_on(monday, city, change):
    api = Asking(city.worker)
    assert api.get("/households/").status_code == 200
    monday.shift(dt.timedelta(seconds=-1))
    Token.objects.update(issued_at=MONDAY - dt.timedelta(hours=1))
    monday.shift(dt.timedelta(seconds=1))
    change(city)

    answer = api.get("/households/")

    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_ends_on_its_day(monday, city):
    api = Asking(city.worker)
    monday.shift(dt.timedelta(days=30))
    assert "到期" in api.get("/households/").json()["message"]


def test_where_the_second_factor_is_required_a_token_waits_for_it(monday, city, settings):
    api = Asking(city.street_officer)
    settings.SECOND_FACTOR_REQUIRED = True

    answer = api.get("/households/")

    assert (answer.status_code, answer.json()["code"]) == (403, "account_not_ready")


def test_its_owner_revokes_a_token_and_so_does_who_keeps_the_accounts(city, as_user):
    for revoker in (city.worker, factories.UserFactory(area=city.city, role=Role.SYSTEM_ADMIN)):
        api = Asking(city.worker)
        client = as_user(revoker)
        assert "作废令牌" in client.get(reverse("accounts:token", args=[api.token.pk])).content.decode()
        client.post(reverse("accounts:revoke_token", args=[api.token.pk]))
        assert "作废" in api.get("/households/").json()["message"]
        assert AuditEntry.objects.filter(event="token.revoked").latest("pk").actor == revoker


def test_nobody_else_sees_or_revokes_a_token(city, as_user):
    token, _ = issued(city.worker)
    elsewhere = factories.UserFactory(area=city.neighbour, role=Role.SYSTEM_ADMIN)
    for stranger in (city.second_worker, city.city_officer, elsewhere):
        client = as_user(stranger)
        assert client.get(reverse("accounts:token", args=[token.pk])).status_code == 404
        assert client.post(reverse("accounts:revoke_token", args=[token.pk])).status_code == 404
    assert Token.objects.get().revoked_at is None


@pytest.mark.parametrize("many", [1, 8])
def test_the_list_of_tokens_takes_as_many_queries_for_few_as_for_many(
    city, as_user, django_assert_max_num_queries, many
):
    administrator = factories.UserFactory(area=city.city, role=Role.SYSTEM_ADMIN)
    for _ in range(many):
        issued(city.worker)
    client = as_user(administrator)
    with django_assert_max_num_queries(12):
        page = client.get(ALL)
    assert page.content.decode().count("测试系统") >= many


def test_what_was_used_and_when_is_noted(monday, city):
    api = Asking(city.worker)
    api.get("/households/")
    entry = AuditEntry.objects.get(event="api.listed")

    assert Token.objects.get().last_used_at == MONDAY
    assert entry.agent == f"接口令牌 {api.token.pk}"
    assert entry.details == {"list": "家庭", "filters": []}


def test_answers_are_forgotten_after_a_day(monday, city):
    token, _ = issued(city.worker)
    kept = {"token": token, "asked": b"", "status": 200, "content": "{}"}
    GivenAnswer.objects.create(key="new", given_at=MONDAY, **kept)
    GivenAnswer.objects.create(key="old", given_at=MONDAY - dt.timedelta(hours=24), **kept)

    assert forget_answers() == 1
    assert GivenAnswer.objects.get().key == "new"


def test_an_account_is_closed_while_its_owner_revokes_a_token(transactional_db):
    city = small_city()
    token, _ = issued(city.worker)
    owners = []

    def revoke_it():
        with contextlib.suppress(TokenRefused):
            revoke(token=token, actor=city.worker, at=MONDAY)
        connection.close()

    def let_the_owner_in(execute, sql, *rest):
        found = execute(sql, *rest)
        if not owners and sql.startswith("SELECT") and 'FROM "accounts_token"' in sql:
            owners.append(threading.Thread(target=revoke_it))
            owners[0].start()
            owners[0].join(0.5)  # unless he has to wait for us
        return found

    with connection.execute_wrapper(let_the_owner_in):
        close_account(user=city.worker, actor=city.city_officer, at=MONDAY)
    owners[0].join()
    token.refresh_from_db()
    assert token.revoked_by == city.city_officer
