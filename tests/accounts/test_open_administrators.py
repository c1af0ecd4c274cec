"""The first accounts of a new installation are three people's."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import ADMINISTRATORS
from accounts.models import Area, User
from tests.factories import made_up_id

BORN = dt.date(1980, 1, 1)


def run(monkeypatch, *lines):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    output = io.StringIO()
    call_command("open_administrators", code="990100", name="示例市", stdout=output)
    return output.getvalue()


@pytest.mark.django_db
def test_three_people_get_an_account_each_that_signs_in_at_once(monkeypatch):
    printed = run(monkeypatch, *(f"admin{n},管理员{n},{made_up_id(BORN)}" for n in range(3)))

    made = User.objects.filter(role__in=ADMINISTRATORS)
    assert {user.role for user in made} == set(ADMINISTRATORS)
    assert all(user.is_active and user.must_change_password and user.id_digest for user in made)
    role, username, password = printed.splitlines()[0].split("\t")
    assert (role, username) == ("系统管理员", "admin0")
    assert User.objects.get(username=username).check_password(password)
    with pytest.raises(CommandError, match="已有管理员账号"):
        run(monkeypatch)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["a,甲,123"], "应为18位"),
        (["a,甲"], "登录名,姓名,身份证号"),
        ([f"a,甲,{made_up_id(BORN, number=7)}"], "应有 3 行"),
    ],
)
def test_what_is_not_three_known_people_opens_nothing(monkeypatch, lines, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(monkeypatch, *lines)
    assert not User.objects.exists()
    assert not Area.objects.exists()
