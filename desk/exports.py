"""What all rule cases were answered, as a workbook."""

import datetime as dt
import io
from collections.abc import Sequence

from desk.rulecases.stored import Answer
from desk.tables import VERDICT_MARKS
from ui import exports
from ui.tables import Column

ANSWERS = (
    Column("case", "用例", lambda answer: str(answer.case.case)),
    Column("title", "标题", lambda answer: answer.case.title),
    Column("verdict", "结果", lambda answer: VERDICT_MARKS[answer.verdict].words),
    Column("sentences", "说明", lambda answer: " ".join(answer.sentences)),
)


def in_order(answers: Sequence[Answer]) -> list[Answer]:
    """What needs looking at comes first."""
    return sorted(answers, key=lambda answer: list(VERDICT_MARKS).index(answer.verdict))


def answers_workbook(answers: Sequence[Answer], *, exporter: str, on: dt.date, at: dt.datetime) -> io.BytesIO:
    """A line a case, by the values in force on the day ``on``."""
    note = exports.note(exporter=exporter, at=at, filters=[f"按 {on} 施行的取值"])
    return exports.workbook(ANSWERS, in_order(answers), title="规则用例运行结果", note=note)
