"""The story of an employment, registered with it or told afterwards; notices; a benefit paid at once."""

from typing import Any

from django import forms

from assistance.actions.placements import Payment, Story
from assistance.enums import Channel, Informed, PlacementSource, Workplace
from assistance.models import Offer
from assistance.queries.placements import free_offers
from households.enums import EMPLOYMENT_KINDS
from households.forms.registrations import RegistrationForm
from households.models import Person
from ui.forms import DateField, DigitsInput, MoneyInput


class StoryForm(forms.Form):
    """How an employment of ``person`` came about."""

    use_required_attribute = False
    STORY = (
        "channel", "source", "destination", "agency", "workplace", "offer", "has_contract", "contract_until",
        "is_insured",
    )  # fmt: skip

    channel = forms.TypedChoiceField(
        label="就业渠道",
        choices=[("", "请选择"), *Channel.choices],
        coerce=int,
        error_messages={"required": "请选择就业渠道。"},
    )
    source = forms.ChoiceField(
        label="就业门路",
        choices=[("", "请选择"), *PlacementSource.choices],
        error_messages={"required": "请选择就业门路。"},
    )
    destination = forms.CharField(
        label="输出地", max_length=50, required=False, help_text="劳务输出的填写省、国家或地区。"
    )
    agency = forms.CharField(label="输出机构", max_length=100, required=False)
    workplace = forms.ChoiceField(
        label="就业地点", choices=[("", "请选择"), *Workplace.choices], error_messages={"required": "请选择就业地点。"}
    )
    offer = forms.ModelChoiceField(
        label="由哪次推荐而来",
        queryset=Offer.objects.none(),
        required=False,
        empty_label="不是由推荐而来",
        error_messages={"invalid_choice": "请在本人已接受的推荐中选择。"},
    )
    has_contract = forms.BooleanField(label="已签劳动合同", required=False)
    contract_until = DateField(label="合同期满日期", required=False, help_text="无固定期限的不填。")
    is_insured = forms.BooleanField(label="已参加社会保险", required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers: Any = self.fields["offer"]
        offers.queryset = free_offers(person)
        offers.label_from_instance = lambda row: f"{row.made_on} {row.employer} {row.position}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_export = cleaned.get("source") == PlacementSource.LABOUR_EXPORT
        if is_export and not cleaned.get("destination"):
            self.add_error("destination", "劳务输出须填写输出地。")
        if not is_export:
            cleaned |= {"destination": "", "agency": ""}
        if cleaned.get("contract_until") and not cleaned.get("has_contract"):
            self.add_error("has_contract", "填写了合同期满日期的，应已签劳动合同。")
        return cleaned

    def story(self) -> Story:
        """What was typed. Only of a valid form."""
        typed = {name: self.cleaned_data[name] for name in self.STORY}
        codes = {"channel": Channel, "source": PlacementSource, "workplace": Workplace}
        return Story(**typed | {name: kind(typed[name]) for name, kind in codes.items()})


class PlaceForm(StoryForm, RegistrationForm):
    """An employment with its story."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [(int(kind), kind.label) for kind in EMPLOYMENT_KINDS]
        kinds.label, self.fields["since"].label = "就业方式", "就业日期"


class TellForm(forms.Form):
    """That an office was told."""

    use_required_attribute = False

    informed = forms.ChoiceField(label="告知单位", error_messages={"required": "请选择告知单位。"})
    told_on = DateField(label="告知日期", error_messages={"required": "请填写告知日期。"})
    answer = forms.CharField(label="回复情况", max_length=200, required=False)

    def __init__(self, *args: Any, due: list[Informed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["informed"]
        field.choices = [(one.value, one.label) for one in due]


class LumpSumForm(forms.Form):
    """A benefit paid at once."""

    use_required_attribute = False

    months_left = forms.IntegerField(
        label="剩余月数", min_value=1, max_value=24, widget=DigitsInput, error_messages={"required": "请填写剩余月数。"}
    )
    amount = forms.DecimalField(
        label="发放金额（元）", max_digits=9, decimal_places=2, min_value=0, widget=MoneyInput,
        error_messages={"required": "请填写发放金额。", "invalid": "请填写金额，如 3200.00。"},
    )  # fmt: skip
    paid_on = DateField(label="发放日期", error_messages={"required": "请填写发放日期。"})
    evidence = forms.CharField(label="核定文书", max_length=200, error_messages={"required": "请填写核定文书。"})

    def clean_amount(self) -> Any:
        if self.cleaned_data["amount"] <= 0:
            raise forms.ValidationError("发放金额应大于0。")
        return self.cleaned_data["amount"]

    def payment(self) -> Payment:
        """What was typed. Only of a valid form."""
        return Payment(**self.cleaned_data)
