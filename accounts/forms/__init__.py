import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.actions import NewAccount
from accounts.enums import ADMINISTRATORS
from accounts.models import User

from .particulars import ParticularsForm
from .posts import PostForm

RULE_OF_CHOICE = "至少 10 位，含小写字母、大写字母、数字、其他字符四类中的至少 3 类。"


def _password(label: str, *, hint: str = "", autocomplete: str = "new-password") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, help_text=hint, strip=False, widget=widget)


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "登录名或密码不对，请重新输入；账号停用的也不能登录，请与本级系统管理员联系。",
        "inactive": "该账号已停用，请与本级系统管理员联系。",
    }

    def __init__(self, *args: Any, on: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["username"].label = "登录名"

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if self.on is not None and user.valid_until is not None and user.valid_until < self.on:
            raise ValidationError(self.error_messages["inactive"], code="inactive")


class PasswordForm(forms.Form):
    """One's own new password; the old one is asked for once more."""

    old = _password("当前密码", autocomplete="current-password")
    new = _password("新密码", hint=RULE_OF_CHOICE)
    again = _password("再输入一次新密码")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old(self) -> str:
        if not self.user.check_password(self.cleaned_data["old"]):
            raise ValidationError("当前密码不对，请重新输入。")
        return self.cleaned_data["old"]

    def clean_new(self) -> str:
        new = self.cleaned_data["new"]
        if self.user.check_password(new):
            raise ValidationError("新密码不能与当前密码相同。")
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "两次输入的新密码不一致。")
        return cleaned


class FirstPasswordForm(forms.Form):
    """The password an account is opened or reset with; its owner changes it at the first sign-in."""

    password = _password("初始密码", hint=f"{RULE_OF_CHOICE}本人首次登录时须另行修改。")

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]


class AccountForm(FirstPasswordForm, ParticularsForm, PostForm):
    """A new account, in the administrator's own area or below."""

    username = forms.CharField(label="登录名", max_length=150, widget=forms.TextInput({"autocomplete": "off"}))
    field_order = (
        "username", "full_name", "role", "area", "organisation", "office_phone", "id_number", "valid_until", "password",
    )  # fmt: skip

    def clean_username(self) -> str:
        username = User.normalize_username(self.cleaned_data["username"])
        User.username_validator(username)
        if User.objects.filter(username=username).exists():
            raise ValidationError("该登录名已被使用，请另取一个。")
        return username

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_unknown = "id_number" in cleaned and not cleaned["id_number"]
        if cleaned.get("role") in ADMINISTRATORS and is_unknown:
            self.add_error("id_number", "系统管理员、安全管理员、安全审计员须由三人分任，请登记本人身份证号。")
        return cleaned

    def account(self) -> NewAccount:
        """What a valid form asks for."""
        given, post = self.cleaned_data, self.post()
        return NewAccount(
            username=given["username"],
            full_name=given["full_name"],
            role=post.role,
            area=post.area,
            organisation=post.organisation,
            password=given["password"],
            id_number=given["id_number"],
            office_phone=given["office_phone"],
            valid_until=given["valid_until"],
        )
