"""Every page of the demo city, looked at in both sizes: nothing too wide, nothing axe objects to, no script error.

With ``SCREENS=folder`` (``make screens``) each is kept there as a small picture; ``PAGES="me batch"`` takes those only.
"""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image

from accounts.models import Deputation, Organisation, User
from desk.models import RuleCase
from households.models import (
    Certificate,
    Certification,
    CertificationNotice,
    DataRequest,
    Death,
    Exit,
    Handover,
    Household,
    Revocation,
    Survey,
)
from policy.models import Document, DocumentScan, Proposal

from .acts import ACTS
from .assisting import ASSISTANCE
from .conftest import DESK, PHONE, TODAY, Desk
from .demo_rows import (
    a_batch,
    a_job,
    a_roster,
    a_running_case,
    a_token,
    an_entry,
    an_export_request,
    area,
    attachment_under_way,
    barred_certificate,
    endorsed_certificate,
    endorsed_household,
    here,
    household_of_a_running_case,
    page,
    round_of_the_district,
    split,
    without_case,
    without_certificate,
)
from .employing_screens import EMPLOYER_PAGES
from .offering_screens import OFFER_PAGES
from .post_screens import POST_PAGES
from .screens_of_care import PAGES_OF_CARE
from .screens_of_registers import REGISTER_PAGES
from .subsidy_screens import SUBSIDY_PAGES
from .taking_over import a_file, an_opening
from .training_screens import TRAINING_PAGES

SIZES = {"desk": DESK, "phone": PHONE}
KEPT = Path("docs/screens")  # where `make screens` puts them
PARTS = 4  # of about equal length; whichever worker is free takes the next (tests/scheduling.py)


