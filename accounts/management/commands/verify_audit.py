"""``manage.py verify_audit [--anchor POSITION:MARK]``: is the audit as we wrote it? Ends with status 1 if not."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.actions import system_user
from accounts.chain import actions


class Command(BaseCommand):
    help = "校验审计记录：有无被删除、改动或插入；并封存尚未封存的记录。发现改动时以状态 1 结束。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchor", default="", help="以前校验时打印、另行保存的“末段”，如 12:ab…；末尾被截去也能查出"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        found = actions.verify(actor=system_user(), at=timezone.now(), anchor=options["anchor"])
        seconds = time.monotonic() - began
        self.stdout.write(f"{found.words}用时 {seconds:.1f} 秒，共 {found.seals} 段，末段 {found.last or '无'}")
        if not found.holds:
            sys.exit(1)
