"""The pages of assistance, as ``test_screens`` looks at them."""

from collections.abc import Callable

from django.urls import reverse

from accounts.models import User
from assistance.models import Measure, Plan, Pledge, Programme

from .demo_rows import OWN, page


def of_plan(name: str) -> Callable[[], str]:
    return lambda: reverse(name, args=[a_plan().spell_id])


def of_family(name: str) -> Callable[[], str]:
    return lambda: reverse(name, args=[a_pledge().case_id])


def a_plan() -> Plan:
    return Plan.objects.filter(spell__household__area__code=OWN).order_by("pk")[0]


def a_pledge() -> Pledge:
    return Pledge.objects.filter(case__household__area__path__contains="230103001/").order_by("pk")[0]


def a_measure() -> int:
    return Measure.objects.filter(plan=a_plan()).order_by("pk")[0].pk


def a_programme() -> int:
    """One that the demo district set, or that binds it."""
    rows = Programme.objects.visible_to(User.objects.get(username="quxian"))
    return rows.order_by("-pk").values_list("pk", flat=True)[0]


ASSISTANCE: dict[str, tuple[str, Callable[[], str]]] = {
    "plans": ("shequ", page("assistance:plans")),
    "without-plan": ("shequ", page("assistance:without_plan")),
    "case": ("shequ", of_plan("assistance:case")),
    "plan-sheet": ("shequ", of_plan("assistance:plan_sheet")),
    "pledge-sheet": ("jiedao", of_family("assistance:pledge_sheet")),
    "plan": ("shequ", of_plan("assistance:plan")),
    "measure-done": ("shequ", lambda: reverse("assistance:measure_done", args=[a_measure()])),
    "promises": ("jiedao", page("assistance:promises")),
    "family": ("jiedao", of_family("assistance:family")),
    "pledge-sign": ("jiedao", lambda: reverse("assistance:sign_for_family", args=[a_pledge().pk])),
    "prepare": ("jiedao", of_family("assistance:prepare")),
    "unpaired": ("jiedao", page("assistance:unpaired")),
    "own-families": ("shequ", page("assistance:own_families")),
    "transfers": ("jiedao", page("assistance:transfers")),
    "transfer": ("jiedao", lambda: reverse("assistance:transfer", args=[User.objects.get(username="shequ").pk])),
    "programmes": ("quxian", page("assistance:programmes")),
    "programme": ("quxian", lambda: reverse("assistance:programme", args=[a_programme()])),
    "programme-new": ("quxian", page("assistance:programme_new")),
}
