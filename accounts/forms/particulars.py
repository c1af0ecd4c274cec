"""What is known of an officer beside the post: name, office phone, ID number, and how long the account lasts."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts import identifiers
from accounts.actions.particulars import Particulars
from accounts.fields import resident_id_digests
from accounts.models import User
from ui.forms import DateField, IdNumberInput, PhoneInput
from ui.masks import masked_id

from .posts import not_past


class ParticularsForm(forms.Form):
    """``on`` is the day it is filled in; ``officer`` whose particulars they are, None for a new one."""

    on: dt.date
    officer: User | None = None

    full_name = forms.CharField(label="姓名", max_length=50, widget=forms.TextInput({"autocomplete": "off"}))
    office_phone = forms.CharField(label="办公电话", required=False, max_length=30, widget=PhoneInput())
    id_number = forms.CharField(
        label="身份证号",
        required=False,
        widget=IdNumberInput(),
        help_text="加密保存，只用于回避和三员分立：本人不能审批自己家庭的申请，一人只有一个账号。",
    )
    valid_until = DateField(label="有效期至", required=False, help_text="临时账号填写最后一天；长期使用的不填。")

    def clean_id_number(self) -> str:
        typed = identifiers.halfwidth(self.cleaned_data["id_number"])
        if not typed:
            return ""
        checked = identifiers.resident_id(typed, on=self.on)
        if not checked.valid or checked.normalized is None:
            raise ValidationError(identifiers.SENTENCES[checked.reason or identifiers.LENGTH])
        holder = User.objects.filter(id_digest__in=resident_id_digests(checked.normalized)).first()
        if holder is not None and holder != self.officer:
            raise ValidationError("已有账号登记了该身份证号，一人只开立一个账号；换岗请在原账号上调整。")
        return checked.normalized

    def clean_valid_until(self) -> dt.date | None:
        return not_past(self.cleaned_data["valid_until"], self.on)


class EditForm(ParticularsForm):
    """The particulars of an account that is there. An ID number left empty stays what it is."""

    def __init__(self, *args: Any, account: User, on: dt.date, **kwargs: Any) -> None:
        known = {name: getattr(account, name) for name in ("full_name", "office_phone", "valid_until")}
        super().__init__(*args, **(kwargs | {"initial": known}))
        self.officer, self.on = account, on
        self.fields["office_phone"].help_text = "印在公示上，供群众询问和反映情况。"
        if account.id_number:
            self.fields["id_number"].help_text = f"已登记 {masked_id(account.id_number)}；不更正的不填。"

    def clean_valid_until(self) -> dt.date | None:
        day = self.cleaned_data["valid_until"]
        return day if self.officer and day == self.officer.valid_until else not_past(day, self.on)

    def particulars(self) -> Particulars:
        """What a valid form asks for."""
        return Particulars(**self.cleaned_data)
