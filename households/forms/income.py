"""What a member, and the household as a whole, has a month and where most of it comes from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from households.enums import IncomeSource
from ui.forms import MoneyInput

NAMES = ("monthly_income", "income_source")
SOURCES = [("", "请选择"), *IncomeSource.choices]


def amount_field(label: str, what: str) -> forms.DecimalField:
    """A month's yuan; ``what`` begins the sentence about an amount below nothing."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=MoneyInput,
        error_messages={"min_value": f"{what}不能小于0。", "invalid": "请填写金额，如 1200 或 1200.50。"},
    )


def source_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=SOURCES, required=False)


def add_fields(fields: dict[str, forms.Field]) -> None:
    fields["monthly_income"] = amount_field("月收入（元）", "月收入")
    fields["income_source"] = source_field("收入来源")


def initial_of(owner: Any) -> dict[str, Any]:
    """What is stored of a person or household, as the fields take it."""
    return {name: getattr(owner, name) for name in NAMES}


def check(form: forms.Form, *, needs_source: bool) -> None:
    """A source is of an income above nothing; ``needs_source``: such an income has one."""
    amount, source = form.cleaned_data.get("monthly_income"), form.cleaned_data.get("income_source")
    if source and not amount and "monthly_income" not in form.errors:
        form.add_error("income_source", "没有填写月收入，不选收入来源。")
    if needs_source and amount and not source and "income_source" not in form.errors:
        form.add_error("income_source", "请选择收入来源。")


def income_of(cleaned: Mapping[str, Any]) -> tuple[Decimal | None, IncomeSource | str]:
    source = cleaned["income_source"]
    return cleaned["monthly_income"], IncomeSource(source) if source else ""
