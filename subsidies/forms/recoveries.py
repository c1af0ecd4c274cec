"""Forms of recoveries."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from subsidies.actions.recoveries import MOST_INSTALMENTS, NewReceipt, NewRecovery
from subsidies.models import ClaimLine, Payment
from ui.forms import DateField, MoneyInput, OnceForm, ReasonInput

REASONS = ("就业后未及时停止享受", "达到法定退休年龄后多发", "重复享受补贴", "申报材料不实")


class RecoveryForm(OnceForm):
    """A field of money for each line that may be asked back, at most what was paid of it."""

    use_required_attribute = False

    reason = forms.CharField(
        label="追回原因", max_length=500, widget=ReasonInput(canned=REASONS),
        error_messages={"required": "请填写追回原因。"},
    )  # fmt: skip
    article = forms.CharField(
        label="依据", max_length=300, help_text="文件和条款", error_messages={"required": "请填写依据的文件和条款。"}
    )
    instalments = forms.IntegerField(
        label="分几期交回", min_value=1, max_value=MOST_INSTALMENTS, initial=1,
        error_messages={"required": "请填写期数。", "invalid": "请填写整数。"},
    )  # fmt: skip
    first_due = DateField(label="首期应缴日期", error_messages={"required": "请填写首期应缴日期。"})

    def __init__(self, *args: Any, payment: Payment, lines: Sequence[ClaimLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.payment, self.lines = payment, lines
        for line in lines:
            self.fields[f"line{line.pk}"] = forms.DecimalField(
                label=f"{line.person.name} {line.month:%Y-%m} {line.get_item_display()}",
                help_text=f"已发放 {line.amount:,.2f} 元",
                required=False,
                min_value=0,
                max_value=line.amount,
                decimal_places=2,
                widget=MoneyInput,
                error_messages={"max_value": f"不能超过已发放的 {line.amount:,.2f} 元。"},
            )
        self.order_fields([f"line{line.pk}" for line in lines])

    def recovery(self) -> NewRecovery:
        """What was typed. Only of a valid form."""
        said = self.cleaned_data
        amounts: dict[ClaimLine, Decimal] = {
            line: said[f"line{line.pk}"] for line in self.lines if said.get(f"line{line.pk}")
        }
        names = ("reason", "article", "first_due", "instalments", "submission")
        return NewRecovery(self.payment, amounts, **{name: said[name] for name in names})


class ReceiptForm(OnceForm):
    use_required_attribute = False

    on = DateField(label="收到日期", error_messages={"required": "请填写收到日期。"})
    amount = forms.DecimalField(
        label="金额（元）", max_digits=12, decimal_places=2, widget=MoneyInput,
        error_messages={"required": "请填写金额。", "invalid": "请填写数字，如 500.00。"},
    )  # fmt: skip
    voucher = forms.CharField(
        label="凭证号", max_length=60, help_text="银行回单或收据的号码", error_messages={"required": "请填写凭证号。"}
    )

    def receipt(self) -> NewReceipt:
        return NewReceipt(**self.cleaned_data)
