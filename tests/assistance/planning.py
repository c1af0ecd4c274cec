"""Plans for tests: a certified person, and what a plan says."""

import datetime as dt

from assistance.actions import plans
from assistance.enums import Channel, Need, Segment
from households.models import HardToEmploySpell
from tests.casework import NOTICE_ENDED, certified, disabled_person

TODAY = NOTICE_ENDED.date()
DAY = dt.timedelta(days=1)


def case_of(city) -> HardToEmploySpell:
    """Somebody in status since TODAY, without a plan."""
    home, person = disabled_person(city)
    certified(city, home, person)
    return HardToEmploySpell.objects.get(person=person)


def says(owner, **values) -> plans.Content:
    measure = plans.Planned(Channel.SKILL, "推荐技能培训", owner, TODAY + 10 * DAY)
    content = {
        "segment": Segment.YOUNG,
        "health": None,
        "needs": [Need.POST],
        "situation": "愿意在附近就业",
        "review_on": TODAY + 20 * DAY,
        "measures": [measure],
    }
    return plans.Content(**content | values)


def planned(city, case, worker=None, at=NOTICE_ENDED, **values):
    worker = worker or city.worker
    return plans.open_plan(spell=case, content=says(worker, **values), worker=worker, at=at)
