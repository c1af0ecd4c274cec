"""补贴发放: funds, batches, what goes to the bank and what comes back."""

import uuid
from decimal import Decimal

import pytest

from accounts.models import AuditEntry
from households.models import Endorsement
from subsidies.actions import batches, endorsing, funds, returns
from subsidies.actions.claims import Account
from subsidies.models import Batch, Fund, Payment
from subsidies.payment_enums import BatchStatus, Encoding, FileColumn, FileKind, PaymentStatus, Separator, Totals
from subsidies.queries import payments as queries
from subsidies.queries.funds import formats
from tests.certificates import issued_to
from tests.claiming import NOW, flexible, granted
from tests.paying import TODAY, answer, bank_format, confirmed, finance, fund, made, paid, second_officer, sent

CORRECTED = Account("王芳", "中国银行", "6217000000000000456")


def left(own: Fund) -> Decimal:
    return Fund.objects.with_left().get(pk=own.pk).left


def test_a_batch_takes_of_its_fund_what_its_claims_come_to(city):
    claims = [granted(city, flexible(city)) for _ in range(2)]
    own = fund(city)
    total = sum(claim.amount for claim in claims)
    batch = made(city, own)
    assert (batch.count, batch.amount, left(own)) == (2, total, Decimal("100000.00") - total)
    assert [one.account for one in batch.payments.all()] == [claim.account for claim in claims]
    with pytest.raises(batches.BatchRefused, match="没有待发放的申请"):
        made(city, own)
    batches.dissolve(batch=batch, reason="资金改由市级承担", officer=city.district_officer, at=NOW)
    assert left(own) == Decimal("100000.00")
    assert made(city, own).count == 2


def test_a_fund_that_does_not_suffice_is_told_and_may_be_used_up(city):
    claims = [granted(city, flexible(city)) for _ in range(2)]
    own = fund(city, str(claims[0].amount))
    with pytest.raises(batches.BatchRefused, match=f"还差 {claims[1].amount:,.2f} 元"):
        made(city, own)
    assert [one.claim for one in made(city, own, as_far_as_it_goes=True).payments.all()] == claims[:1]
    with pytest.raises(funds.FundRefused, match=r"只结余 0\.00 元"):
        fund(city, "-1.00")


def test_three_people_let_a_batch_go(city):
    granted(city, flexible(city))
    batch = made(city)
    with pytest.raises(batches.BatchRefused, match="由另一人复核"):
        batches.sign(batch=batch, officer=city.district_officer, at=NOW)
    with pytest.raises(batches.BatchRefused, match="待复核签字"):
        batches.confirm(batch=batch, officer=finance(city), at=NOW)
    second = second_officer(city)
    assert list(queries.to_sign(second, TODAY)) == [batch]
    assert not queries.to_sign(city.district_officer, TODAY)
    batches.sign(batch=batch, officer=second, at=NOW)
    with pytest.raises(batches.BatchRefused, match="由财政人员确认"):
        batches.confirm(batch=batch, officer=second, at=NOW)
    assert batches.confirm(batch=batch, officer=finance(city), at=NOW).status == BatchStatus.CONFIRMED


def test_the_bank_file_is_made_once_with_its_totals(city):
    claim = granted(city, flexible(city))
    batch = confirmed(city, made(city))
    formed = bank_format(city)
    file = batches.send(batch=batch, bank_format=formed, officer=city.district_officer, at=NOW)
    payment = batch.payments.get()
    lines = file.file.read().decode("gb18030").split("\r\n")
    assert lines == [
        "流水号|户名|账号|金额",
        f"{payment.number}|王芳|{claim.account}|{claim.amount}",
        f"1|{claim.amount}",
        "",
    ]
    assert (file.count, file.amount, payment.status) == (1, claim.amount, PaymentStatus.SENT)
    with pytest.raises(batches.BatchRefused, match="已送银行"):
        batches.send(batch=batch, bank_format=formed, officer=city.district_officer, at=NOW)
    with pytest.raises(batches.BatchRefused, match="已送银行"):
        batches.dissolve(batch=batch, reason="错", officer=city.district_officer, at=NOW)
    batches.open_file(batch=batch, officer=city.district_officer, at=NOW)
    assert AuditEntry.objects.filter(event="bank_file.opened").count() == 1


