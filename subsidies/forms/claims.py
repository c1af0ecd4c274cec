"""补贴申报: what a person paid and where the subsidy goes. How a scheme is computed says what is asked."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms

from households.forms.attachments import AttachmentForm
from households.models import Person
from subsidies.actions.claims import Account, NewClaim
from subsidies.enums import Formula, Insurance, MedicalKind, Scheme
from subsidies.models import Claim
from subsidies.queries.assessing import NewMember
from subsidies.queries.terms import Filing
from subsidies.rules.facts import Contribution, Payment
from subsidies.rules.months import Months
from ui.forms import ChoiceButtons, DateField, DigitsInput, MoneyInput, OnceForm

from .months import MonthField

SPARE_ROWS = 1
MONEY: dict[str, Any] = {"max_digits": 9, "decimal_places": 2, "min_value": 0, "widget": MoneyInput, "required": False}
RATE: dict[str, Any] = {"max_digits": 5, "decimal_places": 2, "min_value": 0, "max_value": 100, "required": False}
BY_BASE = (Formula.BASE_SHARE, Formula.QUOTA_TIER)


class AccountForm(OnceForm):
    """Where the subsidy is paid to."""

    use_required_attribute = False

    account_name = forms.CharField(label="开户名", max_length=100, error_messages={"required": "请填写开户名。"})
    bank = forms.CharField(
        label="开户银行",
        max_length=100,
        help_text="如：哈尔滨银行南岗支行",
        error_messages={"required": "请填写开户银行。"},
    )
    account = forms.RegexField(
        label="银行账号",
        regex=r"^[0-9]{8,30}$",
        widget=DigitsInput,
        help_text="存折或银行卡上的号码",
        error_messages={"required": "请填写银行账号。", "invalid": "银行账号为8至30位数字，请核对。"},
    )

    def account_told(self) -> Account:
        said = self.cleaned_data
        return Account(said["account_name"].strip(), said["bank"].strip(), said["account"])


class PersonClaimForm(AccountForm):
    """A person's claim for some months: the field of a formula that does not ask for it is left out."""

    first_month = MonthField(label="起始月份", error_messages={"required": "请填写起始月份。"})
    last_month = MonthField(label="截止月份", error_messages={"required": "请填写截止月份。"})
    base = forms.DecimalField(label="月缴费基数（元）", **MONEY)
    medical_kind = forms.ChoiceField(
        label="参加的医疗保险", choices=MedicalKind.choices, widget=ChoiceButtons, initial=MedicalKind.EMPLOYEE
    )
    medical_rate = forms.DecimalField(label="医疗保险费率（%）", help_text="如 9.5", **RATE)
    field_order = ("first_month", "last_month")

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filing = filing
        if filing.formula != Formula.BASE_SHARE:
            del self.fields["base"]
        if filing.formula not in BY_BASE:
            del self.fields["medical_kind"], self.fields["medical_rate"]
        if filing.rhythm is None:
            del self.fields["first_month"], self.fields["last_month"]

    @property
    def told_names(self) -> list[str]:
        """The fields that say what is claimed, without those of the account."""
        return [name for name in self.fields if name not in ("submission", *AccountForm.base_fields)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first_month"), said.get("last_month")
        if first and last and last < first:
            self.add_error("last_month", "截止月份不能早于起始月份。")
        if "base" in self.fields and not self.errors and not said.get("base"):
            self.add_error("base", "请填写月缴费基数。")
        return said

    def claim(self, person: Person, payments: Sequence[Payment], contributions: Sequence[Contribution]) -> NewClaim:
        """What was typed. Only of a valid form."""
        said = self.cleaned_data
        member = NewMember(
            person=person,
            payments=tuple(payments),
            base=said.get("base"),
            medical_rate=said.get("medical_rate"),
            medical_kind=MedicalKind(said.get("medical_kind") or MedicalKind.EMPLOYEE),
            contributions=tuple(contributions),
        )
        months = Months(said["first_month"], said["last_month"]) if "first_month" in said else None
        return NewClaim(self.filing.scheme, (member,), self.account_told(), months, submission=said.get("submission"))


class PaymentForm(forms.Form):
    """Some months with what was paid in each of them."""

    use_required_attribute = False

    first = MonthField(label="从", error_messages={"required": "请填写缴费月份。"})
    last = MonthField(label="到", required=False, help_text="只有一个月的不填")
    pension = forms.DecimalField(label="每月养老保险（元）", **MONEY)
    medical = forms.DecimalField(label="每月医疗保险（元）", **MONEY)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", "截止月份不能早于起始月份。")
        return said

    def payment(self) -> Payment:
        said = self.cleaned_data
        paid = {Insurance.PENSION: said.get("pension"), Insurance.MEDICAL: said.get("medical")}
        return Payment(Months(said["first"], said["last"] or said["first"]), _paid(paid))


class _Payments(forms.BaseFormSet):
    """What was paid, some months a row; spare rows may stay empty."""

    def payments(self) -> list[Payment]:
        return [form.payment() for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        if any(self.errors):
            return
        payments = self.payments()
        if not payments:
            raise forms.ValidationError("请按缴费凭证填写缴费月份和金额。")
        spans = sorted(((one.months.first, one.months.last) for one in payments), key=lambda span: span[0])
        for (_, last), (first, _) in pairwise(spans):
            if last is not None and first <= last:
                raise forms.ValidationError(f"{first:%Y-%m} 填写了两次，请核对缴费月份。")


PaymentFormSet: Any = forms.formset_factory(
    PaymentForm, formset=_Payments, extra=SPARE_ROWS, max_num=24, validate_max=True
)


class ContributionForm(forms.Form):
    """What the person paid in the calendar year before, in all."""

    use_required_attribute = False

    pension = forms.DecimalField(label="上年缴纳养老保险（元）", **MONEY)
    medical = forms.DecimalField(label="上年缴纳医疗保险（元）", **MONEY)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not (said.get("pension") or said.get("medical")):
            self.add_error("pension", "请按缴费凭证填写上年缴纳的金额。")
        return said

    def contribution(self, year: int) -> Contribution:
        said = self.cleaned_data
        return Contribution(year, _paid({Insurance.PENSION: said["pension"], Insurance.MEDICAL: said["medical"]}))


class MaterialForm(AttachmentForm):
    """Material of a claim, with the day on the paper."""

    dated = DateField(label="材料日期", required=False, help_text="声明、缴费明细、工资表等有有效期的材料须填")
    field_order = ("kind", "dated", "uploads", "photo")

    def told(self) -> dict[str, Any]:
        return {"dated": self.cleaned_data["dated"]}


def _paid(amounts: dict[Insurance, Decimal | None]) -> dict[Insurance, Decimal]:
    return {insurance: amount for insurance, amount in amounts.items() if amount}


def initial_of(filing: Filing, person: Person, on: dt.date) -> dict[str, Any]:
    """With what a new claim begins: the last cycle that has ended, paid to the person."""
    given: dict[str, Any] = {"account_name": person.name}
    if filing.rhythm is not None:
        latest = filing.rhythm.latest(on)
        given |= {"first_month": latest.first, "last_month": latest.last}
    return given


def written(claim: Claim) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]:
    """What a claim of a person says: of the form, of the payments, of the year before."""
    member = claim.members.get()
    said = {
        "account_name": claim.account_name,
        "bank": claim.bank,
        "account": claim.account,
        "first_month": claim.first_month,
        "last_month": claim.last_month,
        "base": member.base,
        "medical_kind": member.medical_kind,
        "medical_rate": member.medical_rate,
    }
    payments = [{"first": _day(one["from"]), "last": _day(one["to"]), **one["paid"]} for one in member.payments]
    return said, payments, member.contributions[0]["paid"] if member.contributions else {}


def _day(told: str) -> dt.date:
    return dt.date.fromisoformat(told)


FILED_BY_PERSONS = (Scheme.FLEXIBLE, Scheme.LAST_YEAR)
