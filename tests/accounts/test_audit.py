import ast
import datetime as dt
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts import actions, audit, words
from accounts.actions.standing import NextPost, move_account
from accounts.enums import Role
from accounts.models import AuditEntry, Post, User
from approvals.workflow import Decision
from households.enums import ExitReason
from households.models import ZeroFamilyCase
from tests.factories import UserFactory
from tests.rows import days
from tests.setting import SHANGHAI

AUDIT = reverse("desk:audit")
AT = dt.datetime(2026, 10, 5, 9, tzinfo=SHANGHAI)
APPLICATIONS = ("certification", "exit")
ACTS = ("submitted", "objected", "withdrawn", "dated", *(decision.value for decision in Decision))


@pytest.fixture
def entries(city):
    city.worker.full_name = "刘桂芳"
    city.worker.save()
    return [
        audit.record(event="user.signed_in", subject=city.worker, actor=city.worker, at=AT),
        audit.record(event="password.changed", subject=city.second_worker, actor=city.second_worker, at=AT),
    ]


def test_the_trail_is_read_in_words(client, entries, auditor):
    client.force_login(auditor)
    page = client.get(AUDIT).content.decode()

    assert "登录系统" in page
    assert "刘桂芳" in page
    assert "2026-10-05 09:00" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"event": "user.signed_in"}, 1),
        ({"who": "刘桂"}, 1),
        ({"since": "2026-10-06"}, 0),
        ({"since": "2026-10-05", "until": "2026-10-05"}, 2),
    ],
)
def test_the_trail_is_filtered_by_event_person_and_day(client, entries, auditor, asked, shown):
    client.force_login(auditor)

    assert len(client.get(AUDIT, asked).context["page_obj"].rows) == shown


def test_an_auditor_sees_the_own_area_and_a_city_also_what_the_system_did(client, city, entries, auditor):
    audit.record(event="exit.drafted", subject=city.worker, actor=actions.system_user(), at=AT)
    client.force_login(auditor)
    assert len(client.get(AUDIT).context["page_obj"].rows) == 3

    auditor.area = city.neighbour
    auditor.save()
    assert len(client.get(AUDIT).context["page_obj"].rows) == 0


def test_the_trail_stays_where_it_was_made_when_the_officer_is_moved(client, city, entries, auditor, administrator):
    there = UserFactory(area=city.neighbour, role=Role.AUDITOR)
    move_account(user=city.worker, to=NextPost(Role.STREET_LEADER, city.neighbour), actor=administrator, at=AT)
    client.force_login(auditor)
    [row] = client.get(AUDIT, {"event": "user.signed_in"}).context["page_obj"].rows
    assert (row.area_then, row.role_then) == (city.community.name, Role.COMMUNITY_WORKER)
    page = client.get(reverse("accounts:audit_entry", args=[row.pk])).content.decode()
    assert "社区专干" in page
    assert "街道领导" not in page

    client.force_login(there)
    assert not client.get(AUDIT, {"event": "user.signed_in"}).context["page_obj"].rows
    audit.record(event="user.signed_in", subject=there, actor=User.objects.get(pk=city.worker.pk), at=AT)
    [row] = client.get(AUDIT, {"event": "user.signed_in"}).context["page_obj"].rows
    assert row.area_then == city.neighbour.name


def test_the_oldest_entries_stand_where_the_officer_had_a_post_that_day(client, city):
    worker, auditor = city.worker, UserFactory(area=city.community, role=Role.AUDITOR)
    for day in (4, 6):
        told = {"event": "user.signed_in", "object_label": "accounts.user", "object_id": worker.pk}
        AuditEntry.objects.create(actor=worker, at=AT.replace(day=day), **told)
    client.force_login(auditor)
    assert len(client.get(AUDIT).context["page_obj"].rows) == 2  # no post is known: as the account is

    Post.objects.create(user=worker, role=worker.role, area=city.neighbour, validity=days("2026-10-05", "2026-10-31"))
    [row] = client.get(AUDIT).context["page_obj"].rows
    assert (row.at.day, row.area_then) == (4, city.community.name)
    client.force_login(UserFactory(area=city.neighbour, role=Role.AUDITOR))
    [row] = client.get(AUDIT).context["page_obj"].rows
    assert (row.at.day, row.area_then) == (6, city.neighbour.name)


