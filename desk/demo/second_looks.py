"""What is under way on the last day of the demo city beside the story: somebody away, a certification in doubt."""

import datetime as dt

from accounts.actions.deputies import NewDeputation, name_deputy
from accounts.models import User
from approvals.workflow import Decision, Status
from households.actions import revocations
from households.models import Certification

from .areas import Offices

AWAY_DAYS = 5


def play(offices: Offices, *, until: dt.date, at: dt.datetime) -> None:
    """The first street's leader stands in for its officer, and the district has a revocation half decided."""
    officer = next(iter(offices.streets.values()))
    leader = User.objects.filter(area=officer.area).exclude(pk=officer.pk).order_by("pk")[0]
    away = NewDeputation(officer, leader, until, until + dt.timedelta(days=AWAY_DAYS), "参加市局业务培训")
    name_deputy(away, actor=officer, at=at)
    in_force = Certification.objects.filter(status=Status.APPROVED, spells__exited_on=None, person__isnull=False)
    certified = in_force.filter(area__in=offices.workers).order_by("pk").first()
    if certified is None:
        return
    found = revocations.Falsehood(
        "认定时已在个体餐馆就业并领取工资，未如实申报。",
        "用人单位证明、工资发放记录各一份。",
        "哈人社发〔2010〕230号 第三条",
    )
    worker = offices.workers[certified.area_id]
    proposed = revocations.propose_revocation(certification=certified, found=found, officer=worker, at=at)
    street = certified.area.parent
    district = offices.districts[(street.parent_id if street else 0) or 0]
    revocations.decide(
        application=proposed, actor=district, decision=Decision.APPROVE, comment="证据与社保记录一致", at=at
    )
