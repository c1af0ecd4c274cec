"""Certifications and exits on their way, and who sat where."""

from tests.factories import HouseholdFactory, member
from tests.rows import (
    DAY,
    NOON,
    ONE_DAY,
    WHY,
    application,
    approved,
    certificate,
    certification,
    claim,
    deputation,
    leaving,
    notice,
    record,
    revocation,
    seat,
    spell,
    zero_case,
)

from . import breaks, refused

REVIEWED = ("certification", "exit", "revocation", "claim")


@breaks("certification_gives_reasons")
def test_a_certification_gives_reasons(home, constraint):
    with refused(constraint):
        certification(home, reasons=[])


@breaks("certification_is_dated_when_approved")
def test_a_certification_is_dated_when_it_is_approved_and_only_then(home, constraint):
    for values in (
        {"status": "approved", "decided_reasons": WHY},
        {"status": "approved", "certified_on": DAY},
        {"status": "draft", "certified_on": DAY, "decided_reasons": WHY},
    ):
        with refused(constraint):
            certification(home, **values)


@breaks("certification_one_live_per_family")
def test_a_family_has_one_certification_under_way(city, home, person, constraint):
    certification(home, status="refused")
    certification(home)
    certification(home, person)
    certification(HouseholdFactory(area=city.community))
    with refused(constraint):
        certification(home, status="returned", step=2)


@breaks("certification_one_live_per_person")
def test_a_person_has_one_certification_under_way(home, person, constraint):
    certification(home, person, status="withdrawn")
    certification(home, person)
    with refused(constraint):
        certification(home, person)


@breaks(
    "certification_has_a_step_while_under_way",
    "exit_has_a_step_while_under_way",
    "certificate_has_a_step_while_under_way",
    "revocation_has_a_step_while_under_way",
    "claim_has_a_step_while_under_way",
)
def test_an_application_has_a_step_while_it_is_under_way(person, constraint):
    draft = application(constraint.partition("_")[0], person)
    for status, step in (("returned", None), ("returned", 0), ("draft", 1), ("withdrawn", 1)):
        with refused(constraint):
            type(draft).objects.filter(pk=draft.pk).update(status=status, step=step)


@breaks(
    "certification_opens_and_is_due_while_in_office",
    "exit_opens_and_is_due_while_in_office",
    "certificate_opens_and_is_due_while_in_office",
    "revocation_opens_and_is_due_while_in_office",
    "claim_opens_and_is_due_while_in_office",
)
def test_an_application_is_due_while_it_waits_for_an_officer(person, constraint):
    draft = application(constraint.partition("_")[0], person)
    for status, opens_on, due_on in (
        ("pending", None, DAY),
        ("pending", DAY, None),
        ("objected", DAY, DAY - ONE_DAY),
    ):
        with refused(constraint):
            type(draft).objects.filter(pk=draft.pk).update(status=status, step=1, opens_on=opens_on, due_on=due_on)


@breaks("exit_ends_a_persons_status_or_a_familys_case")
def test_an_exit_ends_a_status_or_a_case(home, person, constraint):
    case, status = zero_case(home), spell(person)
    with refused(constraint):
        leaving(status, family_case=case)
    with refused(constraint):
        leaving(status, spell=None)


@breaks("exit_one_live_per_spell", "exit_one_live_per_family_case")
def test_one_exit_is_under_way_or_decided(home, person, constraint):
    ends = spell(person) if constraint.endswith("spell") else zero_case(home)
    leaving(ends, status="refused")
    first = leaving(ends)
    with refused(constraint):
        leaving(ends)
    type(first).objects.filter(pk=first.pk).update(status="approved")
    with refused(constraint):
        leaving(ends)


@breaks("exit_has_evidence")
def test_an_exit_has_evidence(person, constraint):
    with refused(constraint):
        leaving(spell(person), evidence="")


@breaks(
    "certificationseat_one_step_per_person",
    "exitseat_one_step_per_person",
    "certificateseat_one_step_per_person",
    "revocationseat_one_step_per_person",
    "claimseat_one_step_per_person",
)
def test_nobody_decides_two_steps_of_one_application(city, person, constraint):
    kind = constraint.partition("seat")[0]
    draft = application(kind, person)
    seat(kind, draft, city.street_officer, step=1)
    seat(kind, draft, city.district_officer, step=2)
    with refused(constraint):
        seat(kind, draft, city.street_officer, step=2)


