"""Where an act came from: noted at the door for every entry of a request, whoever writes it."""

import datetime as dt

import pytest
from django.test import RequestFactory
from django.urls import reverse

from accounts import audit
from accounts.models import AuditEntry
from accounts.origin import NOWHERE, current
from config.middleware import address_of, agent_words
from tests.accounts.conftest import PASSWORD
from tests.setting import SHANGHAI

AT = dt.datetime(2026, 10, 5, 9, tzinfo=SHANGHAI)
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.93 Safari/537.36"
)
SIGN_IN = reverse("accounts:sign_in")


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password}, headers={"User-Agent": CHROME}, **more)


def test_an_entry_says_from_where_by_what_and_in_which_request(client, officer):
    answer = sign_in(client, officer.username, REMOTE_ADDR="10.1.2.3")
    entry = AuditEntry.objects.get(event="user.signed_in")
    assert (entry.address, entry.agent, entry.outcome) == ("10.1.2.3", "Chrome 90 Windows", "done")
    assert entry.request == answer["X-Request-ID"]
    assert current() == NOWHERE


def test_what_no_request_does_has_no_origin(city):
    entry = audit.record(event="user.signed_in", subject=city.worker, actor=city.worker, at=AT)
    assert (entry.address, entry.agent, entry.request) == ("", "", "")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "server", "address"),
    [
        (0, "6.6.6.6", "10.0.0.9", "10.0.0.9"),  # nobody of ours wrote that header
        (1, "6.6.6.6, 10.1.1.1", "10.0.0.9", "10.1.1.1"),
        (2, "6.6.6.6, 10.1.1.1, 10.0.0.8", "10.0.0.9", "10.1.1.1"),
        (2, "10.1.1.1", "10.0.0.9", "10.0.0.9"),
        (1, "", "10.0.0.9", ""),
        (1, "<script>", "10.0.0.9", ""),
        (0, "", "", ""),
        (0, "", "::ffff:10.1.2.3", "10.1.2.3"),
        (0, "", "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_what_our_own_proxy_saw(proxies, forwarded, server, address):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR=server)
    assert address_of(request, proxies=proxies) == address


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (CHROME, "Chrome 90 Windows"),
        (CHROME + " Edg/90.0.818.46", "Edge 90 Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128 Linux"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("x" * 300, "x" * 60),
        ("", ""),
    ],
)
def test_the_browser_is_named_in_a_few_words(header, words):
    assert agent_words(header) == words


def test_who_is_not_let_in_is_written_down_with_the_account(client, officer):
    for number in range(6):
        sign_in(client, officer.username, f"wrong-{number}")
    entries = AuditEntry.objects.filter(event="user.kept_out").order_by("pk")
    assert {(entry.actor, entry.object_id, entry.outcome) for entry in entries} == {(officer, officer.pk, "refused")}
    assert [entry.details["locked"] for entry in entries] == [False, False, False, False, True, True]


def test_a_name_nobody_bears_is_written_down_as_a_digest(client, officer):
    sign_in(client, "Geheimes-Passwort-1")
    entry = AuditEntry.objects.get(event="user.kept_out")
    assert entry.actor.username == "system"
    assert entry.details == {"digest": audit.query_digest("Geheimes-Passwort-1")}


def test_an_empty_form_is_no_attempt(client, officer):
    sign_in(client, "", "")
    assert not AuditEntry.objects.filter(event="user.kept_out").exists()


def test_signing_out_is_written_down(client, officer):
    client.force_login(officer)
    client.post(reverse("accounts:sign_out"))
    client.post(reverse("accounts:sign_out"))
    assert AuditEntry.objects.get(event="user.signed_out").actor == officer