@pytest.mark.parametrize(("method", "status"), [("post", 302), ("put", 405), ("patch", 405), ("delete", 405)])
def test_nothing_on_the_page_changes_the_trail(client, entries, auditor, method, status):
    """What is posted is what to look for, and leads to the page that looks."""
    client.force_login(auditor)

    assert getattr(client, method)(AUDIT).status_code == status
    assert AuditEntry.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: super(type(rows), rows).update(event="edited"),
        lambda rows: super(type(rows), rows).delete(),
    ],
)
def test_the_database_refuses_an_edited_trail(entries, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change(AuditEntry.objects.all())


def test_every_event_that_is_recorded_has_its_words():
    assert recorded() - set(words.EVENTS) == set()


@pytest.mark.parametrize("codes", [ExitReason, ZeroFamilyCase.End])
def test_the_codes_in_details_read_as_they_do_elsewhere(codes):
    assert {code.value: words.CODES.get(code.value) for code in codes} == dict(codes.choices)


def test_details_are_read_in_words():
    details = {"role": "system_admin", "value": [30, 15], "reason": "stable", "since": None}

    assert words.detail_words(details) == "角色 系统管理员，取值 30、15，原因 稳定就业，自 未设定"
    changed = {"before": {"role": "bank", "area": None}, "after": {"role": "auditor", "area": "230103"}}
    assert words.detail_words(changed) == "角色 经办银行 → 安全审计员，区划 未设定 → 230103"


def test_every_detail_that_is_recorded_has_its_words():
    assert noted() - set(words.DETAILS) == set()


def noted() -> set[str]:
    """Every name of a detail given to ``audit.record()`` where it is called."""
    calls = [
        node
        for path in [*Path().glob("[a-z]*/actions.py"), *Path().glob("[a-z]*/actions/**/*.py")]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("audit.record", "audit.record_refused")
    ]
    named = {keyword.arg for call in calls for keyword in call.keywords if keyword.arg}
    return named - {"event", "subject", "actor", "at"}


def recorded() -> set[str]:
    """Every event given to ``audit.record()``; those composed of a model's name are written out."""
    found = {f"{noun}.{act}" for noun in APPLICATIONS for act in ACTS}
    for path in [*Path().glob("[a-z]*/actions.py"), *Path().glob("[a-z]*/actions/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found |= {value for given in _given(node) for value in _constants(given) if "." in value}
    return found


def _given(node: ast.AST) -> list[ast.expr]:
    """What stands as ``event=…`` in a call, or is put in a variable of that name before it."""
    if isinstance(node, ast.Call):
        return [keyword.value for keyword in node.keywords if keyword.arg == "event"]
    if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "event" for to in node.targets):
        return [node.value]
    return []


def _constants(given: ast.expr) -> set[str]:
    branches = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
    return {branch.value for branch in branches if isinstance(branch, ast.Constant) and isinstance(branch.value, str)}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("身份证230103197201050451有误", "身份证******************有误"),
        ("ID230103197201050451", "ID******************"),
        ("号码 23010319720105045X，应为", "号码 ******************，应为"),
        ("旧证230103720105045", "旧证***************"),
        ("２３０１０３１９７２０１０５０４５１", "*" * 18),
        ("230103 1972 0105 0451", "*" * 21),
        ("23010319720105045113912345678", "*" * 29),
        ("电话13912345678，打不通", "电话***********，打不通"),
        ("+86 139-1234-5678", "*" * 17),
        ("卡号6222 0212 3456 7890 123", "卡号" + "*" * 23),
    ],
)
def test_a_number_typed_into_a_reason_is_masked_when_it_is_noted(city, typed, kept):
    told = {"reason": typed, "before": {"words": [typed]}, "rows": 13912345678}
    entry = audit.record(event="exit.drafted", subject=city.worker, actor=city.worker, at=AT, **told)
    assert entry.details == {"reason": kept, "before": {"words": [kept]}, "rows": 13912345678}
    assert typed not in str(AuditEntry.objects.values().get(pk=entry.pk))


@pytest.mark.parametrize(
    "words",
    [
        "2026-10-05 2026-11-05 两次走访未遇",
        "区划 230103001001",
        "见黑社保发[2004]7号，共 1,234,567.80 元",
        "2026-10-05 09:00 来电 0451-84612345",
        "编号 H00000123",
    ],
)
def test_what_is_nobodys_number_is_kept_whole(words):
    assert audit.without_numbers(words) == words


def test_a_digest_of_digits_alone_is_still_found():
    assert audit.without_numbers({"digest": ["1234567890123456"]}) == {"digest": ["1234567890123456"]}


def test_many_at_once_and_what_is_refused_are_masked_alike(city):
    reason = {"reason": "13912345678"}
    audit.record_each(event="exit.drafted", subjects=[(city.worker, reason)], actor=city.worker, at=AT)
    audit.record_refused(event="exit.drafted", subject=city.worker, actor=city.worker, at=AT, **reason)
    assert [entry.details["reason"] for entry in AuditEntry.objects.filter(event="exit.drafted")] == ["*" * 11] * 2
