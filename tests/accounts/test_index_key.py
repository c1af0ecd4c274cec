"""A change of the index key: every number is found and stays one person's all the while; then the old key can go."""

import base64
import datetime as dt
import io
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.db.utils import IntegrityError

from accounts import audit
from accounts.actions import AccountRefused, NewAccount, open_account, second_factor
from accounts.crypto import IndexKey
from accounts.enums import Role
from accounts.fields import BlindIndexField, resident_id_digest, resident_id_digests
from accounts.identifiers import resident_id
from accounts.keys.queries import blind_indexes, stale_digests
from accounts.models import AuditEntry, RecoveryCode, User
from assistance.models import Enrolment
from config import guard
from desk.searching import search
from desk.subjects import objects_about
from households.actions.corrections import Corrected, correct_identity
from households.actions.memberships import MoveRefused
from households.models import Correction, Person, PersonMerge
from households.queries.numbers import FORMER, holders, why_not_free
from tests.dumping import everything
from tests.factories import HouseholdFactory, PersonFactory, UserFactory, made_up_id, member
from tests.rows import DAY, NOON, issued
from tests.setting import load_policy_for, small_city

OLD = base64.b64encode(b"2" * 32).decode()  # the suite's own
NEW = "sm3:" + base64.b64encode(b"n" * 32).decode()
PEOPLE = 600
BORN = dt.date(1972, 1, 5)


