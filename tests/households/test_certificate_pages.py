"""The pages of certificates: applied for, decided, inspected, kept, listed and printed."""

import datetime as dt
import io
import uuid

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry
from approvals.workflow import Decision, Status
from desk import queries as desk
from households.actions import certificate_keeping as keeping
from households.enums import CertificateKind, InspectionResult, RegistrationKind, SurrenderReason
from households.models import Certificate, Endorsement, Inspection, InspectionRound
from policy.models import Document
from tests.accounts.jobbing import taken_away
from tests.casework import MONDAY, works
from tests.certificates import CLOSES, applied_for, decided, issued_to, out_of_work, round_opened

DAY = dt.timedelta(days=1)
TODAY = MONDAY.date()
BENEFIT = {
    "kind": "insurance",
    "title": "灵活就业社保补贴",
    "first_day": TODAY.isoformat(),
    "source": "哈人社发〔2010〕230号 第五条",
}
pytestmark = pytest.mark.usefixtures("monday")


def page(name, *args):
    return reverse(f"households:{name}", args=args)


@pytest.fixture
def person(city):
    return out_of_work(city)


@pytest.fixture
def held(city, person):
    return issued_to(city, person)


def test_a_certificate_is_applied_for_and_issued_by_page(as_user, city, person):
    client = as_user(city.worker)
    assert "申请就业创业证" in client.get(page("certificate_apply", person.pk)).content.decode()
    answer = client.post(page("certificate_apply", person.pk), {"category": "", "evidence": "身份证"})
    case = Certificate.objects.get()
    assert answer.url == page("certificate", case.pk)
    for officer, step in ((city.worker, "社区初审"), (city.street_officer, "街道审核")):
        assert f"待您办理：{step}" in as_user(officer).get(answer.url).content.decode()
        as_user(officer).post(f"{page('certificate_decide', case.pk)}?decision=approved", {"comment": ""})
    client = as_user(city.district_officer)
    shown = client.get(answer.url).content.decode()
    assert "待您办理：区县发证" in shown
    assert 'name="serial"' in shown
    missing = client.post(f"{page('certificate_decide', case.pk)}?decision=approved", {"serial": ""})
    assert "请填写印在证件上的证号" in missing.content.decode()
    wrong = client.post(f"{page('certificate_decide', case.pk)}?decision=approved", {"serial": "12"})
    assert "证号应为16 位数字" in wrong.content.decode()
    assert 'value="12"' in wrong.content.decode()
    client.post(f"{page('certificate_decide', case.pk)}?decision=approved", {"serial": "2301030011009999"})
    case.refresh_from_db()
    assert case.status == Status.APPROVED
    shown = client.get(answer.url).content.decode()
    assert "2301030011009999" not in shown
    assert "****9999" in shown


def test_the_form_says_why_nothing_may_be_applied_for(as_user, city, held):
    client = as_user(city.worker)
    assert "已持有就业创业证" in client.get(page("certificate_apply", held.person_id)).content.decode()
    client.post(page("certificate_apply", held.person_id), {"evidence": "身份证"})
    assert Certificate.objects.count() == 1


def test_bad_input_comes_back_at_the_field(as_user, city, person):
    answer = as_user(city.worker).post(page("certificate_apply", person.pk), {"category": "7", "evidence": ""})
    errors = answer.context["form"].errors
    assert "材料" in errors["evidence"][0]
    assert "category" in errors


def test_a_returned_application_is_corrected_or_withdrawn_by_page(as_user, city, person):
    case = decided(applied_for(city, person), city.worker)
    client = as_user(city.street_officer)
    refused = client.post(f"{page('certificate_decide', case.pk)}?decision=returned", {"comment": ""})
    assert "请填写说明" in refused.content.decode()
    client.post(f"{page('certificate_decide', case.pk)}?decision=returned", {"comment": "缺照片"})
    client = as_user(city.worker)
    assert "退回：缺照片" in client.get(page("certificate", case.pk)).content.decode()
    assert client.post(page("certificate_submit", case.pk), {"evidence": ""}).context["correction"].errors
    client.post(page("certificate_submit", case.pk), {"evidence": "照片"})
    case.refresh_from_db()
    assert (case.status, case.step) == (Status.PENDING, 2)
    client.post(page("certificate_withdraw", case.pk), {"reason": "本人放弃申请"})
    case.refresh_from_db()
    assert case.status == Status.WITHDRAWN


