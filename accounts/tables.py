"""Columns of the accounts and of the audit, and the audit's words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse

from ui.marks import Mark
from ui.tables import Column, badge, moment, text

from .enums import AccountStanding, OrganisationKind, Role
from .models import AuditEntry, User

short = replace(text, css="text-nowrap")

# Every event that audit.record() is ever given, as a sentence the actor's name goes before.
EVENTS = {
    "user.signed_in": "登录系统",
    "account.opened": "开立账号",
    "account.closed": "停用账号",
    "account.confirmed": "确认账号",
    "account.declined": "对账号不予确认",
    "account.moved": "调整账号的岗位",
    "account.reopened": "重新启用账号",
    "account.left_unused": "停用长期未用的账号",
    "account.expired": "停用到期的账号",
    "organisation.opened": "登记单位",
    "organisation.renamed": "单位更名",
    "organisation.closed": "单位退出",
    "area.opened": "设立区划",
    "area.renamed": "区划更名",
    "area.closed": "撤销区划",
    "patch.opened": "划定片",
    "patch.closed": "撤销片",
    "patch.drawn": "调整片内的社区",
    "courtyard.opened": "划定楼院",
    "courtyard.closed": "撤销楼院",
    "charge.given": "明确责任人",
    "user.signed_out_elsewhere": "退出自己的其他登录",
    "second_factor.enrolled": "启用第二因素",
    "second_factor.passed": "通过第二因素验证",
    "second_factor.failed": "未通过第二因素验证",
    "second_factor.codes_renewed": "更换恢复码",
    "second_factor.reset": "重置账号的第二因素",
    "password.changed": "修改了自己的密码",
    "password.reset": "重置账号的初始密码",
    "document.registered": "登记政策文件",
    "document.corrected": "更正政策文件的登记",
    "parameter.enacted": "登记参数取值",
    "calendar.announced": "录入节假日安排",
    "household.linked": "调整家庭的责任联系",
    "household.surveyed": "登记入户调查",
    "registration.made": "办理就业或失业登记",
    "registration.ended": "终止就业或失业登记",
    "month.confirmed": "确认每月更新",
    "id_number.unmasked": "查看完整号码",
    "finding.opened": "认为疑似符合条件",
    "finding.closed": "认为不再疑似符合条件",
    "certification.drafted": "登记认定申请",
    "certification.submitted": "提交认定申请",
    "certification.approved": "同意认定申请",
    "certification.returned": "退回认定申请补正",
    "certification.refused": "不予认定",
    "certification.objected": "登记公示异议",
    "certification.upheld": "核查异议：成立",
    "certification.dismissed": "核查异议：不成立",
    "certification.withdrawn": "撤回认定申请",
    "certification.dated": "按公布的日历重算认定期限",
    "exit.drafted": "登记退出申请",
    "exit.submitted": "提交退出申请",
    "exit.approved": "同意退出",
    "exit.returned": "退回退出申请补正",
    "exit.refused": "不同意退出",
    "exit.objected": "登记对退出的异议",
    "exit.upheld": "核查对退出的异议：成立",
    "exit.dismissed": "核查对退出的异议：不成立",
    "exit.withdrawn": "撤回退出申请",
    "exit.dated": "按公布的日历重算退出期限",
    "family_case.opened": "认定零就业家庭，开始计算安置期限",
    "family_case.ended": "结束零就业家庭在册",
    "spell.opened": "认定就业困难人员，列入在册",
    "spell.extended": "增加就业困难人员的认定类别",
    "spell.exited": "使就业困难人员退出在册",
    "return.published": "上报报表",
    "return.exported": "导出报表或名单",
}
OBJECTS = {
    "accounts.area": "区划",
    "accounts.user": "账号",
    "accounts.organisation": "单位",
    "accounts.patch": "片",
    "accounts.courtyard": "楼院",
    "accounts.charge": "责任",
    "policy.document": "政策文件",
    "policy.parametervalue": "参数取值",
    "policy.calendaryear": "工作日历",
    "households.household": "家庭",
    "households.person": "人员",
    "households.registration": "就业失业登记",
    "households.monthlyconfirmation": "每月更新确认",
    "households.personfinding": "人员疑似",
    "households.householdfinding": "家庭疑似",
    "households.certification": "认定申请",
    "households.exit": "退出申请",
    "households.zerofamilycase": "零就业家庭在册",
    "households.hardtoemployspell": "就业困难人员在册",
    "households.refreshrun": "每月更新",
    "reports.publication": "上报的报表",
}
DETAILS = {
    "role": "角色",
    "was": "原角色",
    "links": "联系",
    "sessions": "登录数",
    "accounts": "账号数",
    "successor": "并入区划",
    "communities": "社区",
    "officer": "责任人账号",
    "key": "参数",
    "value": "取值",
    "days": "天数",
    "members": "成员数",
    "survey": "调查编号",
    "kind": "类别",
    "since": "自",
    "last_day": "至",
    "month": "月份",
    "reason": "原因",
    "household": "家庭编号",
    "round": "轮次",
    "step": "环节",
    "notice": "公示编号",
    "due_on": "期限",
    "source": "依据",
    "categories": "类别",
    "on": "日期",
    "period": "报告期",
    "area": "区划",
    "line": "行次",
    "hash": "校验值",
}


CODES = {
    **dict(Role.choices),
    **dict(OrganisationKind.choices),
    "courtyard": "楼院",
    "worker": "社区专干",
    "cadre": "结对干部",
    "stable": "稳定就业",
    "retired": "退休",
    "no_desire": "无就业愿望",
    "lost_contact": "失去联系",
    "moved_out": "迁出",
    "no_member": "无应计成员",
    "relapsed": "再次失业另立新案",
    "dead": "死亡",
    "unable": "丧失劳动能力",
    "revoked": "认定撤销",
    "other": "其他",
}


def event_words(event: str) -> str:
    return EVENTS.get(event, event)


def object_words(entry: AuditEntry) -> str:
    return f"{OBJECTS.get(entry.object_label, entry.object_label)} {entry.object_id}"


def detail_words(details: Mapping[str, Any]) -> str:
    return "，".join(f"{DETAILS.get(key, key)} {_words(value)}" for key, value in details.items())


def _words(value: Any) -> str:
    """What JSON holds, as an auditor reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(_words, value))
    if isinstance(value, dict):
        return "；".join(f"{name} {_words(part)}" for name, part in value.items())
    return "未设定" if value is None else str(CODES.get(value, value))


