import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from ui.forms import DateField, IdNumberInput, PhoneInput, Picker, ReasonInput

from . import identifiers, queries
from .actions import NewAccount, NewDeputation
from .enums import AreaLevel, Role
from .fields import resident_id_digest
from .models import Area, User
from .permissions import Act, may

# Where a role that decides or surveys has its place in the tree; the others may stand at any level.
LEVELS = {
    Role.COMMUNITY_WORKER: AreaLevel.COMMUNITY,
    Role.COMMUNITY_DIRECTOR: AreaLevel.COMMUNITY,
    Role.STREET_OFFICER: AreaLevel.STREET,
    Role.STREET_LEADER: AreaLevel.STREET,
    Role.DISTRICT_OFFICER: AreaLevel.DISTRICT,
    Role.CITY_OFFICER: AreaLevel.CITY,
    Role.STATISTICIAN: AreaLevel.CITY,
    Role.PROVINCE: AreaLevel.PROVINCE,
}
RULE_OF_CHOICE = "至少 10 位，含小写字母、大写字母、数字、其他字符四类中的至少 3 类。"


def _password(label: str, *, hint: str = "", autocomplete: str = "new-password") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, help_text=hint, strip=False, widget=widget)


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "登录名或密码不对，请重新输入；账号停用的也不能登录，请与本级系统管理员联系。",
        "inactive": "该账号已停用，请与本级系统管理员联系。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"


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
        validate_password(new, self.user)
        if self.user.check_password(new):
            raise ValidationError("新密码不能与当前密码相同。")
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


class AccountForm(FirstPasswordForm):
    """A new account, in the administrator's own area or below."""

    username = forms.CharField(label="登录名", max_length=150, widget=forms.TextInput({"autocomplete": "off"}))
    full_name = forms.CharField(label="姓名", max_length=50, widget=forms.TextInput({"autocomplete": "off"}))
    role = forms.ChoiceField(label="岗位角色", choices=[choice for choice in Role.choices if choice[0] != Role.SYSTEM])
    area = forms.ModelChoiceField(Area.objects.none(), label="所属区划", widget=Picker())
    office_phone = forms.CharField(label="办公电话", required=False, max_length=30, widget=PhoneInput())
    id_number = forms.CharField(
        label="身份证号",
        required=False,
        widget=IdNumberInput(),
        help_text="加密保存，只用于回避：本人不能审批自己家庭的申请。",
    )
    field_order = ("username", "full_name", "role", "area", "office_phone", "id_number", "password")

    def __init__(self, *args: Any, administrator: User, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        areas = Area.objects.visible_to(administrator).existing(on).order_by("path")
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # a ModelChoiceField

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
        if User.objects.filter(id_digest=resident_id_digest(checked.normalized)).exists():
            raise ValidationError("已有账号登记了该身份证号，一人只开立一个账号。")
        return checked.normalized

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        area, level = cleaned.get("area"), LEVELS.get(Role(cleaned["role"])) if "role" in cleaned else None
        if area is not None and level is not None and area.level != level:
            self.add_error("area", f"{Role(cleaned['role']).label}须隶属一个{AreaLevel(level).label}，请重新选择。")
        return cleaned

    def account(self) -> NewAccount:
        """What a valid form asks for."""
        given = self.cleaned_data
        return NewAccount(
            username=given["username"],
            full_name=given["full_name"],
            role=Role(given["role"]),
            area=given["area"],
            password=given["password"],
            id_number=given["id_number"],
            office_phone=given["office_phone"],
        )


class DeputationForm(forms.Form):
    """Who stands in for whom, from when to when; an officer names one for the own absence only."""

    officer = forms.ModelChoiceField(User.objects.none(), label="被代理人", widget=Picker())
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label="代理人",
        widget=Picker(),
        help_text="须与被代理人在同一区划、同一层级。代理只借出办理权限，不扩大任何人的辖区。",
        error_messages={"required": "请选择代理人。", "invalid_choice": "请从名单中选择代理人。"},
    )
    first_day = DateField(label="第一天", error_messages={"required": "请填写代理的第一天。"})
    last_day = DateField(label="最后一天", error_messages={"required": "请填写代理的最后一天。"})
    reason = forms.CharField(label="事由", max_length=200, widget=ReasonInput(("休假", "病假", "外出培训", "出差")))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = queries.may_be_deputised(user)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]  # a ModelChoiceField
        deputies = queries.may_stand_in(officers).exclude(pk=user.pk)
        self.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]  # a ModelChoiceField
        for name in ("officer", "deputy"):
            field: Any = self.fields[name]
            field.label_from_instance = _with_office
        if officers.filter(pk=user.pk).exists() and not may(user, Act.MANAGE_USERS):
            self.fields["officer"].initial = user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "first_day" in cleaned and "last_day" in cleaned and cleaned["last_day"] < cleaned["first_day"]:
            self.add_error("last_day", "最后一天不能早于第一天。")
        return cleaned

    def deputation(self) -> NewDeputation:
        """What a valid form asks for."""
        return NewDeputation(**self.cleaned_data)


def _with_office(user: User) -> str:
    return f"{user} {user.get_role_display()}（{user.area}）"
