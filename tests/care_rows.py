"""Rows of services, visits and warnings as no action would write them: each valid, but for what a test says."""

from typing import Any

from assistance.models import Alert, Digest, Recheck, Service, ServiceEvent, Visit, VisitPhoto
from tests.rows import DAY, NOON, kept


def event(area: Any, officer: Any, **values: Any) -> ServiceEvent:
    common = {"kind": "send_policy", "title": "政策宣讲会", "held_on": DAY, "place": "社区活动室", "content": "宣讲"}
    return ServiceEvent.objects.create(area=area, recorded_by=officer, recorded_at=NOON, **common | values)


def service(person: Any, officer: Any, **values: Any) -> Service:
    home = person.memberships.get().household
    common = {"kind": "guidance", "on": DAY, "outcome": "accepted", "detail": "职业指导一次", "household": home}
    return Service.objects.create(person=person, given_by=officer, recorded_at=NOON, **common | values)


def visit(person: Any, officer: Any, **values: Any) -> Visit:
    home = person.memberships.get().household
    common = {"kind": "home", "on": DAY, "way": "door", "outcome": "met", "findings": "一切正常", "household": home}
    return Visit.objects.create(person=person, visited_by=officer, recorded_at=NOON, **common | values)


def photo(of: Visit, officer: Any, **values: Any) -> VisitPhoto:
    return of.photos.create(**kept(**{"added_by": officer} | values))


def recheck(of: Visit, **values: Any) -> Recheck:
    return Recheck.objects.create(**{"visit": of, "visited_by": of.visited_by, "drawn_on": DAY, "due_on": DAY} | values)


def alert(person: Any, **values: Any) -> Alert:
    home = person.memberships.get().household
    common = {"kind": "proof", "about": person.pk, "happens_on": DAY, "detail": "残疾人证到期", "raised_on": DAY}
    stands = {"level": 1, "level_on": DAY, "answer_by": DAY, "household": home}
    return Alert.objects.create(person=person, **common | stands | values)


def digest(area: Any, **values: Any) -> Digest:
    return Digest.objects.create(area=area, **{"on": DAY, "made_at": NOON, "came": 0, "left": 0, "waiting": 0} | values)
