"""Services, visits and warnings."""

from households.enums import RegistrationKind
from tests.care_rows import alert, digest, event, recheck, service, visit
from tests.employing import employer
from tests.factories import registered
from tests.rows import DAY, NOON, days

from . import breaks, refused


@breaks("service_event_says_what_and_where")
def test_an_event_says_what_was_held_and_where(city, constraint):
    for lacking in ("title", "place", "content"):
        with refused(constraint):
            event(city.community, city.worker, **{lacking: ""})


@breaks("service_says_what_was_done")
def test_a_service_says_what_was_done(city, person, constraint):
    with refused(constraint):
        service(person, city.worker, detail="")


@breaks("service_is_signed_only_where_it_was_refused")
def test_only_a_refusal_is_signed(city, person, constraint):
    service(person, city.worker, outcome="refused", is_signed=True)
    for outcome in ("accepted", "absent"):
        with refused(constraint):
            service(person, city.worker, outcome=outcome, is_signed=True)


@breaks("service_of_referral_is_one_that_did_not_take_place")
def test_a_referral_that_took_place_is_an_offer_and_no_service(city, person, constraint):
    for outcome in ("refused", "absent"):
        service(person, city.worker, kind="referral", outcome=outcome)
    with refused(constraint):
        service(person, city.worker, kind="referral", outcome="accepted")


@breaks("service_once_per_person_and_event")
def test_a_person_comes_to_an_event_once_unless_it_was_struck_off(city, person, constraint):
    held = event(city.community, city.worker)
    struck = {"struck_at": NOON, "struck_by": city.worker, "struck_because": "重复"}
    service(person, city.worker, event=held, **struck)
    service(person, city.worker, event=held)
    with refused(constraint):
        service(person, city.worker, event=held)


@breaks("service_of_support_has_an_authority_and_a_period")
def test_support_has_an_authority_and_a_period_and_nothing_else_has(city, person, constraint):
    whole = {"authority": "区税务局", "period": days("2026-09-01", "2027-09-01")}
    service(person, city.worker, kind="tax_relief", **whole)
    for values in (
        {"kind": "tax_relief"},
        {"kind": "premises", **whole, "authority": ""},
        {"kind": "premises", **whole, "period": days("2026-09-01", "2026-09-01")},
        {"kind": "guidance", **whole},
    ):
        with refused(constraint):
            service(person, city.worker, **values)


@breaks("service_of_insurance_says_how_it_continues")
def test_insurance_says_how_it_continues(city, person, constraint):
    for values in ({"kind": "insurance"}, {"kind": "agency", "continuity": "continued"}):
        with refused(constraint):
            service(person, city.worker, **values)


@breaks("service_is_struck_off_for_a_reason", "visit_is_struck_off_for_a_reason")
def test_what_is_struck_off_has_a_reason(city, person, constraint):
    made = visit if constraint.startswith("visit") else service
    for values in ({"struck_at": NOON}, {"struck_at": NOON, "struck_by": city.worker}, {"struck_because": "错"}):
        with refused(constraint):
            made(person, city.worker, **values)


@breaks("visit_says_what_was_found")
def test_a_visit_says_what_was_found(city, person, constraint):
    with refused(constraint):
        visit(person, city.worker, findings="")


@breaks("visit_calls_back_on_an_employment_only")
def test_a_call_back_is_of_an_employment_and_another_visit_is_not(city, person, constraint):
    work = registered(person, RegistrationKind.ENTERPRISE, DAY)
    visit(person, city.worker, kind="self", registration=work, outcome="at_work")
    for values in (
        {"kind": "self", "outcome": "at_work"},
        {"kind": "employer", "registration": work, "outcome": "met"},
        {"registration": work},
        {"outcome": "left"},
    ):
        with refused(constraint):
            visit(person, city.worker, **values)


@breaks("recheck_is_by_somebody_else")
def test_nobody_looks_into_the_own_visit(city, person, constraint):
    done = {"checked_on": DAY, "agrees": True, "findings": "属实"}
    with refused(constraint):
        recheck(visit(person, city.worker), checked_by=city.worker, **done)
    recheck(visit(person, city.worker), checked_by=city.second_worker, **done)


@breaks("recheck_is_done_whole")
def test_a_second_look_is_done_whole_or_not_at_all(city, person, constraint):
    made = visit(person, city.worker)
    done = {"checked_by": city.second_worker, "checked_on": DAY, "agrees": True, "findings": "属实"}
    for lacking in done:
        with refused(constraint):
            recheck(made, **{key: value for key, value in done.items() if key != lacking})


@breaks("alert_is_raised_once")
def test_the_same_is_told_once(person, constraint):
    alert(person)
    alert(person, step=7)
    with refused(constraint):
        alert(person)


@breaks("alert_says_what_it_is_about")
def test_a_warning_says_what_it_is_about(person, constraint):
    with refused(constraint):
        alert(person, detail="")


@breaks("alert_is_of_a_family_or_of_an_employer")
def test_a_warning_is_of_a_family_or_of_an_employer(city, person, constraint):
    own = employer(city.community)
    for values in ({"employer": own}, {"household": None}, {"household": None, "employer": own}):
        with refused(constraint):
            alert(person, **values)
    told = alert(person)
    told.household, told.person, told.employer = None, None, own
    told.save()


@breaks("alert_stands_with_an_office_of_the_city")
def test_a_warning_stands_with_an_office_of_the_city(person, constraint):
    for level in (0, 5):
        with refused(constraint):
            alert(person, level=level)


@breaks("alert_is_answered_whole_or_ends_by_itself")
def test_a_warning_is_answered_whole_or_ends_by_itself(city, person, constraint):
    whole = {"answered_at": NOON, "answered_by": city.worker, "answer": "已办"}
    for lacking in whole:
        with refused(constraint):
            alert(person, **{key: value for key, value in whole.items() if key != lacking})
    with refused(constraint):
        alert(person, ended_on=DAY, **whole)


@breaks("digest_one_per_area_and_day")
def test_an_area_has_one_digest_a_day(city, constraint):
    digest(city.community)
    with refused(constraint):
        digest(city.community)
