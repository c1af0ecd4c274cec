"""Pages of training, looked at with the other pages of the demo city."""

from collections.abc import Callable

from django.urls import reverse

from assistance.models import Course, Enrolment, TrainingWish

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
}
