"""What is claimed, for whom, what of it is granted month by month, paid, and recovered."""

from .claims import Claim, ClaimAttachment, ClaimNotice, ClaimRecord, ClaimReview, ClaimSeat
from .funds import Allocation, BankFormat, Fund
from .lines import ClaimLine, ClaimMember
from .payments import BankFile, BankReturn, Batch, CorrectedAccount, Payment
from .recoveries import Instalment, Receipt, Recovery, RecoveryLine
from .stops import Stop

__all__ = [
    "Allocation",
    "BankFile",
    "BankFormat",
    "BankReturn",
    "Batch",
    "Claim",
    "ClaimAttachment",
    "ClaimLine",
    "ClaimMember",
    "ClaimNotice",
    "ClaimRecord",
    "ClaimReview",
    "ClaimSeat",
    "CorrectedAccount",
    "Fund",
    "Instalment",
    "Payment",
    "Receipt",
    "Recovery",
    "RecoveryLine",
    "Stop",
]
