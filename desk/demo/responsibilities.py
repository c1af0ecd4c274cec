"""Who answers for what in the demo city: partner organisations, 片 and 楼院, and the families of the first street."""

import datetime as dt

from accounts.actions.areas import draw_courtyards, draw_patch, give_charge
from accounts.actions.organisations import NewOrganisation, open_organisation
from accounts.enums import ChargeKind, OrganisationKind, Role
from accounts.models import Area, Organisation, User
from households.actions.responsibility_links import Links, set_links
from households.models import Household

from .areas import SINCE, Offices

# kind → name, duty; the people of the first three have accounts
PARTNERS = {
    OrganisationKind.BANK: ("市商业银行利达支行", "发放、回收小额担保贷款"),
    OrganisationKind.GUARANTEE_CENTRE: ("市财政担保中心", "联合预审、担保、代偿"),
    OrganisationKind.FINANCE: ("市财政局", "就业专项资金、拨付确认"),
    OrganisationKind.LEADING_OFFICE: ("市就业工作领导小组办公室", "统筹、通报"),
    OrganisationKind.DEPARTMENT: ("市工商行政管理局", "营业执照数据比对"),
    OrganisationKind.MASS_ORGANISATION: ("市妇女联合会", "结对子、手拉手创业帮扶"),
    OrganisationKind.NON_TERRITORIAL: ("省农垦总局驻哈管理局", "垦区就业困难人员数据"),
}
EACH_THIRD_IS_LEFT_OPEN = 3


def open_partners(city: Area, *, actor: User, at: dt.datetime) -> dict[OrganisationKind, Organisation]:
    """Enter the organisations that work with the city."""
    return {
        kind: open_organisation(NewOrganisation(kind, name, city, duty, SINCE), actor=actor, at=at)
        for kind, (name, duty) in PARTNERS.items()
    }


def assign(offices: Offices, *, at: dt.datetime) -> None:
    """Divide the first street, name who answers, and link two families in three of its first community."""
    first = offices.communities[0]
    street = first.parent
    if street is None:
        raise ValueError(f"{first.code} has no street")
    officer, on = offices.streets[street.pk], at.date()
    leader = User.objects.get(area=street, role=Role.STREET_LEADER)
    here = [community for community in offices.communities if community.parent_id == street.pk]
    patch = draw_patch(street=street, name="东片", communities=here[:2], actor=leader, at=at)
    yards = draw_courtyards(
        community=first, names=["建设路1—5号院", "建设路6—9号院"], actor=offices.directors[first.pk], at=at
    )
    charges: list[tuple[ChargeKind, object, User]] = [
        (ChargeKind.LEADER, patch, leader),
        (ChargeKind.RESPONSIBLE, street, officer),
        *((ChargeKind.OFFICER, community, officer) for community in here),
        *((ChargeKind.RESPONSIBLE, community, offices.workers[community.pk]) for community in here),
        *((ChargeKind.DIRECTOR, yard, offices.directors[first.pk]) for yard in yards),
    ]
    for kind, place, who in charges:
        give_charge(kind=kind, place=place, officer=who, since=on, actor=officer, at=at)  # type: ignore[arg-type]
    cadre = User.objects.get(area=first, role=Role.HELPER)
    for number, household in enumerate(Household.objects.filter(area=first).order_by("pk")):
        if number % EACH_THIRD_IS_LEFT_OPEN:
            worker = offices.workers[first.pk]
            links = Links(yards[number % 2], worker, cadre if number % 2 else None)
            set_links(household=household, links=links, actor=worker, at=at)
