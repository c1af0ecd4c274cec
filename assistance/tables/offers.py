"""The columns of the lists of offers, campaigns, placements, notices and stages."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from assistance.enums import Stage
from assistance.models import Campaign, Offer, Placement
from assistance.queries.placements import due_of
from assistance.queries.referrals import result_of_offer
from assistance.queries.refusals import Standing
from assistance.rules.refusals import DESIRE_LABELS, RESULT_LABELS, Desire, OfferResult
from households.rules.promise import stability
from ui import tables
from ui.marks import Mark, Tone
from ui.tables import Column

RESULT_TONES: dict[OfferResult, Tone] = {
    OfferResult.OPEN: "info",
    OfferResult.ACCEPTED: "ok",
    OfferResult.COUNTED: "bad",
}
STRUCK = Mark("已划去")
STAGE_TONES: dict[int, Tone] = {
    Stage.CERTIFIED: "warn",
    Stage.HELPED: "info",
    Stage.PLACED: "info",
    Stage.STABLE: "ok",
    Stage.LEFT: "plain",
}


def result_mark(result: OfferResult) -> Mark:
    """What an offer comes to, in words."""
    return Mark(RESULT_LABELS[result], RESULT_TONES.get(result, "plain"))


def offer_mark(offer: Offer) -> Mark:
    """The same of an offer, or that it was struck off. Needs its looks."""
    if offer.struck_at is not None:
        return STRUCK
    return result_mark(result_of_offer(offer, offer.looks.all()))


def desire_mark(state: Desire) -> Mark:
    return Mark(DESIRE_LABELS[state], "ok" if state is Desire.ACTIVE else "bad")


def person_url(row: Any) -> str:
    return reverse("assistance:of_person", args=[row.person_id])


OFFERS = (
    Column("person", "姓名", lambda row: row.person.name, order_by=("person__name",),
           link=lambda row: reverse("assistance:offer", args=[row.pk])),
    Column("made", "推荐日期", lambda row: row.made_on, tables.day, ("made_on",)),
    Column("employer", "用人单位", lambda row: row.employer),
    Column("position", "岗位", lambda row: row.position),
    Column("wage", "月工资", lambda row: row.wage, tables.money, ("wage",), on_phone=False),
    Column("commute", "通勤（分钟）", lambda row: row.commute_minutes, tables.number, on_phone=False),
    Column("answered", "答复日期", lambda row: row.answered_on, tables.day, ("answered_on",), on_phone=False),
    Column("result", "结果", offer_mark, tables.badge),
)  # fmt: skip


def last_day(campaign: Campaign) -> dt.date:
    return campaign.validity.upper - dt.timedelta(days=1)


def campaign_people_url(row: Campaign) -> str:
    return f"{reverse('assistance:campaign_people')}?campaign={row.pk}"


CAMPAIGNS = (
    Column(
        "name",
        "名称",
        lambda row: row.name,
        order_by=("name",),
        link=lambda row: reverse("assistance:campaign", args=[row.pk]),
    ),
    Column("kind", "活动类型", lambda row: row.get_kind_display(), order_by=("kind",), on_phone=False),
    Column("area", "开展区划", lambda row: row.area.name, order_by=("area__path",)),
    Column("first", "开始日期", lambda row: row.validity.lower, tables.day, ("validity",)),
    Column("last", "结束日期", last_day, tables.day),
    Column("basis", "文件依据", lambda row: row.basis, on_phone=False),
)


def campaign_people_columns(of: Callable[[Any], Standing]) -> tuple[Column, ...]:
    """People in status as they stand in a campaign; ``of`` says where a row stands."""

    def services(row: Any) -> str:
        found = of(row).within.one_three_one
        return f"{found.guidance}/{found.referral}/{found.training}{'，已完成' if found.complete else ''}"

    return (
        Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",), link=person_url),
        Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
        Column("campaign", "本次活动拒绝", lambda row: of(row).within.campaign_count, tables.number),
        Column("state", "本次活动", lambda row: desire_mark(of(row).within.campaign.state), tables.badge),
        Column("since", "自", lambda row: of(row).within.campaign.since, tables.day, on_phone=False),
        Column("base", "计入基数", lambda row: of(row).within.in_campaign_base, tables.yes_no),
        Column("services", "一三一服务", services, on_phone=False),
        Column("exit", "累计拒绝", lambda row: of(row).outside.exit_count, tables.number, on_phone=False),
        Column("left", "距退出援助还剩", lambda row: of(row).outside.refusals_left, tables.number, on_phone=False),
    )


def story_of(row: Any) -> Placement | None:
    """The one that stands of an employment with its ``stories``."""
    return next(iter(row.stories), None)


def told(name: str) -> Any:
    """Reads a field of the story, in words; nothing where it is not told."""

    def value(row: Any) -> Any:
        story = story_of(row)
        return getattr(story, f"get_{name}_display")() if story else None

    return value


def _of_story(name: str) -> Any:
    return lambda row: getattr(story_of(row), name, None)


def _place(row: Any) -> str:
    """Where the work is; of labour export where to, and by whom."""
    story = story_of(row)
    if story is None:
        return ""
    exported = "，".join(part for part in (story.destination, story.agency) if part)
    return f"{story.get_workplace_display()}（{exported}）" if exported else story.get_workplace_display()


def placement_columns(on: dt.date, stable_months: int | None, *, may_tell: bool) -> tuple[Column, ...]:
    """Employments with their stories; stable after so many months, unknown while nothing says after how many."""

    def stable_on(row: Any) -> dt.date | None:
        if stable_months is None:
            return None
        last = row.validity.upper and row.validity.upper - dt.timedelta(days=1)
        return stability(row.validity.lower, last, stable_months, on).stable_on

    def state(row: Any) -> Mark:
        if row.validity.upper is not None and row.validity.upper <= on:
            return Mark(f"已终止：{row.end_reason}" if row.end_reason else "已终止", "plain")
        stable = stable_on(row)
        return Mark("稳定就业", "ok") if stable and stable <= on else Mark("在岗", "info")

    def channel(row: Any) -> str:
        return told("channel")(row) or ("登记安置情况" if may_tell else "未登记")

    def story_url(row: Any) -> str:
        return reverse("assistance:tell_story", args=[row.pk]) if may_tell and story_of(row) is None else ""

    return (
        Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",), link=person_url),
        Column("begun", "就业日期", lambda row: row.begun_on, tables.day, ("begun_on",)),
        Column("kind", "就业方式", lambda row: row.get_kind_display(), order_by=("kind",)),
        Column("employer", "用人单位", lambda row: row.employer, on_phone=False),
        Column("channel", "就业渠道", channel, link=story_url),
        Column("source", "就业门路", told("source"), on_phone=False),
        Column("workplace", "就业地点", _place, on_phone=False),
        Column("own", "辖区内就业", _of_story("is_in_own_district"), tables.yes_no, on_phone=False),
        Column("contract", "劳动合同", _of_story("has_contract"), tables.yes_no, on_phone=False),
        Column("insured", "参加社保", _of_story("is_insured"), tables.yes_no, on_phone=False),
        Column("stable", "稳定就业日", stable_on, tables.day, on_phone=False),
        Column("state", "状态", state, tables.badge),
    )


def notice_columns(*, may_tell: bool) -> tuple[Column, ...]:
    """Employments of which some office is still to be told."""

    def tell_url(row: Any) -> str:
        return reverse("assistance:tell_office", args=[row.pk]) if may_tell else ""

    return (
        Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",), link=person_url),
        Column("begun", "就业日期", lambda row: row.begun_on, tables.day, ("begun_on",)),
        Column("kind", "就业方式", lambda row: row.get_kind_display()),
        Column("employer", "用人单位", lambda row: row.employer, on_phone=False),
        Column("due", "应告知", lambda row: "、".join(one.label for one in due_of(row)), link=tell_url),
    )


def stage_mark(row: Any) -> Mark:
    return Mark(Stage(row.stage).label, STAGE_TONES[row.stage])


STAGE_PEOPLE = (
    Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",), link=person_url),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("certified", "认定日期", lambda row: row.certified_on, tables.day, ("certified_on",)),
    Column("helped", "首次帮扶", lambda row: row.helped_on, tables.day, ("helped_on",), on_phone=False),
    Column("exited", "退出日期", lambda row: row.exited_on, tables.day, ("exited_on",), on_phone=False),
    Column("stage", "阶段", stage_mark, tables.badge, ("stage",)),
)
STAGE_FAMILIES = (
    Column("family", "家庭", lambda row: f"{row.head_name or '（无户主）'}户",
           link=lambda row: reverse("households:household", args=[row.household_id])),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("certified", "认定日期", lambda row: row.certified_on, tables.day, ("certified_on",)),
    Column("due", "应安置日期", lambda row: row.due_on, tables.day, ("due_on",), on_phone=False),
    Column("helped", "首次帮扶", lambda row: row.helped_on, tables.day, ("helped_on",), on_phone=False),
    Column("placed", "安置日期", lambda row: row.placed_on, tables.day, ("placed_on",)),
    Column("stage", "阶段", stage_mark, tables.badge, ("stage",)),
)  # fmt: skip


def couple_mark(row: Any) -> Mark:
    if row.both_on is not None:
        return Mark("双方就业", "ok")
    return Mark("一人就业", "info") if row.one_on is not None else Mark("均未就业", "warn")


STAGE_COUPLES = (
    Column("family", "夫妻", lambda row: f"{row.first.name}、{row.second.name}",
           link=lambda row: reverse("households:household", args=[row.household_id])),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("certified", "零就业家庭", lambda row: row.is_certified, tables.yes_no),
    Column("first", "一方就业", lambda row: row.first_on and f"{row.first.name} {row.first_on}", on_phone=False),
    Column("second", "另一方就业", lambda row: row.second_on and f"{row.second.name} {row.second_on}", on_phone=False),
    Column("one", "一人安置日期", lambda row: row.one_on, tables.day, ("one_on",)),
    Column("both", "双方安置日期", lambda row: row.both_on, tables.day, ("both_on",)),
    Column("state", "就业情况", couple_mark, tables.badge),
)  # fmt: skip
