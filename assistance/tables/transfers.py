"""Columns of the list of officers and what each answers for."""

from django.urls import reverse

from accounts.models import User
from ui import tables
from ui.marks import Mark
from ui.tables import Column

LOADS = (
    Column(
        "name",
        "责任人",
        lambda officer: str(officer),
        order_by=("full_name",),
        link=lambda officer: reverse("assistance:transfer", args=[officer.pk]),
    ),
    Column("role", "岗位", lambda officer: officer.get_role_display(), order_by=("role",)),
    Column("area", "区划", lambda officer: officer.area.name if officer.area else "", order_by=("area__path",)),
    Column("families", "家庭", lambda officer: officer.held_families, tables.number, ("held_families",)),
    Column("measures", "待落实的措施", lambda officer: officer.held_measures, tables.number, ("held_measures",)),
    Column(
        "preparations", "工作预案", lambda officer: officer.held_preparations, tables.number, ("held_preparations",)
    ),
    Column("charges", "片、社区、楼院", lambda officer: officer.held_charges, tables.number, ("held_charges",)),
    Column("state", "账号", lambda officer: state_mark(officer), tables.badge, ("is_active",)),
)


def state_mark(officer: User) -> Mark:
    return Mark("在用", "ok") if officer.is_active else Mark("已停用，须移交", "bad")
