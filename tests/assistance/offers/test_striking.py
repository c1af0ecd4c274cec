"""What was entered wrongly is struck off with the reason, stays to be seen, counts nowhere, and is entered anew."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from approvals.workflow import Decision
from assistance.actions.looks import LookRefused, appeal, decide_look
from assistance.actions.offers import GivenAnswer, OfferRefused, answer_offer
from assistance.actions.placements import Payment, Story, pay_lump_sum, place, tell_office, tell_story
from assistance.actions.striking import (
    StrikingRefused,
    strike_lump_sum,
    strike_notice,
    strike_offer,
    strike_placement,
)
from assistance.enums import Answer, Channel, Informed, PlacementSource, Stage, Workplace
from assistance.models import LumpSum, Placement, RefusalLook
from assistance.queries.cards import card_of
from assistance.queries.contacts import last_contacts
from assistance.queries.looks import looks_waiting
from assistance.queries.offers_copy import offers as offers_copied
from assistance.queries.persons import assistance_of
from assistance.queries.placements import free_offers, offices_due, untold
from assistance.queries.served import referrals_in_status
from assistance.queries.stages import people_by_stage
from assistance.rules.refusals import Desire
from households.actions import exits
from households.actions.registrations import NewRegistration
from households.enums import ExitReason, RegistrationKind
from tests.casework import NOTICE_ENDED, certified, disabled_person
from tests.offering import campaign, noon, offered, refused

DAY = dt.timedelta(days=1)
START = NOTICE_ENDED.date() + DAY
STORY = Story(Channel.COMMUNITY_HELP, PlacementSource.PRIVATE, Workplace.STREET)


@pytest.fixture
def person(city):
    home, person = disabled_person(city)
    certified(city, home, person)
    return person


@pytest.fixture
def work(city, person):
    """Somebody's own business, with its story, told to the insurance, and a benefit paid at once."""
    registration = NewRegistration(RegistrationKind.SELF_EMPLOYED, START, "早点铺")
    made = place(person=person, registration=registration, story=STORY, worker=city.worker, at=noon(START))
    return made.registration


def by(city, on=START):
    return {"reason": "登记在了别人名下", "worker": city.worker, "at": noon(on)}


def accepted(city, person):
    offer = offered(person, city.worker, START)
    return answer_offer(offer=offer, given=GivenAnswer(Answer.ACCEPTED, START), worker=city.worker, at=noon(START))


def test_a_refusal_struck_off_counts_in_no_campaign_and_not_for_leaving(city, person):
    campaign(city.city)
    first, second = (refused(person, city.worker, day) for day in (START, START + DAY))
    strike_offer(offer=second, **by(city, START + DAY))
    found = assistance_of(person, START + 2 * DAY)
    [(_, within)] = found["campaigns"]
    assert (within.campaign_count, within.campaign.state) == (1, Desire.ACTIVE)
    assert (found["verdict"].exit_count, found["verdict"].refusals_left) == (1, 2)
    assert [look.offer for look in looks_waiting(city.street_officer)] == [first]
    assert AuditEntry.objects.filter(event="offer.struck_off").count() == 1


def test_an_offer_struck_off_is_no_referral_no_contact_no_help_and_no_origin_of_work(city, person):
    offer = accepted(city, person)
    helped = people_by_stage(city.worker, START).get()
    assert (helped.stage, helped.helped_on) == (Stage.HELPED, START)
    assert referrals_in_status(START, START).exists()
    assert last_contacts({person.pk}, START) == {person.pk: START}
    strike_offer(offer=offer, **by(city))
    assert people_by_stage(city.worker, START).get().stage == Stage.CERTIFIED
    assert not referrals_in_status(START, START).exists()
    assert last_contacts({person.pk}, START) == {}
    assert not free_offers(person).exists()
    card = card_of(person, START)
    assert [one.offer for one in card.referrals] == [offer]
    assert card.given == []


def test_what_was_struck_off_is_neither_answered_nor_decided_nor_appealed_against_nor_struck_off_again(city, person):
    waiting, counted = offered(person, city.worker, START), refused(person, city.worker, START)
    look = RefusalLook.objects.get()
    for offer in (waiting, counted):
        strike_offer(offer=offer, **by(city))
        with pytest.raises(StrikingRefused, match="已经划去"):
            strike_offer(offer=offer, **by(city))
    given = GivenAnswer(Answer.ACCEPTED, START)
    with pytest.raises(OfferRefused, match="已经划去"):
        answer_offer(offer=waiting, given=given, worker=city.worker, at=noon(START))
    with pytest.raises(LookRefused):
        decide_look(look=look, counts=True, opinion="属实", officer=city.street_officer, at=noon(START))
    with pytest.raises(LookRefused):
        appeal(offer=counted, request="患病", worker=city.worker, at=noon(START))


def test_only_the_own_community_strikes_off_and_says_why(city, person):
    offer = refused(person, city.worker, START)
    with pytest.raises(StrikingRefused, match="辖区"):
        strike_offer(offer=offer, **by(city) | {"worker": city.neighbour_worker})
    with pytest.raises(StrikingRefused, match="划去原因"):
        strike_offer(offer=offer, **by(city) | {"reason": " "})


