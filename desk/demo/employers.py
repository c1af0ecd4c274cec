"""Who employs in the demo city, and whom they look for."""

import datetime as dt
from decimal import Decimal

from accounts.enums import Role
from accounts.identifiers import credit_code
from accounts.models import Area, User
from assistance.actions.agreements import Agreed, end_agreement, sign_agreement
from assistance.actions.employers import EmployerSaid, enter_employer
from assistance.actions.offers import FromVacancy, NewOffer, record_offer
from assistance.actions.pushes import find_ready, name_member
from assistance.actions.vacancies import VacancySaid, collect_vacancy, publish_vacancy
from assistance.enums import EmployerKind, Health
from assistance.models import Employer, Vacancy
from assistance.queries.matching import Seekers

from .areas import Offices

ONE_DAY = dt.timedelta(days=1)
POSTS = (  # position, type, how many, wage, skill, health, funded, collected how many days ago
    ("营业员", "其他岗位", 2, 2360, "", Health.LIGHT, False, 3),
    ("保洁员", "保洁", 4, 2200, "", Health.FIT, True, 12),
    ("护理员", "托老", 3, 2800, "家政", Health.FIT, False, 24),
    ("装订工", "其他岗位", 5, 2300, "", Health.LIGHT, False, 1),
    ("电工", "其他岗位", 1, 4200, "电工", Health.FIT, False, 8),
    ("门卫", "保安", 2, 2150, "", Health.LIGHT, True, 29),
)
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
GROUND = "街道有闲置厂房，负责人已落实，可承接环卫和绿化"
KNOWN = (
    ("和平副食品商店", EmployerKind.ORDINARY, "和平路12号", ""),
    ("红旗物业公司", EmployerKind.ORDINARY, "红旗大街3号", ""),
    ("松江家政服务中心", EmployerKind.ORDINARY, "松江街27号", ""),
    ("城北纸箱厂", EmployerKind.BASE, "城北路101号", ""),
    ("地铁一号线项目部", EmployerKind.ORDINARY, "西大直街55号", "地铁一号线工程"),
    ("南岗职业培训学校", EmployerKind.PARTNER, "果戈里大街8号", ""),
    ("街道便民服务公司", EmployerKind.LABOUR_SERVICE, "和平路2号", ""),
)
AGREED = (  # with whom, signed how many days ago, for how many days, what, why it ended
    ("红旗物业公司", 120, 365, "每年提供保洁、保安岗位十个，优先录用零就业家庭成员", ""),
    ("松江家政服务中心", 400, 365, "优先录用家政培训合格的就业困难人员", ""),
    ("松江家政服务中心", 30, 365, "续签：优先录用家政培训合格人员，每季度报送用工计划", ""),
    ("城北纸箱厂", 200, 730, "提供手工装订岗位十五个，可以计件", "单位准备关闭，双方同意提前终止"),
)


def enter(offices: Offices, *, at: dt.datetime) -> list[Employer]:
    """Employers of the first communities, each entered by its own worker, with what they look for."""
    made = [
        enter_employer(said=_said(number, area), worker=_worker(area), at=at)
        for number, area in enumerate(offices.communities[index % 3] for index in range(len(KNOWN)))
    ]
    collect(made, at=at)
    agree(made, at=at)
    recommend(at=at)
    push(offices, at=at)
    return made


def agree(employers: list[Employer], *, at: dt.datetime) -> None:
    """What some of them agreed on with their community: in force, run out and renewed, and ended early."""
    known = {employer.name: employer for employer in employers}
    for name, ago, days, terms, ended in AGREED:
        employer, signed_on = known[name], at.date() - ago * ONE_DAY
        worker = _worker(employer.area)
        agreed = Agreed(signed_on, signed_on + (days - 1) * ONE_DAY, terms, employer.contact)
        made = sign_agreement(employer=employer, agreed=agreed, worker=worker, at=at)
        if ended:
            end_agreement(agreement=made, reason=ended, worker=worker, at=at)


def recommend(*, at: dt.datetime) -> None:
    """Of a post of public money, to somebody before whom families without work come, for a reason."""
    for vacancy in Vacancy.objects.lacking(at.date()).filter(is_funded=True).order_by("pk"):
        worker = _worker(vacancy.area)
        found = Seekers(vacancy, worker, at.date()).rows()
        first, other = found.filter(comes_first=True).first(), found.filter(comes_first=False).order_by("-pk").first()
        if first is not None and other is not None:
            offer = NewOffer(at.date(), "", "", Decimal(0), 25)
            source = FromVacancy(vacancy, "零就业家庭成员本人表示不愿从事该岗位")
            record_offer(person=other.person, offer=offer, source=source, worker=worker, at=at)
            return


def push(offices: Offices, *, at: dt.datetime) -> None:
    """Somebody pushes each of the first two districts, and one street has the conditions for an enterprise."""
    officer = User.objects.filter(role=Role.CITY_OFFICER, is_active=True).order_by("pk")[0]
    streets = list(dict.fromkeys(area.parent for area in offices.communities if area.parent))
    districts = list(dict.fromkeys(street.parent for street in streets if street.parent))
    for district, name in zip(districts, ("孙志刚", "李春梅"), strict=False):
        name_member(
            district=district, name=name, post="市就业局就业处", since=at.date() - 60 * ONE_DAY, officer=officer, at=at
        )
    found_on, due_on = at.date() - 20 * ONE_DAY, at.date() + 40 * ONE_DAY
    find_ready(street=streets[-1], found_on=found_on, due_on=due_on, ground=GROUND, officer=officer, at=at)


def collect(employers: list[Employer], *, at: dt.datetime) -> None:
    """What they look for, each collected by the worker of the community; all but the last two are published."""
    today = at.date()
    for number, (employer, post) in enumerate(zip(employers, POSTS, strict=False)):
        position, post_type, wanted, wage, skill, strength, is_funded, age = post
        said = VacancySaid(
            position=position,
            post_type=post_type,
            wanted=wanted,
            wage=Decimal(wage),
            works_in=employer.area,
            place=employer.address,
            collected_on=today - age * ONE_DAY,
            expires_on=today + (30 - age) * ONE_DAY,
            skill=skill,
            strength=strength,
            is_funded=is_funded,
        )
        worker = _worker(employer.area)
        made = collect_vacancy(employer=employer, area=employer.area, said=said, worker=worker, at=at)
        if number < len(POSTS) - 2:
            publish_vacancy(vacancy=made, enquiries=f"0451-8460{number:04d}", worker=worker, at=at)


def _said(number: int, area: Area) -> EmployerSaid:
    name, kind, address, project = KNOWN[number]
    is_of_street = kind == EmployerKind.LABOUR_SERVICE
    return EmployerSaid(
        area=area,
        name=name,
        kind=kind,
        number=_number(number),
        address=address,
        contact=f"{'赵钱孙李周吴郑'[number]}经理",
        phone=f"1390451{number:04d}",
        major_project=project,
        established_on=dt.date(2007, 9, 1) if is_of_street else None,
        staff=36 if is_of_street else None,
        is_checked=True,  # made up, the code within is of nobody
    )


def _number(number: int) -> str:
    """A credit code that belongs to nobody: of an area there is none of."""
    body = f"91990100MA0000{number:02d}X"
    return next(body + sign for sign in SIGNS if credit_code(body + sign).valid)


def _worker(area: Area) -> User:
    workers = User.objects.filter(area=area, role=Role.COMMUNITY_WORKER, is_active=True)
    return workers.order_by("pk")[0]
