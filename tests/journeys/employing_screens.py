"""Pages of employers and vacancies, looked at with the other pages of the demo city."""

from collections.abc import Callable

from django.urls import reverse

from assistance.models import Employer, Vacancy

from .demo_rows import page


def an_employer(kind: str = "labour_service") -> int:
    return Employer.objects.filter(kind=kind).order_by("pk")[0].pk


def a_vacancy(**asked: object) -> int:
    return Vacancy.objects.filter(**asked).order_by("pk")[0].pk


EMPLOYER_PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "employers": ("shequ", page("assistance:employers")),
    "employer-new": ("shequ", page("assistance:employer_new")),
    "employer": ("quxian", lambda: reverse("assistance:employer", args=[an_employer()])),
    "vacancies": ("shequ", page("assistance:vacancies")),
    "vacancy-counts": ("quxian", page("assistance:vacancy_counts")),
    "vacancy": ("quxian", lambda: reverse("assistance:vacancy", args=[a_vacancy(published_on=None)])),
    "vacancy-new": ("quxian", lambda: reverse("assistance:vacancy_new", args=[an_employer()])),
    "published": ("shequ", page("assistance:published")),
    "employer-edit": ("quxian", lambda: reverse("assistance:employer_edit", args=[an_employer()])),
}