def test_a_round_is_opened_by_page_with_dates_proposed(as_user, city, held):
    client = as_user(city.district_officer)
    form = client.get(page("inspection_round_new")).context["form"]
    assert form.initial["closes_on"] == dt.date(2026, 12, 6)
    document = Document.objects.get(number="黑社保发[2004]7号")
    typed = {
        "area": city.district.pk,
        "year": "2026",
        "opens_on": str(TODAY),
        "closes_on": str(CLOSES),
        "document": document.pk,
    }
    late = client.post(page("inspection_round_new"), typed | {"opens_on": str(TODAY - DAY), "closes_on": "2026-01-01"})
    assert set(late.context["form"].errors) == {"opens_on", "closes_on"}
    foreign = client.post(page("inspection_round_new"), typed | {"area": city.city.pk})
    assert "area" in foreign.context["form"].errors
    answer = client.post(page("inspection_round_new"), typed, follow=True)
    assert "1 本证件列入待年检" in answer.content.decode()
    assert "0/1" in answer.content.decode()
    assert InspectionRound.objects.get().area == city.district
    again = client.post(page("inspection_round_new"), typed)
    assert "已发起过 2026 年度年检" in again.content.decode()


def test_inspections_pass_together_and_one_fails_on_its_page(as_user, city, held):
    other = issued_to(city, out_of_work(city, "吴败"))
    made = round_opened(city)
    client = as_user(city.worker)
    shown = client.get(page("inspections")).content.decode()
    assert "周证" in shown
    assert "黑社保发[2004]7号 三(二)1" in shown
    client.post(page("inspections_pass"), {"inspection": made.inspections.get(certificate=held).pk})
    assert "没有选中" in client.post(page("inspections_pass"), {}, follow=True).content.decode()
    bad = client.post(page("certificate_inspect", other.pk), {"result": "failed", "reason": ""})
    assert bad.context["inspection_form"].errors["reason"]
    client.post(page("certificate_inspect", other.pk), {"result": "failed", "reason": "已就业未登记"})
    results = dict(Inspection.objects.values_list("certificate", "result"))
    assert results == {held.pk: InspectionResult.PASSED, other.pk: InspectionResult.FAILED}
    shown = client.get(page("certificate", other.pk)).content.decode()
    assert "补年检由街道办理" in shown
    assert "inspect_result" not in shown
    assert "inspect_result" in as_user(city.street_officer).get(page("certificate", other.pk)).content.decode()
    refused = client.post(page("certificate_inspect", other.pk), {"result": "passed"})
    assert "由街道补办" in refused.content.decode()


def test_the_person_page_shows_certificates_and_what_they_bar(as_user, city, held):
    round_opened(city)
    client = as_user(city.worker)
    client.post(page("certificate_inspect", held.pk), {"result": "failed", "reason": "未到场"})
    shown = client.get(page("person", held.person_id)).content.decode()
    assert "不得享受新的扶持政策" in shown
    assert "据沈阳市经验材料" in shown
    assert "****" in shown


def test_a_benefit_is_endorsed_and_cancelled_by_page_and_printed(as_user, city, held):
    client = as_user(city.worker)
    typed = {
        "kind": "training",
        "title": "家政服务培训",
        "first_day": str(TODAY),
        "amount": "800",
        "source": "哈人社发〔2010〕230号 第五条",
    }
    bad = client.post(page("certificate_endorse", held.pk), typed | {"amount": "-1", "first_day": "昨天"})
    shown = next(d for d in bad.context["dialogues"] if d.key == "dialogue-endorse")
    assert set(shown.form.errors) == {"amount", "first_day"}
    client.post(page("certificate_endorse", held.pk), typed)
    entry = Endorsement.objects.get()
    assert "800.00" in client.get(page("certificate", held.pk)).content.decode()
    assert "请填写原因" in client.post(page("endorsement_cancel", entry.pk), {"reason": ""}).content.decode()
    client.post(page("endorsement_cancel", entry.pk), {"reason": "记错人"})
    again = client.post(page("endorsement_cancel", entry.pk), {"reason": "记错人"})
    assert "不能再冲销" in again.content.decode()
    works(city, held.person, RegistrationKind.ENTERPRISE, TODAY, MONDAY)
    sheet = client.get(page("certificate_sheet", held.pk)).content.decode()
    for words in ("享受政策记录", "家政服务培训", "冲销：", "-800.00", "再就业登记", "单位就业", held.person.masked_id):
        assert words in sheet
    assert held.serial not in sheet


