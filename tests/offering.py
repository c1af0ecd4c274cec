"""Rows of assistance as no action would write them, valid but for what a test says; and posts and their answers."""

import datetime as dt
from decimal import Decimal
from typing import Any

from accounts.models import Area, User
from assistance.actions.offers import GivenAnswer, NewOffer, answer_offer, record_offer
from assistance.enums import Answer
from assistance.models import Campaign, EmploymentNotice, LumpSum, Offer, Placement
from households.models import Person, Registration
from tests.factories import UserFactory
from tests.rows import DAY, NOON, days
from tests.setting import SHANGHAI


def campaign(area: Area, **values: Any) -> Campaign:
    values = {"name": "百日援助", "basis": "通知", "validity": days("2026-09-01", "2026-12-01")} | values
    opened_by: Any = values.pop("opened_by", None) or UserFactory(area=area)
    return Campaign.objects.create(area=area, opened_by=opened_by, opened_at=NOON, **values)


def offer(person: Person, **values: Any) -> Offer:
    values = {
        "made_on": DAY,
        "employer": "和平商店",
        "position": "营业员",
        "wage": Decimal("2000.00"),
        "commute_minutes": 30,
        "max_commute_minutes": 120,
        "terms_source": "条款",
    } | values
    recorded_by: Any = values.pop("recorded_by", None) or UserFactory()
    return Offer.objects.create(person=person, recorded_by=recorded_by, recorded_at=NOON, **values)


def placement(work: Registration, **values: Any) -> Placement:
    told: dict[str, Any] = {"channel": 1, "source": "private", "workplace": "street", "recorded_at": NOON} | values
    recorded_by: Any = told.pop("recorded_by", None) or UserFactory()
    return Placement.objects.create(registration=work, recorded_by=recorded_by, **told)


def employment_notice(work: Registration, **values: Any) -> EmploymentNotice:
    told: dict[str, Any] = {"informed": "insurance", "told_on": DAY, "told_at": NOON} | values
    told_by: Any = told.pop("told_by", None) or UserFactory()
    return EmploymentNotice.objects.create(registration=work, told_by=told_by, **told)


def lump_sum(work: Registration, **values: Any) -> LumpSum:
    paid: dict[str, Any] = {"month": DAY.replace(day=1), "months_left": 6, "amount": Decimal(3000), "paid_on": DAY}
    paid |= {"evidence": "核定单", "recorded_at": NOON} | values
    recorded_by: Any = paid.pop("recorded_by", None) or UserFactory()
    return LumpSum.objects.create(person=work.person, registration=work, recorded_by=recorded_by, **paid)


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), SHANGHAI)


def offered(person: Person, worker: User, on: dt.date, **values: Any) -> Offer:
    """A post recommended to the person by the worker on that day."""
    post: dict[str, Any] = {
        "employer": "和平商店",
        "position": "营业员",
        "wage": Decimal("2000.00"),
        "commute_minutes": 30,
    }
    return record_offer(person=person, offer=NewOffer(made_on=on, **post | values), worker=worker, at=noon(on))


def refused(person: Person, worker: User, on: dt.date, **values: Any) -> Offer:
    """A post recommended and refused on that day, with evidence kept."""
    given: dict[str, Any] = {"refusal": "不愿从事", "evidence": "签字声明"} | values
    answer = GivenAnswer(Answer.REFUSED, on, **given)
    return answer_offer(offer=offered(person, worker, on), given=answer, worker=worker, at=noon(on))
