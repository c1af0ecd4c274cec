"""年检: a round, its results, and what becomes of certificates that nobody inspected."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from desk.actions import refresh
from households.actions import certificate_keeping as keeping
from households.actions import inspections
from households.enums import InspectionResult, SurrenderReason
from households.models import Inspection
from households.queries import certificates as queries
from policy.actions import Enactment, enact
from policy.models import Document
from policy.parameters import CERTIFICATE_INSPECTED_KINDS, CERTIFICATE_INSPECTION_BLOCKS
from tests.casework import MONDAY
from tests.certificates import CLOSES, issued_to, out_of_work, round_opened
from tests.setting import SHANGHAI

DAY = dt.timedelta(days=1)
TODAY = MONDAY.date()
OCTOBER = dt.datetime(2026, 10, 1, 1, tzinfo=SHANGHAI)
PASSED, FAILED = InspectionResult.PASSED, InspectionResult.FAILED
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def held(city):
    return issued_to(city, out_of_work(city))


def inspect(held, officer, result=PASSED, reason="", at=MONDAY):
    return inspections.inspect(certificate=held, result=result, reason=reason, officer=officer, at=at)


def state_of(held, on=TODAY):
    return queries.certificates(on).get(pk=held.pk).state


def test_a_round_makes_every_certificate_in_hand_of_the_area_due(city, held):
    gone = issued_to(city, out_of_work(city, "吴退"))
    keeping.surrender(
        certificate=gone, reason=SurrenderReason.MOVED, note="迁出", officer=city.street_officer, at=MONDAY
    )
    made = round_opened(city)
    later = issued_to(city, out_of_work(city, "吴新"))
    assert [row.certificate for row in made.inspections.all()] == [held]
    assert list(queries.to_inspect(city.worker, TODAY)) == list(made.inspections.all())
    assert not queries.to_inspect(city.neighbour_worker, TODAY).exists()
    assert state_of(later) == queries.IN_HAND


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"opens_on": TODAY - DAY}, "不能早于今天"),
        ({"closes_on": TODAY}, "截止日期须晚于"),
    ],
)
def test_a_round_lies_ahead_and_its_days_in_order(city, held, values, words):
    with pytest.raises(inspections.InspectionRefused, match=words):
        round_opened(city, **values)


def test_a_round_is_opened_once_a_year_by_a_district_for_itself(city, held):
    round_opened(city)
    with pytest.raises(inspections.InspectionRefused, match="已发起过"):
        round_opened(city)
    for area in (city.street, city.city):
        with pytest.raises(inspections.InspectionRefused, match="区县或市"):
            round_opened(city, area=area)


def test_a_certificate_due_in_the_district_is_not_due_again_in_the_city(city, held):
    round_opened(city)
    document = Document.objects.get(number="黑社保发[2004]7号")
    plan = inspections.RoundPlan(city.city, 2026, TODAY, CLOSES + 30 * DAY, document)
    made = inspections.open_round(plan=plan, officer=city.city_officer, at=MONDAY)
    assert not made.inspections.exists()
    assert Inspection.objects.count() == 1


def test_a_city_may_do_without_inspections(city, held):
    document = Document.objects.get(number="黑社保发[2004]7号")
    enact(
        Enactment(CERTIFICATE_INSPECTED_KINDS, [], city.city, TODAY, document, "停"),
        actor=city.city_officer,
        at=MONDAY,
    )
    with pytest.raises(inspections.InspectionRefused, match="没有须年检的证件"):
        round_opened(city)


def test_what_has_passed_is_not_inspected_again_and_what_fails_says_why(city, held):
    other = issued_to(city, out_of_work(city, "吴败"))
    with pytest.raises(inspections.InspectionRefused, match="没有待办的年检"):
        inspect(held, city.worker)
    round_opened(city)
    inspect(held, city.worker)
    with pytest.raises(inspections.InspectionRefused, match="已合格"):
        inspect(held, city.worker)
    with pytest.raises(inspections.InspectionRefused, match="原因"):
        inspect(other, city.worker, FAILED)
    inspect(other, city.worker, FAILED, "已就业未登记")
    assert (state_of(held), state_of(other)) == (queries.IN_HAND, queries.FAILED)
    assert queries.benefit_block(held.person, TODAY) is None
    block = queries.benefit_block(other.person, TODAY)
    assert block is not None
    assert "已就业未登记" in block.text
    assert "黑社保发[2004]7号" in block.article


def test_many_pass_at_once_but_none_from_elsewhere(city, held):
    foreign = issued_to(city, out_of_work(city, "吴邻"))
    round_opened(city)
    home = foreign.household
    home.area = city.neighbour
    home.save()
    keys = list(Inspection.objects.values_list("pk", flat=True))
    assert inspections.pass_many(inspections=keys, officer=city.worker, at=MONDAY) == 1
    assert inspections.pass_many(inspections=keys, officer=city.worker, at=MONDAY) == 0


def test_a_failed_inspection_is_made_good_at_the_street_from_that_day_on(city, held):
    round_opened(city)
    inspect(held, city.worker, FAILED, "未到场")
    with pytest.raises(inspections.InspectionRefused, match="由街道补办"):
        inspect(held, city.worker, at=MONDAY + DAY)
    inspect(held, city.street_officer, at=MONDAY + 3 * DAY)
    assert state_of(held, TODAY + 3 * DAY) == queries.IN_HAND
    assert queries.benefit_block(held.person, TODAY + 2 * DAY) is not None
    assert queries.benefit_block(held.person, TODAY + 3 * DAY) is None


def test_the_next_years_round_does_not_stand_in_the_way_of_who_failed_this_year(city, held, as_user):
    round_opened(city)
    inspect(held, city.worker, FAILED, "未到场")
    round_opened(city, year=2027, opens_on=dt.date(2027, 3, 2), closes_on=dt.date(2027, 4, 30))
    page = as_user(city.street_officer).get(reverse("households:certificate", args=[held.pk])).content.decode()
    assert "2026 年度年检" in page
    assert "登记年检结果" in page
    inspect(held, city.street_officer, at=MONDAY + 3 * DAY)
    assert queries.benefit_block(held.person, TODAY + 3 * DAY) is None
    with pytest.raises(inspections.InspectionRefused, match="2026 年度年检已合格"):
        inspect(held, city.street_officer, at=MONDAY + 4 * DAY)


def test_a_round_opened_by_mistake_is_called_off_and_opened_anew(city, held, as_user):
    wrong = round_opened(city, closes_on=dt.date(2026, 12, 31))
    client, url = as_user(city.district_officer), reverse("households:inspection_round_call_off", args=[wrong.pk])
    assert url in client.get(reverse("households:inspection_rounds")).content.decode()
    assert "请填写原因" in client.post(url, {"reason": ""}).content.decode()
    assert client.post(url, {"reason": "截止日期录错"}).status_code == 302
    assert not Inspection.objects.exists()
    page = client.get(reverse("households:inspection_rounds")).content.decode()
    assert "取消：截止日期录错" in page
    assert url not in page
    assert AuditEntry.objects.get(event="inspection_round.cancelled").details["reason"] == "截止日期录错"
    with pytest.raises(inspections.InspectionRefused, match="已取消"):
        called_off(wrong, city.district_officer)
    assert round_opened(city).inspections.get().certificate == held


def test_a_round_with_results_stays(city, held):
    made = round_opened(city)
    other = issued_to(city, out_of_work(city, "吴新"))
    Inspection.objects.create(certificate=other, round=made, year=2026)
    inspect(held, city.worker)
    with pytest.raises(inspections.InspectionRefused, match="已有 1 本"):
        called_off(made, city.district_officer)
    assert made.inspections.count() == 2
    with pytest.raises(inspections.InspectionRefused, match="不由您的辖区发起"):
        called_off(made, city.street_officer)


def called_off(made, officer):
    return inspections.call_off(inspection_round=made, reason="重复发起", officer=officer, at=MONDAY)


def test_what_nobody_inspected_lapses_with_the_refresh_once(city, held):
    round_opened(city)
    assert queries.benefit_block(held.person, CLOSES) is None
    assert queries.benefit_block(held.person, CLOSES + DAY) is not None  # before any refresh
    refresh(area=city.city, on=CLOSES, actor=city.city_officer, at=MONDAY)
    assert Inspection.objects.get().result == InspectionResult.PENDING
    for _ in range(2):
        refresh(area=city.city, on=OCTOBER.date(), actor=city.city_officer, at=OCTOBER)
    own = Inspection.objects.get()
    assert (own.result, own.barred_since) == (InspectionResult.LAPSED, CLOSES + DAY)
    assert "黑社保发[2004]7号 三(二)1" in own.reason
    assert AuditEntry.objects.filter(event="inspection.lapsed").count() == 1
    assert state_of(held, OCTOBER.date()) == queries.LAPSED
    block = queries.benefit_block(held.person, OCTOBER.date())
    assert block is not None
    assert "逾期未检失效" in block.text


def test_a_late_inspection_lifts_the_lapse_from_its_day_on(city, held):
    round_opened(city)
    late = OCTOBER + 9 * DAY
    with pytest.raises(inspections.InspectionRefused, match="由街道补办"):
        inspect(held, city.worker, at=late)
    inspect(held, city.street_officer, at=late)
    own = Inspection.objects.get()
    assert (own.result, own.barred_since, own.barred_by) == (PASSED, CLOSES + DAY, InspectionResult.LAPSED)
    assert queries.benefit_block(held.person, late.date() - DAY) is not None
    assert queries.benefit_block(held.person, late.date()) is None
    refresh(area=city.city, on=late.date(), actor=city.city_officer, at=late)
    assert Inspection.objects.get().result == PASSED


def test_a_city_may_let_benefits_go_on(city, held):
    document = Document.objects.get(number="黑社保发[2004]7号")
    enact(
        Enactment(CERTIFICATE_INSPECTION_BLOCKS, False, city.city, TODAY, document, "不停"),
        actor=city.city_officer,
        at=MONDAY,
    )
    round_opened(city)
    inspect(held, city.worker, FAILED, "未到场")
    assert queries.benefit_block(held.person, TODAY) is None


def test_what_was_taken_back_does_not_lapse(city, held):
    round_opened(city)
    keeping.surrender(
        certificate=held, reason=SurrenderReason.RETIRED, note="退休", officer=city.street_officer, at=MONDAY
    )
    assert inspections.lapse_missed(area=city.city, on=OCTOBER.date(), actor=city.city_officer, at=OCTOBER) == 0
    assert queries.benefit_block(held.person, OCTOBER.date()) is None


def test_the_list_and_the_rule_agree_on_what_bars(city):
    people = [out_of_work(city, f"吴{number}") for number in range(4)]
    passed, failed, missed, late = [issued_to(city, person) for person in people]
    round_opened(city)
    inspect(passed, city.worker)
    inspect(failed, city.worker, FAILED, "未到场")
    inspect(late, city.street_officer, at=OCTOBER + DAY)
    on = OCTOBER.date() + 2 * DAY
    for held in (passed, failed, missed, late):
        barred = state_of(held, on) in (queries.FAILED, queries.LAPSED)
        assert barred == (queries.benefit_block(held.person, on) is not None)
