"""The audit's chain: whatever is taken out, changed or slipped in is found, also when the tables' owner does it."""

import datetime as dt
import io
import json
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import audit
from accounts.chain import actions, links, queries
from accounts.chain.keys import audit_key
from accounts.models import AuditEntry, AuditSeal
from tests.setting import SHANGHAI, small_city

AT = dt.datetime(2026, 10, 5, 9, tzinfo=SHANGHAI)
LATER = AT + dt.timedelta(minutes=1)


def write(city, number=1):
    for count in range(number):
        audit.record(event="user.signed_in", subject=city.worker, actor=city.worker, at=AT, count=count)


@pytest.fixture
def trail(city):
    """Ten entries under two seals, and two more waiting."""
    write(city, 6)
    actions.seal(at=AT)
    write(city, 4)
    actions.seal(at=LATER)
    write(city, 2)
    return list(AuditEntry.objects.order_by("pk"))


def as_owner(statement, *values):
    """What the tables' owner can do who has put the triggers aside."""
    role = settings.DATABASE_APPLICATION_ROLE[0]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute(f"SET LOCAL session_replication_role = DEFAULT; SET LOCAL ROLE {role}")


def test_an_untouched_trail_holds(trail):
    found = queries.verify()
    assert (found.holds, found.entries, found.seals, found.unsealed) == (True, 12, 2, 2)
    assert AuditSeal.objects.get(position=2).entry_ids == [entry.pk for entry in trail[6:10]]


