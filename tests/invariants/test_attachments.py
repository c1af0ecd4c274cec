"""Files stay: struck off for a reason at most, never deleted, never another file."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.assistance.rows import pledge, programme, programme_attachment, signature
from tests.care_rows import photo, visit
from tests.factories import HouseholdFactory
from tests.rows import DAY, NOON, ONE_DAY, application, attachment, scan, written_system, zero_case

from . import breaks, refused
from .records import DECIDED, FILES

ATTACHMENTS = [f"{kind}attachment" for kind in (*DECIDED, "claim")]
OWN = {
    "documentscan": ("document_id",),
    "writtensystem": ("area_id", "kind", "title", "in_force_from"),
    "pledgesignature": ("pledge_id", "side", "person_id"),
    "visitphoto": ("visit_id",),
    "programmeattachment": ("programme_id", "title"),
}


def of_each(invariant, kinds=(*ATTACHMENTS, *OWN)):
    return breaks(*(f"{kind}_{invariant}" for kind in kinds))


@pytest.fixture
def kept(request, city, person):
    """Makes a file of the kind the constraint or the table is about."""
    named = request.getfixturevalue("constraint" if "constraint" in request.fixturenames else "table")
    if "documentscan" in named:
        document = scan(city, sha256="c" * 64).document
        return lambda **values: scan(city, document, **values)
    if "writtensystem" in named:
        following = iter(range(9))
        return lambda **values: written_system(
            city.community, **{"in_force_from": DAY + next(following) * ONE_DAY} | values
        )
    if "pledgesignature" in named:
        return lambda **values: signature(pledge(zero_case(HouseholdFactory(area=city.community))), **values)
    if "visitphoto" in named:
        made = visit(person, city.worker)
        return lambda **values: photo(made, city.worker, **values)
    if "programmeattachment" in named:
        own = programme(city)
        return lambda **values: programme_attachment(own, **values)
    case: Any = application(named.partition("attachment")[0].rpartition("_")[2], person)
    return lambda **values: attachment(case, **values)


@of_each("same_file_once", ATTACHMENTS)
def test_the_same_file_stands_once_until_it_is_struck_off(kept, constraint):
    first = kept()
    kept(kind="photo")
    kept(sha256="b" * 64)
    with refused(constraint):
        kept()
    first.struck_at, first.struck_by, first.struck_because = NOON, first.added_by, "传错了"
    first.save(update_fields=["struck_at", "struck_by", "struck_because"])
    kept()


@breaks("documentscan_same_file_once", "programmeattachment_same_file_once")
def test_the_same_scan_stands_once(kept, constraint):
    kept()
    with refused(constraint):
        kept()


@breaks("writtensystem_one_of_a_kind_begins_on_a_day")
def test_one_system_of_a_kind_begins_on_a_day_in_an_area(city, kept, constraint):
    first = kept(in_force_from=DAY)
    kept(in_force_from=DAY, kind="dynamic")
    written_system(city.street)
    with refused(constraint):
        kept(in_force_from=DAY)
    first.struck_at, first.struck_by, first.struck_because = NOON, first.added_by, "传错了"
    first.save(update_fields=["struck_at", "struck_by", "struck_because"])
    kept(in_force_from=DAY)


@breaks("writtensystem_has_a_title", "programmeattachment_has_a_title")
def test_a_written_system_and_an_attachment_of_a_programme_have_a_title(kept, constraint):
    with refused(constraint):
        kept(title="")


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
    columns = OWN.get(table.partition("_")[2], ("application_id", "kind"))
    for change in (
        "DELETE FROM {}",
        "UPDATE {} SET file = 'other'",
        "UPDATE {} SET size = 2",
        "UPDATE {} SET sha256 = sha256",
        "UPDATE {} SET added_by_id = added_by_id",
        *(f"UPDATE {{}} SET {column} = {column}" for column in columns),  # noqa: S608 -- columns of our own tables
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            run(f"SET LOCAL ROLE {role}", change.format(table))


@pytest.mark.parametrize("table", FILES)
def test_a_table_of_files_is_not_emptied(kept, table):
    kept()
    with pytest.raises(DatabaseError, match="append-only"):
        run("SET LOCAL ROLE NONE", f"TRUNCATE {table} CASCADE")
