"""Pages of training, looked at with the other pages of the demo city."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse

from assistance.models import Course, CreatedJob, Enrolment, Project, StartUp, StartUpPair, StepDone, TrainingWish

from .demo_rows import page


def a_course(**conditions: object) -> int:
    return Course.objects.filter(**conditions).order_by("pk").values_list("pk", flat=True)[0]


def a_place(**conditions: object) -> Enrolment:
    return Enrolment.objects.filter(**conditions).order_by("pk")[0]


def course(name: str, **conditions: object) -> Callable[[], str]:
    return lambda: reverse(f"assistance:{name}", args=[a_course(**conditions)])


def place(name: str, **conditions: object) -> Callable[[], str]:
    return lambda: reverse(f"assistance:{name}", args=[a_place(**conditions).pk])


def learner(name: str) -> Callable[[], str]:
    return lambda: reverse(f"assistance:{name}", args=[a_place(certificate_level__isnull=False).person_id])


def a_wish() -> int:
    return TrainingWish.objects.order_by("pk").values_list("pk", flat=True)[0]


def of(name: str, model: type[Model], **conditions: object) -> Callable[[], str]:
    """The page of the first such row."""

    def address() -> str:
        rows = model._default_manager.filter(**conditions).order_by("pk")
        return reverse(f"assistance:{name}", args=[rows.values_list("pk", flat=True)[0]])

    return address


def chain(name: str) -> Callable[[], str]:
    return of(name, StartUp, leader_since__isnull=False)


TRAINING_PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "courses": ("quxian", page("assistance:courses")),
    "course-new": ("quxian", page("assistance:course_new")),
    "course-edit": ("quxian", course("course_edit", kind="startup")),
    "course-call-off": ("quxian", course("course_call_off", kind="startup")),
    "course": ("quxian", course("course", kind="skill")),
    "course-enrol": ("shequ", course("course_enrol", kind="startup")),
    "course-attendance": ("quxian", course("course_attendance", kind="guidance")),
    "course-results": ("quxian", course("course_results", kind="skill")),
    "course-sheet": ("quxian", course("course_sheet", kind="skill")),
    "enrolments": ("quxian", page("assistance:enrolments")),
    "place-give-up": ("quxian", place("place_give_up", result="")),
    "place-certify": ("quxian", place("place_certify", result="completed")),
    "place-take-back": ("quxian", place("place_take_back", result="completed")),
    "training-wishes": ("quxian", page("assistance:training_wishes")),
    "training-wish-strike-off": ("quxian", lambda: reverse("assistance:training_wish_strike_off", args=[a_wish()])),
    "training-willing": ("shequ", page("assistance:training_willing")),
    "training-rates": ("quxian", page("assistance:training_rates")),
    "unguided": ("quxian", page("assistance:unguided")),
    "training-chain": ("quxian", learner("training_chain")),
    "training-wish-new": ("quxian", learner("training_wish_new")),
    "startups": ("quxian", page("assistance:startups")),
    "startup-leaders": ("quxian", page("assistance:startup_leaders")),
    "projects": ("quxian", page("assistance:projects")),
    "project-new": ("quxian", page("assistance:project_new")),
    "project-edit": ("quxian", of("project_edit", Project)),
    "startup-open": ("quxian", learner("startup_open")),
    "startup": ("quxian", chain("startup")),
    "startup-project": ("quxian", chain("startup_project")),
    "startup-step": ("quxian", chain("startup_step")),
    "startup-pair": ("quxian", chain("startup_pair")),
    "startup-leader": ("quxian", chain("startup_leader")),
    "startup-job": ("quxian", chain("startup_job")),
    "startup-strike-off": ("quxian", chain("startup_strike_off")),
    "startup-step-strike-off": ("quxian", of("startup_step_strike_off", StepDone)),
    "startup-pair-strike-off": ("quxian", of("startup_pair_strike_off", StartUpPair)),
    "startup-job-strike-off": ("quxian", of("startup_job_strike_off", CreatedJob)),
}
