"""A certificate's number, and whether it bars new benefits on a day."""

import datetime as dt

import pytest

from households.enums import CertificateKind, InspectionResult
from households.rules.certificates import (
    CertificateFacts,
    Inspected,
    barring,
    benefit_block,
    normal_serial,
    serial_fault,
)
from households.rules.facts import Span, Term

BLOCKS = Term(True, "文件 一")
CLOSES = dt.date(2026, 9, 30)
DAY = dt.timedelta(days=1)
PENDING = Inspected(2026, CLOSES)
PASSED = Inspected(2026, CLOSES, passed_on=CLOSES - 5 * DAY)
FAILED = Inspected(2026, CLOSES, barred_since=CLOSES - 5 * DAY, barred_by=InspectionResult.FAILED, reason="未到场")
LAPSED = Inspected(2026, CLOSES, barred_since=CLOSES + DAY)
LATE = Inspected(2026, CLOSES, barred_since=CLOSES + DAY, passed_on=CLOSES + 20 * DAY)


@pytest.mark.parametrize(
    ("inspections", "on", "bars"),
    [
        ((), CLOSES, None),
        ((PENDING,), CLOSES, None),
        ((PENDING,), CLOSES + DAY, PENDING),
        ((PASSED,), CLOSES + 90 * DAY, None),
        ((FAILED,), CLOSES - 6 * DAY, None),
        ((FAILED,), CLOSES - 5 * DAY, FAILED),
        ((LAPSED,), CLOSES, None),
        ((LAPSED,), CLOSES + DAY, LAPSED),
        ((LATE,), CLOSES + 19 * DAY, LATE),
        ((LATE,), CLOSES + 20 * DAY, None),
        ((LAPSED, Inspected(2027, CLOSES + 365 * DAY)), CLOSES + 300 * DAY, LAPSED),
        ((LAPSED, Inspected(2027, CLOSES + 365 * DAY, passed_on=CLOSES + 300 * DAY)), CLOSES + 300 * DAY, None),
    ],
)
def test_the_latest_that_happened_bars_unless_it_is_a_pass(inspections, on, bars):
    assert barring(inspections, on) == bars


def held(*inspections, suspensions=()):
    return CertificateFacts(CertificateKind.STARTUP, inspections, suspensions)


def test_what_bars_is_said_with_its_article():
    lapsed = benefit_block(held(LAPSED), BLOCKS, CLOSES + DAY)
    assert lapsed is not None
    assert (lapsed.code, lapsed.article) == ("CERTIFICATE_LAPSED", "文件 一")
    assert "就业创业证 2026 年度年检已于 2026-09-30 截止" in lapsed.text
    failed = benefit_block(held(FAILED), BLOCKS, CLOSES)
    assert failed is not None
    assert "未到场" in failed.text


def test_a_city_that_does_not_bar_bars_nobody_but_the_suspended():
    suspended = held(LAPSED, suspensions=[(Span(CLOSES, CLOSES + 9 * DAY), "核查")])
    does_not = Term(False, "文件 一")
    assert benefit_block(held(LAPSED), does_not, CLOSES + DAY) is None
    found = benefit_block(suspended, does_not, CLOSES + 9 * DAY)
    assert found is not None
    assert "核查" in found.text
    assert benefit_block(suspended, does_not, CLOSES + 10 * DAY) is None


def test_numbers_follow_the_pattern_of_their_kind():
    assert normal_serial(" ２３０1 0300 1100 0001 ") == "2301030011000001"
    assert serial_fault(CertificateKind.STARTUP, "2301030011000001") == ""
    assert "16 位数字" in serial_fault(CertificateKind.REGISTRATION, "2301")
    assert serial_fault(CertificateKind.PREFERENTIAL, "HRB-2005-0001") == ""
    assert "再就业优惠证" in serial_fault(CertificateKind.PREFERENTIAL, "哈0001")
