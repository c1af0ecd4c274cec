"""Campaigns and registers."""

from tests.factories import UserFactory
from tests.register_rows import complaint
from tests.rows import DAY, ONE_DAY

from . import breaks, refused

YESTERDAY = DAY - ONE_DAY


@breaks("complaint_is_due_after_receipt_by_an_article")
def test_a_complaint_is_due_after_receipt_by_an_article(city, constraint):
    for wrong in ({"due_on": YESTERDAY}, {"due_source": ""}):
        with refused(constraint):
            complaint(city.street, city.street_officer, **wrong)


@breaks("complaint_is_closed_by_somebody_after_receipt")
def test_a_complaint_is_closed_by_somebody_after_receipt(city, constraint):
    closed = declined(city)
    for wrong in ({"closed_by": None}, {"closed_on": YESTERDAY}):
        with refused(constraint):
            complaint(city.street, city.street_officer, **closed | wrong)
    complaint(city.street, city.street_officer, **closed)


@breaks("complaint_says_of_whom_and_what")
def test_a_complaint_says_of_whom_and_what(city, constraint):
    for empty in ("against", "text"):
        with refused(constraint):
            complaint(city.street, city.street_officer, **{empty: ""})


@breaks("complaint_is_accepted_whole")
def test_a_complaint_is_accepted_whole(city, constraint):
    for wrong in ({"accepted_by": None}, {"is_targeted": None}, {"accepted_on": YESTERDAY}):
        with refused(constraint):
            complaint(city.street, city.street_officer, **acceptance(city) | wrong)
    complaint(city.street, city.street_officer, **acceptance(city))


@breaks("complaint_is_targeted_at_somewhere")
def test_a_complaint_is_targeted_at_somewhere(city, constraint):
    with refused(constraint):
        complaint(city.street, city.street_officer, **acceptance(city) | {"is_targeted": True})
    complaint(city.street, city.street_officer, **acceptance(city), against_area=city.community)


@breaks("complaint_is_closed_with_what_was_found")
def test_a_complaint_is_closed_with_what_was_found(city, constraint):
    found = acceptance(city) | declined(city) | {"finding": "untrue", "findings": "查明"}
    for wrong in ({"finding": ""}, {"findings": ""}, {"reply": ""}, {"finding": "declined"}, unaccepted()):
        with refused(constraint):
            complaint(city.street, city.street_officer, **found | wrong)
    complaint(city.street, city.street_officer, **found)


@breaks("complaint_is_judged_by_somebody_it_is_not_about")
def test_a_complaint_is_judged_by_somebody_it_is_not_about(city, constraint):
    other = UserFactory(area=city.street)
    about = acceptance(city) | {"against_officer": city.street_officer}
    with refused(constraint):
        complaint(city.street, city.street_officer, **about)
    found = about | {"accepted_by": other} | declined(city) | {"finding": "true", "findings": "查明"}
    with refused(constraint):
        complaint(city.street, city.street_officer, **found)
    complaint(city.street, city.street_officer, **found | {"closed_by": other})


def acceptance(city):
    return {"accepted_on": DAY, "accepted_by": city.street_officer, "is_targeted": False}


def unaccepted():
    return {"accepted_on": None, "accepted_by": None, "is_targeted": None}


def declined(city):
    return {"closed_on": DAY, "closed_by": city.street_officer, "finding": "declined", "reply": "请向有关部门反映"}
