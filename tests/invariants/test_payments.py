"""补贴资金, 发放 and 追回: no fund is overdrawn, no claim paid twice, nothing asked back twice."""

from decimal import Decimal

import pytest
from django.db import connection, transaction

from accounts.enums import Role
from subsidies.models import BankFile, Fund
from tests.factories import UserFactory, member
from tests.paying_rows import (
    allocation,
    bank_format,
    bank_return,
    batch,
    corrected,
    fund,
    granted_claim,
    instalment,
    listed,
    paid,
    payment,
    receipt,
    recovery,
    recovery_line,
    sent,
)
from tests.rows import DAY, NOON, ONE_DAY

from . import breaks, refused

STRUCK = {"struck_at": NOON, "struck_because": "登记错误"}


@pytest.fixture
def second(city):
    return UserFactory(area=city.district, role=Role.DISTRICT_OFFICER)


@pytest.fixture
def money(city):
    return fund(city, "1000.00")


@pytest.fixture
def _unfinished(db):
    """What is left without its lines when the test ends is taken back, not looked at."""
    yield
    transaction.set_rollback(True)


def put(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


@breaks(
    "fund_is_one_of_its_area_year_family_and_source",
    "allocation_is_of_some_yuan_by_a_document",
    "bank_format_begins_once_on_a_day",
    "bank_format_says_how_its_text_is_written",
    "bank_format_has_a_name_and_columns",
)
def test_money_is_told_once_by_a_document_and_files_as_the_bank_wants_them(city, money, constraint):
    key = {"area": money.area, "year": money.year, "family": money.family, "source": money.source}
    faults = {
        "fund_is_one_of_its_area_year_family_and_source": [lambda: Fund.objects.create(**key)],
        "allocation_is_of_some_yuan_by_a_document": [
            lambda: allocation(city, money, amount=Decimal(0)),
            lambda: allocation(city, money, document=""),
        ],
        "bank_format_begins_once_on_a_day": [lambda: [bank_format(city), bank_format(city)]],
        "bank_format_says_how_its_text_is_written": [
            lambda: bank_format(city, separator=""),
            lambda: bank_format(city, kind="workbook"),
        ],
        "bank_format_has_a_name_and_columns": [
            lambda: bank_format(city, name=""),
            lambda: bank_format(city, columns=[]),
        ],
    }
    for fault in faults[constraint]:
        with refused(constraint):
            fault()


@breaks("fund_pays_no_more_than_it_was_given")
def test_a_fund_gives_no_more_than_it_has(city, person, money, constraint):
    own = listed(city, money, granted_claim(person, "700.00"))
    other = granted_claim(member(person.memberships.get().household, name="周二"), "400.00")
    with refused(constraint):
        payment(batch(city, money), other)
    with refused(constraint):
        allocation(city, money, amount=Decimal(-500))
    put(own.batch, status="dissolved", dissolved_by=city.district_officer, dissolved_at=NOON, dissolved_because="错")
    payment(batch(city, money), other)


@breaks(
    "batch_is_for_whole_months",
    "batch_is_signed_and_confirmed_by_others_than_made_it",
    "batch_stands_where_its_signatures_say",
    "batch_is_signed_by_somebody",
    "batch_is_confirmed_and_sent_by_somebody",
    "batch_is_dissolved_by_somebody_for_a_reason",
)
def test_a_batch_is_signed_by_three_people(city, money, second, constraint):
    signed = {"status": "signed", "signed_by": second, "signed_at": NOON, "count": 1}
    confirmed = signed | {"status": "confirmed", "confirmed_by": city.worker, "confirmed_at": NOON}
    out = {"status": "dissolved", "dissolved_by": second, "dissolved_at": NOON, "dissolved_because": "错"}
    maker = city.district_officer
    faults = {
        "batch_is_for_whole_months": [{"first_month": DAY + ONE_DAY}, {"last_month": DAY.replace(year=2020)}],
        "batch_is_signed_and_confirmed_by_others_than_made_it": [
            signed | {"signed_by": maker},
            confirmed | {"confirmed_by": maker},
            confirmed | {"confirmed_by": second},
        ],
        "batch_stands_where_its_signatures_say": [
            signed | {"status": "made"},
            confirmed | {"status": "signed"},
            confirmed | {"status": "sent"},
        ],
        "batch_is_signed_by_somebody": [signed | {"signed_by": None}, signed | {"count": 0}],
        "batch_is_confirmed_and_sent_by_somebody": [confirmed | {"confirmed_by": None}],
        "batch_is_dissolved_by_somebody_for_a_reason": [out | {"dissolved_because": ""}, out | {"dissolved_by": None}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            batch(city, money, **values)
    batch(city, money, **confirmed)


@breaks("batch_stays_as_it_was_made", "batch_totals_are_those_of_its_payments")
def test_a_batch_stays_as_it_was_made(city, person, money, second, constraint):
    own = batch(city, money)
    if constraint == "batch_totals_are_those_of_its_payments":
        payment(own, granted_claim(person))
        for values in ({"count": 2, "amount": Decimal(300)}, {"count": 1, "amount": Decimal(299)}):
            with refused(constraint):
                put(own, **values)
        return
    listed_one = listed(city, money, granted_claim(person), own)
    faults = [{"scheme": "post"}, {"count": 2, "amount": Decimal(1)}, {"status": "sent"}]
    for values in faults:
        with refused(constraint):
            put(own, **values)
    sent(city, listed_one, second)
    for values in ({"status": "dissolved"}, {"sent_by": second}):
        with refused(constraint):
            put(own, **values)


@breaks(
    "claim_is_paid_once",
    "payment_has_its_place_in_the_batch",
    "payment_is_of_some_yuan_to_an_account",
    "payment_is_of_an_approved_claim_of_its_batch",
)
def test_a_claim_is_paid_once_what_it_comes_to(city, person, money, constraint):
    claim, own = granted_claim(person), batch(city, money)
    other = granted_claim(member(person.memberships.get().household, name="周二"))
    draft = granted_claim(member(person.memberships.get().household, name="周三"), status="draft", step=None)
    faults = {
        "claim_is_paid_once": [lambda: payment(own, claim, serial=2)],
        "payment_has_its_place_in_the_batch": [lambda: payment(own, other)],
        "payment_is_of_some_yuan_to_an_account": [
            lambda: payment(own, other, serial=2, account=""),
            lambda: payment(own, other, serial=2, amount=Decimal(0)),
        ],
        "payment_is_of_an_approved_claim_of_its_batch": [
            lambda: payment(own, other, serial=2, amount=Decimal(299)),
            lambda: payment(own, draft, serial=2),
            lambda: payment(batch(city, money, scheme="post"), other),
        ],
    }
    payment(own, claim)
    for fault in faults[constraint]:
        with refused(constraint):
            fault()


@breaks(
    "payment_stays_as_it_was_listed",
    "payment_is_settled_with_its_day_and_reason",
    "claim_that_is_paid_stays_approved",
)
def test_a_payment_stays_as_it_was_listed(city, person, money, second, constraint):
    own = listed(city, money, granted_claim(person))
    if constraint == "claim_that_is_paid_stays_approved":
        with refused(constraint):
            put(own.claim, status="withdrawn")
        return
    if constraint == "payment_stays_as_it_was_listed":
        for values in ({"amount": Decimal(1)}, {"bank": "别的银行"}, {"status": "sent"}, {"status": "paid"}):
            with refused(constraint):
                put(own, **values)
    sent(city, own, second)
    faults = {
        "payment_stays_as_it_was_listed": [{"status": "listed"}, {"status": "freed"}],
        "payment_is_settled_with_its_day_and_reason": [{"status": "paid"}, {"status": "rejected", "settled_on": DAY}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            put(own, **values)
    put(own, status="paid", settled_on=DAY)


@breaks(
    "corrected_account_is_whole",
    "bank_file_holds_a_file",
    "bank_return_of_a_batch_counts_once",
    "bank_return_holds_a_file",
)
def test_what_goes_to_the_bank_and_comes_back_is_kept(city, person, money, constraint):
    own = listed(city, money, granted_claim(person))
    file = {
        "batch": own.batch,
        "format": bank_format(city),
        "file": "bank/1",
        "size": 1,
        "sha256": "1",
        "made_at": NOON,
    }
    file |= {"count": 1, "amount": Decimal(300)}
    faults = {
        "corrected_account_is_whole": [lambda: corrected(city, own, bank="")],
        "bank_file_holds_a_file": [
            lambda: BankFile.objects.create(**file | {"sha256": ""}),
            lambda: BankFile.objects.create(**file | {"count": 0}),
        ],
        "bank_return_of_a_batch_counts_once": [lambda: [bank_return(city, own.batch), bank_return(city, own.batch)]],
        "bank_return_holds_a_file": [lambda: bank_return(city, own.batch, size=0)],
    }
    for fault in faults[constraint]:
        with refused(constraint):
            fault()


@breaks(
    "recovery_is_struck_off_for_a_reason",
    "recovery_is_of_some_yuan_for_a_reason_by_an_article",
    "recovery_is_proposed_for_closing_for_a_reason",
    "recovery_is_closed_by_another_than_proposed_it",
)
def test_a_recovery_says_why_and_two_people_close_it(city, person, money, second, constraint):
    own = paid(city, money, granted_claim(person), second)
    asked = {"proposed_by": second, "proposed_at": NOON, "closing_reason": "无可追回"}
    faults = {
        "recovery_is_struck_off_for_a_reason": [STRUCK],
        "recovery_is_of_some_yuan_for_a_reason_by_an_article": [
            {"amount": Decimal(0)},
            {"reason": ""},
            {"article": ""},
        ],
        "recovery_is_proposed_for_closing_for_a_reason": [asked | {"closing_reason": ""}],
        "recovery_is_closed_by_another_than_proposed_it": [
            asked | {"closed_on": DAY, "closed_by": second},
            asked | {"closed_on": DAY},
        ],
    }
    for values in faults[constraint]:
        with refused(constraint):
            recovery(city, own, **values)


@breaks(
    "recovery_is_the_sum_of_its_lines_and_instalments",
    "recovery_stays_as_it_was_opened",
    "recovery_closes_when_all_is_in_or_by_two_people",
)
def test_a_recovery_adds_up_and_stays(city, person, money, second, constraint):
    payment_ = paid(city, money, granted_claim(person), second)
    own = recovery(city, payment_)
    line = payment_.claim.lines.get()
    if constraint == "recovery_is_the_sum_of_its_lines_and_instalments":
        recovery_line(own, line)
        with refused(constraint), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        instalment(own)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return
    faults = {
        "recovery_stays_as_it_was_opened": {"amount": Decimal(1)},
        "recovery_closes_when_all_is_in_or_by_two_people": {"closed_on": DAY, "closed_by": second},
    }
    with refused(constraint):
        put(own, **faults[constraint])
    recovery_line(own, line)
    instalment(own)


@pytest.mark.usefixtures("_unfinished")
@breaks("claim_line_is_recovered_once", "recovery_line_is_of_some_yuan", "recovery_line_is_of_what_was_paid")
def test_a_line_is_recovered_once_and_no_more_than_was_paid(city, person, money, second, constraint):
    payment_ = paid(city, money, granted_claim(person), second)
    line, own = payment_.claim.lines.get(), recovery(city, payment_)
    other = recovery(city, payment_)
    faults = {
        "claim_line_is_recovered_once": [{"recovery": other}],
        "recovery_line_is_of_some_yuan": [{"recovery": other, "amount": Decimal(0)}],
        "recovery_line_is_of_what_was_paid": [{"recovery": other, "amount": Decimal(301)}],
    }
    if constraint == "claim_line_is_recovered_once":
        recovery_line(own, line)
    for values in faults[constraint]:
        with refused(constraint):
            recovery_line(**{"recovery": own, "line": line} | values)
    if constraint == "claim_line_is_recovered_once":
        put(own, struck_by=second, **STRUCK)
        recovery_line(other, line)


@pytest.mark.usefixtures("_unfinished")
@breaks(
    "instalment_is_due_once_on_a_day",
    "instalment_is_of_some_yuan",
    "receipt_is_struck_off_for_a_reason",
    "receipt_is_of_some_yuan_with_a_voucher",
    "recovery_takes_no_more_than_is_asked_back",
)
def test_what_comes_in_is_due_once_and_no_more_than_asked(city, person, money, second, constraint):
    own = recovery(city, paid(city, money, granted_claim(person), second))
    instalment(own, amount=Decimal(100))
    receipt(city, own, amount=Decimal(200))
    faults = {
        "instalment_is_due_once_on_a_day": [lambda: instalment(own)],
        "instalment_is_of_some_yuan": [lambda: instalment(own, due_on=DAY + ONE_DAY, amount=Decimal(0))],
        "receipt_is_struck_off_for_a_reason": [lambda: receipt(city, own, **STRUCK)],
        "receipt_is_of_some_yuan_with_a_voucher": [
            lambda: receipt(city, own, voucher=""),
            lambda: receipt(city, own, amount=Decimal(0)),
        ],
        "recovery_takes_no_more_than_is_asked_back": [lambda: receipt(city, own, amount=Decimal(101))],
    }
    for fault in faults[constraint]:
        with refused(constraint):
            fault()
