"""The registers of the offices."""

import pytest

from tests import register_rows as rows
from tests.rows import DAY, ONE_DAY

from . import breaks, refused

YESTERDAY = DAY - ONE_DAY
KINDS = ("enquiry", "publicpromise", "supervision", "unemploymentcheck", "workforceplan")
MAKERS = {
    "enquiry": rows.enquiry,
    "publicpromise": rows.public_promise,
    "supervision": rows.supervision,
    "unemploymentcheck": rows.unemployment_check,
    "workforceplan": rows.workforce_plan,
}
ENDS = {
    "enquiry": {"result": "answered", "answer": "已答复"},
    "publicpromise": {"is_kept": True, "evidence": "公报"},
    "supervision": {"mended": "已补公示"},
    "workforceplan": {"outcome": "refused", "decision": "不同意"},
}


@pytest.fixture
def make(city, person):
    """A matter of a register, with values of its own."""

    def made(register, **values):
        told = {"person": person} if register == "unemploymentcheck" else {}
        return MAKERS[register](city.street, city.street_officer, **told | values)

    return made


@pytest.fixture
def closed(city):
    return {"closed_on": DAY, "closed_by": city.street_officer}


@breaks(*(f"{kind}_is_due_after_receipt_by_an_article" for kind in KINDS))
def test_a_matter_is_due_after_receipt_by_an_article(make, constraint):
    for wrong in ({"due_on": YESTERDAY}, {"due_source": ""}):
        with refused(constraint):
            make(constraint.partition("_")[0], **wrong)


@breaks(*(f"{kind}_is_closed_by_somebody_after_receipt" for kind in KINDS))
def test_a_matter_is_closed_by_somebody_after_receipt(make, city, closed, constraint):
    kind = constraint.partition("_")[0]
    ends = ENDS.get(kind) or decision(city)
    for wrong in ({"closed_by": None}, {"closed_on": YESTERDAY}):
        with refused(constraint):
            make(kind, **ends | closed | wrong)
    make(kind, **ends | closed)


@breaks("enquiry_asks_something")
def test_an_enquiry_asks_something(make, constraint):
    with refused(constraint):
        make("enquiry", question="")


@breaks("enquiry_is_closed_with_an_answer")
def test_an_enquiry_is_closed_with_an_answer(make, closed, constraint):
    for wrong in ({}, {"result": "answered"}, {"answer": "已答复"}):
        with refused(constraint):
            make("enquiry", **closed | wrong)


@breaks("enquiry_is_referred_by_somebody")
def test_an_enquiry_is_referred_by_somebody(make, city, constraint):
    for wrong in ({"referred_on": DAY}, {"referred_by": city.worker}):
        with refused(constraint):
            make("enquiry", **wrong)
    make("enquiry", referred_on=DAY, referred_by=city.worker)


@breaks("workforce_plan_is_of_an_employer_and_some_workers")
def test_a_plan_is_of_an_employer_and_some_workers(make, constraint):
    for wrong in ({"workers": 0}, {"text": ""}):
        with refused(constraint):
            make("workforceplan", **wrong)


@breaks("workforce_plan_is_closed_with_a_decision")
def test_a_plan_is_closed_with_a_decision(make, closed, constraint):
    for wrong in ({}, {"outcome": "refused"}, {"decision": "不同意"}):
        with refused(constraint):
            make("workforceplan", **closed | wrong)


@breaks("workforce_plan_passes_the_congress_first")
def test_a_plan_passes_the_congress_first(make, closed, constraint):
    approved = closed | {"outcome": "approved", "decision": "批复"}
    for wrong in ({}, {"congress_on": DAY + ONE_DAY}):
        with refused(constraint):
            make("workforceplan", **approved | wrong)
    make("workforceplan", **approved, congress_on=DAY)


@breaks("workforce_plan_is_approved_where_it_closes_and_noted_where_not")
def test_a_plan_is_approved_where_it_closes_and_noted_where_not(make, closed, constraint):
    said = closed | {"decision": "批复", "congress_on": DAY}
    for kind, outcome in (("lay_off", "approved"), ("resettlement", "noted")):
        with refused(constraint):
            make("workforceplan", **said, kind=kind, outcome=outcome)
    make("workforceplan", **said, kind="lay_off", outcome="noted")


@breaks("unemployment_check_is_of_a_person")
def test_a_check_is_of_a_person(make, constraint):
    with refused(constraint):
        make("unemploymentcheck", person=None)


@breaks("unemployment_check_is_made_whole")
def test_a_check_is_made_whole(make, city, constraint):
    for wrong in ({"checked_on": None}, {"checked_by": None}, {"findings": ""}):
        with refused(constraint):
            make("unemploymentcheck", **checked(city) | wrong)
    make("unemploymentcheck", **checked(city))


@breaks("unemployment_check_is_decided_by_another_for_a_reason")
def test_a_check_is_decided_by_another_for_a_reason(make, city, closed, constraint):
    said = decision(city) | closed
    for wrong in (
        {"is_granted": None},
        {"decision": ""},
        {"refusal": ""},
        {"is_granted": True},
        {"closed_by": city.worker},
        {"checked_on": None, "checked_by": None, "findings": ""},
    ):
        with refused(constraint):
            make("unemploymentcheck", **said | wrong)


@breaks("supervision_says_what_was_found_where")
def test_a_supervision_says_what_was_found_where(make, constraint):
    for empty in ("office", "policy", "findings"):
        with refused(constraint):
            make("supervision", **{empty: ""})


@breaks("supervision_is_closed_with_what_was_mended")
def test_a_supervision_is_closed_with_what_was_mended(make, closed, constraint):
    for wrong in (closed, {"mended": "已补公示"}):
        with refused(constraint):
            make("supervision", **wrong)


@breaks("public_promise_says_what_and_who")
def test_a_public_promise_says_what_and_who(make, constraint):
    for empty in ("text", "owner"):
        with refused(constraint):
            make("publicpromise", **{empty: ""})


@breaks("public_promise_is_closed_by_evidence")
def test_a_public_promise_is_closed_by_evidence(make, closed, constraint):
    for wrong in (closed, closed | {"is_kept": True}, closed | {"evidence": "公报"}, {"is_kept": True}):
        with refused(constraint):
            make("publicpromise", **wrong)


@breaks("public_promise_tells_progress_of_a_day")
def test_a_public_promise_tells_progress_of_a_day(make, constraint):
    for wrong in ({"progress": "过半"}, {"progress_on": DAY}):
        with refused(constraint):
            make("publicpromise", **wrong)


def checked(city):
    return {"checked_on": DAY, "checked_by": city.worker, "findings": "仍在经营"}


def decision(city):
    return checked(city) | {"is_granted": False, "refusal": "in_business", "decision": "走访发现"}
