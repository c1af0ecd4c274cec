"""The audit's words: what every event and object is called, and an entry's details as one reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from . import register_words, subsidy_words
from .detail_words import CODES, DETAILS
from .enums import Role
from .models import AuditEntry
from .object_words import OBJECTS

# Every event that audit.record() is ever given, as a sentence the actor's name goes before.
EVENTS = (
    {
        "user.signed_in": "登录系统",
        "user.kept_out": "登录未成功",
        "user.signed_out": "退出系统",
        "account.opened": "开立账号",
        "account.closed": "停用账号",
        "account.confirmed": "确认账号",
        "account.declined": "对账号不予确认",
        "account.moved": "调整账号的岗位",
        "account.edited": "修改账号的信息",
        "account.reopened": "重新启用账号",
        "account.left_unused": "停用长期未用的账号",
        "account.expired": "停用到期的账号",
        "preparation.drawn": "制定零就业家庭工作预案",
        "work.handed_over": "移交全部工作",
        "employer.entered": "登记用人单位",
        "employer.corrected": "更正用人单位的信息",
        "agreement.signed": "登记用工合作协议",
        "agreement.ended": "终止用工合作协议",
        "push.ready": "认定街道有条件建立劳务型服务企业",
        "push.ready_withdrawn": "撤回街道有条件的认定",
        "push.member_named": "确定专项推进组成员",
        "push.member_ended": "结束推进",
        "vacancy.collected": "登记用人信息",
        "vacancy.corrected": "更正用人信息",
        "vacancy.published": "发布用人信息",
        "vacancy.renewed": "复核用人信息",
        "vacancy.closed": "关闭用人信息",
        "programme.set": "制定援助工作方案",
        "programme.reported_on": "填报援助工作方案的进展",
        "pledge.drafted": "起草援助承诺书",
        "pledge.signed": "登记援助承诺书的签字",
        "pledge.withdrawn": "作废援助承诺书",
        "pledge.signature_opened": "查看援助承诺书的签名",
        "plan.opened": "制定援助方案",
        "plan.revised": "修订援助方案",
        "plan.reviewed": "评估援助方案",
        "measure.done": "登记援助措施的落实情况",
        "organisation.opened": "登记单位",
        "organisation.renamed": "单位更名",
        "organisation.closed": "单位退出",
        "area.opened": "设立区划",
        "area.renamed": "区划更名",
        "area.city_proper_set": "登记区县是否属于市区范围",
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
        "second_factor.codes_voided": "作废用旧索引密钥生成的恢复码",
        "second_factor.reset": "重置账号的第二因素",
        "password.changed": "修改了自己的密码",
        "password.reset": "重置账号的初始密码",
        "document.registered": "登记政策文件",
        "document.corrected": "更正政策文件的登记",
        "document.replaced": "登记文件的废止或替代",
        "document.scanned": "上传政策文件的扫描件",
        "document.scan_struck_off": "划去政策文件的扫描件",
        "written_system.filed": "登记书面制度",
        "written_system.struck_off": "划去书面制度",
        "parameter.enacted": "施行参数取值",
        "proposal.made": "提出参数取值",
        "proposal.confirmed": "确认参数取值的提案",
        "proposal.refused": "不同意参数取值的提案",
        "proposal.withdrawn": "撤回参数取值的提案",
        "rule_case.written": "编写规则用例",
        "rule_case.revised": "修改规则用例",
        "rule_case.retired": "停用规则用例",
        "calendar.announced": "录入节假日安排",
        "household.linked": "调整家庭的责任联系",
        "household.surveyed": "登记入户调查",
        "city.copied": "批量建立演示城市的家庭",
        "household.entered": "按名册登记家庭成员",
        "roster.added": "上传名册",
        "roster.checked": "检查名册",
        "roster.confirmed": "确认导入名册",
        "roster.entered": "名册导入完毕",
        "roster.withdrawn": "放弃名册",
        "roster_entry.decided": "判断名册中可能重复的家庭",
        "survey_round.set": "制定调查计划",
        "survey_round.cancelled": "取消调查计划",
        "no_case.recorded": "登记符合条件未立案的原因",
        "data_request.received": "受理个人信息申请",
        "data_request.closed": "答复个人信息申请",
        "person.erased": "按申请删除个人信息",
        "data_request.copied": "打印个人信息副本",
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
        "certification.notice_put_up": "登记公示地点",
        "certification.upheld": "核查异议：成立",
        "certification.dismissed": "核查异议：不成立",
        "certification.withdrawn": "撤回认定申请",
        "certification.dated": "按公布的日历重算认定期限",
        "home_visit.recorded": "登记入户核实",
        "material.shown": "登记已核对的申请材料",
        "certification.attached": "上传材料",
        "certification.attachment_opened": "查看材料",
        "certification.attachment_struck_off": "划去材料",
        "exit.attached": "上传退出的证明材料",
        "exit.attachment_opened": "查看退出的证明材料",
        "exit.attachment_struck_off": "划去退出的证明材料",
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
        "certificate.attached": "上传办证材料",
        "certificate.attachment_opened": "查看办证材料",
        "certificate.attachment_struck_off": "划去办证材料",
        "certificate.drafted": "登记证件申请",
        "certificate.submitted": "提交证件申请",
        "certificate.approved": "同意证件申请",
        "certificate.returned": "退回证件申请补正",
        "certificate.refused": "不予发证",
        "certificate.objected": "登记对发证的异议",
        "certificate.upheld": "核查对发证的异议：成立",
        "certificate.dismissed": "核查对发证的异议：不成立",
        "certificate.withdrawn": "撤回证件申请",
        "certificate.dated": "按公布的日历重算办证期限",
        "certificate.suspended": "暂停证件使用",
        "certificate.resumed": "恢复证件使用",
        "certificate.serial_corrected": "更正证号",
        "certificate.reissued": "补发证件",
        "certificate.surrendered": "收回证件",
        "inspection_round.cancelled": "取消年检安排",
        "inspection_round.opened": "发起证件年检",
        "inspection.passed": "办理年检：合格",
        "inspection.failed": "办理年检：不合格",
        "inspection.lapsed": "年检逾期，证件失效",
        "benefit.endorsed": "登记享受政策记录",
        "benefit.cancelled": "冲销享受政策记录",
        "handover.proposed": "提出社区交接",
        "handover.accepted": "接收社区交接的家庭",
        "handover.returned": "退回社区交接",
        "handover.withdrawn": "撤回社区交接",
        "placement.checked": "核实补登就业",
        "opening.begun": "发起期初导入",
        "opening.file_added": "上传期初导入的文件",
        "opening.file_removed": "移除期初导入的文件",
        "opening.file_read": "读完期初导入的文件",
        "opening.mapped": "核对旧系统的列对应",
        "opening.controls_set": "录入旧系统期末数",
        "opening.presented": "提交期初导入核对",
        "opening.returned": "退回期初导入",
        "opening.accepted": "接收期初导入",
        "opening.entered": "登记完期初导入",
        "opening.withdrawn": "撤回期初导入",
        "certification.taken_over": "转入旧系统的认定",
        "certificate.taken_over": "转入旧系统的证件",
        "registration.taken_over": "转入旧系统的就业登记",
        "placement.check_withdrawn": "撤回补登就业核实",
        "placement.told": "登记安置情况",
        "offer.made": "登记推荐岗位",
        "offer.accepted": "登记接受推荐岗位",
        "offer.refused": "登记拒绝推荐岗位",
        "service.refused": "登记拒绝服务",
        "refusal.found_counting": "复核拒绝：计入",
        "refusal.set_aside": "复核拒绝：不计入",
        "refusal.appealed": "登记对拒绝认定的申诉",
        "campaign.opened": "登记专项活动",
        "campaign.corrected": "更正专项活动",
        "office.told": "登记就业联动告知",
        "lump_sum.paid": "登记一次性发给失业保险金",
        "household.moved": "变更家庭住址",
        "household.split": "办理分户",
        "household.joined": "办理并户",
        "household.left": "登记离开本市",
        "household.came_back": "登记返回本市",
        "person.died": "登记死亡",
        "death.annulled": "撤销死亡登记",
        "person.corrected": "更正姓名、身份证号、出生日期或性别",
        "merge.proposed": "提出重复登记合并",
        "merge.merged": "同意重复登记合并",
        "merge.refused": "不同意重复登记合并",
        "merge.withdrawn": "撤回重复登记合并的提议",
        "merge.undone": "撤销重复登记合并",
        "certification.review_requested": "登记复核申请",
        "certification.sustained": "复核：维持原决定",
        "certification.overturned": "复核：撤销原决定",
        "exit.review_requested": "登记对退出决定的复核申请",
        "exit.sustained": "复核退出决定：维持",
        "exit.overturned": "复核退出决定：撤销",
        "revocation.attached": "上传撤销认定的证据",
        "revocation.attachment_opened": "查看撤销认定的证据",
        "revocation.attachment_struck_off": "划去撤销认定的证据",
        "revocation.drafted": "登记撤销认定",
        "revocation.submitted": "提出撤销认定",
        "revocation.approved": "同意撤销认定",
        "revocation.refused": "不同意撤销认定",
        "revocation.withdrawn": "撤回撤销认定",
        "revocation.dated": "按公布的日历重算撤销期限",
        "revocation.review_requested": "登记对撤销决定的复核申请",
        "revocation.sustained": "复核撤销决定：维持",
        "revocation.overturned": "复核撤销决定：撤销",
        "certification.restored": "撤销决定无效，恢复认定",
        "spell.restored": "恢复就业困难人员在册",
        "family_case.restored": "恢复零就业家庭在册",
        "certification.revoked": "撤销认定，使其不再在册",
        "spell.reduced": "减去因撤销而不再具有的认定类别",
        "deputy.named": "指定代理人",
        "deputy.confirmed": "确认代理",
        "deputy.ended": "提前结束代理",
        "return.published": "上报报表",
        "return.exported": "导出报表或名单",
        "keys.rotated": "用新密钥重新加密数据和文件、重建索引",
        "return.opened": "打开数字背后的名单",
        "search.made": "查询",
        "pinyin.filled": "补姓名拼音",
        "list.searched": "按姓名、号码等筛选列表",
        "limit.reached": "一小时内次数已达上限",
        "list.exported": "导出列表",
        "export.requested": "申请导出",
        "export.approved": "批准导出",
        "export.refused": "不批准导出",
        "export.withdrawn": "撤回导出申请",
        "token.issued": "签发接口令牌",
        "token.revoked": "作废接口令牌",
        "api.listed": "通过接口取名单",
        "job.started": "交办后台任务",
        "job.cancelled": "取消后台任务",
        "job.restarted": "重新办理后台任务",
        "audit.verified": "校验审计记录",
        "visit.recorded": "登记走访或回访",
        "visit.struck_off": "划去走访或回访记录",
        "visit.photo_opened": "查看走访照片",
        "visit.rechecked": "抽查复核走访",
        "alert.answered": "处理预警",
        "digest.made": "生成每日预警摘要",
        "service.logged": "登记援助服务",
        "service.struck_off": "划去援助服务记录",
        "course.opened": "登记培训班",
        "course.corrected": "更正培训班",
        "course.called_off": "取消培训班",
        "course.attended": "登记培训考勤",
        "enrolment.made": "登记培训报名",
        "enrolment.given_up": "取消培训报名",
        "enrolment.ended": "登记培训结果",
        "enrolment.certified": "登记职业资格证书",
        "enrolment.reopened": "更正培训结果",
        "project.entered": "登记创业项目",
        "project.corrected": "更正创业项目",
        "startup.opened": "建立创业档案",
        "startup.project_chosen": "选定创业项目",
        "startup.step_noted": "登记创业环节",
        "startup.paired": "登记创业结对帮扶",
        "startup.leader_named": "确定创业带头人",
        "startup.leader_withdrawn": "取消创业带头人",
        "startup.job_added": "登记带动就业",
        "startup.struck_off": "划去创业记录",
        "training_wish.noted": "登记培训意愿",
        "training_wish.struck_off": "划去培训意愿",
        "programme.attached": "上传援助工作方案的附件",
        "programme.attachment_struck_off": "划去援助工作方案的附件",
        "offer.struck_off": "划去推荐岗位",
        "placement.struck_off": "划去安置情况",
        "office.notice_struck_off": "划去就业联动告知",
        "lump_sum.struck_off": "划去一次性发给失业保险金",
        "post_plan.submitted": "申报公益性岗位开发计划",
        "post_plan.approved": "批准公益性岗位开发计划",
        "post_plan.refused": "不批准公益性岗位开发计划",
        "post.opened": "登记公益性岗位",
        "post.closed": "撤销公益性岗位",
        "post.filled": "登记公益性岗位上岗",
        "post.holding_struck_off": "划去公益性岗位上岗登记",
        "priority.passed_over": "越过优先人选",
        "post.assessed": "登记公益性岗位考核",
        "post.assessment_struck_off": "划去公益性岗位考核",
        "post.left": "登记公益性岗位离岗",
        "post.removal_signed": "提出公益性岗位清退",
        "post.removal_withdrawn": "撤回公益性岗位清退",
        "post.removed": "复核签字，公益性岗位清退",
        "post.emptiness_reported": "登记空岗报告",
        "service_event.held": "登记集体活动",
        "service_event.attended": "补登活动参加人员",
    }
    | register_words.EVENTS
    | subsidy_words.EVENTS
)

LOGINS = ("on_behalf_of", "deputy")  # the details that name an officer by login


def event_words(event: str) -> str:
    return EVENTS.get(event, event)


def object_words(entry: AuditEntry) -> str:
    return f"{OBJECTS.get(entry.object_label, entry.object_label)} {entry.object_id}"


def details_of(entry: Any) -> dict[str, Any]:
    """The details of an entry of ``queries.audit_trail``, officers by name and post instead of the login name."""
    people = {detail: getattr(entry, f"{detail}_then") for detail in LOGINS}
    return entry.details | {detail: _officer(found) for detail, found in people.items() if found}


def _officer(found: Mapping[str, str]) -> str:
    where = found["organisation"] or found["area"] or ""
    return f"{found['name'] or found['login']}（{where}{Role(found['role']).label}）"


def detail_words(details: Mapping[str, Any]) -> str:
    return "，".join(
        f"{one.title} {one.before} → {one.after}" if one.before or one.after else f"{one.title} {one.words}"
        for one in told(details)
    )


def _worded(details: Mapping[str, Any]) -> dict[str, str]:
    """What a higher app words itself, by the setting that names its function: the parameters of policy."""
    worded: dict[str, str] = import_string(settings.AUDIT_DETAIL_WORDS)(details)
    return worded


def _words(value: Any) -> str:
    """What JSON holds, as an auditor reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(_words, value))
    if isinstance(value, dict):
        return "；".join(f"{DETAILS.get(name, name)} {_words(part)}" for name, part in value.items())
    return "未设定" if value is None else str(CODES.get(value, value))


@dataclass(frozen=True)
class Told:
    """One detail of an entry: its name and its words, or what it was before and after."""

    title: str
    words: str = ""
    before: str = ""
    after: str = ""


def told(details: Mapping[str, Any]) -> list[Told]:
    """An entry's details one by one; ``before`` and ``after`` are set against each other, key by key."""
    before, after = details.get("before"), details.get("after")
    if not (isinstance(before, dict) and isinstance(after, dict)):
        worded = _worded(details)
        return [Told(DETAILS.get(key, key), worded.get(key) or _words(value)) for key, value in details.items()]
    rest = {key: value for key, value in details.items() if key not in ("before", "after")}
    changed = [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]
    return told(rest) + [
        Told(DETAILS.get(key, key), before=_words(before.get(key)), after=_words(after.get(key))) for key in changed
    ]
