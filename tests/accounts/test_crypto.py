"""What must not lie open in the database: sealed values, blind indexes, and nothing readable beside them."""

import base64
import datetime as dt

import pytest
from cryptography.hazmat.primitives import hashes
from django.core.exceptions import FieldError
from django.db import connection
from django.db.models.functions import Lower

from accounts import crypto
from accounts.crypto import ValueUnreadable
from accounts.fields import resident_id_digest
from accounts.identifiers import resident_id
from accounts.models import User
from approvals.workflow import Decision
from households.actions.certification import apply_for_certification, decide
from households.actions.registrations import unmask
from households.actions.surveys import SurveyedFact, SurveyedHousehold, SurveyedMember, SurveyedRegistration
from households.actions.surveys import record_survey as survey
from households.enums import FactKind, RegistrationKind, Relation, RetirementTrack, Sex
from households.models import Fact, Person
from tests.dumping import everything
from tests.factories import PersonFactory, UserFactory, made_up_id
from tests.setting import SHANGHAI, load_policy_for, small_city

OLD, NEW = crypto.Key("k1", b"1" * 32), crypto.Key("k2", b"9" * 32)
NATIONAL = crypto.Key("k3", b"s" * 16, crypto.CipherName.SM4)
INDEX = crypto.IndexKey(b"1" * 32)
NATIONAL_INDEX = crypto.IndexKey(b"1" * 32, crypto.DigestName.SM3)
PLACE = "households_person.id_number"
BORN = dt.date(1971, 3, 5)
PHONE, CARD, ACCOUNT = "13912345678", "99010319710305001243", "9900001234567890123"
MONDAY = dt.datetime(2026, 9, 7, 9, tzinfo=SHANGHAI)


EVERY_CIPHER = pytest.mark.parametrize("key", [OLD, NATIONAL], ids=lambda key: key.cipher)


def sealed(text="ID", *, key=OLD, place=PLACE):
    return crypto.seal(text, key=key, place=place)


def readable(value, *keys):
    return crypto.unseal(value, keys={key.id: key for key in keys}, place=PLACE)


@EVERY_CIPHER
def test_a_sealed_value_opens_and_is_another_each_time(key):
    first, second = sealed("身份证", key=key), sealed("身份证", key=key)
    assert first != second
    assert {readable(value, key) for value in (first, second)} == {"身份证"}


def test_the_keys_id_names_the_cipher_and_both_are_readable_at_once():
    assert [readable(sealed(key=key), OLD, NATIONAL) for key in (OLD, NATIONAL)] == ["ID", "ID"]
    with pytest.raises(ValueUnreadable):
        readable(sealed(key=NATIONAL), crypto.Key("k3", b"s" * 32))


