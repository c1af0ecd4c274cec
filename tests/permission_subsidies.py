"""Who opens which page of subsidies."""

from collections.abc import Callable
from typing import Any

from accounts.enums import Role
from tests.permission_words import CASES, COMMUNITY, DECIDERS, FIGURES, KEEPERS, UNMASKERS, Expected, fixed, of
from tests.world import World

PAYERS = frozenset({Role.DISTRICT_OFFICER})
FUND_KEEPERS = PAYERS | {Role.CITY_OFFICER}
PAYMENT_READERS = FUND_KEEPERS | {Role.FINANCE}
FINANCE = frozenset({Role.FINANCE})
STOPPERS = KEEPERS | {Role.CITY_OFFICER}
PLAIN: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "subsidies:claims": (Expected(CASES), fixed()),
    "subsidies:stops": (Expected(CASES), fixed()),
    "subsidies:ledger": (Expected(CASES), fixed()),
    "subsidies:batches": (Expected(PAYMENT_READERS), fixed()),
    "subsidies:to_pay": (Expected(PAYERS), fixed()),
    "subsidies:payments": (Expected(PAYMENT_READERS), fixed()),
    "subsidies:funds": (Expected(PAYMENT_READERS), fixed()),
    "subsidies:allocations": (Expected(PAYMENT_READERS), fixed()),
    "subsidies:allocate": (Expected(FUND_KEEPERS, "get post"), fixed()),
    "subsidies:bank_formats": (Expected(PAYMENT_READERS), fixed()),
    "subsidies:bank_format_new": (Expected(FUND_KEEPERS, "get post"), fixed()),
    "subsidies:recoveries": (Expected(CASES), fixed()),
    "subsidies:progress": (Expected(FIGURES), fixed()),
    "subsidies:step_days": (Expected(FIGURES), fixed()),
    "subsidies:batch_new": (Expected(PAYERS, "get post"), fixed(scheme="flexible", year=2026, month=7)),
}
SCOPED: dict[str, Expected] = {
    "subsidies:entitlements": Expected(CASES, "get", of("person")),
    "subsidies:stop": Expected(CASES, "get", of("stop")),
    "subsidies:stop_new": Expected(STOPPERS, "get post", of("person")),
    "subsidies:stop_resume": Expected(STOPPERS, "get post", of("stop")),
    "subsidies:claim": Expected(CASES, "get", of("claim")),
    "subsidies:claim_sheet": Expected(CASES, "get", of("claim")),
    "subsidies:claim_new": Expected(COMMUNITY, "get post", of("person")),
    "subsidies:claim_edit": Expected(COMMUNITY, "get post", of("claim")),
    "subsidies:claim_submit": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_decide": Expected(DECIDERS, "post", of("claim")),
    "subsidies:claim_withdraw": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_review": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_object": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_attach": Expected(COMMUNITY, "post", of("claim")),
    "subsidies:claim_attachment": Expected(UNMASKERS, "get", of("claim_attachment")),
    "subsidies:claim_strike_off": Expected(COMMUNITY, "get post", of("claim_attachment")),
    "subsidies:batch": Expected(PAYMENT_READERS, "get", of("batch")),
    "subsidies:batch_sheet": Expected(PAYMENT_READERS, "get", of("batch")),
    "subsidies:batch_sign": Expected(PAYERS, "get post", of("batch")),
    "subsidies:batch_confirm": Expected(FINANCE, "get post", of("batch")),
    "subsidies:batch_send": Expected(PAYERS, "get post", of("batch")),
    "subsidies:batch_file": Expected(PAYERS, "get post", of("batch")),
    "subsidies:batch_return": Expected(PAYERS, "get post", of("batch")),
    "subsidies:batch_dissolve": Expected(PAYERS | FINANCE, "get post", of("batch")),
    "subsidies:payment": Expected(PAYMENT_READERS, "get", of("payment")),
    "subsidies:payment_correct": Expected(PAYERS, "get post", of("payment")),
    "subsidies:recovery_new": Expected(PAYERS, "get post", of("payment")),
    "subsidies:recovery": Expected(CASES, "get", of("recovery")),
    "subsidies:recovery_receive": Expected(PAYERS, "get post", of("recovery")),
    "subsidies:recovery_propose": Expected(PAYERS, "get post", of("recovery")),
    "subsidies:recovery_decide": Expected(PAYERS, "get post", of("recovery")),
    "subsidies:recovery_strike_off": Expected(PAYERS, "get post", of("recovery")),
    "subsidies:receipt_strike_off": Expected(PAYERS, "get post", of("receipt")),
}
LISTS = {
    "subsidies:claims": Role.COMMUNITY_WORKER,
    "subsidies:stops": Role.COMMUNITY_WORKER,
    "subsidies:ledger": Role.COMMUNITY_WORKER,
    "subsidies:recoveries": Role.COMMUNITY_WORKER,
}
