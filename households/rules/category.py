"""Which of the ten categories of persons hard to employ somebody is in (就业困难人员类别). Pure.

Article: 哈人社发〔2010〕230号 第三条. A verdict suspects; people certify.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from households.enums import Category, FactKind, HonourLevel, RegistrationKind, Sex
from policy import parameters
from policy.deadlines import add_months

from .ages import age_on, age_reached
from .facts import ALWAYS, PersonFacts, Reason, Registration, Span, Term
from .retirement import Retirement, RetirementTerms, is_of_working_age, retirement

ARTICLE = "哈人社发〔2010〕230号 第三条"
ADULT = 18  # 未成年人 are those under 18: 民法典 第十七条
COUNTY_AND_ABOVE = frozenset({HonourLevel.COUNTY, HonourLevel.CITY, HonourLevel.PROVINCE, HonourLevel.NATIONAL})
HINT_MONTHS = 12  # how far ahead an age or a term still to be completed is worth a hint


@dataclass(frozen=True, slots=True)
class CategoryTerms:
    """The terms in force on the day the rule is asked about."""

    retirement: RetirementTerms
    urban_hukou_required: Annotated[Term, parameters.CAT_URBAN_HUKOU_REQUIRED]
    age_set: Annotated[Term, parameters.CAT_C01_AGE_SET]
    age_4050_f: Annotated[Term, parameters.AGE_4050_F]
    age_4050_m: Annotated[Term, parameters.AGE_4050_M]
    age_4555_f: Annotated[Term, parameters.AGE_4555_F]
    age_4555_m: Annotated[Term, parameters.AGE_4555_M]
    c05_min_months: Annotated[Term, parameters.CAT_C05_MIN_MONTHS]
    primary_order: Annotated[Term, parameters.CAT_PRIMARY_ORDER]

    def c01_age(self, sex: Sex) -> Term:
        """The age of C01 for this sex, in the age set in force."""
        if self.age_set.value == "4555":
            return self.age_4555_f if sex == Sex.FEMALE else self.age_4555_m
        return self.age_4050_f if sex == Sex.FEMALE else self.age_4050_m


@dataclass(frozen=True, slots=True)
class PersonVerdict:
    """What the rules find about a person.

    ``categories`` in the order of the article, with a ground for each; ``reasons`` are what stands against any
    category, ``missing`` what would change that and where to get it.
    """

    age: int
    working_age: bool
    categories: tuple[Category, ...]
    primary: Category | None
    reasons: tuple[Reason, ...]
    grounds: Mapping[Category, Reason] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def eligible(self) -> bool:
        return bool(self.categories)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A person on a day, as the conditions and the categories look at them."""

    person: PersonFacts
    terms: CategoryTerms
    on: dt.date
    age: int
    retirement: Retirement
    employment: Registration | None
    unemployment: Registration | None


def assess_person(person: PersonFacts, terms: CategoryTerms, *, on: dt.date) -> PersonVerdict:
    """Which categories ``person`` is in on the day ``on``, and why or why not.

    Article: 哈人社发〔2010〕230号 第三条.
    """
    standing = _standing(person, terms, on)
    working_age = is_of_working_age(person, terms.retirement, on=on)
    obstacles = _obstacles(standing, working_age)
    if obstacles:
        missing = tuple(_REMEDIES[reason.code] for reason in obstacles)
        return PersonVerdict(standing.age, working_age, (), None, obstacles, missing=missing)
    grounds = _grounds(standing)
    if not grounds:
        none = Reason("NO_CATEGORY", "已登记失业，但不属于十类就业困难人员中的任何一类", ARTICLE)
        return PersonVerdict(standing.age, working_age, (), None, (none,), missing=_hints(standing))
    return PersonVerdict(standing.age, working_age, tuple(grounds), primary_of(grounds, terms), (), grounds)


def grounds_of(person: PersonFacts, terms: CategoryTerms, *, on: dt.date) -> Mapping[Category, Reason]:
    """The grounds of ``assess_person``, without what stands against others: for who asks about very many people, of
    whom most are not registered as unemployed, and so employed or not registered at all."""
    if person.unemployment(on) is None:
        return {}
    standing = _standing(person, terms, on)
    if _obstacles(standing, is_of_working_age(person, terms.retirement, on=on)):
        return {}
    return _grounds(standing)


def _standing(person: PersonFacts, terms: CategoryTerms, on: dt.date) -> _Standing:
    retires = retirement(person, terms.retirement, on=on)
    return _Standing(
        person, terms, on, age_on(person.born, on), retires, person.employment(on), person.unemployment(on)
    )


def _grounds(standing: _Standing) -> dict[Category, Reason]:
    """A ground for each category, in the order of the article."""
    found = ((category, ground(standing)) for category, ground in _CATEGORIES)
    return {category: reason for category, reason in found if reason is not None}


