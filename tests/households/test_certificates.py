"""Certificates: applied for, issued, exchanged, kept; benefits endorsed on them."""

import datetime as dt
from decimal import Decimal

import pytest

from accounts.models import AuditEntry
from approvals import actions as approvals
from approvals.workflow import Decision, Status
from households.actions import certificate_keeping as keeping
from households.actions import certificates
from households.enums import BenefitKind, Category, CertificateKind, RegistrationKind, SurrenderReason
from households.models import Certificate
from households.queries import certificates as queries
from policy.actions import Enactment, enact
from policy.models import Document
from policy.parameters import CERTIFICATE_KIND
from tests.casework import MONDAY, NOTICE_ENDED, certified, disabled_person, works
from tests.certificates import applied_for, decided, issued_to, out_of_work

DAY = dt.timedelta(days=1)
TODAY = MONDAY.date()
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def person(city):
    return out_of_work(city)


def benefit(**values):
    said = {
        "kind": BenefitKind.INSURANCE,
        "title": "灵活就业社保补贴",
        "first_day": TODAY,
        "last_day": None,
        "amount": Decimal("1200.00"),
        "source": "哈人社发〔2010〕230号 第五条",
    }
    return keeping.Benefit(**said | values)


def test_a_certificate_climbs_three_steps_and_is_issued_under_its_number(city, person):
    case = applied_for(city, person)
    assert (case.kind, case.status, case.step) == (CertificateKind.STARTUP, Status.PENDING, 1)
    assert "国发〔2015〕23号" in case.kind_source
    case = decided(decided(case, city.worker), city.street_officer)
    case = decided(case, city.district_officer, serial="2301 0300 1100 0007")
    case.refresh_from_db()
    assert (case.status, case.issued_on, case.serial) == (Status.APPROVED, TODAY, "2301030011000007")
    assert case.masked_serial == "****0007"
    events = AuditEntry.objects.filter(object_label="households.certificate").order_by("pk")
    assert [entry.event for entry in events] == [
        "certificate.drafted",
        "certificate.submitted",
        *["certificate.approved"] * 3,
    ]


def test_one_person_decides_one_step(city, person):
    case = decided(applied_for(city, person), city.worker)
    city.worker.area, city.worker.role = city.street, "street_officer"
    city.worker.save()
    with pytest.raises(approvals.DecisionRefused):
        decided(case, city.worker)


@pytest.mark.parametrize(
    ("serial", "words"), [("", "16 位数字"), ("123", "16 位数字"), ("2301030011000008", "已发给另一本")]
)
def test_a_wrong_or_taken_number_is_refused(city, person, serial, words):
    issued_to(city, out_of_work(city, "吴一"), serial="2301030011000008")
    case = decided(decided(applied_for(city, person), city.worker), city.street_officer)
    with pytest.raises(approvals.DecisionRefused, match=words):
        decided(case, city.district_officer, serial=serial)
    case.refresh_from_db()
    assert (case.status, case.step, case.serial) == (Status.PENDING, 3, "")


def test_a_returned_application_comes_back_where_it_was_returned(city, person):
    case = decided(applied_for(city, person), city.worker)
    case = decided(case, city.street_officer, Decision.RETURN, comment="缺照片")
    with pytest.raises(certificates.CertificateRefused, match="材料"):
        certificates.resubmit(application=case, evidence=" ", worker=city.worker, at=MONDAY)
    case = certificates.resubmit(application=case, evidence="身份证、照片", worker=city.worker, at=MONDAY)
    assert (case.step, case.evidence) == (2, "身份证、照片")
    with pytest.raises(certificates.CertificateRefused, match="不在退回补正中"):
        certificates.resubmit(application=case, evidence="再来", worker=city.worker, at=MONDAY)


