"""The lists of rosters: their columns, and the marks of a roster and of what became of its households."""

from collections.abc import Mapping

from django.urls import reverse

from households.enums import RosterOutcome, RosterState
from households.models import Roster, RosterEntry
from households.rosters.plans import QUESTIONS
from ui import tables
from ui.marks import Mark, Tone
from ui.tables import Column

STATE_TONES: Mapping[str, Tone] = {
    RosterState.CHECKING: "info",
    RosterState.REFUSED: "bad",
    RosterState.CHECKED: "warn",
    RosterState.ENTERING: "info",
    RosterState.ENTERED: "ok",
    RosterState.WITHDRAWN: "plain",
}
OUTCOME_TONES: Mapping[str, Tone] = {
    RosterOutcome.PLANNED: "info",
    RosterOutcome.ENTERED: "ok",
    RosterOutcome.KNOWN: "plain",
    RosterOutcome.REPEATED: "plain",
    RosterOutcome.FAULTY: "bad",
    RosterOutcome.HELD: "warn",
    RosterOutcome.DROPPED: "plain",
}


def state_mark(roster: Roster) -> Mark:
    return Mark(roster.get_state_display(), STATE_TONES[roster.state])


def outcome_mark(entry: RosterEntry) -> Mark:
    return Mark(entry.get_outcome_display(), OUTCOME_TONES[entry.outcome])


def why(entry: RosterEntry) -> str:
    """What is wrong with a household, or what has to be decided of it; else what was decided."""
    told = entry.told
    if told.get("faults"):
        first, *more = told["faults"]
        return f"第 {first['line']} 行：{first['text']}" + (f"（共 {len(more) + 1} 处）" if more else "")
    if told.get("repeats"):
        return f"与第 {told['repeats'][1]} 行起的一户相同"
    if told.get("questions"):
        return "；".join(dict.fromkeys(QUESTIONS[question["kind"]] for question in told["questions"]))
    return f"{entry.get_decision_display()}　{entry.reason}" if entry.decision else ""


def lines_of(entry: RosterEntry) -> str:
    """The lines of the workbook it stands in."""
    lines = [line for _, line in entry.told.get("where", ())]
    if not lines:
        return f"{entry.line_count} 行"
    return f"第 {lines[0]} 行" if len(lines) == 1 else f"第 {lines[0]}–{lines[-1]} 行"


def who(entry: RosterEntry) -> str:
    """The head, and how many they are."""
    head = entry.told.get("head") or (entry.household.number if entry.household else "")
    return f"{head or '未写姓名'}（{entry.line_count} 人）"


def url_of(entry: RosterEntry) -> str:
    """The household it became, or the page where it is decided."""
    if entry.household_id:
        return reverse("households:household", args=[entry.household_id])
    return reverse("households:roster_entry", args=[entry.pk]) if entry.outcome == RosterOutcome.HELD else ""


def roster_url(roster: Roster) -> str:
    return reverse("households:roster", args=[roster.pk])


ROSTERS = (
    Column("number", "编号", lambda roster: roster.number, order_by=("pk",), link=roster_url),
    Column("area", "导入区划", lambda roster: roster.area.name, order_by=("area__path",)),
    Column("state", "状态", state_mark, tables.badge, order_by=("state",)),
    Column("lines", "人数", lambda roster: roster.line_count, tables.number, order_by=("line_count",), on_phone=False),
    Column("entered", "已导入（户）", lambda roster: roster.entered_count, tables.number, order_by=("entered_count",)),
    Column("faulty", "退回（户）", lambda roster: roster.faulty_count, tables.number, order_by=("faulty_count",)),
    Column("held", "待判断（户）", lambda roster: roster.held_count, tables.number, order_by=("held_count",)),
    Column("by", "上传人", lambda roster: str(roster.added_by), on_phone=False),
    Column("at", "上传时间", lambda roster: roster.added_at, tables.moment, order_by=("added_at",)),
)
ENTRIES = (
    Column("who", "户主", who, link=url_of),
    Column("outcome", "结果", outcome_mark, tables.badge, order_by=("outcome",)),
    Column("why", "说明", why),
    Column("address", "住址", lambda entry: entry.told.get("address", "") or _address(entry)),
    Column(
        "area", "社区", lambda entry: entry.area.name if entry.area else "", order_by=("area__path",), on_phone=False
    ),
    Column("lines", "表中位置", lines_of),
    Column("place", "序号", lambda entry: entry.place, tables.number, order_by=("place",), on_phone=False),
)
HELD = (
    Column("who", "户主", who, link=url_of),
    Column("why", "需要判断的情况", why),
    Column("address", "住址", lambda entry: entry.told.get("address", "")),
    Column("area", "社区", lambda entry: entry.area.name, order_by=("area__path",)),
    Column("roster", "名册", lambda entry: entry.roster.number, order_by=("roster",), on_phone=False),
    Column("at", "上传时间", lambda entry: entry.roster.added_at, tables.moment, order_by=("roster__added_at",)),
)


def _address(entry: RosterEntry) -> str:
    return entry.household.address if entry.household else ""
