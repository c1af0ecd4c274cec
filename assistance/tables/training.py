"""Columns of the lists of training."""

import datetime as dt
from typing import Any

from django.urls import reverse

from assistance.models import Course
from assistance.queries.training import counting_of
from assistance.rules.training import COUNTING_LABELS, Counting
from assistance.training_enums import CourseResult
from ui import tables
from ui.marks import Mark, Tone
from ui.tables import Column

RESULT_TONES: dict[str, Tone] = {CourseResult.COMPLETED: "ok", CourseResult.FAILED: "bad", CourseResult.LEFT: "warn"}
COUNTING_TONES: dict[Counting, Tone] = {Counting.COUNTS: "ok", Counting.OPEN: "info", Counting.TO_BE_PLACED: "warn"}


def course_mark(course: Course, on: dt.date) -> Mark:
    if course.struck_at is not None:
        return Mark("已取消")
    if on < course.starts_on:
        return Mark("招生", "info")
    return Mark("正在培训", "ok") if on <= course.ends_on else Mark("已结束")


def result_mark(row: Any) -> Mark:
    return Mark(row.get_result_display(), RESULT_TONES[row.result]) if row.result else Mark("在学", "info")


def counting_mark(row: Any, on: dt.date) -> Mark:
    found = counting_of(row, on)
    return Mark(COUNTING_LABELS[found], COUNTING_TONES.get(found, "plain"))


def certificate_words(row: Any) -> str:
    """Its level and the masked number."""
    return f"{row.get_certificate_level_display()} {row.masked_certificate}" if row.certificate else ""


def chain_url(row: Any) -> str:
    return reverse("assistance:training_chain", args=[row.person_id])


def course_url(row: Any) -> str:
    return reverse("assistance:course", args=[row.course_id])


def course_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("title", "班名", lambda row: row.title, order_by=("title",),
               link=lambda row: reverse("assistance:course", args=[row.pk])),
        Column("kind", "培训类型", lambda row: row.kind_words, order_by=("kind",)),
        Column("trade", "专业（工种）", lambda row: row.trade, order_by=("trade",)),
        Column("institution", "培训机构", lambda row: row.institution.name, on_phone=False),
        Column("ordered", "订单单位", lambda row: row.ordered_by and row.ordered_by.name, on_phone=False),
        Column("area", "组织单位", lambda row: row.area.name, order_by=("area__path",), on_phone=False),
        Column("starts", "开班", lambda row: row.starts_on, tables.day, ("starts_on",)),
        Column("ends", "结业", lambda row: row.ends_on, tables.day, ("ends_on",), on_phone=False),
        Column("enrolled", "报名", lambda row: row.enrolled, tables.number, ("enrolled",)),
        Column("capacity", "计划", lambda row: row.capacity, tables.number, on_phone=False),
        Column("completed", "结业人数", lambda row: row.completed, tables.number, ("completed",)),
        Column("state", "状态", lambda row: course_mark(row, on), tables.badge),
    )  # fmt: skip


def enrolment_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",), link=chain_url),
        Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
        Column("course", "培训班", lambda row: row.course.title, order_by=("course__title",), link=course_url),
        Column("kind", "培训类型", lambda row: row.course.get_kind_display(), on_phone=False),
        Column("trade", "工种", lambda row: row.course.trade, order_by=("course__trade",), on_phone=False),
        Column("applied", "申请", lambda row: row.applied_on, tables.day, ("applied_on",), on_phone=False),
        Column("attended", "到课", lambda row: f"{row.attended}/{row.course.hours}", on_phone=False),
        Column("result", "结果", result_mark, tables.badge, ("result",)),
        Column("completed", "结业日期", lambda row: row.finished_on, tables.day, ("finished_on",)),
        Column("certificate", "证书", certificate_words, on_phone=False),
        Column("employed", "训后就业", lambda row: row.employed_on, tables.day, ("employed_on",)),
        Column("employer", "就业单位", lambda row: row.employed_at, on_phone=False),
        Column("counting", "培训成果", lambda row: counting_mark(row, on), tables.badge),
    )


WISHES = (
    Column("trade", "专业（工种）", lambda row: row.trade, order_by=("trade",)),
    Column("kind", "培训类型", lambda row: row.get_kind_display(), order_by=("kind",)),
    Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",), link=chain_url),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("education", "文化程度", lambda row: row.person.education, on_phone=False),
    Column("skills", "技能特长", lambda row: row.person.skills, on_phone=False),
    Column("level", "现有技能等级", lambda row: row.get_held_level_display(), on_phone=False),
    Column("asked", "调查日期", lambda row: row.asked_on, tables.day, ("asked_on",)),
    Column("enrolled", "已报名同专业", lambda row: row.is_enrolled, tables.yes_no),
)
WILLING = (
    Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",),
           link=lambda row: reverse("assistance:training_wish_new", args=[row.person_id])),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("education", "文化程度", lambda row: row.person.education, on_phone=False),
    Column("skills", "技能特长", lambda row: row.person.skills),
    Column("wish", "调查时的培训意愿", lambda row: row.person.training_wish, order_by=("person__training_wish",)),
)  # fmt: skip
UNGUIDED = (
    Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",), link=chain_url),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("certified", "认定日期", lambda row: row.certified_on, tables.day, ("certified_on",)),
    Column("skills", "技能特长", lambda row: row.person.skills, on_phone=False),
    Column("wish", "调查时的培训意愿", lambda row: row.person.training_wish),
)
