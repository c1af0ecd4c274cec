import datetime as dt

from django.urls import reverse
from django.utils import timezone

from ui.marks import Event, Mark
from ui.tables import Column, badge, day, number

from . import words
from .models import Document, ParameterValue, Proposal
from .parameters import named

TO_BE_CONFIRMED = Mark("待市局确认", "warn")
BEYOND = Mark("超出市定范围，不适用", "bad")
LAPSED = Mark("依据已废止", "bad")


def document_mark(document: Document) -> Mark | None:
    """Design defaults are no law: the city has yet to confirm them. What another document replaced is none any more."""
    replacement = getattr(document, "replacement", None)
    if replacement is not None:
        return Mark(f"自 {replacement.on} 起{replacement.get_kind_display()}", "bad")
    return TO_BE_CONFIRMED if document.level == Document.Level.DESIGN else None


def validity_mark(row: ParameterValue, on: dt.date, *, is_beyond: bool = False) -> Mark:
    """Whether a value is in force on the day ``on``; ``is_beyond``: the city's bounds of that day leave it outside."""
    if row.validity.lower is not None and row.validity.lower > on:
        return Mark("尚未施行", "info")
    if row.validity.upper is not None and row.validity.upper <= on:
        return Mark("已失效")
    return BEYOND if is_beyond else Mark("现行", "ok")


def people_words(proposal: Proposal | None) -> str:
    """Who proposed a value and who confirmed it."""
    if proposal is None:
        return "随系统提供的取值"
    made = f"{timezone.localdate(proposal.proposed_at)} {proposal.proposed_by} 提出"
    if proposal.decided_at is None:
        return made
    return f"{made}，{timezone.localdate(proposal.decided_at)} {proposal.decided_by} 确认"


def value_event(row: ParameterValue) -> Event:
    """A value as a line of the timeline: on the day it took effect."""
    parameter = named(row.key.key)
    detail = f"{row.source} · {people_words(getattr(row, 'proposal', None))}"
    since = row.validity.lower or dt.date.min
    return Event(since, f"{row.area}：{words.value_words(parameter, row.value)}", detail, url="")


DOCUMENTS = (
    Column(
        "number",
        "文号",
        lambda document: document.number,
        order_by=("number",),
        link=lambda document: reverse("policy:document", args=[document.pk]),
    ),
    Column("title", "标题", lambda document: document.title),
    Column("level", "层级", lambda document: document.get_level_display(), order_by=("level",)),
    Column("issuer", "发文机关", lambda document: document.issuer, order_by=("issuer",), on_phone=False),
    Column("issued", "成文日期", lambda document: document.issued_on, day, order_by=("issued_on",)),
    Column("effective", "施行日期", lambda document: document.effective_from, day, order_by=("effective_from",)),
    Column("lapsed", "失效日期", lambda document: document.effective_to, day, on_phone=False),
    Column("sets", "设定参数", lambda document: document.sets, number, order_by=("sets",)),
    Column("scan", "原文", lambda document: "有扫描件" if document.is_scanned else "", order_by=("is_scanned",)),
    Column("mark", "说明", document_mark, badge),
)
