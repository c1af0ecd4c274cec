"""Campaigns, offers and their refusals, placements, notices and payments."""

import datetime as dt
from decimal import Decimal

from assistance.models import RefusalLook
from households.enums import RegistrationKind
from tests.factories import UserFactory, registered
from tests.offering import campaign, lump_sum, offer, placement
from tests.rows import DAY, NOON, ONE_DAY, days

from . import breaks, refused

REFUSED = {"answer": "refused", "answered_on": DAY, "refusal": "不愿"}


@breaks("campaign_has_a_name_of_its_own_in_the_area")
def test_no_two_campaigns_of_an_area_share_a_name(city, constraint):
    campaign(city.street)
    campaign(city.district)
    with refused(constraint):
        campaign(city.street)


@breaks("campaign_has_a_first_and_a_last_day", "campaign_names_its_document")
def test_a_campaign_has_its_days_and_its_document(city, constraint):
    faults = {
        "campaign_has_a_first_and_a_last_day": {"validity": days("2026-09-01")},
        "campaign_names_its_document": {"basis": ""},
    }
    with refused(constraint):
        campaign(city.street, **faults[constraint])


@breaks(
    "offer_names_no_wage_below_nothing",
    "offer_is_answered_on_a_day_it_stood",
    "offer_is_refused_for_a_reason",
    "offer_is_judged_by_an_article",
)
def test_an_offer_is_answered_on_a_day_and_refused_for_a_reason(person, constraint):
    faults = {
        "offer_names_no_wage_below_nothing": [{"wage": Decimal("-0.01")}],
        "offer_is_answered_on_a_day_it_stood": [
            {"answer": "accepted"},
            {"answered_on": DAY},
            {"answer": "accepted", "answered_on": DAY - ONE_DAY},
        ],
        "offer_is_refused_for_a_reason": [REFUSED | {"refusal": ""}, {"is_justified": True}, {"refusal": "不愿"}],
        "offer_is_judged_by_an_article": [{"terms_source": ""}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            offer(person, **values)


def look(person, **values):
    asked = {"stage": 1, "request": "不愿", "requested_by": UserFactory(), "requested_at": NOON} | values
    return RefusalLook.objects.create(offer=asked.pop("offer", None) or offer(person, **REFUSED), **asked)


@breaks("refusal_is_looked_into_once_at_each_stage")
def test_a_refusal_is_looked_into_once_at_each_stage(person, constraint):
    first = look(person)
    look(person, offer=first.offer, stage=2)
    with refused(constraint):
        look(person, offer=first.offer)


@breaks(
    "refusal_look_is_asked_for_with_a_reason",
    "refusal_is_decided_by_somebody_with_an_opinion",
    "refusal_is_not_decided_by_who_asked",
)
def test_a_refusal_is_decided_by_somebody_else_with_an_opinion(person, constraint):
    officer = UserFactory()
    decided = {"decided_by": officer, "decided_at": NOON, "counts": True, "opinion": "属实"}
    faults = {
        "refusal_look_is_asked_for_with_a_reason": [{"request": ""}],
        "refusal_is_decided_by_somebody_with_an_opinion": [
            decided | {name: empty} for name, empty in (("decided_by", None), ("counts", None), ("opinion", ""))
        ],
        "refusal_is_not_decided_by_who_asked": [decided | {"requested_by": officer}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            look(person, **values)


@breaks("placement_only_of_a_contract_has_its_end", "placement_only_by_labour_export_names_where")
def test_a_placement_names_what_belongs_to_it_alone(person, constraint):
    faults = {
        "placement_only_of_a_contract_has_its_end": [{"contract_until": DAY}],
        "placement_only_by_labour_export_names_where": [
            {"source": "labour_export"},
            {"destination": "大连"},
            {"agency": "某公司"},
        ],
    }
    for values in faults[constraint]:
        with refused(constraint):
            placement(registered(person, RegistrationKind.ENTERPRISE, DAY), **values)


@breaks("lump_sum_is_of_some_months_and_yuan", "lump_sum_month_is_a_first_day", "lump_sum_has_evidence")
def test_a_lump_sum_is_of_some_months_with_evidence(person, constraint):
    work = registered(person, RegistrationKind.SELF_EMPLOYED, DAY)
    faults = {
        "lump_sum_is_of_some_months_and_yuan": [{"months_left": 0}, {"amount": Decimal(0)}],
        "lump_sum_month_is_a_first_day": [{"month": dt.date(2026, 9, 2)}],
        "lump_sum_has_evidence": [{"evidence": ""}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            lump_sum(work, **values)
