"""The columns a roster may have: what the survey form asks of a household and its members, and how people head it."""

from collections.abc import Mapping
from typing import TypeVar

from households.enums import (
    Disability,
    DisabilityGrade,
    FactKind,
    HonourLevel,
    Hukou,
    RegistrationKind,
    Relation,
    RetirementTrack,
    Sex,
)

from .headings import Field

Meaning = TypeVar("Meaning")


def _field(key: str, title: str, synonyms: str = "") -> Field:
    return Field(key, title, tuple(synonyms.split()))


def _meanings(words: Mapping[Meaning, str]) -> dict[str, Meaning]:
    """What each word means; several words of one meaning stand in one text."""
    return {word: meaning for meaning, text in words.items() for word in text.split()}


HOUSEHOLD = (
    _field("community", "社区", "所属社区 所在社区 社区名称 居委会 社区代码"),
    _field("number", "户号", "户编号 家庭编号 户序号 家庭号 家庭序号"),
    _field("head", "户主姓名", "户主"),
    _field("address", "住址", "家庭住址 地址 现住址 居住地址 详细地址 家庭地址 常住地址 居住地"),
    _field("hukou", "户口性质", "户口类型 户籍性质 户口类别 户籍类型"),
    _field("housing", "住房情况", "住房"),
)
MEMBER = (
    _field("seq", "序号", "编号 行号 NO"),
    _field("name", "姓名", "成员姓名 家庭成员姓名 家庭成员 人员姓名"),
    _field(
        "id_number",
        "身份证号",
        "身份证号码 公民身份号码 公民身份证号码 居民身份证号码 居民身份证号 身份证 证件号码",
    ),
    _field("relation", "与户主关系", "户主关系 关系 与户主的关系 家庭关系 与户主之关系"),
    _field("sex", "性别"),
    _field("born", "出生日期", "出生年月 出生年月日 出生时间 生日"),
    _field("phone", "联系电话", "电话 手机 手机号 手机号码 电话号码 联系方式"),
    _field("situation", "就业状况", "就业情况 就业状态 就业失业状况 就失业状况 从业状况 目前状况 人员状态"),
    _field(
        "since",
        "起始日期",
        "就业状况起始日期 状况起始日期 起始时间 失业日期 失业时间 失业登记日期 失业登记时间 登记失业日期 "
        "就业日期 就业时间",
    ),
    _field("employer", "用人单位", "工作单位 就业单位 单位名称 现工作单位"),
    _field("employer_code", "单位代码", "统一社会信用代码 单位信用代码 组织机构代码 营业执照注册号"),
    _field("position", "岗位", "工作岗位 从事工作 岗位名称"),
    _field("last_employer", "原单位", "原工作单位 原就业单位"),
    _field("last_since", "原单位就业开始日期", "原单位开始日期 原单位入职日期 原单位就业时间"),
    _field("last_until", "原单位就业结束日期", "原单位离岗日期 离职日期 离岗日期 解除劳动关系日期 解除劳动合同日期"),
    _field("track", "退休类别", "工人或干部 原身份 职工身份 工人/干部"),
    _field("children", "抚养子女出生日期", "子女出生日期 未成年子女出生日期"),
    _field("education", "文化程度", "学历"),
    _field("health", "健康状况", "身体状况"),
    _field("unemployment_reason", "失业原因"),
    _field("skills", "技能特长", "特长 技能 技术特长"),
    _field("job_wish", "就业意向", "求职意向 择业意向"),
    _field("training_wish", "培训意愿", "培训意向 培训需求"),
)
PROFILE = {
    "education": 20, "health": 50, "unemployment_reason": 100, "skills": 100, "job_wish": 100, "training_wish": 100,
}  # fmt: skip

# Facts: how else their columns are headed.
FACTS: Mapping[FactKind, str] = {
    FactKind.RURAL_HUKOU: "",
    FactKind.NOT_LOCAL: "外地户籍",
    FactKind.STUDENT: "在校生 在读学生",
    FactKind.SOLDIER: "服兵役",
    FactKind.INTERNALLY_RETIRED: "内退",
    FactKind.EARLY_RETIRED: "",
    FactKind.IMPRISONED: "服刑人员",
    FactKind.DISABILITY_CERTIFICATE: "残疾 残疾人 残疾人证 残疾证",
    FactKind.LOW_INCOME: "低保 城镇低保 低保户 最低生活保障",
    FactKind.SPECIAL_HARDSHIP: "特困人员",
    FactKind.LAND_LOSS: "失地农民",
    FactKind.SINGLE_PARENT: "单亲 单亲家庭",
    FactKind.MODEL_WORKER: "劳模",
    FactKind.MARTYR_DEPENDANT: "烈士家属",
    FactKind.MILITARY_SPOUSE: "军属 军人配偶",
    FactKind.LAID_OFF: "下岗 下岗职工",
    FactKind.MERGED: "并轨",
    FactKind.BUSINESS_LICENCE: "营业执照",
    FactKind.UNABLE_TO_WORK: "",
    FactKind.UNWILLING_TO_WORK: "",
}
SINCE_BIRTH = (FactKind.RURAL_HUKOU, FactKind.NOT_LOCAL)  # without a date, since birth
EVIDENCED = (FactKind.UNABLE_TO_WORK, FactKind.UNWILLING_TO_WORK, FactKind.SPECIAL_HARDSHIP)
DISABILITY_NUMBER = _field("disability_number", "残疾人证号", "残疾证号 残疾人证号码 残疾证号码")
DISABILITY = _field("disability", "残疾类别", "残疾类型 残疾种类")
GRADE = _field("grade", "残疾等级", "残疾级别")
HONOUR = _field("honour", "劳模级别", "劳动模范级别")
MERGED_FROM = _field("merged_from", "并轨企业", "并轨单位")
BEGINNINGS = ("起始日期", "日期", "时间", "开始日期", "起始时间", "认定日期", "发证日期")


