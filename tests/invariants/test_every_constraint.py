"""No constraint without its test."""

import importlib
import pkgutil

from django.apps import apps
from django.db import connection

from accounts.constraints import RECORD_TABLES
from tests import invariants

from .records import OURS, TRIGGERS

APPS = ("accounts", "policy", "households", "assistance", "subsidies", "desk")
IN_MIGRATIONS = {
    "certificationrecord_agrees_with_its_seat",
    "exitrecord_agrees_with_its_seat",
    "certificaterecord_agrees_with_its_seat",
    "decided_in_own_area",
    "number_is_one_persons",
    "revocationrecord_agrees_with_its_seat",
    "deputation_stays_in_the_area",
    "deputy_is_named_for_the_day",
    "one_step_in_one_name",
    "office_is_told_of_an_employment_once",
    "lump_sum_stands_once_for_an_employment",
    "offer_that_is_used_stands",
    "course_takes_no_more_than_its_places",
    "service_of_a_course_stands_with_its_result",
    "post_is_one_of_an_approved_plan",
    "post_has_one_holder_at_a_time",
    "person_holds_one_post_at_a_time",
    "post_is_held_by_an_employment_in_it",
    "post_is_held_by_the_certified",
    "placement_of_a_post_stands",
    "claimrecord_agrees_with_its_seat",
    "claim_line_agrees_with_its_member",
    "claim_line_is_live_as_its_claim",
    "claim_line_stays_once_submitted",
    "claim_stays_once_submitted",
    "claim_amount_is_the_sum_of_its_lines",
    "fund_pays_no_more_than_it_was_given",
    "batch_stays_as_it_was_made",
    "batch_totals_are_those_of_its_payments",
    "payment_is_of_an_approved_claim_of_its_batch",
    "payment_stays_as_it_was_listed",
    "claim_that_is_paid_stays_approved",
    "recovery_line_is_of_what_was_paid",
    "recovery_is_the_sum_of_its_lines_and_instalments",
    "recovery_stays_as_it_was_opened",
    "recovery_closes_when_all_is_in_or_by_two_people",
    "recovery_takes_no_more_than_is_asked_back",
}


def declared():
    return {
        constraint.name % {"class": model._meta.model_name, "app_label": app}
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def in_database(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement, [rf"^({'|'.join(APPS)})_"])
        return cursor.fetchall()


def covered():
    for module in pkgutil.iter_modules(invariants.__path__):
        importlib.import_module(f"tests.invariants.{module.name}")
    return invariants.COVERED


def test_every_constraint_has_a_test():
    assert covered() == declared() | IN_MIGRATIONS


def test_every_constraint_of_the_database_is_declared(db):
    """Checks, exclusions and named foreign keys; those Django makes for columns are its own."""
    names = in_database(
        "SELECT conname FROM pg_constraint WHERE conrelid::regclass::text ~ %s AND contype IN ('c', 'x', 'f')"
        " AND conname !~ '_(check|fk_[a-z_]+)$'"
    )
    assert {name for (name,) in names} <= declared() | IN_MIGRATIONS


def test_every_trigger_has_a_test(db):
    triggers = in_database(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text ~ %s"
    )
    assert set(triggers) == TRIGGERS


def test_every_table_of_records_has_its_tests():
    assert {table for table in RECORD_TABLES if table.startswith(APPS)} == set(OURS)
