"""Who employs in the demo city."""

import datetime as dt

from accounts.enums import Role
from accounts.identifiers import credit_code
from accounts.models import Area, User
from assistance.actions.employers import EmployerSaid, enter_employer
from assistance.enums import EmployerKind
from assistance.models import Employer

from .areas import Offices

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
KNOWN = (
    ("和平副食品商店", EmployerKind.ORDINARY, "和平路12号", ""),
    ("红旗物业公司", EmployerKind.ORDINARY, "红旗大街3号", ""),
    ("松江家政服务中心", EmployerKind.ORDINARY, "松江街27号", ""),
    ("城北纸箱厂", EmployerKind.BASE, "城北路101号", ""),
    ("地铁一号线项目部", EmployerKind.ORDINARY, "西大直街55号", "地铁一号线工程"),
    ("南岗职业培训学校", EmployerKind.PARTNER, "果戈里大街8号", ""),
    ("街道便民服务公司", EmployerKind.LABOUR_SERVICE, "和平路2号", ""),
)


def enter(offices: Offices, *, at: dt.datetime) -> list[Employer]:
    """Employers of the first communities, each entered by its own worker."""
    return [
        enter_employer(said=_said(number, area), worker=_worker(area), at=at)
        for number, area in enumerate(offices.communities[index % 3] for index in range(len(KNOWN)))
    ]


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
