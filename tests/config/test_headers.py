"""What every answer carries, beginning with the one page that is open to everybody."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url


@pytest.fixture
def sign_in_page(client, db):
    response = client.get(resolve_url(settings.LOGIN_URL))
    assert response.status_code == 200
    return response


def test_the_sign_in_page_carries_the_headers(sign_in_page):
    policy = sign_in_page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "img-src 'self' data:" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "camera=()" in sign_in_page.headers["Permissions-Policy"]
    assert sign_in_page.headers["X-Frame-Options"] == "DENY"
    assert sign_in_page.headers["X-Content-Type-Options"] == "nosniff"
    assert sign_in_page.headers["Referrer-Policy"] == "same-origin"


def test_nothing_on_it_needs_more_than_the_policy_allows(sign_in_page):
    page = sign_in_page.content.decode()
    for forbidden in ("<style", " style=", " onclick=", " onsubmit=", " onload=", "javascript:", "//cdn"):
        assert forbidden not in page
    assert "<script>" not in page


def test_cookies_are_closed_to_scripts(sign_in_page):
    cookie = sign_in_page.cookies["csrftoken"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_page_that_is_not_there_carries_them_too(client, db):
    assert "default-src" in client.get("/no-such-page").headers["Content-Security-Policy"]


def test_a_closed_page_leads_to_the_sign_in(client, db):
    response = client.get("/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))