def proposed(city, person, offer):
    spell = person.spells.get()
    given = exits.Proposal(ExitReason.NO_DESIRE, START, "拒绝三次")
    return exits.propose_exit(ends=spell, proposal=given, worker=city.worker, at=noon(START + DAY))


def test_a_refusal_that_a_decision_rests_on_stands_until_the_decision_is_undone(city, person):
    offer, later = refused(person, city.worker, START), offered(person, city.worker, START)
    drafted = proposed(city, person, offer)
    with pytest.raises(StrikingRefused, match=f"退出 {drafted.number}（无就业愿望，办理中）"):
        strike_offer(offer=offer, **by(city, START + DAY))
    strike_offer(offer=later, **by(city, START + DAY))  # nobody refused it
    decision = {"actor": city.street_officer, "decision": Decision.REFUSE, "comment": "拒绝不属实"}
    exits.decide(application=drafted, at=noon(START + DAY), **decision)
    strike_offer(offer=offer, **by(city, START + DAY))
    assert assistance_of(person, START + DAY)["verdict"].exit_count == 0


def test_a_story_struck_off_is_told_anew_and_frees_its_offer(city, person, work):
    offer = accepted(city, person)
    told = Placement.objects.get()
    strike_placement(placement=told, **by(city))
    assert untold(city.worker, START).get() == work
    tell_story(registration=work, story=Story(**vars(STORY) | {"offer": offer}), worker=city.worker, at=noon(START))
    with pytest.raises(StrikingRefused, match="先划去那条安置情况"):
        strike_offer(offer=offer, **by(city))
    strike_placement(placement=Placement.objects.standing().get(), **by(city))
    assert list(free_offers(person)) == [offer]
    strike_offer(offer=offer, **by(city))


def test_a_notice_and_a_payment_struck_off_are_due_and_possible_again(city, person, work):
    told = {"registration": work, "informed": Informed.UNEMPLOYMENT_INSURANCE, "told_on": START, "answer": ""}
    paid = {"person": person, "payment": Payment(6, 3000, START, "核定单")}
    act = {"worker": city.worker, "at": noon(START)}
    notice, lump_sum = tell_office(**told, **act), pay_lump_sum(**paid, **act)
    assert offices_due(work) == []
    strike_notice(notice=notice, **by(city))
    strike_lump_sum(lump_sum=lump_sum, **by(city))
    for again in (
        lambda: strike_notice(notice=notice, **by(city)),
        lambda: strike_lump_sum(lump_sum=lump_sum, **by(city)),
    ):
        with pytest.raises(StrikingRefused, match="已经划去"):
            again()
    assert offices_due(work) == [Informed.UNEMPLOYMENT_INSURANCE]
    tell_office(**told, **act)
    pay_lump_sum(**paid, **act)
    assert LumpSum.objects.standing().count() == 1


# --- pages ---------------------------------------------------------------------------------------------------------


def test_the_worker_strikes_off_on_the_page_and_everybody_sees_that_it_was(city, person, work, as_user, monday):
    monday.move_to(noon(START))
    offer, client = refused(person, city.worker, START), as_user(city.worker)
    told = {"registration": work, "informed": Informed.UNEMPLOYMENT_INSURANCE, "told_on": START, "answer": ""}
    act = {"worker": city.worker, "at": noon(START)}
    rows = {
        "offer": offer,
        "placement": Placement.objects.get(),
        "notice": tell_office(**told, **act),
        "lump_sum": pay_lump_sum(person=person, payment=Payment(6, 3000, START, "核定单"), **act),
    }
    page = reverse("assistance:of_person", args=[person.pk])
    for name, row in rows.items():
        address = reverse(f"assistance:{name}_strike_off", args=[row.pk])
        linked = reverse("assistance:offer", args=[row.pk]) if name == "offer" else page
        assert address in client.get(linked).content.decode()
        assert "登记在了别人名下" in client.get(address).content.decode()  # offered as a reason
        assert "请填写划去原因。" in client.post(address, {"reason": ""}).content.decode()
        shown = client.post(address, {"reason": f"错登{name}"}, follow=True).content.decode()
        assert f"划去：错登{name}" in shown
        assert address not in shown
        assert "已经划去" in client.post(address, {"reason": "再划"}).content.decode()
    assert "错登offer" in client.get(reverse("assistance:card", args=[person.pk])).content.decode()
    assert "错登offer" in client.get(reverse("assistance:offer", args=[offer.pk])).content.decode()
    assert (
        "划去，不再计数：错登offer" in client.get(reverse("assistance:offer_sheet", args=[offer.pk])).content.decode()
    )
    life = client.get(reverse("desk:timeline", args=[person.pk])).content.decode()
    assert all(f"划去原因：错登{name}" in life for name in rows)
    assert "已划去：错登offer" in " ".join(words for _, words in offers_copied(person)[1])
    listed = reverse("assistance:offers")
    assert "和平商店" in client.get(listed, {"answer": "struck"}).content.decode()
    assert "和平商店" not in client.get(listed, {"answer": "refused"}).content.decode()
