"""The response in the demo city: plans for two in three, promises and preparations for the families, a programme."""

import datetime as dt

from accounts.enums import AreaLevel, Role
from accounts.models import Area, User
from assistance.actions.plans import Content, Planned, open_plan
from assistance.actions.pledges import Promised, draft_pledge
from assistance.actions.preparations import Prepared, prepare
from assistance.actions.programmes import Draft, set_programme
from assistance.enums import Rhythm
from assistance.queries.plans import cases_without_plan, template_for
from assistance.queries.pledges import unsigned
from assistance.rules.templates import TEMPLATES

from .areas import Offices

EACH_THIRD_IS_LEFT_OPEN = 3
OFFICE = "按期为家庭中至少一名成员安排岗位，持续推荐就业，跟踪服务。"
FAMILY = "积极参加职业指导和培训，对推荐的岗位不挑不拣。"


def assist(offices: Offices, *, at: dt.datetime) -> None:
    """Make plans and promises in every community as of the moment ``at``, and set a programme for city and district."""
    for community in offices.communities:
        _plans(offices.workers[community.pk], at)
        _families(offices.workers[community.pk], at)
    for level, role in ((AreaLevel.CITY, Role.CITY_OFFICER), (AreaLevel.DISTRICT, Role.DISTRICT_OFFICER)):
        area = Area.objects.filter(level=level).order_by("path")[0]
        officer = User.objects.filter(area=area, role=role, is_active=True).order_by("pk")[0]
        set_programme(draft=_programme(area, at.date()), officer=officer, at=at)


def _plans(worker: User, at: dt.datetime) -> None:
    today = at.date()
    for number, case in enumerate(cases_without_plan(worker, today)):
        if number % EACH_THIRD_IS_LEFT_OPEN == 0:
            continue
        template = TEMPLATES[template_for(case, today)]
        content = Content(
            segment=template.segment,
            health=template.health,
            needs=template.needs,
            situation="愿意就业，希望离家较近、收入稳定。",
            review_on=today + dt.timedelta(days=14 + number % 10),
            measures=[
                Planned(channel, what, worker, today + dt.timedelta(days=7 * (place + 1)))
                for place, (channel, what) in enumerate(template.measures)
            ],
        )
        open_plan(spell=case, content=content, worker=worker, at=at)


def _families(worker: User, at: dt.datetime) -> None:
    for number, case in enumerate(unsigned(worker, at.date())):
        if number % EACH_THIRD_IS_LEFT_OPEN == 0:
            draft_pledge(case=case, promised=Promised(OFFICE, FAMILY), worker=worker, at=at)
            ready = Prepared(
                "期限临近仍未找到适合岗位", "优先安排公益性岗位“托底”", worker, at.date(), Rhythm.FORTNIGHTLY
            )
            prepare(case=case, prepared=ready, worker=worker, at=at)


def _programme(area: Area, today: dt.date) -> Draft:
    return Draft(
        title=f"{area.name}零就业家庭就业援助工作方案",
        document="",
        goals="零就业家庭动态清零，出现一户、援助一户、稳定一户。",
        tasks="入户调查，建立台账；一对一帮扶，一人一策；开发岗位，托底安置。",
        requirements="按月调度，逐级通报，限时办结。",
        responsible="就业部门牵头，街道、社区落实。",
        starts_on=dt.date(today.year, 1, 1),
        ends_on=dt.date(today.year, 12, 31),
    )
