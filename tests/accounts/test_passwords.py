import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from tests.accounts.conftest import PASSWORD

CHANGE = reverse("accounts:password")
NEW = "Another-Horse-7"


@pytest.fixture
def newcomer(officer, client):
    officer.must_change_password = True
    officer.save()
    client.force_login(officer)
    return officer


@pytest.mark.parametrize("page", ["accounts:me", "policy:parameters"])
def test_with_the_first_password_every_page_leads_to_changing_it(client, newcomer, page):
    response = client.get(reverse(page))

    assert (response.status_code, response.url) == (302, CHANGE)
    assert "首次登录须先修改初始密码" in client.get(CHANGE).content.decode()
    assert client.post(reverse("accounts:sign_out")).status_code == 302


def test_the_menu_waits_for_the_change(client, newcomer):
    assert "主菜单" not in client.get(CHANGE).content.decode()


def test_a_changed_password_opens_the_pages_and_keeps_the_session(client, newcomer):
    response = client.post(CHANGE, {"old": PASSWORD, "new": NEW, "again": NEW})

    assert (response.status_code, response.url) == (302, "/")
    assert client.get(reverse("accounts:me")).status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.check_password(NEW)
    assert not newcomer.must_change_password
    assert AuditEntry.objects.filter(event="password.changed", actor=newcomer).count() == 1


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"old": "wrong"}, "old", "当前密码不对"),
        ({"new": "Sh0rt!", "again": "Sh0rt!"}, "new", "10"),
        ({"new": "onlyletters", "again": "onlyletters"}, "new", "至少 3 类"),
        ({"new": PASSWORD, "again": PASSWORD}, "new", "不能与当前密码相同"),
        ({"again": "Different-7-x"}, "again", "两次输入的新密码不一致"),
    ],
)
def test_a_bad_password_is_refused_at_its_field(client, newcomer, given, field, sentence):
    response = client.post(CHANGE, {"old": PASSWORD, "new": NEW, "again": NEW} | given)

    assert sentence in str(response.context["form"].errors[field])
    newcomer.refresh_from_db()
    assert newcomer.check_password(PASSWORD)
