"""Campaigns, recommended posts, services given and refused, and call-backs of a case."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import Area
from assistance.enums import Answer, Reception, ServiceKind, VisitKind, VisitOutcome, VisitWay
from assistance.models import Campaign, Offer, Service, Visit
from assistance.queries.refusals import post_terms_on
from households.enums import RegistrationKind
from households.models import Household, Person, Registration
from policy.deadlines import ONE_DAY

from .ground import LONG_AGO, Ground
from .people import days

ALL_DAYS = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
CALLBACK = "callback"
SERVICES = {  # as the return names them; a referral is an offer, a call-back a visit
    "guidance": ServiceKind.GUIDANCE,
    "skill_training": ServiceKind.TRAINING,
    "startup_training": ServiceKind.STARTUP_TRAINING,
    "delivery": ServiceKind.SEND_POLICY,
}


def add_campaign(ground: Ground, stated: Mapping[str, dt.date]) -> Campaign:
    """The city's campaign of the days stated."""
    first, last = stated.get("from", ALL_DAYS[0]), stated.get("to", ALL_DAYS[1])
    return Campaign.objects.create(
        area=ground.city,
        name="算例",
        validity=days(first, last),
        basis="算例",
        opened_by=ground.clerk,
        opened_at=_noon(first),
    )


def add_offer(ground: Ground, person: Person, area: Area, stated: Mapping[str, Any]) -> None:
    """A recommended post with its answer, judged by what is in force on its day."""
    terms = post_terms_on(stated["date"], area)
    is_refused = stated.get("answer", Answer.REFUSED) == Answer.REFUSED
    Offer.objects.create(
        person=person,
        made_on=stated["date"],
        employer="算例",
        position="算例",
        wage=Decimal(stated.get("wage", "9999999.00")),  # unstated, it plays no part
        commute_minutes=stated.get("commute_minutes", 30),
        is_lawful=stated.get("lawful", True),
        fits_health=stated.get("fits_health", True),
        answer=Answer.REFUSED if is_refused else Answer.ACCEPTED,
        answered_on=stated["date"],
        refusal="算例" if is_refused else "",
        is_justified=is_refused and stated.get("justified", False),
        evidence="算例" if stated.get("documented", True) else "",
        minimum_wage=terms.minimum_wage.value,
        max_commute_minutes=terms.max_commute_minutes.value,
        terms_source="算例",
        recorded_by=ground.clerk,
        recorded_at=_noon(stated["date"]),
    )


def add_referral(ground: Ground, person: Person, area: Area, on: dt.date, *, is_effective: bool = True) -> None:
    """A referral that took place: a post offered and taken, or where it had no effect one that was no valid one."""
    answer = Answer.ACCEPTED if is_effective else Answer.REFUSED
    add_offer(ground, person, area, {"date": on, "answer": answer, "lawful": is_effective})


def add_answer_to_service(ground: Ground, person: Person, home: Household, stated: Mapping[str, Any]) -> None:
    """A service of 一三一, accepted or refused; a referral that took place is an offer."""
    is_refused = stated.get("answer", Reception.ACCEPTED) == Reception.REFUSED
    if stated["kind"] == ServiceKind.REFERRAL and not is_refused:
        add_referral(ground, person, home.area, stated["date"], is_effective=stated.get("effective", True))
        return
    Service.objects.create(
        person=person,
        household=home,
        kind=stated["kind"],
        on=stated["date"],
        outcome=Reception.REFUSED if is_refused else Reception.ACCEPTED,
        is_signed=is_refused and stated.get("signed_statement", True),
        detail="算例",
        given_by=ground.clerk,
        recorded_at=_noon(stated["date"]),
    )


def add_service(ground: Ground, person: Person, home: Household, stated: Mapping[str, Any]) -> None:
    """A service given, a referral or a call-back, on the day stated; nothing while that day is to come."""
    on = stated["date"]
    if on > ground.as_of:
        return
    common = {"person": person, "household": home, "on": on, "recorded_at": _noon(on)}
    if stated["kind"] == ServiceKind.REFERRAL:
        add_referral(ground, person, home.area, on)
    elif stated["kind"] == CALLBACK:
        Visit.objects.create(
            registration=_called_back_on(person, on),
            kind=VisitKind.SELF,
            way=VisitWay.PHONE,
            outcome=VisitOutcome.AT_WORK,
            findings="算例",
            visited_by=ground.clerk,
            **common,
        )
    else:
        kind = SERVICES[stated["kind"]]
        Service.objects.create(kind=kind, outcome=Reception.ACCEPTED, detail="算例", given_by=ground.clerk, **common)


def _called_back_on(person: Person, on: dt.date) -> Registration:
    """An employment begun by then: the last stated, else one made up that ended before anything stated began."""
    begun = person.registrations.employment().filter(validity__startswith__lte=on)
    found = begun.order_by("-validity", "-pk").first()
    made_up = days(LONG_AGO - ONE_DAY, LONG_AGO - ONE_DAY)
    return found or person.registrations.create(kind=RegistrationKind.ENTERPRISE, validity=made_up)


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
