"""Columns of the lists of vacancies, and of how many were collected."""

import datetime as dt
from typing import Any

from django.urls import reverse

from assistance.enums import Closing
from assistance.queries.vacancies import AGES
from ui import tables
from ui.marks import Mark
from ui.tables import Column


def vacancy_url(row: Any) -> str:
    return reverse("assistance:vacancy", args=[row.pk])


def vacancy_mark(row: Any, on: dt.date) -> Mark:
    """Whether anybody is still looked for. Needs ``filled``."""
    if row.closed_on is not None:
        return Mark(row.get_closing_display(), "ok" if row.closing == Closing.FILLED else "plain")
    if row.filled >= row.wanted:
        return Mark("已招满", "ok")
    if row.expires_on < on:
        return Mark("已过有效期", "bad")
    return Mark("正在招用" if row.published_on else "未发布", "info" if row.published_on else "warn")


def vacancy_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("position", "岗位", lambda row: row.position, order_by=("position",), link=vacancy_url),
        Column("employer", "用人单位", lambda row: row.employer.name, order_by=("employer__name",)),
        Column("type", "岗位类型", lambda row: row.post_type, order_by=("post_type",), on_phone=False),
        Column("wage", "月工资", lambda row: row.wage, tables.money, ("wage",)),
        Column("filled", "已招/招用", lambda row: f"{row.filled}/{row.wanted}"),
        Column("works_in", "工作地点", lambda row: row.works_in.name, order_by=("works_in__path",)),
        Column("funded", "政府投资", lambda row: row.is_funded, tables.yes_no, on_phone=False),
        Column("area", "来源", lambda row: row.area.name, order_by=("area__path",), on_phone=False),
        Column("collected", "收集日期", lambda row: row.collected_on, tables.day, ("collected_on",)),
        Column("age", "天数", lambda row: age_of(row, on), tables.number, on_phone=False),
        Column("published", "发布日期", lambda row: row.published_on, tables.day, ("published_on",), on_phone=False),
        Column("expires", "有效期至", lambda row: row.expires_on, tables.day, ("expires_on",)),
        Column("state", "状态", lambda row: vacancy_mark(row, on), tables.badge),
    )


def age_of(row: Any, on: dt.date) -> int:
    """For how many days it stood, or stands."""
    return ((row.closed_on or on) - row.collected_on).days


def count_columns(years: tuple[int, ...]) -> tuple[Column, ...]:
    """By area: collected each year, and how old what is open is."""

    def counted(name: str) -> Any:
        return lambda row: getattr(row, name)

    lower = (0, *(age + 1 for age in AGES[:-1]))
    return (
        Column("area", "区划", lambda row: row.name, order_by=("path",),
               link=lambda row: f"{reverse('assistance:vacancies')}?area={row.pk}"),
        *(Column(f"year_{year}", f"{year}年", counted(f"year_{year}"), tables.number, group="收集用人信息（条）")
          for year in years),
        Column("open", "正在招用", counted("open"), tables.number, group="现有信息（条）"),
        *(Column(f"age_{to}", f"{since}至{to}天", counted(f"age_{to}"), tables.number, group="现有信息（条）")
          for since, to in zip(lower, AGES, strict=True)),
        Column("older", f"{AGES[-1]}天以上", counted("older"), tables.number, group="现有信息（条）"),
        Column("stale", "到期未复核关闭", counted("stale"), tables.number, group="本年关闭（条）"),
        Column("filled", "招满关闭", counted("full"), tables.number, group="本年关闭（条）"),
    )  # fmt: skip