def test_the_street_keeps_certificates_by_page(as_user, city, held):
    client = as_user(city.street_officer)
    assert "dialogue-suspend" in client.get(page("certificate", held.pk)).content.decode()
    bad = client.post(page("certificate_suspend", held.pk), {"reason": ""})
    assert next(d for d in bad.context["dialogues"] if d.key == "dialogue-suspend").form.errors["reason"]
    client.post(page("certificate_suspend", held.pk), {"reason": "核查转借"})
    shown = client.get(page("certificate", held.pk)).content.decode()
    assert "dialogue-resume" in shown
    assert "暂停期间不得享受" in shown
    client.post(page("certificate_resume", held.pk), {"reason": "查无实据"})
    client.post(page("certificate_reissue", held.pk), {"reason": "遗失"})
    assert "已补发 1 次" in client.get(page("certificate", held.pk)).content.decode()
    client.post(page("certificate_surrender", held.pk), {"reason": "retired", "note": "已领养老金"})
    shown = client.get(page("certificate", held.pk)).content.decode()
    assert "已收回：退休" in shown
    assert "dialogue-surrender" not in shown
    refused = client.post(page("certificate_reissue", held.pk), {"reason": "遗失"})
    assert "已经收回" in refused.content.decode()


def test_the_list_finds_by_name_number_kind_state_and_inspection(as_user, city, held):
    failed = issued_to(city, out_of_work(city, "吴败"))
    Certificate.objects.filter(pk=failed.pk).update(kind=CertificateKind.REGISTRATION)
    client = as_user(city.worker)

    def found(**query):
        return {row.pk for row in client.get(page("certificates"), query).context["page_obj"].rows}

    round_opened(city)
    assert found() == {held.pk, failed.pk}
    assert found(due="on") == {held.pk, failed.pk}
    client.post(page("certificate_inspect", failed.pk), {"result": "failed", "reason": "未到场"})
    assert found(q="周证") == found(q=held.serial) == found(q=held.number) == {held.pk}
    assert found(kind="registration_card") == found(state="failed") == {failed.pk}
    assert found(due="on") == {held.pk}
    counts = client.get(page("certificates")).context["counts"]
    assert counts == {"issued": 2, "in_hand": 2, "due": 1, "barred": 1}
    file = taken_away(client, page("certificates"))
    rows = list(load_workbook(io.BytesIO(file.getvalue())).active.values)
    assert any("周证" in [str(cell) for cell in row] for row in rows)
    assert not any(held.serial in str(cell) for row in rows for cell in row)


@pytest.mark.parametrize("name", ["certificates", "inspections", "inspection_rounds"])
def test_the_lists_take_the_same_queries_however_much_there_is(as_user, city, django_assert_max_num_queries, name):
    for number in range(10):
        issued_to(city, out_of_work(city, f"吴{number}"))
    round_opened(city)
    client = as_user(city.worker)
    client.get(page(name))
    with django_assert_max_num_queries(15) as few:
        client.get(page(name))
    for number in range(30):
        issued_to(city, out_of_work(city, f"郑{number}"))
    round_opened(city, year=2027)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(page(name))


def waiting(user):
    return {work.pile.kind: work.total for work in desk.my_work(user, on=TODAY) if work.total}


def test_what_waits_is_on_the_desk(as_user, city, person):
    case = applied_for(city, person)
    assert waiting(city.worker)["certificates"] == 1
    shown = as_user(city.worker).get(reverse("desk:worklist", args=["certificates"])).content.decode()
    assert "待您办理：社区初审" in shown
    case = decided(decided(case, city.worker), city.street_officer, Decision.RETURN, comment="缺照片")
    assert waiting(city.worker)["certificates"] == 1
    assert "certificates" not in waiting(city.street_officer)
    shown = as_user(city.worker).get(reverse("desk:worklist", args=["certificates"])).content.decode()
    assert "重新提交" in shown
    held = issued_to(city, out_of_work(city, "吴一"))
    round_opened(city)
    assert waiting(city.worker)["inspections"] == 1
    answer = as_user(city.worker).get(reverse("desk:worklist", args=["inspections"]))
    assert answer.url == page("inspections")
    held.person.dead_on = TODAY
    held.person.save()
    assert waiting(city.street_officer)["certificates-to-take-back"] == 1
    shown = as_user(city.street_officer).get(reverse("desk:worklist", args=["certificates-to-take-back"]))
    assert "dialogue-surrender" in shown.content.decode()


