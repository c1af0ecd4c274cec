"""Certificates, what is kept of them, and their inspections."""

import datetime as dt

import pytest

from households.models import Certificate, Inspection, InspectionRound
from policy.models import Document
from tests.factories import member
from tests.rows import DAY, NOON, ONE_DAY, certificate, endorsed, issued

from . import breaks, refused


@pytest.fixture
def held(person):
    return issued(person)


@pytest.fixture
def opened(city):
    document = Document.objects.create(number="文", title="年检", issuer="局", issued_on=DAY, level="city")
    return InspectionRound.objects.create(
        area=city.district,
        year=2026,
        opens_on=DAY,
        closes_on=DAY + 30 * ONE_DAY,
        document=document,
        opened_by=city.district_officer,
        opened_at=NOON,
    )


@breaks("certificate_one_live_per_person_and_kind")
def test_a_person_has_one_live_certificate_of_a_kind(person, constraint):
    certificate(person, status="refused")
    issued(person, 1, surrendered_on=DAY, surrender_reason="other")
    certificate(person, kind="preferential")
    issued(person, 2)
    with refused(constraint):
        certificate(person)


@breaks("certificate_serial_unique_within_its_kind")
def test_a_number_is_given_once_in_a_kind(home, held, constraint):
    other = member(home)
    issued(other, 1, kind="registration_card")
    with refused(constraint):
        issued(other, 1)


@breaks("certificate_has_a_serial_and_a_day_once_issued")
def test_an_issued_certificate_has_a_number_and_a_day(person, constraint):
    for values in (
        {"status": "approved", "issued_on": DAY},
        {"status": "approved", "serial": "1", "serial_digest": b"1"},
        {"status": "approved", "issued_on": DAY, "serial_digest": b"1"},
        {"issued_on": DAY},
    ):
        with refused(constraint):
            certificate(person, **values)


@breaks("certificate_is_surrendered_after_issue_for_a_reason")
def test_a_certificate_is_taken_back_on_a_day_for_a_reason(held, constraint):
    for values in (
        {"surrendered_on": DAY},
        {"surrender_reason": "other"},
        {"surrendered_on": DAY - ONE_DAY, "surrender_reason": "other"},
    ):
        with refused(constraint):
            Certificate.objects.filter(pk=held.pk).update(**values)


@breaks("certificate_names_its_evidence")
def test_an_application_names_its_evidence(person, constraint):
    with refused(constraint):
        certificate(person, evidence="")


@breaks("suspension_one_per_certificate_and_day")
def test_a_certificate_is_suspended_once_a_day(held, constraint):
    held.suspensions.create(since=DAY, resumed_on=DAY + 3 * ONE_DAY, reason="核查")
    held.suspensions.create(since=DAY + 3 * ONE_DAY, reason="核查")
    with refused(constraint):
        held.suspensions.create(since=DAY + 9 * ONE_DAY, reason="核查")


@breaks("suspension_has_a_reason_and_ends_after_it_began")
def test_a_suspension_has_a_reason_and_days_in_order(held, constraint):
    with refused(constraint):
        held.suspensions.create(since=DAY, reason="")
    held.suspensions.create(since=DAY, resumed_on=DAY, reason="核查")
    with refused(constraint):
        held.suspensions.create(since=DAY, resumed_on=DAY - ONE_DAY, reason="核查")


@breaks("serial_correction_gives_a_reason")
def test_a_number_is_put_right_for_a_reason(city, held, constraint):
    kept = {"old": "1", "reason": "录错", "corrected_by": city.worker, "corrected_at": NOON}
    for values in ({"old": ""}, {"reason": ""}):
        with refused(constraint):
            held.serial_corrections.create(**kept | values)


