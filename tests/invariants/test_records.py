"""Records stay as they were written: neither the application nor the tables' owner rewrites them."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import audit
from accounts.chain.actions import seal
from accounts.enums import Role
from accounts.models import AuditEntry
from assistance.models import Striking
from households.enums import RegistrationKind
from households.models import Survey
from subsidies.models import BankFile
from tests import paying_rows
from tests.assistance.rows import plan, programme, transfer
from tests.care_rows import digest
from tests.factories import UserFactory, member, registered
from tests.offering import campaign
from tests.rows import (
    DAY,
    NOON,
    ONE_DAY,
    application,
    case_version,
    certification,
    endorsed,
    home_visit,
    issued,
    material_shown,
    movement,
    proposal,
    record,
    seat,
    survey,
    trial,
)
from tests.welfare_posts import a_post, holding, passing_over, report

from . import refused
from .records import DECIDED, OURS


@pytest.fixture
def records(city, home, person):
    """A row in each table of records."""
    audit.record(event="household.surveyed", subject=home, actor=city.worker, at=NOON)
    seal(at=NOON)
    survey(home, city.worker)
    movement(person)
    for kind in (*DECIDED, "claim"):
        record(kind, seat(kind, application(kind, person), city.worker))
    case = certification(home)
    home_visit(case, city.worker)
    material_shown(case, city.worker)
    held = issued(person, kind="preferential")
    held.reissues.create(copy=2, issued_on=DAY, reason="遗失", issued_by=city.worker)
    endorsed(held, city.worker)
    trial(proposal(city))
    case_version(city)
    records_of_assistance(city, person)
    records_of_payments(city, person)


def records_of_assistance(city, person):
    transfer(city)
    reviewed = {"reviewed_on": DAY, "finding": "继续", "next_on": DAY + ONE_DAY}
    plan(person.spells.get()).reviews.create(reviewed_by=city.worker, reviewed_at=NOON, **reviewed)
    programme(city).progress.create(on=DAY, report="进展", reported_by=city.city_officer, reported_at=NOON)
    work = registered(person, RegistrationKind.SELF_EMPLOYED, DAY)
    told = work.employment_notices.create(informed="insurance", told_on=DAY, told_by=city.worker, told_at=NOON)
    Striking.objects.create(notice=told, struck_by=city.worker, struck_at=NOON, struck_because="重复登记")
    paid = {"month": DAY, "months_left": 6, "amount": Decimal(3000), "paid_on": DAY, "evidence": "核定单"}
    person.lump_sums.create(registration=work, recorded_by=city.worker, recorded_at=NOON, **paid)
    digest(city.community)
    somebody = member(person.memberships.get().household, name="周九")
    held = holding(a_post(city.community), somebody)
    report(held)
    passing_over(held, person)
    campaign(city.street).members.create(person=person, household=person.memberships.get().household)


def records_of_payments(city, person):
    second = UserFactory(area=city.district, role=Role.DISTRICT_OFFICER)
    own = paying_rows.paid(city, paying_rows.fund(city, "1000.00"), paying_rows.granted_claim(person), second)
    file = {"format": paying_rows.bank_format(city), "file": "bank/1", "size": 1, "sha256": "1", "made_at": NOON}
    BankFile.objects.create(batch=own.batch, count=1, amount=own.amount, **file)
    paying_rows.bank_return(city, own.batch)
    paying_rows.corrected(city, own)
    asked = paying_rows.recovery(city, own)
    paying_rows.recovery_line(asked, own.claim.lines.get())
    paying_rows.instalment(asked)


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 -- names of our own tables
        return cursor.fetchall()


SEALED = [("bankfile", "file"), ("bankreturn", "file"), ("correctedaccount", "account")]
CHANGES = ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]


@pytest.mark.parametrize("table", OURS)
@pytest.mark.parametrize("change", CHANGES)
def test_the_application_changes_no_record(records, table, change):
    before = rows(table)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run(change.format(table))
    assert rows(table) == before != []


@pytest.mark.parametrize("table", OURS)
@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_changes_no_record(records, table, change):
    before = rows(table)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run("SET CONSTRAINTS ALL IMMEDIATE", "SET LOCAL ROLE NONE", change.format(table))
    assert rows(table) == before != []


@pytest.mark.parametrize("table", OURS)
@pytest.mark.parametrize(
    "attempt",
    [
        "DROP TRIGGER append_only ON {}",
        "DROP TRIGGER append_only_whole ON {}",
        "ALTER TABLE {} DISABLE TRIGGER append_only",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} ADD COLUMN mine int",
        "ALTER TABLE {} RENAME TO mine",
        "CREATE RULE mine AS ON INSERT TO {} DO INSTEAD NOTHING",
        "CREATE TRIGGER mine BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "ALTER FUNCTION refuse_change() RENAME TO mine",
        "DROP FUNCTION refuse_change() CASCADE",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        "DROP TABLE {} CASCADE",
    ],
)
def test_the_application_cannot_take_the_guard_away(db, table, attempt):
    with pytest.raises(DatabaseError, match=r"denied|must be owner"), transaction.atomic():
        run(attempt.format(table))


def test_audit_entries_are_neither_edited_nor_deleted_in_code(records):
    with pytest.raises(TypeError):
        AuditEntry.objects.update(event="nothing.happened")
    with pytest.raises(TypeError):
        AuditEntry.objects.all().delete()
    entry = AuditEntry.objects.get()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        entry.save()


def test_a_form_sent_twice_is_one_survey(city, home):
    first = survey(home, city.worker)
    with refused("households_survey_submission_key"):
        survey(home, city.worker, submission=first.submission)
    assert Survey.objects.count() == 1


@pytest.mark.parametrize(("table", "column"), SEALED)
@pytest.mark.parametrize("role", ["jiuyuan_app", "NONE"])
def test_of_what_is_sealed_only_the_seal_is_made_anew(records, table, column, role):
    before = rows(f"subsidies_{table}")
    for change in ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
        with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
            run("SET CONSTRAINTS ALL IMMEDIATE", f"SET LOCAL ROLE {role}", change.format(f"subsidies_{table}"))
    with transaction.atomic():
        run(f"UPDATE subsidies_{table} SET {column} = {column}")  # noqa: S608 -- names of our own tables
    assert rows(f"subsidies_{table}") == before != []
