"""A post is recommended, refused, looked into, appealed against; a campaign is left, and that campaign alone."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.lists.views import as_seen_by
from accounts.models import AuditEntry
from assistance.actions.looks import LookRefused, appeal, decide_look
from assistance.actions.offers import GivenAnswer, OfferRefused, answer_offer, record_offer
from assistance.actions.services import NewService, log_service, strike_off
from assistance.enums import Answer, Reception, ServiceKind
from assistance.models import Campaign, Offer, RefusalLook
from assistance.queries.looks import looks_waiting
from assistance.queries.persons import assistance_of
from assistance.rules.refusals import Desire
from households.models import Person
from policy.actions import Enactment, enact
from policy.models import Document
from policy.parameters import VALID_POST_MINIMUM_WAGE
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, certified, disabled_person
from tests.offering import campaign, noon, offered, refused

DAY = dt.timedelta(days=1)
START = NOTICE_ENDED.date() + DAY


@pytest.fixture
def person(city):
    home, person = disabled_person(city)
    certified(city, home, person)
    return person


def stands(person, on):
    return assistance_of(person, on)


def test_two_refusals_leave_that_campaign_and_no_other(city, person):
    first = campaign(city.city, name="第一次")
    later = campaign(city.street, name="第二次", validity=later_days())
    for day in (START, START + 5 * DAY):
        refused(person, city.worker, day)
    found = stands(person, START + 6 * DAY)
    assert [(one, within.campaign.state) for one, within in found["campaigns"]] == [(first, Desire.NO_DESIRE)]
    assert found["campaigns"][0][1].campaign.since == START + 5 * DAY
    assert found["verdict"].exit.state is Desire.ACTIVE
    assert found["verdict"].refusals_left == 1
    found = stands(person, dt.date(2027, 2, 1))
    assert [(one, within.campaign.state) for one, within in found["campaigns"]] == [
        (later, Desire.ACTIVE),
        (first, Desire.NO_DESIRE),
    ]


def later_days():
    from tests.rows import days

    return days("2027-01-01", "2027-03-01")


def test_a_refusal_before_certification_does_not_count_for_leaving(city):
    home, person = disabled_person(city)
    refused(person, city.worker, MONDAY.date() - 3 * DAY)
    certified(city, home, person)
    refused(person, city.worker, START)
    assert stands(person, START)["verdict"].exit_count == 1


def test_a_service_refused_over_the_own_signature_leaves_the_campaign_at_once(city, person):
    campaign(city.city)
    for kind, is_signed in ((ServiceKind.SEND_POLICY, True), (ServiceKind.GUIDANCE, False)):
        refuse_service(city, person, kind, is_signed=is_signed)
    assert in_campaign(person).campaign.state is Desire.ACTIVE
    made = refuse_service(city, person, ServiceKind.TRAINING)
    assert (in_campaign(person).campaign.state, in_campaign(person).campaign.since) == (Desire.NO_DESIRE, START)
    assert {row.kind for row in stands(person, START)["refused_services"]} == {"guidance", "training"}
    strike_off(service=made, reason="登记在了别人名下", actor=city.worker, at=noon(START))
    assert in_campaign(person).campaign.state is Desire.ACTIVE


def refuse_service(city, person, kind, *, is_signed=True):
    said = NewService(kind, START, Reception.REFUSED, "本人不参加", is_signed=is_signed)
    return log_service(person=person, service=said, actor=city.worker, at=noon(START))


def in_campaign(person):
    [(_, within)] = stands(person, START)["campaigns"]
    return within


def test_services_accepted_and_valid_posts_offered_in_the_campaign_count_towards_one_three_one(city, person):
    campaign(city.city)
    for outcome in (Reception.ACCEPTED, Reception.ABSENT):
        said = NewService(ServiceKind.TRAINING, START, outcome, "电工班")
        log_service(person=person, service=said, actor=city.worker, at=noon(START))
    refused(person, city.worker, START)
    offered(person, city.worker, START, commute_minutes=121)
    counted = in_campaign(person).one_three_one
    assert (counted.guidance, counted.referral, counted.training) == (0, 1, 1)


def test_an_offer_keeps_the_terms_of_its_day(city, person):
    document = Document.objects.get(number="哈就办字[2007]12号")
    refused(person, city.worker, START, evidence="声明")
    wage = Enactment(VALID_POST_MINIMUM_WAGE, "2500.00", city.city, START + DAY, document, "三")
    enact(wage, actor=city.city_officer, at=noon(START))
    assert stands(person, START + 2 * DAY)["verdict"].exit_count == 1
    late = offered(person, city.worker, START + DAY)
    assert late.minimum_wage == Decimal("2500.00")
    assert document.number in late.terms_source


def test_the_street_looks_into_a_refusal_and_the_district_into_the_appeal(city, person):
    offer = refused(person, city.worker, START)
    look = RefusalLook.objects.get()
    assert list(looks_waiting(city.street_officer)) == [look]
    assert not looks_waiting(city.district_officer).exists()
    with pytest.raises(LookRefused, match="才可以申诉"):
        appeal(offer=offer, request="患病", worker=city.worker, at=noon(START))
    decide_look(look=look, counts=True, opinion="属实", officer=city.street_officer, at=noon(START + DAY))
    assert stands(person, START + DAY)["verdict"].exit_count == 1
    asked = appeal(offer=offer, request="当时患病", worker=city.worker, at=noon(START + DAY))
    with pytest.raises(LookRefused, match="不由您复核"):
        decide_look(look=asked, counts=False, opinion="", officer=city.street_officer, at=noon(START + DAY))
    decide_look(look=asked, counts=False, opinion="证明属实", officer=city.district_officer, at=noon(START + 2 * DAY))
    assert stands(person, START + 2 * DAY)["verdict"].exit_count == 0
    with pytest.raises(LookRefused, match="才可以申诉"):
        appeal(offer=offer, request="再次", worker=city.worker, at=noon(START + 2 * DAY))
    assert AuditEntry.objects.filter(event="refusal.set_aside").count() == 1


def test_nobody_looks_into_what_the_own_family_refused(city, person):
    refused(person, city.worker, START)
    relative = factories.member(person.memberships.get().household, name="王亲")
    officer = city.street_officer
    officer.id_number, officer.id_digest = relative.id_number, relative.id_digest
    officer.save(update_fields=["id_number", "id_digest"])
    assert not looks_waiting(officer).exists()


def test_an_answer_is_given_once_with_a_reason_on_a_day_of_the_offer(city, person):
    offer = offered(person, city.worker, START)
    for given, words in (
        (GivenAnswer(Answer.REFUSED, START, refusal=" "), "拒绝理由"),
        (GivenAnswer(Answer.REFUSED, START, refusal="病", is_justified=True), "写明证据"),
        (GivenAnswer(Answer.ACCEPTED, START - DAY), "推荐日期"),
    ):
        with pytest.raises(OfferRefused, match=words):
            answer_offer(offer=offer, given=given, worker=city.worker, at=noon(START))
    accepted = GivenAnswer(Answer.ACCEPTED, START)
    with pytest.raises(OfferRefused, match="辖区"):
        answer_offer(offer=offer, given=accepted, worker=city.neighbour_worker, at=noon(START))
    answer_offer(offer=offer, given=accepted, worker=city.worker, at=noon(START))
    with pytest.raises(OfferRefused, match="已有答复"):
        answer_offer(offer=offer, given=accepted, worker=city.worker, at=noon(START))
    assert not RefusalLook.objects.exists()


def test_nothing_is_recommended_in_the_future_nor_outside_the_area(city, person):
    with pytest.raises(OfferRefused, match="不能晚于今天"):
        record_offer(person=person, offer=post(START + DAY), worker=city.worker, at=noon(START))
    with pytest.raises(OfferRefused, match="辖区"):
        record_offer(person=person, offer=post(START), worker=city.neighbour_worker, at=noon(START))


def post(on):
    from assistance.actions.offers import NewOffer

    return NewOffer(on, "商店", "营业员", Decimal(2000), 30)


# --- pages ---------------------------------------------------------------------------------------------------------
TYPED = {
    "made_on": "2026-09-07", "employer": "和平商店", "position": "营业员", "wage": "2000.00", "commute_minutes": "30",
    "is_lawful": "on", "fits_health": "on",
}  # fmt: skip


def test_the_worker_recommends_and_writes_down_the_refusal(city, person, as_user, monday):
    client = as_user(city.worker)
    address = reverse("assistance:offer_new", args=[person.pk])
    wrong = client.post(address, TYPED | {"wage": "两千", "made_on": "2026-09-08"}).content.decode()
    assert "请填写金额" in wrong
    assert "不能晚于今天" in wrong
    assert "和平商店" in wrong
    key = "0f0e0d0c-0b0a-4908-8706-050403020100"
    for _ in range(2):
        assert client.post(address, TYPED | {"submission": key}).url == reverse(
            "assistance:of_person", args=[person.pk]
        )
    offer = Offer.objects.get()
    answer = reverse("assistance:offer_answer", args=[offer.pk])
    wrong = client.post(answer, {"answer": "refused", "answered_on": "2026-09-07"}).content.decode()
    assert "请写明拒绝理由" in wrong
    said = {"answer": "refused", "answered_on": "2026-09-07", "refusal": "路途远", "evidence": "签字声明"}
    page = client.post(answer, said, follow=True).content.decode()
    assert "计为拒绝一次" in page
    assert "街道复核" in page
    assert "营业员" in client.get(reverse("assistance:offers")).content.decode()
    officer = as_user(city.street_officer)
    assert "路途远" in officer.get(reverse("assistance:looks")).content.decode()
    assert "待复核的拒绝" in officer.get(reverse("desk:my_work")).content.decode()
    decide = reverse("assistance:look_decide", args=[offer.pk])
    assert "请选择结论" in officer.post(decide, {"opinion": "属实"}).content.decode()
    assert "已复核" in officer.post(decide, {"counts": "yes", "opinion": "属实"}, follow=True).content.decode()
    assert "不由您复核" in officer.post(decide, {"counts": "no", "opinion": "改"}).content.decode()
    appealed = client.post(reverse("assistance:offer_appeal", args=[offer.pk]), {"reason": "患病"}, follow=True)
    assert "区县申诉复核" in appealed.content.decode()


def test_a_campaign_is_opened_by_the_street_and_corrected(city, person, as_user, monday):
    client, typed = as_user(city.street_officer), {"name": "百日援助", "basis": "通知"}
    typed |= {"first": "2026-09-30", "last": "2026-09-01"}
    assert "不能早于" in client.post(reverse("assistance:campaign_new"), typed).content.decode()
    client.post(reverse("assistance:campaign_new"), typed | {"first": "2026-08-01"})
    made = Campaign.objects.get()
    assert "同名" in client.post(reverse("assistance:campaign_new"), typed | {"first": "2026-08-01"}).content.decode()
    address = reverse("assistance:campaign_edit", args=[made.pk])
    assert "2026-09-01" in client.get(address).content.decode()
    client.post(address, typed | {"first": "2026-08-01", "last": "2026-12-31"})
    assert Campaign.objects.get().validity.upper == dt.date(2027, 1, 1)
    worker = as_user(city.worker)
    assert "百日援助" in worker.get(reverse("assistance:campaigns")).content.decode()
    assert worker.get(address).status_code == 403


def test_who_left_a_campaign_stands_in_its_list_and_the_list_does_not_slow_down(city, as_user, monday):
    monday.move_to(noon(START + 9 * DAY))
    campaign(city.city)
    client, counts, address = as_user(city.street_officer), [], reverse("assistance:campaign_people")
    for more in (2, 6):
        for number in range(more):
            home, person = disabled_person(city, name=f"王某{more}{number}")
            certified(city, home, person)
            refused(person, city.worker, START)
            refused(person, city.worker, START + DAY)
            twin = factories.member(home, name=person.name)
            refused(twin, city.worker, START + 2 * DAY)
            Person.objects.filter(pk=twin.pk).update(merged_into=person)
        client.get(address)  # the session is written with the first request
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address).content.decode()
        counts.append(len(captured))
        assert page.count("视同无就业愿望") == page.count('data-label="累计拒绝">3<') == (2, 8)[len(counts) - 1]
    assert counts[0] == counts[1] <= 15
    book, rows = as_seen_by(city.street_officer, address).write_workbook(lambda *told: None)
    names = [row[0] for row in load_workbook(book).active.iter_rows(values_only=True)]
    assert (rows, sum(str(name).startswith("王某") for name in names)) == (8, 8)
