"""The pages of claims: filed on a phone, completed, sent, decided, printed."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from approvals.workflow import Decision
from subsidies.enums import Material
from subsidies.models import Claim
from tests.claiming import NOW, decided, drafted, flexible, granted, submitted, with_papers
from tests.pictures import pdf

FORM = {
    "first_month": "2026-07",
    "last_month": "2026-09",
    "account_name": "王芳",
    "bank": "哈尔滨银行",
    "account": "6222020000000000123",
    "payments-TOTAL_FORMS": "2",
    "payments-INITIAL_FORMS": "0",
    "payments-0-first": "2026-07",
    "payments-0-last": "2026-08",
    "payments-0-pension": "600",
    "payments-0-medical": "300",
    "payments-1-first": "2026-09",
    "payments-1-pension": "615.50",
}


@pytest.fixture(autouse=True)
def _on_the_day(city):
    with time_machine.travel(NOW, tick=False):
        yield


def file(client, person, **values):
    return client.post(
        reverse("subsidies:claim_new", args=[person.pk]), FORM | {"submission": str(uuid.uuid4())} | values
    )


def page(client, claim):
    return client.get(reverse("subsidies:claim", args=[claim.pk]))


def test_a_claim_is_filed_completed_and_sent(client, city, person):
    client.force_login(city.worker)
    begun = client.get(reverse("subsidies:claim_new", args=[person.pk])).content.decode()
    assert 'value="2026-07"' in begun  # the quarter that has ended

    assert file(client, person).status_code == 302
    claim = Claim.objects.get()
    assert claim.amount == Decimal("1610.33")  # two thirds of 2415.50, rounded down
    shown = page(client, claim).content.decode()
    assert "提交前还缺：居民身份证" in shown
    assert "3 个月实缴 2,415.50 元 × 2/3" in shown
    assert "6222020000000000123" not in shown

    paper = SimpleUploadedFile("证.pdf", pdf(), "application/pdf")
    given = {"kind": Material.DECLARATION, "dated": "2026-10-01", "uploads": paper}
    assert client.post(reverse("subsidies:claim_attach", args=[claim.pk]), given).status_code == 302
    assert claim.attachments.get().dated == dt.date(2026, 10, 1)
    with_papers(city, claim)
    answer = client.post(reverse("subsidies:claim_submit", args=[claim.pk]), follow=True).content.decode()
    assert "已提交，待社区初审" in answer


def test_what_is_typed_wrongly_is_told_at_its_place_and_stays(client, city, person):
    client.force_login(city.worker)
    answer = file(client, person, account="12", last_month="2026-12", **{"payments-1-first": "2026-08"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "银行账号为8至30位数字" in shown
    assert "2026-08 填写了两次" in shown
    assert "615.50" in shown

    late = file(client, person, last_month="2026-12").content.decode()
    assert "最晚可申报到 2026-09" in late
    assert not Claim.objects.exists()


def test_a_returned_claim_is_written_anew(client, city, person):
    claim = decided(decided(submitted(city, person), city.second_worker), city.street_officer, Decision.RETURN)
    client.force_login(city.worker)
    assert "街道" in page(client, claim).content.decode()
    address = reverse("subsidies:claim_edit", args=[claim.pk])
    assert 'value="600.00"' in client.get(address).content.decode()

    assert client.post(address, FORM | {"submission": ""}).status_code == 302
    claim.refresh_from_db()
    assert claim.amount == Decimal("1610.33")


def test_an_officer_decides_and_goes_on_to_the_next(client, city, person):
    first, second = submitted(city, person), submitted(city, flexible(city))
    client.force_login(city.second_worker)
    assert "待您办理：社区初审" in page(client, first).content.decode()
    answer = client.post(f"{reverse('subsidies:claim_decide', args=[first.pk])}?decision=approved", {"comment": ""})
    assert answer.url == reverse("subsidies:claim", args=[second.pk])

    refused = client.post(
        f"{reverse('subsidies:claim_decide', args=[second.pk])}?decision=refused", {"comment": "缴费凭证不实"}
    )
    assert refused.status_code == 302
    second.refresh_from_db()
    record = second.approval_records.get()
    assert (second.status, bool(record.article)) == ("refused", True)
    client.force_login(city.worker)
    asked = client.post(reverse("subsidies:claim_review", args=[second.pk]), {"reason": "凭证属实"}, follow=True)
    assert "已登记复核申请" in asked.content.decode()


def test_the_sheet_tells_lines_terms_and_decisions(client, city, person):
    claim = granted(city, person)
    client.force_login(city.district_officer)
    shown = client.get(reverse("subsidies:claim_sheet", args=[claim.pk])).content.decode()
    assert "社区初审：同意" in shown
    assert "灵活就业社保补贴封顶比例：2/3" in shown
    assert "1,800.00" in shown


def test_why_somebody_gets_nothing_stands_in_words(client, city, person):
    claim = drafted(city, person)
    claim.members.update(reasons=["CONTRACT_TOO_SHORT"], amount=0)
    client.force_login(city.worker)
    shown = page(client, claim).content.decode()
    assert "劳动合同期限不足" in shown
    assert "CONTRACT_TOO_SHORT" not in shown


def test_the_list_finds_by_name_and_number(client, city, person):
    claim = drafted(city, person)
    other = drafted(city, flexible(city, name="赵小刚"))
    client.force_login(city.worker)
    address = reverse("subsidies:claims")
    found = client.post(address, {"q": other.number}, follow=True).content.decode()
    assert "赵小刚" in found
    assert claim.number not in found
    assert claim.number in client.get(address, {"state": "unfinished"}).content.decode()
    assert claim.number not in client.get(address, {"state": "granted"}).content.decode()


def test_a_page_takes_few_questions_however_long_the_claim(client, city, person, django_assert_max_num_queries):
    claim = granted(city, person)
    client.force_login(city.district_officer)
    page(client, claim)
    with django_assert_max_num_queries(15):
        page(client, claim)
    with django_assert_max_num_queries(15):
        client.get(reverse("subsidies:claim_sheet", args=[claim.pk]))
