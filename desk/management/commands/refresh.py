"""``manage.py refresh --on DATE [--area CODE]``: the monthly refresh, in this process."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actions import system_user
from accounts.enums import AreaLevel
from accounts.models import Area
from desk import actions
from households.models import HouseholdFinding, PersonFinding
from households.models.findings import Origin
from policy.parameters import ParameterNotInForce


class Command(BaseCommand):
    help = "按指定日期重新评估全部家庭和人员，开启当月更新。可重复执行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", required=True, type=dt.date.fromisoformat, help="评估日期，如 2026-11-01")
        parser.add_argument("--area", help="区划代码；不填为全部市")

    def handle(self, *args: Any, **options: Any) -> None:
        areas = Area.objects.filter(code=options["area"]) if options["area"] else _cities(options["on"])
        if not areas.exists():
            raise CommandError("没有这个区划，请核对区划代码。" if options["area"] else "尚未登记任何市。")
        for area in areas.order_by("code"):
            try:
                run = actions.refresh(area=area, on=options["on"], actor=system_user(), at=timezone.now())
            except ParameterNotInForce as silent:
                raise CommandError(str(silent)) from silent
            self.stdout.write(f"{area.name}：{run.on} 评估 {run.households_done} 户。{_changes(area, run.on)}")


def _cities(on: dt.date) -> Any:
    return Area.objects.existing(on).filter(level=AreaLevel.CITY)


def _changes(area: Area, on: dt.date) -> str:
    """How many findings the refresh began and ended on that day in the area, in words."""
    parts = []
    for title, model in (("家庭", HouseholdFinding), ("人员类别", PersonFinding)):
        rows = model.objects.filter(household__area__path__startswith=area.path)
        begun = rows.filter(validity__startswith=on, origin=Origin.REFRESH).count()
        ended = rows.filter(validity__endswith=on, closing_origin=Origin.REFRESH).count()
        parts.append(f"{title}新增 {begun}、退出 {ended}")
    return "；".join(parts) + "。"
