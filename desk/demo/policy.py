"""The policy desk of the demo city: bounds two people enacted, a district's proposal that waits, two rule cases."""

import datetime as dt

from accounts.models import Area, User
from desk.actions import confirm_value, propose_value, write_case
from desk.rulecases.typed import TypedCase
from policy import parameters
from policy.actions import Enactment, register_document
from policy.deadlines import add_months
from policy.models import Document, SystemKind
from policy.scans.actions import add_scans
from policy.systems.actions import NewSystem, file_system

from .photos import form_photo

SYSTEMS = {
    "quxian": tuple(SystemKind),
    "jiedao": (SystemKind.REGISTRATION, SystemKind.DYNAMIC, SystemKind.PROMISE),
    "zhuren": (SystemKind.REGISTRATION, SystemKind.FOLLOW_UP),
}
LIMIT = parameters.ZF_DEADLINE_MONTHS


def play(city: Area, *, at: dt.datetime) -> None:
    """Enact, propose and write as of ``at``; the district's proposal waits for the city's officers."""
    proposer, confirmer, district_officer = (
        User.objects.select_related("area").get(username=name) for name in ("shiju", "shiju2", "quxian")
    )
    today = at.date()
    for typed in _cases(today):
        write_case(typed, area=city, actor=proposer, at=at)
    rule = Document.objects.get(number="哈人社发〔2010〕230号")
    since = today - dt.timedelta(days=30)
    bounds = Enactment(parameters.bounds_of(LIMIT), {"min": "1", "max": "3"}, city, since, rule, "第八条")
    proposal = propose_value(bounds, reason="允许区县在三个月内从严掌握。", actor=proposer, at=at)
    confirm_value(proposal=proposal, comment="", acknowledgement="", actor=confirmer, at=at)
    own = _district_document(rule, actor=district_officer, at=at)
    add_scans(document=own, files=[form_photo()], actor=district_officer, at=at)
    _file_systems(today, at=at)
    district, next_month = district_officer.area, add_months(today.replace(day=1), 1)
    stricter = Enactment(LIMIT, 2, district, next_month, own, "第五条")  # type: ignore[arg-type]  # seated in a district
    propose_value(stricter, reason="本区岗位储备充足，缩短安置期限。", actor=district_officer, at=at)


def _district_document(rule: Document, *, actor: User, at: dt.datetime) -> Document:
    issued_on = at.date() - dt.timedelta(days=10)
    fields = {
        "title": "南岗区就业援助实施细则",
        "issuer": "南岗区人力资源和社会保障局",
        "issued_on": issued_on,
        "level": Document.Level.DISTRICT,
        "upper_numbers": [rule.number],
    }
    return register_document(number=f"南岗人社发〔{issued_on.year}〕3号", fields=fields, actor=actor, at=at)


def _file_systems(today: dt.date, *, at: dt.datetime) -> None:
    """The district has its five written systems, the first street and community lack some; one was replaced."""
    for username, kinds in SYSTEMS.items():
        actor = User.objects.select_related("area").get(username=username)
        for kind in kinds:
            title = f"{actor.area}{kind.label}"
            since = today.replace(month=1, day=1)
            new = NewSystem(kind, title, since, form_photo())
            file_system(new, area=actor.area, actor=actor, at=at)  # type: ignore[arg-type]  # seated in an area
    director = User.objects.select_related("area").get(username="zhuren")
    second = NewSystem(SystemKind.REGISTRATION, f"{director.area}登记认定制度（修订）", today, form_photo(2))
    file_system(second, area=director.area, actor=director, at=at)  # type: ignore[arg-type]  # likewise


def _cases(on: dt.date) -> tuple[TypedCase, ...]:
    return (
        TypedCase(
            title="认定之日起三个月内安置",
            topic="deadline",
            source="哈就办字[2007]12号 三",
            as_of=on,
            given=f"promise:\n  certified: {on}",
            expect=f"due: {add_months(on, 3)}",
        ),
        TypedCase(
            title="女满四十周岁、失业登记的属于大龄人员",
            topic="category",
            source="哈人社发〔2010〕230号 第三条(一)",
            as_of=on,
            given=(
                f"person:\n  sex: F\n  born: {add_months(on, -12 * 41)}\n"
                f"  unemployment:\n    - from: {add_months(on, -2)}"
            ),
            expect="eligible: true\ncategories: [C01]",
        ),
    )