def test_what_is_not_the_officers_is_not_decided_by_page(as_user, city, person):
    case = applied_for(city, person)
    answer = as_user(city.street_officer).post(
        f"{page('certificate_decide', case.pk)}?decision=approved", {"comment": ""}
    )
    assert "当前不由您审批" in answer.content.decode()
    assert as_user(city.worker).post(f"{page('certificate_decide', case.pk)}?decision=maybe").status_code == 302


def test_an_exchange_is_told_on_both_pages(as_user, city, held):
    Certificate.objects.filter(pk=held.pk).update(kind=CertificateKind.PREFERENTIAL)
    keeping.reissue(certificate=held, reason="遗失", officer=city.street_officer, at=MONDAY)
    client = as_user(city.worker)
    assert "持有的再就业优惠证在发证当天收回" in client.get(page("certificate_apply", held.person_id)).content.decode()
    new = issued_to(city, held.person)
    assert "换发后" in client.get(page("certificate", held.pk)).content.decode()
    assert "换发前" in client.get(page("certificate", new.pk)).content.decode()


def test_a_form_sent_twice_is_one_record(as_user, city, held):
    client = as_user(city.street_officer)
    for act, typed in (("endorse", BENEFIT), ("reissue", {"reason": "遗失"})):
        forms = {d.key: d.form for d in client.get(page("certificate", held.pk)).context["dialogues"]}
        typed |= {"submission": forms[f"dialogue-{act}"]["submission"].value()}
        for _ in range(2):
            assert client.post(page(f"certificate_{act}", held.pk), typed).status_code == 302
    assert (held.endorsements.count(), held.reissues.count()) == (1, 1)
    client.post(page("certificate_reissue", held.pk), {"reason": "又遗失", "submission": str(uuid.uuid4())})
    assert held.reissues.count() == 2


def test_a_mistyped_number_is_put_right_where_it_was_issued(as_user, city, held):
    other = issued_to(city, out_of_work(city, "吴证"))
    right, wrong = other.serial[:-3] + "999", held.serial
    client, url = as_user(city.district_officer), page("certificate_serial", held.pk)
    assert "更正证号" in client.get(page("certificate", held.pk)).content.decode()
    assert "更正证号" not in as_user(city.street_officer).get(page("certificate", held.pk)).content.decode()
    refused = as_user(city.street_officer).post(url, {"serial": right, "reason": "录错"}).content.decode()
    assert "由发证的区县更正" in refused
    for serial, sentence in ((wrong, "没有需要更正"), (other.serial, "已发给另一本"), ("12", "证号")):
        answer = client.post(url, {"serial": serial, "reason": "发证时录错一位"})
        assert sentence in answer.content.decode()
        assert "发证时录错一位</textarea>" in answer.content.decode()
    assert client.post(url, {"serial": right, "reason": "发证时录错一位"}).status_code == 302
    held.refresh_from_db()
    kept = held.serial_corrections.get()
    assert (held.serial, kept.old, kept.reason, kept.corrected_by) == (
        right,
        wrong,
        "发证时录错一位",
        city.district_officer,
    )
    assert AuditEntry.objects.filter(event="certificate.serial_corrected").count() == 1
    shown = client.get(page("certificate", held.pk)).content.decode()
    assert "更正前的证号" in shown
    assert kept.masked_old in shown


def test_a_number_taken_back_is_put_right_for_who_holds_it_rightly(city, held):
    """The number of another was typed; the certificate is back, and its rightful holder gets the number."""
    wrong, right = held.serial, f"{held.serial[:-3]}998"
    keeping.surrender(
        certificate=held, reason=SurrenderReason.OTHER, note="交回", officer=city.street_officer, at=MONDAY
    )
    keeping.correct_serial(
        certificate=held, serial=right, reason="与另一本录串", officer=city.district_officer, at=MONDAY
    )
    assert issued_to(city, out_of_work(city, "吴证"), serial=wrong).serial == wrong
