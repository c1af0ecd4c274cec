"""A second factor is asked for after the password, works once per code, and is never kept in the open."""

import base64
import datetime as dt
import re

import pytest
from django.db import connection
from django.urls import reverse
from django_otp.oath import TOTP

from accounts.actions.second_factor import STEP_SECONDS, begin_enrolment, finish_enrolment, reset_second_factor
from accounts.enums import Role
from accounts.models import AuditEntry, RecoveryCode, SecondFactor
from tests import factories
from tests.accounts.conftest import PASSWORD
from tests.casework import MONDAY

SIGN_IN, PROVE, ENROL = (reverse(f"accounts:{name}") for name in ("sign_in", "second_factor", "enrol"))
ME = reverse("accounts:me")
STEP = dt.timedelta(seconds=STEP_SECONDS)


def code_at(moment, factor):
    """What the authenticator shows at that moment."""
    shown = TOTP(base64.b32decode(factor.secret), step=STEP_SECONDS)
    shown.time = moment.timestamp()
    return f"{shown.token():06}"


def sign_in(client, user):
    return client.post(SIGN_IN, {"username": user.username, "password": PASSWORD})


@pytest.fixture
def reviewer(city):
    city.street_officer.set_password(PASSWORD)
    city.street_officer.save()
    return city.street_officer


@pytest.fixture
def enrolled(reviewer, monday):
    """The reviewer with an authenticator; the recovery codes."""
    factor = begin_enrolment(user=reviewer)
    reviewer.codes = finish_enrolment(user=reviewer, code=code_at(MONDAY, factor), at=MONDAY)
    reviewer.factor = SecondFactor.objects.get()
    monday.shift(STEP)
    return reviewer


def test_where_it_is_required_a_reviewer_takes_it_up_before_anything_else(client, reviewer, settings, monday):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client, reviewer)

    assert client.get(ME).url == ENROL
    assert "生成二维码" in client.get(ENROL).content.decode()
    client.post(ENROL, {"begin": "1"})
    page = client.get(ENROL).content.decode()
    shown = re.search(r"data-secret>([A-Z2-7 ]+)<", page)[1].replace(" ", "")
    assert shown == SecondFactor.objects.get().secret
    assert "data:image/svg+xml" in page
    answer = client.post(ENROL, {"code": code_at(MONDAY, SecondFactor.objects.get())})
    codes = re.findall(r"<li>([A-Z2-9]{5}-[A-Z2-9]{5})</li>", answer.content.decode())
    assert len(codes) == 10
    assert answer["Cache-Control"] == "no-store"
    assert client.get(ME).status_code == 200
    assert AuditEntry.objects.filter(event="second_factor.enrolled", actor=reviewer).count() == 1


def test_where_it_is_required_a_community_worker_needs_none(client, officer, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client, officer)

    assert client.get(ME).status_code == 200


def test_a_password_alone_opens_no_page(client, enrolled):
    assert sign_in(client, enrolled).status_code == 302
    for page in ("accounts:me", "households:list", "accounts:password", "accounts:enrol"):
        assert client.get(reverse(page)).url.split("?")[0] == PROVE
    assert "主菜单" not in client.get(PROVE).content.decode()


def test_the_current_code_opens_the_page_that_was_wanted(client, enrolled, monday):
    sign_in(client, enrolled)
    wanted = client.get(reverse("households:list")).url
    answer = client.post(wanted, {"code": code_at(MONDAY + STEP, enrolled.factor), "next": "/households/"})

    assert (answer.status_code, answer.url) == (302, "/households/")
    assert client.get(ME).status_code == 200
    assert AuditEntry.objects.filter(event="second_factor.passed", actor=enrolled).count() == 1


def test_a_code_is_good_once(client, enrolled):
    code = code_at(MONDAY + STEP, enrolled.factor)
    for expected in (302, 200):
        client.logout()
        sign_in(client, enrolled)
        assert client.post(PROVE, {"code": code}).status_code == expected


def test_a_recovery_code_is_good_once_however_it_is_typed(client, enrolled):
    code = enrolled.codes[0]
    for typed, expected in ((f"{code[:5]}-{code[5:]}".lower(), 302), (code, 200)):
        client.logout()
        sign_in(client, enrolled)
        assert client.post(PROVE, {"code": typed}).status_code == expected


def test_five_wrong_codes_shut_out_even_the_right_one_for_a_while(client, enrolled, monday):
    sign_in(client, enrolled)
    for _ in range(5):
        client.post(PROVE, {"code": "000000"})
    shut = client.post(PROVE, {"code": code_at(MONDAY + STEP, enrolled.factor)})
    assert "15 分钟后再试" in shut.content.decode()
    monday.shift(dt.timedelta(minutes=16))

    assert client.post(PROVE, {"code": code_at(MONDAY + STEP + dt.timedelta(minutes=16), enrolled.factor)}).url == "/"


def test_neither_the_secret_nor_a_recovery_code_lies_open_in_the_database(enrolled):
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM accounts_secondfactor")
        (stored,) = cursor.fetchone()
    assert enrolled.factor.secret not in stored
    digests = RecoveryCode.objects.values_list("digest", flat=True)
    assert len(digests) == 10
    assert all(code.encode() not in bytes(digest) for digest in digests for code in enrolled.codes)


def test_recovery_codes_are_replaced_against_a_code_of_the_authenticator(client, enrolled):
    sign_in(client, enrolled)
    client.post(PROVE, {"code": enrolled.codes[0]})
    address = reverse("accounts:renew_codes")

    assert "验证码不对" in client.post(address, {"code": "123456"}).content.decode()
    assert (
        "恢复码只显示这一次" in client.post(address, {"code": code_at(MONDAY + STEP, enrolled.factor)}).content.decode()
    )
    client.logout()
    sign_in(client, enrolled)
    assert client.post(PROVE, {"code": enrolled.codes[1]}).status_code == 200


def test_the_security_administrator_resets_a_lost_one_and_nobody_else_does(client, city, enrolled, administrator):
    reset = reverse("accounts:reset_second_factor", args=[enrolled.pk])
    other = type(client)()
    sign_in(other, enrolled)
    other.post(PROVE, {"code": enrolled.codes[0]})
    client.force_login(administrator)
    assert client.post(reset).status_code == 403

    client.force_login(factories.UserFactory(area=city.district, role=Role.SECURITY_ADMIN))
    assert "重置第二因素" in client.get(reverse("accounts:user", args=[enrolled.pk])).content.decode()
    assert client.post(reset).status_code == 302
    assert not SecondFactor.objects.exists()
    assert other.get(ME).status_code == 302
    assert AuditEntry.objects.filter(event="second_factor.reset", object_id=enrolled.pk).exists()


def test_an_enrolled_officer_cannot_swap_the_authenticator_alone(client, enrolled):
    sign_in(client, enrolled)
    client.post(PROVE, {"code": enrolled.codes[0]})

    assert client.post(ENROL, {"begin": "1"}).url == ME
    assert SecondFactor.objects.get().secret == enrolled.factor.secret


def test_a_reset_can_be_followed_by_enrolling_anew(enrolled, city, monday):
    security = factories.UserFactory(area=city.district, role=Role.SECURITY_ADMIN)
    reset_second_factor(user=enrolled, actor=security, at=MONDAY)
    factor = begin_enrolment(user=enrolled)

    assert factor.secret != enrolled.factor.secret
    assert len(finish_enrolment(user=enrolled, code=code_at(MONDAY, factor), at=MONDAY)) == 10
