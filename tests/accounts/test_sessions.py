"""How long one stays signed in, where, and what ends it."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.actions.sessions import forget_ended_sessions
from accounts.models import SignIn
from tests.accounts.conftest import PASSWORD
from tests.casework import MONDAY

SIGN_IN, ME, STAY = (reverse(f"accounts:{name}") for name in ("sign_in", "me", "stay"))


def sign_in(client, user, device="Firefox"):
    answer = client.post(SIGN_IN, {"username": user.username, "password": PASSWORD}, headers={"User-Agent": device})
    assert answer.status_code == 302
    return client


def is_in(client):
    return client.get(ME).status_code == 200


def test_half_an_hour_without_a_request_ends_the_session(client, officer, monday):
    sign_in(client, officer)
    monday.shift(dt.timedelta(minutes=29))
    assert client.get(STAY).json() == {"seconds": 1800}
    monday.shift(dt.timedelta(minutes=29))
    assert is_in(client)
    monday.shift(dt.timedelta(minutes=31))

    assert client.get(ME).url.startswith(SIGN_IN)


def test_twelve_hours_end_it_however_busy_one_is(client, officer, monday):
    sign_in(client, officer)
    for _ in range(12 * 3):
        assert is_in(client)
        monday.shift(dt.timedelta(minutes=20))
    monday.shift(dt.timedelta(minutes=1))

    assert not is_in(client)


def test_the_page_is_told_when_to_warn(client, officer):
    sign_in(client, officer)

    assert f'data-idle="1800" data-warning="120" data-stay="{STAY}"' in client.get(ME).content.decode()
    assert "data-idle" not in type(client)().get(SIGN_IN).content.decode()


def test_ones_own_sign_ins_are_listed_and_ended_elsewhere(client, officer):
    sign_in(client, officer, "Chrome on the office PC")
    lost = sign_in(type(client)(), officer, "a phone that was lost")
    page = client.get(ME).content.decode()
    assert "Chrome on the office PC" in page
    assert "a phone that was lost" in page
    assert "127.0.0.1" in page

    client.post(reverse("accounts:sign_out_elsewhere"))
    assert not is_in(lost)
    assert is_in(client)
    assert "a phone that was lost" not in client.get(ME).content.decode()


def test_another_officers_sign_ins_are_not_shown_nor_touched(client, officer, city):
    city.second_worker.set_password(PASSWORD)
    city.second_worker.save()
    other = sign_in(type(client)(), city.second_worker, "of somebody else")
    sign_in(client, officer)
    client.post(reverse("accounts:sign_out_elsewhere"))

    assert "of somebody else" not in client.get(ME).content.decode()
    assert is_in(other)


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(client, officer):
    other = sign_in(type(client)(), officer)
    sign_in(client, officer, "here")
    new = "Another-Horse-7"
    client.post(reverse("accounts:password"), {"old": PASSWORD, "new": new, "again": new})

    assert is_in(client)
    assert not is_in(other)
    assert "here" in client.get(ME).content.decode()


@pytest.mark.parametrize("act", ["reset_password", "close_account"])
def test_a_reset_password_or_a_closed_account_ends_every_session(client, officer, administrator, act):
    theirs = sign_in(type(client)(), officer)
    client.force_login(administrator)
    given = {"reset-password": "Fresh-Start-5"}
    assert client.post(reverse(f"accounts:{act}", args=[officer.pk]), given).status_code == 302

    assert not is_in(theirs)
    assert not SignIn.objects.filter(user=officer).exists()


def test_what_is_left_of_ended_sessions_is_wiped(client, officer, monday):
    sign_in(client, officer)
    forget_ended_sessions(at=MONDAY)
    assert SignIn.objects.count() == Session.objects.count() == 1
    forget_ended_sessions(at=MONDAY + dt.timedelta(minutes=31))

    assert SignIn.objects.count() == Session.objects.count() == 0


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(client, officer, settings):
    given = {"username": officer.username, "password": PASSWORD}
    forwarded = {"X-Forwarded-For": "10.9.9.9, 203.0.113.7"}
    client.post(SIGN_IN, given, headers=forwarded)
    settings.PROXIES = 1
    type(client)().post(SIGN_IN, given, headers=forwarded)

    assert list(SignIn.objects.order_by("pk").values_list("address", flat=True)) == ["127.0.0.1", "203.0.113.7"]
