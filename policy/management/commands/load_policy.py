"""``manage.py load_policy``: the documents, parameter values and calendars shipped with the product."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.actions import open_area, system_user
from accounts.enums import AreaLevel
from policy.actions.seeds import load_seeds
from policy.seed_files import read_seeds


class Command(BaseCommand):
    help = "登记政策文件、参数取值和工作日历；已有的取值不变。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", default="230100", help="市的区划代码，默认 230100")
        parser.add_argument("--city-name", default="哈尔滨市", help="市的名称")
        parser.add_argument("--province", default="230000", help="省的区划代码，默认 230000")
        parser.add_argument("--province-name", default="黑龙江省", help="省的名称")

    def handle(self, *args: Any, **options: Any) -> None:
        since = dt.date(2000, 1, 1)
        province = open_area(
            code=options["province"],
            name=options["province_name"],
            level=AreaLevel.PROVINCE,
            parent=None,
            valid_from=since,
        )
        city = open_area(
            code=options["city"], name=options["city_name"], level=AreaLevel.CITY, parent=province, valid_from=since
        )
        count = load_seeds(list(read_seeds()), city=city, actor=system_user(), at=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{city.name}：新施行 {count} 项参数取值。")