def rotation(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "manage.py", "rotate_keys", *arguments],
        cwd=configured.BASE_DIR,
        env=environment | {"TEST_BLIND_INDEX_KEY": f"{NEW},{OLD}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def under_the_new_key():
    """How many people stand under the new key, and how many there are."""
    wanted = {resident_id_digest(number) for number in Person.objects.values_list("id_number", flat=True)}
    return sum(bytes(digest) in wanted for digest in Person.objects.values_list("id_digest", flat=True)), len(wanted)


def every_number_is_found_and_taken():
    for person in Person.objects.all():
        assert holders(person.id_number) == {person.pk}


def rotated(**options):
    said = io.StringIO()
    call_command("rotate_keys", stdout=said, **options)
    return said.getvalue()


def test_a_change_killed_in_the_middle_loses_no_number_and_a_second_run_finishes(process_environment, settings):
    small_city()
    Person.objects.bulk_create(PersonFactory.build(name=f"李{number}") for number in range(PEOPLE))
    settings.BLIND_INDEX_KEY = f"{NEW},{OLD}"
    process = rotation(process_environment, "--batch", "1")
    deadline = time.monotonic() + 180
    while under_the_new_key()[0] < 5:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
    process.send_signal(signal.SIGKILL)
    process.wait()

    moved, people = under_the_new_key()
    assert 0 < moved < people == PEOPLE
    every_number_is_found_and_taken()
    settings.BLIND_INDEX_KEY = NEW
    with pytest.raises(ImproperlyConfigured, match="缺少数据库中索引（households_person"):
        guard.refuse_to_serve()

    printed, complaints = rotation(process_environment).communicate(timeout=300)
    mark, former = IndexKey.read(NEW).mark, IndexKey.read(OLD).mark
    assert f"households_person.id_digest：重建索引 {PEOPLE - moved}，剩 0" in printed, complaints
    assert f"全部使用索引密钥 {mark}。可以从 JIUYUAN_BLIND_INDEX_KEY 中删去后面的 {former}。" in printed
    assert under_the_new_key() == (PEOPLE, PEOPLE)
    guard.refuse_to_serve()
    every_number_is_found_and_taken()
    number = Person.objects.first().id_number
    for secret in (number, NEW.partition(":")[2], OLD):
        assert secret not in printed + complaints + str(everything())


@pytest.fixture
def changing(city, settings):
    """Two keys, the new one in front, and the city's worker with a number under the old one."""
    settings.BLIND_INDEX_KEY = f"{NEW},{OLD}"
    return settings


@pytest.fixture
def old(city, settings):
    """A person, a former number, a certificate and an officer from before, and then the change."""
    person = member(HouseholdFactory(area=city.community), name="赵一", id_number=made_up_id(BORN))
    former = made_up_id(BORN)
    Correction.objects.create(
        person=person, kind="id_number", old=former, old_digest=resident_id_digest(former), reason="错", evidence="证",
        corrected_by=city.worker, corrected_at=NOON,
    )  # fmt: skip
    certificate = issued(person)
    own = made_up_id(BORN)
    officer = UserFactory(area=city.street, id_number=own, id_digest=resident_id_digest(own))
    settings.BLIND_INDEX_KEY = f"{NEW},{OLD}"
    return person, former, certificate, officer


@pytest.mark.parametrize("is_moved", [False, True], ids=["under the old key", "moved"])
class TestBothKeys:
    @pytest.fixture(autouse=True)
    def _moved(self, old, is_moved):
        if is_moved:
            rotated()

    def test_search_finds_a_number_and_a_former_one(self, old, city):
        person, former, *_ = old
        for number in (person.id_number, former):
            assert [hit.person.pk for hit in search(city.worker, number, on=DAY).hits] == [person.pk]
        assert objects_about(city.worker, person.id_number)["households.person"] == [person.pk]

    def test_no_number_is_free(self, old, city, administrator):
        person, former, _, officer = old
        assert why_not_free([former, person.id_number]) == {former: FORMER}
        other = member(HouseholdFactory(area=city.community))
        for taken in (person.id_number, former):
            corrected = Corrected(other.name, "错", "证", resident_id(taken, on=DAY))
            with pytest.raises(MoveRefused, match="已登记在他人名下"):
                correct_identity(person=other, corrected=corrected, worker=city.worker, at=NOON)
        new = NewAccount("second", "二", Role.AUDITOR, city.city, "Correct-Horse-9", id_number=officer.id_number)
        with pytest.raises(AccountRefused, match="一人只开立一个账号"):
            open_account(new=new, actor=administrator, at=NOON)

    def test_a_number_put_right_goes_on_under_the_new_key(self, old, city):
        load_policy_for(city.city)
        person, former, *_ = old
        was, right = person.id_number, resident_id(made_up_id(BORN), on=DAY)
        correct_identity(person=person, corrected=Corrected("赵一", "错", "证", right), worker=city.worker, at=NOON)
        assert holders(was) == holders(former) == holders(right.normalized) == {person.pk}
        last = Correction.objects.order_by("pk").last()
        assert bytes(last.old_digest) == resident_id_digest(was)

    def test_nobody_decides_on_oneself(self, old, city):
        person, _, _, officer = old
        twin = member(HouseholdFactory(area=city.community))
        twin.id_number, twin.id_digest = officer.id_number, resident_id_digest(officer.id_number)
        twin.save()
        PersonMerge.objects.create(
            survivor=person, duplicate=twin, area=city.street, community=city.community, reason="同一人",
            proposed_by=city.worker, proposed_at=NOON,
        )  # fmt: skip
        officer.role = Role.STREET_OFFICER
        assert not PersonMerge.objects.waiting_for(officer, on=NOON.date()).exists()


def test_a_change_moves_every_index_and_says_how_many(old):
    said = rotated()
    for column in (
        "accounts_user.id_digest",
        "households_correction.old_digest",
        "households_certificate.serial_digest",
    ):
        assert f"{column}：重建索引 1，剩 0" in said
    assert {stale_digests(index) for index in blind_indexes()} == {0}
    entry = AuditEntry.objects.get(event="keys.rotated")
    assert (entry.details["index"], entry.details["indexed"]) == (IndexKey.read(NEW).mark, 4)
    assert "households_person.id_digest：重建索引 0，剩 0" in rotated()
    assert AuditEntry.objects.filter(event="keys.rotated").count() == 1


def test_a_number_two_rows_claim_is_named_and_the_change_is_not_done(old, changing):
    person, *_ = old
    twin = PersonFactory(id_number=person.id_number)  # as a process left running with the old key would not prevent
    with pytest.raises(CommandError, match="还有 1 处索引未使用索引密钥"):
        rotated()
    assert bytes(Person.objects.get(pk=twin.pk).id_digest) == resident_id_digest(person.id_number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(id_digest=resident_id_digest(person.id_number))


def test_what_does_not_open_is_left_and_named(old):
    person, *_ = old
    with connection.cursor() as cursor:
        cursor.execute("UPDATE households_person SET id_number = 't1:AAAA' WHERE id = %s", [person.pk])
    said = io.StringIO()
    with pytest.raises(CommandError, match="还有 1 处索引"):
        call_command("rotate_keys", stdout=said)
    assert f"households_person.id_digest：重建索引 0，剩 1；无法解密 1，行号 {person.pk}" in said.getvalue()


def test_without_the_old_key_the_indexes_are_made_anew_from_the_numbers(old, settings):
    person, former, *_ = old
    settings.BLIND_INDEX_KEY = NEW
    assert holders(person.id_number) == set()
    with pytest.raises(ImproperlyConfigured, match="缺少数据库中索引"):
        guard.refuse_unknown_indexes()
    rotated()
    guard.refuse_unknown_indexes()
    assert holders(person.id_number) == holders(former) == {person.pk}


def test_recovery_codes_are_good_until_they_are_drawn_anew_or_struck_off(city, settings):
    codes = second_factor._fresh_codes(city.worker)
    settings.BLIND_INDEX_KEY = f"{NEW},{OLD}"
    assert second_factor._is_recovery_code(city.worker, codes[0], NOON)
    with pytest.raises(CommandError, match=f"1 人的 9 个恢复码.*{city.worker.username}"):
        rotated()
    assert "作废恢复码 9 个。" in rotated(void_recovery_codes=True)
    assert AuditEntry.objects.filter(event="second_factor.codes_voided", object_id=city.worker.pk).count() == 1
    assert RecoveryCode.objects.filter(used_at=None).count() == 0
    codes = second_factor._fresh_codes(city.worker)
    rotated()
    settings.BLIND_INDEX_KEY = NEW
    assert second_factor._is_recovery_code(city.worker, codes[0], NOON)


def test_searches_noted_in_the_audit_are_found_whatever_the_index_key(settings):
    before = audit.query_digest("身份证号")
    settings.BLIND_INDEX_KEY = f"{NEW},{OLD}"
    assert audit.query_digest("身份证号") == before


def test_every_digest_of_a_number_is_one_the_change_finds():
    named = {"id_digest", "old_digest", "serial_digest", "certificate_digest"}
    fields = [field for model in (User, Person, Correction, Enrolment) for field in model._meta.get_fields()]
    assert {str(index).partition(".")[2] for index in blind_indexes()} == named
    assert all(isinstance(f, BlindIndexField) for f in fields if isinstance(f, models.BinaryField))


def test_a_number_stands_under_one_key_at_first_and_under_two_while_it_changes(changing):
    assert len(resident_id_digests("x")) == 2
    changing.BLIND_INDEX_KEY = NEW
    assert resident_id_digests("x") == [resident_id_digest("x")]