def test_who_may_apply(city, person):
    with pytest.raises(certificates.CertificateRefused, match="未认定为这一类别"):
        certificates.apply_for_certificate(
            person=person, category=Category.C01, evidence="身份证", worker=city.worker, at=MONDAY
        )
    with pytest.raises(certificates.CertificateRefused, match="不在您的辖区"):
        certificates.apply_for_certificate(
            person=person, category=None, evidence="身份证", worker=city.neighbour_worker, at=MONDAY
        )
    works(city, person, RegistrationKind.ENTERPRISE, TODAY, MONDAY)
    with pytest.raises(certificates.CertificateRefused, match="没有失业登记"):
        applied_for(city, person)


def test_somebody_in_status_is_issued_one_for_the_category(city):
    home, person = disabled_person(city)
    certified(city, home, person)
    found = queries.opening(person, NOTICE_ENDED.date())
    assert not isinstance(found, str)
    assert found.categories == (Category.C03,)
    case = certificates.apply_for_certificate(
        person=person, category=Category.C03, evidence="残疾人证", worker=city.worker, at=NOTICE_ENDED
    )
    assert case.category == Category.C03


def test_one_application_and_one_certificate_of_a_kind(city, person):
    applied_for(city, person)
    with pytest.raises(certificates.CertificateRefused, match="正在办理中"):
        applied_for(city, person)
    other = out_of_work(city, "吴二")
    issued_to(city, other)
    with pytest.raises(certificates.CertificateRefused, match="已持有就业创业证"):
        applied_for(city, other)


def test_a_later_kind_takes_the_place_of_the_earlier_and_keeps_its_history(city, person):
    old = issued_to(city, person)
    Certificate.objects.filter(pk=old.pk).update(kind=CertificateKind.REGISTRATION)
    keeping.endorse(certificate=old, benefit=benefit(), officer=city.worker, at=MONDAY)
    works(city, person, RegistrationKind.ENTERPRISE, TODAY + DAY, MONDAY + DAY)
    new = issued_to(city, person, MONDAY + DAY)
    old.refresh_from_db()
    assert new.replaces == old
    assert (old.surrendered_on, old.surrender_reason) == (TODAY + DAY, SurrenderReason.REPLACED)
    assert old.endorsements.count() == 1


def test_the_kind_issued_is_a_parameter(city, person):
    document = Document.objects.get(number="黑社保发[2004]7号")
    change = Enactment(CERTIFICATE_KIND, "registration_card", city.city, TODAY, document, "试点")
    enact(change, actor=city.city_officer, at=MONDAY)
    case = applied_for(city, person)
    assert (case.kind, case.kind_source) == (CertificateKind.REGISTRATION, "黑社保发[2004]7号 试点")


def test_a_certificate_is_suspended_resumed_issued_anew_and_taken_back(city, person):
    held, officer = issued_to(city, person), city.street_officer
    keeping.suspend(certificate=held, reason="涉嫌转借", officer=officer, at=MONDAY)
    found = queries.benefit_block(person, TODAY)
    assert found is not None
    assert "涉嫌转借" in found.text
    with pytest.raises(keeping.KeepingRefused, match="已在暂停"):
        keeping.suspend(certificate=held, reason="再停", officer=officer, at=MONDAY)
    keeping.resume(certificate=held, reason="查无实据", officer=officer, at=MONDAY + DAY)
    assert queries.benefit_block(person, TODAY) is not None
    assert queries.benefit_block(person, TODAY + DAY) is None
    with pytest.raises(keeping.KeepingRefused, match="没有暂停"):
        keeping.resume(certificate=held, reason="查无实据", officer=officer, at=MONDAY + DAY)
    copies = [keeping.reissue(certificate=held, reason="遗失", officer=officer, at=MONDAY + DAY).copy for _ in range(2)]
    assert copies == [2, 3]
    keeping.suspend(certificate=held, reason="核查", officer=officer, at=MONDAY + 2 * DAY)
    keeping.surrender(
        certificate=held, reason=SurrenderReason.FRAUD, note="转借他人", officer=officer, at=MONDAY + 3 * DAY
    )
    assert not held.suspensions.filter(resumed_on=None).exists()
    with pytest.raises(keeping.KeepingRefused, match="已经收回"):
        keeping.reissue(certificate=held, reason="遗失", officer=officer, at=MONDAY + 3 * DAY)
    assert applied_for(city, person, MONDAY + 3 * DAY).replaces is None


