"""An employment is registered with its story in one act: the clock stops, or nothing is kept."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from assistance.actions.offers import GivenAnswer, answer_offer
from assistance.actions.placements import Payment, PlacementRefused, Story, pay_lump_sum, place, tell_office, tell_story
from assistance.enums import Answer, Channel, Informed, PlacementSource, Workplace
from assistance.models import LumpSum, Offer, Placement
from assistance.queries.placements import notices_due, offices_due, untold
from households.actions.registrations import NewRegistration, RegistrationRefused
from households.enums import FactKind, RegistrationKind
from households.models import Registration, ZeroFamilyCase
from households.queries import promises
from households.rules.promise import PromiseStatus
from tests import factories
from tests.casework import NOTICE_ENDED, certified, household_of, works
from tests.offering import noon, offered, refused

DAY = dt.timedelta(days=1)
START = NOTICE_ENDED.date() + 5 * DAY
STORY = Story(Channel.COMMUNITY_HELP, PlacementSource.COMMUNITY, Workplace.STREET)


@pytest.fixture
def person(city):
    home = household_of(city)
    certified(city, home)
    return home.memberships.get().person


def at_work(kind=RegistrationKind.ENTERPRISE, since=START):
    return NewRegistration(kind, since, "和平商店")


def placed(city, person, story=STORY, **values):
    return place(person=person, registration=at_work(**values), story=story, worker=city.worker, at=noon(START))


def accepted(city, person, on=START):
    offer = offered(person, city.worker, on)
    return answer_offer(offer=offer, given=GivenAnswer(Answer.ACCEPTED, on), worker=city.worker, at=noon(on))


def test_a_placement_stops_the_clock_in_the_same_act(city, person):
    made = placed(city, person, Story(**vars(STORY) | {"offer": accepted(city, person)}))
    case = ZeroFamilyCase.objects.with_placement().get()
    assert case.placed_on == START
    assert promises.standing(case, START).promise.status is PromiseStatus.PLACED_IN_TIME
    assert made.is_in_own_district
    assert not person.registrations.unemployment().filter(validity__upper_inf=True).exists()
    assert AuditEntry.objects.filter(event="placement.told").count() == 1
    assert "START" not in {field.name for field in Placement._meta.fields}


def test_where_the_story_cannot_be_kept_no_employment_is(city, person):
    refusal = refused(person, city.worker, START)
    stories = (
        ({"source": PlacementSource.LABOUR_EXPORT}, "输出地"),
        ({"destination": "大连"}, "输出地"),
        ({"has_contract": True, "contract_until": START - DAY}, "不能早于"),
        ({"offer": refusal}, "已接受"),
    )
    for values, words in stories:
        with pytest.raises(PlacementRefused, match=words):
            placed(city, person, Story(**vars(STORY) | values))
    assert not Registration.objects.employment().exists()
    assert ZeroFamilyCase.objects.with_placement().get().placed_on is None


def test_a_placement_is_of_an_employment_that_can_be_registered(city, person):
    with pytest.raises(PlacementRefused, match="就业登记"):
        placed(city, person, kind=RegistrationKind.UNEMPLOYED)
    with pytest.raises(RegistrationRefused, match="今天"):
        placed(city, person, since=START + DAY)
    assert not Placement.objects.exists()


def test_an_employment_registered_without_its_story_is_told_of_once(city, person):
    works(city, person, RegistrationKind.FLEXIBLE, START, noon(START))
    work = untold(city.worker, START).get()
    tell_story(registration=work, story=STORY, worker=city.worker, at=noon(START))
    assert not untold(city.worker, START).exists()
    with pytest.raises(PlacementRefused, match="已登记"):
        tell_story(registration=work, story=STORY, worker=city.worker, at=noon(START))
    with pytest.raises(PlacementRefused, match="辖区"):
        tell_story(registration=work, story=STORY, worker=city.neighbour_worker, at=noon(START))


def test_one_offer_leads_to_one_placement(city, person):
    offer = accepted(city, person)
    story = Story(**vars(STORY) | {"offer": offer})
    placed(city, person, story)
    with pytest.raises(PlacementRefused, match="已登记"):
        placed(city, person, story, kind=RegistrationKind.FLEXIBLE)
    assert Offer.objects.get().placements.get().registration.kind == RegistrationKind.ENTERPRISE


def test_the_offices_are_told_of_an_employment_each_once(city, person):
    home = person.memberships.get().household
    elder = factories.member(home, name="李老", born=dt.date(1945, 1, 1))
    factories.fact(elder, FactKind.LOW_INCOME, dt.date(2026, 1, 1))
    work = placed(city, person).registration
    assert offices_due(work) == [Informed.LOW_INCOME, Informed.UNEMPLOYMENT_INSURANCE]
    told = {"registration": work, "told_on": START, "answer": "", "worker": city.worker, "at": noon(START)}
    for informed in Informed:
        assert notices_due(city.worker, START).get().pk == work.pk
        tell_office(informed=informed, **told)
    assert not notices_due(city.worker, START).exists()
    with pytest.raises(PlacementRefused, match="已经告知"):
        tell_office(informed=Informed.LOW_INCOME, **told)


def test_a_benefit_is_paid_at_once_to_who_starts_a_business(city, person):
    payment = Payment(6, 3000, START, "核定单")
    pay = {"person": person, "worker": city.worker, "at": noon(START)}
    with pytest.raises(PlacementRefused, match="自主创业"):
        pay_lump_sum(payment=payment, **pay)
    placed(city, person, kind=RegistrationKind.SELF_EMPLOYED)
    with pytest.raises(PlacementRefused, match="发放日期"):
        pay_lump_sum(payment=Payment(6, 3000, START - DAY, "核定单"), **pay)
    made = pay_lump_sum(payment=payment, **pay)
    assert made.month == START.replace(day=1)
    with pytest.raises(PlacementRefused, match="已登记过"):
        pay_lump_sum(payment=payment, **pay)


# --- pages ---------------------------------------------------------------------------------------------------------
TYPED = {
    "kind": "2", "since": "2026-09-18", "employer": "和平商店", "channel": "1", "source": "labour_export",
    "workplace": "away",
}  # fmt: skip


def test_the_worker_places_somebody_and_tells_the_offices(city, person, as_user, monday):
    monday.move_to(noon(START))
    client = as_user(city.worker)
    address = reverse("assistance:place", args=[person.pk])
    wrong = client.post(address, TYPED).content.decode()
    assert "劳务输出须填写输出地" in wrong
    assert "和平商店" in wrong
    exported = TYPED | {"destination": "大连", "agency": "劳务公司"}
    page = client.post(address, exported, follow=True).content.decode()
    assert "大连" in page
    assert "技能就业" in page
    assert "大连" in str(Placement.objects.values_list("destination", flat=True))
    placements = reverse("assistance:placements")
    listed = client.get(placements, {"channel": "1", "source": "labour_export"}).content.decode()
    assert "外地（大连，劳务公司）" in listed
    assert "大连" not in client.get(placements, {"source": "restructuring"}).content.decode()
    work = Registration.objects.employment().get()
    notices = reverse("assistance:employment_notices")
    assert reverse("assistance:tell_office", args=[work.pk]) in client.get(notices).content.decode()
    told = {"informed": "insurance", "told_on": "2026-09-20", "answer": "已停发"}
    assert client.post(reverse("assistance:tell_office", args=[work.pk]), told).url == notices
    assert "没有需要告知" in client.get(notices).content.decode()


def test_a_story_and_a_payment_are_told_afterwards(city, person, as_user, monday):
    monday.move_to(noon(START))
    works(city, person, RegistrationKind.SELF_EMPLOYED, START, noon(START))
    client = as_user(city.worker)
    assert "未登记安置情况的就业" in client.get(reverse("desk:my_work")).content.decode()
    work = Registration.objects.employment().get()
    address = reverse("assistance:tell_story", args=[work.pk])
    assert "请选择就业渠道" in client.post(address, {}).content.decode()
    client.post(address, {"channel": "1", "source": "private", "workplace": "district"})
    assert Placement.objects.get().is_in_own_district
    paying = reverse("assistance:lump_sum", args=[person.pk])
    typed = {"months_left": "6", "amount": "0", "paid_on": "2026-09-20", "evidence": "核定单"}
    assert "应大于0" in client.post(paying, typed).content.decode()
    client.post(paying, typed | {"amount": "3000"})
    assert LumpSum.objects.get().months_left == 6
    assert "不再按月领取" in client.get(reverse("assistance:of_person", args=[person.pk])).content.decode()


def test_a_survey_does_not_wipe_out_an_employment_with_its_story(city, person):
    from households.actions.periods import PeriodRefused, reconcile

    placed(city, person)
    with pytest.raises(PeriodRefused, match="已有安置"):
        reconcile(person, [], [], visited_on=START, today=START)
