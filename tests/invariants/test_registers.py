"""Campaigns and registers."""

from tests.employing import employer
from tests.factories import UserFactory
from tests.offering import campaign
from tests.register_rows import activity, complaint, model_case
from tests.rows import DAY, NOON, ONE_DAY

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
    for wrong in ({"closed_by": None}, {"closed_on": None}, {"closed_on": YESTERDAY}):
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
    for wrong in ({"accepted_on": None}, {"accepted_by": None}, {"is_targeted": None}, {"accepted_on": YESTERDAY}):
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


@breaks("campaign_is_frozen_by_somebody_once_it_began")
def test_a_campaign_is_frozen_by_somebody_once_it_began(city, constraint):
    for wrong in ({"frozen_on": DAY}, {"frozen_by": city.street_officer}, frozen(city) | {"frozen_on": YESTERDAY}):
        with refused(constraint):
            campaign(city.street, **wrong)
    campaign(city.street, **frozen(city))


@breaks("campaign_target_once_for_a_goal", "campaign_target_is_a_number_to_reach")
def test_a_campaign_has_one_number_for_a_goal(city, constraint):
    own = campaign(city.street)
    own.targets.create(goal="enterprises", number=100)
    number = 0 if constraint == "campaign_target_is_a_number_to_reach" else 5
    with refused(constraint):
        own.targets.create(goal="fairs" if number == 0 else "enterprises", number=number)


@breaks("campaign_has_a_member_once")
def test_a_campaign_has_a_member_once(city, home, person, constraint):
    own = campaign(city.street)
    for member in (person, None):
        own.members.create(household=home, person=member)
        with refused(constraint):
            own.members.create(household=home, person=member)


@breaks("activity_says_where_and_what")
def test_an_activity_says_where_and_what(city, constraint):
    for empty in ("place", "result"):
        with refused(constraint):
            activity(city.street, city.street_officer, **{empty: ""})


@breaks("activity_names_the_employer_that_was_visited")
def test_an_activity_names_the_employer_that_was_visited(city, constraint):
    shop = employer(city.community)
    for wrong in ({"kind": "enterprise"}, {"employer": shop}):
        with refused(constraint):
            activity(city.street, city.street_officer, **wrong)
    activity(city.street, city.street_officer, kind="enterprise", employer=shop)


@breaks("activity_is_struck_off_for_a_reason", "modelcase_is_struck_off_for_a_reason")
def test_what_is_struck_off_says_why(city, constraint):
    made = activity if constraint.startswith("activity") else model_case
    with refused(constraint):
        made(city.street, city.street_officer, struck_by=city.street_officer, struck_at=NOON)


@breaks("model_case_tells_a_story")
def test_a_model_case_tells_a_story(city, constraint):
    for empty in ("title", "story"):
        with refused(constraint):
            model_case(city.street, city.street_officer, **{empty: ""})


@breaks("model_case_names_nobody_without_consent")
def test_a_model_case_names_nobody_without_consent(city, person, constraint):
    agreed = {"names_somebody": True, "person": person, "consented_on": DAY, "consent": "书面"}
    for wrong in ({"consented_on": None}, {"consent": ""}, {"names_somebody": False}):
        with refused(constraint):
            model_case(city.street, city.street_officer, **agreed | wrong)
    model_case(city.street, city.street_officer, **agreed)


def frozen(city):
    return {"frozen_on": DAY, "frozen_by": city.street_officer}
