"""Material stays: struck off for a reason at most, never deleted, never another file."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.rows import NOON, attachment, certification

from . import breaks, refused


@breaks("certificationattachment_same_file_once")
def test_the_same_file_stands_once_until_it_is_struck_off(home, constraint):
    case = certification(home)
    first = attachment(case)
    attachment(case, kind="photo")
    attachment(case, sha256="b" * 64)
    with refused(constraint):
        attachment(case)
    first.struck_at, first.struck_by, first.struck_because = NOON, case.drafted_by, "传错了"
    first.save(update_fields=["struck_at", "struck_by", "struck_because"])
    attachment(case)


@breaks("certificationattachment_is_of_a_known_type")
def test_an_attachment_is_a_picture_or_a_pdf(home, constraint):
    with refused(constraint):
        attachment(certification(home), content_type="image/svg+xml")


@breaks("certificationattachment_holds_a_file")
def test_an_attachment_holds_a_file(home, constraint):
    for values in ({"file": ""}, {"size": 0}, {"sha256": ""}):
        with refused(constraint):
            attachment(certification(home, status="refused"), **values)


@breaks("certificationattachment_is_struck_off_for_a_reason")
def test_an_attachment_is_struck_off_by_somebody_for_a_reason(home, constraint):
    case = certification(home)
    for values in (
        {"struck_at": NOON},
        {"struck_at": NOON, "struck_by": case.drafted_by},
        {"struck_at": NOON, "struck_because": "传错了"},
        {"struck_because": "传错了"},
        {"struck_by": case.drafted_by},
    ):
        with refused(constraint):
            attachment(case, **values)


def run(*statements):
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in ("SET CONSTRAINTS ALL IMMEDIATE", *statements):
            cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM {}",
        "UPDATE {} SET file = 'other'",
        "UPDATE {} SET kind = 'photo'",
        "UPDATE {} SET application_id = application_id",
        "UPDATE {} SET added_by_id = added_by_id",
    ],
)
@pytest.mark.parametrize("role", ["jiuyuan_app", "NONE"])
def test_an_attachment_is_neither_deleted_nor_exchanged(home, change, role):
    attachment(certification(home))
    with pytest.raises(DatabaseError, match="append-only"):
        run(f"SET LOCAL ROLE {role}", change.format("households_certificationattachment"))


def test_the_table_of_attachments_is_not_emptied(home):
    attachment(certification(home))
    with pytest.raises(DatabaseError, match="append-only"):
        run("SET LOCAL ROLE NONE", "TRUNCATE households_certificationattachment CASCADE")