def test_a_format_is_data(city):
    with pytest.raises(funds.FundRefused, match="还缺少必需的列：账号、金额"):
        bank_format(city, columns=(FileColumn.NUMBER, FileColumn.ACCOUNT_NAME))
    earlier = bank_format(city, since=TODAY.replace(year=2025))
    book = bank_format(city, kind=FileKind.WORKBOOK, totals=Totals.NONE)
    assert (book.separator, book.encoding) == ("", "")
    assert formats(city.district, TODAY) == [book]
    assert formats(city.district, TODAY.replace(month=1)) == [earlier]
    with pytest.raises(funds.FundRefused, match="已有设定"):
        bank_format(city, separator=Separator.TAB, encoding=Encoding.UTF8)


def test_what_the_bank_says_is_taken_once_and_faults_are_told(city):
    first, second = (granted(city, flexible(city)) for _ in range(2))
    batch = sent(city)
    one, other = batch.payments.get(claim=first), batch.payments.get(claim=second)
    wrong = [["F999", 1, "成功", "", ""], [one.number, 1, "成功", "", ""]]
    content = answer({one: "", other: "账号不存在"}, more=wrong)
    said = {"batch": batch, "content": content, "officer": city.district_officer, "at": NOW}
    came = returns.enter(**said)
    assert (came.paid, came.rejected) == (1, 1)
    assert came.faults[0] == "第 4 行：流水号 F999 不在本批次。"
    assert "本批次应为" in came.faults[1]
    assert returns.enter(**said) == came
    known = [[other.number, float(other.amount), "退回", "", "户名不符"]]
    again = returns.enter(**said | {"content": answer({one: "退票"}, more=known)})
    assert (again.paid, again.rejected, again.known) == (0, 0, 1)
    assert "已登记为“已发放”" in again.faults[0]
    one.refresh_from_db()
    assert (one.status, one.settled_on) == (PaymentStatus.PAID, TODAY)


def test_a_rejected_payment_goes_again_to_another_account(city):
    claim = granted(city, flexible(city))
    own = fund(city)
    batch = sent(city, own)
    payment = batch.payments.get()
    returns.enter(batch=batch, content=answer({payment: "账号不存在"}), officer=city.district_officer, at=NOW)
    assert left(own) == Decimal("100000.00")
    assert not queries.payable(city.district)
    assert list(queries.rejected(city.district_officer, TODAY)) == [payment]
    said = {"payment": payment, "account": CORRECTED, "officer": city.district_officer, "at": NOW}
    returns.correct_account(**said)
    with pytest.raises(returns.ReturnRefused, match="已更正账户"):
        returns.correct_account(**said)
    again = made(city, own).payments.get()
    claim.refresh_from_db()
    assert (again.claim, again.account, again.again.payment) == (claim, CORRECTED.number, payment)
    assert claim.account != CORRECTED.number


def test_what_is_paid_is_endorsed_on_the_certificate_once(city):
    person = flexible(city)
    certificate = issued_to(city, person, at=NOW)
    payment = paid(city, granted(city, person))
    for _ in range(2):
        endorsing.endorse_paid(waiting=endorsing.to_endorse(payment.batch), officer=city.district_officer, at=NOW)
    entry = Endorsement.objects.get(certificate=certificate)
    assert (entry.amount, entry.benefit) == (payment.amount, "insurance")
    assert entry.title == "灵活就业社会保险补贴 2026年第3季度"


def test_a_form_sent_twice_is_one_batch(city):
    granted(city, flexible(city))
    own, key = fund(city), uuid.uuid4()
    assert made(city, own, submission=key) == made(city, own, submission=key)
    assert Batch.objects.count() == 1
    assert Payment.objects.count() == 1
