"""What a household is: a zero-employment family (零就业家庭), a dual-unemployed one (双下岗、双失业家庭). Pure.

Articles: 哈就办字[2007]12号 三; 苏劳社就管〔2005〕19号 四(一)4. A verdict suspects; people certify.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from households.enums import ROLE_KINDS, FactKind, Hukou, RegistrationKind
from policy import parameters
from policy.deadlines import add_months

from .ages import age_on
from .category import cite, since
from .facts import HouseholdFacts, PersonFacts, Reason, Registration, Span, Term
from .retirement import RetirementTerms, retirement

ARTICLE = "哈就办字[2007]12号 三"
DUAL_ARTICLE = "苏劳社就管〔2005〕19号 四(一)4"


class ZeroFamily(StrEnum):
    """The answers to whether a household is a zero-employment family."""

    ZERO = "ZERO"
    NOT_ZERO = "NOT_ZERO"
    PENDING_REGISTRATION = "PENDING_REGISTRATION"
    NO_COUNTABLE_MEMBER = "NO_COUNTABLE_MEMBER"


ZERO_FAMILY_LABELS = {
    ZeroFamily.ZERO: "疑似零就业家庭",
    ZeroFamily.NOT_ZERO: "不是零就业家庭",
    ZeroFamily.PENDING_REGISTRATION: "待办理失业登记",
    ZeroFamily.NO_COUNTABLE_MEMBER: "没有应计算成员",
}
EXCLUSION_LABELS = {
    "NOT_MEMBER": "当日不是家庭成员",
    "UNDER_AGE": "未达法定劳动年龄",
    "RETIRED": "已到法定退休年龄",
    **{kind.name: kind.label for kind in ROLE_KINDS},
    "NOT_ABLE": "丧失劳动能力",
}


@dataclass(frozen=True, slots=True)
class FamilyTerms:
    """The terms in force on the day the rule is asked about."""

    retirement: RetirementTerms
    hukou_required: Annotated[Term, parameters.ZF_HUKOU_REQUIRED]
    exclude_roles: Annotated[Term, parameters.ZF_EXCLUDE_ROLES]
    require_registration_all: Annotated[Term, parameters.ZF_REQUIRE_REGISTRATION_ALL]
    no_other_income: Annotated[Term, parameters.ZF_NO_OTHER_INCOME]
    flexible_counts_as_employed: Annotated[Term, parameters.ZF_FLEXIBLE_COUNTS_AS_EMPLOYED]
    min_countable_members: Annotated[Term, parameters.ZF_MIN_COUNTABLE_MEMBERS]
    min_unemployed_months: Annotated[Term, parameters.ZF_MIN_UNEMPLOYED_MONTHS]


@dataclass(frozen=True, slots=True)
class FamilyVerdict:
    """What the rules find about a household.

    ``reasons`` are the codes of a NOT_ZERO; ``grounds`` the sentences for a ZERO and for a dual-unemployed couple;
    ``missing`` what is to be done next. ``excluded`` maps a member's key to why they are not counted.
    """

    zero_family: ZeroFamily
    reasons: tuple[Reason, ...]
    countable: tuple[Hashable, ...]
    excluded: Mapping[Hashable, str]
    pending: tuple[Hashable, ...]
    dual_couples: tuple[tuple[Hashable, Hashable], ...]
    grounds: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def dual(self) -> bool:
        return bool(self.dual_couples)


@dataclass(frozen=True, slots=True)
class _Member:
    """A countable member on the day."""

    person: PersonFacts
    employment: Registration | None
    unemployment: Registration | None

    @property
    def name(self) -> str:
        return self.person.name or f"成员{self.person.key}"

    @property
    def is_pending(self) -> bool:
        return self.employment is None and self.unemployment is None


def assess_household(household: HouseholdFacts, terms: FamilyTerms, *, on: dt.date) -> FamilyVerdict:
    """Whether ``household`` is a zero-employment or a dual-unemployed family on the day ``on``, and why or why not.

    Articles: 哈就办字[2007]12号 三; 苏劳社就管〔2005〕19号 四(一)4.
    """
    present = _present(household, on)
    excluded: dict[Hashable, str] = {}
    members: list[_Member] = []
    for key, (person, is_present) in present.items():
        code = _exclusion(person, terms, on) if is_present else "NOT_MEMBER"
        if code is None:
            members.append(_Member(person, person.employment(on), person.unemployment(on)))
        else:
            excluded[key] = code
    answer, reasons = _zero_family(household, present, members, terms, on)
    couples = _dual_couples(household, members, on)
    return FamilyVerdict(
        zero_family=answer,
        reasons=reasons,
        countable=tuple(member.person.key for member in members),
        excluded=excluded,
        pending=tuple(member.person.key for member in members if member.is_pending),
        dual_couples=tuple((one.person.key, other.person.key) for one, other in couples),
        grounds=_grounds(answer, members, couples, terms),
        missing=_missing(answer, members),
    )


def is_plainly_neither(household: HouseholdFacts, terms: FamilyTerms, *, on: dt.date) -> bool:
    """Whether ``household`` can be neither a zero-employment nor a dual-unemployed family on the day ``on``: either has
    somebody who is idle."""
    return not any(
        is_idle(person.registrations, person.facts.get(FactKind.LAID_OFF, ()), terms, on=on)
        for person, _ in household.members
    )


def is_idle(
    registrations: Iterable[Registration], laid_off: Iterable[Span], terms: FamilyTerms, *, on: dt.date
) -> bool:
    """Whether somebody of whom this is known is registered as unemployed on the day ``on``, laid off, or flexibly
    employed where that does not count. Of a household without anybody idle nothing is found, and of nobody in it."""
    flexible_counts = terms.flexible_counts_as_employed.value
    for registration in registrations:
        kind = registration.kind
        idle = kind is RegistrationKind.UNEMPLOYED or (kind is RegistrationKind.FLEXIBLE and not flexible_counts)
        if idle and registration.span.holds(on):
            return True
    return any(span.holds(on) for span in laid_off)


_Present = dict[Hashable, tuple[PersonFacts, bool]]


def _present(household: HouseholdFacts, on: dt.date) -> _Present:
    """Every member in order, and whether they belong to the household on the day."""
    present: _Present = {}
    for person, span in household.members:
        _, was = present.get(person.key, (person, False))
        present[person.key] = (person, was or span.holds(on))
    return present


def _exclusion(person: PersonFacts, terms: FamilyTerms, on: dt.date) -> str | None:
    """Why the member is not counted, the first ground that applies; None for who is."""
    if age_on(person.born, on) < terms.retirement.working_min.value:
        return "UNDER_AGE"
    if on >= retirement(person, terms.retirement, on=on).retirement_date:
        return "RETIRED"
    if not person.facts:
        return None
    for kind in ROLE_KINDS:
        if person.fact(kind, on) and kind.name.lower() in terms.exclude_roles.value:
            return kind.name
    return "NOT_ABLE" if person.fact(FactKind.UNABLE_TO_WORK, on) else None


def _zero_family(
    household: HouseholdFacts, present: _Present, members: list[_Member], terms: FamilyTerms, on: dt.date
) -> tuple[ZeroFamily, tuple[Reason, ...]]:
    """The first answer that applies, and for NOT_ZERO every reason of that kind."""
    if len(members) < terms.min_countable_members.value:
        return ZeroFamily.NO_COUNTABLE_MEMBER, ()
    reasons = [*_not_urban(household, terms), *_employed(members, terms), *_business(present, terms, on)]
    if reasons:
        return ZeroFamily.NOT_ZERO, tuple(reasons)
    pending = sum(member.is_pending for member in members)
    if pending and (terms.require_registration_all.value or pending == len(members)):
        return ZeroFamily.PENDING_REGISTRATION, ()
    reasons = _too_short(members, terms, on)
    return (ZeroFamily.NOT_ZERO, tuple(reasons)) if reasons else (ZeroFamily.ZERO, ())


def _not_urban(household: HouseholdFacts, terms: FamilyTerms) -> list[Reason]:
    if household.hukou == Hukou.URBAN or not terms.hukou_required.value:
        return []
    return [Reason("NOT_URBAN_HUKOU", "家庭户口性质不是城镇", cite(ARTICLE, terms.hukou_required))]


def _employed(members: list[_Member], terms: FamilyTerms) -> list[Reason]:
    flexible_counts = terms.flexible_counts_as_employed.value
    employed = [
        f"{member.name}{since(member.employment.span)}{member.employment.kind.label}"
        for member in members
        if member.employment and (flexible_counts or member.employment.kind != RegistrationKind.FLEXIBLE)
    ]
    if not employed:
        return []
    article = cite(ARTICLE, terms.flexible_counts_as_employed)
    return [Reason("EMPLOYED_MEMBER", f"家庭有{len(employed)}名成员就业：{'、'.join(employed)}", article)]


def _business(present: _Present, terms: FamilyTerms, on: dt.date) -> list[Reason]:
    if not terms.no_other_income.value:
        return []
    holders = [
        person.name or f"成员{person.key}"
        for person, is_present in present.values()
        if is_present and person.fact(FactKind.BUSINESS_LICENCE, on)
    ]
    if not holders:
        return []
    article = cite(ARTICLE, terms.no_other_income)
    return [Reason("BUSINESS_OR_INVESTMENT", f"{'、'.join(holders)}名下有营业执照在册", article)]


def _too_short(members: list[_Member], terms: FamilyTerms, on: dt.date) -> list[Reason]:
    months = terms.min_unemployed_months.value
    short = [
        f"{member.name}（{member.unemployment.span.first}登记）"
        for member in members
        if member.unemployment and add_months(member.unemployment.span.first, months) > on
    ]
    if not short:
        return []
    article = cite(ARTICLE, terms.min_unemployed_months)
    return [Reason("UNEMPLOYED_TOO_SHORT", f"失业登记不满{months}个月：{'、'.join(short)}", article)]


def _dual_couples(household: HouseholdFacts, members: list[_Member], on: dt.date) -> list[tuple[_Member, _Member]]:
    """The couples of the day of whom both are countable, and each laid off or unemployed."""
    if not household.couples:
        return []
    out_of_work = {
        member.person.key: member
        for member in members
        if member.unemployment or member.person.fact(FactKind.LAID_OFF, on)
    }
    return [
        (out_of_work[one], out_of_work[other])
        for one, other, span in household.couples
        if span.holds(on) and one in out_of_work and other in out_of_work
    ]


def _grounds(
    answer: ZeroFamily, members: list[_Member], couples: list[tuple[_Member, _Member]], terms: FamilyTerms
) -> tuple[Reason, ...]:
    grounds = []
    if answer is ZeroFamily.ZERO:
        registered = [f"{m.name}{since(m.unemployment.span)}失业登记" for m in members if m.unemployment]
        text = f"应计算成员{len(members)}人，均未就业：{'、'.join(registered)}"
        grounds.append(Reason("ZERO", text, cite(ARTICLE, terms.exclude_roles)))
    for one, other in couples:
        grounds.append(Reason("DUAL", f"夫妻{one.name}、{other.name}均下岗或失业", DUAL_ARTICLE))
    return tuple(grounds)


def _missing(answer: ZeroFamily, members: list[_Member]) -> tuple[str, ...]:
    if answer is ZeroFamily.NO_COUNTABLE_MEMBER:
        return (
            "家庭没有足够的法定劳动年龄内、有劳动能力的应计算成员；出生日期、在校、服役等情况有误的，请核对后更正。",
        )
    if answer is not ZeroFamily.PENDING_REGISTRATION:
        return ()
    sentence = (
        "{}没有就业登记，也没有办理失业登记：请本人持身份证、户口簿到居住地街道（社区）劳动保障工作平台办理失业登记。"
    )
    return tuple(sentence.format(member.name) for member in members if member.is_pending)