def account_mark(user: User) -> Mark:
    if user.standing == AccountStanding.AWAITING:
        return Mark(user.get_standing_display(), "warn")
    if not user.is_active:
        return Mark(user.get_standing_display() if user.standing != AccountStanding.IN_USE else "已停用")
    return Mark("待改初始密码", "warn") if user.must_change_password else Mark("在用", "ok")


ACCOUNTS = (
    Column(
        "name",
        "姓名",
        lambda user: user.full_name or user.username,
        order_by=("full_name",),
        link=lambda user: reverse("accounts:user", args=[user.pk]),
    ),
    Column("username", "登录名", lambda user: user.username, order_by=("username",)),
    Column("role", "岗位角色", lambda user: user.get_role_display(), order_by=("role",)),
    Column("area", "所属区划", lambda user: user.area, order_by=("area__path",)),
    Column("organisation", "所属单位", lambda user: user.organisation, on_phone=False),
    Column("phone", "办公电话", lambda user: user.office_phone, on_phone=False),
    Column("signed_in", "最近登录", lambda user: user.last_login, moment, order_by=("last_login",)),
    Column("state", "状态", account_mark, badge),
)

AUDIT = (
    Column("at", "时间", lambda entry: entry.at, moment, order_by=("at",)),
    Column("actor", "操作人", lambda entry: entry.actor, short),
    Column("role", "岗位角色", lambda entry: entry.actor.get_role_display(), short, on_phone=False),
    Column("area", "所属区划", lambda entry: entry.actor.area, short, on_phone=False),
    Column("event", "事件", lambda entry: event_words(entry.event), short),
    Column("object", "对象", object_words, short),
    Column("details", "详情", lambda entry: detail_words(entry.details)),
)
