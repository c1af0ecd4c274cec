"""Money for subsidies, and claims paid out of it through the acts."""

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from accounts.enums import Role
from accounts.models import User
from subsidies.actions import batches, funds, returns
from subsidies.enums import Scheme
from subsidies.models import BankFormat, Batch, Claim, Fund, Payment
from subsidies.payment_enums import Encoding, Family, FileColumn, FileKind, FundSource, Separator, Totals
from subsidies.rules.months import Months
from tests import factories
from tests.claiming import JULY, NOW, SEPTEMBER, flexible, granted
from tests.setting import City

TODAY = NOW.date()
PERIOD = Months(JULY, SEPTEMBER)
COLUMNS = (FileColumn.NUMBER, FileColumn.ACCOUNT_NAME, FileColumn.ACCOUNT, FileColumn.AMOUNT)


def second_officer(city: City) -> User:
    return factories.UserFactory(area=city.district, role=Role.DISTRICT_OFFICER)


def finance(city: City) -> User:
    return factories.UserFactory(area=city.district, role=Role.FINANCE)


def fund(city: City, amount: str = "100000.00", **values: Any) -> Fund:
    """Money of the district."""
    told = {
        "area": city.district,
        "year": 2026,
        "family": Family.INSURANCE,
        "source": FundSource.CITY,
        "amount": Decimal(amount),
        "document": "南财社〔2026〕12号",
        "on": TODAY,
    }
    given = funds.NewAllocation(**told | values)
    return funds.allocate(given=given, officer=city.district_officer, at=NOW).fund


def bank_format(city: City, **values: Any) -> BankFormat:
    told: dict[str, Any] = {
        "name": "哈尔滨银行代发",
        "since": TODAY,
        "kind": FileKind.TEXT,
        "columns": COLUMNS,
        "separator": Separator.BAR,
        "encoding": Encoding.GB18030,
        "has_heading": True,
        "totals": Totals.LAST,
    }
    return funds.set_format(told=funds.NewFormat(**told | values), officer=city.city_officer, at=NOW)


def made(city: City, own: Fund | None = None, at: dt.datetime = NOW, **values: Any) -> Batch:
    """A batch of all that waits of the third quarter."""
    told = {"scheme": Scheme.FLEXIBLE, "months": PERIOD, "fund": own or fund(city)}
    return batches.make(batch=batches.NewBatch(**told | values), officer=city.district_officer, at=at)


def confirmed(city: City, batch: Batch) -> Batch:
    batches.sign(batch=batch, officer=second_officer(city), at=NOW)
    return batches.confirm(batch=batch, officer=finance(city), at=NOW)


def sent(city: City, own: Fund | None = None) -> Batch:
    """A batch with its file at the bank."""
    batch = confirmed(city, made(city, own))
    batches.send(batch=batch, bank_format=bank_format(city), officer=city.district_officer, at=NOW)
    return Batch.objects.get(pk=batch.pk)


def answer(payments: Mapping[Payment, str], *, day: Any = TODAY, more: Any = ()) -> bytes:
    """The bank's workbook: paid, or rejected for the reason told."""
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["流水号", "金额", "结果", "日期", "原因"])
    for payment, reason in payments.items():
        sheet.append([payment.number, float(payment.amount), "失败" if reason else "成功", day, reason])
    for row in more:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def paid(city: City, claim: Claim | None = None) -> Payment:
    """A claim of which the bank says that it is paid."""
    claim = claim or granted(city, flexible(city))
    batch = sent(city)
    payment = batch.payments.get(claim=claim)
    returns.enter(batch=batch, content=answer({payment: ""}), officer=city.district_officer, at=NOW)
    return Payment.objects.get(pk=payment.pk)