@breaks(
    "certificationseat_known_by_its_step",
    "exitseat_known_by_its_step",
    "certificateseat_known_by_its_step",
    "revocationseat_known_by_its_step",
    "claimseat_known_by_its_step",
)
def test_a_seat_is_known_by_its_step(city, person, constraint):
    """What the record's foreign key points to; the primary key alone would let it name another step."""
    kind = constraint.partition("seat")[0]
    taken = seat(kind, application(kind, person), city.street_officer)
    with refused(f"{type(taken)._meta.db_table}_pkey"):  # the same seat again is refused before by its own key
        type(taken).objects.bulk_create([taken])
    assert constraint in {known.name for known in type(taken)._meta.constraints}


@breaks(
    "certificationrecord_agrees_with_its_seat",
    "exitrecord_agrees_with_its_seat",
    "certificaterecord_agrees_with_its_seat",
    "revocationrecord_agrees_with_its_seat",
    "claimrecord_agrees_with_its_seat",
)
def test_a_decision_is_of_the_step_and_application_of_its_seat(city, home, person, constraint):
    kind = constraint.partition("record")[0]
    taken = seat(kind, application(kind, person), city.worker)
    with refused(constraint):
        record(kind, taken, step=2)
    others = {
        "certification": certification,
        "exit": lambda home: leaving(zero_case(home)),
        "revocation": lambda home: revocation(approved(home)),
        "claim": lambda home: claim(member(home)),
        "certificate": lambda home: certificate(person, kind="preferential"),
    }
    other = others[kind](home)
    with refused(constraint):
        record(kind, taken, application=other)


@breaks("decided_in_own_area")
def test_nobody_decides_outside_the_own_area(city, person, constraint):
    for kind in ("certification", "exit", "certificate", "revocation", "claim"):
        draft = application(kind, person)
        record(kind, seat(kind, draft, city.worker))
        for officer in (city.neighbour_worker,):
            with refused(constraint):
                record(kind, seat(kind, draft, officer, step=2))


@breaks(
    "certificationrecord_one_per_step",
    "exitrecord_one_per_step",
    "certificaterecord_one_per_step",
    "revocationrecord_one_per_step",
    "claimrecord_one_per_step",
)
def test_a_step_is_decided_once_in_a_round(city, person, constraint):
    kind = constraint.partition("record")[0]
    draft = application(kind, person)
    record(kind, seat(kind, draft, city.worker))
    second = seat(kind, draft, city.second_worker)
    record(kind, second, round=2)
    with refused(constraint):
        record(kind, second)


@breaks(
    "certificationrecord_refusal_has_comment",
    "exitrecord_refusal_has_comment",
    "certificaterecord_refusal_has_comment",
    "revocationrecord_refusal_has_comment",
    "claimrecord_refusal_has_comment",
)
def test_whoever_does_not_approve_says_why(city, person, constraint):
    kind = constraint.partition("record")[0]
    taken = seat(kind, application(kind, person), city.worker)
    for decision in ("returned", "refused", "upheld", "dismissed"):
        with refused(constraint):
            record(kind, taken, decision=decision)


@breaks(
    "certificationrecord_against_somebody_cites_an_article",
    "exitrecord_against_somebody_cites_an_article",
    "certificaterecord_against_somebody_cites_an_article",
    "revocationrecord_against_somebody_cites_an_article",
    "claimrecord_against_somebody_cites_an_article",
)
def test_whoever_decides_against_somebody_says_by_which_article(city, person, constraint):
    kind = constraint.partition("record")[0]
    taken = seat(kind, application(kind, person), city.worker)
    for decision in ("refused", "upheld", "sustained", "overturned"):
        with refused(constraint):
            record(kind, taken, decision=decision, comment="不符", article="")


@breaks("certificationnotice_put_up_names_its_place")
def test_a_notice_put_up_names_its_place_and_who_said_so(person, constraint):
    draft = application("certification", person)
    teller = draft.drafted_by
    for place, by, at in (("公示栏", None, None), ("", teller, NOON), ("公示栏", teller, None)):
        with refused(constraint):
            notice("certification", draft, place=place, put_up_by=by, put_up_at=at)
    notice("certification", draft, place="公示栏", put_up_by=teller, put_up_at=NOON)


@breaks(
    "certificationnotice_one_per_round",
    "exitnotice_one_per_round",
    "certificatenotice_one_per_round",
    "revocationnotice_one_per_round",
    "claimnotice_one_per_round",
)
def test_a_round_has_one_notice(person, constraint):
    kind = constraint.partition("notice")[0]
    draft = application(kind, person)
    notice(kind, draft)
    notice(kind, draft, round=2)
    with refused(constraint):
        notice(kind, draft)


@breaks(
    "certificationnotice_ends_after_posting",
    "exitnotice_ends_after_posting",
    "certificatenotice_ends_after_posting",
    "revocationnotice_ends_after_posting",
    "claimnotice_ends_after_posting",
)
def test_a_notice_runs_for_a_day_at_least(person, constraint):
    kind = constraint.partition("notice")[0]
    with refused(constraint):
        notice(kind, application(kind, person), ends_on=DAY)


