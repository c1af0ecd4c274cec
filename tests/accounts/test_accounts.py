import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry, User
from tests import factories
from tests.accounts.conftest import PASSWORD
from tests.setting import SHANGHAI

AT = dt.datetime(2026, 10, 5, 9, tzinfo=SHANGHAI)
USERS, OPEN = reverse("accounts:users"), reverse("accounts:open_account")


def account_at(user):
    return reverse("accounts:user", args=[user.pk])


@pytest.fixture
def asked(city):
    return {
        "username": "wangfang",
        "full_name": "王芳",
        "role": Role.COMMUNITY_WORKER,
        "area": city.community.pk,
        "password": PASSWORD,
    }


def test_an_administrator_sees_the_accounts_of_the_own_area_and_below(client, city, administrator):
    client.force_login(administrator)
    page = client.get(USERS).content.decode()

    assert city.worker.username in page
    assert city.city_officer.username not in page
    assert client.get(account_at(city.worker)).status_code == 200
    assert client.get(account_at(city.city_officer)).status_code == 404


def test_an_account_is_opened_with_a_password_to_be_changed(client, city, administrator, asked):
    client.force_login(administrator)
    number = factories.made_up_id(dt.date(1980, 1, 1), "F")
    response = client.post(OPEN, asked | {"id_number": number})

    opened = User.objects.get(username="wangfang")
    assert response.url == account_at(opened)
    assert opened.must_change_password
    assert opened.check_password(PASSWORD)
    assert opened.id_number == number
    assert AuditEntry.objects.filter(event="account.opened", object_id=opened.pk, actor=administrator).exists()
    assert number not in client.get(account_at(opened)).content.decode()


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"username": "officer"}, "username", "已被使用"),
        ({"password": "short"}, "password", "10"),
        ({"role": Role.STREET_OFFICER}, "area", "街道社保干事须隶属一个街道"),
        ({"role": Role.SYSTEM}, "role", "不在可用的选项中"),
        ({"id_number": "123"}, "id_number", "应为18位"),
        ({"full_name": ""}, "full_name", "必填项"),
    ],
)
def test_a_bad_account_is_refused_at_its_field(client, city, administrator, asked, given, field, sentence):
    factories.UserFactory(username="officer")
    client.force_login(administrator)
    before = User.objects.count()
    response = client.post(OPEN, asked | given)

    assert sentence in str(response.context["form"].errors[field])
    assert "王芳" in response.content.decode() or field == "full_name"
    assert User.objects.count() == before


def test_no_account_is_opened_above_the_administrator(client, city, administrator, asked):
    client.force_login(administrator)
    response = client.post(OPEN, asked | {"role": Role.CITY_OFFICER, "area": city.city.pk})

    assert "area" in response.context["form"].errors


def test_a_closed_account_loses_its_session_at_once(client, city, administrator):
    other = type(client)()
    other.force_login(city.worker)
    client.force_login(administrator)
    client.post(reverse("accounts:close_account", args=[city.worker.pk]))

    assert other.get(reverse("accounts:me")).status_code == 302
    assert "已停用" in client.get(account_at(city.worker)).content.decode()
    assert client.post(reverse("accounts:close_account", args=[city.worker.pk])).status_code == 404


def test_nobody_closes_the_own_account(client, administrator):
    client.force_login(administrator)

    assert client.post(reverse("accounts:close_account", args=[administrator.pk])).status_code == 404
    administrator.refresh_from_db()
    assert administrator.is_active


def test_a_reset_password_lifts_the_lock_and_must_be_changed(client, officer, administrator):
    sign_in = reverse("accounts:sign_in")
    for number in range(5):
        client.post(sign_in, {"username": officer.username, "password": f"wrong-{number}"})
    client.force_login(administrator)
    reset = reverse("accounts:reset_password", args=[officer.pk])

    refused = client.post(reset, {"reset-password": "short"})
    assert "data-open" in refused.content.decode()
    assert client.post(reset, {"reset-password": "Fresh-Start-5"}).status_code == 302
    client.logout()
    assert client.post(sign_in, {"username": officer.username, "password": "Fresh-Start-5"}).status_code == 302
    assert client.get(reverse("accounts:me")).url == reverse("accounts:password")
    assert AuditEntry.objects.filter(event="password.reset", actor=administrator).count() == 1


def test_the_lists_ask_as_often_for_a_thousand_rows_as_for_ten(client, city, auditor, administrator):
    def asked(user, url):
        client.force_login(user)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    def fill(number):
        made = [
            User(username=f"many-{number}-{i}", full_name=f"经办{i}", role=Role.HELPER, area=city.community)
            for i in range(number)
        ]
        User.objects.bulk_create(made)
        AuditEntry.objects.bulk_create(
            AuditEntry(event="user.signed_in", object_label="accounts.user", object_id=user.pk, actor=user, at=AT)
            for user in made
        )

    lists = ((administrator, USERS), (auditor, reverse("desk:audit")))
    fill(10)
    few = [asked(*one) for one in lists]
    fill(1000)
    assert [asked(*one) for one in lists] == few
    assert max(few) <= 15
