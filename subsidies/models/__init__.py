"""What is claimed, for whom, and what of it is granted month by month."""

from .claims import Claim, ClaimAttachment, ClaimNotice, ClaimRecord, ClaimReview, ClaimSeat
from .lines import ClaimLine, ClaimMember
from .stops import Stop

__all__ = [
    "Claim",
    "ClaimAttachment",
    "ClaimLine",
    "ClaimMember",
    "ClaimNotice",
    "ClaimRecord",
    "ClaimReview",
    "ClaimSeat",
    "Stop",
]