CHANGES = {
    "a changed event": "UPDATE accounts_auditentry SET event = 'password.changed' WHERE id = %s",
    "a changed detail": "UPDATE accounts_auditentry SET details = '{\"count\": 7}' WHERE id = %s",
    "another actor": "UPDATE accounts_auditentry SET actor_id = (SELECT max(id) FROM accounts_user) WHERE id = %s",
    "another moment": "UPDATE accounts_auditentry SET at = at + interval '1 second' WHERE id = %s",
    "another address": "UPDATE accounts_auditentry SET address = '10.0.0.1' WHERE id = %s",
    "another area": "UPDATE accounts_auditentry SET actor_area = '23/' WHERE id = %s",
    "another role": "UPDATE accounts_auditentry SET actor_role = 'auditor' WHERE id = %s",
    "no post": "UPDATE accounts_auditentry SET actor_role = '', actor_area = '' WHERE id = %s",
    "another outcome": "UPDATE accounts_auditentry SET outcome = 'refused' WHERE id = %s",
    "a lost signature": "UPDATE accounts_auditentry SET signature = NULL WHERE id = %s",
    "a signature of another": (
        "UPDATE accounts_auditentry SET signature = (SELECT signature FROM accounts_auditentry ORDER BY id LIMIT 1)"
        " WHERE id = %s"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("place", [3, 8, 11])
def test_a_changed_entry_is_found(trail, change, place):
    as_owner(CHANGES[change], trail[place].pk)
    found = queries.verify()
    assert not found.holds
    if change != "a signature of another":
        assert (found.first.entry, found.faults) == (trail[place].pk, 1)


@pytest.mark.parametrize("place", [0, 3, 9])
def test_a_deleted_entry_is_found(trail, place):
    as_owner("DELETE FROM accounts_auditentry WHERE id = %s", trail[place].pk)
    found = queries.verify()
    assert (found.first.entry, found.first.words, found.faults) == (trail[place].pk, "记录已被删除", 1)


COPIED = (
    "event, object_label, object_id, actor_id, at, details, outcome, address, agent, request, actor_role, actor_area"
)
SLIP_IN = "INSERT INTO accounts_auditentry ({0}, signature) SELECT {0}, {1} FROM accounts_auditentry WHERE id = %s"


@pytest.mark.parametrize("signature", ["NULL", "decode(repeat('00', 48), 'hex')", "signature"])
def test_an_entry_slipped_in_is_found_before_and_after_it_is_sealed(trail, signature):
    as_owner(SLIP_IN.format(COPIED, signature), trail[3].pk)
    forged = AuditEntry.objects.latest("pk").pk
    assert queries.verify().first.entry == forged
    actions.seal(at=LATER)
    assert (queries.verify().first.entry, queries.verify().faults) == (forged, 1)


WITHOUT_ITS_CHECK = "ALTER TABLE accounts_auditentry DROP CONSTRAINT auditentry_counts_from_one"
GARBAGE = "decode(repeat('ab', 48), 'hex')"
NUMBERED = "INSERT INTO accounts_auditentry (id, {0}, signature) SELECT %s, {0}, {1} FROM accounts_auditentry LIMIT 1"


def as_application(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("signature", ["NULL", GARBAGE, "''::bytea"])
@pytest.mark.parametrize("number", [0, -1])
def test_the_application_slips_in_no_number_below_one(trail, signature, number):
    with pytest.raises(IntegrityError, match="auditentry_counts_from_one"), transaction.atomic():
        as_application(NUMBERED.format(COPIED, signature), number)


@pytest.mark.parametrize("signature", ["NULL", GARBAGE, "''::bytea"])
def test_a_number_below_one_is_found_even_where_the_check_is_gone(trail, signature):
    as_owner(WITHOUT_ITS_CHECK)
    as_application(NUMBERED.format(COPIED, signature), -1)
    found = queries.verify()
    assert (found.first.entry, found.faults, found.entries) == (-1, 1, 13)
    actions.seal(at=LATER, whole=True)
    assert (queries.verify().first.entry, queries.verify().faults) == (-1, 1)


@pytest.mark.parametrize("signature", ["NULL", GARBAGE])
def test_a_gap_below_the_first_signed_entry_is_filled_with_nothing_later(city, signature):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('accounts_auditentry_id_seq') FROM generate_series(1, 100)")
    write(city, 3)
    actions.seal(at=AT)
    gap = AuditEntry.objects.earliest("pk").pk - 50
    as_application(NUMBERED.format(COPIED, signature), gap)
    assert queries.verify().first.entry == gap
    actions.seal(at=LATER, whole=True)
    assert queries.verify().first.entry == gap


def test_an_entry_nobody_looked_at_is_counted(trail, monkeypatch):
    whole = queries._behind
    monkeypatch.setattr(queries, "_behind", lambda *bounds: whole(*bounds)[:1])
    assert "有 1 条记录没有核对到" in queries.verify().words


SEAL_CHANGES = {
    "DELETE FROM accounts_auditseal WHERE position = 1": "缺少第 1 至 1 段封存",
    "UPDATE accounts_auditseal SET sealed_at = sealed_at + interval '1 day' WHERE position = 2": "封存的校验值被改动",
    "UPDATE accounts_auditseal SET entry_ids = entry_ids[2:], links = substr(links, 33) WHERE position = 1": (
        "封存的校验值被改动"
    ),
    "UPDATE accounts_auditseal SET entry_ids = entry_ids[2:] WHERE position = 2": "封存的条数与校验值不符",
    "UPDATE accounts_auditseal SET previous = decode(repeat('ab', 32), 'hex') WHERE position = 2": "与上一段封存不衔接",
}


@pytest.mark.parametrize("statement", SEAL_CHANGES)
def test_a_seal_that_was_touched_is_found(trail, statement):
    as_owner(statement)
    found = queries.verify()
    assert found.first.words == SEAL_CHANGES[statement]


def test_a_tail_cut_off_is_found_by_what_was_kept_elsewhere(trail):
    kept = queries.verify().last
    assert queries.verify(anchor=kept).holds
    as_owner("DELETE FROM accounts_auditentry WHERE id >= %s", trail[6].pk)
    as_owner("DELETE FROM accounts_auditseal WHERE position = 2")
    assert queries.verify().holds
    assert "末尾被截去" in queries.verify(anchor=kept).words


def test_entries_from_before_there_were_signatures_are_accepted_and_none_after(city):
    old = AuditEntry.objects.create(
        event="user.signed_in", object_label="accounts.user", object_id=1, actor=city.worker, at=AT
    )
    write(city, 2)
    actions.seal(at=AT)
    assert queries.verify().holds
    as_owner("UPDATE accounts_auditentry SET event = 'x' WHERE id = %s", old.pk)
    assert queries.verify().first.entry == old.pk


def test_an_entry_signed_before_it_told_the_post_holds_and_takes_none_later(city):
    old = AuditEntry(event="user.signed_in", object_label="accounts.user", object_id=1, actor=city.worker, at=AT)
    old.signature = links.sign(old, key=audit_key())
    old.save(force_insert=True)
    write(city)
    actions.seal(at=AT)
    assert queries.verify().holds
    as_owner("UPDATE accounts_auditentry SET actor_role = 'auditor', actor_area = '23/' WHERE id = %s", old.pk)
    assert queries.verify().first.entry == old.pk


def test_the_database_alone_cannot_sign(trail, settings):
    settings.AUDIT_KEY = "QUFB" * 10 + "QUE="
    assert queries.verify().faults >= 12


def test_a_transaction_that_ends_late_is_sealed_late_and_nothing_is_lost(transactional_db):
    city = small_city()
    is_written, may_end = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            write(city)
            is_written.set()
            may_end.wait(20)
        connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    is_written.wait(20)
    write(city, 3)  # committed before the slower one, numbered after it
    assert actions.seal(at=AT) == 3
    may_end.set()
    slow.join()
    assert actions.seal(at=LATER) == 1
    first, second = AuditSeal.objects.order_by("position")
    assert second.entry_ids[0] < first.entry_ids[0]
    assert second.up_to == first.up_to
    assert queries.verify().holds


def test_what_a_very_long_transaction_left_behind_is_sealed_by_the_nightly_look(trail, city):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('accounts_auditentry_id_seq') FROM generate_series(1, 100)")
    late = trail[-1].pk + 50
    write(city)
    actions.seal(at=LATER)
    entry = AuditEntry(
        pk=late, event="user.signed_in", object_label="accounts.user", object_id=1, actor=city.worker, at=AT
    )
    entry.signature = links.sign(entry, key=audit_key())
    entry.save(force_insert=True)
    afterwards = LATER + 2 * queries.SETTLED
    assert actions.seal(at=afterwards) == 0
    assert actions.seal(at=afterwards, whole=True) == 1
    assert queries.verify().holds


def test_two_who_seal_at_once_seal_once(transactional_db):
    city = small_city()
    write(city, 5)
    sealed = []

    def seal():
        sealed.append(actions.seal(at=AT))
        connection.close()

    threads = [threading.Thread(target=seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sealed) == 5
    assert queries.verify().entries == 5


def test_sealing_costs_the_same_queries_for_one_entry_and_for_a_thousand(city):
    spent = []
    for number in (1, 1000):
        write(city, number)
        with CaptureQueriesContext(connection) as asked:
            actions.seal(at=AT)
        spent.append(len(asked))
    assert spent[0] == spent[1] <= 8


def test_a_look_is_written_down_and_seals_the_rest(trail, city):
    actions.verify(actor=city.worker, at=LATER)
    entry = AuditEntry.objects.get(event="audit.verified")
    assert (entry.outcome, entry.details["entries"], entry.details["faults"]) == ("done", 12, 0)
    assert queries.unsealed() == []


def verify_audit(environment, *options):
    return subprocess.run(
        [sys.executable, "manage.py", "verify_audit", *options],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
    )


def test_the_command_ends_with_its_status(process_environment):
    city = small_city()
    write(city, 3)
    whole = verify_audit(process_environment)
    assert (whole.returncode, whole.stdout[:16]) == (0, "审计记录完整：核对 3 条，其中")
    broken = AuditEntry.objects.earliest("pk").pk
    with transaction.atomic():
        as_owner("DELETE FROM accounts_auditentry WHERE id = %s", broken)
    found = verify_audit(process_environment)
    assert found.returncode == 1
    assert f"第一处是记录 {broken}，第 1 段：记录已被删除" in found.stdout


def test_the_command_prints_what_to_keep_elsewhere(trail):
    said = io.StringIO()
    call_command("verify_audit", stdout=said)
    assert f"末段 2:{AuditSeal.objects.get(position=2).mark}" in said.getvalue()


def test_an_entry_reads_the_same_however_its_details_were_made(city):
    details = {"b": (1, 2), "a": {"z": 1.5, "y": None}, "名": "值"}
    entry = audit.record(event="user.signed_in", subject=city.worker, actor=city.worker, at=AT, **details)
    again = AuditEntry.objects.get(pk=entry.pk)
    assert links.content_of(entry) == links.content_of(again)
    assert links.is_signed(again, key=audit_key())
    assert json.loads(links.content_of(again))[5] == {"a": {"y": None, "z": 1.5}, "b": [1, 2], "名": "值"}
