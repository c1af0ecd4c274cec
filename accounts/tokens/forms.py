import datetime as dt
from typing import Any

from django import forms
from django.conf import settings

from accounts.forms.second_factor import CodeForm
from accounts.models import User
from accounts.sign_in_steps import has_second_factor
from ui.forms import CheckButtons

from .actions.issuing import NewToken
from .queries import scopes_of
from .scopes import Scope

LIFETIMES = (7, 30, 90)  # days


class TokenForm(forms.Form):
    """What a token is for. Whoever has a second factor shows it once more."""

    use_required_attribute = False

    purpose = forms.CharField(
        label="用途",
        max_length=100,
        help_text="哪个系统用它做什么，如：街道台账系统每日取数。",
        error_messages={"required": "请写明用途。"},
    )
    scopes = forms.MultipleChoiceField(
        label="权限",
        widget=CheckButtons,
        help_text="只选用得到的。所能见的范围始终是您的辖区。",
        error_messages={"required": "请至少选择一项。"},
    )
    days = forms.TypedChoiceField(label="有效期", coerce=int, initial=30)
    code = CodeForm.base_fields["code"]

    def __init__(self, *args: Any, owner: User, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(s.value, s.label) for s in scopes_of(owner, on)]  # type: ignore[attr-defined]
        lifetimes = [days for days in LIFETIMES if days <= settings.TOKEN_MOST_DAYS]
        self.fields["days"].choices = [(days, f"{days} 天") for days in lifetimes]  # type: ignore[attr-defined]
        if not has_second_factor(owner):
            del self.fields["code"]

    def token(self) -> NewToken:
        """What was asked for. Only of a valid form."""
        given = self.cleaned_data
        return NewToken(given["purpose"].strip(), [Scope(scope) for scope in given["scopes"]], given["days"])
