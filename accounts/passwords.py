"""Passwords long and mixed enough for officers' accounts."""

import string
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from .models import User


class CharacterClassesValidator:
    """At least ``classes`` of: lower case, upper case, digits, anything else."""

    def __init__(self, classes: int = 3) -> None:
        self.classes = classes

    def validate(self, password: str, user: Any = None) -> None:
        plain = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
        used = sum(any(letter in alphabet for letter in password) for alphabet in plain)
        used += any(letter not in "".join(plain) for letter in password)
        if used < self.classes:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        return f"密码应包含小写字母、大写字母、数字、其他字符四类中的至少 {self.classes} 类。"


class HistoryValidator:
    """None of the last PASSWORD_HISTORY passwords of the account, the present one included."""

    def validate(self, password: str, user: Any = None) -> None:
        if not isinstance(user, User) or user.pk is None:
            return
        left = user.past_passwords.order_by("-left_at", "-pk").values_list("encoded", flat=True)
        known = [user.password, *left[: settings.PASSWORD_HISTORY - 1]]
        if any(check_password(password, encoded) for encoded in known):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        return f"新密码不能与最近用过的 {settings.PASSWORD_HISTORY} 个密码相同。"