def test_nothing_is_done_with_a_certificate_without_a_reason_or_from_elsewhere(city, person):
    held = issued_to(city, person)
    for act in (keeping.suspend, keeping.resume, keeping.reissue):
        with pytest.raises(keeping.KeepingRefused, match="原因"):
            act(certificate=held, reason=" ", officer=city.street_officer, at=MONDAY)
        with pytest.raises(keeping.KeepingRefused, match="不在您的辖区"):
            act(certificate=held, reason="有", officer=city.neighbour_worker, at=MONDAY)


def test_a_benefit_is_endorsed_and_a_wrong_one_cancelled_by_a_counter_entry(city, person):
    held = issued_to(city, person)
    wrong = keeping.endorse(certificate=held, benefit=benefit(), officer=city.worker, at=MONDAY)
    counter = keeping.cancel_endorsement(endorsement=wrong, reason="金额记错", officer=city.worker, at=MONDAY)
    assert (counter.cancels, counter.amount) == (wrong, Decimal("-1200.00"))
    for done in (wrong, counter):
        with pytest.raises(keeping.KeepingRefused, match="不能再冲销"):
            keeping.cancel_endorsement(endorsement=done, reason="再冲", officer=city.worker, at=MONDAY)
    with pytest.raises(keeping.KeepingRefused, match="不在您的辖区"):
        keeping.cancel_endorsement(endorsement=wrong, reason="外", officer=city.neighbour_worker, at=MONDAY)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": " "}, "内容"),
        ({"source": ""}, "条款"),
        ({"amount": Decimal(-1)}, "负数"),
        ({"first_day": TODAY + DAY}, "发证日期"),
        ({"first_day": TODAY - DAY}, "发证日期"),
        ({"last_day": TODAY - DAY}, "截止日期"),
    ],
)
def test_a_wrong_endorsement_is_refused(city, person, values, words):
    held = issued_to(city, person)
    with pytest.raises(keeping.KeepingRefused, match=words):
        keeping.endorse(certificate=held, benefit=benefit(**values), officer=city.worker, at=MONDAY)


def test_a_suspended_certificate_takes_no_new_benefit(city, person):
    held = issued_to(city, person)
    keeping.suspend(certificate=held, reason="核查", officer=city.street_officer, at=MONDAY + DAY)
    keeping.endorse(certificate=held, benefit=benefit(), officer=city.worker, at=MONDAY + DAY)
    with pytest.raises(keeping.KeepingRefused, match="暂停使用（核查）"):
        keeping.endorse(certificate=held, benefit=benefit(first_day=TODAY + DAY), officer=city.worker, at=MONDAY + DAY)


def test_the_certificate_follows_the_household(city, person):
    case = applied_for(city, person)
    home = case.household
    home.area = city.neighbour
    home.save()
    assert not Certificate.objects.visible_to(city.worker).exists()
    decided(case, city.neighbour_worker)
    case.refresh_from_db()
    assert (case.area, case.step) == (city.neighbour, 2)


def test_the_dead_are_issued_nothing_and_their_certificates_are_to_be_taken_back(city, person):
    held = issued_to(city, person)
    assert not queries.to_take_back(city.street_officer, TODAY).exists()
    person.dead_on = TODAY
    person.save()
    assert list(queries.to_take_back(city.street_officer, TODAY)) == [held]
    with pytest.raises(certificates.CertificateRefused, match="已去世"):
        applied_for(city, person)