# file name → who looks, and at what
PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    **OFFER_PAGES,
    **EMPLOYER_PAGES,
    **TRAINING_PAGES,
    **POST_PAGES,
    **SUBSIDY_PAGES,
    "my-work-community": ("shequ", page("desk:my_work")),
    "my-work-street": ("jiedao", page("desk:my_work")),
    "my-work-district": ("quxian", page("desk:my_work")),
    "worklist-street": ("jiedao", page("desk:worklist", "decisions")),
    "households": ("shequ", page("households:list")),
    "household": ("tongji", lambda: reverse("households:household", args=[household_of_a_running_case()])),
    "survey-new": ("shequ", page("households:survey_new")),
    "survey-again": ("shequ", lambda: reverse("households:survey", args=[here(Household)])),
    "survey-done": ("shequ", lambda: reverse("households:survey_done", args=[here(Survey)])),
    "survey-blank": ("shequ", page("households:survey_blank")),
    "survey-sheet": ("shequ", lambda: reverse("households:survey_sheet", args=[here(Household)])),
    "privacy-notice": ("shequ", page("households:privacy_notice", "2026-1")),
    "coverage": ("jiedao", page("households:coverage")),
    "round-new": ("quxian", page("households:round_new")),
    "unvisited": ("shequ", page("households:unvisited")),
    "unfiled": ("jiedao", page("households:unfiled")),
    "unfiled-people": ("shequ", page("households:unfiled_people")),
    "explain": ("shequ", lambda: reverse("households:explain_person", args=[without_case()])),
    "data-requests": ("shequ", page("households:data_requests")),
    "data-request": ("shequ", lambda: reverse("households:data_request", args=[here(DataRequest, closed_on=None)])),
    "data-request-new": (
        "shequ",
        lambda: reverse("households:data_request_new", args=[DataRequest.objects.first().person_id]),
    ),
    "people": ("shequ", page("households:people")),
    "ledger": ("shequ", page("households:ledger")),
    "certified-ledger": ("jiedao", page("households:certified_ledger")),
    "merged": ("quxian", page("households:merged")),
    "ledger-sheet": ("shequ", lambda: reverse("households:ledger_sheet", args=[endorsed_household()])),
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
    "application-sheet": (
        "tongji",
        lambda: reverse("households:application_sheet", args=[here(Certification, status="approved")]),
    ),
    "decision-sheet": (
        "tongji",
        lambda: reverse("households:decision_sheet", args=[here(Certification, status="approved")]),
    ),
    "sign": ("shequ", lambda: reverse("households:sign", args=[here(Certification, status="pending")])),
    "dossier": ("tongji", lambda: reverse("households:dossier", args=[here(Certification, status="approved")])),
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
    "strike-off": ("shequ", lambda: reverse("households:strike_off", args=[attachment_under_way()])),
    "notice": ("tongji", lambda: reverse("households:notice", args=[here(CertificationNotice)])),
    "notices": ("quxian", page("households:notices")),
    "families": ("quxian", page("households:families")),
    "exits": ("tongji", page("households:exits")),
    "exit-new": ("shequ", lambda: f"{reverse('households:exit_new')}?family_case={a_running_case()}"),
    "exit": ("tongji", lambda: reverse("households:exit", args=[here(Exit)])),
    "certificates": ("quxian", page("households:certificates")),
    "certificate": ("jiedao", lambda: reverse("households:certificate", args=[barred_certificate()])),
    "certificate-to-issue": (
        "quxian",
        lambda: reverse(
            "households:certificate", args=[Certificate.objects.filter(status="pending", step=3).order_by("pk")[0].pk]
        ),
    ),
    "certificate-new": ("shequ", lambda: reverse("households:certificate_apply", args=[without_certificate()])),
    "certificate-sheet": ("jiedao", lambda: reverse("households:certificate_sheet", args=[endorsed_certificate()])),
    "inspections": ("shequ", page("households:inspections")),
    "inspection-rounds": ("quxian", page("households:inspection_rounds")),
    "rosters": ("shequ", page("households:rosters")),
    "roster": ("shequ", lambda: reverse("households:roster", args=[a_roster().pk])),
    "roster-new": ("jiedao", page("households:roster_new")),
    "rosters-held": ("shequ", page("households:rosters_held")),
    "roster-entry": (
        "shequ",
        lambda: reverse("households:roster_entry", args=[a_roster().entries.get(outcome="held").pk]),
    ),
    "inspection-round-new": ("quxian", page("households:inspection_round_new")),
    "inspection-round-call-off": (
        "quxian",
        lambda: reverse("households:inspection_round_call_off", args=[round_of_the_district()]),
    ),
    "handovers": ("shequ", page("households:handovers")),
    "handover": ("shequ", lambda: reverse("households:handover", args=[Handover.objects.get().pk])),
    "handover-new": ("shequ", lambda: reverse("households:handover_new", args=[here(Household)])),
    "address": ("shequ", lambda: reverse("households:change_address", args=[here(Household)])),
    "split": ("shequ", lambda: reverse("households:split", args=[here(Household)])),
    "join": ("shequ", lambda: reverse("households:join", args=[here(Household)])),
    "leave": ("shequ", lambda: reverse("households:leave", args=[here(Household)])),
    "household-split": ("shequ", lambda: reverse("households:household", args=[split().household_id])),
    "person-moved": ("shequ", lambda: reverse("households:person", args=[split().person_id])),
    "death": ("shequ", lambda: reverse("households:death", args=[split().person_id])),
    "annul-death": ("shequ", lambda: reverse("households:annul_death", args=[Death.objects.get().person_id])),
    "person-dead": ("shequ", lambda: reverse("households:person", args=[Death.objects.get().person_id])),
    "correct": ("shequ", lambda: reverse("households:correct", args=[split().person_id])),
    "merge-new": ("shequ", lambda: reverse("households:merge_new", args=[split().person_id])),
    "merges": ("jiedao", page("households:merges")),
    "refresh": ("tongji", page("desk:refresh")),
    "search": ("tongji", lambda: reverse("desk:search")),
    "publish": ("shequ", lambda: reverse("reports:publish", args=["2026-11", "230103001001"])),
    "months": ("tongji", page("reports:month")),
    "return-city": ("tongji", lambda: reverse("reports:return", args=["2026-10", "230100"])),
    "return-community": ("shequ", lambda: reverse("reports:return", args=["2026-11", "230103001001"])),
    "figure": ("tongji", lambda: reverse("reports:rows", args=["2026-10", "230100", "19"])),
    "parameters": ("shiju", page("policy:parameters")),
    "parameter": ("shiju", page("policy:parameter", "zf.deadline_months")),
    "propose": ("shiju", page("desk:propose", "notice.workdays")),
    "propose-bounds": ("shiju", page("desk:propose", "notice.workdays:bounds")),
    "proposals": ("shiju", page("desk:proposals")),
    "proposal": ("shiju", lambda: reverse("desk:proposal", args=[Proposal.objects.open().get().pk])),
    "rule-cases": ("shiju", page("desk:rule_cases")),
    "rule-case": ("shiju", lambda: reverse("desk:rule_case", args=[RuleCase.objects.order_by("pk")[0].pk])),
    "rule-case-new": ("shiju", lambda: reverse("desk:write_case") + "?from=G07-a-due"),
    "rule-cases-run": ("shiju", page("desk:run_cases")),
    "rule-cases-shipped": ("shiju", page("desk:shipped_cases", "deadline")),
    "correct-document": (
        "shiju",
        lambda: reverse("policy:correct_document", args=[Document.objects.get(number="哈人社发〔2010〕230号").pk]),
    ),
    "calendar-enter": ("shiju", page("desk:calendar")),
    "document": (
        "shiju",
        lambda: reverse("policy:document", args=[Document.objects.get(number="哈就办字[2007]12号").pk]),
    ),
    "document-replace": (
        "shiju",
        lambda: reverse("policy:replace_document", args=[Document.objects.get(number="哈人社发〔2010〕230号").pk]),
    ),
    "document-strike-off": (
        "quxian",
        lambda: reverse("policy:strike_off_scan", args=[DocumentScan.objects.order_by("pk")[0].pk]),
    ),
    "systems": ("shiju", page("policy:systems")),
    "area-systems": ("zhuren", lambda: reverse("policy:area_systems", args=[area("230103001001")])),
    "document-scanned": (
        "quxian",
        lambda: reverse("policy:document", args=[DocumentScan.objects.order_by("pk")[0].document_id]),
    ),
    "documents": ("shiju", page("policy:documents")),
    "calendar": ("shiju", page("policy:calendar")),
    "users": ("xitong", page("accounts:users")),
    "audit": ("shenji", page("desk:audit")),
    "audit-entry": ("shenji", lambda: reverse("accounts:audit_entry", args=[an_entry()])),
    "user": ("xitong", lambda: reverse("accounts:user", args=[User.objects.get(username="jiedao").pk])),
    "open-account": ("xitong", page("accounts:open_account")),
    "edit-account": ("xitong", lambda: reverse("accounts:edit_account", args=[User.objects.get(username="jiedao").pk])),
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
    "revocations": ("quxian", page("households:revocations")),
    "revocation": ("tongji", lambda: reverse("households:revocation", args=[here(Revocation)])),
    "certification-reviewed": (
        "tongji",
        lambda: reverse("households:certification", args=[here(Certification, reviews__isnull=False)]),
    ),
    "revoke": ("quxian", lambda: reverse("households:revoke", args=[here(Certification, status="approved")])),
    "batch": ("quxian", page("desk:batch")),
    "batch-exits": ("jiedao", page("desk:exit_batch")),
    "deputations": ("xitong", page("accounts:deputations")),
    "name-deputy": ("jiedao", page("accounts:name_deputy")),
    "deputation": ("xitong", lambda: reverse("accounts:deputation", args=[Deputation.objects.order_by("pk")[0].pk])),
    "opening-begin": ("quxian", page("desk:begin_opening")),
    "opening": ("quxian", lambda: reverse("desk:opening", args=[an_opening().pk])),
    "opening-add-file": ("quxian", lambda: reverse("desk:add_opening_file", args=[an_opening().pk])),
    "opening-file": ("quxian", lambda: reverse("desk:opening_file", args=[a_file("people").pk])),
    "opening-columns": ("quxian", lambda: reverse("desk:opening_columns", args=[a_file("certificates").pk])),
    "openings": ("quxian", page("desk:openings")),
    "opening-reconcile": ("quxian", lambda: reverse("desk:reconcile_opening", args=[an_opening().pk])),
    "jobs": ("tongji", page("accounts:jobs")),
    "job-running": ("tongji", lambda: reverse("accounts:job", args=[a_job("running")])),
    "job-done": ("tongji", lambda: reverse("accounts:job", args=[a_job("done")])),
    "export": ("shequ", lambda: reverse("households:people") + "?format=xlsx"),
    "exports": ("anquan", page("accounts:exports")),
    "export-request": ("anquan", lambda: reverse("accounts:export_request", args=[an_export_request()])),
    "my-work-security": ("anquan", page("desk:my_work")),
    "batch-result": ("shequ", lambda: reverse("desk:batch_result", args=[a_batch()])),
    "me": ("shequ", page("accounts:me")),
    "my-tokens": ("shequ", page("accounts:my_tokens")),
    "issue-token": ("jiedao", page("accounts:issue_token")),
    "token": ("shequ", lambda: reverse("accounts:token", args=[a_token("shequ")])),
    "tokens": ("xitong", lambda: a_token("shequ") and reverse("accounts:tokens")),
    "api": ("shequ", page("api:docs")),
    **ASSISTANCE,
    **PAGES_OF_CARE,
    **REGISTER_PAGES,
    **ACTS,
}