@breaks(
    "certificationnotice_objection_is_dated_and_recorded",
    "exitnotice_objection_is_dated_and_recorded",
    "certificatenotice_objection_is_dated_and_recorded",
    "revocationnotice_objection_is_dated_and_recorded",
    "claimnotice_objection_is_dated_and_recorded",
)
def test_an_objection_is_dated_and_recorded(city, person, constraint):
    kind = constraint.partition("notice")[0]
    draft = application(kind, person)
    for values in (
        {"objection": "异议"},
        {"objection": "异议", "objected_on": DAY},
        {"objected_on": DAY, "recorded_by": city.worker},
        {"outcome": "upheld"},
    ):
        with refused(constraint):
            notice(kind, draft, **values)


def review(kind, refused, worker, **values):
    values = {"requested_on": DAY, "requestable_until": DAY, "source": "条款", "due_source": "条款"} | values
    return refused.reviews.create(step=1, recorded_by=worker, **{"reason": "理由"} | values)


@breaks(
    "certificationreview_once_in_a_case",
    "exitreview_once_in_a_case",
    "revocationreview_once_in_a_case",
    "claimreview_once_in_a_case",
)
def test_a_case_is_reviewed_once(city, person, constraint):
    kind = constraint.partition("review")[0]
    draft = application(kind, person)
    review(kind, draft, city.worker, outcome="withdrawn")
    with refused(constraint):
        review(kind, draft, city.worker)


@breaks(
    "certificationreview_gives_a_reason",
    "exitreview_gives_a_reason",
    "revocationreview_gives_a_reason",
    "claimreview_gives_a_reason",
)
def test_a_review_is_asked_for_with_a_reason(city, person, constraint):
    kind = constraint.partition("review")[0]
    with refused(constraint):
        review(kind, application(kind, person), city.worker, reason="")


@breaks(
    "certificationreview_requested_in_time",
    "exitreview_requested_in_time",
    "revocationreview_requested_in_time",
    "claimreview_requested_in_time",
)
def test_a_review_is_asked_for_in_time(city, person, constraint):
    kind = constraint.partition("review")[0]
    with refused(constraint):
        review(kind, application(kind, person), city.worker, requested_on=DAY + ONE_DAY)


@breaks("revocation_one_live_per_certification")
def test_a_certification_is_revoked_once(home, constraint):
    certified = approved(home)
    revocation(certified, status="refused")
    revocation(certified)
    with refused(constraint):
        revocation(certified)


@breaks("revocation_says_what_is_false_by_what_evidence_and_article")
def test_a_revocation_says_what_is_false_by_what_evidence_and_article(home, constraint):
    for values in ({"falsehood": ""}, {"evidence": ""}, {"article": ""}):
        with refused(constraint):
            revocation(approved(home), **values)


@breaks("revocation_is_dated_and_worded_when_approved")
def test_a_revocation_is_dated_and_worded_when_it_is_approved_and_only_then(home, constraint):
    for values in (
        {"status": "approved", "revoked_on": DAY},
        {"status": "approved", "decision_text": "撤销"},
        {"revoked_on": DAY, "decision_text": "撤销"},
    ):
        with refused(constraint):
            revocation(approved(home), **values)


@breaks("deputy_is_named_for_the_day")
def test_who_decides_for_somebody_absent_is_the_deputy_that_day(city, person, constraint):
    draft = application("certification", person)
    taken = seat("certification", draft, city.second_worker)
    with refused(constraint):
        record("certification", taken, on_behalf_of=city.worker)
    named = deputation(city.worker, city.second_worker)
    with refused(constraint):
        record("certification", taken, on_behalf_of=city.worker, decided_at=NOON + 10 * ONE_DAY)
    named.ended_at, named.ended_by = NOON, city.worker
    named.save()
    with refused(constraint):
        record("certification", taken, on_behalf_of=city.worker)
    deputation(city.worker, city.second_worker)
    record("certification", taken, on_behalf_of=city.worker)


@breaks("one_step_in_one_name")
def test_nobody_decides_two_steps_in_one_name(city, person, constraint):
    deputation(city.worker, city.second_worker)
    draft = application("exit", person)
    record("exit", seat("exit", draft, city.worker))
    with refused(constraint):
        record("exit", seat("exit", draft, city.second_worker, step=2), step=2, on_behalf_of=city.worker)
    other = application("certification", person)
    record("certification", seat("certification", other, city.second_worker), on_behalf_of=city.worker)
    with refused(constraint):
        record("certification", seat("certification", other, city.worker, step=2))


def test_noon_is_a_day_in_the_city():
    assert NOON.date() == DAY
