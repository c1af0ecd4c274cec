"""How written systems look in their list and on the page of an area."""

from typing import Any

from django.urls import reverse

from accounts.models import Area
from policy.models import SystemKind
from ui.marks import Mark
from ui.tables import Column, badge, number

from .queries import Filed


def filed_mark(filed: Filed) -> Mark:
    if filed.system.struck_at is not None:
        return Mark("已划去", "warn")
    if filed.is_in_force:
        return Mark("现行", "ok")
    return Mark("尚未施行", "info") if filed.system.in_force_from > filed.on else Mark("已被替代")


def systems_url(area: Area) -> str:
    return reverse("policy:area_systems", args=[area.pk])


def _kind_column(kind: SystemKind) -> Column:
    """Since when the area has it, or that it lacks it."""
    key = f"since_{kind.value}"

    def mark(area: Any) -> Mark:
        since = getattr(area, key)
        return Mark(f"{since} 起", "ok") if since else Mark("缺", "bad")

    return Column(kind.value, kind.label, mark, badge, order_by=(key,))


SYSTEMS = (
    Column("area", "区划", lambda area: area.name, order_by=("path",), link=systems_url),
    Column("level", "层级", lambda area: area.get_level_display(), order_by=("level",)),
    Column("parent", "上级", lambda area: area.parent.name if area.parent else "", on_phone=False),
    *map(_kind_column, SystemKind),
    Column("lacking", "缺几项", lambda area: area.lacking, number, order_by=("lacking",)),
)
