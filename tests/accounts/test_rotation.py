"""A change of keys: cut off anywhere, everything stays readable; run again, it is done and the old key can go."""

import base64
import io
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.constraints import RECORD_TABLES
from accounts.crypto import ValueUnreadable
from accounts.fields import EncryptedTextField
from accounts.keys.queries import sealed_columns
from accounts.models import AuditEntry
from households.models import CertificationAttachment, Person
from tests.factories import HouseholdFactory, PersonFactory, member
from tests.rows import NOON, certification
from tests.setting import small_city

OLD = "t1:" + base64.b64encode(b"1" * 32).decode()
NEW = "t2:sm4:" + base64.b64encode(b"s" * 16).decode()
PEOPLE, FILES = 600, 60
PHONE = "13912345678"


def keys(*texts):
    return dict(text.split(":", 1) for text in texts)


def people(count):
    made = [PersonFactory.build(name=f"李{number}") for number in range(count)]
    for person in made:
        person.phone = PHONE
    return Person.objects.bulk_create(made)


def attachments(application, count):
    """Rows with files, each of its own words."""
    for number in range(count):
        row = CertificationAttachment(
            application=application, kind="other", content_type="application/pdf", size=1, sha256=str(number)
        )
        row.added_by, row.added_at = application.drafted_by, NOON
        row.file.save("x.pdf", io.BytesIO(f"材料 {number} ".encode() * 9), save=False)
        row.save()


def everything_reads():
    """How many values and files there are; raises where one does not open."""
    phones = [person.phone for person in Person.objects.all() if person.phone]
    assert set(phones) <= {PHONE}
    words = {row.file.open().read().decode().split(" ")[0] for row in CertificationAttachment.objects.all()}
    assert words <= {"材料"}
    return len(phones), CertificationAttachment.objects.count()


def key_ids():
    """The ids of the keys in use: of phone numbers, of files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT split_part(phone, ':', 1) FROM households_person WHERE phone <> ''")
        values = [key for (key,) in cursor.fetchall()]
    return values, [default_storage.key_id(row.file.name) for row in CertificationAttachment.objects.all()]


def rotation(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "manage.py", "rotate_keys", *arguments],
        cwd=configured.BASE_DIR,
        env=environment | {"TEST_FIELD_KEYS": f"{NEW},{OLD}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("among", [0, 1], ids=["values", "files"])
def test_a_rotation_killed_in_the_middle_leaves_everything_readable_and_a_second_one_finishes(
    process_environment, settings, among
):
    city = small_city()
    home = HouseholdFactory(area=city.community)
    people(PEOPLE)
    attachments(certification(home, member(home)), FILES)
    settings.FIELD_KEYS = keys(NEW, OLD)
    process = rotation(process_environment, "--batch", "1")
    deadline = time.monotonic() + 180
    while "t2" not in key_ids()[among]:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert set(key_ids()[among]) == {"t1", "t2"}
    assert everything_reads() == (PEOPLE, FILES)

    printed, complaints = rotation(process_environment).communicate(timeout=300)
    assert "全部使用密钥 t2。可以从配置中删去 t1。" in printed, complaints
    assert PHONE not in printed + complaints
    settings.FIELD_KEYS = keys(NEW)
    assert [set(used) for used in key_ids()] == [{"t2"}, {"t2"}]
    assert everything_reads() == (PEOPLE, FILES)
    assert drafts() == []


def drafts():
    return [*Path(default_storage.location).rglob("*.draft")]


@pytest.fixture
def two_keys(city, settings):
    """A city with a person and a file under the old key, and the new one in front."""
    home = HouseholdFactory(area=city.community)
    attachments(certification(home, member(home, phone=PHONE)), 1)
    settings.FIELD_KEYS = keys(NEW, OLD)
    return settings


def test_a_second_rotation_changes_nothing(two_keys):
    call_command("rotate_keys", verbosity=0, stdout=io.StringIO())
    entry = AuditEntry.objects.get(event="keys.rotated")
    assert (entry.details["key"], entry.actor.username) == ("t2", "system")
    said = io.StringIO()
    call_command("rotate_keys", stdout=said)
    assert "households_person.phone：重新加密 0，剩 0" in said.getvalue()
    assert AuditEntry.objects.filter(event="keys.rotated").count() == 1


def test_what_does_not_open_is_counted_and_named_by_its_row(two_keys):
    broken = PersonFactory(phone=PHONE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE households_person SET phone = 't1:AAAA' WHERE id = %s", [broken.pk])
    attachment = CertificationAttachment.objects.get()
    default_storage.delete(attachment.file.name)
    said = io.StringIO()
    with pytest.raises(CommandError, match="还有 2 处未使用密钥 t2"):
        call_command("rotate_keys", stdout=said)
    assert f"households_person.phone：重新加密 1，剩 1；无法解密 1，行号 {broken.pk}" in said.getvalue()
    assert (
        f"households_certificationattachment.file：重新加密 0，剩 1；无法解密 1，行号 {attachment.pk}"
        in said.getvalue()
    )
    assert Person.objects.exclude(pk=broken.pk).get(phone__isnull=False).phone == PHONE


def test_two_rotations_do_not_run_at_once(two_keys, process_environment):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [int.from_bytes(b"rotation")])
    _, complaints = rotation(process_environment).communicate(timeout=180)
    assert "另一个密钥轮换正在进行" in complaints


def test_without_the_old_key_nothing_is_lost(two_keys):
    two_keys.FIELD_KEYS = keys(NEW)
    with pytest.raises(CommandError, match="还有"):
        call_command("rotate_keys", stdout=io.StringIO())
    with pytest.raises(ValueUnreadable):
        everything_reads()
    two_keys.FIELD_KEYS = keys(NEW, OLD)
    assert everything_reads() == (1, 1)


def test_every_sealed_column_is_found():
    found = {str(column) for column in sealed_columns()}
    assert {
        "accounts_user.id_number",
        "households_person.id_number",
        "households_person.phone",
        "households_person.bank_account",
        "households_fact.number",
        "households_certificationattachment.file",
    } <= found


def test_no_table_of_records_holds_what_would_have_to_be_sealed_again():
    """Nobody may update those, not even for a new key."""
    assert [str(column) for column in sealed_columns() if column.table in RECORD_TABLES] == []
    assert any(isinstance(column.field, EncryptedTextField) for column in sealed_columns())


def test_a_batch_is_at_least_one_row():
    with pytest.raises(CommandError, match="正整数"):
        call_command("rotate_keys", batch=0)
