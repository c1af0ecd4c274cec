"""``manage.py export_return EP8 2026-10 --area 230100 --output FILE.xlsx``"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import Area
from policy.parameters import ParameterNotInForce
from reports import exports
from reports.enums import ReturnCode
from reports.queries import UnknownPeriod, period_of_month
from reports.queries.sheets import sheet


class Command(BaseCommand):
    help = "把一个单位某报告期的报表导出为工作簿：已上报的用上报数，未上报的用现数并标明草稿。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("return_code", metavar="报表", help="如 EP8")
        parser.add_argument("month", metavar="报告期", help="如 2026-10")
        parser.add_argument("--area", required=True, metavar="区划代码", help="填报单位，如 230100")
        parser.add_argument("--output", required=True, type=Path, metavar="文件", help="写入的 .xlsx 文件")

    def handle(self, *args: Any, **options: Any) -> None:
        code, at = options["return_code"], timezone.now()
        if code not in ReturnCode.values:
            raise CommandError(f"没有报表“{code}”，现有：{'、'.join(ReturnCode.values)}。")
        area = Area.objects.filter(code=options["area"]).first()
        if area is None:
            raise CommandError(f"没有代码为“{options['area']}”的区划。")
        try:
            period = period_of_month(options["month"], area)
        except (UnknownPeriod, ParameterNotInForce) as unknown:
            raise CommandError(str(unknown)) from unknown
        if period.first > timezone.localdate(at):
            raise CommandError(f"报告期{period.label}自{period.first}开始，现在还没有数。")
        made = sheet(area, period)
        try:
            options["output"].write_bytes(exports.workbook(made, exporter="命令行", at=at).getvalue())
        except OSError as error:
            raise CommandError(f"无法写入{options['output']}：{error.strerror}。") from error
        self.stdout.write(f"已导出{area}{period.label}：{exports.state_of(made)}，{options['output']}")
