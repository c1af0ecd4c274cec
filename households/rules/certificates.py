"""再就业优惠证 and its successors: their numbers, and whether one bars new benefits on a day. Pure."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.identifiers import halfwidth
from households.enums import CertificateKind, InspectionResult

from .facts import Reason, Span, Term

ONE_DAY = dt.timedelta(days=1)
_SIXTEEN = (re.compile(r"\d{16}"), "16 位数字")
SERIALS = {
    CertificateKind.PREFERENTIAL: (re.compile(r"[0-9A-Z-]{4,20}"), "4 至 20 位数字、字母或连字符"),
    CertificateKind.REGISTRATION: _SIXTEEN,
    CertificateKind.STARTUP: _SIXTEEN,
}


def normal_serial(text: str) -> str:
    """A certificate's number as it is kept: half-width capitals without spaces."""
    return halfwidth(text).upper().replace(" ", "")


def serial_fault(kind: CertificateKind, serial: str) -> str:
    """What is wrong with a normalised number of a certificate of that kind, in a sentence; empty if nothing."""
    pattern, words = SERIALS[kind]
    return "" if pattern.fullmatch(serial) else f"{kind.label}的证号应为{words}。"


@dataclass(frozen=True, slots=True)
class Inspected:
    """One year's inspection of a certificate.

    ``barred_since`` is the day it failed or lapsed and ``barred_by`` which of the two; ``passed_on`` the day it
    passed, which lifts the bar. While it is pending neither is set: it lapses the day after ``closes_on``.
    """

    year: int
    closes_on: dt.date
    barred_since: dt.date | None = None
    barred_by: InspectionResult = InspectionResult.LAPSED
    passed_on: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate that was issued. The days of a suspension count from its first to its last."""

    kind: CertificateKind
    inspections: Sequence[Inspected] = ()
    suspensions: Sequence[tuple[Span, str]] = ()


def barring(inspections: Sequence[Inspected], on: dt.date) -> Inspected | None:
    """The inspection that bars on the day ``on``: of all that happened by then the latest, if it was no pass."""
    happened: list[tuple[dt.date, bool, Inspected]] = []
    for one in inspections:
        pending = one.barred_since is None and one.passed_on is None
        since = one.closes_on + ONE_DAY if pending else one.barred_since
        if since is not None and since <= on:
            happened.append((since, False, one))
        if one.passed_on is not None and one.passed_on <= on:
            happened.append((one.passed_on, True, one))
    if not happened:
        return None
    _, passed, latest = max(happened, key=lambda event: event[:2])
    return None if passed else latest


def benefit_block(certificate: CertificateFacts, blocks: Term, on: dt.date) -> Reason | None:
    """Why the certificate bars its holder from new benefits on the day ``on``; None if it does not.

    ``blocks`` says whether a failed or missed inspection bars, and by what article. A suspension always does.
    """
    name = certificate.kind.label
    for span, why in certificate.suspensions:
        if span.holds(on):
            text = f"{name}自 {span.first} 起暂停使用（{why}），暂停期间不得享受新的扶持政策"
            return Reason("CERTIFICATE_SUSPENDED", text, blocks.source)
    found = barring(certificate.inspections, on) if blocks.value else None
    if found is None:
        return None
    if found.barred_by is InspectionResult.FAILED and found.barred_since is not None:
        text = f"{name} {found.year} 年度年检不合格（{found.barred_since}，{found.reason}），不得享受新的扶持政策"
        return Reason("CERTIFICATE_FAILED", text, blocks.source)
    text = f"{name} {found.year} 年度年检已于 {found.closes_on} 截止，逾期未检失效，不得享受新的扶持政策"
    return Reason("CERTIFICATE_LAPSED", text, blocks.source)
