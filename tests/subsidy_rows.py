"""Members and lines of claims as no action would write them: each valid, but for what a test says."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import Area, User
from households.models import Person
from subsidies.models import Claim, ClaimAttachment, ClaimLine, ClaimMember, Stop
from tests.rows import DAY, attachment, claim
from tests.stopping import stopped


def claim_member(of: Claim, person: Person | None = None, **values: Any) -> ClaimMember:
    told: dict[str, Any] = {"facts": {}, "amount": Decimal(0), "person": person or of.person} | values
    return of.members.create(**told)


def claim_line(of: ClaimMember, **values: Any) -> ClaimLine:
    told: dict[str, Any] = {"month": DAY, "item": "pension", "formula": "ceiling_share", "amount": Decimal(100)}
    told |= {"reason": "OK", "is_live": True, "claim_id": of.claim_id, "person_id": of.person_id} | values
    return ClaimLine.objects.create(member=of, **told)


# --- tests.world -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Subsidising:
    """One of everything of this kind in an area of ``tests.world``."""

    claim: Claim
    claim_attachment: ClaimAttachment
    stop: Stop


def rows_of(area: Area, person: Person, officer: User, mark: str) -> dict[str, Any]:
    """A person's draft with a file."""
    own = claim(person, area=area, drafted_by=officer, bank=f"{mark}银行")
    claim_member(own)
    granted = claim(
        person, area=area, drafted_by=officer, bank=f"{mark}银行", chain_code="claim-opening-1", status="approved"
    )
    claim_member(granted, amount=Decimal(100))
    return {
        "claim": own,
        "claim_attachment": attachment(own, kind="voucher", added_by=officer),
        "stop": stopped(person, stopped_by=officer),
    }