def test_sm4_is_that_of_the_standard():
    """GB/T 32907 by RFC 8998, appendix A.1: SM4-GCM."""
    key = crypto.Key("k", bytes.fromhex("0123456789ABCDEFFEDCBA9876543210"), crypto.CipherName.SM4)
    plain = b"".join(bytes([byte]) * 8 for byte in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    nonce = bytes.fromhex("00001234567800000000ABCD")
    place = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    found = key.encrypt(plain, nonce=nonce, place=place).hex().upper()
    assert found == (
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    )


@EVERY_CIPHER
def test_a_value_moved_to_another_column_or_table_does_not_open(key):
    for place in ("households_person.phone", "accounts_user.id_number", ""):
        with pytest.raises(ValueUnreadable):
            crypto.unseal(sealed(key=key), keys={key.id: key}, place=place)


@EVERY_CIPHER
def test_a_value_that_was_changed_does_not_open(key):
    key_id, _, body = sealed(key=key).partition(":")
    raw = base64.b64decode(body)
    for changed in (raw[:-1] + bytes([raw[-1] ^ 1]), bytes([raw[0] ^ 1]) + raw[1:], raw[:-1], raw[:5], b""):
        with pytest.raises(ValueUnreadable):
            readable(f"{key_id}:{base64.b64encode(changed).decode()}", key)
    for text in ("", "110101", f"{key_id}:", f"{key_id}:***"):
        with pytest.raises(ValueUnreadable):
            readable(text, key)


def test_a_value_under_an_unknown_or_another_key_does_not_open():
    for keys in ({}, {"k2": OLD}, {"k1": NEW}, {"k1": NATIONAL}):
        with pytest.raises(ValueUnreadable):
            crypto.unseal(sealed(), keys=keys, place=PLACE)


def test_a_refusal_names_the_column_and_not_the_value():
    with pytest.raises(ValueUnreadable) as refusal:
        crypto.unseal(sealed("110101197103050017"), keys={"k1": NEW}, place=PLACE)
    assert str(refusal.value) == f"value in {PLACE} does not open"


def test_a_blind_index_is_of_one_purpose_and_one_key():
    one = crypto.digest("x", key=INDEX, purpose="resident_id")
    assert len(one) == 32
    assert one == crypto.digest("x", key=INDEX, purpose="resident_id")
    others = [(crypto.IndexKey(b"9" * 32), "resident_id"), (INDEX, "p"), (NATIONAL_INDEX, "resident_id")]
    assert len({one, *(crypto.digest("x", key=key, purpose=purpose) for key, purpose in others)}) == 4


def test_sm3_is_that_of_the_standard():
    """GB/T 32905: HMAC-SM3 of GM/T 0042, checked through HMAC's definition with the plain hash."""

    def sm3(data):
        hashed = hashes.Hash(hashes.SM3())
        hashed.update(data)
        return hashed.finalize()

    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    inner, outer = (bytes(byte ^ pad for byte in b"1" * 32 + bytes(32)) for pad in (0x36, 0x5C))
    assert crypto.digest("x", key=NATIONAL_INDEX, purpose="p") == sm3(outer + sm3(inner + b"p\0x"))


def stored(person, column="id_number"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM households_person WHERE id = %s", [person.pk])  # noqa: S608 -- our columns
        return cursor.fetchone()[0]


def test_a_new_key_seals_what_is_written_and_the_old_one_still_opens(db, settings):
    person = PersonFactory(phone=PHONE)
    number = person.id_number
    assert stored(person).startswith("t1:")
    settings.FIELD_KEYS = {"t2": f"sm4:{base64.b64encode(NATIONAL.secret).decode()}", **settings.FIELD_KEYS}
    person = Person.objects.get(pk=person.pk)
    assert (person.id_number, person.phone) == (number, PHONE)
    person.save(update_fields=["id_number"])
    assert (stored(person)[:3], stored(person, "phone")[:3]) == ("t2:", "t1:")
    assert Person.objects.get(pk=person.pk).id_number == number
    settings.FIELD_KEYS = {"t2": settings.FIELD_KEYS["t2"]}
    assert Person.objects.defer("phone").get(pk=person.pk).id_number == number
    with pytest.raises(ValueUnreadable):
        Person.objects.get(pk=person.pk)


def test_a_value_copied_into_another_column_by_hand_does_not_open(db):
    person = PersonFactory(phone=PHONE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE households_person SET phone = id_number")
    with pytest.raises(ValueUnreadable):
        Person.objects.get(pk=person.pk)


@pytest.mark.parametrize("lookup", ["exact", "in", "startswith", "icontains", "regex", "gt", "range"])
@pytest.mark.parametrize("field", ["id_number", "phone", "bank_account"])
def test_a_sealed_field_is_never_searched(db, field, lookup):
    value = [PHONE, PHONE] if lookup in ("in", "range") else PHONE
    with pytest.raises(FieldError, match="encrypted"):
        Person.objects.filter(**{f"{field}__{lookup}": value})


def test_other_sealed_fields_are_not_searched_either(db):
    for query in (lambda: Fact.objects.filter(number="1"), lambda: User.objects.exclude(id_number="1")):
        with pytest.raises(FieldError, match="encrypted"):
            query()
    assert list(Person.objects.filter(phone__isnull=True)) == []


def test_a_function_of_a_sealed_field_gives_nothing_away(db):
    PersonFactory(phone=PHONE)
    with pytest.raises(ValueUnreadable):
        list(Person.objects.values_list(Lower("phone")))


def disabled(number, *, sex=Sex.MALE, relation=Relation.HEAD):
    return SurveyedMember(
        name="赵六",
        id_number=number,
        sex=sex,
        born=BORN,
        relation=relation,
        retirement_track=RetirementTrack.M60,
        phone=PHONE,
        bank_account=ACCOUNT,
        registrations=(SurveyedRegistration(since=dt.date(2026, 8, 1), kind=RegistrationKind.UNEMPLOYED),),
        facts=(
            SurveyedFact(since=dt.date(2020, 1, 1), kind=FactKind.DISABILITY_CERTIFICATE, number=CARD, evidence="原件"),
        ),
    )


def household(*members):
    return SurveyedHousehold(address="幸福路1号", hukou="urban", visited_on=MONDAY.date(), members=members)


@pytest.fixture
def city(db):
    made = small_city()
    load_policy_for(made.city)
    return made


def test_no_table_holds_a_number_in_the_open(city):
    number = made_up_id(BORN)
    home = survey(survey=household(disabled(number)), household=None, worker=city.worker, at=MONDAY).household
    case = apply_for_certification(household=home, person=None, worker=city.worker, at=MONDAY)
    case = decide(certification=case, actor=city.worker, decision=Decision.APPROVE, comment="", at=MONDAY)
    for officer in (city.street_officer, city.district_officer):
        later = MONDAY + dt.timedelta(days=10)
        case = decide(certification=case, actor=officer, decision=Decision.APPROVE, comment="", at=later)
    assert unmask(person=Person.objects.get(), reason="核对", actor=city.worker, at=MONDAY) == number
    own = made_up_id(dt.date(1980, 1, 1))
    UserFactory(area=city.street, id_number=own, id_digest=resident_id_digest(own))
    tables = {name: "\n".join(rows) for name, rows in everything().items()}
    assert case.certified_on is not None
    assert "赵六" in tables["households_person"]
    for secret in (number, PHONE, ACCOUNT, CARD, own):
        in_bytes = secret.encode().hex()
        assert [name for name, text in tables.items() if secret in text or in_bytes in text] == []
    for name in ("accounts_auditentry", "households_survey", "households_certification"):
        assert tables[name]


def test_an_id_number_is_one_person_however_it_is_typed(city):
    fifteen, lower_x = "990103710305001", next(n for n in map(x_number, range(99)) if n.endswith("X")).lower()
    for typed in (fifteen, lower_x):
        normal = resident_id(typed, on=MONDAY.date()).normalized
        assert normal != typed
        again = resident_id(normal, on=MONDAY.date()).normalized
        assert resident_id_digest(again) == resident_id_digest(normal)
        first = survey(survey=household(disabled(normal)), household=None, worker=city.worker, at=MONDAY)
        survey(survey=household(disabled(again)), household=first.household, worker=city.worker, at=MONDAY)
        assert Person.objects.filter(id_digest=resident_id_digest(normal)).count() == 1
    assert Person.objects.count() == 2


def x_number(number):
    return made_up_id(BORN, number=number)
