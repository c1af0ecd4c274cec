"""What the demo city and its district set out to do for their families, and how it went so far."""

import datetime as dt

from accounts.enums import AreaLevel, Role
from accounts.models import Area, User
from assistance.actions.programmes import Draft, report_progress, set_programme


def set_programmes(*, at: dt.datetime) -> None:
    """Set a programme for city and district as of the moment ``at``; the district reports on its own."""
    for level, role in ((AreaLevel.CITY, Role.CITY_OFFICER), (AreaLevel.DISTRICT, Role.DISTRICT_OFFICER)):
        area = Area.objects.filter(level=level).order_by("path")[0]
        officer = User.objects.filter(area=area, role=role, is_active=True).order_by("pk")[0]
        made = set_programme(draft=_programme(area, at.date()), officer=officer, at=at)
        if level == AreaLevel.DISTRICT:
            words = "各街道已完成入户调查，一对一责任人全部明确，正在落实限时承诺。"
            report_progress(programme=made, report=words, officer=officer, at=at)


def _programme(area: Area, today: dt.date) -> Draft:
    return Draft(
        title=f"{area.name}零就业家庭就业援助工作方案",
        document="",
        goals="零就业家庭动态清零，出现一户、援助一户、稳定一户。",
        tasks="入户调查，建立台账；一对一帮扶，一人一策；开发岗位，托底安置。",
        requirements="按月调度，逐级通报，限时办结。",
        responsible="就业部门牵头，街道、社区落实。",
        starts_on=dt.date(today.year, 1, 1),
        ends_on=dt.date(today.year, 12, 31),
    )
