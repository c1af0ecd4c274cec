"""Pages of services, visits and warnings for the screens, with something on them."""

import datetime as dt
from collections.abc import Callable

from django.urls import reverse

from accounts.models import User
from assistance.actions import services, visits
from assistance.enums import Reception, ServiceKind, VisitKind, VisitOutcome, VisitWay
from assistance.models import Alert, Recheck, Service, ServiceEvent, Visit
from assistance.tasks import watch_areas
from households.models import Person
from tests.setting import SHANGHAI

AT = dt.datetime(2026, 11, 20, 9, tzinfo=SHANGHAI)


def worker() -> User:
    return User.objects.get(username="shequ")


def person() -> Person:
    """Somebody in status of the worker's community, with a service and a visit drawn for a second look."""
    own = Person.objects.visible_to(worker()).filter(spells__exited_on=None, spells__isnull=False).order_by("pk")[0]
    if not Recheck.objects.filter(checked_on=None, visit__person=own).exists():
        given = services.NewService(ServiceKind.GUIDANCE, AT.date(), Reception.ACCEPTED, "面谈一次，修改简历")
        services.log_service(person=own, service=given, actor=worker(), at=AT)
        seen = visits.NewVisit(VisitKind.HOME, AT.date(), VisitWay.DOOR, VisitOutcome.MET, "希望参加技能培训")
        visits.record_visit(person=own, visit=seen, actor=worker(), at=AT, lot=lambda below: 0)
    return own


def event() -> ServiceEvent:
    """A job fair at which one person came."""
    held = services.NewEvent(ServiceKind.SEND_POST, "社区招聘会", AT.date(), "社区广场", "十家企业，三十个岗位")
    there = ServiceEvent.objects.filter(title=held.title).first()
    return there or services.hold_event(event=held, people=[person().pk], actor=worker(), at=AT)


def alert() -> Alert:
    """A warning that a district reads."""
    watch_areas()
    district = User.objects.get(username="quxian")
    found = Alert.objects.visible_to(district).order_by("pk").first()
    if found is None:
        raise LookupError(f"{Alert.objects.count()} warnings, none in {district.area}")
    return found


def page(name: str, of: Callable[[], int]) -> Callable[[], str]:
    return lambda: reverse(f"assistance:{name}", args=[of()])


def filled(name: str, made: Callable[[], object]) -> Callable[[], str]:
    """A list, with something in it."""
    return lambda: made() and reverse(f"assistance:{name}")


def figure(line: str) -> Callable[[], str]:
    """The names behind a line of services, of the month in which some were given."""
    return lambda: event() and reverse("reports:rows", args=["2026-11", worker().area.code, line])


PAGES_OF_CARE: dict[str, tuple[str, Callable[[], str]]] = {
    "card": ("shequ", page("card", lambda: person().pk)),
    "card-sheet": ("shequ", page("card_sheet", lambda: person().memberships.get(left_for=None).household_id)),
    "services": ("shequ", filled("services", person)),
    "service-new": ("shequ", page("service_new", lambda: person().pk)),
    "service-strike-off": (
        "shequ",
        page("service_strike_off", lambda: person() and Service.objects.standing().filter(person=person()).first().pk),
    ),
    "events": ("shequ", filled("events", event)),
    "event": ("shequ", page("event", lambda: event().pk)),
    "event-new": ("jiedao", lambda: reverse("assistance:event_new")),
    "figure-services": ("shequ", figure("26")),
    "figure-served": ("shequ", figure("28")),
    "visits": ("shequ", filled("visits", person)),
    "visit-new": ("shequ", page("visit_new", lambda: person().pk)),
    "visit-strike-off": (
        "shequ",
        page("visit_strike_off", lambda: person() and Visit.objects.standing().filter(person=person()).first().pk),
    ),
    "callbacks": ("jiedao", lambda: reverse("assistance:callbacks")),
    "not-employed": ("shequ", filled("unemployed", person)),
    "zero-families": ("jiedao", lambda: filled("unemployed", person)() + "?ground=zero_family"),
    "rechecks": ("jiedao", filled("rechecks", person)),
    "recheck": (
        "jiedao",
        page("recheck", lambda: person() and Recheck.objects.get(checked_on=None, visit__person=person()).pk),
    ),
    "alerts": ("quxian", filled("alerts", alert)),
    "alert": ("quxian", page("alert", lambda: alert().pk)),
}
