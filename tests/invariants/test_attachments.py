"""Files stay: struck off for a reason at most, never deleted, never another file."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.rows import NOON, application, attachment

from . import breaks, refused
from .test_records import DECIDED, FILES


def of_each(invariant):
    return breaks(*(f"{kind}attachment_{invariant}" for kind in DECIDED))


@pytest.fixture
def kept(request, person):
    """Makes a file of the kind the constraint or the table is about."""
    named = request.getfixturevalue("constraint" if "constraint" in request.fixturenames else "table")
    kind = named.removeprefix("households_").partition("attachment")[0]
    case: Any = application(kind, person)
    return lambda **values: attachment(case, **values)


@of_each("same_file_once")
def test_the_same_file_stands_once_until_it_is_struck_off(kept, constraint):
    first = kept()
    kept(kind="photo")
    kept(sha256="b" * 64)
    with refused(constraint):
        kept()
    first.struck_at, first.struck_by, first.struck_because = NOON, first.added_by, "传错了"
    first.save(update_fields=["struck_at", "struck_by", "struck_because"])
    kept()


@of_each("is_of_a_known_type")
def test_an_attachment_is_a_picture_or_a_pdf(kept, constraint):
    with refused(constraint):
        kept(content_type="image/svg+xml")


@of_each("holds_a_file")
def test_an_attachment_holds_a_file(kept, constraint):
    for values in ({"file": ""}, {"size": 0}, {"sha256": ""}):
        with refused(constraint):
            kept(**values)


@of_each("is_struck_off_for_a_reason")
def test_an_attachment_is_struck_off_by_somebody_for_a_reason(kept, constraint):
    by = kept().added_by
    for values in (
        {"struck_at": NOON},
        {"struck_at": NOON, "struck_by": by},
        {"struck_at": NOON, "struck_because": "传错了"},
        {"struck_because": "传错了"},
        {"struck_by": by},
    ):
        with refused(constraint):
            kept(sha256="b" * 64, **values)


def run(*statements):
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in ("SET CONSTRAINTS ALL IMMEDIATE", *statements):
            cursor.execute(statement)


@pytest.mark.parametrize("table", FILES)
@pytest.mark.parametrize("role", ["jiuyuan_app", "NONE"])
def test_a_file_is_neither_deleted_nor_exchanged(kept, table, role):
    kept()
    for change in (
        "DELETE FROM {}",
        "UPDATE {} SET file = 'other'",
        "UPDATE {} SET size = 2",
        "UPDATE {} SET sha256 = sha256",
        "UPDATE {} SET added_by_id = added_by_id",
        "UPDATE {} SET kind = 'photo'",
        "UPDATE {} SET application_id = application_id",
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            run(f"SET LOCAL ROLE {role}", change.format(table))


@pytest.mark.parametrize("table", FILES)
def test_a_table_of_files_is_not_emptied(kept, table):
    kept()
    with pytest.raises(DatabaseError, match="append-only"):
        run("SET LOCAL ROLE NONE", f"TRUNCATE {table} CASCADE")
