"""``manage.py open_administrators``: the first accounts of a new installation, one for each of the three offices."""

import secrets
import string
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts import identifiers
from accounts.actions import AccountRefused, NewAccount, open_account, open_area, system_user
from accounts.enums import AreaLevel, Role
from accounts.models import User

OFFICES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
LETTERS = string.ascii_letters + string.digits
PASSWORD_LETTERS = 16


class Command(BaseCommand):
    help = (
        "为新系统设立市级区划并开立系统管理员、安全管理员、安全审计员三个账号。"
        "从标准输入依次读三行，每行“登录名,姓名,身份证号”；初始密码只显示一次。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", required=True, help="市的区划代码，如 230100")
        parser.add_argument("--name", required=True, help="市的名称，如 哈尔滨市")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(role__in=OFFICES).exists():
            raise CommandError("已有管理员账号，其余账号请由系统管理员在页面上开立。")
        people = [self._person(line) for line in sys.stdin.read().splitlines() if line.strip()]
        if len(people) != len(OFFICES):
            raise CommandError(f"应有 {len(OFFICES)} 行：系统管理员、安全管理员、安全审计员各一行。")
        with transaction.atomic():
            since = timezone.localdate().replace(month=1, day=1)
            city = open_area(
                code=options["code"], name=options["name"], level=AreaLevel.CITY, parent=None, valid_from=since
            )
            for role, (username, full_name, number) in zip(OFFICES, people, strict=True):
                password = _password()
                new = NewAccount(username, full_name, role, city, password, id_number=number)
                try:
                    open_account(new, actor=system_user(), at=timezone.now())
                except AccountRefused as refusal:
                    raise CommandError(f"{username}：{refusal}") from refusal
                self.stdout.write(f"{role.label}\t{username}\t{password}")

    def _person(self, line: str) -> tuple[str, str, str]:
        parts = [part.strip() for part in line.split(",")]
        if len(parts) != 3:
            raise CommandError("每行应为“登录名,姓名,身份证号”。")
        checked = identifiers.resident_id(identifiers.halfwidth(parts[2]), on=timezone.localdate())
        if not checked.valid or checked.normalized is None:
            raise CommandError(f"{parts[0]}：{identifiers.SENTENCES[checked.reason or identifiers.LENGTH]}")
        return parts[0], parts[1], checked.normalized


def _password() -> str:
    """A first password; its owner changes it at the first sign-in."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(PASSWORD_LETTERS))
    return f"{drawn[:8]}-{drawn[8:]}a1A"
