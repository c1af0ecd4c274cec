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
    PROVINCE = "province", "省厅"
    HOTLINE = "hotline", "12333话务员"
    AUDITOR = "auditor", "安全审计员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    SYSTEM = "system", "系统自动办理"


class OrganisationKind(models.TextChoices):
    """Bodies that take part without being an area of the tree."""

    BANK = "bank", "经办银行"
    GUARANTEE_CENTRE = "guarantee_centre", "担保中心"
    FINANCE = "finance", "财政部门"
    MEMBER_UNIT = "member_unit", "成员单位"
    NON_TERRITORIAL = "non_territorial", "农垦、森工等非行政区单位"


class Outcome(models.TextChoices):
    """How an act that stands in the audit went."""

    DONE = "done", "成功"
    REFUSED = "refused", "未成功"
