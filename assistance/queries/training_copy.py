"""What the courses hold of one person, for the copy of the own data (``settings.COPY_SECTIONS``)."""

from collections.abc import Iterator

from assistance.models import Attendance, Enrolment, TrainingWish
from households.models import Person

from .copies import Line, Told
from .training import with_outcomes


def training(person: Person) -> Told:
    """What somebody wished to learn, and the courses with attendance, result and certificate."""
    return "培训", _training(person), (TrainingWish, Enrolment, Attendance)


def _training(person: Person) -> Iterator[Line]:
    for wish in TrainingWish.objects.of(person).order_by("asked_on", "pk"):
        level = f"，现有{wish.get_held_level_display()}" if wish.held_level else ""
        yield f"{wish.asked_on} 培训意愿", f"{wish.trade}（{wish.get_kind_display()}）{level}{_struck(wish)}"
    rows = with_outcomes(Enrolment.objects.of(person).select_related("course__ordered_by"))
    for row in rows.order_by("applied_on", "pk"):
        words = [row.course.title, row.course.kind_words, row.course.trade, f"到课{row.attended}课时"]
        words += [row.get_result_display(), f"{row.finished_on}结业" if row.finished_on else ""]
        if row.certificate:
            words.append(f"{row.get_certificate_level_display()}证书{row.masked_certificate}（{row.certified_on}）")
        yield f"{row.applied_on} 培训报名", "，".join(filter(None, words)) + _struck(row)


def _struck(row: Enrolment | TrainingWish) -> str:
    return f"，已划去：{row.struck_because}" if row.struck_at else ""