def fact_key(kind: FactKind) -> str:
    return f"fact_{int(kind)}"


def _of_fact(kind: FactKind) -> tuple[Field, ...]:
    names = (str(kind.label), *FACTS[kind].split())
    title, key = names[0], fact_key(kind)
    asked = tuple(f"是否{part}{name}" for name in names for part in ("", "为", "是"))
    began = tuple(f"{name}{word}" for name in names for word in BEGINNINGS)
    fields = [Field(key, title, (*names[1:], *asked)), Field(f"{key}_since", f"{title}起始日期", began)]
    if kind in EVIDENCED:
        fields.append(Field(f"{key}_evidence", f"{title}证明材料", tuple(f"{name}证明" for name in names)))
    return tuple(fields)


OF_FACTS = tuple(field for kind in FACTS for field in _of_fact(kind))
FIELDS = (*HOUSEHOLD, *MEMBER, *OF_FACTS, DISABILITY_NUMBER, DISABILITY, GRADE, HONOUR, MERGED_FROM)
TITLES = {field.key: field.title for field in FIELDS}
KEYS = ("name", "id_number")  # a line without either is no line

SEXES = _meanings({Sex.MALE: "男 男性 1", Sex.FEMALE: "女 女性 2"})
HUKOUS = _meanings(
    {
        Hukou.URBAN: "城镇 城市 非农业 非农 非农业户口 非农户口 城镇户口 居民 居民户口",
        Hukou.RURAL: "农村 农业 农业户口 农村户口",
    }
)
RELATIONS = _meanings(
    {
        Relation.HEAD: "户主 本人 户主本人 户主(本人) 本人(户主)",
        Relation.SPOUSE: "配偶 妻 妻子 夫 丈夫 爱人 老伴 夫妻",
        Relation.CHILD: "子 女 子女 儿子 女儿 长子 次子 三子 四子 长女 次女 二女 三女 四女 独生子 独生女 之子 之女 "
        "养子 养女 继子 继女 孩子",
        Relation.PARENT: "父 母 父亲 母亲 父母 之父 之母 养父 养母 继父 继母",
        Relation.OTHER: "其他 其它 孙 孙子 孙女 外孙 外孙子 外孙女 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄弟姐妹 祖父 祖母 "
        "外祖父 外祖母 爷爷 奶奶 姥爷 姥姥 岳父 岳母 公公 婆婆 公 婆 儿媳 媳 媳妇 女婿 婿 侄子 侄女 外甥 外甥女 "
        "亲属 其他亲属 非亲属",
    }
)
TRACKS = _meanings(
    {
        RetirementTrack.F50: "女工人 工人 女工人(50周岁) 50 50周岁 50岁",
        RetirementTrack.F55: "女干部 干部 女干部(55周岁) 55 55周岁 55岁",
        RetirementTrack.M60: "男职工 男职工(60周岁) 60 60周岁 60岁",
    }
)
DISABILITIES = _meanings({kind: f"{kind.label} {kind.label}残疾 {kind.label}残" for kind in Disability})
GRADES = _meanings({grade: f"{grade.label} {grade.value} {grade.value}级" for grade in DisabilityGrade})
HONOURS = _meanings({level: str(level.label) for level in HonourLevel}) | _meanings(
    {
        HonourLevel.COUNTY: "区级 区县级",
        HonourLevel.CITY: "地市级",
        HonourLevel.PROVINCE: "省部级",
        HonourLevel.NATIONAL: "国家级 全国级",
    }
)
# What somebody does: a registration, a fact that takes its place, or (None) nothing that is registered.
SITUATIONS: dict[str, RegistrationKind | FactKind | None] = _meanings(
    {
        RegistrationKind.ENTERPRISE: "单位就业 就业 在职 在岗 上班 企业就业 已就业 在业 职工",
        RegistrationKind.PUBLIC_WELFARE_POST: "公益性岗位 公益岗位 公岗 公益性岗位就业",
        RegistrationKind.FLEXIBLE: "灵活就业 打零工 零工 临时工 自由职业",
        RegistrationKind.SELF_EMPLOYED: "自主创业 个体 个体经营 个体工商户 自谋职业 创业 经商",
        RegistrationKind.UNEMPLOYED: "失业 失业登记 登记失业 失业已登记 已登记失业 失业人员 登记失业人员",
    }
) | _meanings(
    {
        FactKind.STUDENT: "学生 在校学生 在校 在校生 上学 在读",
        FactKind.SOLDIER: "现役军人 服兵役 参军 军人",
        FactKind.INTERNALLY_RETIRED: "内退 内部退养",
        FactKind.EARLY_RETIRED: "提前退休",
        FactKind.IMPRISONED: "服刑",
        FactKind.LAID_OFF: "下岗 下岗未解除劳动关系 下岗职工",
        None: "未就业 无业 待业 未就业未登记 未登记 退休 离休 学龄前 儿童 婴幼儿 不适用 务农 老人 不适用(在校、退休等)",
    }
)  # type: ignore[assignment]  # a dict of each kind of meaning
SITUATION_WORDS = (
    "单位就业、公益性岗位、灵活就业、自主创业、失业、未就业、在校学生、现役军人、内退、提前退休、服刑、下岗、退休"
)
RELATION_WORDS = "户主、配偶、子女、父母、其他"
