"""What happened to a household, in order of time."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from households.enums import RosterOutcome
from households.models import (
    Certification,
    Handover,
    HandoverStatus,
    Household,
    Movement,
    MovementKind,
    RosterEntry,
    Survey,
)
from ui.marks import Event

KINDS = {MovementKind.SPLIT: "分出", MovementKind.JOINED: "并出"}
ARRIVALS = {MovementKind.SPLIT: "分户立户", MovementKind.JOINED: "并入本户"}


def events_of_household(home: Household, user: User) -> list[Event]:
    """The household in time, the latest first; links only to what the user may see."""
    events = [
        *_surveyed(home),
        *_entered(home),
        *_certified(home),
        *_cases(home),
        *_handed_over(home),
        *_lived(home),
        *_moved(home, user),
    ]
    return sorted(events, key=lambda event: event.when, reverse=True)


def _surveyed(home: Household) -> Iterable[Event]:
    for survey in Survey.objects.filter(household=home).select_related("surveyor"):
        url = reverse("households:survey_done", args=[survey.pk])
        yield Event(survey.visited_on, "入户调查", f"{survey.surveyor}，{survey.member_count} 人", "info", url)


def _entered(home: Household) -> Iterable[Event]:
    """By which rosters it was registered, whole or in part."""
    rows = RosterEntry.objects.filter(household=home, outcome=RosterOutcome.ENTERED)
    for entry in rows.select_related("roster"):
        at = entry.decided_at or entry.roster.confirmed_at
        if at is not None:
            yield Event(timezone.localdate(at), "名册导入", f"名册 {entry.roster.number}，待入户调查", "info")


def _certified(home: Household) -> Iterable[Event]:
    for case in Certification.objects.filter(household=home).select_related("person"):
        whose = case.person.name if case.person else "家庭"
        url = reverse("households:certification", args=[case.pk])
        title = f"申请认定 {case.number}"
        yield Event(timezone.localdate(case.drafted_at), title, f"{whose}：{case.get_status_display()}", "info", url)


def _cases(home: Household) -> Iterable[Event]:
    for case in home.zero_cases.all():
        due = f"应安置日期 {case.due_on}" if case.due_on else "不计安置期限"
        yield Event(case.certified_on, "认定为零就业家庭", due, "ok")
        if case.ended_on is not None:
            yield Event(case.ended_on, "零就业家庭结案", case.get_end_reason_display(), "warn")


def _handed_over(home: Household) -> Iterable[Event]:
    for row in Handover.objects.filter(household=home).select_related("from_area", "to_area"):
        url = reverse("households:handover", args=[row.pk])
        way = f"{row.from_area.name} → {row.to_area.name}"
        if row.status == HandoverStatus.ACCEPTED:
            assert row.effective_on is not None  # by constraint
            yield Event(row.effective_on, "社区交接生效", f"{way}：{row.reason}", "ok", url)
        else:
            said = f"{way}，{row.get_status_display()}：{row.answer or row.reason}"
            yield Event(timezone.localdate(row.proposed_at), f"提出社区交接 {row.number}", said, "warn", url)


def _lived(home: Household) -> Iterable[Event]:
    rows = home.residences.select_related("area").order_by("validity")
    for number, row in enumerate(rows):
        if row.validity.lower is not None:
            where = f"{row.address}（{row.area.name if row.area else '不在本市社区'}）"
            yield Event(
                row.validity.lower, "变更住址" if number else "登记住址", f"{where}{row.reason and '：'}{row.reason}"
            )


def _moved(home: Household, user: User) -> Iterable[Event]:
    visible = set(Household.objects.visible_to(user).filter(arrivals__household=home).values_list("pk", flat=True))
    for row in Movement.objects.filter(household=home).select_related("person", "other"):
        to = f"→ {row.other.number} " if row.other else ""
        url = reverse("households:household", args=[row.other_id]) if row.other_id in visible else ""
        title = f"{KINDS.get(MovementKind(row.kind), row.get_kind_display())}：{row.person.name}"
        yield Event(row.on, title, f"{to}{row.reason}", "warn", url)
    for row in Movement.objects.filter(other=home).select_related("person", "household"):
        title = f"{ARRIVALS[MovementKind(row.kind)]}：{row.person.name}"
        yield Event(row.on, title, f"自 {row.household.number}：{row.reason}", "ok")
