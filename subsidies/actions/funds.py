"""补贴资金: what a document gives to a fund or takes back, and how the bank wants its files."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.refusing import FieldRefused, refused_if_taken
from households.actions.submissions import sent_before
from subsidies.models import Allocation, BankFormat, Fund
from subsidies.payment_enums import Encoding, Family, FileColumn, FileKind, FundSource, Separator, Totals
from subsidies.queries.funds import left_of

KEEPERS = (AreaLevel.DISTRICT, AreaLevel.CITY)
NEEDED = (FileColumn.NUMBER, FileColumn.ACCOUNT_NAME, FileColumn.ACCOUNT)
MONEY = (FileColumn.AMOUNT, FileColumn.CENTS)


class FundRefused(FieldRefused):
    """The money cannot be entered so."""


@dataclass(frozen=True)
class NewAllocation:
    """Money of a document; below zero it takes back."""

    area: Area
    year: int
    family: Family
    source: FundSource
    amount: Decimal
    document: str
    on: dt.date
    submission: uuid.UUID | None = None


@dataclass(frozen=True)
class NewFormat:
    name: str
    since: dt.date
    kind: FileKind
    columns: Sequence[FileColumn]
    separator: Separator | None
    encoding: Encoding | None
    has_heading: bool
    totals: Totals


@transaction.atomic
def allocate(*, given: NewAllocation, officer: User, at: dt.datetime) -> Allocation:
    """Enter money given to, or taken back from, a district or city of the officer's area. A form sent twice is one.

    Raises FundRefused, also for more taken back than is left.
    """
    own = Area.objects.visible_to(officer).filter(pk=given.area.pk).first()
    if own is None or own.level not in KEEPERS:
        raise FundRefused("资金下达到市或区县；所选区划不在您的辖区。", field="area")
    if not given.document.strip():
        raise FundRefused("请填写下达资金的文号。", field="document")
    if not given.amount:
        raise FundRefused("请填写金额；收回的写负数。", field="amount")
    fund = _fund(given)
    known: Allocation | None = sent_before(Allocation.objects, given.submission)
    if known is not None:
        return known
    left = left_of(fund)
    if left + given.amount < 0:
        raise FundRefused(f"该项资金只结余 {left:,.2f} 元，不能收回 {-given.amount:,.2f} 元。", field="amount")
    made = fund.allocations.create(
        amount=given.amount,
        document=given.document.strip(),
        on=given.on,
        entered_by=officer,
        entered_at=at,
        submission=given.submission,
    )
    audit.record(event="fund.allocated", subject=made, actor=officer, at=at, amount=str(made.amount))
    return made


def _fund(given: NewAllocation) -> Fund:
    """The fund meant, locked."""
    key = {"area": given.area, "year": given.year, "family": given.family, "source": given.source}
    Fund.objects.bulk_create([Fund(**key)], ignore_conflicts=True)
    fund: Fund = Fund.objects.select_for_update(no_key=True).get(**key)
    return fund


@transaction.atomic
def set_format(*, told: NewFormat, officer: User, at: dt.datetime) -> BankFormat:
    """Set how bank files are written from a day on, for the officer's city. Raises FundRefused."""
    if officer.area is None or officer.area.level != AreaLevel.CITY:
        raise FundRefused("银行报盘格式由市局统一设定。")
    if not told.name.strip():
        raise FundRefused("请填写格式名称。", field="name")
    lacking = [column.label for column in NEEDED if column not in told.columns]
    if lacking or not set(told.columns) & set(MONEY):
        lacking += [] if set(told.columns) & set(MONEY) else [FileColumn.AMOUNT.label]
        raise FundRefused(f"还缺少必需的列：{'、'.join(lacking)}。", field="columns")
    is_text = told.kind is FileKind.TEXT
    if is_text and (told.separator is None or told.encoding is None):
        raise FundRefused("文本文件要写明分隔符和编码。", field="separator")
    taken = FundRefused("该格式在这一天已有设定，请改用另一个启用日期。", field="since")
    with refused_if_taken(taken):
        made = BankFormat.objects.create(
            area=officer.area,
            name=told.name.strip(),
            since=told.since,
            kind=told.kind,
            columns=[column.value for column in told.columns],
            separator=told.separator or "" if is_text else "",
            encoding=told.encoding or "" if is_text else "",
            has_heading=told.has_heading,
            totals=told.totals,
            set_by=officer,
            set_at=at,
        )
    audit.record(event="bank_format.set", subject=made, actor=officer, at=at, since=made.since.isoformat())
    return made
