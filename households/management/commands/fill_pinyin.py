"""``manage.py fill_pinyin``: names written without pinyin, as before there was any, are found by it from now on."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.actions import system_user
from households.actions.pinyin import fill_pinyin


class Command(BaseCommand):
    help = "为没有拼音的姓名补上拼音；可随时中断，再次运行即继续。"

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        while done := fill_pinyin(actor=system_user(), at=timezone.now()):
            total += done
            self.stdout.write(f"已补 {total}")
        self.stdout.write("所有姓名都已有拼音。")
