"""What was struck off: for a reason, for good; what may stand once stands once, and what was struck off is not used."""

import pytest
from django.db import DatabaseError, transaction

from assistance.models import Striking
from households.enums import RegistrationKind
from tests.factories import UserFactory, registered
from tests.offering import employment_notice, lump_sum, offer, placement
from tests.rows import DAY, NOON

from . import breaks, refused

ACCEPTED = {"answer": "accepted", "answered_on": DAY}


@pytest.fixture
def work(person):
    return registered(person, RegistrationKind.SELF_EMPLOYED, DAY)


def struck():
    return {"struck_at": NOON, "struck_by": UserFactory(), "struck_because": "登记错误"}


def strike(row, **values):
    for name, value in (struck() | values).items():
        setattr(row, name, value)
    row.save()
    return row


@breaks("offer_is_struck_off_for_a_reason", "placement_is_struck_off_for_a_reason")
def test_what_is_struck_off_has_a_reason(person, work, constraint):
    row = offer(person) if constraint.startswith("offer") else placement(work)
    for lacking in ({"struck_by": None}, {"struck_because": ""}, {"struck_at": None}):
        with refused(constraint):
            strike(row, **lacking)


@breaks("striking_is_of_one_record", "striking_gives_a_reason")
def test_a_record_is_struck_off_by_a_record_of_it_alone(work, constraint):
    both = {"notice": employment_notice(work), "lump_sum": lump_sum(work)}
    faults = {
        "striking_is_of_one_record": [both, {}],
        "striking_gives_a_reason": [{"notice": both["notice"], "struck_because": ""}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            Striking.objects.create(**struck() | values)


@breaks("placement_stands_once_for_an_employment", "placement_stands_once_for_an_offer")
def test_a_story_stands_once_until_it_is_struck_off(person, work, constraint):
    other = registered(person, RegistrationKind.FLEXIBLE, DAY)
    of_one = {"registration": work, "offer": offer(person, **ACCEPTED)}
    first = placement(of_one["registration"], offer=of_one["offer"])
    again = {"work": work} if constraint.endswith("employment") else {"work": other, "offer": of_one["offer"]}
    with refused(constraint):
        placement(**again)
    strike(first)
    placement(**again)


@breaks("office_is_told_of_an_employment_once", "lump_sum_stands_once_for_an_employment")
def test_a_record_stands_once_until_it_is_struck_off(work, constraint):
    made, of = (lump_sum, "lump_sum") if constraint.startswith("lump") else (employment_notice, "notice")
    first = made(work)
    with refused(constraint):
        made(work)
    Striking.objects.create(**{of: first}, **struck())
    made(work)
    with refused(constraint):
        made(work)


@breaks("offer_that_is_used_stands")
def test_an_offer_that_was_struck_off_is_used_for_nothing(person, work, constraint):
    used = offer(person, **ACCEPTED)
    story = placement(work, offer=used)
    with refused(constraint):
        strike(used)
    strike(story)
    strike(used)
    with refused(constraint):
        placement(work, offer=used)
    look = {"stage": 1, "request": "不愿", "requested_by": UserFactory(), "requested_at": NOON}
    with refused(constraint):
        used.looks.create(**look)


def test_what_was_struck_off_is_so_for_good(person, work):
    for row in (offer(person), placement(work)):
        strike(row)
        for change in ({"struck_because": "改"}, {"struck_at": None, "struck_by": None, "struck_because": ""}):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                type(row).objects.filter(pk=row.pk).update(**change)
