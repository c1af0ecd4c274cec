"""The pages of payment: what each role finds there, and that a batch goes its way by its buttons."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from subsidies.models import Batch, Payment, Recovery
from subsidies.payment_enums import BatchStatus, PaymentStatus
from tests.claiming import flexible, granted
from tests.paying import TODAY, answer, bank_format, finance, fund, made, paid, second_officer

STATEMENTS = 15


def page(client, user, name, *args):
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        found = client.get(reverse(f"subsidies:{name}", args=args))
    assert found.status_code == 200
    assert len(asked) <= STATEMENTS
    return re.sub(r"\s+", "", found.content.decode())


def post(client, user, route, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"subsidies:{route}", args=args), data, follow=True)


def test_a_batch_goes_its_way_by_its_buttons(city, client):
    claim = granted(city, flexible(city))
    own, formed, second, money = fund(city), bank_format(city), second_officer(city), finance(city)
    maker = city.district_officer
    assert "灵活就业社会保险补贴2026年第3季度" in page(client, maker, "to_pay")
    assert claim.number in page(client, maker, "batch_new", "flexible", 2026, 7)
    found = post(client, maker, "batch_new", "flexible", 2026, 7)
    assert "请选择资金来源" in found.content.decode()
    post(client, maker, "batch_new", "flexible", 2026, 7, fund=own.pk)
    batch = Batch.objects.get()
    assert "复核签字" in page(client, second, "batch", batch.pk)
    post(client, second, "batch_sign", batch.pk)
    assert "财政确认" in page(client, money, "batch", batch.pk)
    post(client, money, "batch_confirm", batch.pk)
    post(client, maker, "batch_send", batch.pk, bank_format=formed.pk)
    payment = batch.payments.get()
    file = post(client, maker, "batch_file", batch.pk)
    assert payment.number in file.content.decode("gb18030")
    assert claim.account not in page(client, money, "batch", batch.pk)
    content = SimpleUploadedFile("回盘.xlsx", answer({payment: "账号不存在"}))
    found = post(client, maker, "batch_return", batch.pk, file=content)
    assert "银行退回 1 笔" in found.content.decode()
    assert "账号不存在" in page(client, maker, "payment", payment.pk)
    post(
        client,
        maker,
        "payment_correct",
        payment.pk,
        account_name="王芳",
        bank="中国银行",
        account="6217000000000000456",
    )
    post(client, maker, "batch_new", "flexible", 2026, 7, fund=own.pk)
    assert Payment.objects.filter(status=PaymentStatus.LISTED).get().bank == "中国银行"
    assert page(client, maker, "batch_sheet", batch.pk).count("＿＿＿＿＿＿") == 0


def test_a_batch_is_dissolved_for_a_reason(city, client):
    granted(city, flexible(city))
    batch = made(city)
    assert "这个字段" not in post(client, finance(city), "batch_dissolve", batch.pk, reason="").content.decode()
    post(client, finance(city), "batch_dissolve", batch.pk, reason="资金未到位")
    batch.refresh_from_db()
    assert batch.status == BatchStatus.DISSOLVED


def test_a_recovery_is_opened_received_and_closed_on_its_pages(city, client):
    payment = paid(city)
    officer, line = city.district_officer, payment.claim.lines.filter(amount__gt=0).first()
    page(client, officer, "recovery_new", payment.pk)
    told = {"reason": "重复享受补贴", "article": "第六条", "instalments": 2, "first_due": "2099-01-31"}
    post(client, officer, "recovery_new", payment.pk, **told, **{f"line{line.pk}": line.amount})
    own = Recovery.objects.get()
    assert own.number in page(client, city.worker, "recovery", own.pk)
    assert own.number in page(client, city.worker, "recoveries")
    post(client, officer, "recovery_propose", own.pk, reason="法院裁定终结执行")
    post(client, second_officer(city), "recovery_decide", own.pk, decision="close")
    own.refresh_from_db()
    assert own.closed_on is not None


def test_the_blank_spot_is_filled_when_the_first_is_paid(city, client):
    assert "空白点<b>1</b>个" in page(client, city.city_officer, "progress")
    paid(city)
    found = page(client, city.city_officer, "progress")
    assert "空白点<b>0</b>个" in found
    assert TODAY.isoformat() in found
    page(client, city.district_officer, "step_days")


def test_funds_and_formats_have_their_pages(city, client):
    told = {"area": city.district.pk, "year": 2026, "family": "insurance", "source": "city", "amount": "5000"}
    found = post(client, city.district_officer, "allocate", **told, on="2026-10-12")
    assert "请填写下达资金的文号" in found.content.decode()
    post(client, city.district_officer, "allocate", **told, on="2026-10-12", document="南财社12号")
    assert "5,000.00" in page(client, finance(city), "funds")
    assert "南财社12号" in page(client, finance(city), "allocations")
    told = {
        "name": "代发",
        "since": "2026-10-12",
        "kind": "text",
        "separator": "|",
        "encoding": "utf-8",
        "totals": "last",
    }
    columns = ["number", "account_name", "account", "amount"]
    post(client, city.city_officer, "bank_format_new", **told, columns=columns)
    assert "代发" in page(client, city.district_officer, "bank_formats")
    for name in ("batches", "payments"):
        page(client, finance(city), name)
