"""Every page of the demo city, looked at in both sizes: nothing too wide, nothing axe objects to, no script error.

With ``SCREENS=folder`` (``make screens``) each is kept there as a small picture.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Area, Organisation, User
from households.models import Certification, CertificationNotice, Exit, Household, Survey, ZeroFamilyCase

from .conftest import DESK, PHONE, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def household_of_a_running_case() -> int:
    return ZeroFamilyCase.objects.running(TODAY.date()).order_by("pk").values_list("household", flat=True)[0]


def here(model: type, **conditions: object) -> int:
    """The first such row in the demo worker's own community."""
    own = Area.objects.get(code="230103001001")
    rows = model._default_manager.filter(**conditions)  # type: ignore[attr-defined]
    lookup = "application__area" if model is CertificationNotice else "area"
    found = rows.filter(**{lookup: own}).order_by("pk").first() or rows.order_by("pk").first()
    return found.pk


def area(code: str) -> int:
    return Area.objects.get(code=code).pk


def page(name: str, *args: object) -> Callable[[], str]:
    return lambda: reverse(name, args=args)


# file name → who looks, and at what
PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "my-work-community": ("shequ", page("desk:my_work")),
    "my-work-street": ("jiedao", page("desk:my_work")),
    "my-work-district": ("quxian", page("desk:my_work")),
    "worklist-street": ("jiedao", page("desk:worklist", "decisions")),
    "households": ("shequ", page("households:list")),
    "household": ("tongji", lambda: reverse("households:household", args=[household_of_a_running_case()])),
    "survey-new": ("shequ", page("households:survey_new")),
    "survey-again": ("shequ", lambda: reverse("households:survey", args=[here(Household)])),
    "survey-done": ("shequ", lambda: reverse("households:survey_done", args=[here(Survey)])),
    "people": ("shequ", page("households:people")),
    "person": (
        "tongji",
        lambda: reverse(
            "households:person",
            args=[Household.objects.get(pk=household_of_a_running_case()).memberships.order_by("pk")[0].person_id],
        ),
    ),
    "confirmations": ("shequ", page("households:confirmations")),
    "certifications": ("quxian", page("households:certifications")),
    "certification-approved": (
        "tongji",
        lambda: reverse("households:certification", args=[here(Certification, status="approved")]),
    ),
    "certification-to-decide": (
        "jiedao",
        lambda: reverse(
            "households:certification",
            args=[
                Certification.objects.filter(
                    area__path__contains="230103001/", status="pending", step=2, opens_on__lte=TODAY.date()
                )
                .order_by("pk")[0]
                .pk
            ],
        ),
    ),
    "notice": ("tongji", lambda: reverse("households:notice", args=[here(CertificationNotice)])),
    "notices": ("quxian", page("households:notices")),
    "families": ("quxian", page("households:families")),
    "exits": ("tongji", page("households:exits")),
    "exit": ("tongji", lambda: reverse("households:exit", args=[here(Exit)])),
    "refresh": ("tongji", page("desk:refresh")),
    "search": ("tongji", lambda: reverse("desk:search") + "?q=建设路"),
    "publish": ("shequ", lambda: reverse("reports:publish", args=["2026-11", "230103001001"])),
    "months": ("tongji", page("reports:month")),
    "return-city": ("tongji", lambda: reverse("reports:return", args=["2026-10", "230100"])),
    "return-community": ("shequ", lambda: reverse("reports:return", args=["2026-11", "230103001001"])),
    "figure": ("tongji", lambda: reverse("reports:rows", args=["2026-10", "230100", "19"])),
    "parameters": ("shiju", page("policy:parameters")),
    "parameter": ("shiju", page("policy:parameter", "zf.deadline_months")),
    "enact": ("shiju", page("policy:enact", "notice.workdays")),
    "documents": ("shiju", page("policy:documents")),
    "calendar": ("shiju", page("policy:calendar")),
    "users": ("xitong", page("accounts:users")),
    "user": ("xitong", lambda: reverse("accounts:user", args=[User.objects.get(username="jiedao").pk])),
    "open-account": ("xitong", page("accounts:open_account")),
    "move-account": ("xitong", lambda: reverse("accounts:move_account", args=[User.objects.get(username="jiedao").pk])),
    "organisations": ("xitong", page("accounts:organisations")),
    "organisation": (
        "xitong",
        lambda: reverse("accounts:organisation", args=[Organisation.objects.get(kind="bank").pk]),
    ),
    "areas": ("xitong", page("accounts:areas")),
    "area-street": ("jiedaold", lambda: reverse("accounts:area", args=[area("230103001")])),
    "area-community": ("zhuren", lambda: reverse("accounts:area", args=[area("230103001001")])),
    "close-area": ("xitong", lambda: reverse("desk:close_area", args=[area("230103001003")])),
    "give-charge": ("zhuren", lambda: reverse("accounts:give_charge", args=[area("230103001001")])),
    "draw-patch": ("jiedaold", lambda: reverse("accounts:draw_patch", args=[area("230103001")])),
    "links": ("quxian", page("households:links")),
    "edit-links": ("shequ", lambda: reverse("households:edit_links", args=[here(Household)])),
    "enrol": ("jiedao", page("accounts:enrol")),
    "audit": ("shenji", page("accounts:audit")),
    "me": ("shequ", page("accounts:me")),
}


def test_every_page_is_fit_to_be_looked_at(clock, sit_down):
    call_command("demo", until=TODAY.date(), verbosity=0)
    folder = Path(os.environ["SCREENS"]) if "SCREENS" in os.environ else None
    problems = []
    for size_name, size in (("desk", DESK), ("phone", PHONE)):
        desks = {}
        for name, (username, path) in PAGES.items():
            if username not in desks:
                desks[username] = sit_down(size)
                desks[username].sign_in(username)
            desk = desks[username]
            desk.open(path())
            problems += [f"{name} ({size_name}): {fault}" for fault in desk.faults()]
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                desk.page.screenshot(path=folder / f"{name}-{size_name}.jpg", type="jpeg", quality=40)
        problems += [f"({size_name}) {problem}" for desk in desks.values() for problem in desk.problems]
    assert problems == []