def primary_of(held: Collection[Category], terms: CategoryTerms) -> Category | None:
    """The primary category of those held: the first in the order in force; None if that order names none of them."""
    return next((Category[code] for code in terms.primary_order.value if Category[code] in held), None)


def _obstacles(standing: _Standing, working_age: bool) -> tuple[Reason, ...]:
    """What keeps the person from every category, in the order of the codes."""
    person, on = standing.person, standing.on
    found = []
    if person.fact(FactKind.NOT_LOCAL, on):
        found.append(Reason("NOT_LOCAL", "不是本市户籍", ARTICLE))
    if person.fact(FactKind.RURAL_HUKOU, on) and standing.terms.urban_hukou_required.value:
        found.append(
            Reason("NOT_URBAN", "户口性质为农村，本办法适用于城镇人员", standing.terms.urban_hukou_required.source)
        )
    if not working_age:
        found.append(_not_of_working_age(standing))
    if person.fact(FactKind.UNABLE_TO_WORK, on):
        found.append(Reason("NOT_ABLE", "已丧失劳动能力", ARTICLE))
    if person.fact(FactKind.UNWILLING_TO_WORK, on):
        found.append(Reason("NOT_WILLING", "本人无就业愿望", ARTICLE))
    if standing.employment is not None:
        found.append(Reason("EMPLOYED", f"{since(standing.employment.span)}{standing.employment.kind.label}", ARTICLE))
    elif standing.unemployment is None:
        found.append(Reason("NOT_REGISTERED", "没有就业登记，也没有办理失业登记", ARTICLE))
    return tuple(found)


def since(span: Span) -> str:
    """From when on, in words; nothing where the beginning is not known."""
    return "" if span.first == ALWAYS else f"自{span.first}起"


def cite(article: str, *terms: Term) -> str:
    """The article, and where else the terms come from."""
    sources = dict.fromkeys(term.source for term in terms if term.source != article)
    return "；".join((article, *sources))


def _not_of_working_age(standing: _Standing) -> Reason:
    minimum = standing.terms.retirement.working_min
    if standing.age < minimum.value:
        text = f"{standing.person.born}出生，未满{minimum.value}周岁"
        return Reason("NOT_WORKING_AGE", text, minimum.source)
    text = f"法定退休日期为{standing.retirement.retirement_date}，已到退休年龄"
    return Reason("NOT_WORKING_AGE", text, standing.retirement.source)


_REMEDIES = {
    "NOT_LOCAL": "户口已迁入本市的，请查验户口簿后更正户籍信息。",
    "NOT_URBAN": "已转为城镇户口的，请查验户口簿后更正户口性质。",
    "NOT_WORKING_AGE": "出生日期、退休类别或退休日期有误的，请核对身份证和职工档案后更正。",
    "NOT_ABLE": "劳动能力已恢复的，请凭医疗机构或劳动能力鉴定机构的证明更正。",
    "NOT_WILLING": "本人愿意就业的，请本人签字确认后更正。",
    "EMPLOYED": "已经离岗的，请先到街道（乡镇）劳动保障工作平台终止就业登记并办理失业登记。",
    "NOT_REGISTERED": "请本人持身份证、户口簿到居住地街道（社区）劳动保障工作平台办理失业登记。",
}


def _c01(standing: _Standing) -> Reason | None:
    terms, person = standing.terms, standing.person
    required = terms.c01_age(person.sex)
    reached = age_reached(person.born, required.value)
    if reached > standing.on:
        return None
    text = (
        f"{person.born}出生，{reached}年满{required.value}周岁（{person.sex.label}），失业登记{_registered(standing)}"
    )
    return Reason("C01", text, cite(f"{ARTICLE}(一)", required, terms.age_set))


def _c02(standing: _Standing) -> Reason | None:
    for span in standing.person.zero_family:
        if span.first <= standing.on and (span.last is None or standing.on < span.last):
            return Reason("C02", f"所在家庭{span.first}认定为零就业家庭", f"{ARTICLE}(二)")
    return None


def _c05(standing: _Standing) -> Reason | None:
    minimum = standing.terms.c05_min_months
    employed = _last_employment(standing)
    if employed is None or standing.unemployment is None:
        return None
    complete = add_months(standing.unemployment.span.first, minimum.value)
    if complete > standing.on:
        return None
    text = f"曾就业（{period(employed.span)}），失业登记{_registered(standing)}，至{complete}满{minimum.value}个月"
    return Reason("C05", text, cite(f"{ARTICLE}(五)", minimum))


def _c07(standing: _Standing) -> Reason | None:
    span = standing.person.fact(FactKind.SINGLE_PARENT, standing.on)
    child = _youngest_minor(standing)
    if span is None or child is None:
        return None
    return Reason("C07", f"{since(span)}单亲抚养{child}出生、未满{ADULT}周岁的子女", f"{ARTICLE}(七)")