def keep(picture: bytes, path: Path) -> None:
    """Small enough to stand in the repository by the hundred, large enough to be read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    taken = Image.open(io.BytesIO(picture)).convert("RGB")
    taken.resize((taken.width * 3 // 4, taken.height * 3 // 4)).save(path, quality=20, method=6)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_fit_to_be_looked_at(demo_city, clock, sit_down, part):
    wanted = os.environ.get("PAGES", "").split() or list(PAGES)
    mine = [(name, *PAGES[name]) for name in wanted][part::PARTS]
    if not mine:
        pytest.skip("the other parts look at all that was asked for")
    demo_city.put_back()
    folder = Path(os.environ["SCREENS"]) if "SCREENS" in os.environ else None
    problems = []
    desks: dict[str, Desk] = {}
    for name, username, path in mine:
        if username not in desks:
            desks[username] = sit_down()
            desks[username].sign_in(username)
        desk = desks[username]
        desk.open(path())
        for size_name, size in SIZES.items():
            desk.page.set_viewport_size(size)
            problems += [f"{name} ({size_name}): {fault}" for fault in desk.faults()]
            if folder is not None:
                keep(desk.page.screenshot(), folder / f"{name}-{size_name}.webp")
    problems += [problem for desk in desks.values() for problem in desk.problems]
    assert problems == []


def test_every_picture_kept_is_of_a_page():
    assert {path.name for path in KEPT.iterdir()} <= {f"{page}-{size}.webp" for page in PAGES for size in SIZES}