@breaks("reissue_one_per_copy", "reissue_is_a_later_copy_with_a_reason")
def test_a_further_copy_is_numbered_once_and_has_a_reason(city, held, constraint):
    copy = {"copy": 2, "issued_on": DAY, "reason": "遗失", "issued_by": city.worker}
    held.reissues.create(**copy)
    wrong = [{}] if constraint == "reissue_one_per_copy" else [{"copy": 1}, {"copy": 3, "reason": ""}]
    for values in wrong:
        with refused(constraint):
            held.reissues.create(**copy | values)


@breaks("endorsement_ends_after_it_began")
def test_a_benefit_ends_after_it_began(city, held, constraint):
    endorsed(held, city.worker, last_day=DAY)
    with refused(constraint):
        endorsed(held, city.worker, last_day=DAY - ONE_DAY)


@breaks("endorsement_is_cancelled_by_the_opposite_for_a_reason")
def test_a_counter_entry_has_a_reason_and_the_opposite_amount(city, held, constraint):
    wrong = endorsed(held, city.worker, amount=100)
    for values in (
        {"amount": -100},
        {"reason": "记错"},
        {"cancels": wrong, "amount": -100},
        {"cancels": wrong, "amount": 100, "reason": "记错"},
    ):
        with refused(constraint):
            endorsed(held, city.worker, **values)


@breaks("endorsement_names_its_source")
def test_an_endorsement_names_its_source(city, held, constraint):
    for values in ({"source": ""}, {"title": ""}):
        with refused(constraint):
            endorsed(held, city.worker, **values)


@breaks("inspection_round_one_per_area_and_year")
def test_an_area_has_one_round_a_year(opened, constraint):
    opened.pk, opened.closes_on = None, opened.closes_on + ONE_DAY
    with refused(constraint):
        InspectionRound.objects.bulk_create([opened])


@breaks("inspection_round_is_called_off_with_a_reason")
def test_a_round_is_called_off_with_a_reason(opened, constraint):
    for values in ({"cancelled_on": DAY}, {"cancel_reason": "重复发起"}):
        with refused(constraint):
            InspectionRound.objects.filter(pk=opened.pk).update(**values)


@breaks("inspection_round_closes_after_it_opens")
def test_a_round_closes_after_it_opens(opened, constraint):
    with refused(constraint):
        InspectionRound.objects.filter(pk=opened.pk).update(closes_on=DAY)


@breaks("inspection_one_per_certificate_and_year")
def test_a_certificate_is_inspected_once_a_year(opened, held, constraint):
    opened.inspections.create(certificate=held, year=2026)
    opened.inspections.create(certificate=held, year=2027)
    with refused(constraint):
        opened.inspections.create(certificate=held, year=2026)


@breaks(
    "inspection_result_is_somebodys_on_a_day",
    "inspection_bars_from_a_day_when_failed_or_lapsed",
    "inspection_failure_gives_a_reason",
)
def test_a_result_is_somebodys_bars_from_a_day_and_says_why(city, opened, held, constraint):
    done = {"result_on": DAY, "inspected_by": city.worker}
    barred = {"barred_since": DAY, "barred_by": "failed", "reason": "未到场"}
    wrong = {
        "inspection_result_is_somebodys_on_a_day": [
            {"result": "passed"},
            {"result": "passed", "result_on": DAY},
            {"result": "pending", "result_on": DAY},
        ],
        "inspection_bars_from_a_day_when_failed_or_lapsed": [
            {"result": "failed", "reason": "未到场", **done},
            {"result": "failed", **done, **barred, "barred_by": "passed"},
            {"result": "failed", **done, **barred, "barred_since": None},
            {"result": "failed", **done, **barred, "barred_since": DAY + dt.timedelta(days=1)},
        ],
        "inspection_failure_gives_a_reason": [{"result": "failed", **done, **barred, "reason": ""}],
    }
    own = opened.inspections.create(certificate=held, year=2026)
    for values in wrong[constraint]:
        with refused(constraint):
            Inspection.objects.filter(pk=own.pk).update(**values)