def _c08(standing: _Standing) -> Reason | None:
    for level, span in standing.person.honours:
        if level in COUNTY_AND_ABOVE and span.holds(standing.on):
            return Reason("C08", f"{since(span)}{level.label}劳动模范", f"{ARTICLE}(八)")
    return None


def _by_fact(category: Category, kind: FactKind, number: str) -> Callable[[_Standing], Reason | None]:
    """The ground of a category that one fact in force makes."""
    article = f"{ARTICLE}({number})"

    def ground(standing: _Standing) -> Reason | None:
        span = standing.person.fact(kind, standing.on)
        if span is None:
            return None
        until = f"，有效期至{span.last}" if span.last else ""
        return Reason(category.name, f"{since(span)}{kind.label}{until}", article)

    return ground


_CATEGORIES: tuple[tuple[Category, Callable[[_Standing], Reason | None]], ...] = (
    (Category.C01, _c01),
    (Category.C02, _c02),
    (Category.C03, _by_fact(Category.C03, FactKind.DISABILITY_CERTIFICATE, "三")),
    (Category.C04, _by_fact(Category.C04, FactKind.LOW_INCOME, "四")),
    (Category.C05, _c05),
    (Category.C06, _by_fact(Category.C06, FactKind.LAND_LOSS, "六")),
    (Category.C07, _c07),
    (Category.C08, _c08),
    (Category.C09, _by_fact(Category.C09, FactKind.MARTYR_DEPENDANT, "九")),
    (Category.C10, _by_fact(Category.C10, FactKind.MILITARY_SPOUSE, "十")),
)


def period(span: Span) -> str:
    """A span in words: from its first day to its last, as far as they are known."""
    return f"{'' if span.first == ALWAYS else span.first}至{span.last or '今'}"


def _registered(standing: _Standing) -> str:
    return since(standing.unemployment.span) if standing.unemployment else ""


def _last_employment(standing: _Standing) -> Registration | None:
    """The latest employment begun by the day: somebody was once employed (就业转失业)."""
    latest = None
    for registration in standing.person.registrations:
        if registration.kind == RegistrationKind.UNEMPLOYED or registration.span.first > standing.on:
            continue
        if latest is None or registration.span.first > latest.span.first:
            latest = registration
    return latest


def _youngest_minor(standing: _Standing) -> dt.date | None:
    born = [day for day in standing.person.children_born if day <= standing.on < age_reached(day, ADULT)]
    return max(born, default=None)


_RENEWALS = {
    FactKind.DISABILITY_CERTIFICATE: "残疾人证已于{}到期，请到区县残联换证后补录。",
    FactKind.LOW_INCOME: "低保待遇已于{}停止，仍在享受的请凭民政部门的低保证补录。",
    FactKind.LAND_LOSS: "失地情况记载已于{}终止，仍属失地的请凭征地证明补录。",
    FactKind.SINGLE_PARENT: "单亲抚养记载已于{}终止，仍在抚养的请凭离婚或丧偶证明补录。",
    FactKind.MILITARY_SPOUSE: "军人配偶记载已于{}终止，配偶仍在服役的请凭部队证明补录。",
}


def _hints(standing: _Standing) -> tuple[str, ...]:
    """What would make a category: terms nearly complete, certificates run out, facts not yet recorded."""
    hints = [*_hints_on_terms(standing)]
    person, on = standing.person, standing.on
    for kind, sentence in _RENEWALS.items():
        ended = [span.last for span in person.facts.get(kind, ()) if span.last is not None and span.last < on]
        if ended and person.fact(kind, on) is None:
            hints.append(sentence.format(max(ended)))
    if person.fact(FactKind.SINGLE_PARENT, on):
        hints.append(f"单亲抚养的，请补录未满{ADULT}周岁子女的出生日期。")
    hints.append("持有残疾人证、低保证、劳模证书、烈属证明等而尚未登记的，请查验原件后补录。")
    return tuple(hints)


def _hints_on_terms(standing: _Standing) -> list[str]:
    person, on = standing.person, standing.on
    horizon = add_months(on, HINT_MONTHS)
    hints = []
    required = standing.terms.c01_age(person.sex).value
    reached = age_reached(person.born, required)
    if reached <= horizon and reached < standing.retirement.retirement_date:
        hints.append(f"{reached}年满{required}周岁，届时属于“{standing.terms.age_set.value}”失业人员。")
    if standing.unemployment is not None:
        minimum = standing.terms.c05_min_months.value
        complete = add_months(standing.unemployment.span.first, minimum)
        if _last_employment(standing) is None:
            hints.append("没有就业登记记录；曾经就业的，请凭劳动合同或社保缴费记录补录就业经历。")
        elif complete <= horizon:
            hints.append(f"连续失业至{complete}满{minimum}个月，届时属于就业转失业人员。")
    return hints
