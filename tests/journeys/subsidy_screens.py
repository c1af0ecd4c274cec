"""Pages of subsidies, looked at with the other pages of the demo city."""

from collections.abc import Callable

from django.urls import reverse

from subsidies.models import Claim

from .demo_rows import page


def a_claim(status: str) -> Claim:
    return Claim.objects.filter(status=status).order_by("pk")[0]


def of(name: str, status: str) -> Callable[[], str]:
    return lambda: reverse(f"subsidies:{name}", args=[a_claim(status).pk])


SUBSIDY_PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "claims": ("quxian", page("subsidies:claims")),
    "claim-new": ("shequ", lambda: reverse("subsidies:claim_new", args=[a_claim("approved").person_id])),
    "claim": ("shiju", of("claim", "approved")),
    "claim-sheet": ("shiju", of("claim_sheet", "approved")),
    "claim-returned": ("shiju", of("claim", "returned")),
    "claim-draft": ("shiju", of("claim", "draft")),
    "entitlements": ("shiju", lambda: reverse("subsidies:entitlements", args=[a_claim("approved").person_id])),
    "stops": ("quxian", page("subsidies:stops")),
    "subsidy-ledger": ("quxian", page("subsidies:ledger")),
    "batches": ("quxian", page("subsidies:batches")),
    "to-pay": ("quxian", page("subsidies:to_pay")),
    "payments": ("quxian", page("subsidies:payments")),
    "funds": ("quxian", page("subsidies:funds")),
    "bank-formats": ("shiju", page("subsidies:bank_formats")),
    "recoveries": ("quxian", page("subsidies:recoveries")),
    "progress": ("shiju", page("subsidies:progress")),
    "step-days": ("shiju", page("subsidies:step_days")),
}
