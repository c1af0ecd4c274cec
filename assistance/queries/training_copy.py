"""What the courses hold of one person, for the copy of the own data (``settings.COPY_SECTIONS``)."""

from collections.abc import Iterator

from accounts.striking import StruckOff
from assistance.models import Attendance, CreatedJob, Enrolment, StartUp, StartUpPair, StepDone, TrainingWish
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


def startups(person: Person) -> Told:
    """The start-up chain, and the jobs in which somebody works for another's."""
    return "创业", _startups(person), (StartUp, StepDone, StartUpPair, CreatedJob)


def _startups(person: Person) -> Iterator[Line]:
    for startup in StartUp.objects.of(person).select_related("project").order_by("opened_on", "pk"):
        words = [f"项目：{startup.project}" if startup.project else ""]
        words.append(f"{startup.leader_since}确定为创业带头人" if startup.leader_since else "")
        yield f"{startup.opened_on} 创业档案", "，".join(filter(None, words)) + _struck(startup)
        for step in startup.steps.order_by("on", "pk"):
            yield f"{step.on} {step.get_step_display()}", step.note + _struck(step)
        for pair in startup.pairs.select_related("organisation").order_by("since", "pk"):
            yield f"{pair.since} {pair.get_kind_display()}", f"{pair.organisation} {pair.contact}{_struck(pair)}"
        for job in startup.jobs.select_related("registration__person").order_by("pk"):
            yield "带动就业", f"{job.registration.person if job.registration else job.name}{_struck(job)}"
    for job in CreatedJob.objects.filter(registration__person=person).select_related("startup__person"):
        yield "由创业带头人带动就业", f"{job.startup.person}{_struck(job)}"


def _struck(row: StruckOff) -> str:
    return f"，已划去：{row.struck_because}" if row.struck_at else ""
