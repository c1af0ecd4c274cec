"""轮换密钥: seal every value and file again with the first of JIUYUAN_FIELD_KEYS. Prints counts, never a value."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.fields import active_key, field_keys
from accounts.keys.actions import RotationRefused, rotate


class Command(BaseCommand):
    help = "用 JIUYUAN_FIELD_KEYS 中的第一个密钥重新加密全部数据和文件；可随时中断，再次运行即继续。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="每个事务的行数，默认 500")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        if batch < 1:
            raise CommandError("--batch 应为正整数。")
        left = 0
        try:
            for progress in rotate(size=batch, at=timezone.now()):
                left += progress.left
                line = f"{progress.column}：重新加密 {progress.resealed}，剩 {progress.left}"
                if progress.unreadable:
                    rows = "、".join(map(str, progress.unreadable[:20]))
                    line += f"；无法解密 {len(progress.unreadable)}，行号 {rows}"
                self.stdout.write(line)
        except RotationRefused as refused:
            raise CommandError(str(refused)) from refused
        if left:
            raise CommandError(
                f"还有 {left} 处未使用密钥 {active_key().id}：请确认各进程已用新配置重启、旧密钥仍在，再运行一次。"
            )
        others = "、".join(key for key in field_keys() if key != active_key().id)
        self.stdout.write(f"全部使用密钥 {active_key().id}。" + (f"可以从配置中删去 {others}。" if others else ""))
