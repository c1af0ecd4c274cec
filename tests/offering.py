"""Rows of assistance as no action would write them, valid but for what a test says; and posts and their answers."""

import datetime as dt
from decimal import Decimal
from typing import Any

from accounts.models import Area, User
from assistance.actions.offers import GivenAnswer, NewOffer, answer_offer, record_offer
from assistance.enums import Answer
from assistance.models import Campaign, Offer
from households.models import Person
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
