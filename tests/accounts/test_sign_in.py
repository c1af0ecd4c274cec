import re

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from tests import factories
from tests.accounts.conftest import PASSWORD

SIGN_IN = reverse("accounts:sign_in")


def sign_in(client, username, password, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_who_signs_in_is_written_down(client, officer):
    response = sign_in(client, officer.username, PASSWORD)

    assert (response.status_code, response.url) == (302, "/")
    entry = AuditEntry.objects.get(event="user.signed_in")
    assert (entry.actor, entry.object_id) == (officer, officer.pk)


@pytest.mark.parametrize(
    ("wanted", "gone"), [("/policy/parameters/?q=zf", "/policy/parameters/?q=zf"), ("https://example.com/x", "/")]
)
def test_after_signing_in_one_is_where_one_wanted_to_be_but_never_elsewhere(client, officer, wanted, gone):
    assert sign_in(client, officer.username, PASSWORD, next=wanted).url == gone


def test_a_wrong_password_and_an_unknown_name_answer_alike(client, officer):
    wrong = sign_in(client, officer.username, "wrong").content.decode()
    unknown = sign_in(client, "nobody-here", "wrong").content.decode()

    assert "登录名或密码不对" in wrong
    assert "登录名或密码不对" in unknown


def test_five_wrong_guesses_lock_the_account_and_say_for_how_long(client, officer):
    answers = [sign_in(client, officer.username, f"wrong-{number}") for number in range(5)]
    locked = sign_in(client, officer.username, PASSWORD)

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert locked.status_code == 429
    assert "连续 5 次输错密码" in locked.content.decode()
    assert "锁定 15 分钟" in locked.content.decode()
    assert not AuditEntry.objects.filter(event="user.signed_in").exists()


def test_a_lock_does_not_touch_another_account(client, officer, city):
    city.second_worker.set_password(PASSWORD)
    city.second_worker.save()
    for number in range(5):
        sign_in(client, officer.username, f"wrong-{number}")

    assert sign_in(client, city.second_worker.username, PASSWORD).status_code == 302


def test_a_closed_account_cannot_sign_in(client, officer):
    officer.is_active = False
    officer.save()

    assert "登录名或密码不对" in sign_in(client, officer.username, PASSWORD).content.decode()


def test_signing_out_has_the_browser_forget_the_pages_it_kept(client, officer):
    client.force_login(officer)

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    response = client.post(reverse("accounts:sign_out"))
    assert (response.status_code, response.url) == (302, f"{SIGN_IN}?signed_out=1")
    assert response["Clear-Site-Data"] == '"cache"'
    assert client.get(reverse("accounts:me")).status_code == 302


def test_demo_accounts_are_listed_where_they_are_allowed_and_nowhere_else(client, city, settings):
    factories.UserFactory(username="shiyan", area=city.community, is_demo=True)
    settings.ALLOW_DEMO_ACCOUNTS = True
    assert 'data-fill-username="shiyan"' in client.get(SIGN_IN).content.decode()

    settings.ALLOW_DEMO_ACCOUNTS = False
    page = client.get(SIGN_IN).content.decode()
    assert "shiyan" not in page
    assert settings.DEMO_PASSWORD not in page


def test_the_health_page_is_public_and_says_nothing_but_health(client, db):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"database": True, "broker": True}


def test_no_page_has_an_inline_script_or_style(client, officer):
    for page in (client.get(SIGN_IN), client.get("/nowhere/")):
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page.content.decode())
