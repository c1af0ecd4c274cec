"""The certificates of the demo city: issued, inspected in one district, being inspected in the other, applied for."""

import datetime as dt
from decimal import Decimal

from accounts.models import Area, User
from approvals.workflow import Decision
from households.actions import certificate_keeping as keeping
from households.actions import certificates as actions
from households.actions import inspections
from households.enums import BenefitKind, Category, InspectionResult
from households.models import Certificate, HardToEmploySpell, Inspection
from policy.models import Document

from .areas import Offices

NOTICE = "黑社保发[2004]7号"
HOLDERS = 4  # in each community
ONE_DAY = dt.timedelta(days=1)


class Register:
    """What happens so many days before ``until``. The first district's round still runs then; the other's is over."""

    def __init__(self, offices: Offices, until: dt.date) -> None:
        self.offices, self.until = offices, until
        self.near, *self.far = sorted(offices.districts, key=lambda key: offices.districts[key].pk)

    def play(self, day: dt.date, at: dt.datetime) -> None:
        match (self.until - day).days:
            case 90 | 30:
                self._apply(at, steps=3)
            case 80:
                for district in self.far:
                    self._open_round(district, day, self.until - 35 * ONE_DAY, at)
            case 70 | 10:
                self._inspect(at)
            case 20:
                self._open_round(self.near, day, self.until + 40 * ONE_DAY, at)
            case 3:
                self._apply(at, steps=2, more=1)
            case 1:
                self._apply(at, steps=0, more=2)

    def _apply(self, at: dt.datetime, *, steps: int, more: int = 0) -> None:
        """Certificates for people in status, up to ``HOLDERS`` and ``more`` in a community; each climbs ``steps``."""
        for community in self.offices.communities:
            held = Certificate.objects.filter(area=community)
            spells = HardToEmploySpell.objects.open().filter(household__area=community)
            spells = spells.exclude(person__in=held.values("person")).filter(person__dead_on=None)
            for spell in spells.select_related("person").order_by("pk")[: max(HOLDERS + more - held.count(), 0)]:
                case = actions.apply_for_certificate(
                    person=spell.person,
                    category=Category(spell.primary),
                    evidence="身份证、户口簿、失业登记凭证",
                    worker=self.offices.workers[community.pk],
                    at=at,
                )
                for officer in self._officers(community)[:steps]:
                    serial = f"{community.code[:6]}{case.pk:010d}"
                    case = actions.decide(
                        application=case,
                        actor=officer,
                        decision=Decision.APPROVE,
                        said=actions.Said(serial=serial),
                        at=at,
                    )

    def _officers(self, community: Area) -> tuple[User, User, User]:
        street = Area.objects.get(pk=community.parent_id or 0)
        return (
            self.offices.directors[community.pk],
            self.offices.streets[street.pk],
            self.offices.districts[street.parent_id or 0],
        )

    def _open_round(self, district: int, opens_on: dt.date, closes_on: dt.date, at: dt.datetime) -> None:
        plan = inspections.RoundPlan(
            area=Area.objects.get(pk=district),
            year=opens_on.year,
            opens_on=opens_on,
            closes_on=closes_on,
            document=Document.objects.get(number=NOTICE),
            article="三(二)1",
        )
        inspections.open_round(plan=plan, officer=self.offices.districts[district], at=at)

    def _inspect(self, at: dt.datetime) -> None:
        """In each community the first passes and takes a benefit, the second fails, the others are left."""
        for community in self.offices.communities:
            worker = self.offices.workers[community.pk]
            due = Inspection.objects.due(at.date()).filter(certificate__area=community).order_by("pk")
            for number, row in enumerate(due.select_related("certificate")[:2]):
                result, reason = (
                    (InspectionResult.FAILED, "已就业未办理就业登记") if number else (InspectionResult.PASSED, "")
                )
                inspections.inspect(certificate=row.certificate, result=result, reason=reason, officer=worker, at=at)
                if not number:
                    self._endorse(row.certificate, worker, at)

    def _endorse(self, certificate: Certificate, worker: User, at: dt.datetime) -> None:
        benefit = keeping.Benefit(
            kind=BenefitKind.TRAINING,
            title="家政服务员培训",
            first_day=at.date(),
            last_day=None,
            amount=Decimal("800.00"),
            source="哈人社发〔2010〕230号 第五条",
        )
        keeping.endorse(certificate=certificate, benefit=benefit, officer=worker, at=at)
