"""Pages of employers and vacancies, looked at with the other pages of the demo city."""

from collections.abc import Callable

from django.urls import reverse

from accounts.enums import AreaLevel
from accounts.models import Area, User
from assistance.models import Agreement, Employer, PushMember, Readiness, Vacancy
from assistance.queries.matching import seeking

from .conftest import TODAY
from .demo_rows import page


def an_employer(kind: str = "labour_service") -> int:
    return Employer.objects.filter(kind=kind).order_by("pk")[0].pk


def an_agreement() -> int:
    """In force."""
    return Agreement.objects.filter(ended_on=None, valid_until__gt=TODAY.date()).order_by("pk")[0].pk


def a_vacancy(**asked: object) -> int:
    return Vacancy.objects.filter(**asked).order_by("pk")[0].pk


def a_street() -> int:
    """A street that nobody has found ready."""
    return Area.objects.filter(level=AreaLevel.STREET, readiness=None).order_by("pk")[0].pk


def a_seeker() -> int:
    return seeking(User.objects.get(username="shequ"), TODAY.date()).order_by("pk")[0].person_id


EMPLOYER_PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "employers": ("shequ", page("assistance:employers")),
    "employer-new": ("shequ", page("assistance:employer_new")),
    "employer": ("quxian", lambda: reverse("assistance:employer", args=[an_employer()])),
    "vacancies": ("shequ", page("assistance:vacancies")),
    "vacancy-counts": ("quxian", page("assistance:vacancy_counts")),
    "vacancy": ("quxian", lambda: reverse("assistance:vacancy", args=[a_vacancy(published_on=None)])),
    "vacancy-people": ("shequ", lambda: reverse("assistance:vacancy_people", args=[a_vacancy(is_funded=True)])),
    "person-vacancies": ("shequ", lambda: reverse("assistance:person_vacancies", args=[a_seeker()])),
    "offer-of-vacancy": (
        "shequ",
        lambda: f"{reverse('assistance:offer_new', args=[a_seeker()])}?vacancy={a_vacancy(is_funded=True)}",
    ),
    "need-to-offer": ("shequ", page("assistance:need_to_offer")),
    "vacancy-new": ("quxian", lambda: reverse("assistance:vacancy_new", args=[an_employer()])),
    "published": ("shequ", page("assistance:published")),
    "pushes": ("shiju", page("assistance:pushes")),
    "push-members": ("shiju", page("assistance:push_members")),
    "push-member-new": ("shiju", page("assistance:push_member_new")),
    "push-member-end": (
        "shiju",
        lambda: reverse("assistance:push_member_end", args=[PushMember.objects.latest("pk").pk]),
    ),
    "push-ready": ("shiju", lambda: reverse("assistance:push_ready", args=[a_street()])),
    "push-ready-withdraw": (
        "shiju",
        lambda: reverse("assistance:push_ready_withdraw", args=[Readiness.objects.latest("pk").pk]),
    ),
    "agreement-new": ("quxian", lambda: reverse("assistance:agreement_new", args=[an_employer()])),
    "agreement-end": ("quxian", lambda: reverse("assistance:agreement_end", args=[an_agreement()])),
    "employer-edit": ("quxian", lambda: reverse("assistance:employer_edit", args=[an_employer()])),
}
