from django.db import models


class AreaLevel(models.IntegerChoices):
    """Levels of the administrative tree; the number is also the order of approval, 1 first."""

    COMMUNITY = 1, "社区"
    STREET = 2, "街道"
    DISTRICT = 3, "区县"
    CITY = 4, "市"
    PROVINCE = 5, "省"


class Role(models.TextChoices):
    """Who somebody is. What a role may do stands in ``permissions.ALLOWED`` (requirements A.5)."""

    COMMUNITY_WORKER = "community_worker", "社区专干"
    COMMUNITY_DIRECTOR = "community_director", "社区主任"
    STREET_OFFICER = "street_officer", "街道社保干事"
    STREET_LEADER = "street_leader", "街道领导"
    DISTRICT_OFFICER = "district_officer", "区县经办人员"
    CITY_OFFICER = "city_officer", "市局经办人员"
    STATISTICIAN = "statistician", "市统计人员"
    GUARANTEE_CENTRE = "guarantee_centre", "担保中心"
    BANK = "bank", "经办银行"
    FINANCE = "finance", "财政人员"
    HELPER = "helper", "结对帮扶干部"
    PARTNER = "partner", "协作单位人员"
    PROVINCE = "province", "省厅"
    HOTLINE = "hotline", "12333话务员"
    AUDITOR = "auditor", "安全审计员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    SYSTEM = "system", "系统自动办理"


# 三员分立: three people, none of whom decides a case.
ADMINISTRATORS = (Role.AUDITOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
# Whoever reviews, sets policy or administers: opened by two people, signs in with two factors.
SECURED_ROLES = frozenset({Role.STREET_OFFICER, Role.DISTRICT_OFFICER, Role.CITY_OFFICER, *ADMINISTRATORS})

# Who approves that a long list of people leaves, for those of the own area and below: reviewers, and the one who
# answers for security and sees the request, not the names. The same as may do ``Act.APPROVE_EXPORTS``.
EXPORT_APPROVERS = frozenset({Role.STREET_OFFICER, Role.DISTRICT_OFFICER, Role.CITY_OFFICER, Role.SECURITY_ADMIN})


class AccountStanding(models.TextChoices):
    """Whether an account may sign in, and if not, why. Only the administrator's closing is for good."""

    AWAITING = "awaiting", "待安全管理员确认"
    IN_USE = "in_use", "在用"
    UNUSED = "unused", "长期未用停用"
    EXPIRED = "expired", "到期停用"
    CLOSED = "closed", "已停用"


class OrganisationKind(models.TextChoices):
    """Bodies that take part without being an area of the tree."""

    LEADING_OFFICE = "leading_office", "就业工作领导小组办公室"
    BANK = "bank", "经办银行"
    GUARANTEE_CENTRE = "guarantee_centre", "担保中心"
    FINANCE = "finance", "财政部门"
    DEPARTMENT = "department", "协作部门（发改、国资、工商、税务、民政、公安、城管、卫生等）"
    MASS_ORGANISATION = "mass_organisation", "工会、共青团、妇联等群团组织"
    MEMBER_UNIT = "member_unit", "领导小组成员单位"
    NON_TERRITORIAL = "non_territorial", "农垦、森工等非行政区单位"


class Outcome(models.TextChoices):
    """How an act that stands in the audit went."""

    DONE = "done", "成功"
    REFUSED = "refused", "未成功"


# As what the people of an organisation sign in; what they see follows from ``permissions.ALLOWED`` alone.
ORGANISATION_ROLES = {
    OrganisationKind.LEADING_OFFICE: Role.PARTNER,
    OrganisationKind.BANK: Role.BANK,
    OrganisationKind.GUARANTEE_CENTRE: Role.GUARANTEE_CENTRE,
    OrganisationKind.FINANCE: Role.FINANCE,
    OrganisationKind.DEPARTMENT: Role.PARTNER,
    OrganisationKind.MASS_ORGANISATION: Role.PARTNER,
    OrganisationKind.MEMBER_UNIT: Role.PARTNER,
    OrganisationKind.NON_TERRITORIAL: Role.PARTNER,
}


class ChargeKind(models.IntegerChoices):
    """What an officer answers for by name: an area (S2-32), or a link of 四包一帮 (S1-07)."""

    RESPONSIBLE = 1, "专人负责"
    OFFICER = 2, "社保干事包社区"
    LEADER = 3, "街道领导包片"
    DIRECTOR = 4, "社区主任包楼院"
