import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts import identifiers
from accounts.actions import NewAccount
from accounts.enums import ADMINISTRATORS
from accounts.fields import resident_id_digests
from accounts.models import User
from ui.forms import DateField, IdNumberInput, PhoneInput

from .posts import PostForm, not_past

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


class AccountForm(FirstPasswordForm, PostForm):
    """A new account, in the administrator's own area or below."""

    username = forms.CharField(label="登录名", max_length=150, widget=forms.TextInput({"autocomplete": "off"}))
    full_name = forms.CharField(label="姓名", max_length=50, widget=forms.TextInput({"autocomplete": "off"}))
    office_phone = forms.CharField(label="办公电话", required=False, max_length=30, widget=PhoneInput())
    id_number = forms.CharField(
        label="身份证号",
        required=False,
        widget=IdNumberInput(),
        help_text="加密保存，只用于回避和三员分立：本人不能审批自己家庭的申请，一人只有一个账号。",
    )
    valid_until = DateField(label="有效期至", required=False, help_text="临时账号填写最后一天；长期使用的不填。")
    field_order = (
        "username", "full_name", "role", "area", "organisation", "office_phone", "id_number", "valid_until", "password",
    )  # fmt: skip

    def clean_username(self) -> str:
        username = User.normalize_username(self.cleaned_data["username"])
        User.username_validator(username)
        if User.objects.filter(username=username).exists():
            raise ValidationError("该登录名已被使用，请另取一个。")
        return username

    def clean_id_number(self) -> str:
        typed = identifiers.halfwidth(self.cleaned_data["id_number"])
        if not typed:
            return ""
        checked = identifiers.resident_id(typed, on=self.on)
        if not checked.valid or checked.normalized is None:
            raise ValidationError(identifiers.SENTENCES[checked.reason or identifiers.LENGTH])
        if User.objects.filter(id_digest__in=resident_id_digests(checked.normalized)).exists():
            raise ValidationError("已有账号登记了该身份证号，一人只开立一个账号；换岗请在原账号上调整。")
        return checked.normalized

    def clean_valid_until(self) -> dt.date | None:
        return not_past(self.cleaned_data["valid_until"], self.on)

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
