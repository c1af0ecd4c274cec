"""轮换密钥: seal every value and file again with the first of JIUYUAN_FIELD_KEYS, and make every blind index anew with
the first of JIUYUAN_BLIND_INDEX_KEY. Prints counts, never a value.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.fields import active_key, field_keys, index_keys
from accounts.keys.actions import Progress, RotationRefused, rotate, void_stale_codes
from accounts.keys.queries import stale_codes

SHOWN = 20  # rows or names in one line


class Command(BaseCommand):
    help = "用第一个密钥重新加密全部数据和文件，用第一把索引密钥重建全部索引；可随时中断，再次运行即继续。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="每个事务的行数，默认 500")
        parser.add_argument(
            "--void-recovery-codes", action="store_true", help="作废用旧索引密钥生成、尚未使用的恢复码（不能重建）"
        )

    def handle(self, *args: Any, batch: int, void_recovery_codes: bool, **options: Any) -> None:
        if batch < 1:
            raise CommandError("--batch 应为正整数。")
        left = [0, 0]  # sealed, indexed
        try:
            for progress in rotate(size=batch, at=timezone.now()):
                left[progress.is_index] += progress.left
                self.stdout.write(_line(progress))
        except RotationRefused as refused:
            raise CommandError(str(refused)) from refused
        if void_recovery_codes:
            self.stdout.write(f"作废恢复码 {void_stale_codes(at=timezone.now())} 个。")
        refusals = [*_left(*left), *_codes_left()]
        if refusals:
            raise CommandError("\n".join(refusals))
        others = "、".join(key for key in field_keys() if key != active_key().id)
        self.stdout.write(f"全部使用密钥 {active_key().id}。" + (f"可以从配置中删去 {others}。" if others else ""))
        first, *former = index_keys()
        may_go = f"可以从 JIUYUAN_BLIND_INDEX_KEY 中删去后面的 {former[0].mark}。" if former else ""
        self.stdout.write(f"全部使用索引密钥 {first.mark}。{may_go}")


def _line(progress: Progress) -> str:
    done = "重建索引" if progress.is_index else "重新加密"
    line = f"{progress.place}：{done} {progress.renewed}，剩 {progress.left}"
    for what, rows in (("无法解密", progress.unreadable), ("号码与另一行重复", progress.clashing)):
        if rows:
            line += f"；{what} {len(rows)}，行号 {'、'.join(map(str, rows[:SHOWN]))}"
    return line


def _left(sealed: int, indexed: int) -> list[str]:
    again = "请确认各进程已用新配置重启、旧密钥仍在，再运行一次。"
    said = [f"还有 {sealed} 处未使用密钥 {active_key().id}：{again}"] if sealed else []
    return said + ([f"还有 {indexed} 处索引未使用索引密钥 {index_keys()[0].mark}：{again}"] if indexed else [])


def _codes_left() -> list[str]:
    codes = stale_codes()
    owners = list(codes.order_by("user__username").values_list("user__username", flat=True).distinct())
    if not owners:
        return []
    named = "、".join(owners[:SHOWN]) + ("等" if len(owners) > SHOWN else "")
    return [
        f"还有 {len(owners)} 人的 {codes.count()} 个恢复码是用旧索引密钥生成的，不能重建：{named}。"
        "请他们在“我的账号”重新生成，或加 --void-recovery-codes 作废。"
    ]
