"""What is refused of a survey before anything is written."""

import datetime as dt
from decimal import Decimal

from accounts.enums import AreaLevel
from accounts.models import User
from households.enums import RetirementTrack, Sex
from households.queries.terms import terms_on
from households.rules.facts import PersonFacts
from households.rules.retirement import RetirementTerms, why_not_of_working_age

from .surveyed import SurveyedHousehold, SurveyedMember, SurveyRefused


def check(survey: SurveyedHousehold, worker: User, today: dt.date) -> None:
    """Whether the worker may record this survey as typed. Raises SurveyRefused."""
    if worker.area is None or worker.area.level != AreaLevel.COMMUNITY:
        raise SurveyRefused("入户调查由社区工作人员登记，您的账号不属于社区。")
    if survey.visited_on > today:
        raise SurveyRefused("走访日期不能晚于今天。", field="visited_on")
    if not survey.members:
        raise SurveyRefused("请至少登记一名家庭成员。")
    terms = terms_on(today, worker.area).category.retirement
    seen: dict[str, int] = {}
    for number, member in enumerate(survey.members):
        if member.id_number in seen:
            message = f"与第{seen[member.id_number] + 1}名成员的身份证号相同。"
            raise SurveyRefused(message, member=number, field="id_number")
        seen[member.id_number] = number
        check_member(member, number, today)
        check_working_life(member, number, terms)
    _check_couples(survey)
    _check_income(survey)
    if survey.notice is not None and survey.notice.given_on > today:
        raise SurveyRefused("告知日期不能晚于今天。", field="notice_given_on")


TRACKS = {
    Sex.MALE: (RetirementTrack.M60,),
    Sex.FEMALE: (RetirementTrack.F50, RetirementTrack.F55),
}


NO_APPROVAL = "请写明批准退休的文件名称和文号。"


def check_member(member: SurveyedMember, number: int, today: dt.date) -> None:
    """Whether what is typed of one member agrees with itself. Raises SurveyRefused."""
    if member.retirement_track not in TRACKS[member.sex]:
        raise SurveyRefused("退休类别与性别不符。", member=number, field="retirement_track")
    if member.retirement_override is not None and not member.retirement_evidence:
        raise SurveyRefused(NO_APPROVAL, member=number, field="retirement_evidence")
    if member.born > today:
        raise SurveyRefused("出生日期不能晚于今天。", member=number, field="born")
    if member.dead_on is not None and not member.born <= member.dead_on <= today:
        raise SurveyRefused("死亡日期应在出生日期与今天之间。", member=number, field="dead_on")
    if any(day > today for day in member.children_born):
        raise SurveyRefused("子女出生日期不能晚于今天。", member=number, field="children_born")


def check_working_life(member: SurveyedMember, number: int, terms: RetirementTerms) -> None:
    """Both registrations are for those of working age (就业促进法): a pensioner's job is none that counts. Raises
    SurveyRefused."""
    person = PersonFacts(
        key=number,
        sex=member.sex,
        born=member.born,
        retirement_track=member.retirement_track,
        retirement_override=member.retirement_override,
    )
    for row in (one for one in member.registrations if one.since >= member.born):  # what is before birth is told apart
        why = why_not_of_working_age(person, terms, on=row.since)
        if why:
            field = "situation" if row.until is None else "last_job"
            message = f"{why}，不能从该日起登记{row.kind.label}。"
            raise SurveyRefused(message, member=number, field=field)


def _check_couples(survey: SurveyedHousehold) -> None:
    married: set[int] = set()
    for first, second in survey.couples:
        if first == second:
            raise SurveyRefused("不能以本人为配偶。", member=first, field="spouse")
        for position in (first, second):
            if position in married:
                raise SurveyRefused("同一人只能有一名配偶。", member=position, field="spouse")
            married.add(position)


def _check_income(survey: SurveyedHousehold) -> None:
    """What the members earn is part of what the household has."""
    if survey.income_source and not survey.monthly_income:
        raise SurveyRefused("没有家庭月收入的，不选主要收入来源。", field="income_source")
    for number, member in enumerate(survey.members):
        if bool(member.monthly_income) != bool(member.income_source):
            sentence = "请选择收入来源。" if member.monthly_income else "没有月收入的，不选收入来源。"
            raise SurveyRefused(sentence, member=number, field="income_source")
    together = sum((member.monthly_income or Decimal() for member in survey.members), Decimal())
    if survey.monthly_income is not None and together > survey.monthly_income:
        raise SurveyRefused(f"各成员月收入合计{together}元，超过家庭月收入，请核对。", field="monthly_income")
